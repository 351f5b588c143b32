import io
import json
from dataclasses import replace

import openpyxl
import pytest

from arpent.reports.document import Theme
from arpent.reports.records import records, results_json
from arpent.reports.workbook import workbook
from tests.reports.samples import DOCUMENT


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(DOCUMENT)))


def cells(sheet) -> list[object]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_each_theme_has_its_sheet(book):
    assert book.sheetnames == [
        "Lisez-moi", "S’informer", "Le quotidien", "À la place – S’informer", "Données",
    ]  # fmt: skip


def test_a_share_is_a_number_that_a_spreadsheet_computes_with(book):
    row = next(row for row in book["S’informer"].iter_rows() if row[1].value == "Plutôt oui")
    assert (row[2].value, row[2].number_format, row[5].value) == (0.45, "0%", 410)


def test_each_line_says_what_is_missing(book):
    row = next(row for row in book["S’informer"].iter_rows(values_only=True) if row[1] == "Plutôt oui")
    assert row[6] == "Sans réponse\u202f: 7, Ne sait pas\u202f: 11"


def test_a_hidden_number_is_words_and_never_zero(book):
    row = next(row for row in book["S’informer"].iter_rows(values_only=True) if row[0] == "Région\u202f: Est")
    assert row[2:8] == (None, None, None, None, "masqué", "masqué\u202f: trop peu")


def test_the_hash_is_on_the_first_sheet(book):
    assert "4be109d7" * 8 in cells(book["Lisez-moi"])


def test_words_never_become_formulas():
    theme = replace(DOCUMENT.themes[0], title="=1+1")
    book = openpyxl.load_workbook(io.BytesIO(workbook(replace(DOCUMENT, title="=cmd|x", themes=(theme,)))))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("title", ["a/b:c*d?[e]", "x" * 60, "", "History", "'quoted'"])
def test_any_theme_names_a_sheet(title):
    themes = (Theme(title, DOCUMENT.themes[0].sections), Theme(title, DOCUMENT.themes[1].sections))
    book = openpyxl.load_workbook(io.BytesIO(workbook(replace(DOCUMENT, themes=themes))))
    assert len(book.sheetnames) == 5


def test_a_record_is_one_number_in_codes_and_words():
    record = next(one for one in records(DOCUMENT) if one["group"] == "nord" and one["choice"] == "3")
    assert {
        name: record[name] for name in ("question", "by", "value", "n", "suppressed", "choice_label")
    } == {
        "question": "info",
        "by": "région",
        "value": 0.50,
        "n": 131,
        "suppressed": None,
        "choice_label": "Plutôt oui",
    }


def test_a_hidden_record_holds_no_number():
    hidden = [one for one in records(DOCUMENT) if one["suppressed"]]
    assert hidden
    assert all(
        one["value"] is one["low"] is one["high"] is one["n"] is one["missing"] is None for one in hidden
    )


def test_records_keep_their_order():
    assert results_json(DOCUMENT) == results_json(DOCUMENT)
    assert [one["question"] for one in json.loads(results_json(DOCUMENT))] == [
        one["question"] for one in records(DOCUMENT)
    ]


def test_proxies_are_marked_in_the_records():
    assert {one["proxy"] for one in records(DOCUMENT) if one["audience"] == "people"} == {True}
