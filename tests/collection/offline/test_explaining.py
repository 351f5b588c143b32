"""« Expliquer » on a device: the same pages as on line, and the same counts."""

import shutil

import pytest

from arpent.collection.care.explaining import MOST
from arpent.collection.care.models import Reception
from arpent.collection.models import Response
from tests.cast import Cast
from tests.collection.offline.devices import device_of, finished, send
from tests.collection.offline.test_twin import Visit, compare
from tests.collection.stories import form, open_story
from tests.collection.test_help import FORM

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


@pytest.fixture
def visit(cast: Cast) -> Visit:
    return Visit(device_of(open_story(cast, form(FORM)), use="interviewer")).agree()


def counted_the_same(visit: Visit) -> dict[str, int]:
    """The counts, once a device was found to hold those of the server."""
    draft = compare(visit)["draft"]
    assert draft["clarified"] == Response.objects.get(status="ongoing").clarified
    return draft["clarified"]


def test_each_opening_is_counted_on_every_page_of_a_question(visit: Visit):
    visit.ask(voice="alone").at_link("question/chez_soi/").ask(go="explain").ask(go="explain")
    visit.ask(edition="fr-simple").ask(go="explain").ask(answer="part:yes").ask(go="explain").ask(
        answer="tres"
    )
    visit.ask(go="explain").ask(answer="oui").ask(go="explain", answer="non").ask(go="back").ask(go="next")
    assert counted_the_same(visit) == {"chez_soi": 4, "aide": 1}


def test_what_is_read_stays_open_when_an_answer_is_refused(visit: Visit):
    visit.ask(voice="alone").at_link("question/aide/").ask(go="explain").ask(go="next")
    assert visit.seen[-1][1].count("L’aide : celle de tous les jours.") == 1
    assert "error-summary" in visit.seen[-1][1]
    assert counted_the_same(visit) == {"aide": 1}


def test_a_change_of_edition_is_no_opening(visit: Visit):
    visit.ask(voice="alone").at_link("question/chez_soi/").ask(go="explain", edition="fr-simple")
    assert counted_the_same(visit) == {}


def test_both_answers_of_a_proxy_are_explained_under_one_count(visit: Visit):
    Reception.objects.create(campaign=visit.device.campaign, proxies_answer_twice=True)
    visit.ask(voice="proxy").ask(assent="yes").ask(helper="family").at_link("question/chez_soi/")
    visit.ask(go="explain").ask(go="next", answer="tres").ask(go="explain").ask(go="next", answer="peu")
    assert counted_the_same(visit) == {"chez_soi": 2}


def test_a_count_stops_where_it_is_no_longer_one_person(visit: Visit):
    visit.ask(voice="alone").at_link("question/chez_soi/")
    Response.objects.update(clarified={"chez_soi": MOST})
    visit.ask(go="explain")
    assert Response.objects.get().clarified == {"chez_soi": MOST}
    sent = finished(visit.device, said={}, status="stopped", clarified={"chez_soi": MOST + 1, "ville": 3})
    assert send(visit.device, sent).json() == {"state": "taken"}
    assert Response.objects.get(status="stopped").clarified == {"chez_soi": MOST}
