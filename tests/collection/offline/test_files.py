"""The answers of a device that finds no network are given in a file: each counts once, and a bad file is refused in words."""

import json
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arpent.collection.models import Response
from arpent.collection.offline.actions import revoke_device
from arpent.collection.offline.files import KIND, LARGEST, LARGEST_FILE
from arpent.collection.offline.models import Device, KeptAside, OfflineKey
from arpent.collection.offline.sealing import new_pair, sealed
from tests.cast import Cast
from tests.collection.offline.devices import OPENED, device_of, finished, send
from tests.collection.stories import Story, open_story


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def device(story: Story) -> Device:
    return device_of(story)


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def closed(device: Device, content: Any, ident: uuid.UUID | None = None) -> dict[str, str]:
    """One answer as it stands in a file."""
    ident = ident or uuid.uuid4()
    envelope = sealed(json.dumps(content).encode(), str(ident), device.campaign.offline_key.public)
    return {"id": str(ident), **envelope}


def file_of(device: Device, /, *answers: Any, **changes: Any) -> bytes:
    told = {"arpent": KIND, "key": device.campaign.offline_key.public, "device": device.pk}
    return json.dumps({**told, "answers": answers, **changes}).encode()


def give(client: Client, device: Device, written: bytes) -> Any:
    campaign = device.campaign
    address = reverse("collection:take_file", args=[campaign.study_id, campaign.pk, device.pk])
    file = SimpleUploadedFile("reponses-arpent-1.json", written, "application/json")
    return client.post(address, {"file": file}, follow=True)


def said(page: Any) -> str:
    return page.content.decode().replace("\u202f", " ").replace("&#x27;", "'")


def test_the_answers_of_a_file_count_as_if_the_device_had_sent_them(alice: Client, device: Device):
    page = give(alice, device, file_of(device, *(closed(device, finished(device)) for _ in range(3))))
    assert "3 réponses reçues." in said(page)
    assert Response.objects.filter(mode="tablet", status="sent").count() == 3


def test_a_file_given_twice_counts_once(alice: Client, device: Device):
    written = file_of(device, closed(device, finished(device)), closed(device, finished(device)))
    give(alice, device, written)
    page = give(alice, device, written)
    assert "0 réponse reçue. 2 étaient déjà reçues." in said(page)
    assert Response.objects.count() == 2


def test_what_the_device_had_sent_already_is_known(alice: Client, device: Device):
    ident, content = uuid.uuid4(), finished(device)
    send(device, content, ident)
    page = give(alice, device, file_of(device, closed(device, content, ident), closed(device, content)))
    assert "1 réponse reçue. 1 était déjà reçue." in said(page)
    assert send(device, content, ident).status_code == 200
    assert Response.objects.count() == 2


def test_each_answer_is_judged_by_itself(alice: Client, device: Device):
    good, odd = finished(device), finished(device, said={"venu": "answer=peut-etre"})
    damaged = {**closed(device, good), "sealed": "AAAA"}
    heavy = {**closed(device, good), "sealed": "A" * (LARGEST + 1)}
    strangers = [3, {}, {"id": "x"}, {"id": str(uuid.uuid4())}]
    page = said(
        give(
            alice,
            device,
            file_of(device, closed(device, good), closed(device, odd), damaged, heavy, *strangers),
        )
    )
    assert "1 réponse reçue. 1 est reçue et mise de côté" in page
    assert "5 réponses ne sont pas reçues : elles sont abîmées" in page
    assert "1 réponse n’est pas reçue : elle est trop lourde" in page
    assert (Response.objects.count(), KeptAside.objects.count()) == (1, 1)


def test_an_answer_copied_under_another_identifier_does_not_open(alice: Client, device: Device):
    copied = {**closed(device, finished(device)), "id": str(uuid.uuid4())}
    assert "elle est abîmée" in said(give(alice, device, file_of(device, copied)))
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"", "Ce fichier est vide."),
        (b"x" * (LARGEST_FILE + 2_000_000), "Ce fichier est trop lourd"),
        (b"PK\x03\x04", "incomplet"),
        (b"[]", "incomplet"),
        (b"[" * 100_000, "incomplet"),
        (b'{"answers": []}', "incomplet"),
        ("é\ud800".encode("utf-8", "surrogatepass"), "incomplet"),
    ],
)
def test_what_is_no_file_of_a_device_is_refused_with_its_remedy(
    alice: Client, device: Device, written: bytes, words: str
):
    page = give(alice, device, written)
    assert page.status_code == 422
    assert words in said(page)
    assert not Response.objects.exists()


def test_a_truncated_file_is_refused_whole(alice: Client, device: Device):
    written = file_of(device, closed(device, finished(device)), closed(device, finished(device)))
    page = give(alice, device, written[:-100])
    assert "copiez-le en entier" in said(page)
    assert not Response.objects.exists()


@pytest.mark.parametrize("answers", [[], None, "x", {}])
def test_a_file_without_answers_says_so(alice: Client, device: Device, answers: object):
    assert "ne contient aucune réponse" in said(give(alice, device, file_of(device, answers=answers)))


def test_a_file_of_another_site_is_named_as_such(alice: Client, device: Device):
    public, _locked = new_pair("another secret")
    page = give(alice, device, file_of(device, closed(device, finished(device)), key=public))
    assert "d’une autre collecte, ou d’un autre site" in said(page)


def test_a_file_is_given_on_the_page_of_its_own_device(alice: Client, story: Story, device: Device):
    other = device_of(story, organisation="Le Gué")
    Device.objects.filter(pk=device.pk).update(name="Tablette verte")
    written = file_of(device, closed(device, finished(device)))
    assert "l’appareil « Tablette verte »" in said(give(alice, other, written))
    assert not Response.objects.exists()


def test_the_file_of_a_device_that_was_taken_back_is_given_where_it_was_opened_again(
    alice: Client, story: Story, device: Device
):
    written = file_of(device, closed(device, finished(device)))
    revoke_device(device=device, on=OPENED)
    assert give(alice, device, written).status_code == 404
    assert "1 réponse reçue." in said(give(alice, device_of(story), written))


@pytest.mark.parametrize("made_by", [None, "x", True, 10**30, -1])
def test_a_file_that_names_no_device_is_that_of_the_page(alice: Client, device: Device, made_by: object):
    written = file_of(device, closed(device, finished(device)), device=made_by)
    assert "1 réponse reçue." in said(give(alice, device, written))


def test_once_the_key_is_erased_nobody_opens_a_file(alice: Client, device: Device):
    written = file_of(device, closed(device, finished(device)))
    OfflineKey.objects.all().delete()
    assert "plus personne ne peut ouvrir ce fichier" in said(give(alice, device, written))


def test_only_who_runs_the_campaign_gives_a_file(cast: Cast, device: Device):
    web = Client()
    web.force_login(cast.david)
    assert give(web, device, file_of(device, closed(device, finished(device)))).status_code == 404
    assert not Response.objects.exists()


def test_the_day_of_a_file_is_that_of_its_answers(alice: Client, device: Device):
    give(alice, device, file_of(device, closed(device, finished(device, day="2026-11-09"))))
    assert Response.objects.get().day == date(2026, 11, 9)
