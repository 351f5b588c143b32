"""Files that try to exhaust or to trick the reader are refused, quickly and in words."""

import time
import zipfile
from contextlib import suppress
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.instrument.errors import CATALOGUE, FormRefused
from arpent.instrument.expressions import MAX_TREE, ExpressionRefused, parse
from arpent.instrument.routing import routing_of
from arpent.instrument.values import Instrument
from arpent.instrument.writing import write_xlsform
from arpent.instrument.xlsform import read_xlsform
from tests.instrument.forms import VISIT, form, survey


def refused(content: bytes, filename: str) -> list[str]:
    with pytest.raises(FormRefused) as refusal:
        read_xlsform(content, filename)
    return [error.code for error in refusal.value.errors]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one of its parts replaced."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item != name:
                new.writestr(item, old.read(item))
        new.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "vide.xlsx", "F002"),
        (b"PK\x03\x04rien", "abime.xlsx", "F002"),
        (b"\xd0\xcf\x11\xe0rien", "abime.xls", "F002"),
        (b"\xff\xfe\x00", "abime.md", "F002"),
        (b"%PDF-1.7", "rapport.pdf", "F001"),
        (b"x" * 10_000_001, "lourd.xlsx", "F003"),
        (b"du texte sans tableau", "note.md", "F004"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, filename: str, code: str):
    assert refused(content, filename) == [code]


def test_an_archive_that_unpacks_without_end_is_refused():
    bomb = with_part(write_xlsform(form(VISIT)), "xl/media/image1.png", b"0" * 60_000_000)
    assert len(bomb) < 100_000
    assert refused(bomb, "bombe.xlsx") == ["F009"]


def test_entities_that_multiply_are_refused():
    laughs = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
    <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>"""
    assert refused(with_part(write_xlsform(form(VISIT)), "xl/sharedStrings.xml", laughs), "rire.xlsx") == [
        "F002"
    ]


def test_a_formula_without_its_result_is_refused_with_its_place():
    book = openpyxl.load_workbook(BytesIO(write_xlsform(form(VISIT))))
    book["survey"]["C3"] = "=CONCATENATE(A1, B1)"
    buffer = BytesIO()
    book.save(buffer)
    assert refused(buffer.getvalue(), "formule.xlsx") == ["F008"]


def test_a_formula_is_read_as_its_result():
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("survey")
        for column, (header, cell) in enumerate({"type": "text", "name": "a"}.items()):
            sheet.write_string(0, column, header)
            sheet.write_string(1, column, cell)
        sheet.write_string(0, 2, "label")
        sheet.write_formula(1, 2, '="Bon" & "jour"', value="Bonjour")
    assert read_xlsform(buffer.getvalue(), "formule.xlsx").instrument.question("a").label == {"fr": "Bonjour"}


def test_too_many_rows_are_refused():
    assert refused(survey(*(f"text | q{i} | Q" for i in range(20_500))).encode(), "long.md") == ["F005"]


def test_a_cell_without_end_is_refused():
    assert refused(survey(f"text | q | {'a' * 30_000}").encode(), "long.md") == ["F006"]


def test_groups_without_end_are_refused():
    rows = [f"begin_group | g{i} | G" for i in range(2_000)] + ["text | q | Q"] + ["end_group | |"] * 2_000
    assert set(refused(survey(*rows).encode(), "poupees.md")) == {"G005"}


def test_a_long_chain_of_operations_is_refused_before_it_is_evaluated():
    with pytest.raises(ExpressionRefused, match=str(MAX_TREE)):
        parse("1" + "+1" * 1_900)


def chain(length: int) -> Instrument:
    """Each question waits for the next one."""
    rows = [f"integer | q{i} | Q | ${{q{i + 1}}} = 1" for i in range(length - 1)]
    return form(survey(*rows, f"integer | q{length - 1} | Q |", columns="type | name | label | relevant"))


def test_a_long_chain_of_questions_is_followed():
    started = time.perf_counter()
    assert routing_of(chain(1_500)).order[0] == "q1499"
    assert time.perf_counter() - started < 10


def test_every_error_says_what_to_do():
    assert all(entry.fact and entry.remedy for entry in CATALOGUE.values())


@settings(max_examples=200, deadline=None)
@given(st.text("abx${}()'\"., +-*/<>=!&|[]01é’ \n", max_size=60))
def test_whatever_is_written_an_expression_is_read_or_refused(text: str):
    with suppress(ExpressionRefused):
        parse(text)


TYPES = [
    "text",
    "select_one l",
    "begin_group",
    "end_group",
    "begin repeat",
    "end repeat",
    "note",
    "",
    "calculate",
    "zut",
]
CELLS = st.sampled_from(["", "a", "b", "a b", "${a}", "${", "1 = 1", "(", "yes", "Ça", "l"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TYPES), CELLS, CELLS, CELLS, CELLS), max_size=6))
def test_whatever_is_written_a_form_is_read_or_refused(rows: list[tuple[str, ...]]):
    columns = "type | name | label | relevant | calculation"
    written = survey(*(" | ".join(row) for row in rows), columns=columns, choices=("l | x | X",))
    with suppress(FormRefused):
        read_xlsform(written.encode(), "hasard.md")
