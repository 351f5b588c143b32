"""`tables.xlsx`: one sheet to read for each theme, and one sheet to compute with."""

import re
from io import BytesIO
from typing import Any

import xlsxwriter

from arpent.analysis.figures import Figure, Measure, Number, Panel
from arpent.reports.asked import asked_in_words
from arpent.reports.crossings import sentences as crossings
from arpent.reports.crossings.tables import tables as crossed_tables
from arpent.reports.document import Document, Section, Theme
from arpent.reports.methods import notes
from arpent.reports.reading import is_shown
from arpent.reports.records import Record, records
from arpent.reports.scores import lines, tells
from arpent.reports.sentences import told
from arpent.reports.tables import WHY, missing_in_words
from arpent.reports.typography import sentence, typeset, whole

type Formats = dict[str, Any]

HEADS = ("Groupe", "Réponse", "Valeur", "De", "À", "n", "Réponses manquantes", "Masqué")
WIDTHS = (34, 44, 10, 10, 10, 9, 44, 26)
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "says": {"bold": True, "font_size": 12, "top": 2, "text_wrap": False},
    "soft": {"font_color": "#43534b"},
    "head": {"bold": True, "bottom": 2},
    "wrap": {"text_wrap": True, "valign": "top"},
    "share": {"num_format": "0%"},
    "mean": {"num_format": "0.0"},
    "score": {"num_format": "0.00"},
    "count": {"num_format": "#,##0"},
}


def workbook(document: Document) -> bytes:
    """The workbook. Words stay words: nothing that a person wrote can become a formula."""
    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": typeset(document.title), "comments": f"SHA-256 {document.digest}"})
        formats = {name: book.add_format(look) for name, look in FORMATS.items()}
        names = _Names()
        _write_notes(book.add_worksheet(names.free("Lisez-moi")), document, formats)
        for theme in document.themes:
            _write_theme(book.add_worksheet(names.free(theme.title or "Réponses")), theme, formats)
        if document.crossings:
            _write_views(book.add_worksheet(names.free("Regards croisés")), document, formats)
        for theme in document.proxies:
            name = names.free(f"À la place – {theme.title}")
            _write_theme(book.add_worksheet(name), theme, formats)
        _write_records(book.add_worksheet(names.free("Données")), list(records(document)), formats)
    return buffer.getvalue()


class _Names:
    """Sheet names as Excel takes them: 31 signs, none of []:*?/\\, no two alike."""

    def __init__(self) -> None:
        self.taken: set[str] = {"history", "historique"}  # kept by Excel for itself

    def free(self, wanted: str) -> str:
        """That name, shortened or numbered when it has to be."""
        name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", typeset(wanted)).strip(" '’")[:31] or "Feuille"
        candidate, turn = name, 1
        while candidate.lower() in self.taken:
            turn += 1
            candidate = f"{name[: 31 - len(f' {turn}')]} {turn}"
        self.taken.add(candidate.lower())
        return candidate


def _write_notes(sheet: Any, document: Document, formats: Formats) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100, formats["wrap"])
    sheet.write_string(0, 0, typeset(document.title), formats["title"])
    lines = [(note.title, note.text) for note in notes(document)]
    lines += [("Non montré", sentence(words)) for words in document.left_out]
    lines.append(("Empreinte des réponses (SHA-256)", document.digest))
    for row, (head, words) in enumerate(lines, 2):
        sheet.write_string(row, 0, head, formats["head"])
        sheet.write_string(row, 1, words, formats["wrap"])


def _write_theme(sheet: Any, theme: Theme, formats: Formats) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, typeset(theme.title or "Réponses"), formats["title"])
    row = 2
    for section in theme.sections:
        row = _write_section(sheet, row, section, formats) + 1


def _write_section(sheet: Any, row: int, section: Section, formats: Formats) -> int:
    """One figure from that row down; the row that follows it."""
    figure = section.figure
    for column in range(len(HEADS)):
        sheet.write_blank(row, column, None, formats["says"])
    sheet.write_string(row, 0, told(section), formats["says"])
    sheet.write_string(row + 1, 0, _asked(section))
    sheet.write_string(row + 2, 0, sentence(figure.method), formats["soft"])
    for column, head in enumerate(HEADS):
        sheet.write_string(row + 3, column, head, formats["head"])
    row += 4
    for panel in (figure.overall, *(one for groups in figure.breakdowns for one in groups)):
        for number in (*panel.numbers, *filter(None, [panel.favourable])):
            _write_number(sheet, row, figure, panel, number, formats)
            row += 1
    row = _write_scale(sheet, row, figure, formats)
    return _write_quotes(sheet, row, section, formats)


def _write_views(sheet: Any, document: Document, formats: Formats) -> None:
    """Each crossed view: its sentences, then its tables as words."""
    sheet.set_column(0, 8, 30)
    row = 0
    for view in document.crossings:
        sheet.write_string(row, 0, crossings.says(view, document.names), formats["says"])
        for words in crossings.tells(view, document.names):
            row += 1
            sheet.write_string(row, 0, words)
        for table in crossed_tables(view, document.names):
            row += 2
            for column, head in enumerate((table.corner, *table.columns)):
                sheet.write_string(row, column, head, formats["head"])
            for line in table.rows:
                row += 1
                for column, words in enumerate((line.head, *(cell.text for cell in line.cells))):
                    sheet.write_string(row, column, words)
        row += 2


def _write_scale(sheet: Any, row: int, figure: Figure, formats: Formats) -> int:
    """What is known of a score beside its mean; nothing for a question."""
    for _name, number, count in lines(figure):
        if number is not None:
            sheet.write_string(row, 0, "Ensemble")
            sheet.write_string(row, 1, typeset(number.label))
            for column, value in enumerate((number.value, number.low, number.high), 2):
                if value is not None:
                    sheet.write_number(row, column, value, formats["score"])
            if count is not None:
                sheet.write_string(row, 6, typeset(f"{whole(count)} personnes concernées"))
            row += 1
    for words in tells(figure):
        sheet.write_string(row, 0, words, formats["soft"])
        row += 1
    return row


def _write_quotes(sheet: Any, row: int, section: Section, formats: Formats) -> int:
    """What people wrote, beside the topic and nothing else."""
    for quote in section.quotes:
        proxy = " (écrit à la place de la personne)" if quote.by_proxy else ""
        sheet.write_string(row, 0, "Avec leurs mots", formats["soft"])
        sheet.write_string(row, 1, typeset(quote.topic))
        sheet.write_string(row, 2, f"{quote.words}{proxy}")
        row += 1
    return row


def _write_number(
    sheet: Any, row: int, figure: Figure, panel: Panel, number: Number, formats: Formats
) -> None:
    look = formats["score" if figure.scale else "mean" if figure.measure is Measure.MEAN else "share"]
    sheet.write_string(row, 0, _group(panel))
    sheet.write_string(row, 1, _choice(figure, panel, number))
    shown = is_shown(number)
    for column, value in enumerate((number.value, number.low, number.high), 2):
        if shown and value is not None:
            sheet.write_number(row, column, value, look)
    if panel.n is not None:
        sheet.write_number(row, 5, panel.n, formats["count"])
    sheet.write_string(row, 6, missing_in_words(panel))
    if not shown:
        sheet.write_string(row, 7, typeset(WHY[number.suppressed]))


def _asked(section: Section) -> str:
    """The question with its code and, unless it was put to everyone, to whom."""
    figure, found = section.figure, asked_in_words(section.figure, section.audience)
    whom = f" · {found[0].lower()} {found[1]}" if found else ""
    return f"{typeset(figure.label)} ({figure.question}){whom}"


def _group(panel: Panel) -> str:
    return typeset(f"{panel.by_label} : {panel.group_label}") if panel.by is not None else "Ensemble"


def _choice(figure: Figure, panel: Panel, number: Number) -> str:
    if number is panel.favourable:
        return "Réponses favorables"
    return typeset(number.label) or ("Moyenne" if figure.measure is Measure.MEAN else "")


def _write_records(sheet: Any, found: list[Record], formats: Formats) -> None:
    """Every number on one line, with its codes: what a program or a pivot table reads."""
    if not found:
        return
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(found[0]):
        sheet.write_string(0, column, head, formats["head"])
    for row, record in enumerate(found, 1):
        for column, value in enumerate(record.values()):
            _write_value(sheet, row, column, value)
    sheet.autofilter(0, 0, len(found), len(found[0]) - 1)


def _write_value(sheet: Any, row: int, column: int, value: object) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case dict():
            sheet.write_string(row, column, ", ".join(f"{key}={count}" for key, count in value.items()))
        case _:
            sheet.write_string(row, column, str(value))
