"""Those who answer hear the sentences of their own questionnaire, and nobody hears another's."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from arpent.collection.care.actions import receive
from arpent.collection.care.receiving import reception_of
from arpent.collection.care.understanding import usual_checks
from arpent.collection.spoken_pages import lines_of_the_runner
from arpent.falc import FALC, Level, check
from arpent.surveys.aloud.making import prepare
from arpent.surveys.aloud.reading import keys_of
from arpent.surveys.models import Sentence, Voicing
from arpent.ui.wishes import OF_THE_VOICE, WISHES
from arpent.voice.pico import Pico
from arpent.voice.sentences import digest
from tests.cast import Cast
from tests.collection.stories import Story, open_story
from tests.collection.test_answering import Emma
from tests.voice.speaking import needs_voice

pytestmark = [needs_voice, pytest.mark.usefixtures("on_the_day")]
MISSED = "Choisissez une réponse. Vous pouvez aussi dire pourquoi vous ne répondez pas."
GONE = "Ces réponses n’existent plus"
FEW = {
    MISSED,
    GONE,
    "Je ne sais pas",
    "Vous pouvez choisir plusieurs réponses.",
    "Suite",
    "Êtes-vous d'accord pour répondre ?",
}


def a_few(version):
    """Some of the runner's words: all of them take seconds."""
    return (line for line in lines_of_the_runner(version) if line.words in FEW)


@pytest.fixture
def story(cast: Cast, files: Path, settings) -> Story:
    settings.ALSO_READ_ALOUD = "tests.collection.test_aloud.a_few"
    story = open_story(cast)
    prepare(Voicing.objects.get(version=story.versions[0]), Pico())
    return story


@pytest.fixture
def emma(story: Story) -> Emma:
    return Emma(story).begin().at("content")


def keys(story: Story, words: str) -> tuple[str, ...]:
    return keys_of(story.versions[0])[digest(words, "fr")]


def heard(emma: Emma, name: str, **headers: str):
    return emma.web.get(f"{emma.home}voix/{name}", **headers)


def test_a_question_its_answers_and_its_reasons_can_be_heard(emma: Emma, story: Story):
    page = emma.web.get(emma.here).content.decode()
    for words in ("Comment sont vos activités ?", "Bien", "Moyennement", "Je ne sais pas"):
        assert f'data-clip="{" ".join(keys(story, words))}"' in page
    assert page.count("data-aloud=") == 2  # the question with its help, its answers
    assert "Écouter les réponses" in page
    assert page.count('preload="none"') == 2
    assert "autoplay" not in page


def test_without_what_says_them_the_pages_are_as_they_were(emma: Emma, story: Story):
    Voicing.objects.all().delete()
    page = emma.web.get(emma.here).content.decode()
    assert "data-clip" not in page
    assert "Écouter" not in page
    assert "Vitesse de la voix" not in page


def test_the_panel_offers_the_voice_where_there_is_one(emma: Emma):
    page = emma.web.get(emma.here).content.decode()
    assert "Lire tout seul" in page
    assert 'name="pace"' in page


def test_a_clip_is_kept_for_ever_by_the_browser(emma: Emma, story: Story):
    clip = heard(emma, keys(story, "Bien")[0])
    assert clip["Content-Type"] == "audio/mpeg"
    assert "immutable" in clip["Cache-Control"]
    assert "no-store" not in clip["Cache-Control"]
    assert not clip.cookies


def test_the_page_itself_is_kept_by_no_browser(emma: Emma):
    assert emma.web.get(emma.here)["Cache-Control"] == "no-store"


def test_a_part_of_a_clip_can_be_asked_for(emma: Emma, story: Story):
    whole = heard(emma, keys(story, "Bien")[0]).content
    part = heard(emma, keys(story, "Bien")[0], headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole[2:6])
    assert part["Content-Range"] == f"bytes 2-5/{len(whole)}"
    last = heard(emma, keys(story, "Bien")[0], headers={"Range": "bytes=-4"})
    assert last.content == whole[-4:]
    beyond = heard(emma, keys(story, "Bien")[0], headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416


def test_clips_put_end_to_end_are_one_sound(emma: Emma, story: Story):
    one, two = keys(story, "Bien")[0], keys(story, "Je ne sais pas")[0]
    assert heard(emma, f"{one}-{two}").content == heard(emma, one).content + heard(emma, two).content


@pytest.mark.parametrize("name", ["0", "../../x", "-", "é", "a" * 5000, "a-" * 100])
def test_what_is_no_clip_is_not_found(emma: Emma, name: str):
    assert heard(emma, name).status_code == 404


def test_another_questionnaire_s_clips_are_not_heard(emma: Emma, story: Story):
    other = story.versions[1]
    Sentence.objects.filter(version=other).delete()
    link = story.campaign.links.filter(version=other).first()
    address = reverse("runner:voice", args=[link.token, keys(story, "Bien")[0]])
    assert Client().get(address).status_code == 404


def test_without_a_script_the_slow_speed_follows_in_the_address(emma: Emma, story: Story):
    page = emma.web.get(f"{emma.here}?pace=slow").content.decode()
    assert f"voix/{keys(story, 'Comment sont vos activités ?')[1]}" in page


def test_the_agreement_can_be_heard(story: Story, emma: Emma):
    page = emma.web.get(f"{emma.home}accord/").content.decode()
    assert f'data-clip="{" ".join(keys(story, "Êtes-vous d’accord pour répondre ?"))}"' in page


def test_a_campaign_that_opens_has_its_first_pages_said(story: Story):
    said = {words for line in lines_of_the_runner(story.versions[0]) for _name, words in line.sentences()}
    assert any("La Clairière" in words for words in said)
    assert {"Touchez une réponse, puis « Suite ».", "Je ne sais pas", "7"} <= said


def test_the_words_of_the_voice_are_easy():
    words = [
        str(text)
        for wish in WISHES
        if wish.name in OF_THE_VOICE
        for text in (wish.title, *dict(wish.values).values())
    ]
    words += ["Écouter la question", "Écouter l’aide", "Écouter les réponses", "Écouter la page"]
    assert [text for text in words if check(text, profile=FALC).at(Level.ERROR)] == []


def test_words_of_a_campaign_that_change_are_said_anew(story: Story):
    voicing = Voicing.objects.get(version=story.versions[0])
    assert voicing.state == Voicing.State.READY
    receive(reception=reception_of(story.campaign), checks=usual_checks())
    voicing.refresh_from_db()
    assert voicing.state == Voicing.State.WAITING


def test_a_refusal_can_be_heard(emma: Emma, story: Story):
    page = emma.web.post(f"{emma.own}question/venu/", {"go": "next"}).content.decode()
    assert f'data-clip="{" ".join(keys(story, "Choisissez une réponse."))}"' in page
    assert "Écouter le message" in page


def test_what_is_read_again_can_be_heard_but_not_what_the_person_wrote(emma: Emma, story: Story):
    emma.say(answer="bien").say(answer="non").say(answer=["famille", "amis"])
    emma.web.post(f"{emma.own}question/mot/", {"text": "Bien"})
    page = emma.web.get(f"{emma.own}relire/").content.decode()
    said = {
        words: f'data-clip="{" ".join(keys(story, words))}"' for words in ("Bien", "Ma famille", "Mes amis")
    }
    assert [words for words, mark in said.items() if mark not in page] == []
    assert page.count(said["Bien"]) == 1  # the choice: not the same word, written
    assert ">Ma famille</span>, <span" in page
    assert 'Écouter<span class="hidden-but-read"> : Comment sont vos activités ?</span>' in page


def test_a_page_that_says_no_can_be_heard(emma: Emma, story: Story):
    page = emma.web.get(f"{emma.home}{uuid4()}/relire/").content.decode()
    assert f'data-clip="{" ".join(keys(story, GONE))}"' in page
