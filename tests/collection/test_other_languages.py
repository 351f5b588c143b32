"""A questionnaire in another language: what is around the questions is in English where Arpent speaks it; letters run
their own way."""

import json
import re
import uuid
from collections.abc import Iterator
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, trans_real
from pytest_django import Settings

from arpent import collection, ui
from arpent.collection.actions import begin_response
from arpent.collection.models import Response
from arpent.collection.offline.parcels import _content
from arpent.collection.spoken_pages import PAGES, lines_of_the_runner
from arpent.instrument.answering import REFUSALS
from arpent.surveys.aloud.lines import Line
from arpent.surveys.aloud.making import prepare
from arpent.surveys.aloud.reading import keys_of
from arpent.surveys.models import Version, Voicing
from arpent.voice.pico import Pico
from arpent.voice.sentences import digest
from tests.cast import Cast
from tests.collection.offline.devices import device_of, link_of
from tests.collection.stories import TODAY, Story, form, open_story
from tests.voice.speaking import needs_voice

pytestmark = pytest.mark.usefixtures("on_the_day")

ARABIC = """
| survey |
| | type | name | label::Français (fr) | label::العربية (ar) | hint::Français (fr) | hint::العربية (ar) |
| | select_one mine | sante | Comment va votre enfant ? | كيف حال طفلك؟ | Cette année. | هذه السنة. |
| | text | mot | Un mot ? | كلمة؟ | | |
| choices |
| | list_name | name | label::Français (fr) | label::العربية (ar) |
| | mine | bien | Bien | بخير |
| | mine | mal | Pas bien | ليس بخير |
"""
ENGLISH = """
| survey |
| | type | name | label::Français (fr) | label::English (en) | required | appearance | parameters |
| | select_one mine | sante | Comment va votre enfant ? | How is your child? | yes | faces | |
| | select_multiple mine | soins | Quels soins ? | Which care? | | | |
| | rank mine | ordre | Dans quel ordre ? | In which order? | | | |
| | integer | fois | Combien de fois ? | How many times? | | | |
| | range | note | Quelle note ? | Which mark? | | | start=0 end=10 step=1 |
| | date | jour | Quel jour ? | Which day? | | | |
| | time | heure | Quelle heure ? | What time? | | | |
| | select_one mine or_other | ecole | Et à l’école ? | And at school? | | | |
| | text | mot | Un mot ? | A word? | | | |
| choices |
| | list_name | name | label::Français (fr) | label::English (en) |
| | mine | bien | Bien | Well |
| | mine | mal | Pas bien | Not well |
"""
BEFORE = ("welcome", "consent", "understand", "resume", "take_back", "respected", "helper_sheet", "erased")
AROUND = ("who", "guardian", "assent", "helped", "chosen", "pause", "stop", "help", "review")
CATALOGUE = Path(collection.__file__).parent / "locale" / "en" / "LC_MESSAGES"
FRENCH = re.compile(r"[éèêàçùôîÉÈÊÀÇ’]|\b(vous|votre|vos|une?|les?|la|des?|et|pas|non|oui)\b", re.IGNORECASE)
TRANSLATED = re.compile(r'{% translate "([^"]+)"')
OF_UI = Path(ui.__file__).parent / "templates" / "ui"
SAME = {"Pause"}
OWN_NAMES = {"Français"}
"""What is written in its own language, whatever the page's."""


class Missed(NullTranslations):
    """Notes what no catalogue says."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[str] = set()

    def gettext(self, message: str) -> str:
        self.words.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.words.add(msgid1)
        return msgid1 if n == 1 else msgid2


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> Missed:
    noting = Missed()
    monkeypatch.setattr(trans_real.translation("en"), "_fallback", noting)
    return noting


def response_in(edition: str, story: Story) -> Response:
    link = story.campaign.links.first()
    return begin_response(link=link, response_id=uuid.uuid4(), edition=edition, on=TODAY)


@pytest.fixture
def english(cast: Cast) -> Response:
    return response_in("en", open_story(cast, form(ENGLISH)))


@pytest.fixture
def arabic(cast: Cast) -> Response:
    return response_in("ar", open_story(cast, form(ARABIC)))


def own(response: Response, page: str, *more: str) -> str:
    return reverse(f"runner:{page}", args=[response.link.token, response.pk, *more])


def read(response: Response, client: Client) -> Iterator[str]:
    """Every page that one who answers may meet, from the welcome to the thanks, refusals included. The last form that
    is sent ends everything."""
    for page in BEFORE:
        yield client.get(reverse(f"runner:{page}", args=[response.link.token]) + "?edition=en").text
    for question in response.link.version.instrument.questions():
        yield client.get(own(response, "question", question.name)).text
        yield client.post(
            own(response, "question", question.name), {"text": "?", "answer": "?", "other": "?"}
        ).text
    for page in AROUND:
        yield client.get(own(response, page)).text
        yield client.post(own(response, page), {}).text
    yield client.get(own(response, "thanks")).text


def test_all_that_is_around_an_english_question_is_english(english: Response, client: Client, missed: Missed):
    pages = list(read(english, client))
    assert len([page for page in pages if '<html lang="en"' in page]) > 25
    assert {words for words in missed.words if FRENCH.search(words)} - OWN_NAMES == set()


def test_an_answer_that_is_not_taken_is_refused_in_english(english: Response, client: Client):
    page = client.post(own(english, "question", "fois"), {"text": "beaucoup", "go": "next"}).text
    assert "Write a whole number, for example 12." in page
    page = client.post(own(english, "question", "note"), {"text": "11", "go": "next"}).text
    assert "Choose a number between 0 and 10." in page


def test_every_refusal_has_its_english_words():
    with translation.override("en"):
        assert [code for code, words in REFUSALS.items() if gettext(words) == words] == []


def test_every_page_of_the_runner_has_its_english_words():
    """Those that a walk does not meet too: a device without room, a campaign that is full."""
    templates = [
        *PAGES.rglob("*.html"),
        *(OF_UI / f"{name}.html" for name in ("respond", "answer", "settings")),
    ]
    written = {words for page in templates for words in TRANSLATED.findall(page.read_text())}
    assert len(written) > 150
    with translation.override("en"):
        assert {words for words in written if gettext(words) == words} - SAME == set()


def test_a_day_is_written_as_the_page_speaks(english: Response, client: Client):
    page = client.get(reverse("runner:consent", args=[english.link.token]) + "?edition=en").text
    assert "will be erased on 31 December 2027" in page


def test_the_page_says_its_language_and_the_next_one_speaks_french_again(english: Response, client: Client):
    assert client.get(own(english, "question", "mot")).headers["Content-Language"] == "en"
    assert translation.get_language() == "fr"
    assert '<html lang="fr"' in client.get(reverse("runner:resume_anywhere")).text


def test_the_words_that_are_read_are_those_of_the_catalogue():
    """The file that programs read is made from the one that people write (`msgfmt`)."""
    pairs = re.findall(
        r'^msgid "(.+)"(\nmsgid_plural .*)?\nmsgstr(?:\[0\])? "(.+)"$', written(), re.MULTILINE
    )
    with (CATALOGUE / "django.mo").open("rb") as made:
        catalogue = GNUTranslations(made)
    assert len(pairs) > 400
    for source, plural, words in pairs:
        source = source.replace("\\n", "\n")
        read_back = catalogue.ngettext(source, "", 1) if plural else catalogue.gettext(source)
        assert read_back == words.replace("\\n", "\n")


def written() -> str:
    return (CATALOGUE / "django.po").read_text()


def test_words_of_another_language_say_which_and_run_their_own_way(arabic: Response, client: Client):
    page = client.get(own(arabic, "question", "sante")).text
    for start in ('<h1 id="question"', '<p class="ask__help"', '<div class="answers"'):
        assert 'lang="ar" dir="auto"' in page.split(start)[1].split(">")[0]


def test_what_is_written_runs_the_way_of_its_own_letters(arabic: Response, client: Client):
    page = client.get(own(arabic, "question", "mot")).text
    assert 'dir="auto"' in page.split('<input class="input" id="text"')[1].split(">")[0]


def test_around_a_language_that_arpent_does_not_speak_words_are_french(arabic: Response, client: Client):
    page = client.get(own(arabic, "question", "sante")).text
    assert '<html lang="fr"' in page
    assert 'name="go" value="next">Suite' in page


def test_the_pages_of_a_device_speak_the_language_of_each_edition(cast: Cast):
    device = device_of(open_story(cast, form(ENGLISH)))
    editions = _content(link_of(device), device)["editions"]
    assert editions["en"]["texts"]["refusals"]["A02"] == "Write a whole number, for example 12."
    assert editions["fr"]["texts"]["refusals"]["A02"] == REFUSALS["A02"]
    drawn = {tag: json.dumps(edition, ensure_ascii=False) for tag, edition in editions.items()}
    assert "Do you agree to answer?" in drawn["en"]
    assert [
        words for words in (">Suite<", "Êtes-vous d’accord", "Aide</button>") if words in drawn["en"]
    ] == []
    assert "Do you agree" not in drawn["fr"]


def what_is_said(version: Version) -> Iterator[Line]:
    """Two of the runner's sentences, each in its language: all of them take seconds."""
    kept = {
        "Do you agree to answer?",
        "Êtes-vous d’accord pour répondre ?",
        "I do not know",
        "Je ne sais pas",
    }
    return (line for line in lines_of_the_runner(version) if line.words in kept)


@needs_voice
def test_the_words_around_are_heard_in_the_language_of_the_page(
    cast: Cast, client: Client, files: Path, settings: Settings
):
    settings.ALSO_READ_ALOUD = "tests.collection.test_other_languages.what_is_said"
    link = open_story(cast, form(ENGLISH)).campaign.links.first()
    prepare(Voicing.objects.get(version=link.version), Pico())
    keys = keys_of(link.version)
    pages = {
        tag: client.get(reverse("runner:consent", args=[link.token]) + f"?edition={tag}").text
        for tag in ("fr", "en")
    }
    for tag, words in {"en": "Do you agree to answer?", "fr": "Êtes-vous d’accord pour répondre ?"}.items():
        assert {page for page in pages if keys[digest(words, tag)][0] in pages[page]} == {tag}
