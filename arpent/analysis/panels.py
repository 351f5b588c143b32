"""Writes the panels of a figure: what is shown as numbers, what is hidden as nothing at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from arpent.analysis.answered import Answered
from arpent.analysis.codebook import REASON_CODES, CodedQuestion
from arpent.analysis.coding import NUMERIC
from arpent.analysis.counting import presence_item
from arpent.analysis.everywhere import Everywhere, Reading
from arpent.analysis.figures import Number, Panel, Suppression
from arpent.instrument.values import Kind, Missing, Texts, text_in
from arpent.stats.disclosure import Shown
from arpent.stats.sums.sums import CellSums

HIDDEN = {
    Shown.YES: Suppression.NONE,
    Shown.TOO_FEW: Suppression.TOO_FEW,
    Shown.ALL_ALIKE: Suppression.COMPLEMENT,  # saying "all alike" would tell what the cell hides
    Shown.COMPLEMENT: Suppression.COMPLEMENT,
    Shown.FEW_ASSOCIATIONS: Suppression.FEW_ASSOCIATIONS,
    Shown.DOMINATED: Suppression.FEW_ASSOCIATIONS,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A question, and the fate of each node and of each number."""

    answered: Answered
    shown: Sequence[Shown]
    cells: Sequence[Sequence[Shown]]


@dataclass(frozen=True, slots=True)
class _Line:
    """One number of each panel: its choice, and by node its value, ends and fate."""

    choice: str | None
    label: str
    favourable: bool
    ends: Sequence[tuple[float, float, float, float]]
    fate: Sequence[Shown]

    def at(self, node: int) -> Number:
        why = HIDDEN[self.fate[node]]
        if why is not Suppression.NONE:
            return Number(self.choice, self.label, None, None, None, why, self.favourable)
        value, low, high, se = (end if isfinite(end) else None for end in self.ends[node])
        return Number(self.choice, self.label, value, low, high, why, self.favourable, se)


def panels_of(written: Written, reading: Reading) -> tuple[Panel, tuple[tuple[Panel, ...], ...]]:
    """The panel of everyone, then those of each breakdown."""
    lines, answered = _lines(written, reading.edition), written.answered
    headline = None
    if answered.favourable is not None:
        headline = _line(answered.favourable, 1, None, "", written.shown, favourable=True)
    n = answered.n.tolist()
    missing = [_missing(found) for found in answered.missing.tolist()]
    shares = _missing_shares(answered.question, reading)
    panels = [
        Panel(
            *names,
            n[node] if fate is Shown.YES else None,
            missing[node] if fate is Shown.YES else None,
            tuple(line.at(node) for line in lines),
            headline.at(node) if headline else None,
            HIDDEN[fate],
            shares[node] if fate is Shown.YES else None,
        )
        for node, (names, fate) in enumerate(zip(_names(reading), written.shown, strict=True))
    ]
    bounds = (*reading.nodes.offsets, reading.nodes.size)
    return panels[0], tuple(tuple(panels[start:end]) for start, end in pairwise(bounds))


def _lines(written: Written, edition: str) -> list[_Line]:
    question, items, cells = written.answered.question, written.answered.items, written.cells
    if question.kind in NUMERIC:
        return [_line(items[0], 0, None, "", cells[0])]
    found = []
    for place, choice in enumerate(question.choices):
        alone = question.kind is Kind.SELECT_ONE
        code = place if alone else int(question.kind is not Kind.RANK)
        label = text_in(choice.label, edition, choice.name)
        source = items[0 if alone else place]
        found.append(_line(source, code, choice.name, label, cells[place], favourable=choice.favourable))
    return found


def _line(
    source: Everywhere,
    code: int,
    choice: str | None,
    label: str,
    fate: Sequence[Shown],
    *,
    favourable: bool = False,
) -> _Line:
    return _Line(choice, label, favourable, source.ends[:, code].tolist(), fate)


def _missing(counts: Sequence[int]) -> Mapping[str, int]:
    return {reason.value: counts[-code - 1] for reason, code in REASON_CODES.items()}


def _missing_shares(question: CodedQuestion, reading: Reading) -> list[Mapping[str, float] | None]:
    """By node, the weight of each reason among those asked: `n` and `missing` count heads, this weighs them."""
    item = presence_item(question)
    weights = [cells.by_group(item).tolist() for cells in _cells(reading)]
    return [_shares(line) for lines in weights for line in lines]


def _cells(reading: Reading) -> list[CellSums]:
    return [reading.counted.sums.cells[name] for name in reading.nodes.names]


def _shares(weights: Sequence[float]) -> Mapping[str, float] | None:
    if not (asked := sum(weights)):
        return None
    reasons = (reason for reason in REASON_CODES if reason is not Missing.NOT_ASKED)
    return {reason.value: weights[-REASON_CODES[reason]] / asked for reason in reasons}


def _names(reading: Reading) -> list[tuple[str | None, str, str | None, str]]:
    """By node: the breakdown and the group, as codes and as words."""
    found: list[tuple[str | None, str, str | None, str]] = [(None, "", None, "")]
    for breakdown in reading.nodes.groupings:
        by = _words(breakdown.label, reading.edition)
        found += [
            (breakdown.name, by, value, _words(label, reading.edition))
            for value, label in zip(breakdown.values, breakdown.labels, strict=True)
        ]
    return found


def _words(texts: Texts | str, edition: str) -> str:
    return texts if isinstance(texts, str) else text_in(texts, edition)
