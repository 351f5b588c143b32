"""Who contributes to each node, and how much: associations, and amounts as so many hours or euros."""

import numpy as np

from arpent.analysis.codebook import CodedQuestion
from arpent.analysis.counting import presence_item
from arpent.analysis.everywhere import Reading
from arpent.stats import REASONS
from arpent.stats.columns import Floats, Ints
from arpent.stats.grouped import Grouped
from arpent.stats.sums.layout import Run
from arpent.stats.sums.sums import CellSums


def contributors(question: CodedQuestion, reading: Reading) -> tuple[Ints | None, Floats | None]:
    """(G,) how many associations answered at each node, (G,) the share of the one with most answers.

    None where it does not matter: the rules ask for nothing, or a single association was heard in all. Everyone is
    let off: the whole is what its associations took part to make known, be they two.
    """
    rules, counted = reading.rules, reading.counted
    asks = rules.associations > 1 or rules.dominance < 1
    if not (asks and reading.codebook.clustered and np.count_nonzero(counted.sums.rows) > 1):
        return None, None
    item = presence_item(question)
    found = [_of_cells(counted.sums.cells[name], item) for name in reading.nodes.names]
    associations, largest = (np.concatenate(each) for each in zip(*found, strict=True))
    associations[0], largest[0] = max(associations[0], rules.associations), 0.0
    return associations, largest


def _of_cells(cells: CellSums, item: str) -> tuple[Ints, Floats]:
    answered = cells.counts[:, cells.layout.places()[item].counted + REASONS]
    pairs, place = np.unique(cells.cluster * cells.groups + cells.group, return_inverse=True)
    each = np.bincount(place, weights=answered, minlength=pairs.size)
    group = pairs % cells.groups
    most = np.zeros(cells.groups)
    np.maximum.at(most, group, each)
    everyone = np.bincount(group, weights=each, minlength=cells.groups)
    share = np.divide(most, everyone, out=np.zeros(cells.groups), where=everyone > 0)
    return np.bincount(group[each > 0], minlength=cells.groups), share


def totals(column: str, reading: Reading) -> Floats:
    """(G,) the sum of an amount over the persons of each node; weighted when each row has a weight of its own.

    Rows of one unit weigh the same otherwise, so that their sum is their weighted mean times their number.
    """
    cells = [reading.counted.sums.cells[name] for name in reading.nodes.names]
    return np.concatenate([_totals(one, column, weighted=reading.codebook.weighted) for one in cells])


def _totals(cells: CellSums, column: str, *, weighted: bool) -> Floats:
    if weighted:
        return cells.by_group(column)[:, 1]
    first, _, counts = cells.run(Run((column,), cells.layout.places()[column]))
    weight, sums, rows = first[:, 0, 0], first[:, 0, 1], counts[:, 0, REASONS]
    means = np.divide(sums, weight, out=np.zeros(weight.size), where=weight > 0)
    return Grouped.by(cells.group, cells.groups).total(means * rows)
