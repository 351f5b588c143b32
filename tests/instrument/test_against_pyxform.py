"""pyxform and ODK Validate as independent judges of what we read and of what we refuse.

Where we decide otherwise the file or form is named below, with the reason.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from arpent.instrument.errors import FormRefused
from arpent.instrument.xlsform import read_xlsform

SHARED = Path(os.environ.get("ARPENT_SHARED", Path(__file__).resolve().parents[3] / "shared"))
FILES = sorted((SHARED / "data" / "xlsforms").glob("*.xls*"))

type Judge = Callable[[Path | str], bool]

needs_files = pytest.mark.skipif(not FILES, reason="../shared/data/xlsforms is not here")


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Whether pyxform accepts a form; importing it takes seconds, so once."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    def accepts(form: Path | str) -> bool:
        kind = None if isinstance(form, Path) else ".md"
        try:
            convert(form, validate=False, file_type=kind)
        except PyXFormError:
            return False
        return True

    return accepts


def we_accept(form: Path | str) -> bool:
    try:
        if isinstance(form, Path):
            read_xlsform(form)
        else:
            read_xlsform(form.encode(), "formulaire.md")
    except FormRefused:
        return False
    return True


DIFFERENT_FILES = {
    # ODK Validate refuses it too: « label::English » is no XPath. pyxform alone does not read expressions.
    "xl_date_ambiguous.xlsx": False,
}


@needs_files
@pytest.mark.filterwarnings("ignore:Unknown extension")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_judged_as_pyxform_judges_it(path: Path, judge: Judge):
    assert we_accept(path) == DIFFERENT_FILES.get(path.name, judge(path))


@needs_files
def test_all_files_are_there():
    assert len(FILES) == 24


def form(survey: str, choices: str = "", settings: str = "") -> str:
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    lines = []
    for name, rows in sheets.items():
        if rows:
            lines.append(f"| {name} |")
            lines += [f"| | {row.strip()} |" for row in rows.strip().splitlines()]
    return "\n".join(lines)


YES_NO = """
list_name | name | label
yn | y | Yes
yn | n | No
"""

GOOD = {
    "one text": form("type | name | label\ntext | a | A"),
    "caption and command": form("command | tag | caption\ntext | a | A"),
    "headers in capitals and spaces": form("Type | Name | Label | Constraint Message\ninteger | a | A | Non"),
    "languages": form("type | name | label::French (fr) | label::fr-simple\ntext | a | A | B"),
    "one colon": form("type | name | label:fr\ntext | a | A"),
    "select one": form("type | name | label\nselect_one yn | a | A", YES_NO),
    "select one from": form("type | name | label\nselect one from yn | a | A", YES_NO),
    "select1": form("type | name | label\nselect1 yn | a | A", YES_NO),
    "select all that apply from": form("type | name | label\nselect all that apply from yn | a | A", YES_NO),
    "rank": form("type | name | label\nrank yn | a | A", YES_NO),
    "or other": form("type | name | label\nselect_one yn or_other | a | A", YES_NO),
    "or specify other": form("type | name | label\nselect one from yn or specify other | a | A", YES_NO),
    "list name with a space": form(
        "type | name | label\nselect_one l | a | A", "list name | name | label\nl | x | X"
    ),
    "choice called by value": form(
        "type | name | label\nselect_one l | a | A", "list_name | value | label\nl | x | X"
    ),
    "choice without label": form(
        "type | name | label\nselect_one l | a | A", "list_name | name | label\nl | x |"
    ),
    "choices nobody uses": form("type | name | label\ntext | a | A", YES_NO),
    "duplicate choices allowed": form(
        "type | name | label\nselect_one l | a | A",
        "list_name | name | label\nl | x | X\nl | x | Y",
        "allow_choice_duplicates\nyes",
    ),
    "note without a name": form("type | name | label\nnote | | A\ntext | b | B"),
    "note with only a hint": form("type | name | label | hint\nnote | a | | H"),
    "picture instead of a label": form("type | name | label | media::image\ntext | a | | a.png"),
    "nested groups": form(
        "type | name | label\nbegin_group | g | G\nbegin group | h | H\ntext | a | A\nend group\nend_group"
    ),
    "group without label": form("type | name | label\nbegin_group | g | \ntext | a | A\nend_group | |"),
    "rule": form("type | name | label | relevant\ninteger | a | A |\ntext | b | B | ${a} > 3"),
    "rule on a later question": form(
        "type | name | label | relevant\ntext | b | B | ${a} > 3\ninteger | a | A |"
    ),
    "relevance alias": form(
        "type | name | label | bind::relevant\ninteger | a | A |\ntext | b | B | ${a} > 3"
    ),
    "required yes": form("type | name | label | required\ntext | a | A | yes"),
    "calculation": form("type | name | label | calculation\ninteger | a | A |\ncalculate | b | | ${a} * 2"),
    "calculate by a default": form("type | name | label | default\ncalculate | b | | now()"),
    "range": form("type | name | label | parameters\nrange | a | A | start=1 end=5 step=0.5"),
    "range without parameters": form("type | name | label\nrange | a | A"),
    "randomized": form(
        "type | name | label | parameters\nselect_one yn | a | A | randomize=true seed=42", YES_NO
    ),
    "text in rows": form("type | name | label | parameters\ntext | a | A | rows=5"),
    "repetition": form("type | name | label\nbegin repeat | r | R\ntext | a | A\nend repeat\ntext | b | B"),
    "only a repetition": form("type | name | label\nbegin repeat | r | R\ntext | a | A\nend repeat"),
    "place": form("type | name | label\ngeopoint | a | A\ntext | b | B"),
    "metadata": form("type | name | label\nstart | start |\ndeviceid | d |\ntoday | t |\ntext | a | A"),
    "audit": form("type | name | label\naudit | audit |\ntext | a | A"),
    "metadata cited": form("type | name | label\ntoday | t |\nnote | a | Le ${t}"),
    "answer from a file": form("type | name | label\nselect_one_from_file v.csv | a | A\ntext | b | B"),
    "answers of a repetition": form(
        "type | name | label\nbegin repeat | r | R\ntext | a | A\nend repeat\nselect_one ${a} | b | B\ntext | c | C"
    ),
    "unread function": form(
        "type | name | label | calculation\ncalculate | a | | pulldata('f', 'x', 'y', 'z')\ntext | b | B |"
    ),
    "unknown column": form("type | name | label | commentaire\ntext | a | A | à revoir"),
    "row with only a remark": form("type | name | label | commentaire\n | | | à revoir\ntext | a | A |"),
    "disabled row": form("type | name | label | disabled\ntext | a | A | yes\ntext | b | B |"),
    "names that differ by case": form("type | name | label\ntext | a | A\ntext | A | B"),
    "accents in names": form("type | name | label\ntext | âge | A"),
    "filter": form(
        "type | name | label | choice_filter\nselect_one yn | a | A |\nselect_one l | b | B | of = ${a}",
        "list_name | name | label | of\nyn | y | Yes |\nl | x | X | y",
    ),
    "same name as its group": form("type | name | label\nbegin_group | a | G\ntext | a | A\nend_group"),
    "only one sheet, of another name": "| questions |\n| | type | name | label |\n| | text | a | A |",
    "numbers as names of choices": form(
        "type | name | label\nselect_one l | a | A", "list_name | name | label\nl | 1 | X"
    ),
    "label cites a question": form("type | name | label\ntext | a | A\nnote | b | Bonjour ${a}"),
    "other settings": form(
        "type | name | label\ntext | a | A", "", "form_title | form_id | style\nT | i | pages"
    ),
}

BROKEN = {
    "no survey": "| choices |\n| | list_name | name | label |\n| | l | x | X |\n| settings |\n| | form_id |\n| | a |",
    "no type column": form("name | label\na | A"),
    "no type": form("type | name | label\n | a | A"),
    "unknown type": form("type | name | label\nselect_onee yn | a | A", YES_NO),
    "type in capitals": form("type | name | label\nInteger | a | A"),
    "no name": form("type | name | label\ntext | | A"),
    "space in a name": form("type | name | label\ntext | a b | A"),
    "name begins with a digit": form("type | name | label\ntext | 1a | A"),
    "reserved name": form("type | name | label\ntext | meta | A"),
    "twice the same name": form("type | name | label\ntext | a | A\ntext | a | B"),
    "question and group of one name": form(
        "type | name | label\ntext | a | A\nbegin_group | a | G\ntext | b | B\nend_group"
    ),
    "only a guidance": form("type | name | label | guidance_hint\ntext | a | | G"),
    "a row left out that cites nothing": form(
        "type | name | label | relevant\ngeopoint | a | A | ${zz} = 1\ntext | b | B |"
    ),
    "a row left out without a text": form("type | name | label\nimage | a |\ntext | b | B"),
    "a row left out with unreadable parameters": form(
        "type | name | label | parameters\nbarcode | a | A | start 1\ntext | b | B |"
    ),
    "an audit with a name": form("type | name | label\naudit | a |\ntext | b | B"),
    "a big image alone": form("type | name | label | media::big-image\ntext | a | A | a.png"),
    "no label": form("type | name | label\ntext | a |"),
    "unknown list": form("type | name | label\nselect_one zz | a | A", YES_NO),
    "no choices sheet": form("type | name | label\nselect_one zz | a | A"),
    "select without a list": form("type | name | label\nselect_one | a | A", YES_NO),
    "duplicate choice": form(
        "type | name | label\nselect_one l | a | A", "list_name | name | label\nl | x | X\nl | x | Y"
    ),
    "choice without a name": form(
        "type | name | label\nselect_one l | a | A", "list_name | name | label\nl | | X"
    ),
    "choices without the name column": form(
        "type | name | label\nselect_one l | a | A", "list_name | label\nl | X"
    ),
    "space in a choice of several": form(
        "type | name | label\nselect_multiple l | a | A", "list_name | name | label\nl | x y | X"
    ),
    "group not closed": form("type | name | label\nbegin_group | g | G\ntext | a | A"),
    "group not opened": form("type | name | label\ntext | a | A\nend_group | |"),
    "group closed as a repetition": form(
        "type | name | label\nbegin_group | g | G\ntext | a | A\nend_repeat | |"
    ),
    "group without a name": form("type | name | label\nbegin_group | | G\ntext | a | A\nend_group | |"),
    "unknown question in a rule": form("type | name | label | relevant\ntext | a | A | ${zz} = 1"),
    "unknown question in a label": form("type | name | label\nnote | a | Bonjour ${zz}"),
    "unknown question in a choice": form(
        "type | name | label\nselect_one l | a | A", "list_name | name | label\nl | x | ${zz}"
    ),
    "reference not closed": form("type | name | label\ntext | b | B\nnote | a | Bonjour ${b"),
    "reference with a space": form(
        "type | name | label | relevant\ntext | a | A |\ntext | b | B | ${ a } = 1"
    ),
    "name of two questions cited": form(
        "type | name | label | relevant\nbegin_group | g | G |\nbegin repeat | r | R |\ntext | a | A |\nend repeat\n"
        "end_group\ntext | a | A |\ntext | b | B | ${a} = 1"
    ),
    "calculation absent": form("type | name | label | calculation\ncalculate | a | |"),
    "parameters unreadable": form("type | name | label | parameters\nrange | a | A | start 1"),
    "parameter unknown": form("type | name | label | parameters\nselect_one yn | a | A | colour=red", YES_NO),
    "range with words": form("type | name | label | parameters\nrange | a | A | start=un end=5"),
    "range with a step of zero": form(
        "type | name | label | parameters\nrange | a | A | start=1 end=5 step=0"
    ),
    "range with too big a step": form(
        "type | name | label | parameters\nrange | a | A | start=1 end=5 step=9"
    ),
    "seed without randomize": form(
        "type | name | label | parameters\nselect_one yn | a | A | seed=4", YES_NO
    ),
    "rows of words": form("type | name | label | parameters\ntext | a | A | rows=dix"),
    "two columns for one thing": form("type | name | label | relevant | relevance\ntext | a | A | 1 | 1"),
    "or other with a filter": form(
        "type | name | label | choice_filter\nselect_one yn or_other | a | A | 1", YES_NO
    ),
    "other taken": form("type | name | label\nselect_one yn or_other | a | A\ntext | a_other | B", YES_NO),
    "name of the form": form("type | name | label\ntext | a | A", "", "name\n1 2"),
    "lists differ in a table": form(
        "type | name | label | appearance\nbegin_group | g | G | table-list\nselect_one yn | a | A |\n"
        "select_one l | b | B |\nend_group",
        YES_NO + "l | x | X",
    ),
}

DIFFERENT = {
    # pyxform leaves expressions to ODK Validate, which refuses these as we do (see below).
    "expression with a missing parenthesis": form("type | name | label | relevant\ntext | a | A | (1 = 1"),
    "unknown function": form("type | name | label | relevant\ntext | a | A | fonction(1)"),
    "rules in a circle": form(
        "type | name | label | relevant\ninteger | a | A | ${b} = 1\ninteger | b | B | ${a} = 1"
    ),
    "a rule that cites its own question": form("type | name | label | relevant\ninteger | a | A | ${a} = 1"),
    "required by its own answer": form("type | name | label | required\ntext | a | A | ${a} = 1"),
    "a group that holds nothing": form(
        "type | name | label\ntext | a | A\nbegin_group | g | G\nend_group | |"
    ),
}

STRICTER = {
    # A bare name is always empty in ODK; its author means « ${zone} ».
    "a bare name in a rule": form(
        "type | name | label | relevant\ninteger | zone | A |\ntext | b | B | zone = 1"
    ),
    # Answers are kept by the name of their question, so a name serves once, in whatever group.
    "one name in two groups": form(
        "type | name | label\nbegin_group | g | G\ntext | a | A\nend_group\nbegin_group | h | H\ntext | a | A\nend_group"
    ),
    # A choice in no list of a sheet without the column list_name would silently disappear.
    "choices without the list column": form("type | name | label\ntext | a | A", "name | label\nx | X"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_form_is_read(name: str, judge: Judge):
    assert judge(GOOD[name])
    assert we_accept(GOOD[name])


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_form_is_refused(name: str, judge: Judge):
    assert not judge(BROKEN[name])
    assert not we_accept(BROKEN[name])


@pytest.mark.parametrize("name", DIFFERENT | STRICTER)
def test_where_we_refuse_what_pyxform_alone_lets_through(name: str, judge: Judge):
    assert judge((DIFFERENT | STRICTER)[name])
    assert not we_accept((DIFFERENT | STRICTER)[name])


@pytest.mark.parametrize("name", DIFFERENT)
def test_odk_validate_refuses_it_too(name: str):
    from pyxform.validators.odk_validate import ODKValidateError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    with pytest.raises(ODKValidateError):
        convert(DIFFERENT[name], validate=True, file_type=".md")
