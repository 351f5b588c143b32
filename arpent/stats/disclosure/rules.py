"""What may not be shown by itself, and how open what is hidden must stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from arpent.stats.columns import Bools, Floats
from arpent.stats.disclosure.publication import Table
from arpent.stats.errors import StatsError


class Shown(IntEnum):
    """What becomes of a line of a table, and why."""

    YES = 0
    TOO_FEW = 1
    ALL_ALIKE = 2
    COMPLEMENT = 3
    FEW_ASSOCIATIONS = 4
    DOMINATED = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """`threshold`: answers below which nothing is shown. `alike_below`: answers below which a group whose
    answers are all the same is hidden. `associations`: fewest that must contribute. `dominance`: the share of
    a group that one of them may not exceed."""

    threshold: int
    alike_below: int
    associations: int = 1
    dominance: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.threshold <= self.alike_below:
            raise StatsError(
                "S020",
                f"Seuils {self.threshold} et {self.alike_below} : il faut 1 ≤ seuil ≤ seuil des réponses toutes "
                "pareilles. Corrigez-les.",
            )
        if self.associations < 1 or not 0 < self.dominance <= 1:
            raise StatsError(
                "S094",
                f"Règles : {self.associations} association(s), dominance {self.dominance:g}. Il faut au moins "
                "une association, et une dominance au-dessus de 0 et jusqu’à 1. Corrigez-les.",
            )

    @property
    def people_open(self) -> int:
        """Persons by which a hidden number of answers must stay open: it could be 0 and as many as this."""
        return self.threshold

    @property
    def answers_open(self) -> int:
        """Persons by which the most frequent answer of a hidden group must stay open."""
        return -(-self.threshold // 4)

    otherwise = 2
    """Persons who might have answered otherwise in a hidden group all alike: one is left to a respondent who
    knows to be the first."""
    amounts_open = 0.15
    """Share by which a hidden amount must stay open, of itself or of what its people would have on average,
    whichever is more: what dominance at 85 % leaves to the others. Large groups have less to hide."""


@dataclass(frozen=True, slots=True)
class Need:
    """The sum of these columns of a hidden line must stay open by `width`, whoever asks.

    `upward`: it must be able to be larger than it is, and not only other than it is.
    """

    columns: tuple[int, ...]
    width: float
    upward: bool
    people: bool = False


def primary(table: Table, rules: Rules) -> list[Shown]:
    """What becomes of each line by itself: threshold, associations, dominance, all alike."""
    n, alike = table.n, alike_of(table)
    found = [Shown.YES] * n.size
    for group in range(n.size):
        if n[group] < rules.threshold:
            found[group] = Shown.TOO_FEW
        elif table.associations is not None and table.associations[group] < rules.associations:
            found[group] = Shown.FEW_ASSOCIATIONS
        elif table.largest is not None and table.largest[group] > rules.dominance:
            found[group] = Shown.DOMINATED
        elif alike[group] and n[group] < rules.alike_below:
            found[group] = Shown.ALL_ALIKE
    return found


def alike_of(table: Table) -> Bools:
    """(G,) whether the result of a line says what each of its members answered."""
    if table.alike is not None:
        return table.alike
    told = _answers(table)
    if table.answers == 1:
        return np.zeros(len(told), dtype=bool)
    n, marked = told.sum(axis=1), _marked(table)
    alike = told.max(axis=1) == n
    if marked.any():
        together = told[:, marked].sum(axis=1)
        alike |= (together == 0) | (together == n)
    return np.asarray(alike & (n > 0))


def needs(table: Table, group: int, rules: Rules) -> Iterator[Need]:
    """What must stay open of one hidden line with people in it."""
    told = _answers(table)[group]
    if table.people is not None:
        yield Need((0,), _amount_open(table, group, rules), upward=False)
        return
    yield Need(tuple(range(table.answers)), float(rules.people_open), upward=False, people=True)
    if table.answers == 1:
        return
    if alike_of(table)[group]:
        yield Need(_others(table, told), float(rules.otherwise), upward=True)
    else:
        yield Need((int(told.argmax()),), float(rules.answers_open), upward=False)


def _amount_open(table: Table, group: int, rules: Rules) -> float:
    """By how much a hidden total must stay open: no more than as many people as guard an answer have on average."""
    n, total = table.n, float(table.counts[group, 0])
    usual = float(table.counts[0, 0] / n[0]) if n[0] else 0.0
    return min(rules.amounts_open * max(total, float(n[group]) * usual), rules.answers_open * usual)


def _others(table: Table, told: Floats) -> tuple[int, ...]:
    """The answers that nobody gave, of a line all alike: those on the other side of the headline, if it is it."""
    if np.count_nonzero(told) == 1:
        return tuple(int(code) for code in np.flatnonzero(told == 0))
    marked = _marked(table)
    side = marked if not told[marked].any() else ~marked
    return tuple(int(code) for code in np.flatnonzero(side))


def _answers(table: Table) -> Floats:
    return np.asarray(table.counts[:, : table.answers], dtype=np.float64)


def _marked(table: Table) -> Bools:
    return np.array(table.headline or (False,) * table.answers, dtype=bool)
