"""The drawing of a crossed view: one bar an audience, or one dot for many answers."""

from collections.abc import Mapping
from typing import Any

from arpent.analysis.crossed.values import Crossed, Sight
from arpent.analysis.figures import Figure, Measure, Number, Panel, Suppression
from arpent.reports.charts import dots, likert
from arpent.reports.charts.colours import STEPS
from arpent.reports.charts.draw import Chart
from arpent.reports.charts.picture import drawn
from arpent.reports.charts.rows import Row
from arpent.reports.crossings.sentences import Names, says, tells
from arpent.reports.document import ANYONE, Document
from arpent.reports.typography import typeset


def draw_views(document: Document) -> Mapping[str, tuple[Chart, ...]]:
    """The charts of each crossed view, by anchor."""
    names = document.names
    return {
        anchor(number): draw(view, names, anchor(number)) for number, view in enumerate(document.crossings, 1)
    }


def anchor(number: int) -> str:
    """The address of a view in the page, from 1."""
    return f"crossed-{number}"


def draw(view: Crossed, names: Names, name: str) -> tuple[Chart, ...]:
    """One chart in two widths; none when no audience may be shown."""
    if not any(sight.n is not None for sight in view.sights):
        return ()
    title = f"{view.title} : regards croisés"
    found = " ".join((says(view, names), *tells(view, names), "Le tableau qui suit donne tous les chiffres."))
    wide, narrow = _specifications(view, names)
    return (
        Chart(
            drawn(wide, name=f"{name}-1w", title=typeset(title), description=found, kind="wide"),
            drawn(narrow, name=f"{name}-1n", title=typeset(title), description=found, kind="narrow"),
        ),
    )


def legend(view: Crossed) -> tuple[tuple[int, str], ...]:
    """Step of the opinion scale and answer; none for dots."""
    labels = _labels(view)
    if len(labels) not in STEPS:
        return ()
    ordered = labels[::-1] if _runs_downwards(view) else labels
    return tuple(zip(STEPS[len(labels)], ordered, strict=True))


def _specifications(view: Crossed, names: Names) -> tuple[dict[str, Any], dict[str, Any]]:
    if len(_labels(view)) in STEPS:
        rows = tuple(_row(sight, names, sight.numbers) for sight in view.sights)
        looks = {"favourable": False, "reverse": _runs_downwards(view)}
        return likert.wide(rows, **looks), likert.narrow(rows, **looks)
    rows = tuple(_row(sight, names, (sight.mean,) if sight.mean else ()) for sight in view.sights)
    panels = [row.panel for row in rows if row.panel is not None]
    figure = Figure(
        "", view.title, "", Measure.MEAN, False, "", view.level, "", panels[0], (tuple(panels[1:]),)
    )
    return dots.wide(figure, rows), dots.narrow(figure, rows)


def _row(sight: Sight, names: Names, numbers: tuple[Number, ...]) -> Row:
    plural = names.get(sight.audience, ANYONE).plural
    hidden = Suppression.NONE if sight.n is not None else Suppression.COMPLEMENT
    shown = numbers or (Number(None, "", None, None, None, hidden),)
    panel = Panel(None, "", None, plural, sight.n, None, shown, None, hidden)
    return Row(plural[:1].upper() + plural[1:], panel)


def _labels(view: Crossed) -> list[str]:
    shown = next((sight.numbers for sight in view.sights if sight.numbers), ())
    return [typeset(number.label) for number in shown]


def _runs_downwards(view: Crossed) -> bool:
    shown = next((sight.numbers for sight in view.sights if sight.numbers), ())
    return bool(shown) and shown[0].favourable and not shown[-1].favourable
