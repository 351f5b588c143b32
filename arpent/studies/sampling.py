"""How many answers a study needs from each audience, and what a number of answers can tell.

The only place outside `analysis` that asks `stats`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, inf, isnan

from django.db import models
from django.utils.translation import gettext_lazy as _

from arpent import stats
from arpent.studies.models import Audience, Participation, Population

ALIKE = 0.05
"""How alike people of one association are supposed to be when others must be spoken of: nobody knows yet."""


class About(models.TextChoices):
    """Of whom the study wants to speak."""

    TAKING_PART = "participants", _("Des associations qui participent")
    TERRITORY = "territoire", _("De toutes les associations du territoire")


@dataclass(frozen=True, slots=True)
class Counted:
    """An audience of the study: `people` known in `associations` associations; `uncounted` others count none."""

    audience: Audience
    people: int
    associations: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class Need:
    """What one audience asks. Without a number of `answers`, precision is out of reach and more associations
    are needed: `fewest`. When too few people would answer, `expected` answers give ± `margin` points."""

    counted: Counted
    answers: int | None
    invitations: int
    everyone: bool
    expected: int
    margin: int
    fewest: int


@dataclass(frozen=True, slots=True)
class Told:
    """What some answers can tell, in whole percentages. `gap` is None when even the largest may go unseen."""

    answers: int
    margin: int
    low: int
    high: int
    unseen: int
    gap: int | None
    whole: bool


def counted(participations: Sequence[Participation]) -> list[Counted]:
    """The audiences that at least one of these associations counts."""
    sizes: dict[Audience, list[int]] = {}
    known = Population.objects.filter(participation__in=participations, size__gt=0)
    for population in known.select_related("audience").order_by("audience__rank", "audience__name"):
        sizes.setdefault(population.audience, []).append(population.size)
    return [
        Counted(audience, sum(each), len(each), len(participations) - len(each))
        for audience, each in sizes.items()
    ]


def needs(audiences: Iterable[Counted], *, margin: int, responding: int, about: str) -> list[Need]:
    """For each audience, the answers for ± `margin` points when `responding` of ten people invited answer."""
    return [_need(each, margin / 100, responding / 10, about) for each in audiences]


def told(answers: int, *, among: int | None) -> Told:
    """What that many answers tell, among that many people when it is known."""
    found = stats.reach(answers, terrain=stats.Terrain(among or inf))
    margin = min(_points(found.margin), 50)
    gap = None if isnan(found.difference) else _points(found.difference)
    return Told(answers, margin, 50 - margin, 50 + margin, round(100 * found.unseen), gap, answers == among)


def _need(each: Counted, margin: float, response: float, about: str) -> Need:
    drawn = about == About.TERRITORY
    place = (
        stats.Terrain(associations=each.associations, icc=ALIKE, response=response)
        if drawn
        else stats.Terrain(each.people, response=response)
    )
    fewest = stats.fewest_associations(margin, icc=ALIKE) if drawn else 1
    expected = max(round(each.people * response), 1)
    reached = _points(stats.share_margin(expected, terrain=place))
    if each.associations < fewest:
        return Need(each, None, each.people, True, expected, reached, fewest)
    found = stats.answers_for_share(margin, terrain=place)
    invitations = min(found.invitations, each.people)
    return Need(each, found.answers, invitations, found.invitations >= each.people, expected, reached, fewest)


def _points(share: float) -> int:
    """Whole points, never kinder than they are."""
    return ceil(100 * share - 1e-9)
