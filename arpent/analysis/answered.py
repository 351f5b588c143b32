"""One question with all that is known of it at every node. Not protected."""

from dataclasses import dataclass

import numpy as np

from arpent.analysis.codebook import REASON_CODES, CodedQuestion
from arpent.analysis.coding import NUMERIC
from arpent.analysis.counting import favourable_item, presence_item
from arpent.analysis.everywhere import Everywhere, Reading, everywhere
from arpent.instrument.values import Kind, Missing
from arpent.stats import REASONS
from arpent.stats.columns import Ints

NOT_ASKED = REASON_CODES[Missing.NOT_ASKED]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, its items, the share of its favourable choices when any is marked.

    `n` (G,) persons answered at each node; `missing` (G, reasons) did not, by reason, −1 first.
    """

    question: CodedQuestion
    items: tuple[Everywhere, ...]
    favourable: Everywhere | None
    n: Ints
    missing: Ints


def answered(question: CodedQuestion, reading: Reading) -> Answered:
    """Estimate a question everywhere, and count who answered it."""
    names = question.columns[:1] if question.kind in NUMERIC else question.columns
    marked = question.kind is Kind.SELECT_ONE and any(choice.favourable for choice in question.choices)
    n, missing = _counted(question, reading)
    return Answered(
        question,
        tuple(everywhere(name, reading) for name in names),
        everywhere(favourable_item(question), reading) if marked else None,
        n,
        missing,
    )


def _counted(question: CodedQuestion, reading: Reading) -> tuple[Ints, Ints]:
    item, sums = presence_item(question), reading.counted.sums
    rows = np.concatenate([sums.cells[name].rows_by_group(item) for name in reading.nodes.names])
    reasons = [REASONS + (code if code == NOT_ASKED else -code) for code in range(-1, -REASONS - 1, -1)]
    return rows[:, REASONS], rows[:, reasons]
