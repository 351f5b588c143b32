"""One question: estimated everywhere, protected everywhere, then written as a figure."""

from collections.abc import Sequence

import numpy as np

from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.coding import NUMERIC
from arpent.analysis.counting import favourable_item
from arpent.analysis.dependence import dependences
from arpent.analysis.everywhere import Everywhere, Reading, everywhere
from arpent.analysis.figures import Figure, Measure
from arpent.analysis.panels import Written, panels_of
from arpent.analysis.words import hidden_line, method_line, notes_on
from arpent.instrument.values import Kind, text_in
from arpent.stats import Method, Range, Shown, Tally, protect


def figure_of(question: CodedQuestion, reading: Reading) -> Figure:
    """The whole and each breakdown, with nothing that can be worked out about a hidden group."""
    items = [everywhere(name, reading) for name in _items(question)]
    shown = _shown(question, items, reading)
    cells = _cells(question, items, reading, shown)
    written = Written(question, items, _favourable(question, reading), shown, cells)
    overall, breakdowns = panels_of(written, reading)
    measure, plan, whole = _measure(question), reading.counted.plan, items[0].whole
    mean, said = measure is Measure.MEAN, shown[0] is Shown.YES
    return Figure(
        question=question.name,
        label=text_in(question.label, reading.edition, question.name),
        theme=text_in(question.theme, reading.edition),
        measure=measure,
        ordered=question.ordered,
        finding=text_in(question.finding, reading.edition),
        level=reading.level,
        method=method_line(plan, whole, mean=mean, level=reading.level)
        if said
        else hidden_line(plan, mean=mean),
        overall=overall,
        breakdowns=breakdowns,
        dependences=dependences(question, reading, shown, cells),
        unweighted=not plan.weighted,
        notes=notes_on(plan, whole) if said else (),
        census=said and bool((whole.method[0] == Method.CENSUS).all()),
        audience=reading.codebook.audience,
        voice=reading.voice,
    )


def _items(question: CodedQuestion) -> tuple[str, ...]:
    return question.columns[:1] if question.kind in NUMERIC else question.columns


def _favourable(question: CodedQuestion, reading: Reading) -> Everywhere | None:
    marked = question.kind is Kind.SELECT_ONE and any(choice.favourable for choice in question.choices)
    return everywhere(favourable_item(question), reading) if marked else None


def _measure(question: CodedQuestion) -> Measure:
    return Measure.MEAN if question.kind in NUMERIC or question.kind is Kind.RANK else Measure.SHARES


def _shown(question: CodedQuestion, items: Sequence[Everywhere], reading: Reading) -> tuple[Shown, ...]:
    """What becomes of each group as a whole."""
    first = items[0]
    content: Tally | Range
    if question.kind is Kind.SELECT_ONE:
        headline = tuple(choice.favourable for choice in question.choices)
        content = Tally(first.counts, first.asked, headline)
    elif question.kind in NUMERIC:
        content = Range(first.n, first.asked, first.least, first.most)
    else:  # each choice is told by itself: here only the number of answers counts
        most = np.asarray(np.stack([item.n for item in items]).max(axis=0), dtype=np.int64)
        content = Range(most, first.asked, np.zeros(most.size), np.ones(most.size))
    return protect(content, reading.nodes.relations, reading.rules)


def _cells(
    question: CodedQuestion, items: Sequence[Everywhere], reading: Reading, shown: tuple[Shown, ...]
) -> tuple[tuple[Shown, ...], ...]:
    """What becomes of each number. The choices of a question with several answers are as many questions."""
    if question.kind is Kind.SELECT_ONE or question.kind in NUMERIC:
        return tuple(shown for _ in question.choices or ("",))
    found = []
    for item in items:
        content: Tally | Range = Tally(item.counts, item.asked)
        if question.kind is Kind.RANK:
            content = Range(item.n, item.asked, item.least, item.most)
        found.append(protect(content, reading.nodes.relations, reading.rules, already=shown))
    return tuple(found)
