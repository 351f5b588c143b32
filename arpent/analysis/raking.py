"""Rakes the answers of a dataset to what is known of its population, from counts of its occupied cells alone.

A cell is an association crossed with the answers to the questions whose breakdown is known. People who did not
answer such a question form a category of their own, that keeps its weight: nobody knows where they belong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.analysis.codebook import Codebook, CodedQuestion
from arpent.instrument.values import text_in
from arpent.stats import Codes, Margin, StatsError, Sums, calibrate, rake
from arpent.stats.columns import Floats, Ints
from arpent.stats.weights.weighting import Spread, Weighting

type Columns = Mapping[str, npt.NDArray[np.generic]]

UNEVEN = 2.0
"""Beyond this design effect of the weights, half of the answers' worth is lost: a note says so."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The occupied cells (C,): `keys`, sorted, and in each the `rows` and the weight `mass` before raking.

    `cluster` (C,) is each cell's association, `answers` (C, Q) its code for each of `questions`, −1 for none.
    """

    questions: tuple[CodedQuestion, ...]
    keys: Ints
    rows: Ints
    mass: Floats

    @property
    def _radix(self) -> tuple[int, ...]:
        return tuple(len(question.choices) + 1 for question in self.questions)

    @property
    def cluster(self) -> Ints:
        return np.asarray(self.keys // int(np.prod(self._radix)), dtype=np.int64)

    @property
    def answers(self) -> Ints:
        rest, found = self.keys, []
        for size in reversed(self._radix):
            rest, code = np.divmod(rest, size)
            found.append(code - 1)
        return np.stack(found[::-1], axis=1)

    def of_rows(self, columns: Columns, clusters: Ints) -> Codes:
        """The cell of each row (n,)."""
        return Codes(np.searchsorted(self.keys, _keys(self.questions, columns, clusters)), self.keys.size)


@dataclass(frozen=True, slots=True)
class Raking:
    """Cells with the factors (C,) that bring them to the margins (C, p), in words."""

    cells: Cells
    factors: Floats
    margins: Floats
    words: str

    def of(self, sums: Sums) -> Sums:
        """The same sums under raked weights, whose standard errors know what they were fitted to."""
        return calibrate(sums, factors=self.factors, margins=self.margins)


def questions_known(codebook: Codebook) -> tuple[CodedQuestion, ...]:
    """The questions whose breakdown in the population is known."""
    return tuple(question for question in codebook.questions if question.name in codebook.margins)


def counted(questions: Sequence[CodedQuestion], columns: Columns, clusters: Ints, weights: Floats) -> Cells:
    """The cells of some rows."""
    keys, place = np.unique(_keys(questions, columns, clusters), return_inverse=True)
    rows = np.bincount(place, minlength=keys.size).astype(np.int64)
    return Cells(tuple(questions), keys, rows, np.bincount(place, weights, keys.size))


def together(a: Cells, b: Cells) -> Cells:
    """The cells of two sets of rows."""
    keys, place = np.unique(np.concatenate([a.keys, b.keys]), return_inverse=True)
    rows = np.bincount(place, np.concatenate([a.rows, b.rows]), keys.size).astype(np.int64)
    return Cells(a.questions, keys, rows, np.bincount(place, np.concatenate([a.mass, b.mass]), keys.size))


def raking(
    codebook: Codebook, cells: Cells, factor: Floats, *, people: bool
) -> tuple[Raking | None, tuple[str, ...]]:
    """Fit the cells, whose weights are first multiplied by the `factor` (P,) of their association.

    `people` says that weights count the people of each association: those counts stay met. A question that
    cannot be met is left aside, and a note says why.
    """
    base = cells.mass * factor[cells.cluster]
    margins, notes = _possible(codebook, cells, base, people=people)
    places = [_places(cells, base)] if people else []
    while margins:
        try:
            fitted = rake(base, [*places, *margins])
        except StatsError as refusal:
            notes.append(_left_aside(margins.pop(), _reason(refusal)))
        else:
            made = _made(cells, base, fitted, [margin.name for margin in margins])
            return made, (*notes, *_unevenness(cells, fitted))
    return None, tuple(notes)


def _possible(
    codebook: Codebook, cells: Cells, base: Floats, *, people: bool
) -> tuple[list[Margin], list[str]]:
    """The breakdowns that weights may meet, and why others are left aside."""
    margins, notes = [], []
    for place in range(len(cells.questions)):
        margin = _margin(codebook, cells, place, base)
        if why := _obstacle(margin, cells, people=people):
            notes.append(_left_aside(margin, why))
        else:
            margins.append(margin)
    return margins, notes


def _made(cells: Cells, base: Floats, fitted: Weighting, names: Sequence[str]) -> Raking:
    words = f"redressement sur {' et '.join(f'« {name} »' for name in names)}"
    margins = fitted.calibration.margins[fitted.calibration.cells]
    return Raking(cells, fitted.weights / base, margins, words)


def _unevenness(cells: Cells, fitted: Weighting) -> tuple[str, ...]:
    n = int(cells.rows.sum())
    deff = Spread.of(np.repeat(fitted.weights / cells.rows, cells.rows)).deff
    if deff <= UNEVEN:
        return ()
    return (
        f"Les poids sont très inégaux : {n} réponses n’en valent que {n / deff:.0f}. "
        "Redressez sur moins de questions, ou cherchez à entendre ceux qui ont peu répondu.",
    )


def _left_aside(margin: Margin, why: str) -> str:
    return f"Le redressement sur « {margin.name} » n’a pas été fait : {why}"


def _keys(questions: Sequence[CodedQuestion], columns: Columns, clusters: Ints) -> Ints:
    keys = clusters.astype(np.int64)
    for question in questions:
        codes = columns[question.columns[0]].astype(np.int64)
        keys = keys * (len(question.choices) + 1) + np.maximum(codes, -1) + 1
    return keys


def _margin(codebook: Codebook, cells: Cells, place: int, base: Floats) -> Margin:
    """The known breakdown of one question, brought to the weight of those who answered it."""
    question, codes = cells.questions[place], cells.answers[:, place]
    sizes = np.array([codebook.margins[question.name][choice.name] for choice in question.choices])
    silent = float(base[codes < 0].sum())
    totals = sizes / sizes.sum() * (float(base.sum()) - silent)
    label = text_in(question.label, "fr", question.name)
    labels = (*(text_in(choice.label, "fr", choice.name) for choice in question.choices), "sans réponse")
    return Margin(label, np.where(codes < 0, sizes.size, codes), np.append(totals, silent), labels)


def _obstacle(margin: Margin, cells: Cells, *, people: bool) -> str:
    """Why a breakdown cannot be met, in words; nothing when it can."""
    answered = np.bincount(margin.codes, cells.rows, margin.totals.size)
    for category, (rows, total) in enumerate(zip(answered, margin.totals, strict=True)):
        if total > 0 and not rows:
            return f"personne n’a répondu « {margin.labels[category]} »."
        if rows and not total:
            return (
                f"des personnes ont répondu « {margin.labels[category]} », que la population ne compte pas."
            )
        if people and rows > total * (1 + 1e-9) and category < margin.totals.size - 1:
            return f"« {margin.labels[category]} » a plus de réponses que de personnes dans la population."
    return ""


def _places(cells: Cells, base: Floats) -> Margin:
    """Associations as a margin: each keeps the weight that its population gave it."""
    _clusters, codes = np.unique(cells.cluster, return_inverse=True)
    return Margin("associations", codes.astype(np.int64), np.bincount(codes, base))


def _reason(refusal: StatsError) -> str:
    return "aucun poids ne respecte tous les nombres à la fois." if refusal.code == "S048" else str(refusal)
