"""A whole document looked over: its words by `check`, and what was seen of its layout."""

from dataclasses import replace

from arpent.falc.checking import check
from arpent.falc.documents.layout import LAYOUT
from arpent.falc.documents.values import Document, Sight
from arpent.falc.values import FALC, Finding, Findings, Profile


def examine(document: Document, *, profile: Profile = FALC) -> Findings:
    """The findings of a document, in the order of its text. Offsets are those of `document.text`."""
    said = check(document.text, profile=profile)
    seen = [_finding(sight) for sight in document.sights if sight.rule not in profile.off]
    rules = frozenset(finding.rule for finding in seen)
    return replace(
        said,
        findings=tuple(sorted((*said.findings, *seen), key=lambda one: (one.start, one.end, one.rule))),
        applicable=said.applicable | rules,
        tested=said.tested | rules,
    )


def _finding(sight: Sight) -> Finding:
    rule = LAYOUT[sight.rule]
    return Finding(rule.id, rule.level, sight.start, sight.end, rule.message)
