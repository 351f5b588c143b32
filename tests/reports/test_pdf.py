import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from arpent.reports.charts.draw import draw_all
from arpent.reports.document import Document, themes_of
from arpent.reports.pdf import pdf
from arpent.reports.printed import Printed, printed
from tests.reports.samples import DOCUMENT, FAMILIES, HOURS, mean_panel

NOON = datetime(2026, 6, 12, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def report() -> Printed:
    return printed(DOCUMENT, draw_all(DOCUMENT))


@pytest.fixture(scope="module")
def reader(report) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(report, made_at=NOON)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_it_declares_itself_accessible(reader):
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in metadata
    assert reader.trailer["/Root"]["/Lang"] == "fr"


def test_each_drawing_has_its_words(reader):
    assert any("familles se sentent mieux informées" in words for words in _alternatives(reader))


def _alternatives(reader: PdfReader) -> list[str]:
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"].get_object()]
    while waiting:
        node = waiting.pop()
        if not hasattr(node, "get"):
            continue
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        children = node.get("/K")
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            waiting.append(child.get_object() if hasattr(child, "get_object") else child)
    return found


def test_it_bears_the_easy_mark_that_it_is_given_and_none_otherwise(report, reader):
    mark = (
        "Phrases faciles à lire et à comprendre",
        "4 personnes ont relu.",
        "La Clairière, 12 novembre 2026.",
    )
    marked = PdfReader(io.BytesIO(pdf(report, made_at=NOON, easy_mark=mark)))
    cover = " ".join(marked.pages[0].extract_text().split())
    assert " ".join(mark) in cover
    assert "pdfuaid:part>1<" in marked.trailer["/Root"]["/Metadata"].get_data().decode()
    assert mark[0] not in text_of(reader)


def test_it_says_what_the_page_says(reader):
    text = text_of(reader)
    assert "se sentent mieux informées" in text
    assert "Réponses données à la place de quelqu’un" in text


def test_pages_are_counted(reader):
    assert f"page 2 sur {len(reader.pages)}" in text_of(reader)


def test_the_hash_is_on_the_last_page(reader):
    assert "4be109d7" * 8 in "".join(reader.pages[-1].extract_text().split())


def pages_of(document: Document) -> list[str]:
    return [
        page.extract_text() for page in PdfReader(io.BytesIO(pdf(printed(document, {}), made_at=NOON))).pages
    ]


def test_a_short_chapter_follows_the_last_one_on_its_sheet():
    assert any(
        "Je me sens mieux informée" in page and "Combien d’heures" in page for page in pages_of(DOCUMENT)
    )


def test_a_table_goes_on_over_the_page_under_its_heads():
    groups = tuple(mean_panel(12.0, 1.0, group=f"Asso {at}", by="Association") for at in range(50))
    long = replace(HOURS, breakdowns=(groups,))
    tall = replace(DOCUMENT, themes=themes_of([(long, FAMILIES)]), proxies=())
    assert sum("Groupe" in page and "Moyenne" in page for page in pages_of(tall)) >= 2


def test_the_same_report_gives_the_same_bytes(report):
    assert pdf(report, made_at=NOON) == pdf(report, made_at=NOON)


@pytest.mark.parametrize(
    "title",
    ['#import "x"', "$ x $ *gras* _bas_ <a> @b", "عنوان 研究 😀", "a" * 300, "\\", "\u202f", "Żółć ș"],
)
def test_any_words_can_be_printed(title):
    hostile = replace(DOCUMENT, title=title, lead=title, left_out=(title,))
    assert pdf(printed(hostile, {}), made_at=NOON).startswith(b"%PDF")
