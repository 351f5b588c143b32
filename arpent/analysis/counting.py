"""Reads a dataset row group by row group and adds it up. What comes out is not protected: keep it inside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from arpent.analysis.codebook import CodedQuestion, Voice
from arpent.analysis.coding import NOT_ASKED, NUMERIC
from arpent.analysis.dataset import CLUSTER, VOICE, WEIGHT, Dataset
from arpent.analysis.errors import DatasetError
from arpent.analysis.plan import Plan, plan
from arpent.analysis.raking import Cells, Raking, counted, questions_known, raking, together
from arpent.instrument.values import Kind
from arpent.stats import REASONS, Amounts, Batch, Codes, Sums, everyone, partial
from arpent.stats.columns import Column, Ints
from arpent.stats.sums.drivers import add_up, mapped, read_row_group

type Progress = Callable[[int, int], None]
type Columns = Mapping[str, npt.NDArray[np.generic]]

EVERYONE = ""
"""The grouping that holds everyone. No variable may bear this name."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A grouping of the dataset: a variable or a closed question."""

    name: str
    label: Mapping[str, str] | str
    column: str
    values: tuple[str, ...]
    labels: tuple[Mapping[str, str] | str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Sums of the chosen voices, the plan they are read with, and who is in which groups at once.

    `atoms` (A, groupings) are the combinations of groups that some person is in; −1 is no group. `fit` is how
    weights were raked, when they were.
    """

    sums: Sums
    plan: Plan
    atoms: Ints
    fit: Raking | None = None


def breakdowns(dataset: Dataset, names: Sequence[str]) -> tuple[Breakdown, ...]:
    """The groupings of those names. Raises DatasetError D009 for a name that is none."""
    return tuple(_breakdown(dataset, name) for name in dict.fromkeys(names))


def _breakdown(dataset: Dataset, name: str) -> Breakdown:
    variable, question = dataset.codebook.variable(name), dataset.codebook.question(name)
    if variable is not None:
        return Breakdown(name, variable.label, f"by:{name}", variable.values, variable.labels)
    if question is not None and question.kind is Kind.SELECT_ONE:
        values = tuple(choice.name for choice in question.choices)
        return Breakdown(
            name, question.label, question.columns[0], values, tuple(c.label for c in question.choices)
        )
    known = [variable.name for variable in dataset.codebook.variables]
    known += [question.name for question in dataset.codebook.questions if question.kind is Kind.SELECT_ONE]
    raise DatasetError(
        "D009", f"Croisement « {name} » : il n’existe pas. Choisissez parmi {', '.join(known) or 'aucun'}."
    )


def favourable_item(question: CodedQuestion) -> str:
    """The item that gathers the favourable choices of a question; no column has a name like it."""
    return f"{question.name}//favourable"


def presence_item(question: CodedQuestion) -> str:
    """The item that says, among those asked, who answered (code 0) and who did not (code: minus the reason)."""
    return f"{question.name}//presence"


def count(
    dataset: Dataset,
    groupings: Sequence[Breakdown],
    voices: frozenset[Voice],
    progress: Progress | None = None,
) -> Count | None:
    """Add up the rows of those voices; None when nobody spoke in them."""
    known = weighed(dataset, voices)
    if known is None:
        return None
    chosen, fit = known
    columns, metadata = _columns(dataset, groupings), pq.read_metadata(dataset.data)
    found: list[Ints] = []

    def part(group: int) -> tuple[Sums, Ints]:
        kept = spoken(read_row_group(dataset.data, group, columns, metadata), voices)
        return partial(_batch(dataset, groupings, kept, chosen, fit)), _atoms(groupings, kept)

    def parts() -> Iterator[Sums]:
        for done, (sums, atoms) in enumerate(mapped(range(metadata.num_row_groups), part), start=1):
            found.append(atoms)
            if progress is not None:
                progress(done, metadata.num_row_groups)
            yield sums

    sums = add_up(parts())
    if sums is None:
        return None
    atoms = np.unique(np.concatenate(found), axis=0)
    return Count(fit.of(sums) if fit else sums, chosen, atoms, fit)


def weighed(dataset: Dataset, voices: frozenset[Voice]) -> tuple[Plan, Raking | None] | None:
    """The plan of the rows of those voices, and how their weights are raked; None when nobody spoke in them."""
    rows = _rows_by_cluster(dataset, voices)
    if not rows.sum():
        return None
    chosen = plan(dataset.codebook, rows)
    fit, notes = _raked(dataset, voices, chosen)
    return chosen.raked(fit.words if fit else "", notes), fit


def _raked(dataset: Dataset, voices: frozenset[Voice], chosen: Plan) -> tuple[Raking | None, tuple[str, ...]]:
    """What is known of the population speaks of the persons themselves: proxies are not raked to it."""
    questions = questions_known(dataset.codebook)
    if not questions or Voice.PROXY in voices:
        return None, ()
    names = [CLUSTER, VOICE, WEIGHT, *(question.columns[0] for question in questions)]
    cells: Cells | None = None
    for batch in dataset.batches(names):
        kept = spoken(batch, voices)
        found = counted(questions, kept, _integers(kept[CLUSTER]), kept[WEIGHT].astype(np.float64))
        cells = found if cells is None else together(cells, found)
    if cells is None:
        return None, ()
    return raking(dataset.codebook, cells, chosen.factor, people=chosen.people)


def _columns(dataset: Dataset, groupings: Sequence[Breakdown]) -> tuple[str, ...]:
    asked = [column for question in dataset.codebook.questions for column in question.columns]
    return tuple(
        dict.fromkeys([CLUSTER, VOICE, WEIGHT, *asked, *(grouping.column for grouping in groupings)])
    )


def _rows_by_cluster(dataset: Dataset, voices: frozenset[Voice]) -> Ints:
    rows = np.zeros(len(dataset.codebook.clusters), np.int64)
    for batch in dataset.batches((CLUSTER, VOICE)):
        rows += np.bincount(spoken(batch, voices)[CLUSTER].astype(np.int64), minlength=rows.size)
    return rows


def spoken(batch: Columns, voices: frozenset[Voice]) -> Columns:
    """The rows of those voices."""
    codes = [place for place, voice in enumerate(Voice) if voice in voices]
    kept = np.isin(batch[VOICE], codes)
    return batch if kept.all() else {name: values[kept] for name, values in batch.items()}


def _batch(
    dataset: Dataset, groupings: Sequence[Breakdown], columns: Columns, chosen: Plan, fit: Raking | None
) -> Batch:
    clusters = _integers(columns[CLUSTER])
    items: dict[str, Column] = {}
    for question in dataset.codebook.questions:
        items |= _items(question, columns)
        items[presence_item(question)] = _presence(question, columns)
    by = {EVERYONE: everyone(clusters.size)} | {
        grouping.name: Codes(_integers(columns[grouping.column]), len(grouping.values))
        for grouping in groupings
    }
    weights = columns[WEIGHT].astype(np.float64) * chosen.factor[clusters]
    return Batch(clusters, weights, items, by, fit.cells.of_rows(columns, clusters) if fit else None)


def _items(question: CodedQuestion, columns: Columns) -> Mapping[str, Column]:
    if question.kind is Kind.SELECT_ONE:
        return _single(question, _integers(columns[question.columns[0]]))
    if question.kind in (Kind.SELECT_MULTIPLE, Kind.ACKNOWLEDGE):
        return {name: Codes(_integers(columns[name]), 2) for name in question.columns}
    if question.kind is Kind.RANK:
        return {name: _place(_integers(columns[name])) for name in question.columns}
    values, reasons = question.columns
    return {values: Amounts(columns[values].astype(np.float64), _integers(columns[reasons]))}


def _single(question: CodedQuestion, codes: Ints) -> Mapping[str, Column]:
    items: dict[str, Column] = {question.columns[0]: Codes(codes, len(question.choices))}
    marked = [choice.favourable for choice in question.choices]
    if any(marked):
        headline = np.array(marked, dtype=np.int64)[np.maximum(codes, 0)]
        items[favourable_item(question)] = Codes(np.where(codes >= 0, headline, codes), 2)
    return items


def _presence(question: CodedQuestion, columns: Columns) -> Codes:
    """Whoever ranked one choice at least answered."""
    if question.kind is Kind.RANK:
        codes = np.column_stack([_integers(columns[name]) for name in question.columns]).max(axis=1)
    else:
        codes = _integers(columns[question.columns[1 if question.kind in NUMERIC else 0]])
    return Codes(np.where(codes == NOT_ASKED, codes, np.maximum(-codes, 0)), REASONS + 1)


def _place(codes: Ints) -> Amounts:
    return Amounts(codes.astype(np.float64), np.minimum(codes, 0))


def _integers(values: npt.NDArray[np.generic]) -> Ints:
    return values.astype(np.int64)


def _atoms(groupings: Sequence[Breakdown], columns: Columns) -> Ints:
    """The combinations of groups that these rows are in."""
    if not groupings:
        return np.zeros((0, 0), np.int64)
    codes = [np.maximum(_integers(columns[grouping.column]), -1) for grouping in groupings]
    return np.unique(np.column_stack(codes), axis=0)
