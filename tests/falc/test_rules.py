"""Each rule finds its bad example and lets its good one go; what it says to people is easy to read."""

import re

import pytest

from arpent.falc import FALC, FALC_QUESTION, RULES, Level, Rule, Words, check
from scripts.falc_rules import PAGE, rewritten

OWN = Words(preferred={"usagers": "personnes"})
JUDGED = [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.find]
TERMS = {"verbe": "Un mot qui dit ce que l’on fait.", "sigle": "Des lettres à la place de plusieurs mots."}


def found(rule: Rule, text: str) -> list[str]:
    profile = FALC_QUESTION if rule.question else FALC
    return [one.rule for one in check(text, profile=profile, words=OWN)]


@pytest.mark.parametrize("rule", JUDGED)
def test_a_rule_finds_its_bad_example(rule: Rule) -> None:
    assert rule.id in found(rule, rule.bad)


@pytest.mark.parametrize("rule", JUDGED)
def test_a_rule_lets_its_good_example_go(rule: Rule) -> None:
    assert rule.id not in found(rule, rule.good)


@pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=rule.id) for rule in RULES.values() if rule.by == "program"]
)
def test_a_message_is_easy_to_read(rule: Rule) -> None:
    assert rule.message
    said = re.sub(r"(?<=[.?]) (?=[A-ZÉ])", "\n", rule.message.format("2"))
    assert [one for one in check(said, glossary=TERMS) if one.level is not Level.INFO] == []


def test_what_only_people_can_judge_is_a_question_to_tick() -> None:
    ticked = [rule for rule in RULES.values() if rule.by == "person"]
    assert ticked
    assert all(rule.title.endswith("?") and not rule.message for rule in ticked)


@pytest.mark.parametrize("rule", JUDGED)
def test_a_fix_mends_what_it_was_offered_for(rule: Rule) -> None:
    for finding in check(rule.bad, words=OWN).of(rule.id):
        if finding.fix:
            start, end, text = finding.fix
            mended = rule.bad[:start] + text + rule.bad[end:]
            assert len(check(mended, words=OWN).of(rule.id)) < len(check(rule.bad, words=OWN).of(rule.id))


def test_the_page_of_the_rules_is_the_table_of_the_rules() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "| P01 |" in page
    assert rewritten(page) == page, "run python -m scripts.falc_rules"


def test_every_rule_answers_something_that_the_sources_ask() -> None:
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split("| asked for | rules |\n|---|---|\n")[1].split("\n\n")[0].splitlines()
    told = {rule for line in lines for rule in re.findall(r"\b[A-Z]\d\d\b", line.split("|")[2])}
    assert told == set(RULES)
