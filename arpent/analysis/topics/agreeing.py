"""How far two people who coded the same texts agree, in figures and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.analysis.topics.codes import TextCodes, Turn
from arpent.analysis.topics.models import Topic
from arpent.stats.verbatim import Kappa, alpha, kappa, kappa_overall

SCALE: tuple[tuple[float, str | Promise], ...] = (
    (0.8, _("presque parfait")),
    (0.6, _("fort")),
    (0.4, _("moyen")),
    (0.2, _("faible")),
    (0.0, _("très faible")),
)
"""Landis & Koch (1977): a habit, not a law; it helps to speak, the interval says the rest."""


@dataclass(frozen=True, slots=True)
class Accord:
    """Kappa with its word. Without a value when both gave one same code to everything."""

    kappa: Kappa

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.kappa.value))

    @property
    def word(self) -> str | Promise:
        value = self.kappa.value
        return next((word for least, word in SCALE if value >= least), _("moins bon que le hasard"))


@dataclass(frozen=True, slots=True)
class Accords:
    """All topics together, then each. `alpha` is Krippendorff's, over all the decisions."""

    overall: Accord
    alpha: float
    by_topic: tuple[tuple[Topic, Accord], ...]
    texts: int


def accords(codes: Sequence[TextCodes], topics: Sequence[Topic]) -> Accords | None:
    """None while no text was coded by two people who were both sure."""
    twice = [one for one in codes if one.twice]
    if not twice or not topics:
        return None
    first, second = (_table(twice, turn, topics) for turn in (Turn.FIRST, Turn.SECOND))
    by_topic = tuple(
        (topic, Accord(kappa(first[:, place], second[:, place]))) for place, topic in enumerate(topics)
    )
    overall = Accord(kappa_overall(first, second))
    return Accords(overall, alpha([first.ravel(), second.ravel()]), by_topic, len(twice))


def _table(codes: Sequence[TextCodes], turn: str, topics: Sequence[Topic]) -> np.ndarray:
    return np.array(
        [[topic.pk in (one.said[turn] or ()) for topic in topics] for one in codes], dtype=np.int64
    )
