"""Suppress, attack, hide more: until the auditor finds nothing that this publication tells.

Suppression looks at each hidden line from outside. The auditor is also a respondent, and someone who watched the
answers come and knows how many there are in each group. What they find tells which line to hide next.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Ints
from arpent.stats.disclosure.audit import Leak, audit
from arpent.stats.disclosure.publication import Publication
from arpent.stats.disclosure.rules import Rules, Shown
from arpent.stats.disclosure.solving import EPSILON as CRUMB
from arpent.stats.disclosure.suppress import suppress

PATIENCE = 4
"""Attacks after which a table that still leaks is hidden whole."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """`fate` (T, G): what becomes of each line of each table (codes of Shown). `attacks`: how many it took.
    `out`: what is still found with its table hidden whole, and could not be helped."""

    fate: Ints
    attacks: int
    out: tuple[Leak, ...]

    @property
    def shown(self) -> Bools:
        """(T, G) the lines that may be printed."""
        return np.asarray(self.fate == Shown.YES)


def protect(
    publication: Publication, rules: Rules, *, hidden: Bools | None = None, known: Collection[str] = ()
) -> Guarded:
    """What may be printed, once no attack finds anything in it.

    `hidden` (T, G): lines to hide whatever the rules say. `known`: tables that some readers know whole from
    elsewhere. Each attack hides at least one line more, or is the last.
    """
    extra = np.zeros((len(publication.tables), len(publication.groups)), dtype=bool)
    already = _already(publication, rules, known)
    extra |= False if hidden is None else hidden
    attacks = 0
    while True:
        attacks += 1
        found = suppress(publication, rules, hidden=extra)
        leaks = tuple(
            leak
            for leak in _attack(publication, found.shown, rules, known)
            if leak.high - leak.low < already.get(_what(leak), np.inf) - CRUMB
        )
        more = _more(publication, found.shown, leaks, whole=attacks >= PATIENCE)
        if not more.any():
            return Guarded(found.fate, attacks, leaks)
        extra |= more


def _already(
    publication: Publication, rules: Rules, known: Collection[str]
) -> Mapping[tuple[str, str, str], float]:
    """How open is what earlier releases and known sizes alone leave too tight: nothing printed today tells it."""
    if not publication.earlier:
        return {}
    nothing = np.zeros((len(publication.tables), len(publication.groups)), dtype=bool)
    found: dict[tuple[str, str, str], float] = {}
    for leak in _attack(publication, nothing, rules, known):
        found[_what(leak)] = min(leak.high - leak.low, found.get(_what(leak), np.inf))
    return found


def _what(leak: Leak) -> tuple[str, str, str]:
    return leak.table, leak.group, leak.respondent


def _attack(publication: Publication, shown: Bools, rules: Rules, known: Collection[str]) -> tuple[Leak, ...]:
    leaks = audit(publication, shown, rules).leaks
    if not known:
        return leaks
    return (*leaks, *audit(publication, shown, rules, respondents=False, known=known).leaks)


def _more(publication: Publication, shown: Bools, leaks: Sequence[Leak], *, whole: bool) -> Bools:
    """(T, G) what to hide next, all of a leaking table when `whole`; nothing where all is hidden already."""
    more = np.zeros_like(shown)
    for leak in leaks:
        place = publication.place(leak.table)
        if not (more[place] & shown[place]).any() and shown[place].any():
            more[place, range(shown.shape[1]) if whole else _next(publication, shown[place], leak)] = True
    return more


def _next(publication: Publication, shown: Bools, leak: Leak) -> int:
    """The smallest line shown among those that tell; else the smallest of the table, everyone last."""
    n = publication.tables[publication.place(leak.table)].n
    telling = [shown[at] and name in leak.through for at, name in enumerate(publication.groups)]
    choices = np.flatnonzero(telling if any(telling) else shown)
    return int(min(choices, key=lambda group: (group == 0, n[group], group)))
