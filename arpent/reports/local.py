"""What one association reads of a freeze: its own numbers beside those of the whole study, and no other's."""

from collections.abc import Iterator
from dataclasses import dataclass

from arpent.accounts.models import User
from arpent.analysis.figures import Figure, Panel
from arpent.analysis.models import Freeze, Result
from arpent.analysis.results import figures_of
from arpent.network.models import Organisation, OrganisationQuerySet
from arpent.network.rights import Right
from arpent.reports.models import THRESHOLDS, Report
from arpent.reports.reading import headline
from arpent.reports.sentences import span, written
from arpent.reports.typography import typeset, whole
from arpent.studies import models as studies

FEWEST = 3
"""Associations heard, below which the whole is hidden: less one's own, it would be the numbers of the other."""


@dataclass(frozen=True, slots=True)
class Told:
    """One number in words: its value, its interval, its n. Empty values are hidden numbers."""

    value: str = ""
    span: str = ""
    n: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what is counted, in the whole study and here."""

    label: str
    counted: str
    everywhere: Told
    here: Told


@dataclass(frozen=True, slots=True)
class Part:
    """One audience."""

    audience: studies.Audience
    lines: tuple[Line, ...]


def associations_read_by(user: User, study: studies.Study) -> OrganisationQuerySet:
    """The associations of a study whose results this person may read."""
    taking_part = studies.Participation.objects.filter(study=study).values("organisation")
    return Organisation.objects.allowing(user, Right.SEE_RESULTS).filter(pk__in=taking_part)


def parts(freeze: Freeze, organisation: Organisation) -> tuple[Part, ...]:
    """One part an audience, from the figures protected for the inside of the network."""
    datasets = freeze.datasets.select_related("version__questionnaire__audience")
    threshold = THRESHOLDS[Report.Audience.INSIDE]
    return tuple(
        Part(
            dataset.version.questionnaire.audience,
            tuple(
                _lines(
                    figures_of(dataset, voice=Result.Voice.OWN, threshold=threshold),
                    str(organisation.pk),
                    beside=dataset.associations >= FEWEST,
                )
            ),
        )
        for dataset in datasets
    )


def _lines(figures: tuple[Figure, ...], code: str, *, beside: bool) -> Iterator[Line]:
    for figure in figures:
        number = headline(figure, figure.overall)
        if number is not None:
            yield Line(
                label=typeset(figure.label),
                counted=typeset(figure.finding or number.label or "moyenne"),
                everywhere=_told(figure, figure.overall if beside else None),
                here=_told(figure, _panel_of(figure, code)),
            )


def _panel_of(figure: Figure, code: str) -> Panel | None:
    panels = (panel for row in figure.breakdowns for panel in row)
    return next((panel for panel in panels if panel.by == "association" and panel.group == code), None)


def _told(figure: Figure, panel: Panel | None) -> Told:
    number = headline(figure, panel) if panel else None
    if number is None or panel is None or panel.n is None:
        return Told()
    return Told(written(figure, number), span(figure, number), whole(panel.n))
