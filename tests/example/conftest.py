from datetime import date
from functools import cache

import numpy as np
import pytest

from arpent.example.plans import AUDIENCES, PLANS, Plan
from arpent.example.replies import SEED, Reply, draw_study
from arpent.instrument.values import Instrument
from arpent.instrument.xlsform import read_xlsform

TODAY = date(2026, 11, 23)


@cache
def forms(plan: Plan) -> dict[str, Instrument]:
    """The three questionnaires of a study, by audience."""
    return {audience: read_xlsform(plan.form(audience)).instrument for audience in AUDIENCES}


def draw(seed: int = SEED, on: date = TODAY, scale: float = 1.0) -> dict[Plan, list[Reply]]:
    """The answers of the three studies."""
    rng = np.random.default_rng(seed)
    return {plan: list(draw_study(plan, forms(plan), on=on, rng=rng, scale=scale)) for plan in PLANS}


@pytest.fixture(scope="session")
def replies() -> dict[Plan, list[Reply]]:
    return draw()
