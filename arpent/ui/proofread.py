"""A text beside what the easy-to-read checker says of it: underlined, with remarks and what can be replaced."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from arpent.falc import FALC, Finding, Findings, Level, Profile, Words, check
from arpent.falc.documents import Document
from arpent.falc.documents.markdown import read as read_markdown
from arpent.falc.values import Fix
from arpent.ui.words import NARROW

LONGEST = 20_000
"""Characters of one text looked over at a time: some ten pages."""


MOST_QUOTED = 40
SPACED = re.compile(r"(?<=«) | (?=[»:;?!])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `number` is the first remark that is about it, 0 when none is."""

    words: str
    number: int = 0
    level: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A replacement that keeps the meaning; offsets as browsers count them, in UTF-16."""

    start: int
    end: int
    text: str

    @property
    def breaks(self) -> bool:
        """Whether it only starts a new line, which cannot be shown between quotation marks."""
        return "\n" in self.text and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in words; offsets as browsers count them, in UTF-16."""

    number: int
    level: Level
    rule: str
    message: str
    suggestion: str
    quoted: str
    start: int = 0
    end: int = 0
    offer: Offer | None = None

    @property
    def key(self) -> str:
        """Names this remark among those of its text."""
        return f"{self.rule}-{self.start}-{self.end}"

    @property
    def shown(self) -> str:
        """The words it is about, or their beginning when they are many."""
        return (
            self.quoted
            if len(self.quoted) < MOST_QUOTED
            else f"{self.quoted[:MOST_QUOTED].rsplit(None, 1)[0]}…"
        )


@dataclass(frozen=True, slots=True)
class Look:
    """One text looked over."""

    text: str
    pieces: Sequence[Piece]
    remarks: Sequence[Remark]
    findings: Findings

    @property
    def serious(self) -> int:
        return len(self.findings.at(Level.ERROR))

    def mended(self, key: str) -> str | None:
        """The text once what that remark offers is written in; None when nothing is offered under that name."""
        for remark, finding in zip(self.remarks, self.findings, strict=True):
            if remark.key == key and finding.fix:
                fix = finding.fix
                return self.text[: fix.start] + fix.text + self.text[fix.end :]
        return None


def look(
    text: str,
    *,
    profile: Profile = FALC,
    words: Words | None = None,
    waived: Mapping[str, str] | None = None,
    explained: Collection[str] = (),
    markdown: bool = False,
) -> Look:
    """Look a text over, in the network's own words when it has some, without the rules that are waived.

    `explained`: words whose meaning is told beside the text. `markdown`: its marks are no words, and what is found
    is shown where it was typed.
    """
    glossary = dict.fromkeys(explained, "")
    if markdown:
        return _look_markdown(text, profile, words, waived, glossary)
    return _drawn(text, check(text, profile=profile, words=words, waived=waived, glossary=glossary))


def _look_markdown(
    text: str,
    profile: Profile,
    words: Words | None,
    waived: Mapping[str, str] | None,
    glossary: Mapping[str, str],
) -> Look:
    document = read_markdown(text.encode(), breaks=True)
    told = check(document.text, profile=profile, words=words, waived=waived, glossary=glossary)
    findings = sorted((_typed(one, document) for one in told), key=lambda one: (one.start, one.end, one.rule))
    return _drawn(text, replace(told, findings=tuple(findings)))


def _typed(one: Finding, document: Document) -> Finding:
    """A finding where it stands in what was typed; what replaces it only when no mark stands among the words."""
    start, end = document.span(one.start, one.end)
    fix = one.fix
    if fix:
        place = document.span(fix.start, fix.end)
        same = (document.source or document.text)[slice(*place)] == document.text[fix.start : fix.end]
        fix = Fix(*place, fix.text) if same else None
    return replace(one, start=start, end=end, fix=fix)


def _drawn(text: str, findings: Findings) -> Look:
    return Look(text, tuple(_pieces(text, list(findings))), tuple(_remarks(text, findings)), findings)


def typeset(words: str) -> str:
    """What the checker says, with the narrow spaces of French."""
    return SPACED.sub(NARROW, words)


def _remarks(text: str, findings: Findings) -> Iterator[Remark]:
    wide = [at for at, sign in enumerate(text) if sign > "\uffff"]  # two units each in a browser

    def unit(at: int) -> int:
        return at + bisect_left(wide, at)

    for number, one in enumerate(findings, 1):
        fix = one.fix
        yield Remark(
            number=number,
            level=one.level,
            rule=one.rule,
            message=typeset(one.message),
            suggestion=typeset(one.suggestion or ""),
            quoted=text[one.start : one.end],
            start=unit(one.start),
            end=unit(one.end),
            offer=Offer(unit(fix.start), unit(fix.end), fix.text) if fix else None,
        )


def _pieces(text: str, findings: Sequence[Finding]) -> Iterator[Piece]:
    """The text cut where remarks begin; of those that overlap, the first that began marks it."""
    at = 0
    for number, one in enumerate(findings, 1):
        if one.start < at or one.end <= one.start:
            continue
        if one.start > at:
            yield Piece(text[at : one.start])
        yield Piece(text[one.start : one.end], number, one.level.value)
        at = one.end
    if at < len(text):
        yield Piece(text[at:])
