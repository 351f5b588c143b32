"""What must be said beside a score: what it is made of, whether it holds, and answers that look mechanical."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import ceil, isfinite

import numpy as np

from arpent.analysis.codebook import CodedScale, Voice
from arpent.analysis.dataset import Dataset
from arpent.analysis.everywhere import Reading
from arpent.analysis.figures import Consistency, Figure, Flag, Mechanical, Number, ScaleReading
from arpent.analysis.rows import Rows, rows_of
from arpent.analysis.scoring import answers_of, as_scale, columns_of
from arpent.instrument.values import text_in
from arpent.stats import (
    Rules,
    StatsError,
    acquiescence,
    last_option,
    reliability,
    straight_lining,
    with_and_without,
)
from arpent.stats.columns import Floats
from arpent.stats.estimates.reading import Bools
from arpent.stats.estimates.reading import Reading as Estimated


def with_scales(
    figures: Sequence[Figure], dataset: Dataset, reading: Reading, voices: frozenset[Voice]
) -> list[Figure]:
    """The same figures; those of scores say what they are made of, and how good they are where n is shown."""
    scales = {scale.name: scale for scale in dataset.codebook.scales}
    found = []
    for figure in figures:
        scale = scales.get(figure.question)
        if scale is not None:
            rows = None
            if figure.overall.n is not None:
                names = [*scale.items, *columns_of(scale)]
                rows = rows_of(dataset, names, voices, reading.counted.plan, reading.counted.fit)
            figure = replace(figure, scale=_told(scale, reading, rows))
        found.append(figure)
    return found


def _told(scale: CodedScale, reading: Reading, rows: Rows | None) -> ScaleReading:
    words = tuple(_words(name, reading) for name in scale.items)
    made = ScaleReading(
        items=tuple(zip(words, scale.reversed, strict=True)),
        ends=scale.ends,
        summed=scale.summed,
        least=ceil(scale.least * len(scale.items) - 1e-9),
    )
    if rows is None:
        return made
    answers = answers_of(scale, rows.columns)
    return replace(
        made,
        consistency=_consistency(scale, answers, words, rows, reading),
        flags=tuple(_flags(scale, answers, rows, reading)),
    )


def _words(name: str, reading: Reading) -> str:
    question = reading.codebook.question(name)
    return text_in(question.label, reading.edition, name) if question else name


def _consistency(
    scale: CodedScale, answers: Floats, words: Sequence[str], rows: Rows, reading: Reading
) -> Consistency | None:
    """Alpha and omega where enough people answered everything; None where they cannot be computed."""
    if np.count_nonzero(~np.isnan(answers).any(axis=1)) < reading.rules.threshold:
        return None
    try:
        found = reliability(answers, as_scale(scale), sample=rows.sample, level=reading.level)
    except StatsError:  # everyone alike, or fewer complete rows than questions
        return None
    against = tuple(name for name, rest in zip(words, found.rest.tolist(), strict=True) if rest < 0)
    omega = found.omega if isfinite(found.omega) and not found.improper else None
    return Consistency(found.alpha.value, _finite(found.alpha.low), _finite(found.alpha.high), omega, against)


def _flags(scale: CodedScale, answers: Floats, rows: Rows, reading: Reading) -> list[Flag]:
    """Each way of answering that these questions could show, counted where that may be shown."""
    values, missing = (rows.columns[name] for name in columns_of(scale))
    scores = np.where(missing.astype(np.int64) < 0, np.nan, values.astype(np.float64))
    held = ~np.isnan(scores)
    return [
        _flag(kind, flagged & held, scores, rows, reading)
        for kind, flagged in _mechanical(scale, answers).items()
    ]


def _mechanical(scale: CodedScale, answers: Floats) -> dict[Mechanical, Bools]:
    """Who answers so, by way of answering; a way that the questions cannot tell is left out."""
    turned = [place for place, back in enumerate(scale.reversed) if back]
    straight = [place for place, back in enumerate(scale.reversed) if not back]
    found = {}
    if turned and straight:
        pairs = list(product(straight, turned))
        found[Mechanical.YES_TO_ALL] = acquiescence(answers, as_scale(scale), pairs)
    if len(scale.items) >= 4:
        found[Mechanical.SAME] = straight_lining(answers)
    if len(scale.items) >= 5:
        upwards = answers - scale.lowest
        shown = scale.choices - 1 - upwards if scale.descending else upwards
        places = np.where(np.isnan(shown), -1, shown).astype(np.int64)
        found[Mechanical.LAST] = last_option(places, np.full(len(scale.items), scale.choices))
    return found


def _flag(kind: Mechanical, flagged: Bools, scores: Floats, rows: Rows, reading: Reading) -> Flag:
    n, count = int(np.count_nonzero(~np.isnan(scores))), int(flagged.sum())
    if not _may_be_counted(count, n, reading.rules):
        return Flag(kind)
    if not count:
        return Flag(kind, 0)
    found = with_and_without(scores, flagged, rows.sample, level=reading.level)
    return Flag(kind, count, _number(found.without), _number(found.difference))


def _may_be_counted(count: int, n: int, rules: Rules) -> bool:
    """A flag is an answer: few people who have it, or do not, are hidden; nobody at all, in a small group."""
    if not count:
        return n >= rules.alike_below
    return count >= rules.threshold and n - count >= rules.threshold


def _number(found: Estimated) -> Number:
    return Number(None, "", found.value, _finite(found.low), _finite(found.high))


def _finite(end: float) -> float | None:
    return end if isfinite(end) else None
