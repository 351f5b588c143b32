"""What cites an answer is written, and heard, on a device as on the server: questions, choices, refusals, reviews."""

import shutil
from pathlib import Path

import pytest

from arpent.collection.offline.models import Device
from arpent.instrument.values import Instrument
from arpent.surveys.aloud.making import prepare
from arpent.surveys.models import Voicing
from arpent.voice.pico import Pico
from tests.cast import Cast
from tests.collection.offline.devices import device_of
from tests.collection.offline.test_twin import Visit, compare
from tests.collection.stories import form, open_story
from tests.voice.speaking import needs_voice

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")

FORM = """
| survey |
| | type | name | label::Français (fr) | label::Français simple (fr-simple) | hint::Français (fr) | clarification::Français (fr) | constraint | constraint_message::Français (fr) | required | required_message::Français (fr) |
| | select_one lieux | lieu | Où allez-vous ? | Où ? | | | | | | |
| | text | nom | Quel nom ? | Quel nom ? | | | | | | |
| | integer | fois | Combien de fois, ${lieu} ? | Combien ? | Comptez bien. Il s’agit de : ${lieu}. | On parle de ${lieu}. Et de rien d’autre. | . < 100 | Pas plus de 100 fois : ${lieu}. Pensez à ${nom}. | yes | Dites combien : ${lieu}. |
| | select_one suites | suite | Et ${ nom } ? Vous savez. | Et ${nom} ? | | | | | | |
| | rank suites | ordre | Dans quel ordre ? | Dans quel ordre ? | | | | | | |
| choices |
| | list_name | name | label::Français (fr) | label::Français simple (fr-simple) |
| | lieux | parents | Chez mes grands-parents | Chez mes grands-parents |
| | lieux | ville | En ville & ailleurs | En ville |
| | suites | encore | Encore : ${lieu} | Encore |
| | suites | deux | Un. ${lieu} | Deux |
| | suites | non | Non | Non |
| settings |
| | form_title | form_id | version | default_language |
| | Mes lieux | lieux | 1 | Français (fr) |
"""
NAMES = ("lieu", "nom", "fois", "suite", "ordre")


def citing_form() -> Instrument:
    return form(FORM)


def no_page(version):
    """The runner's own words take seconds to be said."""
    return ()


@pytest.fixture
def silent(cast: Cast) -> Device:
    return device_of(open_story(cast, citing_form()), use="interviewer")


@pytest.fixture
def spoken(cast: Cast, files: Path, settings) -> Device:
    settings.ALSO_READ_ALOUD = "tests.collection.offline.test_citing.no_page"
    story = open_story(cast, citing_form())
    prepare(Voicing.objects.get(version=story.versions[0]), Pico())
    return device_of(story, use="interviewer")


def begun(device: Device) -> Visit:
    return Visit(device).agree().ask(voice="alone").at_link("question/lieu/")


def all_again(visit: Visit) -> Visit:
    for name in NAMES:
        visit.at_link(f"question/{name}/")
    return visit.at_link("question/fois/").ask(go="explain").at_link("relire/")


HOSTILE = "<b>Léa</b> & ${lieu} \ue000said:lieu\ue001"


@pytest.mark.parametrize("place", ["parents", "ville", "missing:dont_know"])
def test_what_cites_is_written_the_same(silent: Device, place: str):
    visit = all_again(begun(silent)).at_link("question/lieu/").ask(answer=place)
    visit.ask(go="next", text=HOSTILE).ask(go="next").ask(go="next", text="100").ask(go="next", text="12")
    visit.ask(answer="encore")
    compare(all_again(visit))


def test_a_refusal_shows_what_it_cites_as_words(silent: Device):
    visit = begun(silent).ask(answer="ville").ask(go="next", text=HOSTILE).ask(go="next", text="100")
    page = visit.seen[-1][1]
    assert (
        "Pas plus de 100 fois : En ville &amp; ailleurs. Pensez à &lt;b&gt;Léa&lt;/b&gt; &amp; ${lieu}"
        in page
    )
    compare(visit)


@needs_voice
@pytest.mark.parametrize("place", ["parents", "missing:dont_know"])
def test_what_cites_is_heard_the_same(spoken: Device, place: str):
    visit = begun(spoken).ask(answer=place).ask(go="next", text="Léa").ask(go="next")
    visit.ask(go="next", text="100").ask(go="next", text="12").ask(answer="encore")
    all_again(visit)
    asked = next(html for _, html in visit.seen if "Combien de fois" in html)
    assert asked.count('data-clip="') >= 3
    compare(visit)


@needs_voice
def test_in_easy_words_too(spoken: Device):
    visit = begun(spoken).ask(edition="fr-simple").ask(answer="ville").ask(go="next", text="Léa")
    visit.ask(go="next").ask(go="next", text="100").ask(go="next", text="12").ask(answer="encore")
    compare(all_again(visit))


@needs_voice
def test_a_refusal_and_an_answer_read_again_are_heard(spoken: Device):
    visit = begun(spoken).ask(answer="ville").ask(go="next", text="Léa").ask(go="next").at_link("relire/")
    assert "Écouter le message" in visit.seen[-2][1]
    assert visit.seen[-1][1].count("touch--listen") >= 3
    compare(visit)
