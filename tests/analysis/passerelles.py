"""A small fictional questionnaire and its answers, for the tests of analysis."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from arpent.analysis.coding import Cell
from arpent.instrument.values import Choice, Group, Instrument, Kind, Missing, Question

SCALE = ("never", "sometimes", "often", "always")


def choices(*names: str, favourable: tuple[str, ...] = ()) -> tuple[Choice, ...]:
    return tuple(Choice(name, {"fr": name.title()}, favourable=name in favourable) for name in names)


def questionnaire() -> Instrument:
    listening = Group(
        "listening",
        {"fr": "Être écouté"},
        (
            Question(
                "heard",
                Kind.SELECT_ONE,
                {"fr": "Vous sentez-vous écouté ?"},
                list_name="scale",
                finding={"fr": "se sentent écoutés"},
            ),
            Question("help", Kind.SELECT_MULTIPLE, {"fr": "Qui vous aide ?"}, list_name="helpers"),
        ),
    )
    life = Group(
        "life",
        {"fr": "Votre vie"},
        (
            Question("age", Kind.INTEGER, {"fr": "Votre âge"}),
            Question("wishes", Kind.RANK, {"fr": "Vos souhaits, dans l’ordre"}, list_name="wishes"),
            Question("gender", Kind.SELECT_ONE, {"fr": "Vous êtes"}, list_name="genders"),
            Question("words", Kind.TEXT, {"fr": "Autre chose à dire ?"}),
            Question("read", Kind.ACKNOWLEDGE, {"fr": "J’ai lu"}),
        ),
    )
    return Instrument(
        name="passerelles",
        title={"fr": "Les Passerelles : votre avis"},
        version="1",
        editions=("fr",),
        default_edition="fr",
        items=(Question("hello", Kind.NOTE, {"fr": "Bonjour"}), listening, life),
        choices={
            "scale": choices(*SCALE, favourable=("often", "always")),
            "helpers": choices("family", "staff", "friends"),
            "wishes": choices("work", "home", "travel"),
            "genders": choices("woman", "man"),
        },
    )


@dataclass(frozen=True, slots=True)
class People:
    """Answers and where each person was reached, one entry a row."""

    answers: Mapping[str, list[Cell]]
    region: list[str]
    association: list[str]
    voice: list[str]
    populations: Mapping[str, int]

    @property
    def where(self) -> dict[str, list[str]]:
        return {"region": self.region, "association": self.association, "voice": self.voice}


def people(rng: np.random.Generator, sizes: Mapping[str, Mapping[str, int]]) -> People:
    """Random answers of so many people in each association of each region."""
    places = [
        (region, name) for region, inside in sizes.items() for name, n in inside.items() for _ in range(n)
    ]
    rows = len(places)
    lift = {name: rng.normal(0, 0.6) for _, name in places}
    score = [1.6 + lift[name] + rng.normal() for _, name in places]
    heard: list[Cell] = [SCALE[int(np.clip(round(value), 0, 3))] for value in score]
    age: list[Cell] = [int(value) for value in rng.integers(18, 90, rows)]
    for row in range(rows):
        if rng.random() < 0.06:
            heard[row] = Missing.DONT_KNOW
        if rng.random() < 0.04:
            age[row] = Missing.PREFER_NOT
    helpers = np.array(["family", "staff", "friends"])
    wishes = np.array(["work", "home", "travel"])
    answers: Mapping[str, list[Cell]] = {
        "heard": heard,
        "help": [tuple(str(name) for name in helpers[rng.random(3) < 0.5]) for _ in range(rows)],
        "age": age,
        "wishes": [tuple(str(name) for name in rng.permutation(wishes)) for _ in range(rows)],
        "gender": ["woman" if value < 0.5 else "man" for value in rng.random(rows)],
        "read": [True] * rows,
    }
    return People(
        answers,
        [region for region, _ in places],
        [name for _, name in places],
        [("alone", "helped", "proxy")[int(value)] for value in rng.choice(3, rows, p=[0.5, 0.3, 0.2])],
        {name: 3 * n + 7 for inside in sizes.values() for name, n in inside.items()},
    )


SIZES = {
    "nord": {"arc": 60, "barque": 45, "clairière": 9},
    "sud": {"dune": 80, "estuaire": 30},
    "est": {"forêt": 25, "gué": 40, "halte": 20},
}
