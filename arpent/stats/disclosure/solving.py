"""Between which ends unknown counts lie: many questions at once, for what does not hang together is separate.

One linear program answers one question in each part of the system, and the points it passes through answer
others on the way: a question is settled as soon as two possible states of the world differ enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure.knowledge import Knowledge
from arpent.stats.errors import StatsError

EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the sum of these unknowns is open by `width`: a hidden count of a line of a table."""

    table: int
    group: int
    unknowns: tuple[int, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Ends:
    """The smallest and the largest that the answer to a question can be; `by` are the equations that say so, and
    `states` (V,) two states of the world that reach them."""

    question: Question
    low: float
    high: float
    by: tuple[int, ...]
    states: tuple[Floats, Floats]


def too_tight(
    knowledge: Knowledge, questions: Sequence[Question], least: Floats, spared: float
) -> list[Ends]:
    """The questions whose answer is known more closely than their width less what is `spared`."""
    if not questions:
        return []
    search = _Search(knowledge, questions, least, spared)
    search.probe()
    while search.step():
        pass
    return [ends_of(knowledge, questions[int(place)], least) for place in np.flatnonzero(search.undecided())]


def ends_of(knowledge: Knowledge, question: Question, least: Floats) -> Ends:
    """The exact ends of one answer, among the unknowns that hang together with it."""
    parts = np.unique(knowledge.part[list(question.unknowns)])
    columns = np.flatnonzero(np.isin(knowledge.part, parts))
    rows = _rows_of(knowledge.matrix, columns)
    cost = np.isin(columns, question.unknowns).astype(np.float64)
    found = [_least(knowledge, rows, columns, sign * cost, least) for sign in (1.0, -1.0)]
    weight = np.abs(found[0].eqlin.marginals) + np.abs(found[1].eqlin.marginals)
    states = knowledge.truth.copy(), knowledge.truth.copy()
    for state, solved in zip(states, found, strict=True):
        state[columns] = solved.x
    by = tuple(int(row) for row in rows[weight > EPSILON])
    return Ends(question, float(found[0].fun), -float(found[1].fun), by, states)


def _rows_of(matrix: scipy.sparse.csr_array, columns: Ints) -> Ints:
    chosen = np.zeros(matrix.shape[1])
    chosen[columns] = 1
    return np.flatnonzero(abs(matrix) @ chosen)


def _least(
    knowledge: Knowledge, rows: Ints, columns: Ints, cost: Floats, least: Floats
) -> scipy.optimize.OptimizeResult:
    most = 1000 + 10 * float(knowledge.truth.max(initial=0))
    bounds = np.column_stack([least[columns], np.full(columns.size, most)])
    found = scipy.optimize.linprog(
        cost, A_eq=knowledge.matrix[rows][:, columns], b_eq=knowledge.known[rows], bounds=bounds
    )
    if not found.success:
        raise StatsError(
            "S095",
            "Les nombres montrés se contredisent : aucune réponse ne peut les donner tous. Vérifiez que les "
            "tableaux viennent du même gel.",
        )
    return found


class _Search:
    """Questions being settled. `low` and `high` are answers of possible states met so far."""

    def __init__(
        self, knowledge: Knowledge, questions: Sequence[Question], least: Floats, spared: float
    ) -> None:
        self.knowledge, self.least = knowledge, least
        self.width = np.array([question.width for question in questions]) - spared
        sizes = [len(question.unknowns) for question in questions]
        places = np.concatenate([question.unknowns for question in questions]).astype(np.int64)
        rows = np.repeat(np.arange(len(questions)), sizes)
        self.asks = scipy.sparse.csr_array(
            (np.ones(places.size), (rows, places)), shape=(len(questions), knowledge.truth.size)
        )
        self.part = _joined(knowledge.part, questions)
        self.of = self.part[[question.unknowns[0] for question in questions]]
        self.low = self.asks @ knowledge.truth
        self.high = self.low.copy()
        self.point = knowledge.truth.copy()
        self.done = np.zeros((2, len(questions)), dtype=bool)

    def undecided(self) -> Bools:
        return np.asarray(self.high - self.low < self.width - EPSILON)

    def probe(self) -> None:
        """Push every question up, then every question down, all together."""
        for sign in (-1.0, 1.0):
            open_still = self.undecided()
            if open_still.any():
                self._push(open_still, sign * open_still.astype(np.float64))

    def step(self) -> bool:
        """Ask one more question in each part; False when none is left."""
        waiting = self.undecided() & ~self.done.all(axis=0)
        if not waiting.any():
            return False
        places = np.flatnonzero(waiting)
        _, first = np.unique(self.of[places], return_index=True)
        chosen = places[first]
        signs = np.zeros(waiting.size)
        signs[chosen] = np.where(self.done[0, chosen], 1.0, -1.0)
        self.done[self.done[0, chosen].astype(np.int64), chosen] = True
        self._push(waiting, signs)
        return True

    def _push(self, wanted: Bools, signs: Floats) -> None:
        columns = np.flatnonzero(np.isin(self.part, np.unique(self.of[wanted])))
        rows = _rows_of(self.knowledge.matrix, columns)
        cost = (self.asks.T @ signs)[columns]
        self.point[columns] = _least(self.knowledge, rows, columns, cost, self.least).x
        answers = self.asks @ self.point
        self.low = np.minimum(self.low, answers)
        self.high = np.maximum(self.high, answers)


def _joined(part: Ints, questions: Sequence[Question]) -> Ints:
    """The parts, where those that one question spans are one."""
    count = int(part.max(initial=-1)) + 1
    pairs = [(part[q.unknowns[0]], part[other]) for q in questions for other in q.unknowns[1:]]
    ends = np.array(pairs or [(0, 0)]).T
    graph = scipy.sparse.csr_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=(count, count))
    return np.asarray(scipy.sparse.csgraph.connected_components(graph, directed=False)[1][part])
