"""Answering: what is shown, what is accepted, and what remains at the end."""

from datetime import date
from decimal import Decimal

import pytest

from arpent.instrument.answering import (
    Refusal,
    check,
    complete,
    from_plain,
    offered_choices,
    plain_reader,
    screens,
    shown,
    to_plain,
    worded,
)
from arpent.instrument.values import Instrument, Missing, Value
from tests.instrument.forms import TODAY, VISIT, form, survey


@pytest.fixture(scope="module")
def visit() -> Instrument:
    return form(VISIT)


def names(questions: object) -> list[str]:
    return [question.name for question in questions]  # type: ignore[attr-defined]


def test_a_skipped_question_is_not_shown(visit: Instrument):
    assert names(screens(visit, {"venu": "non"}, TODAY)) == ["bonjour", "venu", "mot"]


def test_a_question_appears_when_its_condition_holds(visit: Instrument):
    assert names(screens(visit, {"venu": "oui", "fois": 3}, TODAY)) == [
        "bonjour",
        "venu",
        "fois",
        "aides",
        "mot",
    ]


def test_an_answer_that_is_no_longer_shown_counts_for_nothing(visit: Instrument):
    assert "aides" not in names(shown(visit, {"venu": "non", "fois": 3}, TODAY))


def test_a_calculation_follows_the_answers(visit: Instrument):
    assert complete(visit, {"venu": "oui", "fois": 4}, TODAY)["double"] == 8


def test_at_the_end_every_asked_question_has_an_answer_or_a_reason(visit: Instrument):
    assert complete(visit, {"venu": "non", "fois": 3, "mot": "Bien"}, TODAY) == {
        "venu": "non",
        "fois": Missing.NOT_ASKED,
        "aides": Missing.NOT_ASKED,
        "double": Missing.NO_ANSWER,
        "mot": "Bien",
    }


def test_a_shown_question_without_answer_says_no_answer(visit: Instrument):
    assert complete(visit, {"venu": "oui"}, TODAY)["fois"] is Missing.NO_ANSWER


def one(kind: str, raw: str | list[str]) -> Value | Refusal:
    asked = form(survey(f"{kind} | q | Q ?", choices=("a | x | X", "a | y | Y")))
    return check(asked, asked.question("q"), raw, {}, TODAY)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("integer", "12", 12),
        ("integer", "1 200", 1200),
        ("integer", "1\u202f200", 1200),
        ("decimal", "12,5", Decimal("12.5")),
        ("decimal", "12.5", Decimal("12.5")),
        ("date", "2026-03-01", date(2026, 3, 1)),
        ("date", "1/3/2026", date(2026, 3, 1)),
        ("text", "  Bonjour ", "Bonjour"),
        ("select_one a", "x", "x"),
        ("select_multiple a", ["y", "x"], ("x", "y")),
        ("rank a", ["y", "x"], ("y", "x")),
        ("acknowledge", "OK", True),
        ("range", "5", 5),
        ("integer", "", Missing.NO_ANSWER),
        ("integer", "dont_know", Missing.DONT_KNOW),
        ("text", "missing:prefer_not", Missing.PREFER_NOT),
        ("text", "dont_know", "dont_know"),
        ("select_multiple a", ["missing:dont_know"], Missing.DONT_KNOW),
    ],
)
def test_what_people_write_becomes_an_answer(kind: str, raw: str | list[str], value: Value):
    assert one(kind, raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("integer", "douze", "A02"),
        ("integer", "12,5", "A02"),
        ("decimal", "1,2,3", "A03"),
        ("date", "31/02/2026", "A04"),
        ("time", "25:00", "A05"),
        ("select_one a", "z", "A07"),
        ("select_one a", ["x", "y"], "A08"),
        ("select_multiple a", ["x", "missing:dont_know"], "A09"),
        ("range", "11", "A10"),
        ("rank a", ["x"], "A13"),
        ("range", "2,5", "A14"),
        ("integer", "missing:not_concerned", "A11"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(kind: str, raw: str | list[str], code: str):
    refusal = one(kind, raw)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code


def test_a_constraint_refuses_in_the_words_of_the_form(visit: Instrument):
    refusal = check(visit, visit.question("fois"), "100", {"venu": "oui"}, TODAY, edition="fr-simple")
    assert refusal == Refusal("A11", "Entre 1 et 99.")


CITING = """
| survey |
| | type | name | label | constraint | constraint_message | required | required_message |
| | text | lieu | Où ? | | | | |
| | integer | fois | Combien ? | . < 10 | Moins de 10 fois à ${lieu}. | yes | À ${lieu}, combien ? |
"""


@pytest.mark.parametrize(
    ("answers", "place"),
    [({"lieu": "Lens"}, "Lens"), ({"lieu": "<b>"}, "<b>"), ({}, ""), ({"lieu": Missing.DONT_KNOW}, "")],
)
def test_a_refusal_shows_the_answers_it_cites(answers: dict[str, Value], place: str):
    instrument = form(CITING)
    fois = instrument.question("fois")
    assert check(instrument, fois, "12", answers, TODAY) == Refusal("A11", f"Moins de 10 fois à {place}.")
    assert check(instrument, fois, "", answers, TODAY) == Refusal("A01", f"À {place}, combien ?")


def test_a_required_question_does_not_accept_nothing(visit: Instrument):
    refusal = check(visit, visit.question("venu"), "", {}, TODAY)
    assert isinstance(refusal, Refusal)


def test_a_reason_answers_a_required_question(visit: Instrument):
    assert check(visit, visit.question("venu"), "dont_know", {}, TODAY) is Missing.DONT_KNOW


def test_nobody_is_held_before_a_required_question_whose_filter_leaves_nothing():
    filtered = form(
        """
| survey |
| | type | name | label | choice_filter | required |
| | select_one pays | pays | Où ? | | |
| | select_one villes | ville | Quelle ville ? | de = ${pays} | yes |
| choices |
| | list_name | name | label | de |
| | pays | fr | France | |
| | pays | be | Belgique | |
| | villes | lens | Lens | fr |
"""
    )
    ville = filtered.question("ville")
    assert check(filtered, ville, "", {"pays": "be"}, TODAY) is Missing.NO_ANSWER
    assert isinstance(check(filtered, ville, "", {"pays": "fr"}, TODAY), Refusal)


def test_choices_follow_the_filter():
    cascade = form(
        """
| survey  |
|         | type              | name   | label | choice_filter      |
|         | select_one region | region | R ?   |                    |
|         | select_one ville  | ville  | V ?   | region = ${region} |
| choices |
|         | list_name | name | label | region |
|         | region    | n    | Nord  |        |
|         | region    | s    | Sud   |        |
|         | ville     | v1   | Un    | n      |
|         | ville     | v2   | Deux  | s      |
"""
    )
    offered = offered_choices(cascade, cascade.question("ville"), {"region": "s"}, TODAY)
    assert names(offered) == ["v2"]


def test_other_is_offered_last_in_the_words_of_the_edition():
    asked = form(survey("select_one a or_other | q | Q ?", choices=("a | x | X",)))
    assert offered_choices(asked, asked.question("q"), {}, TODAY)[-1].label == {"fr": "Autre"}


def test_the_words_beside_other_are_kept_with_it():
    asked = form(survey("select_one a or_other | q | Q ?", choices=("a | x | X",)))
    assert complete(asked, {"q": "other", "q_other": "Un autre"}, TODAY)["q_other"] == "Un autre"
    assert "q_other" not in complete(asked, {"q": "x", "q_other": "Un autre"}, TODAY)


def test_a_text_shows_the_answers_it_cites(visit: Instrument):
    label = visit.question("mot").label["fr"]
    assert worded(visit, label, {"venu": "oui", "fois": 2}, TODAY) == "Un mot, 2 fois ?"
    assert worded(visit, "${ fois } fois", {"venu": "oui", "fois": 2}, TODAY) == "2 fois"


def test_answers_survive_json(visit: Instrument):
    answers = {"venu": "oui", "fois": 2, "aides": ("lire", "aller"), "mot": Missing.PREFER_NOT, "double": 4}
    assert from_plain(visit, to_plain(answers)) == answers


def test_a_reader_of_many_answers_reads_each_as_if_alone(visit: Instrument):
    read = plain_reader(visit)
    for fois in (1, 2, {"decimal": "2"}, {"missing": "dont_know"}, 2):
        given = {"venu": "oui", "fois": fois, "aides": ["lire"]}
        assert read(given) == from_plain(visit, given)


def test_a_reader_shares_what_two_people_answered(visit: Instrument):
    read = plain_reader(visit)
    assert read({"aides": ["lire", "aller"]})["aides"] is read({"aides": ["lire", "aller"]})["aides"]


def test_a_reader_that_has_read_a_reason_still_refuses_what_looks_like_it(visit: Instrument):
    read = plain_reader(visit)
    read({"fois": {"decimal": "5"}})
    with pytest.raises(ValueError, match="fois"):
        read({"fois": {"decimal": 5}})


def test_a_reader_refuses_a_question_that_is_not_there(visit: Instrument):
    with pytest.raises(ValueError, match="ailleurs"):
        plain_reader(visit)({"ailleurs": "oui"})


WORKED = form(
    survey(
        "select_one oui_non | venu | Venu ? | | |",
        "integer | fois | Fois ? | ${venu} = 'oui' | . > 0 and . < 100 |",
        "calculate | double | | | | ${fois} * 2",
        "text | mot | Mot ? | ${double} > 4 | |",
        columns="type | name | label | relevant | constraint | calculation",
        choices=("oui_non | oui | Oui", "oui_non | non | Non"),
    )
)
NOT_ASKED, NO_ANSWER = Missing.NOT_ASKED, Missing.NO_ANSWER


@pytest.mark.parametrize(
    ("given", "asked", "kept"),
    [
        ({"venu": "oui", "fois": 3}, ["venu", "fois", "mot"], ["oui", 3, 6, NO_ANSWER]),
        ({"venu": "non", "fois": 3}, ["venu"], ["non", NOT_ASKED, NO_ANSWER, NOT_ASKED]),
        (
            {"venu": Missing.DONT_KNOW},
            ["venu"],
            [Missing.DONT_KNOW, NOT_ASKED, NO_ANSWER, NOT_ASKED],
        ),
    ],
)
def test_the_worked_example_of_the_page_of_docs(given: dict[str, Value], asked: list[str], kept: list[Value]):
    assert names(screens(WORKED, given, TODAY)) == asked
    assert list(complete(WORKED, given, TODAY).values()) == kept
