"""Importing answers: the same five people, exported by every tool, give the same answers."""

import os
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.instrument.answering import check, complete
from arpent.instrument.exports import Import, read_export
from arpent.instrument.tables import DataRefused
from arpent.instrument.values import Instrument, Missing
from tests.instrument.forms import TODAY, form, survey

SHARED = Path(os.environ.get("ARPENT_SHARED", Path(__file__).resolve().parents[3] / "shared"))
RAW = SHARED / "data" / "masculinity-survey" / "raw-responses.csv"

FORM = form(
    """
| survey  |
|         | type                       | name  | label             | relevant        | alias |
|         | begin_group                | lieu  | Le lieu           |                 |       |
|         | select_one oui_non         | venu  | Déjà venu ?       |                 |       |
|         | integer                    | fois  | Combien de fois ? | ${venu} = 'oui' |       |
|         | end_group                  |       |                   |                 |       |
|         | select_multiple aides or_other | aides | Quelles aides ?   |             | q0004 |
|         | date                       | jour  | Quel jour ?       |                 |       |
|         | text                       | mot   | Un mot ?          |                 |       |
| choices |
|         | list_name | name  | label::fr      | label::en |
|         | oui_non   | oui   | Oui            | Yes       |
|         | oui_non   | non   | Non            | No        |
|         | aides     | lire  | L’aide à lire  | Reading   |
|         | aides     | aller | Y aller        | Going     |
"""
)

EXPECTED = [
    {"venu": "oui", "fois": 3, "aides": ("lire", "aller"), "mot": "Bien"},
    {"venu": "non", "fois": Missing.NOT_ASKED, "aides": ("aller",), "mot": Missing.NO_ANSWER},
    {
        "venu": Missing.NO_ANSWER,
        "fois": Missing.NOT_ASKED,
        "aides": Missing.NO_ANSWER,
        "mot": Missing.NO_ANSWER,
    },
]

KOBO_ONE_COLUMN = """start;lieu/venu;lieu/fois;aides;mot;_id;_uuid
2026-01-01;oui;3;lire aller;Bien;1;a
2026-01-02;non;;aller;;2;b
2026-01-03;;;;;3;c
"""
KOBO_SPLIT = """start,lieu/venu,lieu/fois,aides,aides/lire,aides/aller,mot,_id
2026-01-01,oui,3,lire aller,1,1,Bien,1
2026-01-02,non,,aller,0,1,,2
2026-01-03,,,,,,,3
"""
KOBO_LABELS = """Déjà venu ?;Combien de fois ?;Quelles aides ?;Quelles aides ?/L’aide à lire;Quelles aides ?/Y aller;Un mot ?
Oui;3;L’aide à lire Y aller;1;1;Bien
Non;;Y aller;0;1;
;;;;;
"""
CENTRAL = """SubmissionDate,lieu-venu,lieu-fois,aides,mot,meta-instanceID,KEY
2026-01-01T10:00:00.000Z,oui,3,lire aller,Bien,uuid:1,uuid:1
2026-01-02T10:00:00.000Z,non,,aller,,uuid:2,uuid:2
2026-01-03T10:00:00.000Z,,,,,uuid:3,uuid:3
"""
CENTRAL_SPLIT = """SubmissionDate,lieu-venu,lieu-fois,aides,aides/lire,aides/aller,mot,KEY
2026-01-01T10:00:00.000Z,oui,3,lire aller,1,1,Bien,uuid:1
2026-01-02T10:00:00.000Z,non,,aller,0,1,,uuid:2
2026-01-03T10:00:00.000Z,,,,,,,uuid:3
"""
LIMESURVEY = """"id","submitdate","lastpage","startlanguage","venu","fois","aides[SQ001]","aides[SQ002]","aides[other]","mot"
"1","2026-01-01","2","fr","oui","3","Y","Y","","Bien"
"2","2026-01-02","2","fr","non","","N","Y","",""
"3","2026-01-03","1","fr","","","","","",""
"""
LIMESURVEY_ANSWERS = """"id","venu. Déjà venu ?","fois. Combien de fois ?","aides[lire]","aides[aller]","mot. Un mot ?"
"1","Oui","3","Oui","Oui","Bien"
"2","Non","","Non","Oui",""
"3","","","","",""
"""
BY_LABEL = """venu,fois,q0004_0001,q0004_0002,mot
Yes,3,L?aide à lire,Going,Bien
No,NA,Not selected,Going,NA
NA,NA,NA,NA,NA
"""
BRACKETS_AND_DOTS = """venu\tfois\taides.lire\taides.aller\tmot
oui\t3\tTrue\tTrue\tBien
non\t\tFalse\tTrue\t
\t\t\t\t
"""

TOOLS = {
    "KoboToolbox, one column": KOBO_ONE_COLUMN,
    "KoboToolbox, split": KOBO_SPLIT,
    "KoboToolbox, with labels": KOBO_LABELS,
    "ODK Central": CENTRAL,
    "ODK Central, split": CENTRAL_SPLIT,
    "LimeSurvey": LIMESURVEY,
    "LimeSurvey, whole answers": LIMESURVEY_ANSWERS,
    "labels in cells": BY_LABEL,
    "tabs and dots": BRACKETS_AND_DOTS,
}


def imported(text: str, instrument: Instrument = FORM, encoding: str = "utf-8") -> Import:
    return read_export(text.encode(encoding), "export.csv", instrument, TODAY)


def answers(read: Import) -> list[dict[str, object]]:
    return [{name: row.answers[name] for name in EXPECTED[0]} for row in read.rows]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_gives_the_same_answers(tool: str):
    read = imported(TOOLS[tool])
    # a line of nothing but delimiters is no person: the third one, where a tool writes nothing else
    assert answers(read) == EXPECTED[: len(read.lines)]
    assert len(read.lines) >= 2
    assert read.misfits == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding: str):
    read = imported("venu;mot\nOui;Été\n", encoding=encoding)
    assert read.rows[0].answers["mot"] == "Été"


def test_an_excel_file_is_read_like_a_csv():
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Réponses")
        for number, line in enumerate(KOBO_SPLIT.splitlines()):
            for column, cell in enumerate(line.split(",")):
                sheet.write(number, column, cell)
    read = read_export(buffer.getvalue(), "export.xlsx", FORM, TODAY)
    assert answers(read) == EXPECTED


def test_metadata_is_named_and_left():
    assert imported(KOBO_ONE_COLUMN).ignored_columns == ("start", "_id", "_uuid")


def test_a_device_is_not_imported_even_where_a_rule_cites_it():
    asked = form(survey("deviceid | deviceid |", "text | mot | Un mot", "note | n | ${deviceid}"))
    read = imported("deviceid,mot\n356938035643809,Bien\n", asked)
    assert read.ignored_columns == ("deviceid",)
    assert read.columns["deviceid"] == (Missing.NO_ANSWER,)


def test_a_column_of_all_the_codes_wins_over_columns_of_only_some():
    assert imported("aides,aides/lire\nlire aller,1\n").columns["aides"] == (("lire", "aller"),)


def test_other_columns_are_kept_beside_the_answers():
    read = imported("venu,weight,cluster\noui,1.25,A12\n")
    assert read.rows[0].leftover == {"weight": "1.25", "cluster": "A12"}


def test_questions_without_a_column_are_named():
    assert imported("venu\noui\n").absent == ("fois", "aides", "jour", "mot")


def test_a_cell_that_does_not_fit_is_reported_with_its_place():
    read = imported("venu,fois\noui,beaucoup\npeut-être,\n")
    assert [(misfit.code, misfit.line, misfit.column, misfit.read) for misfit in read.misfits] == [
        ("E01", 3, "venu", "peut-être"),
        ("E02", 2, "fois", "beaucoup"),
    ]
    assert str(read.misfits[1]).startswith("Ligne 2, colonne «\u202ffois\u202f»")


def test_an_answer_to_a_question_that_is_not_asked_is_reported():
    read = imported("venu,fois\nnon,3\n")
    assert [misfit.code for misfit in read.misfits] == ["E09"]
    assert read.rows[0].answers["fois"] is Missing.NOT_ASKED


def test_misfits_of_one_column_are_counted_beyond_the_first_hundred():
    read = imported("fois,venu\n" + "beaucoup,oui\n" * 250)
    assert len(read.misfits) == 101
    assert "150 autres" in read.misfits[-1].why


def test_a_reason_in_a_cell_is_kept_as_a_reason():
    read = imported("venu,fois\nJe ne sais pas,\nprefer_not,\n")
    assert list(read.columns["venu"]) == [Missing.DONT_KNOW, Missing.PREFER_NOT]


def test_nothing_ticked_is_not_the_same_as_nothing_said():
    read = imported("aides/lire,aides/aller\n0,0\nNA,NA\n")
    assert list(read.columns["aides"]) == [(), Missing.NO_ANSWER]


def test_the_words_of_other_are_kept():
    read = imported("aides[lire],aides[other]\nY,Un voisin\nN,\n")
    assert read.columns["aides"][0] == ("lire", "other")
    assert read.rows[0].answers["aides_other"] == "Un voisin"


def test_other_in_limesurvey_is_an_answer_with_words():
    asked = form(survey("select_one a or_other | q | Q ?", choices=("a | x | X",)))
    read = imported("q,q[other]\n-oth-,Ailleurs\nx,\n", asked)
    assert [row.answers for row in read.rows] == [{"q": "other", "q_other": "Ailleurs"}, {"q": "x"}]


def test_a_constraint_is_applied():
    columns = "type | name | label | constraint"
    asked = form(survey("integer | age | Âge ? | . < 120", columns=columns))
    read = imported("age\n17\n170\n", asked)
    assert list(read.columns["age"]) == [17, Missing.NO_ANSWER]
    assert read.misfits[0].code == "E08"


def test_calculations_are_made_again():
    columns = "type | name | label | calculation"
    asked = form(survey("integer | a | A |", "calculate | b | | ${a} * 2", columns=columns))
    assert list(imported("a,b\n4,999\n", asked).columns["b"]) == [8]


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "export.csv", "D002"),
        (b"a,b\n1,2\n", "export.csv", "D005"),
        (b"venu,venu\noui,non\n", "export.csv", "D004"),
        (b"venu,lieu/venu\noui,non\n", "export.csv", "D006"),
        (b"PK\x03\x04 nothing", "export.xlsx", "D002"),
        (b"venu\n", "export.pdf", "D001"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content: bytes, filename: str, code: str):
    with pytest.raises(DataRefused) as refusal:
        read_export(content, filename, FORM, TODAY)
    assert [error.code for error in refusal.value.errors] == [code]


@pytest.mark.skipif(not RAW.exists(), reason="../shared/data/masculinity-survey is not here")
def test_labels_in_the_cells_of_a_real_file_are_read():
    asked = form(
        survey(
            "select_one masc | masc | How masculine? | q0001",
            "select_multiple src | sources | Where from? | q0004",
            columns="type | name | label | alias",
            choices=(
                *(
                    f"masc | m{i} | {label} masculine"
                    for i, label in enumerate(("Very", "Somewhat", "Not very", "Not at all"))
                ),
                "src | father | Father or father figure(s)",
                "src | mother | Mother or mother figure(s)",
                "src | family | Other family members",
                "src | culture | Pop culture",
                "src | friends | Friends",
                "src | else | Other (please specify)",
            ),
        )
    )
    read = read_export(RAW.read_bytes(), RAW.name, asked, TODAY)
    assert read.misfits == ()
    assert Counter(read.columns["masc"]) == {"m1": 826, "m0": 612, "m2": 131, "m3": 32, Missing.NO_ANSWER: 14}
    assert sum("father" in value for value in read.columns["sources"]) == 1109  # type: ignore[operator]
    assert read.ignored_columns == ("StartDate", "EndDate")
    assert len(read.leftover["weight"]) == 1615


CHOSEN = st.sampled_from(["", "oui", "non", "dont_know"])
NUMBER = st.one_of(st.just(""), st.integers(0, 5).map(str), st.just("prefer_not"))
PERSON = st.tuples(CHOSEN, NUMBER, st.sampled_from(["", "lire", "lire aller"]), st.sampled_from(["", "Bien"]))
RULED = form(
    """
| survey  |
|         | type                  | name   | label | relevant                                | calculation       |
|         | select_one oui_non    | venu   | A     |                                         |                   |
|         | begin_group           | g      | G     | ${venu} != 'non'                        |                   |
|         | integer               | fois   | B     | ${venu} = 'oui' or ${venu} = ''         |                   |
|         | select_multiple aides | aides  | C     | ${fois} > 2 or ${venu} = ''             |                   |
|         | calculate             | double |       |                                         | coalesce(${fois}, 1) * 2 |
|         | end_group             |        |       |                                         |                   |
|         | text                  | mot    | D     | ${double} > 2                           |                   |
| choices |
|         | list_name | name  | label |
|         | oui_non   | oui   | Oui   |
|         | oui_non   | non   | Non   |
|         | aides     | lire  | Lire  |
|         | aides     | aller | Aller |
"""
)


@settings(deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=8))
def test_the_importer_follows_the_same_engine_as_the_runner(people: list[tuple[str, ...]]):
    lines = [",".join(person) for person in people]
    read = imported("venu,fois,aides,mot,reste\n" + "\n".join(f"{line},1" for line in lines) + "\n", RULED)
    for person, row in zip(people, read.rows, strict=True):
        given = dict(zip(("venu", "fois", "aides", "mot"), person, strict=True))
        answers = {
            name: check(RULED, RULED.question(name), cell.split() if name == "aides" else cell, {}, TODAY)
            for name, cell in given.items()
            if cell
        }
        assert row.answers == complete(RULED, answers, TODAY)  # type: ignore[arg-type]
