"""« Voix »: what can be heard of a version, one's own voice for a sentence, and how words are said."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arpent.surveys.aloud.making import prepare
from arpent.surveys.aloud.reading import keys_of
from arpent.surveys.models import Clip, Pronunciation, Recording, Sentence, Voicing
from arpent.surveys.tasks import make_voice
from arpent.voice.sentences import digest
from tests.voice.speaking import needs_voice
from tests.world import World

OUI = digest("Oui", "fr")
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(60)


@pytest.fixture
def voicing(world: World, files: Path) -> Voicing:
    voicing = Voicing.objects.create(version=world.version)
    prepare(voicing, None)
    return voicing


@pytest.fixture
def alice(world: World) -> Client:
    client = Client()
    client.force_login(world.cast.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(world: World, name: str = "voice", *args: str) -> str:
    return reverse(f"surveys:{name}", args=[world.study.pk, world.version.pk, *args])


def record(alice: Client, world: World, content: bytes = WEBM, name: str = "voix.webm"):
    return alice.post(page(world, "record", OUI), {"sound": SimpleUploadedFile(name, content)})


def test_without_a_voice_the_page_says_so_and_what_is_missing(alice: Client, world: World, voicing: Voicing):
    shown = alice.get(page(world)).content.decode()
    assert "Aucune voix de synthèse n’est installée ici" in shown
    assert "Avez-vous du temps pour vous ?" in shown
    assert "Enregistrer une voix" in shown


def test_a_version_without_its_reading_offers_to_prepare_it(alice: Client, world: World):
    assert "Préparer la lecture" in alice.get(page(world)).content.decode()
    assert alice.post(page(world, "prepare_voice")).status_code == 302
    assert world.version.voicing.state == Voicing.State.WAITING


def test_while_it_is_made_the_page_follows(alice: Client, world: World, voicing: Voicing):
    voicing.advance(3, 9)
    shown = alice.get(page(world)).content.decode()
    assert 'max="9" value="3"' in shown
    assert "data-poll" in shown


@needs_voice
def test_each_sentence_has_a_player_that_plays(alice: Client, world: World, voicing: Voicing, settings):
    settings.VOICE, settings.ALSO_READ_ALOUD = "pico", "tests.surveys.test_voice.nothing_else"
    make_voice.call(voicing.pk)
    shown = alice.get(page(world)).content.decode()
    clip = Sentence.objects.get(digest=OUI).clip
    assert f'src="{page(world, "clip", clip.key)}"' in shown
    assert alice.get(page(world, "clip", clip.key))["Content-Type"] == "audio/mpeg"


def test_a_recorded_voice_is_kept_with_who_and_when(alice: Client, world: World, voicing: Voicing):
    assert record(alice, world).status_code == 302
    kept = Recording.objects.get()
    assert (kept.by, kept.ending, kept.organisation) == (world.cast.alice, ".webm", world.study.territory)
    assert keys_of(world.version)[OUI] == (kept.key,)
    shown = alice.get(f"{page(world)}?montrer=enregistrees").content.decode()
    assert "Alice Tanguy" in shown
    heard = alice.get(page(world, "clip", kept.key))
    assert (heard["Content-Type"], heard.content) == ("audio/webm", WEBM)


@needs_voice
def test_a_recorded_voice_wins_over_the_machine_and_taken_away_gives_way(
    alice: Client, world: World, voicing: Voicing, settings
):
    settings.VOICE, settings.ALSO_READ_ALOUD = "pico", "tests.surveys.test_voice.nothing_else"
    make_voice.call(voicing.pk)
    spoken = keys_of(world.version)[OUI]
    record(alice, world)
    assert keys_of(world.version)[OUI] == (Recording.objects.get().key,)
    assert alice.post(page(world, "remove_recording", OUI)).status_code == 302
    assert keys_of(world.version)[OUI] == spoken


def test_a_new_recording_takes_the_place_of_the_old_one(
    alice: Client, world: World, voicing: Voicing, django_capture_on_commit_callbacks
):
    record(alice, world)
    old = Recording.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        record(alice, world, b"ID3\x04" + bytes(80), "voix.mp3")
    new = Recording.objects.get()
    assert new.key != old.key
    assert not old.file.storage.exists(old.file.name)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"<html>", "voix.mp3", "pas un son"),
        (b"\x89PNG\r\n\x1a\n" + bytes(80), "voix.mp3", "pas un son"),
        (b"ID3" + bytes(3 * 2**20), "voix.mp3", "dépasse 3 Mo"),
        (b"", "voix.mp3", "vide"),
    ],
)
def test_a_file_that_is_no_sound_is_refused(
    alice: Client, world: World, voicing: Voicing, content, name, why
):
    answer = record(alice, world, content, name)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Recording.objects.exists()


def test_the_name_of_a_file_decides_nothing(alice: Client, world: World, voicing: Voicing):
    record(alice, world, WEBM, "../../voix.html")
    kept = Recording.objects.get()
    assert kept.file.name == f"recordings/{kept.key}.webm"


def test_a_recording_is_heard_in_the_other_versions_of_the_territory(
    alice: Client, world: World, voicing: Voicing
):
    record(alice, world)
    again = world.questionnaire.versions.create(
        number=9, content=world.version.content, fingerprint="9" * 64, published_at="2026-11-01T08:00:00Z"
    )
    prepare(Voicing.objects.create(version=again), None)
    assert keys_of(again)[OUI] == keys_of(world.version)[OUI]


def test_those_who_follow_listen_and_do_not_record(world: World, voicing: Voicing):
    bob = Client()
    bob.force_login(world.cast.bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Enregistrer une voix" not in bob.get(page(world)).content.decode()
    assert bob.get(page(world, "record", OUI)).status_code == 404


def test_the_list_of_words_begins_with_usual_initials(alice: Client):
    shown = alice.get(reverse("surveys:pronunciations")).content.decode()
    assert "ésatte" in shown
    assert "lettre par lettre" in shown
    assert "Enregistrer le mot" not in shown  # the head alone changes the list


@pytest.fixture
def chloe(world: World) -> Client:
    client = Client()
    client.force_login(world.cast.chloe, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_word_is_written_once_whatever_its_capitals(chloe: Client):
    for said in ("gémme", "jème"):
        chloe.post(reverse("surveys:pronunciations"), {"written": "GEM", "said": said})
    assert Pronunciation.objects.get(key="gem").said == "jème"


def test_a_word_that_changes_asks_for_the_versions_that_say_it(chloe: Client, world: World, voicing: Voicing):
    chloe.post(reverse("surveys:pronunciations"), {"written": "absent", "said": "x"})
    voicing.refresh_from_db()
    assert voicing.state == Voicing.State.READY
    chloe.post(reverse("surveys:pronunciations"), {"written": "temps", "said": "tan"})
    voicing.refresh_from_db()
    assert voicing.state == Voicing.State.WAITING


def test_a_word_without_a_letter_is_refused(chloe: Client):
    answer = chloe.post(reverse("surveys:pronunciations"), {"written": "?!", "said": ""})
    assert answer.status_code == 422
    assert "Écrivez un mot" in answer.content.decode()


@needs_voice
def test_a_word_can_be_heard(chloe: Client, settings):
    settings.VOICE = "pico"
    answer = chloe.get(reverse("surveys:hear_word", args=[Pronunciation.objects.get(key="esat").pk]))
    assert answer["Content-Type"] == "audio/mpeg"
    assert len(answer.content) > 1000
    assert not Clip.objects.exists()
