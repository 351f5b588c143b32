"""What several studies say together, in plain French; or why they are not made into one number."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.analysis.figures import Number
from arpent.analysis.pooled.bringing import Brought, Whole
from arpent.analysis.pooled.measures import Released
from arpent.reports.typography import decimal, interval, percent, points, sentence, typeset, whole

CHANCE = 0.1
"""Below this p, studies differ more than chance would do: Cochran's test sees little with few studies."""

METHOD = (
    "Effets aléatoires, Paule et Mandel, intervalle de Hartung et Knapp (prudent) à 95\u202f%\u202f; prévision à K − 1 "
    "degrés de liberté."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One study: its value, its interval, its n, and its part of the whole when there is one."""

    study: str
    question: str
    value: str
    span: str
    n: str
    weight: str


@dataclass(frozen=True, slots=True)
class Told:
    """The studies, and either what they say together or the reasons why not."""

    lines: tuple[Line, ...]
    says: str
    sentences: tuple[str, ...]
    reasons: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def told(measures: Sequence[Released], brought: Brought) -> Told:
    """The studies side by side, and what they say together where that may be said."""
    whole_one = brought.whole
    if whole_one is None:
        reasons = tuple(sentence(words) for words in brought.reasons)
        return Told(tuple(_line(one, "") for one in measures), "", (), reasons, ())
    share = measures[0].is_share
    lines = (_line(one, percent(part)) for one, part in zip(measures, whole_one.weights, strict=True))
    says = _says(whole_one, len(measures), share)
    return Told(tuple(lines), says, _sentences(whole_one, share), (), _facts(whole_one, share))


def _line(one: Released, weight: str) -> Line:
    number = one.number
    return Line(
        typeset(one.study),
        typeset(one.figure.label),
        _write(number.value or 0.0, one.is_share),
        _span(number, one.is_share),
        whole(one.figure.overall.n or 0),
        weight,
    )


def _span(number: Number, share: bool) -> str:
    if number.low is None or number.high is None:
        return ""
    if share:
        return interval(*(points(min(max(end, 0.0), 1.0)) for end in (number.low, number.high)))
    return interval(decimal(number.low, 2), decimal(number.high, 2))


def _says(found: Whole, studies: int, share: bool) -> str:
    low, high = _ends(found.random, share)
    value = _write(found.random.value or 0.0, share)
    return sentence(f"{studies} études ensemble : {value} ; entre {low} et {high}")


def _sentences(found: Whole, share: bool) -> tuple[str, ...]:
    differ = (
        "les études diffèrent plus que le hasard ne le ferait : l’effet n’est pas le même partout"
        if found.p < CHANCE
        else "le hasard suffit à expliquer les écarts entre ces études ; avec peu d’études, cela ne prouve pas qu’elles "
        "sont pareilles"
    )
    low, high = _ends(found.next_one, share)
    return (
        sentence(f"{differ} (Q de Cochran, p = {decimal(found.p, 3 if found.p < CHANCE else 2)})"),
        sentence(f"dans une nouvelle étude du même genre, on trouverait sans doute entre {low} et {high}"),
    )


def _facts(found: Whole, share: bool) -> tuple[tuple[str, str], ...]:
    """For whoever reads numbers."""
    return (
        ("Réponses", whole(found.n)),
        ("Écart-type entre études (τ)", _spread(found.tau, share)),
        ("Part des écarts qui n’est pas due au hasard (I²)", percent(found.i2)),
        (
            "Si l’effet était le même partout",
            f"{_write(found.fixed.value or 0.0, share)} {_span(found.fixed, share)}",
        ),
        ("Méthode", METHOD),
    )


def _spread(tau: Number, share: bool) -> str:
    """In points for shares, which are then hundredths."""
    times, decimals = (100, 1) if share else (1, 2)
    value, low, high = (decimal(times * (end or 0.0), decimals) for end in (tau.value, tau.low, tau.high))
    return f"{value}{' points' if share else ''} {interval(low, high)}"


def _ends(number: Number, share: bool) -> tuple[str, str]:
    return _write(number.low or 0.0, share), _write(number.high or 0.0, share)


def _write(value: float, share: bool) -> str:
    """A share never leaves 0–100 %, even where the interval of several studies would."""
    return percent(min(max(value, 0.0), 1.0)) if share else decimal(value, 2)
