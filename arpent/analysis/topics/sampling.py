"""Which texts people code by hand: a random sample, its size and what that size buys."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.db.models import Max

from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.models import OpenQuestion
from arpent.stats import Terrain, share_margin

ALL_BELOW = 150
"""Texts under which coding them all takes less than learning from some."""
USUAL = 120
DOUBLED = 40
"""Texts coded by two people: under about thirty, their agreement is hardly known."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How many texts to code by hand, out of how many, and how many twice. `margin` is that of a share of one
    half known from those alone, in points."""

    texts: int
    size: int
    doubled: int
    margin: float

    @property
    def is_all(self) -> bool:
        return self.size == self.texts


def proposal(texts: int) -> Proposal:
    """What to code of so many texts."""
    return sized(texts, texts if texts <= ALL_BELOW else USUAL)


def sized(texts: int, size: int) -> Proposal:
    """What a sample of that size is worth."""
    size = min(size, texts)
    exact = size == texts or not size
    margin = 0.0 if exact else share_margin(size, terrain=Terrain(population=texts))
    return Proposal(texts, size, min(DOUBLED, size), round(100 * margin))


@transaction.atomic
def draw_sample(*, question: OpenQuestion, size: int) -> int:
    """Draw texts at random, the first time or among those that came since the last draw. How many were drawn.

    Later draws keep the share of the first: each text has the same chance whenever it came.
    """
    new = list(OpenAnswer.objects.of(question).filter(draw=None).order_by("pk"))
    before = OpenAnswer.objects.of(question).exclude(draw=None)
    last = _last_draw(question)
    if last:
        share = before.exclude(place=None).count() / before.count()
        size = max(round(share * len(new)), min(len(new), 5))
    rng = np.random.default_rng([question.seed, last])
    drawn = [int(row) for row in rng.permutation(len(new))[:size]]
    doubled = DOUBLED - before.filter(doubled=True).count()
    _write(new, drawn, draw=last + 1, doubled=max(doubled, 0))
    return len(drawn)


@transaction.atomic
def draw_more(*, question: OpenQuestion, size: int) -> int:
    """Add texts of the last draw to the sample, at random. How many were added."""
    texts = OpenAnswer.objects.of(question)
    last = _last_draw(question)
    left = list(texts.filter(draw=last, place=None).order_by("pk"))
    start = texts.filter(draw=last).exclude(place=None).count()
    rng = np.random.default_rng([question.seed, last, start])
    chosen = [left[int(row)] for row in rng.permutation(len(left))[:size]]
    for place, text in enumerate(chosen, start):
        text.place = place
    OpenAnswer.objects.bulk_update(chosen, ["place"], batch_size=500)
    return len(chosen)


def _write(texts: Sequence[OpenAnswer], drawn: Sequence[int], *, draw: int, doubled: int) -> None:
    for text in texts:
        text.draw = draw
    for place, row in enumerate(drawn):
        texts[row].place, texts[row].doubled = place, place < doubled
    OpenAnswer.objects.bulk_update(texts, ["draw", "place", "doubled"], batch_size=500)


def _last_draw(question: OpenQuestion) -> int:
    """0 before any draw."""
    return OpenAnswer.objects.of(question).aggregate(last=Max("draw"))["last"] or 0
