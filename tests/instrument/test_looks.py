"""How a form asks for drawn scales, two steps, opposite questions; and what it is told when it cannot have them."""

import pytest

from arpent.instrument.errors import FormRefused
from arpent.instrument.looks import asks_for, controls, drawing_of, opposites, rises
from arpent.instrument.values import text_in
from arpent.instrument.xlsform import Reading, read_xlsform

HEAD = "| survey |\n| | type | name | label::fr | appearance | opposite |\n"
CHOICES = """| choices |
| | list_name | name | label::fr | favourable |
| | deux | oui | Oui | yes |
| | deux | non | Non | |
| | trois | a | A | |
| | trois | b | B | |
| | trois | c | C | yes |
| | quatre | a | A | |
| | quatre | b | B | |
| | quatre | c | C | |
| | quatre | d | D | |
"""


def form(*rows: str, settings: str = "") -> Reading:
    said = (
        f"| settings |\n| | form_id | {settings.split('=')[0]} |\n| | f | {settings.split('=')[1]} |\n"
        if settings
        else ""
    )
    return read_xlsform((HEAD + "".join(f"| | {row} |\n" for row in rows) + CHOICES + said).encode(), "f.md")


def refused(*rows: str, settings: str = "") -> list[str]:
    with pytest.raises(FormRefused) as refusal:
        form(*rows, settings=settings)
    return [error.code for error in refusal.value.errors]


def test_a_scale_is_drawn_for_two_three_or_five_answers():
    read = form("select_one deux | q | ? | thermometer | ", "select_one trois | p | ? | faces | ")
    assert [drawing_of(question) for question in read.instrument.questions()] == ["thermometer", "faces"]


def test_a_drawing_that_its_list_cannot_have_is_refused():
    assert refused("select_one quatre | q | ? | faces | ") == ["P005"]
    assert refused("select_one trois | q | ? | two-steps | ") == ["P005"]
    assert refused("select_one trois | q | ? | either-or | ") == ["P005"]
    assert refused("text | q | ? | agreement | ") == ["P005"]


def test_two_drawings_at_once_are_refused():
    assert refused("select_one trois | q | ? | faces frequency | ") == ["P006"]


def test_an_opposite_is_another_question_with_the_same_answers():
    for wrong in ("q", "unknown", "other", "words"):
        rows = (
            f"select_one deux | q | ? | | {wrong}",
            "select_one trois | other | ? | | ",
            "text | words | ? | | ",
        )
        assert refused(*rows) == ["P007"], wrong


def test_opposites_are_found_by_name():
    far = [f"text | t{n} | ? | | " for n in range(5)]
    read = form("select_one deux | stay | ? | | leave", *far, "select_one deux | leave | ? | | ")
    assert [(one.name, other.name) for one, other in opposites(read.instrument)] == [("stay", "leave")]
    assert [notice.code for notice in read.notices] == []


def test_opposites_too_near_are_told():
    read = form("select_one deux | stay | ? | | leave", "select_one deux | leave | ? | | ")
    assert [notice.code for notice in read.notices] == ["I009"]


def control(expected: str, kind: str = "select_one deux") -> Reading:
    head = "| survey |\n| | type | name | label::fr | expected |\n"
    return read_xlsform(f"{head}| | {kind} | q | ? | {expected} |\n{CHOICES}".encode(), "f.md")


def test_a_question_of_control_names_the_answer_that_everyone_knows():
    read = control("oui")
    assert [(question.name, code) for question, code in controls(read.instrument)] == [("q", "oui")]
    assert controls(control("").instrument) == ()


def test_the_answer_that_everyone_knows_is_one_of_its_choices():
    for expected, kind in (("z", "select_one deux"), ("oui", "text"), ("oui", "select_multiple deux")):
        with pytest.raises(FormRefused) as told:
            control(expected, kind)
        assert [error.code for error in told.value.errors] == ["P009"]


def test_practice_and_the_ladder_are_asked_by_settings():
    read = form("text | q | ? | | ", settings="ladder=yes")
    assert asks_for(read.instrument, "ladder")
    assert not asks_for(read.instrument, "practice")
    assert refused("text | q | ? | | ", settings="practice=maybe") == ["P008"]


def test_the_least_answer_comes_first_when_it_is_said_or_when_the_last_is_the_good_one():
    read = form(
        "select_one trois | p | ? | faces | ",
        "select_one deux | q | ? | faces | ",
        "select_one deux | r | ? | faces rising | ",
    ).instrument
    assert [rises(question, read.choices_of(question)) for question in read.questions()] == [
        True,
        False,
        True,
    ]


def test_a_favourable_end_says_nothing_of_how_much_or_how_often():
    read = form("select_one trois | p | ? | agreement | ", "select_one trois | q | ? | frequency rising | ")
    questions = list(read.instrument.questions())
    assert [rises(each, read.instrument.choices_of(each)) for each in questions] == [False, True]


def test_an_edition_falls_back_on_wider_ones():
    assert text_in({"fr": "long", "fr-simple": "court"}, "fr-simple-x-picto") == "court"
    assert text_in({"en": "hi", "fr": "salut"}, "fr-BE") == "salut"
