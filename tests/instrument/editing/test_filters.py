"""Choices shown according to another answer: to and from a choice filter."""

from datetime import date

import pytest

from arpent.instrument.answering import offered_choices
from arpent.instrument.editing.filters import Filter, deciding, filter_of, with_filter, without_filter
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.values import Instrument
from arpent.instrument.writing import write_xlsform
from arpent.instrument.xlsform import read_xlsform

TODAY = date(2026, 11, 23)
FORM = """
| survey   |
|          | type                | name  | label::Français (fr) | choice_filter |
|          | select_one lieu     | lieu  | Où vivez-vous ?      |               |
|          | select_one aide     | aide  | Qui vous aide ?      |               |
|          | select_one aide     | autre | Qui d’autre ?        |               |
|          | select_one sorties  | sortie | Où allez-vous ?     | lieu = ${lieu} or ${lieu} = 'rue' |
| choices  |
|          | list_name | name    | label::Français (fr) | lieu    |
|          | lieu      | foyer   | Dans un foyer        |         |
|          | lieu      | maison  | Dans ma maison       |         |
|          | aide      | equipe  | L’équipe             |         |
|          | aide      | famille | Ma famille           |         |
|          | aide      | amis    | Mes amis             |         |
|          | sorties   | parc    | Au parc              | foyer   |
| settings |
|          | form_title | form_id | version | default_language |
|          | Aide       | aide    | 1       | Français (fr)    |
"""
RULE = "avec_lieu = '' or ${lieu} = '' or selected(avec_lieu, ${lieu})"


@pytest.fixture
def form() -> Instrument:
    return read_xlsform(FORM.encode(), "f.md").instrument


@pytest.fixture
def picked(form: Instrument) -> Instrument:
    """The team is a choice for who lives in a home, the family for who lives in a house."""
    return with_filter(form, "aide", "lieu", {"equipe": {"foyer"}, "famille": {"maison"}})


def offered(instrument: Instrument, **answers: str) -> list[str]:
    question = instrument.question("aide")
    return [choice.name for choice in offered_choices(instrument, question, answers, TODAY)]


def test_each_choice_is_shown_with_its_answers(picked: Instrument):
    assert picked.question("aide").choice_filter == RULE
    assert offered(picked, lieu="foyer") == ["equipe", "amis"]
    assert offered(picked, lieu="maison") == ["famille", "amis"]


def test_without_an_answer_every_choice_is_shown(picked: Instrument):
    assert offered(picked) == ["equipe", "famille", "amis"]


def test_what_was_picked_is_read_back_also_from_a_file(picked: Instrument):
    expected = Filter("lieu", {"equipe": frozenset({"foyer"}), "famille": frozenset({"maison"})})
    assert filter_of(picked, picked.question("aide")) == expected
    again = read_xlsform(write_xlsform(picked), "f.xlsx").instrument
    assert filter_of(again, again.question("aide")) == expected
    assert with_filter(again, "aide", "lieu", expected.shown) == again


def test_a_question_that_shares_the_list_keeps_all_its_choices(form: Instrument, picked: Instrument):
    other = picked.question("autre")
    assert other == form.question("autre")
    assert picked.choices_of(other) == form.choices_of(other)


def test_with_every_answer_or_none_a_choice_is_always_shown(form: Instrument):
    every = {"equipe": {"foyer", "maison"}, "famille": set()}
    assert with_filter(form, "aide", "lieu", every) == form


def test_it_can_be_left_and_its_column_goes(picked: Instrument):
    left = without_filter(picked, "aide")
    question = left.question("aide")
    assert question.choice_filter == ""
    assert all("avec_lieu" not in choice.extra for choice in left.choices_of(question))


def test_what_a_file_says_otherwise_is_not_read_as_picks(form: Instrument):
    assert filter_of(form, form.question("sortie")) is None


def test_only_questions_asked_before_decide(form: Instrument):
    assert [each.name for each in deciding(form, form.question("autre"))] == ["lieu", "aide"]
    with pytest.raises(EditRefused, match="ne vient pas avant"):
        with_filter(form, "lieu", "aide", {"foyer": {"amis"}})


def test_an_answer_that_would_leave_no_choice_is_refused(form: Instrument):
    nobody = {"equipe": {"foyer"}, "famille": {"foyer"}, "amis": {"foyer"}}
    with pytest.raises(EditRefused, match="il ne resterait aucun choix"):
        with_filter(form, "aide", "lieu", nobody)
