"""Everything that hangs together: the lines that may be printed, those nobody prints, and those already out.

Whoever subtracts meets lines that no table has: the people of a region in none of its associations, the
answers that came since the last release. They are laid out as groups of their own, never printed, which the
same rules protect.
"""

from dataclasses import dataclass, replace

import numpy as np

from arpent.stats.columns import Bools, Floats
from arpent.stats.disclosure.earlier import Lines, recall
from arpent.stats.disclosure.publication import Publication, Relation, Table

TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Layout:
    """Groups (G) with exact relations: the parts add up to their whole. Printable groups come first.

    `tables` have a line for each; `exists` (T, G) says which lines mean anything in which table, `out` (T, G)
    which are already in readers’ hands, `kept` (T, G) which an earlier release kept from them.
    """

    groups: tuple[str, ...]
    printable: int
    relations: tuple[Relation, ...]
    tables: tuple[Table, ...]
    exists: Bools
    out: Bools
    kept: Bools

    def related(self, table: int) -> list[Relation]:
        """The relations that hold in one table."""
        exists = self.exists[table]
        return [r for r in self.relations if exists[r.whole] and exists[list(r.parts)].all()]

    def above(self, table: int) -> tuple[int, int] | None:
        """The table and the column that this one lies inside."""
        inside = self.tables[table].inside
        if inside is None:
            return None
        names = [other.name for other in self.tables]
        return names.index(inside[0]), inside[1]


def lay_out(publication: Publication) -> Layout:
    """The publication with the groups that nobody prints."""
    today = _today(publication)
    groups, relations, values = list(today.groups), list(today.relations), list(today.values)
    out = [np.zeros(len(groups), dtype=bool) for _ in values]
    kept = [np.zeros(len(groups), dtype=bool) for _ in values]
    for number, release in enumerate(publication.earlier, start=1):
        said = f"publication précédente {number}"
        then = recall(release, publication.tables, today, said, len(groups))
        groups += then.lines.groups
        relations += then.lines.relations
        values = [np.vstack(pair) for pair in zip(values, then.lines.values, strict=True)]
        out = [np.append(*pair) for pair in zip(out, then.out, strict=True)]
        kept = [np.append(*pair) for pair in zip(kept, then.kept, strict=True)]
    lines = dict(zip((table.name for table in publication.tables), values, strict=True))
    return Layout(
        tuple(groups),
        len(publication.groups),
        tuple(relations),
        tuple(_stretched(table, lines[table.name], lines.get(table.beside)) for table in publication.tables),
        np.array([~np.isnan(lines).any(axis=1) for lines in values]),
        np.array(out),
        np.array(kept),
    )


def _today(publication: Publication) -> Lines:
    """The groups of the publication and, for each relation, those of the whole who are in no part."""
    groups, relations = list(publication.groups), []
    values = [np.asarray(table.counts, dtype=np.float64) for table in publication.tables]
    for relation in publication.relations:
        left = [lines[relation.whole] - lines[list(relation.parts)].sum(axis=0) for lines in values]
        parts = relation.parts
        if any(line.max() > TINY for line in left):
            parts = (*parts, len(groups))
            groups.append(f"{publication.groups[relation.whole]}, hors de ses parties")
            values = [np.vstack([lines, line]) for lines, line in zip(values, left, strict=True)]
        relations.append(Relation(relation.whole, parts))
    return Lines(groups, relations, values)


def _stretched(table: Table, values: Floats, beside: Floats | None) -> Table:
    """The table with its added lines, of which only counts are known; of amounts, also how many people they come
    from, when the table `beside` counts them."""
    more = len(values) - len(table.counts)
    people = None
    if table.people is not None:
        added = np.zeros(more) if beside is None else np.nan_to_num(beside[len(table.counts) :, 0])
        people = np.append(table.people, np.round(added).astype(np.int64))
    return replace(
        table,
        counts=np.nan_to_num(values),
        alike=None if table.alike is None else np.append(table.alike, np.zeros(more, dtype=bool)),
        associations=None,
        largest=None,
        people=people,
    )
