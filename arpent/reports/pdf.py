"""The report as PDF/UA-1. The layout is `report.typ`; every word reaches it as data."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from arpent.reports.charts.draw import Chart
from arpent.reports.charts.picture import FONTS
from arpent.reports.printed import Chapter, Leaf, Printed
from arpent.reports.styles import STATIC
from arpent.reports.tables import Table
from arpent.reports.typography import NARROW

CONTOURS = STATIC / "motifs" / "contours.svg"
LATIN = 0xFF  # up to here, and for the signs below, our own typeface has everything
COMMON = frozenset("œŒŸ’‘“”–—…•€−\u202f")
INSTEAD = "?"
PROBE = (
    b'#set document(title: "x")\n#set text(lang: "fr", font: "Atkinson Hyperlegible Next")\n#sys.inputs.sign'
)
LAYOUT = Path(__file__).parent / "report.typ"

WORDS = {
    "respondents": "Qui a répondu",
    "audience": "Public",
    "contents": "Dans ce rapport",
    "method": "Comment lire ces chiffres",
    "how": "Comment nous le savons",
    "proxies": "Réponses données à la place de quelqu’un",
    "proxies_note": "Un proche ou un professionnel a répondu. Ces réponses ne sont jamais mêlées à celles des "
    "personnes elles-mêmes.",
    "left_out": "Ce que ce rapport ne montre pas",
    "data": "Les données",
    "digest": f"Tous les chiffres viennent des mêmes réponses, figées sous cette empreinte (SHA-256){NARROW}:",
    "frozen": "Réponses figées le",
    "invented": "Exemple inventé",
    "quotes": "Avec leurs mots",
    "quotes_note": "Textes choisis pour illustrer, parmi toutes les réponses et sans dire d’où ils viennent. Ils ne représentent pas les autres.",
    "by_proxy": "écrit à la place de la personne",
}
FICTION = f"Réseau d’exemple{NARROW}: tout ce que vous lisez ici est inventé."


def pdf(report: Printed, *, made_at: datetime) -> bytes:
    """The accessible PDF. The same report and moment give the same bytes."""
    data = _printable(json.dumps(_data(report), ensure_ascii=False))
    return _compiled(LAYOUT.read_bytes(), {"report": data}, made_at)


def _compiled(source: bytes, inputs: dict[str, str], made_at: datetime) -> bytes:
    compiled = typst.compile(
        source,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=["ua-1"],
        timestamp=made_at.replace(microsecond=0),
    )
    if not isinstance(compiled, bytes):
        raise TypeError("A PDF is one file.")
    return compiled


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _printable(text: str) -> str:
    """The text without the signs that no font of ours can draw: PDF/UA refuses a document with an empty box."""
    rare = {sign for sign in text if ord(sign) > LATIN and sign not in COMMON and not _can_be_drawn(sign)}
    return text.translate({ord(sign): INSTEAD for sign in rare})


@cache
def _can_be_drawn(sign: str) -> bool:
    try:
        _compiled(PROBE, {"sign": sign}, datetime(2000, 1, 1, tzinfo=UTC))
    except typst.TypstError:
        return False
    return True


def _data(report: Printed) -> dict[str, Any]:
    return {
        "title": report.title,
        "footer": report.title if len(report.title) < 40 else f"{report.title[:38]}…",
        "place": report.place,
        "question": report.question,
        "lead": report.lead,
        "fictional": report.fictional,
        "fiction": FICTION,
        "contours": CONTOURS.read_text(encoding="utf-8"),
        "heads": report.heads,
        "respondents": [
            {"audience": line.audience, "mark": line.mark, "cells": line.cells} for line in report.respondents
        ],
        "chapters": [_chapter(chapter) for chapter in report.chapters],
        "proxies": [_chapter(chapter) for chapter in report.proxies],
        "notes": [{"title": note.title, "text": note.text} for note in report.notes],
        "left_out": report.left_out,
        "frozen_on": report.frozen_on,
        "digest": report.digest,
        "short_digest": report.short_digest,
        "words": WORDS,
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "anchor": chapter.anchor,
        "title": chapter.title,
        "leaves": [_leaf(leaf) for leaf in chapter.leaves],
    }


def _leaf(leaf: Leaf) -> dict[str, Any]:
    return {
        "anchor": leaf.anchor,
        "says": leaf.says,
        "asked": leaf.asked,
        "audience": leaf.audience,
        "mark": leaf.mark,
        "legend": leaf.legend,
        "compares": leaf.compares,
        "cautions": leaf.cautions,
        "facts": leaf.facts,
        "charts": [_chart(chart) for chart in leaf.charts],
        "tables": [_table(table) for table in leaf.tables],
        "quotes": [
            {
                "topic": said.topic,
                "texts": [{"words": words, "by_proxy": proxy} for words, proxy in said.texts],
            }
            for said in leaf.quotes
        ],
    }


def _chart(chart: Chart) -> dict[str, str]:
    alt = f"{chart.wide.title}. {chart.wide.description}"
    return {"svg": chart.wide.svg, "alt": alt, "caption": chart.caption}


def _table(table: Table) -> dict[str, Any]:
    rows = [
        {"head": line.head, "cells": [{"text": cell.text, "hidden": cell.hidden} for cell in line.cells]}
        for line in table.rows
    ]
    return {
        "corner": table.corner,
        "columns": table.columns,
        "rows": rows,
        "widths": table.widths,
    }
