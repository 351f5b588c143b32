"""The worker draws what devices carry; meanwhile their page, and that of the staff, say how far it is."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from arpent.collection.offline import drawing, tasks
from arpent.collection.offline.actions import revoke_device
from arpent.collection.offline.drawing import asked_for
from arpent.collection.offline.models import Device, ParcelWork
from arpent.collection.offline.parcels import FORMAT, parcel_of
from tests.cast import Cast
from tests.collection.offline.devices import OPENED, device_of, link_of
from tests.collection.stories import Story, open_story

WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
"""As on a site: what is asked for waits until a worker comes."""


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def device(story: Story) -> Device:
    return device_of(story)


@pytest.fixture
def later(settings: Any) -> None:
    settings.TASKS = WORKER


def told(device: Device, query: str = "") -> list[dict[str, Any]]:
    return Client().get(f"/hors-ligne/{device.token}/etat/{query}").json()["questionnaires"]


def work() -> None:
    """What the worker does of all that waits."""
    for each in ParcelWork.objects.filter(state="waiting"):
        tasks.draw_parcel.func(each.pk)


@pytest.mark.usefixtures("later")
def test_a_page_waits_for_no_drawing(device: Device):
    assert [each["drawing"] for each in told(device)] == [{"done": 0, "total": 0}] * 2
    assert not any(each["parcel"] for each in told(device))
    link = link_of(device)
    assert Client().get(f"/hors-ligne/{device.token}/colis/{link.pk}/").status_code == 404


@pytest.mark.usefixtures("later")
def test_once_the_worker_has_drawn_it_a_parcel_is_carried(device: Device):
    told(device)
    work()
    assert all(each["parcel"] and "drawing" not in each for each in told(device))
    link = link_of(device)
    assert Client().get(f"/hors-ligne/{device.token}/colis/{link.pk}/").status_code == 200


@pytest.mark.usefixtures("later")
def test_the_server_says_how_far_it_is(device: Device, monkeypatch: pytest.MonkeyPatch):
    told(device)
    seen = []
    advance = ParcelWork.advance

    def noted(self: ParcelWork, done: int, total: int) -> None:
        advance(self, done, total)
        seen.append((done, total, told(device)))

    monkeypatch.setattr(ParcelWork, "advance", noted)
    tasks.draw_parcel.func(ParcelWork.objects.get(link=link_of(device)).pk)
    done, total, page = seen[len(seen) // 2]
    assert 0 < done < total
    assert page[0]["drawing"] == {"done": done, "total": total}
    assert seen[-1][0] == total


@pytest.mark.usefixtures("later")
def test_asking_again_while_it_waits_asks_for_nothing_more(device: Device):
    told(device)
    told(device)
    assert ParcelWork.objects.count() == 2
    work()
    before = list(ParcelWork.objects.values_list("digest", flat=True))
    assert not any("drawing" in each for each in told(device))
    assert list(ParcelWork.objects.values_list("digest", flat=True)) == before


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("who", "field"),
    [
        (lambda device: device.campaign, "contact"),
        (lambda device: device.campaign.study, "title"),
        (lambda device: device.campaign.study.territory, "name"),
        (lambda device: device.participation.organisation, "name"),
    ],
    ids=["contact", "study", "territory", "association"],
)
def test_what_changed_is_drawn_again_and_the_last_one_stays_meanwhile(
    device: Device, who: Callable[[Device], Any], field: str
):
    told(device)
    work()
    row = who(device)
    setattr(row, field, "Bob Lemaire")
    row.save()
    assert all("drawing" in each for each in told(device))
    link = link_of(device)
    assert Client().get(f"/hors-ligne/{device.token}/colis/{link.pk}/").status_code == 200
    work()
    assert all(each["parcel"] for each in told(device))


@pytest.mark.usefixtures("later")
def test_what_changes_while_it_is_drawn_is_not_called_ready(story: Story, device: Device):
    told(device)
    row = ParcelWork.objects.get(link=link_of(device))
    story.campaign.contact = "Bob Lemaire"
    story.campaign.save()
    told(device)
    row.keep(tasks.parcel_of(link_of(device), device))
    assert all("drawing" in each for each in told(device))


def test_a_drawing_that_fails_says_so_and_is_asked_for_again(device: Device, monkeypatch: pytest.MonkeyPatch):
    def broken(*_args: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as failing:
        failing.setattr(tasks, "parcel_of", broken)
        assert all("Préparez l’appareil de nouveau" in each["failed"] for each in told(device))
    assert all("failed" in each for each in told(device))
    assert all(each["parcel"] for each in told(device, "?encore=1"))


def test_a_device_that_is_opened_has_its_pages_drawn_at_once(cast: Cast, story: Story):
    alice = Client()
    alice.force_login(cast.alice)
    place = story.study.participations.get(organisation__name="La Clairière")
    typed = {
        "name": "Verte",
        "participation": place.pk,
        "use": "kiosk",
        "interviews": 0,
        "idle_minutes": 5,
        "exit_code": "2580",
    }
    address = reverse("collection:open_device", args=[story.study.pk, story.campaign.pk])
    page = alice.post(address, typed, follow=True).content.decode()
    assert ParcelWork.objects.filter(state="ready").count() == 2
    assert page.count("prêtes à être portées") == 2


@pytest.mark.usefixtures("later")
def test_the_staff_see_what_is_under_way(cast: Cast, device: Device):
    asked_for(device)
    ParcelWork.objects.filter(link=link_of(device)).update(state="running", done=3, total=30)
    alice = Client()
    alice.force_login(cast.alice)
    campaign = device.campaign
    page = alice.get(
        reverse("collection:device", args=[campaign.study_id, campaign.pk, device.pk])
    ).content.decode()
    assert "en préparation, 3 sur 30" in page
    assert "en attente du serveur" in page


@pytest.mark.usefixtures("later")
def test_a_device_that_is_gone_is_drawn_for_nobody(device: Device):
    told(device)
    gone = ParcelWork.objects.first()
    assert gone
    revoke_device(device=device, on=OPENED)
    tasks.draw_parcel.func(gone.pk)
    assert not ParcelWork.objects.exists()


def test_the_page_of_a_device_says_something_before_any_script_has_run(device: Device):
    page = Client().get(f"/hors-ligne/{device.token}/").content.decode()
    assert "Cet appareil se prépare" in page


def test_what_is_written_in_another_format_is_drawn_again(device: Device, monkeypatch: pytest.MonkeyPatch):
    before = set(
        ParcelWork.objects.filter(pk__in=[each.pk for each in asked_for(device)]).values_list("asked")
    )
    monkeypatch.setattr(drawing, "FORMAT", FORMAT + 1)
    asked_for(device)
    assert before.isdisjoint(ParcelWork.objects.values_list("asked"))


WRITTEN = {
    3: (
        "before care clips editions files fingerprint first format link rules title trials tried_by",
        "cited easy frames heard questions settings texts",
    ),
}
"""What a parcel is made of, by its format."""


def test_a_parcel_that_is_written_otherwise_has_another_format(device: Device):
    told = json.loads(gzip.decompress(parcel_of(link_of(device), device).zipped))
    edition = next(iter(told["editions"].values()))
    assert (" ".join(sorted(told)), " ".join(sorted(edition))) == WRITTEN[FORMAT]


def test_devices_read_the_format_that_the_server_writes(device: Device):
    script = Path(str(finders.find("collection/offline/carrying.js"))).read_text()
    assert f"export const FORMAT = {FORMAT};" in script
    assert Client().get(f"/hors-ligne/{device.token}/etat/").json()["format"] == FORMAT
