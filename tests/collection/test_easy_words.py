"""What Arpent says to people in easy mode passes its own checker, without a finding of the level of errors."""

from pathlib import Path

import pytest
from django.test import Client

from arpent.collection.actions import close_campaign
from arpent.collection.models import Response
from arpent.collection.words import is_easy, reason_in, words_in
from arpent.falc import FALC, FALC_QUESTION, Level, check
from arpent.falc.documents import read
from arpent.falc.documents.examining import examine
from arpent.instrument.values import Instrument, Missing
from arpent.instrument.xlsform import read_xlsform
from tests.cast import Cast
from tests.collection.stories import TODAY, Story, open_story
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")

EASY = "fr-simple"
FORMS = sorted((Path(__file__).parents[2] / "arpent" / "example" / "forms").glob("*.md"))


def errors(text: str) -> list[tuple[str, str]]:
    asked = text.rstrip().endswith("?")
    found = check(text, profile=FALC_QUESTION if asked else FALC).at(Level.ERROR)
    return [(one.rule, text[one.start : one.end]) for one in found]


def errors_of(page: str) -> list[tuple[str, str]]:
    document = read(page.encode(), "page.html")
    found = examine(document).at(Level.ERROR)
    return [(one.rule, document.text[one.start : one.end] or document.text[:80]) for one in found]


@pytest.mark.parametrize(
    "text", [*map(str, words_in(EASY).values()), *(str(reason_in(one, EASY)) for one in Missing)]
)
def test_a_sentence_of_the_runner_is_easy(text: str):
    assert errors(text) == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_easy_questionnaire_of_the_example_is_easy(path: Path):
    texts = easy_texts(read_xlsform(path.read_bytes(), path.name).instrument)
    assert [found for text in texts for found in errors(text)] == []


def easy_texts(instrument: Instrument) -> list[str]:
    said = [given for question in instrument.questions() for given in (question.label, question.hint)]
    said += [choice.label for choices in instrument.choices.values() for choice in choices]
    return [text for given in said for edition, text in given.items() if is_easy(edition)]


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


class Reader(Emma):
    """Emma, in easy French; every page that she meets is kept."""

    def __init__(self, story: Story) -> None:
        super().__init__(story, audience=1)
        self.pages: dict[str, str] = {}
        self.web = Client()
        self.web.request = self._kept(self.web.request)

    def _kept(self, request):
        def asked(**given):
            answer = request(**given)
            if answer.status_code < 300 and b"<html" in answer.content:
                self.pages[f"{given['REQUEST_METHOD']} {given['PATH_INFO']}"] = answer.content.decode()
            return answer

        return asked

    def visit(self, *places: str) -> None:
        for place in places:
            assert self.web.get(place).status_code == 200, place


@pytest.mark.usefixtures("story")
def test_every_page_met_by_a_person_is_easy(story: Story):
    emma = Reader(story)
    emma.visit(
        emma.home, f"{emma.home}accord/", "/r/reprendre/", f"{emma.home}reprendre/", f"{emma.home}efface/"
    )
    emma.web.post(f"{emma.home}accord/", {"agree": "no"})
    emma.begin("helped")
    emma.visit(emma.here, *(f"{emma.own}{place}/" for place in ("qui", "aide", "pause", "arreter")))
    response = Response.objects.get()
    assert is_easy(response.edition)
    emma.visit(
        *(f"{emma.own}question/{name}/" for name in ("content", "venu", "aides", "autre", "ordre", "mot"))
    )
    emma.visit(*(f"{emma.own}{place}/" for place in ("aide-recue", "choix", "relire")))
    emma.at("venu").web.post(emma.here, {})
    close_campaign(campaign=story.campaign, on=TODAY)
    emma.web.get(emma.home)
    assert len(emma.pages) > 15
    assert {place: found for place, page in emma.pages.items() if (found := errors_of(page))} == {}
