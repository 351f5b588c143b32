"""The answers of one study of the example, from its plan and its forms: the same seed gives the same answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from arpent.example.answers import Climate, climate, draw_answers
from arpent.example.places import REGIONS, Region
from arpent.example.plans import AUDIENCES, Plan
from arpent.example.respondents import Respondents, allot, gather
from arpent.instrument.answering import completed
from arpent.instrument.routing import Routing, routing_of
from arpent.instrument.values import Answers, Instrument

SEED = 20181920


@dataclass(frozen=True, slots=True)
class Reply:
    """What one invented person answered, and how."""

    audience: str
    association: str
    answers: Answers
    edition: str
    mode: str
    voice: str
    help: tuple[str, ...]
    helper: str
    chosen_for: str
    stopped: bool
    day: date


def region_of(plan: Plan) -> Region:
    return next(region for region in REGIONS if region.name == plan.region)


def draw_study(
    plan: Plan,
    instruments: Mapping[str, Instrument],
    *,
    on: date,
    rng: np.random.Generator,
    scale: float = 1.0,
) -> Iterator[Reply]:
    """Every answer of a study, audience by audience, association by association.

    `scale` reduces the volumes; at 1 they are exactly those of the plan. `on` moves the days, nothing else.
    """
    associations = region_of(plan).associations
    around = [climate(rng) for _ in associations]
    for audience in AUDIENCES:
        routing = routing_of(instruments[audience])
        sizes = [association.populations[audience] for association in associations]
        counts = allot(round(plan.answers[audience] * scale), sizes, rng)
        for association, count, weather in zip(associations, counts, around, strict=True):
            who = gather(audience, count, plan.opens_on(on), _length(plan), rng)
            yield from _replies(plan, association.name, routing, who, weather, on, rng)


def _length(plan: Plan) -> int:
    """Days of collection until its end, or until the day of the load, included."""
    return plan.opened - max(plan.closes, 0) + 1


def _replies(
    plan: Plan,
    association: str,
    routing: Routing,
    who: Respondents,
    weather: Climate,
    on: date,
    rng: np.random.Generator,
) -> Iterator[Reply]:
    form = plan.form(who.audience).stem
    for index, drawn in enumerate(draw_answers(routing.instrument, who, weather, form, rng)):
        day = plan.opens_on(on) + timedelta(days=int(who.day[index]))
        yield Reply(
            audience=who.audience,
            association=association,
            answers=completed(routing, drawn, day),
            edition=str(who.edition[index]),
            mode=str(who.mode[index]),
            voice=str(who.voice[index]),
            help=who.help[index],
            helper=str(who.helper[index]),
            chosen_for=str(who.chosen_for[index]),
            stopped=bool(who.stopped[index] < 1),
            day=day,
        )
