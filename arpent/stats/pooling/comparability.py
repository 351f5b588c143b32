"""Whether measures of several studies may be brought together, and the words of the refusal when not."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import isfinite

from arpent.stats.errors import StatsError


class Comparability(IntEnum):
    """How alike the measures are, as the people who know the questionnaires declare it. Lower is more alike.

    A declaration allows what it names and nothing more: facts that go beyond it are refused. Whatever is
    declared, another unit, another audience or another voice is never pooled.
    """

    SAME = 1  # one question, one scale, one edition
    OTHER_EDITION = 2  # one question and scale; some people read the easy-to-read edition
    OTHER_WORDING = 3  # one effect on one scale, asked by other words
    OTHER_SCALE = 4  # one effect on other scales: side by side, never one number


@dataclass(frozen=True, slots=True)
class Measured:
    """One effect as one study measured it, on one audience, in one voice.

    `value` and its standard error `se` are in the unit of `scale` (as "0–10" or "share"); `n` answers;
    `question`, `scale`, `edition`, `voice` and `audience` are any stable codes: equal means the same; `year` is
    when answers were gathered.
    """

    study: str
    value: float
    se: float
    n: int
    question: str
    scale: str
    edition: str
    voice: str
    audience: str
    year: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One reason not to pool: its code, and the fact and its place in words."""

    code: str
    reason: str


def refuse(measured: Sequence[Measured], *, declared: Comparability, span: int) -> None:
    """Raise StatsError with the code of the first mismatch and the words of them all; nothing if there is none."""
    found = mismatches(measured, declared=declared, span=span)
    if found:
        reasons = " ; ".join(one.reason for one in found)
        raise StatsError(
            found[0].code,
            f"Regroupement refusé : {reasons}. Présentez ces études côte à côte, sans les fondre.",
        )


def mismatches(
    measured: Sequence[Measured], *, declared: Comparability, span: int = 3
) -> tuple[Mismatch, ...]:
    """Every reason why these studies may not be pooled under what is declared; empty when they may.

    S070 fewer than three studies, S071 other scales, S072 other audiences, S073 other voices, S074 other
    editions, S075 other questions, S076 more than `span` years apart, S077 a study that comes twice, S078 a
    value or standard error that cannot be weighed.
    """
    found = [*_unusable(measured), *_declared(declared)]
    kinds = (
        ("S071", "échelles différentes", _of("scale"), True),
        ("S072", "publics différents", _of("audience"), True),
        ("S073", "voix différentes", _of("voice"), True),
        ("S074", "éditions différentes", _of("edition"), declared < Comparability.OTHER_EDITION),
        ("S075", "questions différentes", _of("question"), declared < Comparability.OTHER_WORDING),
    )
    for code, label, field, counts in kinds:
        names = sorted({field(one) for one in measured})
        if counts and len(names) > 1:
            found.append(Mismatch(code, f"{label} ({_listed(names)})"))
    years = [one.year for one in measured]
    if years and max(years) - min(years) > span:
        found.append(
            Mismatch("S076", f"périodes éloignées ({min(years)} et {max(years)}, plus de {span} ans)")
        )
    return tuple(sorted(found, key=lambda one: one.code))


def _declared(declared: Comparability) -> Iterable[Mismatch]:
    if declared is Comparability.OTHER_SCALE:
        yield Mismatch("S071", "les échelles sont déclarées différentes")


def _unusable(measured: Sequence[Measured]) -> Iterable[Mismatch]:
    if len(measured) < 3:
        word = "études" if len(measured) > 1 else "étude"
        yield Mismatch("S070", f"{len(measured)} {word}, il en faut au moins 3 pour voir si elles diffèrent")
    twice = [study for study, times in Counter(one.study for one in measured).items() if times > 1]
    if twice:
        yield Mismatch("S077", f"étude comptée deux fois ({_listed(twice)})")
    bad = [one.study for one in measured if not (isfinite(one.value) and isfinite(one.se) and one.se > 0)]
    if bad:
        yield Mismatch("S078", f"valeur absente ou erreur-type nulle ({_listed(bad)})")


def _of(name: str) -> Callable[[Measured], str]:
    return lambda one: str(getattr(one, name))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)
