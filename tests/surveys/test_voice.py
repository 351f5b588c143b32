"""A published version is given its clips: once, for every sentence, again only where something changed."""

import pytest
from django.core.management import call_command
from django.db import connection

from arpent.collection.aloud import voice_addresses
from arpent.surveys.aloud.asking import ask_for_voice
from arpent.surveys.aloud.lines import citing, lines_of
from arpent.surveys.aloud.making import forget_unused, prepare, say_some, write_sentences
from arpent.surveys.aloud.reading import clip_keys, keys_of
from arpent.surveys.models import Clip, Pronunciation, Sentence, Voicing
from arpent.surveys.tasks import make_voice
from arpent.voice.pico import Pico
from arpent.voice.sounds import MP3, sound_of
from tests.collection.stories import form
from tests.voice.speaking import needs_voice
from tests.world import World


@pytest.fixture
def voicing(world: World, files, settings) -> Voicing:
    settings.ALSO_READ_ALOUD = "tests.surveys.test_voice.nothing_else"
    settings.VOICE = "pico"
    return Voicing.objects.create(version=world.version)


def nothing_else(version):
    return ()


def prepared(voicing: Voicing) -> Voicing:
    make_voice.call(voicing.pk)
    voicing.refresh_from_db()
    return voicing


def said(voicing: Voicing) -> list[str]:
    return list(voicing.version.sentences.values_list("words", flat=True))


def test_every_text_of_a_questionnaire_is_a_line_in_each_language():
    words = {line.words for line in lines_of(form())}
    assert {"Mon quotidien", "Merci de votre visite.", "Bonjour", "Qui vous a aidé ?", "Mes amis"} <= words


def test_a_text_that_cites_a_choice_can_be_said_in_advance():
    said = [words for line in lines_of(form()) for _name, words in line.sentences()]
    assert {"Combien de fois, Oui ?", "Combien de fois, Non ?"} <= set(said)
    assert citing(lines_of(form())) == []
    assert all("${" not in words for words in said)


def test_sentences_are_kept_once_in_their_order(voicing: Voicing):
    refusals = {"place": Sentence.Place.REFUSAL}
    prepared(voicing)
    assert list(voicing.version.sentences.exclude(**refusals).values_list("words", flat=True)) == [
        "Le répit des familles",
        "Du temps pour soi",
        "Votre temps",
        "Avez-vous du temps pour vous ?",
        "Oui",
        "Non",
        "Du temps pour faire ce que vous voulez.",
        "Combien d'heures par semaine ?",
    ]


@needs_voice
def test_each_sentence_has_a_clip_at_both_speeds(voicing: Voicing):
    prepared(voicing)
    assert voicing.state == Voicing.State.READY
    assert (voicing.done, voicing.total) == (13, 13)
    assert not voicing.version.sentences.unspoken().exists()
    assert Clip.objects.count() == 26
    clip = Clip.objects.first()
    with clip.file.open("rb") as file:
        assert sound_of(file.read(16)) == MP3
    assert clip.file.size == clip.size


@needs_voice
def test_asked_again_it_makes_nothing_anew(voicing: Voicing):
    prepared(voicing)
    before = {clip.pk: clip.file.name for clip in Clip.objects.all()}
    prepared(voicing)
    assert {clip.pk: clip.file.name for clip in Clip.objects.all()} == before


@needs_voice
def test_stopped_half_way_it_goes_on_from_there(voicing: Voicing):
    write_sentences(voicing.version, lines_of(voicing.version.instrument))
    say_some(voicing.version.sentences.all()[:3], Pico(), [])
    half = set(Clip.objects.values_list("pk", flat=True))
    prepared(voicing)
    assert half < set(Clip.objects.values_list("pk", flat=True))


@needs_voice
def test_a_clip_whose_file_is_gone_is_made_again(voicing: Voicing):
    prepared(voicing)
    clip = Clip.objects.first()
    clip.file.storage.delete(clip.file.name)
    prepared(voicing)
    clip.refresh_from_db()
    assert clip.file.storage.exists(clip.file.name)


@needs_voice
def test_a_new_pronunciation_makes_the_clips_of_its_word_anew_and_no_other(voicing: Voicing):
    prepared(voicing)
    before = dict(voicing.version.sentences.values_list("words", "clip__key"))
    gone = Clip.objects.get(key=before["Oui"])
    Pronunciation.objects.create(key="oui", written="Oui", said="houi")
    prepared(voicing)
    after = dict(voicing.version.sentences.values_list("words", "clip__key"))
    assert [words for words in before if before[words] != after[words]] == ["Oui"]
    assert not gone.file.storage.exists(gone.file.name)


@needs_voice
def test_two_versions_share_the_clips_of_the_same_words(voicing: Voicing, world: World):
    prepared(voicing)
    count = Clip.objects.count()
    again = world.questionnaire.versions.create(
        number=9, content=world.version.content, fingerprint="9" * 64, published_at="2026-11-01T08:00:00Z"
    )
    prepared(Voicing.objects.create(version=again))
    assert Clip.objects.count() == count
    voicing.version.sentences.all().delete()
    forget_unused()
    assert Clip.objects.count() == count


def test_without_a_voice_sentences_are_there_to_be_recorded(voicing: Voicing):
    prepare(voicing, None)
    assert (voicing.state, voicing.voice) == (Voicing.State.READY, "")
    assert voicing.version.sentences.unspoken().count() == 13
    assert keys_of(voicing.version) == {}


@needs_voice
def test_others_may_write_while_sentences_are_said(voicing: Voicing, monkeypatch):
    began: list[list[str]] = []
    say = Pico.say
    monkeypatch.setattr(Pico, "say", lambda *said: began.append(list(connection.savepoint_ids)) or say(*said))
    prepared(voicing)
    assert began
    assert not any(began), "a transaction was open while the voice spoke"


def test_a_failure_is_told_and_what_was_made_stays(voicing: Voicing, settings):
    settings.ALSO_READ_ALOUD = "tests.surveys.test_voice.nowhere"
    assert prepared(voicing).state == Voicing.State.FAILED
    assert "Recommencez" in voicing.error


def test_asking_twice_waits_once(world: World):
    voicing = ask_for_voice(version=world.version)
    assert ask_for_voice(version=world.version) == voicing
    assert voicing.state == Voicing.State.WAITING


@needs_voice
def test_the_pages_of_a_link_list_their_clips(voicing: Voicing, world: World):
    prepared(voicing)
    all_of_them = voice_addresses(world.link)
    assert len(all_of_them) == len(set(all_of_them)) == len(clip_keys(world.version)) == 26
    assert all_of_them[0].startswith(f"/r/{world.link.token}/voix/")
    assert voice_addresses(world.link, "fr-simple") == all_of_them  # the same language


def test_the_words_of_the_runner_are_said_too(world: World):
    prepare(Voicing.objects.create(version=world.version), None)
    runner = world.version.sentences.filter(place=Sentence.Place.RUNNER)
    assert {"Suite", "Je ne sais pas", "C'est la fin"} <= set(runner.values_list("words", flat=True))


def test_after_a_voice_is_installed_one_command_asks_for_everything(world: World, capsys):
    call_command("prepare_voices", "--dry-run")
    assert not Voicing.objects.exists()
    call_command("prepare_voices")
    assert Voicing.objects.get().version == world.version
    assert "1 lectures sont demandées" in capsys.readouterr().out


CITING = """
| survey |
| | type | name | label::Français (fr) | label::Français simple (fr-simple) | constraint | constraint_message::Français (fr) |
| | select_one lieux | lieu | Où ? | Où ? | | |
| | select_multiple lieux | autres | Et où encore ? | | | |
| | text | nom | Qui ? | | | |
| | note | rappel | Parlons de : ${lieu}. C’est bien ? | Voici : ${lieu}. | | |
| | note | plusieurs | Vous allez ici : ${autres}. | | | |
| | note | bonjour | Bonjour ${nom}. | | | |
| | note | trop | ${lieu}, ${autres} et ${note}. | | | |
| | range | note | Quelle note ? | | . < 9 | Moins que neuf. |
| choices |
| | list_name | name | label::Français (fr) | label::Français simple (fr-simple) |
| | lieux | mer | la mer | au bord de la mer |
| | lieux | bois | le bois | dans le bois |
| settings |
| | form_title | form_id | version | default_language |
| | Lieux | lieux | 1 | Français (fr) |
"""


def sentences_of(markdown: str) -> set[str]:
    return {words for line in lines_of(form(markdown)) for _name, words in line.sentences()}


def test_a_text_that_cites_a_choice_is_said_with_each_of_its_answers():
    said = sentences_of(CITING)
    assert {"Parlons de : la mer.", "Parlons de : le bois.", "Parlons de : .", "C'est bien ?"} <= said
    assert {"Voici : au bord de la mer.", "Voici : dans le bois."} <= said


def test_a_text_that_cites_several_choices_is_said_with_each_set_of_them():
    assert {"Vous allez ici : la mer, le bois.", "Vous allez ici : le bois."} <= sentences_of(CITING)


def test_a_text_that_cites_written_words_or_too_many_answers_is_not_said():
    assert citing(lines_of(form(CITING))) == ["Bonjour ${nom}.", "${lieu}, ${autres} et ${note}."]


def test_what_refuses_an_answer_is_said():
    said = sentences_of(CITING)
    assert {"Moins que neuf.", "Choisissez une réponse de la liste."} <= said
    assert "Choisissez un nombre entre 0 et 10." in said
    assert "Écrivez une date, par exemple 31/12/2026." not in said  # no question asks for one
