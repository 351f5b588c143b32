"""How accessible Arpent is, criterion by criterion: what a program knows, and what no person has looked at yet."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("rgaa.csv")
"""The 106 criteria of RGAA 4.1, under short names of our own: the official text is the one that counts."""

THEMES = (
    "Images",
    "Cadres",
    "Couleurs",
    "Sons et vidéos",
    "Tableaux",
    "Liens",
    "Scripts",
    "Éléments obligatoires",
    "Structure",
    "Présentation",
    "Formulaires",
    "Navigation",
    "Consultation",
)


class State(StrEnum):
    """What is known of a criterion. Only `CONFORMS` and `FAILS` are verdicts."""

    CONFORMS = "conforms"
    FAILS = "fails"
    NOTHING_FOUND = (
        "nothing found"  # a program looks at a part of it and found nothing; a person has still to look
    )
    NOT_APPLICABLE = "not applicable"
    NOT_TESTED = "not tested"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`known_by`: axe, test, absent (`proof` is a pattern found nowhere) or person. `proof` of the others: the tests,
    each of which says so itself by its mark."""

    number: str
    title: str
    known_by: str
    proof: str
    state: State

    @property
    def theme(self) -> str:
        """The name of its theme, from the number before the point."""
        return THEMES[int(self.number.split(".")[0]) - 1]


@cache
def criteria() -> tuple[Criterion, ...]:
    """Every criterion, in order."""
    with TABLE.open(newline="") as table:
        return tuple(
            Criterion(row["criterion"], row["title"], row["known_by"], row["proof"], State(row["state"]))
            for row in csv.DictReader(table)
        )


def counted() -> dict[State, int]:
    """How many criteria are in each state, none left out."""
    return {state: sum(each.state is state for each in criteria()) for state in State}
