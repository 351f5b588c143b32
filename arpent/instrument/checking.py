"""What a person wrote or ticked, made into an answer, or refused in their words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from arpent.instrument.conditions import as_expression
from arpent.instrument.evaluation import Setting, holds
from arpent.instrument.references import names_in
from arpent.instrument.routing import (
    choices_of,
    is_other,
    labeller,
    offered_choices,
    routing_of,
    state_of,
    words_name,
)
from arpent.instrument.values import Answers, Instrument, Kind, Missing, Question, Texts, Value, text_in
from arpent.instrument.wording import worded
from arpent.instrument.written import clock, day, decimal, integer, is_whole, moment, range_of

MAX_WORDS = 10_000
REASON = "missing:"
_REASONS = frozenset(reason.value for reason in Missing)
_ILLEGIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

type Raw = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is not accepted: a stable code, and a sentence for the person, in the questionnaire's own words
    or in those of the catalogue, of which `blanks` fills the blanks."""

    code: str
    message: str
    blanks: Mapping[str, object] | None = None


REFUSALS: dict[str, str] = {
    "A01": "Cette question attend une réponse.",
    "A02": "Écrivez un nombre entier, par exemple 12.",
    "A03": "Écrivez un nombre, par exemple 12 ou 12,5.",
    "A04": "Écrivez une date, par exemple 31/12/2026.",
    "A05": "Écrivez une heure, par exemple 14:30.",
    "A06": "Écrivez une date et une heure, par exemple 31/12/2026 14:30.",
    "A07": "Choisissez une réponse de la liste.",
    "A08": "Choisissez une seule réponse.",
    "A09": "Répondez, ou dites pourquoi vous ne répondez pas : pas les deux.",
    "A10": "Choisissez un nombre entre {low} et {high}.",
    "A11": "Cette réponse ne convient pas.",
    "A12": "Votre réponse est trop longue : {most} caractères au plus.",
    "A13": "Classez toutes les réponses, chacune une seule fois.",
    "A14": "Choisissez un nombre de {step} en {step} à partir de {low}.",
    "A15": "Cette question n’attend pas de réponse.",
}


def refusal(code: str, **blanks: object) -> Refusal:
    """A refusal of the catalogue."""
    return Refusal(code, REFUSALS[code].format(**blanks), blanks)


def refusals_of(question: Question) -> list[Refusal]:
    """Each refusal of the catalogue with which an answer to that question may be refused."""
    codes = list(_CODES.get(question.kind) or [_WRITTEN[question.kind][1]])
    codes += ["A01"] * bool(question.required) + ["A09"] * bool(question.missing)
    codes += ["A11"] * bool(question.missing or question.constraint) + ["A12"] * bool(words_name(question))
    blanks: dict[str, dict[str, object]] = {code: {"most": MAX_WORDS} for code in codes}
    blanks |= _blanks_of(question)
    return [refusal(code, **blanks[code]) for code in dict.fromkeys(codes)]


def _blanks_of(question: Question) -> dict[str, dict[str, object]]:
    if question.kind is not Kind.RANGE:
        return {}
    start, end, step = range_of(question)
    return {"A10": {"low": min(start, end), "high": max(start, end)}, "A14": {"low": start, "step": step}}


def reason_token(reason: Missing) -> str:
    """What a form's field carries when the person says why they do not answer."""
    return f"{REASON}{reason.value}"


def check(
    instrument: Instrument, question: Question, raw: Raw, answers: Answers, today: date, *, edition: str = ""
) -> Value | Refusal:
    """The answer that was given to a question, or why it cannot be one.

    `raw` is what the form's field holds: words, or a list of them. A reason (`missing:dont_know`, or the bare
    word where it is no choice) is accepted when the question offers it, alone. Nothing is no answer, unless
    the question is required.
    """
    if not question.kind.is_asked:
        return refusal("A15")
    parts = _parts(raw)
    if not parts:
        return _nothing(instrument, question, answers, today, edition)
    reason = _reason(instrument, question, parts)
    if reason is not None:
        return reason
    codes = [choice.name for choice in offered_choices(instrument, question, answers, today)]
    value = _value(question, parts, codes)
    if isinstance(value, Refusal):
        return value
    return _constrained(instrument, question, value, answers, today, edition)


def check_words(question: Question, raw: str, value: Value) -> str | Refusal:
    """The words beside « other »: empty when « other » is not the answer. Kept under `words_name`."""
    words = _legible(raw).strip()
    if not words_name(question) or not is_other(value):
        return ""
    return words if len(words) <= MAX_WORDS else refusal("A12", most=MAX_WORDS)


def _parts(raw: Raw) -> list[str]:
    """What was filled in, without line breaks of another system and spaces around."""
    each = [raw] if isinstance(raw, str) else list(raw)
    return [part for part in (_legible(words).strip() for words in each) if part]


def _legible(words: str) -> str:
    """Without what is no letter of any language, which databases and files refuse: NUL, lone surrogates."""
    if words.isprintable():
        return words
    return _ILLEGIBLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def _nothing(
    instrument: Instrument, question: Question, answers: Answers, today: date, edition: str
) -> Value | Refusal:
    required = as_expression(question.required)
    if not required or not holds(required, _setting(instrument, required, answers, today, edition)):
        return Missing.NO_ANSWER
    if question.choice_filter and not offered_choices(instrument, question, answers, today):
        return Missing.NO_ANSWER  # nothing is left to choose: nobody is held there
    return _refused("A01", question.required_message, instrument, answers, today, edition)


def _reason(instrument: Instrument, question: Question, parts: list[str]) -> Missing | Refusal | None:
    bare = question.kind is not Kind.TEXT
    if not any(part.startswith(REASON) or (bare and part in _REASONS) for part in parts):
        return None
    codes = {choice.name for choice in choices_of(instrument, question)}
    reasons = {reason.value: reason for reason in question.missing}
    found = [
        reasons.get(part.removeprefix(REASON))
        for part in parts
        if part.startswith(REASON) or (bare and part in reasons and part not in codes)
    ]
    if not found:
        return None
    if len(parts) > 1:
        return refusal("A09")
    return found[0] or refusal("A11")


def _setting(
    instrument: Instrument,
    expression: str,
    answers: Answers,
    today: date,
    edition: str,
    itself: Value = Missing.NO_ANSWER,
) -> Setting:
    """What an expression is evaluated in. Other answers are followed only where it cites some: most cite none."""
    values = state_of(routing_of(instrument), answers, today).values if names_in(expression) else {}
    return Setting(values, today, itself, choice_label=labeller(instrument, edition))


def _constrained(
    instrument: Instrument, question: Question, value: Value, answers: Answers, today: date, edition: str
) -> Value | Refusal:
    constraint = as_expression(question.constraint)
    if not constraint:
        return value
    given = {**answers, question.name: value} if names_in(constraint) else answers
    if holds(constraint, _setting(instrument, constraint, given, today, edition, value)):
        return value
    return _refused("A11", question.constraint_message, instrument, answers, today, edition)


def _refused(
    code: str, texts: Texts, instrument: Instrument, answers: Answers, today: date, edition: str
) -> Refusal:
    """In the words of the questionnaire, with what they cite of the answers given so far; else in ours."""
    text = text_in(texts, edition or instrument.default_edition)
    said = worded(instrument, text, answers, today, edition=edition)
    return Refusal(code, said) if said else refusal(code)


def _value(question: Question, parts: list[str], codes: list[str]) -> Value | Refusal:
    if question.kind in _PICKED:
        return _PICKED[question.kind](parts, codes)
    if question.kind is Kind.RANGE:
        return _in_range(question, parts)
    read, code = _WRITTEN[question.kind]
    value = read("\n".join(parts))
    return refusal(code, most=MAX_WORDS) if value is None else value


def _one(parts: list[str], codes: list[str]) -> Value | Refusal:
    if len(parts) > 1:
        return refusal("A08")
    return parts[0] if parts[0] in codes else refusal("A07")


def _several(parts: list[str], codes: list[str]) -> Value | Refusal:
    if not set(parts) <= set(codes):
        return refusal("A07")
    return tuple(dict.fromkeys(code for code in codes if code in parts))


def _ranked(parts: list[str], codes: list[str]) -> Value | Refusal:
    if not set(parts) <= set(codes):
        return refusal("A07")
    return tuple(parts) if sorted(parts) == sorted(set(codes)) else refusal("A13")


def _in_range(question: Question, parts: list[str]) -> Value | Refusal:
    value = decimal(parts[0]) if len(parts) == 1 else None
    if value is None:
        return refusal("A03")
    start, end, step = range_of(question)
    low, high = min(start, end), max(start, end)
    if not low <= value <= high:
        return refusal("A10", **_blanks_of(question)["A10"])
    if (value - start) % step:
        return refusal("A14", **_blanks_of(question)["A14"])
    return int(value) if is_whole(question) else value


def _words(words: str) -> str | None:
    return words if len(words) <= MAX_WORDS else None


def _acknowledged(words: str) -> bool | None:
    return True if words.casefold() in ("ok", "true", "1", "on", "yes", "oui") else None


_CODES = {
    Kind.SELECT_ONE: ("A07", "A08"),
    Kind.SELECT_MULTIPLE: ("A07",),
    Kind.RANK: ("A07", "A13"),
    Kind.RANGE: ("A03", "A10", "A14"),
}
_PICKED: dict[Kind, Callable[[list[str], list[str]], Value | Refusal]] = {
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _several,
    Kind.RANK: _ranked,
}
_WRITTEN: dict[Kind, tuple[Callable[[str], Value | None], str]] = {
    Kind.INTEGER: (integer, "A02"),
    Kind.DECIMAL: (decimal, "A03"),
    Kind.TEXT: (_words, "A12"),
    Kind.DATE: (day, "A04"),
    Kind.TIME: (clock, "A05"),
    Kind.DATETIME: (moment, "A06"),
    Kind.ACKNOWLEDGE: (_acknowledged, "A07"),
}
