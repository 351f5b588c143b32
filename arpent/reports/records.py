"""`results.json`: one record a number, in codes and in words, for whoever computes with it.

Records come in the order of the report: question, then the whole and each breakdown, then choice. A hidden number
has null for `value`, `low` and `high`, and its reason in `suppressed`; null is never zero. `missing` counts
absent answers by reason (`no_answer`, `dont_know`, `prefer_not`, `not_concerned`, `not_understood`, `not_asked`),
and is null when even that may not be said.
"""

import json
from collections.abc import Iterator
from typing import Any

from arpent.analysis.crossed.values import Crossed
from arpent.analysis.figures import Figure, Measure, Number, Panel
from arpent.reports.document import Document, Section
from arpent.reports.scores import lines

type Record = dict[str, Any]


def records(document: Document) -> Iterator[Record]:
    """Every number of the document."""
    for section in document.sections():
        for panel in (
            section.figure.overall,
            *(one for groups in section.figure.breakdowns for one in groups),
        ):
            yield from _of_panel(section, panel)
        for name, number, count in lines(section.figure):
            if number is not None:
                yield _record(section, section.figure.overall, number, name) | {"n": count}
    for view in document.crossings:
        yield from _of_view(view)


def results_json(document: Document) -> str:
    """The records as a JSON array, one record a line."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records(document))
    return f"[\n{lines}\n]\n"


def _of_panel(section: Section, panel: Panel) -> Iterator[Record]:
    for number in panel.numbers:
        yield _record(section, panel, number, _measure(section.figure))
    if panel.favourable is not None:
        yield _record(section, panel, panel.favourable, "favourable")


def _of_view(view: Crossed) -> Iterator[Record]:
    """What compares two audiences: `audience` is the first, `group` the second. Their shares are above."""
    questions = {sight.audience: sight for sight in view.sights}
    for gap in view.gaps:
        for measure, number in (("gap", gap.gap), ("overlap", gap.overlap), ("higher", gap.higher)):
            yield {
                "audience": gap.first,
                "proxy": False,
                "question": questions[gap.first].question,
                "question_label": view.title,
                "choice": None,
                "choice_label": "",
                "by": "audience",
                "by_label": "Public",
                "group": gap.second,
                "group_label": "",
                "measure": measure,
                "value": number.value,
                "low": number.low,
                "high": number.high,
                "level": view.level,
                "n": None,
                "missing": None,
                "missing_shares": None,
                "method": f"regards croisés, verdict {gap.said.value}",
                "suppressed": None,
            }


def _measure(figure: Figure) -> str:
    return "mean" if figure.measure is Measure.MEAN else "share"


def _record(section: Section, panel: Panel, number: Number, measure: str) -> Record:
    figure = section.figure
    return {
        "audience": section.audience.code,
        "proxy": section.by_proxy,
        "question": figure.question,
        "question_label": figure.label,
        "choice": None if measure == "favourable" else number.choice,
        "choice_label": number.label,
        "by": panel.by,
        "by_label": panel.by_label,
        "group": panel.group,
        "group_label": panel.group_label,
        "measure": measure,
        "value": number.value,
        "low": number.low,
        "high": number.high,
        "level": figure.level,
        "n": panel.n,
        "missing": None if panel.missing is None else dict(panel.missing),
        "missing_shares": None if panel.missing_shares is None else dict(panel.missing_shares),
        "method": figure.method,
        "suppressed": number.suppressed.value or None,
    }
