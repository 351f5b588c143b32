"""The numbers of a figure as tables of words, for the page, the PDF and the reader who cannot see a chart."""

from collections.abc import Iterator
from dataclasses import dataclass

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
    Suppression.FEW_ASSOCIATIONS: "masqué : trop peu d’associations",
    Suppression.ALL_ALIKE: "masqué : trop semblables",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, or the reason why there are none."""

    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row. Without cells, its head is the name of the rows that follow."""

    head: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with a head for each row and each column."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Line, ...]

    @property
    def labelled(self) -> list[tuple[Line, list[tuple[str, Cell]]]]:
        """Each row, its cells beside the head of their column: a table that folds on a phone repeats them."""
        return [(line, list(zip(self.columns, line.cells, strict=bool(line.cells)))) for line in self.rows]

    @property
    def widths(self) -> tuple[int, ...]:
        """What each column asks for, in letters, the column of heads first."""
        lines = [line for line in self.rows if line.cells]
        heads = max((len(line.head) for line in lines), default=0)
        return (
            min(max(heads, 12), 30),
            *(_width(head, [line.cells[at].text for line in lines]) for at, head in enumerate(self.columns)),
        )


def _width(head: str, cells: list[str]) -> int:
    """The longest cell, or the longest word of the head; a hidden cell may take two lines."""
    longest = max([len(cell) for cell in cells] + [len(word) for word in head.split()])
    return min(longest, LONGEST_CELL) + 2


LONGEST_CELL = 14  # 72 % [68 – 76]
SHEET = 104  # letters of a table across a sheet of paper
GROUPS_ACROSS = 7  # columns of a turned table, besides the one of everyone


def tables(figure: Figure) -> tuple[Table, ...]:
    """Groups as rows, all in one table. When a question has too many answers for that, answers become rows and
    each breakdown has tables of its own, each beginning with everyone."""
    reasons = _reasons((figure.overall, *(panel for groups in figure.breakdowns for panel in groups)))
    heads = _heads(figure, reasons)
    whole_line = _line(figure, figure.overall, reasons)
    grouped = Table(typeset(figure.label), "Groupe", heads, (whole_line, *_grouped(figure, reasons)))
    if sum(grouped.widths) <= SHEET:
        return (grouped,)
    return tuple(
        _turned(figure, heads, [whole_line, *(_line(figure, panel, reasons) for panel in part)])
        for groups in figure.breakdowns or ((),)
        for part in _across(groups)
    )


def _across(groups: tuple[Panel, ...]) -> Iterator[tuple[Panel, ...]]:
    """The groups of a breakdown in as few tables as sheets are wide, of nearly one width."""
    sheets = -(-len(groups) // GROUPS_ACROSS) or 1
    width = -(-len(groups) // sheets) or 1
    return (groups[start : start + width] for start in range(0, len(groups) or 1, width))


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


def _heads(figure: Figure, reasons: list[Missing]) -> tuple[str, ...]:
    answers = [typeset(number.label) or "Moyenne" for number in figure.overall.numbers]
    if figure.overall.favourable:
        answers.append("Réponses favorables")
    return (*answers, "n", *(MISSING[reason] for reason in reasons))


def _grouped(figure: Figure, reasons: list[Missing]) -> Iterator[Line]:
    for groups in figure.breakdowns:
        if groups:
            yield Line(typeset(groups[0].by_label))
        for panel in groups:
            yield _line(figure, panel, reasons)


def _line(figure: Figure, panel: Panel, reasons: list[Missing]) -> Line:
    return Line(_name(panel), _cells(figure, panel, reasons))


def _turned(figure: Figure, heads: tuple[str, ...], lines: list[Line]) -> Table:
    """Answers as rows, groups as columns."""
    rows = zip(*(line.cells for line in lines), strict=True)
    return Table(
        caption=typeset(figure.label),
        corner="Réponse",
        columns=tuple(line.head for line in lines),
        rows=tuple(Line(head, cells) for head, cells in zip(heads, rows, strict=True)),
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


def reasons_in_words() -> str:
    """Every reason for which an answer may be missing, for the page on method."""
    return listed([words.lower() for words in MISSING.values()])
