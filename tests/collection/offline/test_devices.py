"""Opening a device, taking it back, and what it is given to carry."""

import gzip
import json
import re
import struct
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from arpent.collection.models import Link
from arpent.collection.offline.actions import revoke_device
from arpent.collection.offline.drawing import asked_for
from arpent.collection.offline.models import Device, OfflineKey
from scripts.draw_icons import ICONS, TARGET, drawn
from tests.cast import Cast
from tests.collection.easy_form import easy_form
from tests.collection.offline.devices import OPENED, device_of, finished, link_of, send
from tests.collection.stories import FORM, Story, form, open_story


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def alice(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.alice)
    return client


def at(story: Story, name: str, *args: int) -> str:
    return reverse(f"collection:{name}", args=[story.study.pk, story.campaign.pk, *args])


def typed(story: Story, **changes: object) -> dict[str, object]:
    place = story.study.participations.get(organisation__name="La Clairière")
    return {
        "name": "Tablette bleue",
        "participation": place.pk,
        "use": "kiosk",
        "interviews": 0,
        "idle_minutes": 10,
        "exit_code": "2580",
        **changes,
    }


def test_opening_a_device_leads_to_the_code_that_it_scans(alice: Client, story: Story):
    answer = alice.post(at(story, "open_device"), typed(story))
    device = Device.objects.get()
    assert answer["Location"] == at(story, "device", device.pk)
    page = alice.get(answer["Location"]).content.decode()
    assert f"/hors-ligne/{device.token}/" in page
    assert "2580" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"use": "interviewer"}, "Écrivez le nombre d’entretiens à faire"),
        ({"exit_code": "12"}, "Le code a de 4 à 8 chiffres"),
        ({"exit_code": "abcd"}, "Le code a de 4 à 8 chiffres"),
        ({"name": ""}, "error-summary"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_remedy(alice: Client, story: Story, changes, words):
    page = alice.post(at(story, "open_device"), typed(story, **changes)).content.decode()
    assert words in page
    assert not Device.objects.exists()


def test_a_campaign_has_one_key_for_all_its_devices(story: Story):
    device_of(story)
    device_of(story)
    assert OfflineKey.objects.count() == 1


def test_the_private_half_is_not_kept_in_the_clear(story: Story):
    device_of(story)
    assert b"BEGIN" not in bytes(OfflineKey.objects.get().locked)
    assert bytes(OfflineKey.objects.get().locked)[12:13] != b"\x30"  # what a key in DER begins with


def test_the_list_says_when_a_device_was_seen_and_hides_small_numbers(alice: Client, story: Story):
    device = device_of(story)
    assert "jamais" in alice.get(at(story, "devices")).content.decode()
    send(device, finished(device))
    page = alice.get(at(story, "devices")).content.decode()
    assert "23 novembre" in page
    assert "moins de 5" in page
    for _ in range(5):
        send(device, finished(device))
    assert ">6<" in alice.get(at(story, "devices")).content.decode()


def test_the_list_says_why_an_answer_does_not_count(alice: Client, story: Story):
    device = device_of(story)
    send(device, finished(device, said={"venu": "answer=oui", "fois": "text=400"}))
    page = alice.get(at(story, "devices")).content.decode()
    assert "une réponse ne suit pas les règles du questionnaire" in page
    assert "fois" in page


def test_a_device_is_taken_back_after_one_question(alice: Client, story: Story):
    device = device_of(story)
    asked = alice.get(at(story, "revoke_device", device.pk)).content.decode()
    assert "Retirer « Tablette bleue » ?" in asked
    alice.post(at(story, "revoke_device", device.pk))
    assert Device.objects.get().revoked_on
    assert Client().get(f"/hors-ligne/{device.token}/").status_code == 403


def test_the_page_of_a_device_offers_the_pages_on_line_where_nothing_can_be_stored(story: Story):
    device = device_of(story)
    page = Client().get(f"/hors-ligne/{device.token}/").content.decode()
    for link in Link.objects.filter(participation=device.participation):
        assert f"/r/{link.token}/" in page
    assert "trop ancien" in page


def test_a_page_that_only_the_device_can_draw_leads_back_to_its_own(story: Story):
    device = device_of(story)
    answer = Client().get(f"/hors-ligne/{device.token}/q/1/0/s/question/venu/")
    assert (answer.status_code, answer["Location"]) == (303, f"/hors-ligne/{device.token}/")


def test_the_service_worker_and_the_manifest_are_of_the_device_s_own_path(story: Story):
    device = device_of(story)
    home = f"/hors-ligne/{device.token}/"
    worker = Client().get(f"{home}service.js")
    assert worker["Content-Type"] == "text/javascript"
    assert worker.content.startswith(b'import "/static/')
    manifest = Client().get(f"{home}application.webmanifest").json()
    assert (manifest["scope"], manifest["start_url"]) == (home, home)


def test_the_icons_of_an_installed_page_are_drawn_from_our_own_drawing(story: Story):
    manifest = Client().get(f"/hors-ligne/{device_of(story).token}/application.webmanifest").json()
    told = {(Path(each["src"]).name, each["sizes"]) for each in manifest["icons"] if "png" in each["type"]}
    assert told == {(name, f"{width}x{width}") for name, (width, _high, _round) in ICONS.items()}
    for name, (width, high, round_) in ICONS.items():
        picture = (TARGET / name).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (width, width)
        assert picture == drawn(width, high, round_), "draw them again: python -m scripts.draw_icons"


def carried(device: Device, link: Link | None = None):
    link = link or link_of(device)
    asked_for(device)
    answer = Client().get(f"/hors-ligne/{device.token}/colis/{link.pk}/", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    return json.loads(gzip.decompress(answer.content))


def test_a_parcel_holds_rules_words_and_pages_in_every_edition(story: Story):
    parcel = carried(device_of(story))
    assert parcel["fingerprint"] == story.versions[0].fingerprint
    assert set(parcel["editions"]) == {"fr", "fr-simple", "fr-simple-x-picto"}
    for edition in parcel["editions"].values():
        assert set(edition["questions"]) == set(parcel["rules"]["screens"])
        assert {"welcome", "consent", "who", "review", "thanks", "stop", "help"} <= set(edition["frames"])


def test_a_parcel_names_the_device_s_own_addresses_only(story: Story):
    device = device_of(story)
    pages = json.dumps(carried(device)["editions"])
    assert not re.search(r"/r/(?![^/]+/(?:media|voix|retirer|aider))", pages)


def test_a_parcel_lists_the_files_that_its_pages_show(cast: Cast):
    files = carried(device_of(open_story(cast, easy_form())))["files"]
    assert "/static/ui/pictos/piscine.svg" in files
    assert "/static/ui/css/respond.css" in files


def test_what_a_text_cites_is_left_for_the_device_to_say(story: Story):
    drawn = carried(device_of(story))["editions"]["fr"]
    assert "\ue000cited:0\ue001" in drawn["questions"]["fois"]["pages"]["plain"][""]["plain"]
    assert drawn["cited"]["0"]["words"] == "Combien de fois, ${venu} ?"
    assert set(drawn["cited"]["0"]["ways"]) == {
        "Combien de fois,  ?",
        "Combien de fois, Oui ?",
        "Combien de fois, Non ?",
    }


def test_a_questionnaire_cannot_write_a_mark_of_its_own(cast: Cast):
    forged = FORM.replace("Merci de votre visite.", "Merci \ue000said:mot\ue001.")
    page = carried(device_of(open_story(cast, form(forged))))["editions"]["fr"]["questions"]["bonjour"]
    assert "Merci said:mot." in page["pages"]["plain"][""]["plain"]
    assert "\ue000said" not in page["pages"]["plain"][""]["plain"]


def test_a_parcel_changes_its_fingerprint_with_what_it_says(story: Story):
    device = device_of(story)
    state = f"/hors-ligne/{device.token}/etat/"
    before = Client().get(state).json()["questionnaires"]
    assert Client().get(state).json()["questionnaires"] == before
    story.campaign.contact = "Bob Lemaire"
    story.campaign.save()
    after = Client().get(state).json()["questionnaires"]
    assert before[0]["parcel"] != after[0]["parcel"]


def test_a_device_carries_the_questionnaires_of_its_association_only(story: Story):
    device = device_of(story)
    told = Client().get(f"/hors-ligne/{device.token}/etat/").json()
    assert {each["link"] for each in told["questionnaires"]} == set(
        Link.objects.filter(participation=device.participation).values_list("pk", flat=True)
    )
    other = Link.objects.exclude(participation=device.participation).first()
    assert Client().get(f"/hors-ligne/{device.token}/colis/{other.pk}/").status_code == 404


def test_a_revoked_device_is_given_nothing(story: Story):
    device = device_of(story)
    link = link_of(device)
    revoke_device(device=device, on=OPENED)
    for path in ("etat/", f"colis/{link.pk}/"):
        assert Client().get(f"/hors-ligne/{device.token}/{path}").status_code == 403


def test_an_interviewer_s_page_leads_to_each_interview_of_each_questionnaire(story: Story):
    device = device_of(story, use="interviewer")
    page = Client().get(f"/hors-ligne/{device.token}/").content.decode()
    for link in Link.objects.filter(participation=device.participation):
        for number in (1, 2, 3):
            assert f'href="/hors-ligne/{device.token}/q/{link.pk}/{number}/"' in page
