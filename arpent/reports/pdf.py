"""The report as PDF/UA-1. The layout is `report.typ`; every word reaches it as data."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from arpent.reports.charts.draw import Chart
from arpent.reports.printed import Chapter, Leaf, Printed
from arpent.reports.styles import STATIC
from arpent.reports.tables import Table
from arpent.reports.typography import NARROW
from arpent.ui.pdf import compiled, printable

CONTOURS = STATIC / "motifs" / "contours.svg"
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


def pdf(report: Printed, *, made_at: datetime, easy_mark: tuple[str, ...] = ()) -> bytes:
    """The accessible PDF. The same report and moment give the same bytes. `easy_mark`: the lines of a mark on its cover."""
    data = printable(json.dumps({**_data(report), "easy_mark": easy_mark}, ensure_ascii=False))
    return compiled(LAYOUT.read_bytes(), {"report": data}, made_at)


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
