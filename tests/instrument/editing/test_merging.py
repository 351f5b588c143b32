"""Questions taken from one questionnaire and put into another."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from arpent.instrument.editing.items import item_named
from arpent.instrument.editing.looking_over import look_over
from arpent.instrument.editing.merging import extract, merge
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.editing.wording import add_edition
from arpent.instrument.values import Instrument
from arpent.instrument.writing import write_xlsform
from arpent.instrument.xlsform import read_xlsform
from tests.instrument.editing.test_structure import FORM, outline
from tests.instrument.instruments import instruments


def test_what_is_taken_keeps_its_choices_and_leaves_the_rest():
    taken = extract(FORM, ["a"])
    assert outline(taken) == "a"
    assert list(taken.choices) == ["oui_non"]
    assert not look_over(taken)


def test_a_question_is_not_taken_without_what_it_depends_on():
    with pytest.raises(EditRefused, match="Venez-vous"):
        extract(FORM, ["b"])
    assert outline(extract(FORM, ["s1"])) == "s1(a b)"


def test_a_question_chosen_with_its_section_is_taken_once():
    assert outline(extract(FORM, ["s1", "a", "b"])) == "s1(a b)"


def test_what_is_taken_gets_free_codes_and_shares_a_list_that_is_the_same():
    after, names = merge(FORM, extract(FORM, ["s1"]), after="avant")
    assert names == ("s1_2",)
    assert outline(after) == "avant s1_2(a_2 b_2) s1(a b) s2(c)"
    assert item_named(after, "b_2").relevant == "${a_2} = 'oui'"
    assert list(after.choices) == ["oui_non"]


def test_several_questions_keep_their_order():
    after, _ = merge(FORM, extract(FORM, ["avant", "a"]), after="a")
    assert outline(after) == "avant s1(a avant_2 a_2 b) s2(c)"


def test_texts_in_other_editions_are_left():
    english = add_edition(FORM, "English")
    said = replace(
        english,
        items=(replace(english.items[0], label={"fr": "Avant ?", "en": "Before?"}), *english.items[1:]),
    )
    after, (name,) = merge(FORM, extract(said, ["avant"]))
    assert item_named(after, name).label == {"fr": "Avant ?"}


@settings(max_examples=20)
@given(instruments(), instruments())
def test_two_questionnaires_put_together_can_be_written_and_read(one: Instrument, other: Instrument):
    after, _ = merge(one, other)
    assert not [remark for remark in look_over(after) if remark.blocks]
    assert read_xlsform(write_xlsform(after), "f.xlsx").instrument == after
