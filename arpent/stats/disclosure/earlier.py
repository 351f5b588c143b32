"""What an earlier release adds to what readers know: its lines, and the answers that came since.

The reader supposes that answers are only added from one release to the next. Where a line that was shown has
grown in no column, answers were taken away, and the reader supposes that instead; where it has grown here and
shrunk there, nothing links it to today's. What the release hid is no longer known to anyone: any counts that
agree with what it showed stand for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from arpent.stats.columns import Bools, Floats, Ints
from arpent.stats.disclosure.publication import Relation, Release, Table


@dataclass(frozen=True, slots=True)
class Lines:
    """Groups, how they lie inside each other, and by table their lines (G, C): NaN where they mean nothing."""

    groups: Sequence[str]
    relations: Sequence[Relation]
    values: Sequence[Floats]


@dataclass(frozen=True, slots=True)
class Recalled:
    """The lines that a release adds; by table, which are in readers’ hands and which were kept from them."""

    lines: Lines
    out: Sequence[Bools]
    kept: Sequence[Bools]


@dataclass(frozen=True, slots=True)
class _Then:
    """Where the groups of a release are: `now` today, then among the lines of that day, `rests` after them."""

    now: tuple[int, ...]
    relations: tuple[Relation, ...]  # among the lines of that day
    rests: int

    @property
    def size(self) -> int:
        return len(self.now) + self.rests


def recall(release: Release, tables: Sequence[Table], today: Lines, said: str, start: int) -> Recalled:
    """The lines of that day, what was left of their relations, what came since, and what went: placed from
    `start` on."""
    then = _then(release, today)
    values: list[Floats] = []
    out, kept = [], []
    names = [table.name for table in tables]
    for place, table in enumerate(tables):
        above = values[names.index(table.inside[0])][: then.size, table.inside[1]] if table.inside else None
        printed = _printed(release, table, then, today)
        old = _completed(printed, then, today.values[place], above)
        values.append(np.vstack([old, *_changes(printed, old, then, today.values[place])]))
        shown = np.zeros(len(values[-1]), dtype=bool)
        shown[: len(then.now)] = ~np.isnan(printed).any(axis=1)
        hidden = ~shown & ~np.isnan(values[-1]).any(axis=1)
        hidden[len(then.now) :] = False
        out.append(shown)
        kept.append(hidden)
    return Recalled(Lines(_names(then, today, said), _relations(then, start), values), out, kept)


def _then(release: Release, today: Lines) -> _Then:
    now = tuple(place for place, name in enumerate(today.groups) if name in release.groups)
    place = {group: rank for rank, group in enumerate(now)}
    relations: list[Relation] = []
    rests = 0
    for relation in today.relations:
        parts = tuple(place[part] for part in relation.parts if part in place)
        if relation.whole not in place or not parts:
            continue
        if len(parts) < len(relation.parts):
            parts = (*parts, len(now) + rests)
            rests += 1
        relations.append(Relation(place[relation.whole], parts))
    return _Then(now, tuple(relations), rests)


def _printed(release: Release, table: Table, then: _Then, today: Lines) -> Floats:
    """(N, C) the lines of that day, NaN where they were hidden."""
    counts = next((p.counts for p in release.tables if p.name == table.name), None)
    if counts is None:
        return np.full((len(then.now), table.counts.shape[1]), np.nan)
    return np.asarray(
        counts[[release.groups.index(today.groups[group]) for group in then.now]], dtype=np.float64
    )


def _completed(printed: Floats, then: _Then, now: Floats, above: Floats | None) -> Floats:
    """The lines of that day with counts that might have been, where they were hidden."""
    lines = np.vstack([printed, np.full((then.rests, printed.shape[1]), np.nan)])
    hidden = np.flatnonzero(np.isnan(lines).any(axis=1))
    if np.isnan(printed).all() or not hidden.size:
        return lines
    columns = lines.shape[1]
    matrix, known = _equations(lines, then, hidden, above)
    high = np.full((hidden.size, columns), np.inf)
    if _only_added(printed, now[list(then.now)]):
        ours = hidden < len(then.now)
        high[ours] = now[[then.now[line] for line in hidden[ours]]]
    bounds = np.column_stack([np.zeros(high.size), high.ravel()])
    cost = np.where(np.isfinite(high.ravel()), -1.0, 0.0)
    found = scipy.optimize.linprog(cost, A_eq=matrix, b_eq=known, bounds=bounds)
    if found.success:
        lines[hidden] = np.maximum(found.x.reshape(high.shape), 0)
    return lines


def _equations(lines: Floats, then: _Then, hidden: Ints, above: Floats | None) -> tuple[Floats, Floats]:
    """What the hidden lines must add up to: by relation and column, and across their columns."""
    columns = lines.shape[1]
    sums = np.zeros((len(then.relations), len(lines)))
    for row, relation in enumerate(then.relations):
        sums[row, relation.whole] = -1
        sums[row, list(relation.parts)] = 1
    told = np.nan_to_num(lines)
    matrix: Floats = np.kron(sums[:, hidden], np.eye(columns)).astype(np.float64)
    known: Floats = -(sums @ told).ravel()
    if above is not None:
        given = np.flatnonzero(~np.isnan(above[hidden]))
        across = np.kron(np.eye(hidden.size)[given], np.ones(columns))
        matrix = np.vstack([matrix, across]).astype(np.float64)
        known = np.append(known, above[hidden][given])
    return matrix, known


def _only_added(printed: Floats, now: Floats) -> bool:
    shown = ~np.isnan(printed).any(axis=1)
    return bool((now[shown] >= printed[shown]).all())


def _changes(printed: Floats, old: Floats, then: _Then, now: Floats) -> tuple[Floats, Floats]:
    """What came (N, C) and what went (N, C) since, NaN on lines that are not linked in this way."""
    came = now[list(then.now)] - old[: len(then.now)]
    shown = ~np.isnan(printed).any(axis=1)
    grown = (came >= -1e-9).all(axis=1)
    shrunk = shown & ~grown & (came <= 1e-9).all(axis=1)
    linked = grown & (shown | _only_added(printed, now[list(then.now)]))
    return (
        np.where(linked[:, None], np.maximum(came, 0), np.nan),
        np.where(shrunk[:, None], np.maximum(-came, 0), np.nan),
    )


def _names(then: _Then, today: Lines, said: str) -> list[str]:
    lines = [today.groups[group] for group in then.now]
    return [
        *(f"{name}, {said}" for name in lines),
        *(f"autres, {said}" for _ in range(then.rests)),
        *(f"{name}, ajouts depuis la {said}" for name in lines),
        *(f"{name}, retraits depuis la {said}" for name in lines),
    ]


def _relations(then: _Then, start: int) -> list[Relation]:
    """The relations of that day, placed, and those that link its lines to today's."""
    placed = [
        Relation(start + relation.whole, tuple(start + part for part in relation.parts))
        for relation in then.relations
    ]
    for rank, group in enumerate(then.now):
        came = start + then.size + rank
        placed.append(Relation(group, (start + rank, came)))
        placed.append(Relation(start + rank, (group, came + len(then.now))))
    return placed
