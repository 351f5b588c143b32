"""Figures made by hand, plainly fictional, for the reports to print."""

from datetime import date

from arpent.analysis.figures import Figure, Measure, Number, Panel, Suppression
from arpent.reports.document import Audience, Document, Sample, themes_of

FAMILIES = Audience("families", "familles", feminine=True, mark="family")
PEOPLE = Audience("people", "personnes", feminine=True, mark="people")
PARTNERS = Audience("partners", "partenaires", mark="partner")

OPINION = ("Pas du tout", "Plutôt non", "Entre les deux", "Plutôt oui", "Tout à fait")
MISSING = {"no_answer": 7, "dont_know": 11}


def number(
    choice: str | None, label: str, value: float, margin: float = 0.04, favourable: bool = False
) -> Number:
    return Number(choice, label, value, max(0.0, value - margin), value + margin, favourable=favourable)


def hidden(choice: str | None, label: str, why: Suppression = Suppression.TOO_FEW) -> Number:
    return Number(choice, label, None, None, None, suppressed=why)


def panel(
    shares: list[float],
    *,
    labels: tuple[str, ...] = OPINION,
    favourable: tuple[int, ...] = (3, 4),
    group: str = "",
    by: str = "",
    n: int = 410,
    margin: float = 0.04,
) -> Panel:
    """Everyone, or the group of that name when a breakdown is named."""
    numbers = tuple(
        number(str(at), label, share, margin, at in favourable)
        for at, (label, share) in enumerate(zip(labels, shares, strict=True))
    )
    together = number(None, "", sum(shares[at] for at in favourable), margin) if favourable else None
    return Panel(
        by.lower() or None, by, group.lower() or None, group or "Ensemble", n, MISSING, numbers, together
    )


def hidden_panel(
    group: str, by: str, labels: tuple[str, ...] = OPINION, why: Suppression = Suppression.TOO_FEW
) -> Panel:
    numbers = tuple(hidden(str(at), label, why) for at, label in enumerate(labels))
    return Panel(by.lower(), by, group.lower(), group, None, None, numbers, None, why)


def figure(overall: Panel, *breakdowns: tuple[Panel, ...], **changes: object) -> Figure:
    given: dict[str, object] = {
        "question": "info",
        "label": "Je me sens mieux informée",
        "theme": "S’informer",
        "measure": Measure.SHARES,
        "ordered": True,
        "finding": "",
        "level": 0.95,
        "method": "part pondérée ; intervalle logit à 95 %",
    }
    return Figure(**given | changes, overall=overall, breakdowns=breakdowns)  # type: ignore[arg-type]


def mean_panel(value: float, margin: float, *, group: str = "", by: str = "") -> Panel:
    mean = Number(None, "", value, value - margin, value + margin)
    return Panel(
        by.lower() or None, by, group.lower() or None, group or "Ensemble", 398, {"no_answer": 3}, (mean,)
    )


INFORMED = figure(
    panel([0.06, 0.12, 0.10, 0.45, 0.27]),
    (
        panel([0.04, 0.09, 0.07, 0.50, 0.30], group="Nord", by="Région", n=131, margin=0.05),
        panel([0.06, 0.13, 0.20, 0.40, 0.21], group="Sud", by="Région", n=164, margin=0.05),
        hidden_panel("Est", "Région"),
        hidden_panel("Ouest", "Région", why=Suppression.COMPLEMENT),
    ),
    finding="se sentent mieux informées",
)
SOURCES = figure(
    panel([0.64, 0.41, 0.17], labels=("Réunions", "Site internet", "Autre"), favourable=()),
    question="sources",
    label="Où trouvez-vous l'information ?",
    ordered=False,
)
HOURS = figure(
    mean_panel(12.4, 1.1),
    (mean_panel(11.1, 1.2, group="Nord", by="Région"), mean_panel(14.2, 1.4, group="Sud", by="Région")),
    question="hours",
    label="Combien d'heures par semaine ?",
    theme="Le quotidien",
    measure=Measure.MEAN,
    ordered=False,
)
ALONE = figure(
    Panel(
        None, "", None, "Ensemble", None, None, (hidden("y", "Oui"), hidden("n", "Non")), None, Suppression.TOO_FEW
    ),
    question="job",
    label="Avez-vous changé de travail ?",
    theme="Le quotidien",
)  # fmt: skip

DOCUMENT = Document(
    title="Se sentir informé, être entendu",
    digest="4be109d7" * 8,
    themes=themes_of([(one, FAMILIES) for one in (INFORMED, SOURCES, HOURS, ALONE)]),
    proxies=themes_of([(INFORMED, PEOPLE)], by_proxy=True, start=5),
    samples=(Sample(FAMILIES, 428, 990, 8), Sample(PEOPLE, 351, 747, 8, proxies=12)),
    question="Les familles se sentent-elles mieux informées ?",
    territory="Plaine-d’Orme",
    network="Les Passerelles",
    frozen_on=date(2026, 6, 12),
    left_out=("« Commentaire » : réponses libres, lues à part",),
    fictional=True,
)
