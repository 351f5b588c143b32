"""Which drawings a figure has: a scale, bars, groups compared; each in two widths."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from arpent.analysis.figures import Figure, Measure
from arpent.reports.charts import bars, dots, likert
from arpent.reports.charts.colours import STEPS
from arpent.reports.charts.picture import Picture, drawn
from arpent.reports.charts.rows import Row, drawings
from arpent.reports.document import Document, Section
from arpent.reports.reading import headline
from arpent.reports.sentences import describes
from arpent.reports.typography import quoted, typeset

type Progress = Callable[[int, int], None]
"""Called with how many figures are drawn, and how many there are."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The same drawing for a desk and for a phone, and the words that it carries."""

    wide: Picture
    narrow: Picture
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A drawing to come."""

    wide: dict[str, Any]
    narrow: dict[str, Any]
    caption: str = ""


def draw_all(
    document: Document, progress: Progress = lambda _done, _total: None
) -> Mapping[str, tuple[Chart, ...]]:
    """The charts of each section, by anchor. About 0.05 s a figure."""
    sections = list(document.sections())
    charts = {}
    for done, section in enumerate(sections):
        progress(done, len(sections))
        charts[section.anchor] = draw(section)
    progress(len(sections), len(sections))
    return charts


def draw(section: Section) -> tuple[Chart, ...]:
    """The charts of one figure."""
    whose = "réponses données à la place des" if section.by_proxy else "réponses des"
    title = f"{section.figure.label} : {whose} {section.audience.plural}"
    found = f"{describes(section)} Le tableau qui suit donne tous les chiffres."

    def picture(at: int, kind: str, spec: dict[str, Any]) -> Picture:
        name = f"{section.anchor}-{at}{kind[0]}"
        return drawn(spec, name=name, title=typeset(title), description=found, kind=kind)

    return tuple(
        Chart(picture(at, "wide", plan.wide), picture(at, "narrow", plan.narrow), plan.caption)
        for at, plan in enumerate(_plans(section), 1)
    )


def is_scale(figure: Figure) -> bool:
    """Whether the figure is drawn as a centred scale."""
    return figure.measure is Measure.SHARES and figure.ordered and len(figure.overall.numbers) in STEPS


def runs_downwards(figure: Figure) -> bool:
    """Whether the favourable answers come first in the questionnaire: the drawing puts them at the right."""
    numbers = figure.overall.numbers
    return bool(numbers) and numbers[0].favourable and not numbers[-1].favourable


def _plans(section: Section) -> Iterator[Plan]:
    figure = section.figure
    together = tuple(drawings(figure, f"Ensemble des {section.audience.plural}"))
    if is_scale(figure):
        yield from (_scale(figure, rows) for rows in together)
    elif figure.measure is Measure.SHARES:
        yield Plan(bars.wide(figure), bars.narrow(figure))
        if figure.breakdowns:
            yield from (_groups(figure, rows) for rows in together)
    else:
        yield from (_groups(figure, rows) for rows in together)


def _scale(figure: Figure, rows: tuple[Row, ...]) -> Plan:
    looks = {"favourable": figure.overall.favourable is not None, "reverse": runs_downwards(figure)}
    return Plan(likert.wide(rows, **looks), likert.narrow(rows, **looks))


def _groups(figure: Figure, rows: tuple[Row, ...]) -> Plan:
    number = headline(figure, figure.overall)
    asked = number is not None and number.choice is not None and figure.overall.favourable is None
    caption = f"{quoted(typeset(number.label))}, d’un groupe à l’autre" if number and asked else ""
    return Plan(dots.wide(figure, rows), dots.narrow(figure, rows), caption)
