"""A device lays out, draws and ranks the choices that an earlier answer leaves as the server does."""

import shutil

import pytest

from arpent.collection.models import Response
from arpent.instrument.values import Instrument
from tests.cast import Cast
from tests.collection.offline.devices import device_of, finished, send
from tests.collection.offline.test_twin import Visit, compare
from tests.collection.stories import form, open_story

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")

FORM = """
| survey |
| | type | name | label::Français (fr) | label::Français simple (fr-simple) | hint::Français (fr) | appearance | choice_filter | required |
| | integer | combien | Combien ? | Combien ? | | | | |
| | select_one humeur | humeur | Comment allez-vous ? | Ça va ? | | faces | rang <= ${combien} | |
| | select_one jours | jours | Combien de jours ? | Quand ? | | frequency rising | rang <= ${combien} | |
| | select_one degres | degres | Êtes-vous bien ? | Vous êtes bien ? | Chez vous. | two-steps | rang <= ${combien} | |
| | select_one accord | accord | Est-ce vrai ? | C’est vrai ? | | likert | rang <= ${combien} | |
| | select_one deux | sortie | Que préférez-vous ? | Vous préférez quoi ? | | either-or | rang <= ${combien} | |
| | select_one lieux | prefere | Où êtes-vous le mieux ? | Vous êtes bien où ? | Un endroit. | | rang <= ${combien} | yes |
| | select_multiple lieux | connus | Où allez-vous ? | Vous allez où ? | | | rang <= ${combien} | |
| | rank lieux | ordre | Dans quel ordre ? | Dans quel ordre ? | | | rang <= ${combien} | |
| choices |
| | list_name | name | label::Français (fr) | label::Français simple (fr-simple) | media::image | favourable | rang |
| | humeur | bien | Bien | Bien | | yes | 2 |
| | humeur | moyen | Moyen | Moyen | | | 1 |
| | humeur | mal | Mal | Mal | | | 3 |
| | jours | jamais | Jamais | Jamais | | | 1 |
| | jours | peu | Un jour | 1 jour | | | 2 |
| | jours | plus | Trois jours | 3 jours | | | 3 |
| | jours | presque | Six jours | 6 jours | | | 4 |
| | jours | tous | Chaque jour | Chaque jour | | yes | 5 |
| | degres | non | Pas du tout | Pas du tout | | | 5 |
| | degres | pas | Pas vraiment | Un peu mal | | | 4 |
| | degres | entre | Entre les deux | Moyen | | | 1 |
| | degres | plutot | Plutôt | Un peu bien | | yes | 2 |
| | degres | oui | Tout à fait | Très bien | | yes | 3 |
| | accord | un | Pas du tout | Pas du tout | | | 1 |
| | accord | deux | Un peu | Un peu | | | 2 |
| | accord | trois | Assez | Assez | | | 3 |
| | accord | quatre | Vrai | Vrai | | | 4 |
| | accord | cinq | Très vrai | Très vrai | | | 5 |
| | accord | six | Tout à fait vrai | Toujours vrai | | | 6 |
| | deux | piscine | La piscine | La piscine | picto-piscine.svg | | 1 |
| | deux | musique | La musique | La musique | picto-musique.svg | | 2 |
| | lieux | maison | Chez moi & « vous » | Chez moi | picto-maison.svg | | 1 |
| | lieux | travail | Au travail | Au travail | picto-travail.svg | | 2 |
| | lieux | piscine | À la piscine | À la piscine | picto-piscine.svg | | 3 |
| | lieux | jardin | Au jardin | Au jardin | picto-jardin.svg | | 4 |
| | lieux | ville | En ville | En ville | picto-ville.svg | | 5 |
| | lieux | ailleurs | Ailleurs | Ailleurs | | | 6 |
| settings |
| | form_title | form_id | version | default_language | ladder |
| | Ma vie | facile | 1 | Français (fr) | yes |
"""
NAMES = ("humeur", "jours", "degres", "accord", "sortie", "prefere", "connus", "ordre")


def filtered_form() -> Instrument:
    return form(FORM)


def begun(cast: Cast, edition: str, *, turned: bool = False) -> Visit:
    visit = Visit(device_of(open_story(cast, filtered_form()), use="interviewer")).agree().ask(voice="alone")
    Response.objects.update(turned=turned)
    return visit.at_link("question/combien/").ask(edition=edition)


def with_so_many(visit: Visit, count: int) -> Visit:
    """Each question once the filter lets so many through."""
    visit.at_link("question/combien/").ask(go="next", text=str(count))
    for name in NAMES:
        visit.at_link(f"question/{name}/")
    return visit


@pytest.mark.parametrize(
    ("edition", "turned"),
    [("fr", False), ("fr-simple", False), ("fr-simple", True), ("fr-simple-x-picto", True)],
)
def test_however_many_choices_are_left_their_page_is_the_same(cast: Cast, edition: str, turned: bool):
    visit = begun(cast, edition, turned=turned)
    for count in range(7):
        with_so_many(visit, count)
    compare(visit, turned=turned)


@pytest.mark.parametrize("faces", ["5-barres", "3-visages", "3-barres"])
def test_fewer_faces_among_those_that_are_left(cast: Cast, faces: str):
    visit = begun(cast, "fr-simple").at_link(f"echelle/{faces}/").ask(answer="3")
    for count in (2, 3, 5):
        with_so_many(visit, count)
    compare(visit)


def test_what_is_left_is_answered_ranked_and_refused_the_same(cast: Cast):
    visit = begun(cast, "fr-simple").at_link("question/combien/").ask(go="next", text="5")
    visit.ask(answer="mal").ask(answer="peu").ask(answer="part:no").ask(answer="pas").ask(answer="six")
    visit.ask(answer="quatre").ask(answer="musique").ask(go="next").ask(go="next").ask(answer="ville")
    visit.ask(answer=["maison", "travail"]).ask(answer="jardin")
    visit.ask(**{"rank-1": "ville", "rank-2": "ailleurs"})
    visit.ask(
        **{f"rank-{n}": code for n, code in enumerate(("ville", "maison", "jardin", "piscine", "travail"), 1)}
    )
    for name in NAMES:
        visit.at_link(f"question/{name}/")
    with_so_many(visit, 2).at_link("relire/")
    draft = compare(visit)["draft"]
    assert draft["answers"] == Response.objects.get().answers
    assert draft["answers"]["ordre"] == ["ville", "maison", "jardin", "piscine", "travail"]


def test_a_required_question_of_which_nothing_is_left_lets_people_go_on(cast: Cast):
    visit = begun(cast, "fr-simple").at_link("question/combien/").ask(go="next", text="0")
    visit.at_link("question/prefere/").ask(go="next")
    assert visit.here.endswith("question/connus/")
    compare(visit)
    visit.at_link("relire/").ask(go="next")
    assert Response.objects.get().status == "sent"


def test_the_server_counts_what_was_ranked_among_what_was_left(cast: Cast):
    device = device_of(open_story(cast, filtered_form()), use="interviewer")
    said = {"combien": "text=2", "prefere": "answer=maison", "ordre": "rank-1=travail&rank-2=maison"}
    assert send(device, finished(device, said=said)).json() == {"state": "taken"}
    assert Response.objects.get(status="sent").answers["ordre"] == ["travail", "maison"]


def test_an_answer_that_is_not_offered_any_more_is_read_again_as_none(cast: Cast):
    visit = begun(cast, "fr-simple").at_link("question/combien/").ask(go="next", text="5")
    visit.ask(answer="mal").at_link("question/combien/").ask(go="next", text="2").at_link("relire/")
    page = visit.seen[-1][1]
    assert "<dt>Ça va ?</dt><dd>Pas de réponse</dd>" in page
    compare(visit)
