"""Sets the answers of several audiences side by side, as far as each audience's own figure is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.counting import weighed
from arpent.analysis.crossed.sampling import joined
from arpent.analysis.crossed.values import Crossed, Gap, Said, Sight
from arpent.analysis.dataset import Dataset
from arpent.analysis.figures import Figure, Number
from arpent.analysis.rows import Rows, rows_of
from arpent.analysis.tables import THEMSELVES
from arpent.instrument.values import Kind
from arpent.stats import Codes, Pairing, Reading, compare, cross_views
from arpent.stats.columns import Ints

MARGIN = 0.1
"""Of the length of the scale: audiences that differ by less are said to answer alike."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One audience of a view: its dataset, the question, and its figure as it is released."""

    dataset: Dataset
    question: str
    figure: Figure

    @property
    def coded(self) -> CodedQuestion | None:
        return self.dataset.codebook.question(self.question)

    @property
    def is_shown(self) -> bool:
        overall = self.figure.overall
        return overall.n is not None and all(one.value is not None for one in overall.numbers)


@dataclass(frozen=True, slots=True)
class Scoring:
    """The number that each choice counts for: 1, 2… upwards; of two answers, 1 for the favourable one."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, question: CodedQuestion) -> "Scoring":
        count = len(question.choices)
        down = question.choices[0].favourable and not question.choices[-1].favourable
        if count == 2:
            marked = any(choice.favourable for choice in question.choices)
            return cls((1.0, 0.0) if down or not marked else (0.0, 1.0))
        upwards = tuple(float(place + 1) for place in range(count))
        return cls(upwards[::-1] if down else upwards)

    @property
    def upwards(self) -> Ints:
        """The place of each choice when they are put from the lowest up."""
        return np.argsort(np.argsort(self.values))

    @property
    def ends(self) -> tuple[float, float]:
        return min(self.values), max(self.values)


def can_be_crossed(questions: Sequence[CodedQuestion | None]) -> bool:
    """Whether these are closed questions with one answer, and the same answers."""
    answers = {
        tuple(choice.name for choice in one.choices) if one and one.kind is Kind.SELECT_ONE else ()
        for one in questions
    }
    return len(answers) == 1 and len(answers.pop()) > 1


def crossed(
    title: str, asked: Sequence[Asked], *, level: float = 0.95, missing: Sequence[str] = ()
) -> Crossed:
    """Compare every two audiences whose figures are shown; what is hidden there stays hidden here.

    Means, gaps and overlaps come from shares that are shown: only their errors are new. The questions must be
    such as `can_be_crossed`.
    """
    first = asked[0].coded
    if first is None:
        raise ValueError("the questions of a view are asked")
    scoring = Scoring.of(first)
    shown = [one for one in asked if one.is_shown]
    told, gaps = _compared(shown, scoring, level) if shown else ({}, [])
    low, high = scoring.ends
    return Crossed(
        title=title,
        low=low,
        high=high,
        margin=MARGIN * (high - low),
        level=level,
        sights=tuple(_sight(one, told.get(_audience(one))) for one in asked),
        gaps=tuple(gaps),
        missing=tuple(missing),
    )


def _audience(one: Asked) -> str:
    return one.dataset.codebook.audience


def _sight(one: Asked, mean: Number | None) -> Sight:
    figure = one.figure
    numbers = figure.overall.numbers if one.is_shown else ()
    n = figure.overall.n if one.is_shown else None
    return Sight(_audience(one), one.question, figure.label, n, numbers, mean)


def _compared(shown: Sequence[Asked], scoring: Scoring, level: float) -> tuple[dict[str, Number], list[Gap]]:
    """The mean of each audience, and every two of them compared."""
    rows, values = [_rows(one) for one in shown], np.sort(scoring.values)
    sample = joined([(one.dataset, each) for one, each in zip(shown, rows, strict=True)])
    codes = np.concatenate([_codes(one, each, scoring) for one, each in zip(shown, rows, strict=True)])
    whose = np.repeat(np.arange(len(rows)), [each.cluster.size for each in rows])
    views = cross_views(
        Codes(codes, len(scoring.values)),
        Codes(whose, len(rows)),
        sample,
        scores=values,
        level=level,
    )
    means = {_audience(one): _number(found) for one, found in zip(shown, views.audiences, strict=True)}
    if len(shown) < 2:
        return means, []
    amounts = np.where(codes >= 0, values[np.maximum(codes, 0)], np.nan)
    found = compare.gaps(amounts, whose, sample=sample, level=level)
    names = [_audience(one) for one in shown]
    return means, [_gap(pairing, found, names, scoring) for pairing in views.pairings]


def _rows(one: Asked) -> Rows:
    known = weighed(one.dataset, THEMSELVES)
    if known is None or one.coded is None:
        raise ValueError("a figure that is shown has answers")
    return rows_of(one.dataset, one.coded.columns, THEMSELVES, *known)


def _codes(one: Asked, rows: Rows, scoring: Scoring) -> Ints:
    """The place of each row's choice from the lowest, −1 for none."""
    if one.coded is None:
        return np.zeros(0, np.int64)
    codes = rows.columns[one.coded.columns[0]].astype(np.int64)
    upwards = scoring.upwards
    return np.where(codes >= 0, upwards[np.maximum(codes, 0)], -1)


def _gap(pairing: Pairing, found: compare.Gaps, names: Sequence[str], scoring: Scoring) -> Gap:
    pair = (pairing.first, pairing.second)
    tested, adjusted = found.pairs[pair], found.adjusted[pair]
    low, high = scoring.ends
    judged = compare.judge(
        tested, margin=MARGIN * (high - low), adjusted=adjusted if isfinite(adjusted) else None
    )
    said = {
        compare.Verdict.DIFFERS: Said.DIFFER,
        compare.Verdict.ALIKE: Said.ALIKE,
        compare.Verdict.CANNOT_TELL: Said.CANNOT_TELL,
    }
    return Gap(
        first=names[pairing.first],
        second=names[pairing.second],
        gap=Number(None, "", tested.value, _finite(tested.low), _finite(tested.high)),
        overlap=_number(pairing.overlap),
        higher=_number(pairing.higher),
        said=said[judged.verdict],
        p=_finite(judged.p),
        smallest=_finite(judged.smallest),
    )


def _number(found: Reading) -> Number:
    return Number(None, "", found.value, _finite(found.low), _finite(found.high))


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None
