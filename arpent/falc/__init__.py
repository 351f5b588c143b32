"""Easy-to-read French: says what makes a text hard to read, rule by rule, with a suggestion."""

from arpent.falc.checking import check, summary
from arpent.falc.layout import Block, Layout, Look, check_layout
from arpent.falc.questionnaire import Item, ItemFinding, check_questionnaire
from arpent.falc.rule import Rule
from arpent.falc.rules import RULES
from arpent.falc.values import (
    FALC,
    FALC_QUESTION,
    Finding,
    Findings,
    Fix,
    Level,
    Profile,
    RuleStatus,
    Status,
    Words,
)

__all__ = [
    "FALC",
    "FALC_QUESTION",
    "RULES",
    "Block",
    "Finding",
    "Findings",
    "Fix",
    "Item",
    "ItemFinding",
    "Layout",
    "Level",
    "Look",
    "Profile",
    "Rule",
    "RuleStatus",
    "Status",
    "Words",
    "check",
    "check_layout",
    "check_questionnaire",
    "summary",
]
