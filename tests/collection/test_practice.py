"""Two screens to try, then the ladder: one number is kept, and nothing else."""

import pytest

from arpent.collection.models import Response
from tests.cast import Cast
from tests.collection.easy_form import easy_form
from tests.collection.stories import Story, open_story
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast, easy_form())


@pytest.fixture
def emma(story: Story) -> Emma:
    return Emma(story, audience=1).begin()


def climb(emma: Emma, *answers: str) -> int | None:
    emma.here = f"{emma.own}echelle/5-barres/"
    for answer in answers:
        emma.say(answer=answer)
    assert "/question/" in emma.here
    return Response.objects.get().faces


def test_practice_comes_before_the_questions_and_the_ladder_after_it(emma: Emma):
    assert emma.here.endswith("/essai/1/")
    page = emma.web.post(emma.here, {"answer": "yes"}).content.decode()
    assert "C’est bien ça." in page
    assert "/essai/2/" in page
    page = emma.web.post(f"{emma.own}essai/2/", {"answer": "bike"}).content.decode()
    assert "/echelle/5-barres/" in page


def test_a_wrong_answer_is_taught_and_never_kept(emma: Emma):
    page = emma.web.post(emma.here, {"answer": "no"}).content.decode()
    assert "Essayez encore" in page
    assert (Response.objects.get().answers, Response.objects.get().faces) == ({}, None)


def test_practice_can_be_passed(emma: Emma):
    emma.say(go="skip")
    assert emma.here.endswith("/echelle/5-barres/")
    emma.say(go="skip")
    assert "/question/" in emma.here
    assert Response.objects.get().faces is None


@pytest.mark.parametrize(
    ("answers", "faces"),
    [
        (("1", "4"), 5),
        (("1", "5", "5", "3"), 3),
        (("5", "5", "3"), 3),
        (("5", "5", "1"), 2),
        (("5", "3"), 2),
        (("", ""), 2),
    ],
)
def test_the_largest_set_that_is_told_apart_is_kept(emma: Emma, answers: tuple[str, ...], faces: int):
    assert climb(emma, *answers) == faces


def test_nobody_practises_in_the_standard_edition_or_when_going_on(story: Story, emma: Emma):
    Response.objects.update(edition="fr")
    emma.here = f"{emma.own}qui/"
    emma.say(voice="alone")
    assert "/question/" in emma.here
    Response.objects.update(edition="fr-simple", answers={"activites": "moyen"})
    emma.here = f"{emma.own}qui/"
    emma.say(voice="alone")
    assert "/question/" in emma.here


@pytest.mark.parametrize("place", ["essai/0/", "essai/3/", "echelle/9-visages/"])
def test_a_forged_address_leads_to_the_questions(emma: Emma, place: str):
    emma.go(emma.web.get(f"{emma.own}{place}"))
    assert "/question/" in emma.here


def test_who_answers_for_another_tries_nothing_and_sees_all_the_faces(emma: Emma):
    assert climb(emma, "5", "5", "1") == 2
    emma.here = f"{emma.own}qui/"
    emma.say(voice="proxy")
    emma.say(assent="yes")
    emma.say(helper="family")
    assert "/question/chez_soi/" in emma.here
    assert Response.objects.get().faces is None
