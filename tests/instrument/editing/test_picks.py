"""Conditions by picking."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.instrument.editing.items import item_named
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.editing.picks import (
    Comparison,
    Pick,
    Picks,
    comparisons_for,
    expression_of,
    picks_of,
    with_condition,
)
from arpent.instrument.expressions import (
    Call,
    Column,
    Itself,
    Literal,
    Node,
    Operation,
    Opposite,
    Reference,
    parse,
)
from arpent.instrument.unparsing import written
from tests.instrument.editing.test_structure import FORM
from tests.instrument.forms import form

ASKED = form(
    """
| survey |
| | type | name | label |
| | select_one l | un | Un ? |
| | select_multiple l | plusieurs | Plusieurs ? |
| | integer | nombre | Combien ? |
| | decimal | prix | Quel prix ? |
| | text | mots | Quels mots ? |
| | date | jour | Quel jour ? |
| | acknowledge | lu | Lu ? |
| | note | note | Voilà. |

| choices |
| | list_name | name | label |
| | l | a | A |
| | l | b | B |
"""
)
VALUES = {
    "un": "a",
    "plusieurs": "b",
    "nombre": "-3",
    "prix": "2.5",
    "mots": "l’été d'avant",
    "jour": "2026-11-23",
    "lu": "",
}


@st.composite
def picks(draw: st.DrawFn) -> Picks:
    chosen = draw(st.lists(st.sampled_from(sorted(VALUES)), min_size=2, max_size=5))
    found = []
    for name in chosen:
        test = draw(st.sampled_from(comparisons_for(ASKED.question(name).kind)))
        without = test in (Comparison.ANSWERED, Comparison.NOT_ANSWERED)
        found.append(Pick(name, test, "" if without else VALUES[name]))
    return Picks(tuple(found), draw(st.booleans()))


@given(picks())
def test_picks_come_back_from_what_they_write(chosen: Picks):
    assert picks_of(ASKED, expression_of(ASKED, chosen)) == chosen


nodes = st.recursive(
    st.one_of(
        st.builds(Literal, st.text(st.characters(categories=["L", "N"]), max_size=5)),
        st.builds(Literal, st.floats(0, 1e6, allow_nan=False)),
        st.builds(Reference, st.sampled_from(sorted(VALUES))),
        st.builds(Column, st.just("region")),
        st.just(Itself()),
    ),
    lambda inside: st.one_of(
        st.builds(
            Operation,
            st.sampled_from(["or", "and", "=", "!=", "<", ">=", "+", "-", "*", "div", "mod"]),
            inside,
            inside,
        ),
        st.builds(Opposite, inside.filter(lambda node: not isinstance(node, Opposite))),
        st.builds(Call, st.just("not"), st.tuples(inside)),
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(nodes)
def test_a_written_tree_is_parsed_back(tree: Node):
    assert parse(written(tree)) == tree


@pytest.mark.parametrize(
    "expression",
    [
        "${nombre} + 1 > 3",
        "${un} = 'a' or ${un} = 'b' and ${lu} != ''",
        "not(${un} = 'a')",
        "count-selected(${plusieurs}) > 1",
        "${un} = ${mots}",
        "selected(${nombre}, 'a')",
        "${note} = 'x'",
    ],
)
def test_what_says_more_than_picks_is_left_as_it_is(expression: str):
    assert picks_of(ASKED, expression) is None


@pytest.mark.parametrize(
    ("expression", "pick"),
    [
        ("'a' = ${un}", Pick("un", Comparison.IS, "a")),
        ("selected(${un}, 'a')", Pick("un", Comparison.IS, "a")),
        ("3 < ${nombre}", Pick("nombre", Comparison.MORE, "3")),
        ("${jour} >= date('2026-01-31')", Pick("jour", Comparison.AT_LEAST, "2026-01-31")),
        ("${lu} != ''", Pick("lu", Comparison.ANSWERED)),
    ],
)
def test_other_spellings_are_understood(expression: str, pick: Pick):
    assert picks_of(ASKED, expression) == Picks((pick,))


def test_the_same_picks_leave_the_expression_as_it_was_written():
    written_otherwise = item_named(FORM, "b").relevant.replace(" = ", "  =  ")
    asked = replace(
        FORM,
        items=(
            FORM.items[0],
            replace(
                FORM.items[1],
                items=(FORM.items[1].items[0], replace(FORM.items[1].items[1], relevant=written_otherwise)),
            ),
            FORM.items[2],
        ),
    )
    assert with_condition(asked, "b", Picks((Pick("a", Comparison.IS, "oui"),))) == asked


@pytest.mark.parametrize(
    "pick",
    [
        Pick("un", Comparison.MORE, "a"),
        Pick("un", Comparison.IS, ""),
        Pick("nombre", Comparison.IS, "trois"),
        Pick("jour", Comparison.LESS, "demain"),
        Pick("mots", Comparison.IS, "l'\""),
        Pick("absent", Comparison.IS, "a"),
        Pick("note", Comparison.ANSWERED),
    ],
)
def test_a_pick_that_says_nothing_is_refused(pick: Pick):
    with pytest.raises(EditRefused):
        with_condition(ASKED, "note", Picks((pick,)))


def test_a_question_cannot_depend_on_itself():
    with pytest.raises(EditRefused):
        with_condition(ASKED, "un", Picks((Pick("un", Comparison.ANSWERED),)))


def test_conditions_cannot_turn_in_circles():
    with pytest.raises(EditRefused, match="en rond"):
        with_condition(FORM, "a", Picks((Pick("b", Comparison.MORE, "3"),)))


def test_no_pick_takes_the_condition_away():
    assert item_named(with_condition(FORM, "b", Picks(())), "b").relevant == ""
