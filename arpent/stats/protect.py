"""Disclosure control of one question: which groups may be shown, so that no hidden one can be worked out.

A *group* is a node: node 0 is everyone, the others are the values of breakdowns. A *relation* says that the
groups `parts` do not overlap and lie inside the group `whole`. An attacker who knows the relations subtracts
what is shown from what contains it. So, beyond hiding what is too small, whatever subtraction gives must
itself be made of at least two groups, hold at least `threshold` answers, and not be all alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import numpy as np

from arpent.stats.audit import attack
from arpent.stats.columns import Floats, Ints
from arpent.stats.errors import StatsError
from arpent.stats.relations import Relation, is_a_tree, without_cycles


class Shown(IntEnum):
    """What becomes of a group, and why."""

    YES = 0
    TOO_FEW = 1
    ALL_ALIKE = 2
    COMPLEMENT = 3


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
    """What protection must know: answers `n` (G,) of `asked` (G,) persons, and whether some are all alike."""

    @property
    def n(self) -> Ints: ...

    @property
    def asked(self) -> Ints: ...

    def alike(self, whole: int, without: Sequence[int], left: Sequence[int]) -> bool:
        """Whether the answers of `whole` less those of the groups `without` are all the same.

        `left` are groups known to be in what remains, for contents that cannot be subtracted.
        """
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

    def alike(self, whole: int, without: Sequence[int], left: Sequence[int]) -> bool:  # noqa: ARG002
        rest = self.counts[whole] - self.counts[list(without)].sum(axis=0)
        total = int(rest.sum())
        marked = int(rest[np.array(self.headline, dtype=bool)].sum()) if any(self.headline) else -1
        return total > 0 and (int(rest.max()) == total or marked in (0, total))


@dataclass(frozen=True, slots=True)
class Range:
    """Smallest and largest answers (G,) of a numeric question, how many there are, of how many asked."""

    n: Ints
    asked: Ints
    low: Floats
    high: Floats

    def alike(self, whole: int, without: Sequence[int], left: Sequence[int]) -> bool:
        at = list(left) if without else [whole]
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
    table = _Table(answers, answers.n, answers.asked, rules, _by_whole(relations, answers, rules), shown)
    every = [relation for inside in table.inside.values() for relation in inside]
    while sum(_settle(relation, table) for relation in every) or _widen(every, table):
        pass  # hiding for one relation may open another
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class _Table:
    """One question while it is being protected. `shown` changes; everything else is read."""

    answers: Answers
    n: Ints
    asked: Ints
    rules: Rules
    inside: Mapping[int, Sequence[Relation]]  # by whole
    shown: list[Shown]

    def visible(self, groups: Sequence[int]) -> list[int]:
        return [group for group in groups if self.shown[group] is Shown.YES]

    def hidden(self, groups: Sequence[int]) -> list[int]:
        return [group for group in groups if self.shown[group] is not Shown.YES]


def _alone(answers: Answers, group: int, rules: Rules) -> Shown:
    n = int(answers.n[group])
    if n < rules.threshold:
        return Shown.TOO_FEW
    return Shown.ALL_ALIKE if n < rules.alike_below and answers.alike(group, (), ()) else Shown.YES


def _by_whole(
    relations: Sequence[Relation], answers: Answers, rules: Rules
) -> Mapping[int, Sequence[Relation]]:
    """The relations by their whole. A lone part far smaller than its whole gives nothing away."""
    n, found = answers.n, dict[int, list[Relation]]()
    for relation in without_cycles(relations):
        if len(relation.parts) > 1 or n[relation.whole] - n[relation.parts[0]] < rules.alike_below:
            found.setdefault(relation.whole, []).append(relation)
    return found


def _settle(relation: Relation, table: _Table) -> bool:
    """Hide what must be for this relation to say nothing. True when something was hidden."""
    changed = False
    while _gives_away(relation, table):
        helpers = _visible_inside(relation, table)
        if not helpers and (relation.whole == 0 or not table.visible([relation.whole])):
            break
        helper = min(helpers, key=lambda group: (int(table.n[group]), group), default=relation.whole)
        table.shown[helper] = Shown.COMPLEMENT
        changed = True
    return changed


def _widen(every: Sequence[Relation], table: _Table) -> bool:
    """Where groups lie in several others, subtractions combine: ask the attacker, and hide one group more."""
    if is_a_tree(every):
        return False
    system = attack(table.n, every, [why is Shown.YES for why in table.shown])
    for group in system.hidden:
        if not table.n[group]:
            continue
        opening = system.opening(group)
        if opening.width >= table.rules.threshold:
            continue
        helpers = _beside(group, every, table) or _involved([every[place] for place in opening.by], table)
        if helpers:
            table.shown[min(helpers, key=lambda other: (int(table.n[other]), other))] = Shown.COMPLEMENT
            return True
    return False


def _beside(group: int, every: Sequence[Relation], table: _Table) -> list[int]:
    """Groups that may be hidden to help one: those beside it, else those inside it, else those around it."""
    around = [relation for relation in every if group in relation.parts]
    beside = table.visible([part for relation in around for part in relation.parts])
    inside = table.visible([part for relation in table.inside.get(group, ()) for part in relation.parts])
    return beside or inside or [whole for whole in table.visible([r.whole for r in around]) if whole]


def _involved(relations: Sequence[Relation], table: _Table) -> list[int]:
    """The groups shown, but for everyone, in the relations that give something away."""
    groups = {group for relation in relations for group in (relation.whole, *relation.parts)}
    return table.visible(sorted(groups - {0}))


def _gives_away(relation: Relation, table: _Table) -> bool:
    """Whether what is known of `whole` less what is shown inside it says too much."""
    n, whole, hidden = table.n, relation.whole, table.hidden(relation.parts)
    if not table.visible([whole]):
        outside = int(n[whole] - n[list(relation.parts)].sum())
        return not hidden and outside < table.rules.threshold  # the parts would add up to the hidden whole
    seen, unseen = _opened(hidden, table)
    seen += table.visible(relation.parts)
    rest = int(n[whole] - n[seen].sum())
    if not int(table.asked[whole] - table.asked[seen].sum()) or not (hidden or rest):
        return False  # nobody else was asked: there is nothing to give away
    several = len(unseen) + (rest > int(n[unseen].sum())) > 1
    return (
        rest < table.rules.threshold
        or (bool(hidden) and not several)
        or (rest < table.rules.alike_below and table.answers.alike(whole, seen, unseen))
    )


def _opened(hidden: Sequence[int], table: _Table) -> tuple[list[int], list[int]]:
    """What is shown inside hidden groups, and what stays hidden: the subtraction that leaves the least."""
    seen: list[int] = []
    unseen: list[int] = []
    for group in hidden:
        best: tuple[list[int], list[int]] = ([], [group])
        for relation in table.inside.get(group, ()):
            finer, still = _opened(table.hidden(relation.parts), table)
            finer += table.visible(relation.parts)
            if table.n[finer].sum() > table.n[best[0]].sum():
                best = finer, still or [group]
        seen += best[0]
        unseen += best[1]
    return seen, unseen


def _visible_inside(relation: Relation, table: _Table) -> list[int]:
    """Groups that may be hidden to help: the parts shown, and those shown inside the hidden parts."""
    found = table.visible(relation.parts)
    for part in table.hidden(relation.parts):
        for finer in table.inside.get(part, ()):
            found += _visible_inside(finer, table)
    return found
