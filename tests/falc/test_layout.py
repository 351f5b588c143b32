"""How a text is laid out, and what a questionnaire as a whole must be: each rule with a good and a bad case."""

from dataclasses import replace

import pytest

from arpent.falc import RULES, Block, Item, Layout, Level, Status, check_layout, check_questionnaire, summary
from arpent.falc.layout import LAYOUT

GOOD = Block(
    0,
    20,
    points=14,
    family="Arial",
    italic=False,
    underlined=False,
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
    picture=True,
)
PAGES = Layout(
    (GOOD,),
    pages=4,
    numbered=True,
    margin_cm=3,
    questions_whole=True,
    moving=False,
    smallest_target=64,
    smallest_gap=12,
    table_headers=5,
)
BAD_BLOCKS = {
    "L01": {"points": 12},
    "L02": {"family": "Times New Roman, serif"},
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
}
BAD_PAGES = {
    "L13": {"numbered": False},
    "L22": {"questions_whole": False},
    "L14": {"smallest_target": 44},
    "L23": {"smallest_gap": 4},
    "L15": {"moving": True},
    "L24": {"margin_cm": 1.5},
    "L25": {"table_headers": 9},
    "L26": {"blocks": tuple(replace(GOOD, family=name) for name in ("Arial", "Verdana", "Atkinson"))},
    "L27": {"pages": 60},
}
OUT = ("Je ne sais pas", "Je ne veux pas répondre")


def test_every_layout_rule_has_its_bad_case() -> None:
    assert set(LAYOUT) == set(BAD_BLOCKS) | set(BAD_PAGES)


def test_a_good_layout_conforms_to_each_rule() -> None:
    findings = check_layout(PAGES)
    assert len(findings) == 0
    assert findings.tested == set(LAYOUT)


@pytest.mark.parametrize(("rule", "change"), BAD_BLOCKS.items(), ids=BAD_BLOCKS)
def test_a_block_that_breaks_a_rule_is_found(rule: str, change: dict[str, object]) -> None:
    (found,) = check_layout(replace(PAGES, blocks=(replace(GOOD, **change),)))
    assert (found.rule, found.start, found.end) == (rule, 0, 20)


@pytest.mark.parametrize(("rule", "change"), BAD_PAGES.items(), ids=BAD_PAGES)
def test_a_page_that_breaks_a_rule_is_found(rule: str, change: dict[str, object]) -> None:
    assert [one.rule for one in check_layout(replace(PAGES, **change))] == [rule]


def test_what_nobody_knows_is_not_tested() -> None:
    lines = {line.rule: line.status for line in summary(check_layout(Layout((Block(0, 5, points=14),))))}
    assert (lines["L01"], lines["L09"]) == (Status.CONFORMS, Status.NOT_TESTED)


def test_a_sans_serif_face_is_not_taken_for_a_serif() -> None:
    assert "L02" not in {one.rule for one in check_layout(Layout((Block(0, 5, family="sans-serif"),)))}


def test_an_underlined_link_is_right() -> None:
    assert len(check_layout(Layout((Block(0, 5, underlined=True, link=True),)))) == 0


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
