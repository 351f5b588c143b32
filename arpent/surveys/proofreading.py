"""The easy-to-read words of a questionnaire, looked over by the checker: what is hard to read, and how to mend it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from arpent.falc import FALC, FALC_QUESTION, RULES, Finding, Findings, Level, Status, check, summary
from arpent.instrument.values import Instrument, Question

EASY = "fr-simple"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `number` is the first remark that is about it, 0 when none is."""

    words: str
    number: int = 0
    level: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in words, with the number that links it to the stretch of text it is about."""

    number: int
    level: Level
    rule: str
    message: str
    suggestion: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Looked:
    """One text: where it stands, its pieces, what was found."""

    where: str
    name: str
    pieces: Sequence[Piece]
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class Line:
    """One rule, for the whole questionnaire."""

    rule: str
    title: str
    level: Level
    count: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole questionnaire: texts with remarks, how many have none, and the rules that are not followed."""

    texts: Sequence[Looked]
    clean: int
    lines: Sequence[Line]
    levels: dict[str, int]

    @property
    def looked(self) -> int:
        return len(self.texts) + self.clean


def proofread(instrument: Instrument) -> Proof:
    """Check every easy-to-read text: questions, help, answers. Empty when there is no such edition."""
    found: list[Looked] = []
    every: list[Findings] = []
    seen: set[str] = set()
    for where, name, text, asked in _texts(instrument):
        if text and text not in seen:
            seen.add(text)
            findings = check(text, profile=FALC_QUESTION if asked else FALC)
            every.append(findings)
            found.append(_looked(where, name, text, findings))
    failing = [line for line in summary(*every) if line.status is Status.FAILS]
    levels = Counter(one.level.value for findings in every for one in findings)
    return Proof(
        [one for one in found if one.remarks],
        sum(not one.remarks for one in found),
        [Line(one.rule, RULES[one.rule].title, RULES[one.rule].level, one.count) for one in failing],
        {level.value: levels[level.value] for level in Level},
    )


def _texts(instrument: Instrument) -> Iterator[tuple[str, str, str, bool]]:
    """Where, the question's name, the words, and whether they ask something."""
    for question in instrument.questions():
        yield _("Question"), question.name, question.label.get(EASY, ""), question.kind.is_asked
        yield _("Aide"), question.name, question.hint.get(EASY, ""), False
        yield from _choices(instrument, question)


def _choices(instrument: Instrument, question: Question) -> Iterator[tuple[str, str, str, bool]]:
    for choice in instrument.choices_of(question):
        yield _("Réponse"), question.name, choice.label.get(EASY, ""), False


def _looked(where: str, name: str, text: str, findings: Findings) -> Looked:
    remarks = [
        Remark(n, one.level, one.rule, one.message, one.suggestion or "", text[one.start : one.end])
        for n, one in enumerate(findings, 1)
    ]
    return Looked(where, name, tuple(_pieces(text, list(findings))), remarks)


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
