"""Limits by picking: to and from a constraint, and the words that tell them."""

from dataclasses import replace
from datetime import date

import pytest

from arpent.instrument.answering import Refusal, check
from arpent.instrument.canonical import from_json, to_json
from arpent.instrument.editing.items import delete
from arpent.instrument.editing.limits import (
    Limits,
    comparable,
    limits_of,
    message_of,
    with_limits,
    without_rule,
)
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.editing.wording import rename
from arpent.instrument.values import Choice, Instrument, Kind, Missing, Question

TODAY = date(2026, 11, 23)


def asking(kind: Kind, constraint: str = "", **more: object) -> Instrument:
    choices = tuple(Choice(code, {"fr": code}) for code in ("a", "b", "c", "d"))
    listed = {"list_name": "l"} if kind is Kind.SELECT_MULTIPLE else {}
    question = Question("q", kind, {"fr": "?"}, constraint=constraint, **listed, **more)
    return Instrument("f", {"fr": "F"}, "1", ("fr", "fr-simple", "en"), "fr", (question,), {"l": choices})


def kept(kind: Kind, limits: Limits) -> Question:
    return with_limits(asking(kind), "q", limits).question("q")


@pytest.mark.parametrize(
    ("kind", "limits", "constraint"),
    [
        (Kind.INTEGER, Limits("0", "120"), ". >= 0 and . <= 120"),
        (Kind.INTEGER, Limits("-5"), ". >= -5"),
        (Kind.DECIMAL, Limits("", "2,5"), ". <= 2.5"),
        (Kind.DATE, Limits("01/02/2020"), ". >= date('2020-02-01')"),
        (Kind.DATE, Limits("", "", past=True), ". <= today()"),
        (Kind.TEXT, Limits("", "200"), "string-length(.) <= 200"),
        (Kind.SELECT_MULTIPLE, Limits("1", "3"), "count-selected(.) >= 1 and count-selected(.) <= 3"),
    ],
)
def test_limits_are_written_as_a_constraint_and_read_back(kind: Kind, limits: Limits, constraint: str):
    question = kept(kind, limits)
    assert question.constraint == constraint
    again = limits_of(question)
    assert with_limits(asking(kind), "q", again).question("q") == question


@pytest.mark.parametrize(
    ("kind", "answer", "fits"),
    [
        (Kind.INTEGER, "121", False),
        (Kind.INTEGER, "120", True),
        (Kind.DATE, "2026-11-24", False),
        (Kind.DATE, "2026-11-23", True),
        (Kind.TEXT, "abcd", False),
        (Kind.TEXT, "abc", True),
        (Kind.SELECT_MULTIPLE, ["a", "b", "c", "d"], False),
        (Kind.SELECT_MULTIPLE, ["a", "b"], True),
    ],
)
def test_an_answer_beyond_them_is_refused_in_the_words_that_tell_them(kind: Kind, answer, fits: bool):
    limits = {
        Kind.INTEGER: Limits("0", "120"),
        Kind.DATE: Limits(past=True),
        Kind.TEXT: Limits("", "3"),
        Kind.SELECT_MULTIPLE: Limits("1", "3"),
    }[kind]
    instrument = with_limits(asking(kind), "q", limits)
    said = check(instrument, instrument.question("q"), answer, {}, TODAY)
    assert isinstance(said, Refusal) is not fits
    if not fits:
        assert said.message == message_of(kind, limits)


@pytest.mark.parametrize(
    ("kind", "constraint", "limits"),
    [
        (Kind.INTEGER, ". < 100", Limits("", "99")),
        (Kind.INTEGER, ". > 0 and . <= 10", Limits("1", "10")),
        (Kind.DECIMAL, ". > 0", None),
        (Kind.INTEGER, ". >= 0 or . = 99", None),
        (Kind.INTEGER, ". >= ${autre}", None),
        (Kind.INTEGER, ". >= 0 and . >= 5", None),
        (Kind.TEXT, "regex(., '[a-z]+')", None),
        (Kind.TEXT, ". >= 3", None),
        (Kind.INTEGER, ". >= (", None),
        (Kind.SELECT_ONE, "", None),
    ],
)
def test_a_constraint_from_a_file_is_read_when_it_says_limits_and_nothing_more(kind, constraint, limits):
    assert limits_of(asking(kind, constraint).question("q")) == limits


def test_what_says_more_stays_as_it_is_written():
    instrument = asking(Kind.INTEGER, ". >= 0 or . = 99")
    assert with_limits(instrument, "q", Limits("0", "5")) == instrument
    assert without_rule(instrument, "q").question("q").constraint == ""


def test_the_same_limits_change_nothing_not_even_their_writing():
    instrument = asking(Kind.INTEGER, ". < 100")
    assert with_limits(instrument, "q", Limits("", "99")) == instrument


@pytest.mark.parametrize(
    ("kind", "limits", "said"),
    [
        (Kind.INTEGER, Limits("10", "5"), "le plus petit dépasse le plus grand"),
        (Kind.INTEGER, Limits("beaucoup"), "n’est pas un nombre"),
        (Kind.INTEGER, Limits("2,5"), "a une virgule"),
        (Kind.TEXT, Limits("-1"), "au-dessous de zéro"),
        (Kind.DATE, Limits("31/02/2026"), "n’est pas une date"),
        (Kind.DATE, Limits("2026-12-31", "2026-01-01"), "le plus petit dépasse le plus grand"),
    ],
)
def test_limits_that_make_no_sense_are_refused(kind: Kind, limits: Limits, said: str):
    with pytest.raises(EditRefused, match=said):
        with_limits(asking(kind), "q", limits)


@pytest.mark.parametrize(
    ("kind", "limits", "said"),
    [
        (Kind.INTEGER, Limits("0", "120"), "Écrivez un nombre de 0 à 120."),
        (Kind.DECIMAL, Limits("0.5"), "Écrivez un nombre à partir de 0,5."),
        (Kind.TEXT, Limits("", "200"), "Écrivez au plus 200 lettres."),
        (Kind.SELECT_MULTIPLE, Limits("", "1"), "Choisissez au plus 1 réponse."),
        (Kind.SELECT_MULTIPLE, Limits("1", "3"), "Choisissez de 1 à 3 réponses."),
        (Kind.SELECT_MULTIPLE, Limits("2", "2"), "Choisissez 2 réponses."),
        (Kind.DATE, Limits("2020-01-01", "2026-12-31"), "Choisissez une date du 01/01/2020 au 31/12/2026."),
        (Kind.DATE, Limits(past=True), "Choisissez une date. Elle ne peut pas être après aujourd’hui."),
    ],
)
def test_limits_are_told_in_easy_words(kind: Kind, limits: Limits, said: str):
    assert message_of(kind, limits) == said


def test_words_follow_the_limits_until_somebody_writes_others():
    once = with_limits(asking(Kind.INTEGER), "q", Limits("0", "120"))
    assert once.question("q").constraint_message == {
        "fr": "Écrivez un nombre de 0 à 120.",
        "fr-simple": "Écrivez un nombre de 0 à 120.",
    }
    mine = replace(once.question("q"), constraint_message={"fr": "Votre âge, en années."})
    after = with_limits(replace(once, items=(mine,)), "q", Limits("0", "99")).question("q")
    assert after.constraint_message == {
        "fr": "Votre âge, en années.",
        "fr-simple": "Écrivez un nombre de 0 à 99.",
    }


def test_no_limits_leave_neither_rule_nor_words():
    once = with_limits(asking(Kind.INTEGER), "q", Limits("0", "120"))
    assert with_limits(once, "q", Limits()) == asking(Kind.INTEGER)
    assert from_json(to_json(once)) == once


def beside(kind: Kind, *others: Kind) -> Instrument:
    """The question asked after others named « o0 », « o1 »…"""
    before = [Question(f"o{n}", other, label={"fr": f"Autre {n} ?"}) for n, other in enumerate(others)]
    alone = asking(kind)
    return replace(alone, items=(*before, *alone.items))


@pytest.mark.parametrize(
    ("kind", "other", "fits", "beyond"),
    [(Kind.INTEGER, 4, "4", "5"), (Kind.DATE, date(2026, 3, 1), "2026-03-01", "2026-03-02")],
)
def test_an_answer_may_not_exceed_that_of_another_question(kind: Kind, other, fits, beyond):
    instrument = with_limits(beside(kind, kind), "q", Limits(most="o0"))
    question = instrument.question("q")
    assert limits_of(question) == Limits(most="o0")
    assert not isinstance(check(instrument, question, fits, {"o0": other}, TODAY), Refusal)
    assert isinstance(check(instrument, question, beyond, {"o0": other}, TODAY), Refusal)
    for unsaid in ({}, {"o0": Missing.DONT_KNOW}):
        assert not isinstance(check(instrument, question, beyond, unsaid, TODAY), Refusal)


def test_the_refusal_says_the_other_answer():
    instrument = with_limits(beside(Kind.INTEGER, Kind.INTEGER), "q", Limits("0", "", least="o0"))
    said = instrument.question("q").constraint_message["fr"]
    assert said == "Écrivez un nombre à partir de 0. Pas moins que ${o0}."


def test_only_questions_asked_before_with_such_answers_are_compared():
    instrument = beside(Kind.INTEGER, Kind.TEXT, Kind.RANGE, Kind.DATE)
    assert [each.name for each in comparable(instrument, instrument.question("q"))] == ["o1"]
    with pytest.raises(EditRefused, match="Choisissez-en une autre"):
        with_limits(instrument, "q", Limits(most="o0"))


def test_a_question_that_limits_another_is_not_deleted_and_takes_its_new_name_along():
    instrument = with_limits(beside(Kind.INTEGER, Kind.INTEGER), "q", Limits(most="o0"))
    with pytest.raises(EditRefused):
        delete(instrument, "o0")
    renamed = rename(instrument, "o0", "total").question("q")
    assert limits_of(renamed) == Limits(most="total")
    assert renamed.constraint_message["fr"] == "Écrivez un nombre. Pas plus que ${total}."
