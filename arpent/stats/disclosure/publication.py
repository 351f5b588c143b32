"""What is about to be published at once: tables over the same groups, and what is out already.

A *group* is a line that tables may share: group 0 is everyone, the others regions, associations, ages… A
*relation* says that the groups `parts` do not overlap and lie inside `whole`; people of `whole` may be in
none of them. A *table* counts persons, group by group, by answer and by reason for having none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.errors import StatsError


@dataclass(frozen=True, slots=True)
class Relation:
    """Groups side by side inside one group. Persons of `whole` may be in none of the parts."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One line a group. `counts` (G, C): persons by answer in the first `answers` columns, by reason of having
    no answer in the others.

    `headline` (answers,) marks answers that are also told together as one share. `alike` (G,) says of amounts,
    whose values are no columns, where they are all equal. `inside` names the table and the column that the
    columns of this one add up to. `associations` (G,) contribute, and the `largest` of them holds that share
    of the group. A table of amounts (hours, euros) has one column, its totals, and says how many `people`
    (G,) they come from. `beside` names an earlier table whose lines are printed with those of this one: they
    are hidden together.
    """

    name: str
    counts: Floats | Ints
    answers: int
    headline: tuple[bool, ...] = ()
    alike: Bools | None = None
    inside: tuple[str, int] | None = None
    associations: Ints | None = None
    largest: Floats | None = None
    people: Ints | None = None
    beside: str = ""

    @property
    def n(self) -> Floats:
        """(G,) persons who answered."""
        told = self.counts[:, : self.answers].sum(axis=1) if self.people is None else self.people
        return np.asarray(told, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Printed:
    """A table that is out. `counts` (G, C) has NaN on the lines that were hidden."""

    name: str
    counts: Floats


@dataclass(frozen=True, slots=True)
class Release:
    """An earlier publication: what its readers may still hold in their hands."""

    groups: tuple[str, ...]
    relations: tuple[Relation, ...]
    tables: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """Tables, a table that others lie `inside` before them; `earlier` releases are never taken back.

    Raises StatsError S090 (a table has not one line a group, or a relation names no group), S091 (parts hold
    more than their whole), S092 (columns do not add up to the table that they lie inside), S093 (a release
    has other columns under the same name).
    """

    groups: tuple[str, ...]
    relations: tuple[Relation, ...]
    tables: tuple[Table, ...]
    earlier: tuple[Release, ...] = ()

    def __post_init__(self) -> None:
        for table in self.tables:
            _check_lines(table, len(self.groups))
            _check_inside(table, self.tables)
            for relation in self.relations:
                _check_relation(relation, table, self.groups)
        for release in self.earlier:
            for printed in release.tables:
                _check_columns(printed, self.tables)

    def place(self, name: str) -> int:
        """Where a table is in the list."""
        return next(place for place, table in enumerate(self.tables) if table.name == name)


def _check_lines(table: Table, groups: int) -> None:
    others = (table.alike, table.associations, table.largest, table.people)
    lengths = {len(table.counts), *(len(column) for column in others if column is not None)}
    if lengths != {groups} or not 0 < table.answers <= table.counts.shape[1]:
        raise StatsError(
            "S090",
            f"Tableau « {table.name} » : il n’a pas une ligne pour chacun des {groups} groupes, ou pas de "
            "colonne de réponses. Donnez une ligne à chaque groupe, et au moins une réponse.",
        )


def _check_relation(relation: Relation, table: Table, groups: Sequence[str]) -> None:
    places = (relation.whole, *relation.parts)
    if not all(0 <= place < len(groups) for place in places):
        raise StatsError("S090", f"Relation {places} : elle cite un groupe absent. Corrigez ses places.")
    rest = table.counts[relation.whole] - table.counts[list(relation.parts)].sum(axis=0)
    if rest.min() < -1e-6:
        raise StatsError(
            "S091",
            f"Tableau « {table.name} », groupe « {groups[relation.whole]} » : ses parties comptent "
            f"{-rest.min():g} de plus que lui. Vérifiez que chaque personne n’est que dans une partie.",
        )


def _check_inside(table: Table, tables: Sequence[Table]) -> None:
    if table.inside is None:
        return
    name, column = table.inside
    above = next((other for other in tables if other.name == name), None)
    if above is None or not np.allclose(table.counts.sum(axis=1), above.counts[:, column]):
        raise StatsError(
            "S092",
            f"Tableau « {table.name} » : ses colonnes ne font pas la somme de « {name} ». "
            "Ajoutez la colonne qui manque, ou détachez-le.",
        )


def _check_columns(printed: Printed, tables: Sequence[Table]) -> None:
    for table in tables:
        if table.name == printed.name and table.counts.shape[1] != printed.counts.shape[1]:
            raise StatsError(
                "S093",
                f"Tableau « {table.name} » : il a {table.counts.shape[1]} colonnes, et la publication "
                f"précédente {printed.counts.shape[1]}. Renommez-le s’il a changé de réponses.",
            )
