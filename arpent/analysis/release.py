"""One question: estimated everywhere, protected everywhere, then written as a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from arpent.analysis.codebook import REASON_CODES, Codebook, CodedQuestion
from arpent.analysis.coding import NUMERIC
from arpent.analysis.counting import Count, favourable_item, presence_item
from arpent.analysis.figures import Figure, Measure, Number, Panel, Suppression
from arpent.analysis.nodes import Nodes
from arpent.analysis.words import method_line, notes_on
from arpent.instrument.values import Kind, Missing, Texts, text_in
from arpent.stats import Estimates, Method, Range, Rules, Shown, Tally, estimate, protect
from arpent.stats.columns import Floats, Ints

HIDDEN = {
    Shown.YES: Suppression.NONE,
    Shown.TOO_FEW: Suppression.TOO_FEW,
    Shown.ALL_ALIKE: Suppression.COMPLEMENT,  # saying "all alike" would tell what the cell hides
    Shown.COMPLEMENT: Suppression.COMPLEMENT,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What every question of a dataset is read with."""

    codebook: Codebook
    counted: Count
    nodes: Nodes
    rules: Rules
    level: float
    edition: str
    voice: str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """One item at every node (G): estimates by grouping, and the same counts in one array."""

    estimates: tuple[Estimates, ...]
    counts: Ints
    missing: Ints
    low: Floats
    high: Floats

    @property
    def n(self) -> Ints:
        return np.concatenate([found.n for found in self.estimates])

    @property
    def asked(self) -> Ints:
        """Persons to whom the question was put: they answered, or gave a reason other than not asked."""
        unasked = -REASON_CODES[Missing.NOT_ASKED] - 1
        return np.asarray(self.n + self.missing.sum(axis=1) - self.missing[:, unasked])


def figure_of(question: CodedQuestion, reading: Reading) -> Figure:
    """The whole and each breakdown, with nothing that can be worked out about a hidden group."""
    items = [everywhere(name, reading) for name in _items(question)]
    favourable = _favourable(question, reading)
    shown = _shown(question, items, reading)
    cells = _cells(question, items, reading, shown)
    panels = tuple(
        _panel(node, question, items, favourable, cells, shown, reading) for node in range(reading.nodes.size)
    )
    mean = _measure(question) is Measure.MEAN
    whole, unanswered = items[0], int(items[0].asked[0] - items[0].n[0])
    said = shown[0] is Shown.YES
    return Figure(
        question=question.name,
        label=text_in(question.label, reading.edition, question.name),
        theme=text_in(question.theme, reading.edition),
        measure=_measure(question),
        ordered=question.ordered,
        finding=text_in(question.finding, reading.edition),
        level=reading.level,
        method=method_line(reading.counted.plan, whole.estimates[0], mean=mean, level=reading.level),
        overall=panels[0],
        breakdowns=_by_breakdown(panels, reading.nodes),
        unweighted=not reading.counted.plan.weighted,
        notes=notes_on(reading.counted.plan, whole.estimates[0], unanswered) if said else (),
        census=bool((whole.estimates[0].method[0] == Method.CENSUS).all()),
        audience=reading.codebook.audience,
        voice=reading.voice,
    )


def everywhere(item: str, reading: Reading) -> Everywhere:
    """Estimate one item at every node. Inside a single cluster, persons are what varies."""
    sums, design = reading.counted.sums, reading.counted.plan.design
    found: list[Estimates] = []
    ends: list[tuple[Floats, Floats]] = []
    for name in reading.nodes.names:
        cells = sums.cells[name]
        chosen = design.within_clusters() if design.drawn and cells.each_in_one_cluster() else design
        found.append(estimate(sums, chosen, item=item, by=name, level=reading.level))
        ends.append(cells.ends(item))
    return Everywhere(
        tuple(found),
        np.concatenate([estimates.counts for estimates in found]),
        np.concatenate([estimates.missing for estimates in found]),
        np.concatenate([low for low, _ in ends]),
        np.concatenate([high for _, high in ends]),
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
    if question.kind is Kind.SELECT_ONE:
        headline = tuple(choice.favourable for choice in question.choices)
        return protect(Tally(first.counts, first.asked, headline), reading.nodes.relations, reading.rules)
    if question.kind in NUMERIC:
        content = Range(first.n, first.asked, first.low, first.high)
        return protect(content, reading.nodes.relations, reading.rules)
    most: Ints = np.stack([item.n for item in items]).max(axis=0)
    content = Range(most, first.asked, np.zeros(most.size), np.ones(most.size))
    return protect(content, reading.nodes.relations, reading.rules)


def _cells(
    question: CodedQuestion, items: Sequence[Everywhere], reading: Reading, shown: tuple[Shown, ...]
) -> tuple[tuple[Shown, ...], ...]:
    """What becomes of each choice of a question with several answers, which is a question of its own."""
    if question.kind is Kind.SELECT_ONE or question.kind in NUMERIC:
        return tuple(shown for _ in question.choices or ("",))
    return tuple(
        protect(
            Range(item.n, item.asked, item.low, item.high)
            if question.kind is Kind.RANK
            else Tally(item.counts, item.asked),
            reading.nodes.relations,
            reading.rules,
            already=shown,
        )
        for item in items
    )


def _panel(
    node: int,
    question: CodedQuestion,
    items: Sequence[Everywhere],
    favourable: Everywhere | None,
    cells: Sequence[Sequence[Shown]],
    shown: Sequence[Shown],
    reading: Reading,
) -> Panel:
    grouping, group = _place(node, reading.nodes)
    breakdown = reading.nodes.groupings[grouping - 1] if grouping else None
    estimates = [item.estimates[grouping] for item in items]
    why = HIDDEN[shown[node]]
    visible = shown[node] is Shown.YES
    headline = None
    if favourable is not None:
        headline = _number(favourable.estimates[grouping], group, 1, None, "", why, favourable=True)
    return Panel(
        by=breakdown.name if breakdown else None,
        by_label=_words(breakdown.label, reading.edition) if breakdown else "",
        group=breakdown.values[group] if breakdown else None,
        group_label=_words(breakdown.labels[group], reading.edition) if breakdown else "",
        n=int(max(found.n[group] for found in estimates)) if visible else None,
        missing=_missing(estimates[0], group) if visible else None,
        numbers=_numbers(question, estimates, group, [HIDDEN[cell[node]] for cell in cells], reading.edition),
        favourable=headline,
        suppressed=why,
        missing_shares=_missing_shares(question, reading, grouping, group) if visible else None,
    )


def _numbers(
    question: CodedQuestion,
    estimates: Sequence[Estimates],
    group: int,
    why: Sequence[Suppression],
    edition: str,
) -> tuple[Number, ...]:
    if question.kind in NUMERIC:
        return (_number(estimates[0], group, 0, None, "", why[0]),)
    found = []
    for place, choice in enumerate(question.choices):
        alone = question.kind is Kind.SELECT_ONE
        source = estimates[0] if alone else estimates[place]
        code = place if alone else int(question.kind is not Kind.RANK)
        label = text_in(choice.label, edition, choice.name)
        found.append(
            _number(source, group, code, choice.name, label, why[place], favourable=choice.favourable)
        )
    return tuple(found)


def _number(
    source: Estimates,
    group: int,
    code: int,
    choice: str | None,
    label: str,
    why: Suppression,
    *,
    favourable: bool = False,
) -> Number:
    if why is not Suppression.NONE:
        return Number(choice, label, None, None, None, why, favourable)
    ends = (
        _known(source.value[group, code]),
        _known(source.low[group, code]),
        _known(source.high[group, code]),
    )
    return Number(choice, label, *ends, favourable=favourable)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _missing(estimates: Estimates, group: int) -> Mapping[str, int]:
    return {reason.value: int(estimates.missing[group, -code - 1]) for reason, code in REASON_CODES.items()}


def _missing_shares(
    question: CodedQuestion, reading: Reading, grouping: int, group: int
) -> Mapping[str, float] | None:
    """The weight of each reason among those asked: n and `missing` count heads, this counts what they weigh."""
    cells = reading.counted.sums.cells[reading.nodes.names[grouping]]
    weights = cells.items[presence_item(question)].first[cells.keys % cells.groups == group].sum(axis=0)
    if not (asked := float(weights.sum())):
        return None
    return {
        reason.value: float(weights[-code]) / asked
        for reason, code in REASON_CODES.items()
        if reason is not Missing.NOT_ASKED
    }


def _place(node: int, nodes: Nodes) -> tuple[int, int]:
    """Which grouping (0: everyone) and which of its groups."""
    if node == 0:
        return 0, 0
    grouping = int(np.searchsorted(nodes.offsets, node, side="right"))
    return grouping, node - nodes.offsets[grouping - 1]


def _by_breakdown(panels: Sequence[Panel], nodes: Nodes) -> tuple[tuple[Panel, ...], ...]:
    bounds = (*nodes.offsets, nodes.size)
    return tuple(tuple(panels[start:end]) for start, end in pairwise(bounds)) if nodes.groupings else ()


def _words(texts: Texts | str, edition: str) -> str:
    return texts if isinstance(texts, str) else text_in(texts, edition)
