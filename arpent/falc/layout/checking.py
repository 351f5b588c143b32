"""Look a layout over: each rule is tested where something is known, and says so otherwise."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from arpent.falc.layout.facts import Layout, Look
from arpent.falc.layout.rules import LAYOUT, OF_LOOKS, OF_PAGES, Answer
from arpent.falc.values import Finding, Findings, Level

Answers = Mapping[str, Answer]


def check_layout(layout: Layout, *, waived: Mapping[str, str] | None = None) -> Findings:
    """The findings of a layout, in the order of its text. `waived` maps a rule to the reason for setting it aside."""
    waived = waived or {}
    known: dict[Look, Answers] = {}
    answered = [(0, 0, answers(OF_PAGES, layout, waived))]
    for block in layout.blocks:
        if block.look not in known:
            known[block.look] = answers(OF_LOOKS, block.look, waived)
        answered.append((block.start, block.end, known[block.look]))
    tested = frozenset(rule for _, _, said in answered for rule in said)
    return Findings(tuple(merged(found(answered))), 0, 0, tested, tested, dict(waived))


def answers[Seen](
    rules: Mapping[str, Callable[[Seen], Answer]], seen: Seen, waived: Mapping[str, str]
) -> Answers:
    """What is known of each rule."""
    said = {rule: broken(seen) for rule, broken in rules.items() if rule not in waived}
    return {rule: answer for rule, answer in said.items() if answer is not None}


def found(answered: Iterable[tuple[int, int, Answers]]) -> Iterator[Finding]:
    for start, end, said in answered:
        for name, answer in said.items():
            if answer:
                rule = LAYOUT[name]
                level = answer if isinstance(answer, Level) else rule.level
                yield Finding(rule.id, level, start, end, rule.message)


def merged(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings of one rule that touch become one: a paragraph in italics is said once, not once a word."""
    kept: list[Finding] = []
    for one in sorted(findings, key=lambda one: (one.rule, one.level, one.start, one.end)):
        last = kept[-1] if kept else None
        if last and (last.rule, last.level) == (one.rule, one.level) and one.start <= last.end + 1:
            kept[-1] = Finding(one.rule, one.level, last.start, max(last.end, one.end), one.message)
        else:
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end, one.rule))
