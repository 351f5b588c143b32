"""Everything that is about to be told of a dataset, as the one publication that protection reasons on.

A table for the people at each node; inside it one a question, with who answered what and who did not; inside
that one a choice, where several may be chosen. Amounts have a table of totals beside the one of their people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from arpent.analysis.answered import Answered
from arpent.analysis.coding import NUMERIC
from arpent.analysis.contributors import contributors, totals
from arpent.analysis.everywhere import Everywhere, Reading
from arpent.instrument.values import Kind
from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure import Printed, Publication, Release, Shown, Table

PEOPLE = "//people"
"""The table of all who spoke, at each node. No question has a name like it."""

TOTAL = ":total"
"""The end of the name of a table of amounts, beside the one of their people."""

type Fates = Mapping[str, Sequence[Shown]]
"""By table, what becomes of each node."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Amounts are protected as so many times what one person has on average, above the lowest of them."""

    least: float
    unit: float

    def down(self, totals: Floats, people: Ints | Floats) -> Floats:
        return np.maximum(totals - self.least * people, 0) / self.unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A publication, and the totals (G,) of its tables of amounts as they are."""

    publication: Publication
    totals: Mapping[str, Floats]

    def fates(self, found: Ints) -> Fates:
        """What `found` (T, G) says of each table."""
        tables = self.publication.tables
        return {
            table.name: [Shown(int(code)) for code in line] for table, line in zip(tables, found, strict=True)
        }

    def hidden_by(self, release: Release) -> Bools:
        """(T, G) the lines of this publication that another, of the same answers, does not show."""
        groups = [release.groups.index(name) for name in self.publication.groups]
        hidden = np.zeros((len(self.publication.tables), len(groups)), dtype=bool)
        printed = {table.name: np.isnan(table.counts).any(axis=1) for table in release.tables}
        for place, table in enumerate(self.publication.tables):
            if table.name in printed:
                hidden[place] = printed[table.name][groups]
        return hidden

    def release(self, found: Ints) -> Release:
        """What is told, to be kept for the next publication. Sizes are no secret, only answers are."""
        tables = [
            Printed(table.name, self._printed(table, line))
            for table, line in zip(self.publication.tables, found, strict=True)
            if table.name != PEOPLE
        ]
        return Release(self.publication.groups, self.publication.relations, tuple(tables))

    def _printed(self, table: Table, fate: Ints) -> Floats:
        totals = self.totals.get(table.name)
        counts = table.counts if totals is None else totals[:, None]
        return np.where((fate == Shown.YES)[:, None], np.asarray(counts, dtype=np.float64), np.nan)


def draft(asked: Sequence[Answered], reading: Reading, earlier: Sequence[Release]) -> Draft:
    """The publication of these questions, after those that are out already."""
    made = [found for one in asked for found in _tables(one, reading)]
    amounts = {table.name: found for table, found in made if found is not None}
    scales = {name: scale for name, (_, scale) in amounts.items()}
    publication = Publication(
        reading.nodes.lines,
        reading.nodes.relations,
        (_people(asked[0]), *(table for table, _ in made)),
        tuple(_scaled(release, scales) for release in earlier),
    )
    return Draft(publication, {name: told for name, (told, _) in amounts.items()})


def choice_table(one: Answered, place: int) -> str:
    """The name of the table of one choice among several."""
    return f"{one.question.name}/{one.question.choices[place].name}"


type _Amounts = tuple[Floats, Scale] | None


def _people(one: Answered) -> Table:
    return Table(PEOPLE, (one.n + one.missing.sum(axis=1))[:, None], 1)


def _tables(one: Answered, reading: Reading) -> Iterator[tuple[Table, _Amounts]]:
    question, item = one.question, one.items[0]
    associations, largest = contributors(question, reading)
    answers = item.counts if question.kind is Kind.SELECT_ONE else one.n[:, None]
    main = Table(
        question.name,
        np.hstack([answers, one.missing]),
        answers.shape[1],
        inside=(PEOPLE, 0),
        associations=associations,
        largest=largest,
    )
    if question.kind is Kind.SELECT_ONE:
        yield replace(main, headline=tuple(choice.favourable for choice in question.choices)), None
    elif question.kind in NUMERIC:
        yield replace(main, alike=_alike(item)), None
        yield _amounts(main, question.columns[0], item, reading)
    else:
        yield main, None
        for place, each in enumerate(one.items):
            yield from _choice(one, place, each, reading)


def _choice(
    one: Answered, place: int, item: Everywhere, reading: Reading
) -> Iterator[tuple[Table, _Amounts]]:
    name, inside = choice_table(one, place), (one.question.name, 0)
    if one.question.kind is not Kind.RANK:
        yield Table(name, item.counts, 2, inside=inside), None
        return
    ranked = Table(name, np.column_stack([item.n, one.n - item.n]), 1, alike=_alike(item), inside=inside)
    yield ranked, None
    yield _amounts(ranked, one.question.columns[place], item, reading)


def _amounts(counted: Table, column: str, item: Everywhere, reading: Reading) -> tuple[Table, _Amounts]:
    """The totals of an item, printed with the people that they come from."""
    told = totals(column, reading)
    least = min(0.0, float(item.least[0])) if item.n[0] else 0.0
    usual = float(told[0]) / int(item.n[0]) - least if item.n[0] else 0.0
    scale = Scale(least, usual if usual > 0 else 1.0)
    table = Table(
        counted.name + TOTAL, scale.down(told, item.n)[:, None], 1, people=item.n, beside=counted.name
    )
    return table, (told, scale)


def _alike(item: Everywhere) -> Bools:
    return np.asarray((item.least == item.most) & (item.n > 0))


def _scaled(release: Release, scales: Mapping[str, Scale]) -> Release:
    """An earlier release, its totals on the scale of today's."""
    counted = {table.name: table.counts[:, 0] for table in release.tables}
    return replace(
        release,
        tables=tuple(
            replace(table, counts=scales[table.name].down(table.counts[:, 0], counted[beside])[:, None])
            if table.name in scales and (beside := table.name.removesuffix(TOTAL)) in counted
            else table
            for table in release.tables
        ),
    )
