"""One question in several easy pages: two steps, pictures four by four, fewer faces. One code, one column."""

import re

import pytest

from arpent.collection.models import Response
from tests.cast import Cast
from tests.collection.easy_form import PLACES, easy_form
from tests.collection.stories import Story, open_story
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast, easy_form())


@pytest.fixture
def emma(story: Story) -> Emma:
    """Someone of an audience that is welcomed in easy French, to whom choices are shown in the written order."""
    emma = Emma(story, audience=1).begin()
    Response.objects.update(turned=False)
    return emma


def choices(page: str) -> list[str]:
    return re.findall(r'name="answer" id="answer-\d+" value="([^"]+)"', page)


def test_five_answers_are_asked_in_two_steps(emma: Emma):
    emma.at("chez_soi")
    assert choices(emma.read()) == ["part:yes", "entre", "part:no"]
    emma.say(answer="part:no")
    assert emma.here.endswith("/chez_soi/?part=no")
    assert choices(emma.read()) == ["peu", "pas"]
    emma.say(answer="peu")
    assert emma.answered()["chez_soi"] == "peu"


def test_the_middle_needs_one_step(emma: Emma):
    emma.at("chez_soi").say(answer="entre")
    assert emma.answered() == {"chez_soi": "entre"}
    assert emma.here.endswith("/activites/")


def test_nothing_is_answered_between_the_two_steps(emma: Emma):
    emma.at("chez_soi").say(answer="part:yes")
    assert emma.answered() == {}
    emma.say(go="back")
    assert emma.here.endswith("/chez_soi/")


def test_a_first_step_is_no_answer_for_a_forger(emma: Emma):
    emma.at("chez_soi")
    emma.here += "?part=yes"
    assert emma.web.post(emma.here, {"answer": "part:maybe"}).status_code == 422
    assert emma.answered() == {}


def test_the_standard_edition_shows_the_five_at_once(emma: Emma):
    Response.objects.update(edition="fr")
    assert choices(emma.at("chez_soi").read()) == ["tres", "plutot", "entre", "peu", "pas"]


def test_many_pictures_are_sifted_by_pages_and_those_kept_meet(emma: Emma):
    emma.at("prefere")
    seen = [choices(emma.read())]
    emma.say(answer="travail")
    seen.append(choices(emma.read()))
    emma.say(answer="ville")
    assert [*seen[0], *seen[1]] == list(PLACES)
    assert max(map(len, seen)) <= 4
    assert choices(emma.read()) == ["travail", "ville"]
    assert emma.answered() == {}
    emma.say(answer="ville")
    assert emma.answered() == {"prefere": "ville"}


def test_the_only_picture_kept_is_the_answer(emma: Emma):
    emma.at("prefere").say().say(answer="jardin")
    assert emma.answered() == {"prefere": "jardin"}


def test_no_picture_kept_is_no_answer(emma: Emma):
    emma.at("prefere").say().say()
    assert emma.answered() == {"prefere": {"missing": "no_answer"}}


def test_several_pictures_add_up_over_the_pages(emma: Emma):
    emma.at("connus").say(answer=["maison", "piscine"]).say(answer="ville")
    assert emma.answered() == {"connus": ["maison", "piscine", "ville"]}


def test_a_reason_ends_the_sifting(emma: Emma):
    emma.at("prefere").say(answer="missing:dont_know")
    assert emma.answered() == {"prefere": {"missing": "dont_know"}}


@pytest.mark.parametrize("part", ["9_9_9", "_3_", "x", "0.99_1_", "_1_77", "yes"])
def test_a_forged_part_shows_the_first_page(emma: Emma, part: str):
    emma.at("prefere")
    emma.here += f"?part={part}"
    assert 2 <= len(choices(emma.read())) <= 4


def test_one_person_in_two_sees_pictures_in_the_other_order(emma: Emma):
    assert choices(emma.at("sortie").read()) == ["piscine", "musique"]
    Response.objects.update(turned=True)
    assert choices(emma.read()) == ["musique", "piscine"]
    assert choices(emma.at("prefere").read())[0] == PLACES[-1]


def test_a_scale_is_never_turned(emma: Emma):
    Response.objects.update(turned=True)
    assert choices(emma.at("activites").read()) == ["bien2", "bien1", "moyen", "mal1", "mal2"]


@pytest.mark.parametrize(("faces", "shown"), [(3, ["bien2", "moyen", "mal2"]), (2, ["bien2", "mal2"])])
def test_who_tells_fewer_faces_apart_is_shown_fewer(emma: Emma, faces: int, shown: list[str]):
    Response.objects.get().masters(faces)
    page = emma.at("activites").read()
    assert choices(page) == shown
    assert "face--5" in page
    assert "face--1" in page


def test_changing_edition_keeps_the_answer_and_is_counted(emma: Emma):
    emma.at("activites").say(answer="moyen", edition="fr")
    assert emma.here.endswith("/activites/")
    emma.say(answer="moyen", edition="fr-simple-x-picto")
    response = Response.objects.get()
    assert response.answers["activites"] == "moyen"
    assert (response.edition, response.switches) == ("fr-simple-x-picto", 2)
    assert response.editions == ["fr-simple", "fr", "fr-simple-x-picto"]


def test_in_the_edition_of_pictures_yes_and_no_have_one(emma: Emma):
    Response.objects.update(edition="fr-simple-x-picto")
    page = emma.at("rester").read()
    assert "pictos/oui" in page
    assert "pictos/je-ne-sais-pas" in page
    assert "rester chez vous" in page


def test_an_edition_that_the_form_has_not_is_not_taken(emma: Emma):
    emma.at("activites").say(edition="de")
    assert Response.objects.get().switches == 0
