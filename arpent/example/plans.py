"""The three studies of the example network: their subject, their answers and how far they have come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

FORMS = Path(__file__).parent / "forms"
AUDIENCES = ("familles", "personnes", "partenaires")


class Stage(Enum):
    """How far a study has come on the day the example is loaded."""

    COLLECTING = 6
    REPORTED = 7  # closed, frozen, with a report for the network
    PUBLISHED = 8  # all seven steps done, with a report for everyone


@dataclass(frozen=True, slots=True)
class Plan:
    """One study. Days are counted back from the day of the load."""

    code: str  # begins the name of its three forms
    region: str
    title: str
    subject: str
    question: str
    answers: Mapping[str, int] = field(hash=False)  # by code of audience
    stage: Stage
    opened: int
    closes: int  # negative while the collection goes on

    def form(self, audience: str) -> Path:
        return FORMS / f"{self.code}-{audience}.md"

    def opens_on(self, on: date) -> date:
        return on - timedelta(days=self.opened)

    def closes_on(self, on: date) -> date:
        return on - timedelta(days=self.closes)


PLANS = (
    Plan(
        code="repit",
        region="Val-de-Brume",
        title="Le répit et l’entraide des familles",
        subject="Le temps pour soi, le repos, les rencontres entre familles et l’accès aux droits.",
        question="Qu’est-ce que l’action des associations change dans le repos et l’entourage des familles ?",
        answers={"familles": 430, "personnes": 310, "partenaires": 66},
        stage=Stage.COLLECTING,
        opened=33,
        closes=-24,
    ),
    Plan(
        code="quotidien",
        region="Plaine-d’Orme",
        title="Choisir sa vie au quotidien",
        subject="Les choix de chaque jour et la vie chez soi des personnes accompagnées.",
        question="Qu’est-ce que l’accompagnement change dans les choix des personnes et leur vie chez elles ?",
        answers={"familles": 522, "personnes": 411, "partenaires": 80},
        stage=Stage.PUBLISHED,
        opened=236,
        closes=180,
    ),
    Plan(
        code="commune",
        region="Côte-de-Sel",
        title="La place de chacun dans la commune",
        subject="Les activités, l’accueil, les déplacements et la vie de citoyen dans sa commune.",
        question="Qu’est-ce que l’action des associations change dans la place des personnes dans leur commune ?",
        answers={"familles": 378, "personnes": 298, "partenaires": 63},
        stage=Stage.REPORTED,
        opened=104,
        closes=55,
    ),
)
