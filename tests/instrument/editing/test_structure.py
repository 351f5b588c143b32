"""Sections and questions, one edit at a time."""

import pytest

from arpent.instrument.editing import items, wording
from arpent.instrument.editing.names import EditRefused, code_from
from arpent.instrument.references import walk
from arpent.instrument.values import Group, Instrument, Kind
from tests.instrument.forms import form

FORM = form(
    """
| survey |
| | type | name | label | relevant |
| | text | avant | Avant ? | |
| | begin group | s1 | Une | |
| | select_one oui_non | a | Venez-vous ? | |
| | integer | b | Combien de fois ? | ${a} = 'oui' |
| | end group | | | |
| | begin group | s2 | Deux | |
| | note | c | Vous avez dit ${b}. | |
| | end group | | | |

| choices |
| | list_name | name | label |
| | oui_non | oui | Oui |
| | oui_non | non | Non |
"""
)


def outline(instrument: Instrument) -> str:
    return show(instrument.items)


def show(inside: tuple[items.Item, ...]) -> str:
    return " ".join(
        f"{item.name}({show(item.items)})" if isinstance(item, Group) else item.name for item in inside
    )


def test_a_question_is_added_after_another():
    after, name = items.add_question(FORM, {"fr": "Pourquoi ?"}, kind=Kind.TEXT, after="a")
    assert outline(after) == f"avant s1(a {name} b) s2(c)"
    assert name == "pourquoi"


def test_a_question_is_added_first_in_a_section():
    after, name = items.add_question(FORM, {"fr": "Pourquoi ?"}, kind=Kind.TEXT, after="s2")
    assert outline(after) == f"avant s1(a b) s2({name} c)"


def test_a_section_is_never_added_inside_another():
    after, name = items.add_section(FORM, {"fr": "Trois"}, after="a")
    assert outline(after) == f"avant s1(a b) {name}() s2(c)"


def test_a_question_without_words_is_refused():
    with pytest.raises(EditRefused, match="pas de texte"):
        items.add_question(FORM, {"fr": "  \x07 "}, kind=Kind.TEXT)


def test_a_question_goes_down_through_sections_and_up_again():
    seen = []
    instrument = FORM
    for down in (True, True, True, True):
        instrument = items.move(instrument, "b", down=down)
        seen.append(outline(instrument))
    assert seen == [
        "avant s1(a) b s2(c)",
        "avant s1(a) s2(b c)",
        "avant s1(a) s2(c b)",
        "avant s1(a) s2(c) b",
    ]
    for _ in seen:
        instrument = items.move(instrument, "b", down=False)
    assert instrument == FORM


def test_sections_swap():
    assert outline(items.move(FORM, "s2", down=False)) == "avant s2(c) s1(a b)"


def test_a_question_goes_where_it_is_sent():
    assert outline(items.move_after(FORM, "avant", "s2")) == "s1(a b) s2(avant c)"
    assert outline(items.move_after(FORM, "c", "")) == "c avant s1(a b) s2()"


@pytest.mark.parametrize("target", ["a", "s1"])
def test_a_section_is_not_put_into_itself(target: str):
    with pytest.raises(EditRefused):
        items.move_after(FORM, "s1", target)


def test_a_copied_section_cites_its_own_questions():
    after, name = items.duplicate(FORM, "s1")
    copies = items.item_named(after, name)
    assert isinstance(copies, Group)
    assert copies.items[1].relevant == f"${{{copies.items[0].name}}} = 'oui'"
    assert len({item.name for item in walk(after.items)}) == len(list(walk(after.items)))


def test_a_cited_question_is_not_deleted():
    with pytest.raises(EditRefused, match="Combien de fois"):
        items.delete(FORM, "a")


def test_a_section_goes_with_what_only_it_cites():
    left = items.delete(items.delete(FORM, "s2"), "s1")
    assert outline(left) == "avant"


def test_a_question_cited_in_a_text_is_not_deleted():
    with pytest.raises(EditRefused, match="Vous avez dit"):
        items.delete(FORM, "b")


def test_another_code_follows_everywhere():
    after = wording.rename(FORM, "b", "fois")
    assert items.question_named(after, "c").label == {"fr": "Vous avez dit ${fois}."}
    assert wording.rename(after, "fois", "b") == FORM


@pytest.mark.parametrize("code", ["A", "s1", "9", "deux mots", "meta", ""])
def test_a_code_that_is_taken_or_ill_formed_is_refused(code: str):
    with pytest.raises(EditRefused):
        wording.rename(FORM, "b", code)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Avez-vous du temps pour vous ?", "avez_vous_du_temps_pour"),
        ("Œuvres & été", "oeuvres_ete"),
        ("2 fois", "q_2_fois"),
        ("你好", "q"),
        ("Meta", "meta_2"),
    ],
)
def test_a_code_is_made_of_words(words: str, code: str):
    assert code_from(words, []) == code


def test_what_does_not_exist_is_said():
    with pytest.raises(items.NotThere):
        items.delete(FORM, "absent")
