"""How a text is laid out, and what a questionnaire as a whole must be: each rule with a good and a bad case."""

from dataclasses import replace

import pytest

from arpent.falc import (
    RULES,
    Block,
    Item,
    Layout,
    Level,
    Look,
    Status,
    check_layout,
    check_questionnaire,
    summary,
)
from arpent.falc.layout import LAYOUT
from arpent.falc.layout.colours import Colour, contrast

GOOD = Look(
    points=14,
    family="Arial",
    weight=400,
    italic=False,
    underlined=False,
    link=False,
    capitals=False,
    effects=False,
    align="left",
    hyphens=False,
    line_height=1.5,
    line_length=60,
    contrast=7,
    pattern=False,
    indent=0,
    columns=1,
    table=0,
    heading=1,
    picture=True,
)
PAGES = Layout(
    (Block(0, 20, GOOD),),
    pages=4,
    numbered=True,
    margin_cm=3,
    questions_whole=True,
    titles=1,
    notes=False,
    moving=False,
    smallest_target=64,
    smallest_gap=12,
)
BAD_LOOKS = {
    "L01": {"points": 12},
    "L02": {"family": "Times New Roman, serif"},
    "L28": {"weight": 200},
    "L16": {"italic": True},
    "L17": {"underlined": True},
    "L18": {"capitals": True},
    "L04": {"effects": True},
    "L05": {"align": "justify"},
    "L19": {"hyphens": True},
    "L07": {"line_height": 1.2},
    "L08": {"line_length": 90},
    "L09": {"contrast": 4.5},
    "L20": {"pattern": True},
    "L21": {"indent": 1},
    "L11": {"picture": False},
    "L12": {"columns": 2},
    "L25": {"table": 2},
    "L29": {"heading": 4},
}
BAD_PAGES = {
    "L13": {"numbered": False},
    "L22": {"questions_whole": False},
    "L14": {"smallest_target": 44},
    "L23": {"smallest_gap": 4},
    "L15": {"moving": True},
    "L24": {"margin_cm": 1.5},
    "L26": {
        "blocks": tuple(Block(0, 20, replace(GOOD, family=name)) for name in ("Arial", "Verdana", "Atkinson"))
    },
    "L27": {"pages": 60},
    "L30": {"titles": 0},
    "L31": {"notes": True},
}
OUT = ("Je ne sais pas", "Je ne veux pas répondre")


def test_every_layout_rule_has_its_bad_case() -> None:
    assert set(LAYOUT) == set(BAD_LOOKS) | set(BAD_PAGES)


def test_a_good_layout_conforms_to_each_rule() -> None:
    findings = check_layout(PAGES)
    assert len(findings) == 0
    assert findings.tested == set(LAYOUT)


@pytest.mark.parametrize(("rule", "change"), BAD_LOOKS.items(), ids=BAD_LOOKS)
def test_a_block_that_breaks_a_rule_is_found(rule: str, change: dict[str, object]) -> None:
    (found,) = check_layout(replace(PAGES, blocks=(Block(0, 20, replace(GOOD, **change)),)))
    assert (found.rule, found.start, found.end) == (rule, 0, 20)


@pytest.mark.parametrize(("rule", "change"), BAD_PAGES.items(), ids=BAD_PAGES)
def test_a_page_that_breaks_a_rule_is_found(rule: str, change: dict[str, object]) -> None:
    assert [one.rule for one in check_layout(replace(PAGES, **change))] == [rule]


def test_what_nobody_knows_is_not_tested() -> None:
    lines = {
        line.rule: line.status for line in summary(check_layout(Layout((Block(0, 5, Look(points=14)),))))
    }
    assert (lines["L01"], lines["L09"]) == (Status.CONFORMS, Status.NOT_TESTED)


def test_a_sans_serif_face_is_not_taken_for_a_serif() -> None:
    assert "L02" not in {one.rule for one in check_layout(Layout((Block(0, 5, Look(family="sans-serif")),)))}


def test_a_paragraph_in_italics_is_said_once_not_once_a_word() -> None:
    words = tuple(Block(at, at + 4, Look(italic=True, points=14 + at)) for at in (0, 5, 10))
    assert [(one.rule, one.start, one.end) for one in check_layout(Layout(words))] == [("L16", 0, 14)]


def test_a_small_table_is_a_warning_and_a_wide_one_an_error() -> None:
    levels = [check_layout(Layout((Block(0, 9, Look(table=wide)),))).findings[0].level for wide in (2, 5, 6)]
    assert levels == [Level.WARNING, Level.WARNING, Level.ERROR]


def test_what_words_say_and_what_pages_show_have_different_numbers() -> None:
    assert not set(LAYOUT) & {rule.id for rule in RULES.values() if rule.scope == "text"}


@pytest.mark.parametrize(
    ("ink", "paper", "expected"),
    [((0, 0, 0), (255, 255, 255), 21), ((119, 119, 119), (255, 255, 255), 4.48), ((9, 9, 9), (9, 9, 9), 1)],
)
def test_contrast_is_that_of_wcag(ink: Colour, paper: Colour, expected: float) -> None:
    assert contrast(ink, paper) == pytest.approx(expected, abs=0.005)


def test_an_underlined_link_is_right() -> None:
    assert len(check_layout(Layout((Block(0, 5, Look(underlined=True, link=True)),)))) == 0


def test_a_good_questionnaire_has_nothing_against_it() -> None:
    found, findings = check_questionnaire(
        [Item("Vous aimez le repas ?", ("Oui", "Non", *OUT))], progress=True
    )
    assert (found, findings.tested) == ((), {"S05", "S06", "S07", "S08", "S10"})


@pytest.mark.parametrize(
    ("rule", "choices"),
    [
        ("S05", ("1", "2", "3", "4", *OUT)),
        ("S06", ("Oui", "Non", "Je ne sais pas")),
        ("S10", ("Oui", "Un petit peu moins souvent", *OUT)),
    ],
)
def test_an_answer_set_that_breaks_a_rule_is_found(rule: str, choices: tuple[str, ...]) -> None:
    found, _ = check_questionnaire([Item("Vous aimez le repas ?", choices)])
    assert [(one.item, one.finding.rule) for one in found] == [(0, rule)]


def test_more_than_five_answers_are_an_error() -> None:
    found, _ = check_questionnaire([Item("Vous aimez quoi ?", (*"abcdef", *OUT))])
    assert [one.finding.level for one in found] == [Level.ERROR]


def test_a_long_questionnaire_is_a_warning_and_a_very_long_one_an_error() -> None:
    levels = [check_questionnaire([Item("Ça va ?")] * size)[0][0].finding.level for size in (21, 31)]
    assert levels == [Level.WARNING, Level.ERROR]


def test_a_questionnaire_says_where_one_is() -> None:
    found, _ = check_questionnaire([Item("Ça va ?")], progress=False)
    assert [one.finding.rule for one in found] == ["S07"]


def test_a_waived_rule_of_a_questionnaire_is_kept_apart() -> None:
    found, findings = check_questionnaire([Item("Ça va ?")], progress=False, waived={"S07": "Sur papier."})
    assert found == ()
    assert {line.rule: line.status for line in summary(findings)}["S07"] is Status.WAIVED


def test_every_rule_of_a_document_is_in_the_table() -> None:
    assert set(LAYOUT) <= set(RULES)
