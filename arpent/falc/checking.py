"""Check a text, and sum up what was found by rule."""

from collections import Counter
from collections.abc import Iterator, Mapping

from arpent.falc.lexicon import spelling
from arpent.falc.rule import Rule, Setting
from arpent.falc.rules import RULES
from arpent.falc.text import Text, read
from arpent.falc.values import FALC, Finding, Findings, Profile, RuleStatus, Status, Words


def check(
    text: str,
    *,
    profile: Profile = FALC,
    words: Words | None = None,
    glossary: Mapping[str, str] | None = None,
    waived: Mapping[str, str] | None = None,
) -> Findings:
    """Look a text over, by every rule that a program can judge and that `profile` asks for.

    `words` are the network's own; `glossary` maps a word or a sigle to its explanation, which silences the rules
    on hard words for it; `waived` maps a rule to the reason for setting it aside. Any text is answered, in time
    that grows with its length. Offsets are those of `text`, in characters.
    """
    setting = Setting(profile, words or Words(), frozenset(spelling(word) for word in glossary or {}))
    looked = read(text)
    waived = waived or {}
    rules = [rule for rule in RULES.values() if asked(rule, profile) and rule.id not in waived]
    found = [finding for rule in rules for finding in findings(rule, looked, setting)]
    applicable = {rule.id for rule in rules if rule.applies(looked, setting)} | {one.rule for one in found}
    return Findings(
        tuple(sorted(found, key=lambda one: (one.start, one.end, one.rule))),
        looked.words,
        len(looked.sentences),
        frozenset(applicable),
        frozenset(rule.id for rule in rules),
        dict(waived),
    )


def asked(rule: Rule, profile: Profile) -> bool:
    return rule.find is not None and rule.id not in profile.off and (profile.question or not rule.question)


def findings(rule: Rule, text: Text, setting: Setting) -> Iterator[Finding]:
    for hit in rule.find(text, setting) if rule.find else ():
        message = rule.message.format(hit.about)
        yield Finding(rule.id, hit.level or rule.level, hit.start, hit.end, message, hit.suggestion, hit.fix)


def summary(*several: Findings) -> tuple[RuleStatus, ...]:
    """One line a rule, for one text or for the several that make a document."""
    counts = Counter(one.rule for findings in several for one in findings)
    applicable = frozenset[str]().union(*(one.applicable for one in several))
    tested = frozenset[str]().union(*(one.tested for one in several))
    waived = {rule: reason for one in several for rule, reason in one.waived.items()}
    return tuple(status(rule, counts[rule], rule in applicable, rule in tested, waived) for rule in RULES)


def status(rule: str, count: int, applicable: bool, tested: bool, waived: Mapping[str, str]) -> RuleStatus:
    if rule in waived:
        return RuleStatus(rule, Status.WAIVED, reason=waived[rule])
    if count:
        return RuleStatus(rule, Status.FAILS, count)
    if applicable:
        return RuleStatus(rule, Status.CONFORMS)
    return RuleStatus(rule, Status.NOT_APPLICABLE if tested else Status.NOT_TESTED)
