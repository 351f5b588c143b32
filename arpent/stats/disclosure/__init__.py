"""Disclosure control of a whole publication at once: what may be shown, and an auditor that attacks it."""

from arpent.stats.disclosure.audit import Audit, Leak, audit
from arpent.stats.disclosure.exact import suppress_exactly
from arpent.stats.disclosure.loss import Loss, loss
from arpent.stats.disclosure.protect import Guarded, protect
from arpent.stats.disclosure.publication import Printed, Publication, Relation, Release, Table
from arpent.stats.disclosure.rules import Rules, Shown
from arpent.stats.disclosure.suppress import Protected, suppress

__all__ = [
    "Audit",
    "Guarded",
    "Leak",
    "Loss",
    "Printed",
    "Protected",
    "Publication",
    "Relation",
    "Release",
    "Rules",
    "Shown",
    "Table",
    "audit",
    "loss",
    "protect",
    "suppress",
    "suppress_exactly",
]
