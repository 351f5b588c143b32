"""Reading XLSForm: what is kept of a form, and in which words a broken one is refused."""

import pytest

from arpent.instrument.errors import FormRefused
from arpent.instrument.values import Group, Kind, Missing
from tests.instrument.forms import VISIT, form, reading, survey


def refused(markdown: str) -> list[str]:
    with pytest.raises(FormRefused) as refusal:
        reading(markdown)
    return [error.code for error in refusal.value.errors]


def test_a_form_keeps_its_name_its_title_and_its_editions():
    visit = form(VISIT)
    assert (visit.name, visit.title, visit.version) == ("visite", {"fr": "La visite"}, "3")
    assert visit.editions == ("fr", "fr-simple")
    assert visit.default_edition == "fr"


def test_a_group_holds_its_questions():
    group = form(VISIT).items[1]
    assert isinstance(group, Group)
    assert [item.name for item in group.items] == ["venu", "fois", "aides"]


def test_a_clean_form_has_no_notice():
    assert reading(VISIT).notices == ()


def test_a_wrong_type_is_refused_with_its_place_and_its_remedy():
    with pytest.raises(FormRefused) as refusal:
        reading(survey("select_onee a | q | Q ?", choices=("a | x | X",)))
    assert str(refusal.value) == (
        "Feuille « survey », ligne 2 : le type select_onee n’existe pas. Écrivez select_one."
    )


def test_every_error_is_given_not_only_the_first():
    broken = survey("select_one absente | q | Q ?", "integer | q | Encore ?", "text | t |")
    assert refused(broken) == ["L001", "N003", "N004"]


@pytest.mark.parametrize(
    ("columns", "language"),
    [
        ("type | name | label::French (fr)", "fr"),
        ("type | name | label:fr", "fr"),
        ("Type | NAME | Label::Français", "fr"),
        ("command | tag | caption::fr-simple", "fr-simple"),
        ("type | name | label", "fr"),
    ],
)
def test_headers_are_read_in_every_spelling(columns: str, language: str):
    assert form(survey("text | q | Un mot", columns=columns)).question("q").label == {language: "Un mot"}


def test_a_repetition_is_left_out_question_by_question():
    left = reading(
        survey("begin repeat | r | R", "text | a | A", "integer | b | B", "end repeat", "text | c | C")
    )
    assert [notice.code for notice in left.notices] == ["U003", "U002", "U002"]
    assert [question.name for question in left.instrument.questions()] == ["c"]


def test_what_would_say_who_answers_is_refused_collection():
    left = reading(survey("deviceid | d |", "text | c | C"))
    assert "protéger les personnes" in str(left.notices[0])


def test_a_question_left_out_but_cited_stays_as_an_empty_one():
    kept = form(survey("image | photo | Photo", "note | n | ${photo}"))
    assert kept.question("photo").kind is Kind.HIDDEN


def test_reasons_offered_come_from_the_missing_column():
    columns = "type | name | label | missing"
    asked = form(
        survey("text | a | A | none", "text | b | B | not_concerned", "text | c | C |", columns=columns)
    )
    assert asked.question("a").missing == ()
    assert asked.question("b").missing == (Missing.NOT_CONCERNED,)
    assert asked.question("c").missing == (Missing.DONT_KNOW, Missing.PREFER_NOT)


def test_errors_in_the_headers_and_in_the_rows_come_together():
    columns = "type | name | label | relevant | relevance"
    assert refused(survey("zut | a | A | | ", columns=columns)) == ["C002", "T002"]


def test_a_default_answer_is_said_not_to_be_given_in_advance():
    columns = "type | name | label | default"
    assert [n.code for n in reading(survey("integer | a | A | 3", columns=columns)).notices] == ["I007"]


def test_a_column_that_acts_elsewhere_is_said_not_to_act_here():
    columns = "type | name | label | trigger"
    said = reading(survey("integer | a | A |", "text | b | B | ${a}", columns=columns)).notices
    assert [(notice.code, notice.read) for notice in said] == [("U011", "trigger")]
