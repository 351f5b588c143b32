"""Disclosure control of a whole publication at once: what may be shown, and an auditor that attacks it."""

from arpent.stats.disclosure.audit import Audit, Leak, audit
from arpent.stats.disclosure.exact import suppress_exactly
from arpent.stats.disclosure.keys import Keys, cell_keys, record_keys
from arpent.stats.disclosure.loss import Loss, displaced, loss
from arpent.stats.disclosure.noise import Noise
from arpent.stats.disclosure.perturb import Perturbed, perturb, round_to
from arpent.stats.disclosure.protect import Guarded, protect
from arpent.stats.disclosure.publication import Printed, Publication, Relation, Release, Table
from arpent.stats.disclosure.reading import Behind, behind
from arpent.stats.disclosure.rules import Rules, Shown
from arpent.stats.disclosure.suppress import Protected, suppress

__all__ = [
    "Audit",
    "Behind",
    "Guarded",
    "Keys",
    "Leak",
    "Loss",
    "Noise",
    "Perturbed",
    "Printed",
    "Protected",
    "Publication",
    "Relation",
    "Release",
    "Rules",
    "Shown",
    "Table",
    "audit",
    "behind",
    "cell_keys",
    "displaced",
    "loss",
    "perturb",
    "protect",
    "record_keys",
    "round_to",
    "suppress",
    "suppress_exactly",
]
