"""What an attacker writes down: one unknown a hidden count, one equation for all that was published."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure.layout import Layout


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`matrix` @ unknowns = `known`. `truth` (V,) is one of the states that agree with it, the true one.

    `where[sheet, table, group]` is the first of the unknowns of a hidden line, one a column. `cites` says for
    each equation the table and the lines that it is made of. `part` (V,) numbers what hangs together.
    """

    matrix: scipy.sparse.csr_array
    known: Floats
    truth: Floats
    where: dict[tuple[int, int, int], int]
    cites: Sequence[tuple[int, tuple[int, ...]]]
    part: Ints


class _Sheet:
    """Equations being written, one sheet after the other."""

    def __init__(self, layout: Layout, seen: Bools) -> None:
        self.layout, self.seen = layout, seen
        self.where: dict[tuple[int, int, int], int] = {}
        self.truth: list[Floats] = []
        self.size = 0
        self.rows: list[tuple[list[int], list[float], float]] = []
        self.cites: list[tuple[int, tuple[int, ...]]] = []

    def unknowns(self, sheet: int, table: int) -> None:
        lines = self.layout.tables[table].counts
        for group in np.flatnonzero(self.layout.exists[table] & ~self.seen[table]):
            self.where[sheet, table, int(group)] = self.size
            self.truth.append(lines[group])
            self.size += lines.shape[1]

    def relations(self, sheet: int, table: int) -> None:
        lines = self.layout.tables[table].counts
        for relation in self.layout.related(table):
            signed = [(relation.whole, -1.0), *((part, 1.0) for part in relation.parts)]
            unknown = [(self.where[sheet, table, g], sign) for g, sign in signed if not self.seen[table, g]]
            if not unknown:
                continue
            total = -sum(sign * lines[g] for g, sign in signed if self.seen[table, g])
            total = np.broadcast_to(total, lines.shape[1])
            for column in range(lines.shape[1]):
                self._write([(at + column, sign) for at, sign in unknown], float(total[column]))
                self.cites.append((table, (relation.whole, *relation.parts)))

    def sums(self, sheet: int, table: int) -> None:
        """The columns of each line add up to what the table above says."""
        above = self.layout.above(table)
        if above is None:
            return
        place, column = above
        lines = self.layout.tables[table].counts
        for group in np.flatnonzero(self.layout.exists[table] & self.layout.exists[place]):
            mine = self.where.get((sheet, table, int(group)))
            theirs = self.where.get((sheet, place, int(group)))
            if mine is None and theirs is None:
                continue
            told = 0.0
            terms: list[tuple[int, float]] = []
            if mine is None:
                told -= float(lines[group].sum())
            else:
                terms += [(mine + code, 1.0) for code in range(lines.shape[1])]
            if theirs is None:
                told += float(self.layout.tables[place].counts[group, column])
            else:
                terms.append((theirs + column, -1.0))
            self._write(terms, told)
            self.cites.append((table, (int(group),)))

    def _write(self, terms: Sequence[tuple[int, float]], total: float) -> None:
        self.rows.append(([at for at, _ in terms], [sign for _, sign in terms], total))


def gather(layout: Layout, seen: Bools, *, sheets: Sequence[Sequence[int]]) -> Knowledge:
    """Everything that the seen lines (T, G) say. Each sheet lists tables that the attacker reads together."""
    sheet = _Sheet(layout, seen)
    for number, tables in enumerate(sheets):
        for table in tables:
            sheet.unknowns(number, table)
        for table in tables:
            sheet.relations(number, table)
            sheet.sums(number, table)
    counts = [len(row[0]) for row in sheet.rows]
    matrix = scipy.sparse.csr_array(
        (
            np.array([sign for row in sheet.rows for sign in row[1]], dtype=np.float64),
            np.array([at for row in sheet.rows for at in row[0]], dtype=np.int64),
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        ),
        shape=(len(sheet.rows), sheet.size),
    )
    truth = np.concatenate(sheet.truth or [np.zeros(0)])
    known = np.array([row[2] for row in sheet.rows])
    return Knowledge(matrix, known, truth, sheet.where, sheet.cites, _parts(matrix))


def _parts(matrix: scipy.sparse.csr_array) -> Ints:
    """(V,) which unknowns hang together through equations."""
    rows, columns = matrix.shape
    graph = scipy.sparse.block_array(
        [[None, matrix], [scipy.sparse.csr_array((columns, rows)), None]], format="csr"
    )
    _, label = scipy.sparse.csgraph.connected_components(graph, directed=False)
    return np.asarray(label[rows:], dtype=np.int64)
