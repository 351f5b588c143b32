"""Disclosure control of one question: which groups may be shown, so that no hidden one can be worked out.

A *group* is a node: node 0 is everyone, the others are the values of breakdowns. A *relation* says that the
groups `parts` do not overlap and lie inside the group `whole`. An attacker who knows the relations subtracts
what is shown from what contains it. So, beyond hiding what is too small, whatever subtraction gives must
itself be made of at least two groups, hold at least `threshold` answers, and not be all alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import numpy as np

from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError


class Shown(IntEnum):
    """What becomes of a group, and why."""

    YES = 0
    TOO_FEW = 1
    ALL_ALIKE = 2
    COMPLEMENT = 3


@dataclass(frozen=True, slots=True)
class Relation:
    """Groups side by side inside one group. Persons of `whole` may be in none of the parts."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """`threshold`: answers below which nothing is shown. `alike_below`: answers below which a group whose
    answers are all the same is hidden, for its result says what each of its members answered."""

    threshold: int
    alike_below: int

    def __post_init__(self) -> None:
        if not 1 <= self.threshold <= self.alike_below:
            raise StatsError(
                "S020",
                f"Seuils {self.threshold} et {self.alike_below} : il faut 1 ≤ seuil ≤ seuil des réponses toutes "
                "pareilles. Corrigez-les.",
            )


class Answers(Protocol):
    """What protection must know: answers `n` (G,), persons `asked` (G,), and whether groups are all alike."""

    @property
    def n(self) -> Ints: ...

    @property
    def asked(self) -> Ints: ...

    def alike(self, groups: Sequence[int]) -> bool:
        """Whether all the answers of these groups together are the same."""
        ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts (G, K) of a closed question, of `asked` (G,) persons. `headline` (K,) marks codes that are also
    reported together as one share."""

    counts: Ints
    asked: Ints
    headline: tuple[bool, ...] = ()

    @property
    def n(self) -> Ints:
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64)

    def alike(self, groups: Sequence[int]) -> bool:
        together = self.counts[list(groups)].sum(axis=0)
        total = int(together.sum())
        marked = int(together[np.array(self.headline, dtype=bool)].sum()) if any(self.headline) else -1
        return total > 0 and (int(together.max()) == total or marked in (0, total))


@dataclass(frozen=True, slots=True)
class Range:
    """Smallest and largest answers (G,) of a numeric question, how many there are, of how many asked."""

    n: Ints
    asked: Ints
    low: Floats
    high: Floats

    def alike(self, groups: Sequence[int]) -> bool:
        at = list(groups)
        return bool(self.low[at].min(initial=np.inf) == self.high[at].max(initial=-np.inf))


def protect(
    answers: Answers,
    relations: Sequence[Relation],
    rules: Rules,
    *,
    already: Sequence[Shown] = (),
) -> tuple[Shown, ...]:
    """Decide group by group. `already` starts from an earlier decision: what is hidden stays hidden.

    Complementary suppression hides the smallest group that can help, again and again until nothing follows
    by subtraction (the hierarchical greedy of Hundepool et al. 2012, *Statistical Disclosure Control*, §4.4).
    If everyone together is too few or all alike, everything is hidden.
    """
    shown = list(already) or [Shown.YES] * int(answers.n.size)
    for group in range(len(shown)):
        if shown[group] is Shown.YES:
            shown[group] = _alone(answers, group, rules)
    if shown[0] is not Shown.YES:
        return tuple(why if why is not Shown.YES else Shown.COMPLEMENT for why in shown)
    while (helper := _next(answers, relations, rules, shown)) is not None:
        shown[helper] = Shown.COMPLEMENT
    return tuple(shown)


def _alone(answers: Answers, group: int, rules: Rules) -> Shown:
    n = int(answers.n[group])
    if n < rules.threshold:
        return Shown.TOO_FEW
    return Shown.ALL_ALIKE if n < rules.alike_below and answers.alike([group]) else Shown.YES


def _next(
    answers: Answers, relations: Sequence[Relation], rules: Rules, shown: Sequence[Shown]
) -> int | None:
    """The group to hide next, or None when nothing hidden can be worked out."""
    for relation in relations:
        if _gives_away(answers, relation, relations, rules, shown):
            helpers = _visible_inside(relation, relations, shown)
            if helpers:
                return min(helpers, key=lambda group: (int(answers.n[group]), group))
    return None


def _gives_away(
    answers: Answers,
    relation: Relation,
    relations: Sequence[Relation],
    rules: Rules,
    shown: Sequence[Shown],
) -> bool:
    """Whether what is known of `whole` less what is shown inside it says too much."""
    hidden = [part for part in relation.parts if shown[part] is not Shown.YES]
    outside = int(answers.n[relation.whole] - answers.n[list(relation.parts)].sum())
    if shown[relation.whole] is not Shown.YES:
        return not hidden and outside < rules.threshold  # the parts would add up to the hidden whole
    if not hidden and not outside:
        return False
    unknown = _unknown(hidden, relations, shown)
    if not outside and not answers.asked[unknown].sum():
        return False  # nobody there was asked: there is nothing to give away
    n = int(answers.n[unknown].sum()) + outside
    return (
        n < rules.threshold
        or (len(unknown) + (outside > 0) < 2 and n > 0 and bool(hidden))
        or (n < rules.alike_below and answers.alike(unknown or [relation.whole]))
    )


def _unknown(hidden: Sequence[int], relations: Sequence[Relation], shown: Sequence[Shown]) -> list[int]:
    """The hidden groups, each replaced by its own hidden parts when some of its parts are shown."""
    found: list[int] = []
    for group in hidden:
        finer = [relation.parts for relation in relations if relation.whole == group]
        opened = next((parts for parts in finer if any(shown[part] is Shown.YES for part in parts)), None)
        if opened is None:
            found.append(group)
        else:
            found += _unknown([part for part in opened if shown[part] is not Shown.YES], relations, shown)
    return found


def _visible_inside(relation: Relation, relations: Sequence[Relation], shown: Sequence[Shown]) -> list[int]:
    """Groups that may be hidden to help: the parts shown, and those shown inside the hidden parts."""
    found = [part for part in relation.parts if shown[part] is Shown.YES]
    for finer in relations:
        if finer.whole in relation.parts and shown[finer.whole] is not Shown.YES:
            found += _visible_inside(finer, relations, shown)
    return found
