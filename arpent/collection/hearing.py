"""What a person sent for one question, made into answers or refused in plain words."""

import re
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from arpent.collection.sittings import Sitting
from arpent.collection.words import words_in
from arpent.instrument.answering import Refusal, check, check_words, words_name
from arpent.instrument.values import Answers, Kind, Missing, Question, Value
from arpent.surveys.spoken import said

type Form = MultiValueDict[str, str]
"""The fields of one page, as a browser sends them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The answers to keep, or why there are none; `written` is given back with the refusal."""

    answers: Answers
    refusal: Refusal | None
    written: dict[str, str]


def hear(sitting: Sitting, question: Question, sent: Form) -> Heard:
    """Reads the form of one question."""
    if not question.kind.is_asked:
        return Heard({}, None, {})
    value = check(
        sitting.instrument,
        question,
        _raw(question, sent),
        sitting.answers,
        sitting.today,
        edition=sitting.edition,
    )
    if isinstance(value, Refusal):
        return Heard({}, value, _written(sent))
    words = check_words(question, sent.get("other", ""), value) if question.or_other else ""
    if isinstance(words, Refusal):
        return Heard({}, words, _written(sent))
    answers: dict[str, Value] = {question.name: Missing.NO_ANSWER if value == () else value}
    if words:
        answers[words_name(question)] = words
    return Heard(answers, None, {})


def _written(sent: Form) -> dict[str, str]:
    return {name: sent.get(name, "") for name in ("text", "other", "day", "month", "year")}


def why(heard: Heard, question: Question, edition: str) -> str:
    """The refusal in words: when nothing was chosen, the ways on that this question offers."""
    if heard.refusal is None:
        return ""
    if heard.refusal.code == "A01" and question.missing and not question.required_message:
        return str(words_in(edition)["nothing_chosen"])
    return said(heard.refusal)


def _raw(question: Question, sent: Form) -> list[str]:
    reasons = sent.getlist("reason")
    given: list[str]
    match question.kind:
        case Kind.DATE:
            given = [_day(sent)]
        case Kind.DATETIME:
            given = [" ".join(filter(None, (_day(sent), sent.get("text", "").strip())))]
        case Kind.RANK:
            given = [sent.get(name, "") for name in sorted(filter(_is_rung, sent), key=_rung)]
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE | Kind.ACKNOWLEDGE:
            given = sent.getlist("answer")
        case Kind.RANGE:
            given = [*sent.getlist("answer"), sent.get("text", "")]
        case _:
            given = [sent.get("text", "")]
    return [words for words in (*given, *reasons) if words.strip()]


def _day(sent: Form) -> str:
    parts = [sent.get(name, "").strip() for name in ("day", "month", "year")]
    return "/".join(part or "?" for part in parts) if any(parts) else ""


def _is_rung(name: str) -> bool:
    return re.fullmatch(r"rank-[0-9]{1,4}", name) is not None


def _rung(name: str) -> int:
    return int(name.removeprefix("rank-"))
