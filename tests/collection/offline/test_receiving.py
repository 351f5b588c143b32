"""What devices send is opened, judged again with the rules of the pages, and counted once."""

import json
import uuid
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from arpent.collection.actions import open_campaign
from arpent.collection.care.models import Reception
from arpent.collection.models import Link, Response
from arpent.collection.offline import actions
from arpent.collection.offline.actions import revoke_device
from arpent.collection.offline.models import Delivery, Device, KeptAside, OfflineKey
from arpent.collection.offline.sealing import Unopened, opened, sealed
from arpent.collection.offline.views import LARGEST
from arpent.collection.purge import purge
from arpent.collection.signs import written_down
from tests.cast import Cast
from tests.collection.offline.devices import OPENED, device_of, finished, put, send
from tests.collection.stories import PURGE, Story, open_story


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def device(story: Story) -> Device:
    return device_of(story)


def aside() -> list[tuple[str, str]]:
    return list(KeptAside.objects.values_list("reason", "question"))


def test_a_finished_answer_becomes_a_row_as_if_it_had_been_given_on_line(device: Device):
    answer = send(device, finished(device))
    assert (answer.status_code, answer.json()) == (201, {"state": "taken"})
    row = Response.objects.get()
    assert (row.status, row.mode, row.day, row.edition) == ("sent", "tablet", date(2026, 11, 20), "fr-simple")
    assert (row.voice, row.help, row.helper, row.chosen_for) == ("helped", ["read"], "family", "no")
    assert row.answers["aides"] == ["famille", "amis"]
    assert row.answers["fois"] == 12
    assert row.answers["jour"] == "2026-02-03"
    assert row.answers["ordre"] == {"missing": "no_answer"}


def test_an_interviewer_s_answers_say_how_they_came(story: Story):
    device = device_of(story, use="interviewer")
    send(device, finished(device))
    assert Response.objects.get().mode == "interviewer"


def test_routing_is_followed_again(device: Device):
    said = {"venu": "answer=non", "fois": "text=12"}
    send(device, finished(device, said=said))
    assert Response.objects.get().answers["fois"] == {"missing": "not_asked"}


def test_what_is_hidden_is_not_judged(device: Device):
    send(device, finished(device, said={"venu": "answer=non", "fois": "text=beaucoup"}))
    assert Response.objects.get().answers["fois"] == {"missing": "not_asked"}


def test_sent_twice_it_counts_once_and_the_answer_is_the_same(device: Device):
    ident, content = uuid.uuid4(), finished(device)
    first, second = send(device, content, ident), send(device, content, ident)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() == {"state": "taken"}
    assert Response.objects.count() == Delivery.objects.count() == 1


def test_others_may_write_while_an_answer_is_heard(device: Device, monkeypatch):
    began: list[list[str]] = []
    monkeypatch.setattr(
        actions,
        "written_down",
        lambda sitting: began.append(list(connection.savepoint_ids)) or written_down(sitting),
    )
    send(device, finished(device))
    assert Response.objects.exists()
    assert began == [[]], "a transaction was open while an answer was heard"


def test_a_copy_under_another_identifier_does_not_open(device: Device):
    ident = uuid.uuid4()
    envelope = json.dumps(
        sealed(json.dumps(finished(device)).encode(), str(ident), device.campaign.offline_key.public)
    )
    assert put(device.token, ident, envelope).status_code == 201
    copy = put(device.token, uuid.uuid4(), envelope)
    assert (copy.status_code, copy.json()) == (422, {"why": "unreadable"})
    assert Response.objects.count() == 1


def test_nothing_leads_from_a_delivery_to_the_answer(device: Device):
    ident = uuid.uuid4()
    send(device, finished(device), ident)
    assert not Response.objects.filter(pk=ident).exists()
    assert {field.name for field in Delivery._meta.get_fields()} == {"id", "device", "state"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"said": {"venu": "answer=oui", "fois": "text=400"}}, ("answer", "fois")),
        ({"said": {"venu": "answer=peut-etre"}}, ("answer", "venu")),
        ({"said": {"content": "answer=bien"}}, ("required", "venu")),
        ({"fingerprint": "0" * 64}, ("version", "")),
        ({"said": ["venu"]}, ("shape", "")),
        ({"said": {"venu": 3}}, ("shape", "")),
        ({"said": {"venu": "&".join(["a=1"] * 3000)}}, ("shape", "")),
        ({"link": True}, ("shape", "")),
        ({"link": 10**30}, ("shape", "")),
        ({"link": 987654}, ("link", "")),
        ({"voice": "everyone"}, ("shape", "")),
        ({"help": "read"}, ("shape", "")),
        ({"faces": 4}, ("shape", "")),
        ({"switches": -1}, ("shape", "")),
        ({"edition": "en"}, ("shape", "")),
        ({"status": "ongoing"}, ("shape", "")),
        ({"day": "hier"}, ("shape", "")),
    ],
)
def test_what_cannot_be_counted_is_kept_with_its_reason(device: Device, changes: dict, reason: tuple):
    content = finished(device, **changes)
    answer = send(device, content)
    assert (answer.status_code, answer.json()) == (201, {"state": "aside"})
    assert aside() == [reason]
    assert KeptAside.objects.get().content == content
    assert not Response.objects.exists()


@pytest.mark.parametrize("content", [[], "words", 3, None])
def test_what_is_no_answer_at_all_is_kept_too_or_refused(device: Device, content: object):
    assert send(device, content).status_code in (201, 422)
    assert not Response.objects.exists()


def test_one_who_stopped_owes_nothing(device: Device):
    send(device, finished(device, status="stopped", said={}))
    row = Response.objects.get()
    assert (row.status, row.answers["venu"]) == ("stopped", {"missing": "no_answer"})


def test_another_association_s_questionnaire_is_not_counted(story: Story, device: Device):
    other = device_of(story, organisation="Le Gué")
    send(other, finished(device))
    assert aside() == [("link", "")]


def test_an_answer_given_before_the_closing_may_come_after_it(story: Story, device: Device):
    with time_machine.travel("2026-12-24 10:00+01:00", tick=False):
        assert send(device, finished(device)).json() == {"state": "taken"}
        assert send(device, finished(device, day="2026-12-20")).json() == {"state": "aside"}
    assert aside() == [("late", "")]


def test_a_clock_that_lost_its_date_loses_no_answer(device: Device):
    send(device, finished(device, day="1970-01-01"))
    send(device, finished(device, day="2031-01-01"))
    assert set(Response.objects.values_list("day", flat=True)) == {date(2026, 11, 2), date(2026, 11, 23)}


def test_an_unknown_device_is_refused(device: Device):
    answer = put("x" * 20, uuid.uuid4(), "{}")
    assert (answer.status_code, answer.json()) == (404, {"why": "unknown"})


def test_a_revoked_device_is_refused_and_what_it_sent_stays(device: Device):
    send(device, finished(device))
    revoke_device(device=device, on=date(2026, 11, 23))
    answer = send(device, finished(device))
    assert (answer.status_code, answer.json()) == (403, {"why": "revoked"})
    assert Response.objects.count() == 1


def test_what_waited_on_a_lost_tablet_leaves_once_it_is_opened_again(story: Story, device: Device):
    content = finished(device)
    revoke_device(device=device, on=date(2026, 11, 23))
    assert send(device_of(story), content).json() == {"state": "taken"}


def test_what_was_sealed_for_another_campaign_does_not_open(cast: Cast, story: Story, device: Device):
    again = open_campaign(
        study=story.study,
        title="Hiver",
        versions=story.versions,
        opens_on=OPENED,
        closes_on=date(2027, 1, 31),
        purge_on=PURGE,
        contact="Alice",
        by=cast.alice,
    )
    elsewhere = device_of(Story(story.study, story.versions, again))
    ident = uuid.uuid4()
    content = json.dumps(finished(device)).encode()
    envelope = sealed(content, str(ident), elsewhere.campaign.offline_key.public)
    assert put(device.token, ident, json.dumps(envelope)).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        "", "[]", "null", "{}", '{"point": 3, "iv": 4, "sealed": 5}', "\ud800".encode("utf-8", "surrogatepass"),
        '{"point": "AAAA", "iv": "AAAA", "sealed": "AAAA"}', "[" * 50_000,
    ],
)  # fmt: skip
def test_what_was_never_sealed_is_refused_in_words(device: Device, body):
    answer = put(device.token, uuid.uuid4(), body)
    assert (answer.status_code, answer.json()) == (422, {"why": "unreadable"})


def test_ten_megabytes_are_refused_before_they_are_read(device: Device):
    answer = put(device.token, uuid.uuid4(), "x" * (LARGEST * 10))
    assert (answer.status_code, answer.json()) == (413, {"why": "too_big"})


def test_broken_unicode_in_words_is_kept_as_the_pages_keep_it(device: Device):
    said = {"venu": "answer=non", "mot": "text=%ED%A0%80%FF"}
    assert send(device, finished(device, said=said)).json() == {"state": "taken"}
    assert isinstance(Response.objects.get().answers["mot"], str)


def test_after_the_purge_nothing_that_a_device_holds_can_be_opened(device: Device):
    content = finished(device)
    send(device, finished(device, said={}))
    purge(on=PURGE)
    assert not OfflineKey.objects.exists()
    assert not KeptAside.objects.exists()
    assert not Device.objects.exists()
    with pytest.raises(Unopened):
        opened(sealed(json.dumps(content).encode(), "a", device.campaign.offline_key.public), "a", b"", "s")


def test_someone_who_said_no_is_counted_and_nothing_else_is_known_of_them(device: Device):
    ident, content = uuid.uuid4(), finished(device, status="refused", said={})
    assert send(device, content, ident).json() == send(device, content, ident).json() == {"state": "taken"}
    assert sum(Link.objects.values_list("refusals", flat=True)) == 1
    assert not Response.objects.exists()
    assert not KeptAside.objects.exists()


def test_a_proxy_s_second_answers_are_heard_too(story: Story, device: Device):
    Reception.objects.create(campaign=story.campaign, proxies_answer_twice=True)
    proxy = {"voice": "proxy", "assent": "yes", "said_other": {"content": "answer=mal", "venu": "answer=non"}}
    send(device, finished(device, **proxy))
    assert Response.objects.get().would_say == {"content": "mal"}
    send(device, finished(device, **{**proxy, "said_other": {"content": "answer=pire"}}))
    assert aside() == [("answer", "content")]


@pytest.mark.parametrize(
    "changes",
    [
        {"assent": "no", "voice": "proxy"}, {"understood": "well"}, {"guardian": 1}, {"clarified": [3]},
        {"said_other": "x", "voice": "proxy"},
    ],
)  # fmt: skip
def test_what_went_with_an_answer_is_judged_too(device: Device, changes: dict):
    send(device, finished(device, **changes))
    assert aside() == [("shape", "")]


def retry(user, device: Device):
    web = Client()
    web.force_login(user)
    campaign = device.campaign
    address = reverse("collection:hear_again", args=[campaign.study_id, campaign.pk])
    return web.post(address, follow=True)


def test_what_was_aside_counts_once_when_what_was_wrong_is_mended(cast: Cast, device: Device):
    device.campaign.closed_on = date(2026, 11, 15)
    device.campaign.save()
    send(device, finished(device))
    send(device, finished(device, said={"content": "answer=mieux"}))
    assert {reason for reason, _ in aside()} == {"late"}
    page = retry(cast.alice, device).content.decode()
    assert "0 réponse compte maintenant. 2 restent de côté." in page
    device.campaign.closed_on = None
    device.campaign.save()
    page = retry(cast.alice, device).content.decode()
    assert "1 réponse compte maintenant. 1 reste de côté." in page
    assert aside() == [("answer", "content")]
    retry(cast.alice, device)
    assert Response.objects.count() == 1
    assert Delivery.objects.filter(state="aside").count() == 2


def test_only_who_runs_the_campaign_hears_again(cast: Cast, device: Device):
    send(device, finished(device, said={"content": "answer=mieux"}))
    assert retry(cast.david, device).status_code == 404
