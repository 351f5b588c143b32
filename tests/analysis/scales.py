"""A small scale of five questions, two of them turned round, and made-up answers to it."""

from dataclasses import dataclass

import numpy as np

from arpent.analysis.coding import Cell
from arpent.analysis.scoring import Declared
from arpent.instrument.values import Group, Instrument, Kind, Missing, Question
from tests.analysis.passerelles import choices

NAMES = ("meals", "outings", "money", "others_decide", "told_what")
TURNED = {"meals": False, "outings": False, "money": False, "others_decide": True, "told_what": True}
LEVELS = ("never", "sometimes", "often", "always")
CHOOSING = Declared("score:choisir", "Choisir sa vie", TURNED, most_missing=1)


def instrument() -> Instrument:
    questions = tuple(
        Question(name, Kind.SELECT_ONE, {"fr": name.title()}, list_name="levels") for name in NAMES
    )
    other = Question("colour", Kind.SELECT_ONE, {"fr": "Couleur"}, list_name="colours")
    return Instrument(
        name="choisir",
        title={"fr": "Choisir"},
        version="1",
        editions=("fr",),
        default_edition="fr",
        items=(Group("choices", {"fr": "Choisir"}, questions), other),
        choices={"levels": choices(*LEVELS), "colours": choices("red", "blue")},
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Answers (n, 5) from 1 to 4, NaN without answer, as given, and where each person was."""

    given: np.ndarray
    association: list[str]
    region: list[str]

    @property
    def answers(self) -> dict[str, list[Cell]]:
        return {
            name: [Missing.NO_ANSWER if np.isnan(value) else LEVELS[int(value) - 1] for value in column]
            for name, column in zip(NAMES, self.given.T, strict=True)
        }


def chosen(rng: np.random.Generator, *, rows: int = 240, mechanical: int = 0) -> Chosen:
    """One trait behind five answers; the first `mechanical` people answer « always » to everything."""
    trait = rng.normal(size=rows)
    latent = trait[:, None] + rng.normal(scale=0.7, size=(rows, 5))
    given = np.clip(np.round(latent + 2.5), 1, 4)
    given[:, 3:] = 5 - given[:, 3:]
    given[rng.random((rows, 5)) < 0.04] = np.nan
    given[:mechanical] = 4
    places = [f"a{row % 8}" for row in range(rows)]
    return Chosen(given, places, ["nord" if row % 8 < 4 else "sud" for row in range(rows)])
