"""The numbers of a figure as tables of words, for the page, the PDF and the reader who cannot see a chart."""

from dataclasses import dataclass, replace

from arpent.analysis.figures import Figure, Number, Panel, Suppression
from arpent.instrument.values import Missing
from arpent.reports.reading import is_shown
from arpent.reports.sentences import span, written
from arpent.reports.typography import listed, typeset, whole

MISSING = {
    Missing.NO_ANSWER: "Sans réponse",
    Missing.DONT_KNOW: "Ne sait pas",
    Missing.PREFER_NOT: "Préfère ne pas répondre",
    Missing.NOT_CONCERNED: "Pas concerné",
    Missing.NOT_UNDERSTOOD: "N’a pas compris",
    Missing.NOT_ASKED: "Question non posée",
}

WHY = {
    Suppression.NONE: "masqué",
    Suppression.TOO_FEW: "masqué : trop peu",
    Suppression.COMPLEMENT: "masqué aussi",
    Suppression.ALL_ALIKE: "masqué : trop semblables",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, or the reason why there are none."""

    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with a head for each row and each column."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def tables(figure: Figure) -> tuple[Table, ...]:
    """One table a breakdown, the whole on its first row; only the whole when there is no breakdown."""
    groupings = figure.breakdowns or ((),)
    return tuple(_readable(_table(figure, groups)) for groups in groupings)


def missing_in_words(panel: Panel) -> str:
    """Why answers are missing, counted by reason: « Sans réponse : 7, Ne sait pas : 11 »."""
    if panel.missing is None:
        return "masqué"
    counted = [
        f"{MISSING[Missing(reason)]} : {whole(count)}"
        for reason, count in panel.missing.items()
        if count and reason != Missing.NOT_ASKED
    ]
    return typeset(", ".join(counted)) or "aucune"


def _table(figure: Figure, groups: tuple[Panel, ...]) -> Table:
    panels = (figure.overall, *groups)
    reasons = _reasons(panels)
    heads = [typeset(number.label) for number in figure.overall.numbers]
    if len(heads) == 1:
        heads = ["Moyenne"]
    if figure.overall.favourable:
        heads.append("Réponses favorables")
    heads += ["n", *(MISSING[reason] for reason in reasons)]
    label = typeset(groups[0].by_label) if groups else ""
    return Table(
        caption=typeset(figure.label),
        corner=label or "Groupe",
        columns=tuple(heads),
        rows=tuple((_name(panel), _cells(figure, panel, reasons)) for panel in panels),
    )


def _name(panel: Panel) -> str:
    return typeset(panel.group_label) if panel.by is not None else "Ensemble"


def _reasons(panels: tuple[Panel, ...]) -> list[Missing]:
    found = {reason for panel in panels for reason, count in (panel.missing or {}).items() if count}
    return [reason for reason in MISSING if reason in found] or [Missing.NO_ANSWER]


def _cells(figure: Figure, panel: Panel, reasons: list[Missing]) -> tuple[Cell, ...]:
    numbers = list(panel.numbers)
    if figure.overall.favourable:
        numbers.append(panel.favourable or _absent(panel))
    return (
        *(_value(figure, number) for number in numbers),
        _count(panel.n),
        *(_count(None if panel.missing is None else panel.missing.get(reason, 0)) for reason in reasons),
    )


def _absent(panel: Panel) -> Number:
    return Number(None, "", None, None, None, panel.suppressed or Suppression.COMPLEMENT)


def _value(figure: Figure, number: Number) -> Cell:
    if not is_shown(number):
        return Cell(typeset(WHY[number.suppressed]), hidden=True)
    return Cell(f"{written(figure, number)} {span(figure, number)}".rstrip())


def _count(count: int | None) -> Cell:
    return Cell("masqué", hidden=True) if count is None else Cell(whole(count))


def _readable(table: Table) -> Table:
    """The table turned round when it would be wider than long."""
    if len(table.columns) <= max(6, len(table.rows) + 1):
        return table
    turned = zip(*(cells for _, cells in table.rows), strict=True)
    return replace(
        table,
        corner="Réponse",
        columns=tuple(name for name, _ in table.rows),
        rows=tuple(zip(table.columns, turned, strict=True)),
    )


def reasons_in_words() -> str:
    """Every reason for which an answer may be missing, for the page on method."""
    return listed([words.lower() for words in MISSING.values()])
