"""Which column of a file of answers goes to which question.

KoboToolbox writes `group/question` and `question/choice`, ODK Central `group-question` and
`question/choice`, LimeSurvey `question[SQ001]` and `question[other]`, SurveyMonkey-like tools `q4_0001`.
A header may also be a question's text, or a name given by the question's column `alias`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from arpent.instrument.routing import choices_of, words_name
from arpent.instrument.spellings import BLANK, NOT_TICKED, TICKED, aliases, folded, names_of
from arpent.instrument.tables import Table
from arpent.instrument.values import Choice, Group, Instrument, Item, Kind, Question

_METADATA = re.compile(
    r"""_.* | __.* | meta[/:-].* | formhub/uuid | (?:.*[/-])?instance(?:id|name) | .*-Count | SET-OF-.*
      | (?:start|end)(?:time|date|_?time|_?date)? | today | deviceid | subscriberid | simserial | phonenumber
      | username | email | audit | key | submissiondate | submitterid | submittername | attachments(?:present|expected)
      | reviewstate | deviceid | edits | formversion | id | submitdate | lastpage | startlanguage | seed
      | datestamp | ipaddr | refurl | token | interviewtime | respondent ?id | collector ?id | ip ?address
      | unnamed:.*""",
    re.VERBOSE | re.IGNORECASE,
)
_SERIAL = re.compile(r"(?:SQ|A|AO)?0*([0-9]{1,4})", re.IGNORECASE)


@dataclass(slots=True)
class Binding:
    """Where the answers to a question are: one column, or one for each choice; and the words of « other »."""

    question: Question
    single: int | None = None
    split: dict[int, str] = field(default_factory=dict)  # column → choice
    words: int | None = None

    @property
    def found(self) -> bool:
        return self.single is not None or bool(self.split)


@dataclass(frozen=True, slots=True)
class Bindings:
    """Every question's columns; the columns nobody asked for; columns that two go to one question."""

    by_question: Mapping[str, Binding]
    leftover: tuple[int, ...]
    ignored: tuple[int, ...]
    twice: tuple[tuple[int, int], ...]


def bind(instrument: Instrument, table: Table) -> Bindings:
    """Reads the headers: exact names first, then columns by choice, then the texts of questions."""
    binder = _Binder(instrument, table)
    for index, header in enumerate(table.headers):
        binder.place(index, header)
    return binder.done()


class _Binder:
    def __init__(self, instrument: Instrument, table: Table) -> None:
        self._table = table
        self._instrument = instrument
        self._bindings = {question.name: Binding(question) for question in instrument.questions()}
        self._paths = dict(_spellings(instrument))
        self._labels = dict(_labels(instrument))
        self._leftover: list[int] = []
        self._ignored: list[int] = []
        self._twice: list[tuple[int, int]] = []

    def done(self) -> Bindings:
        return Bindings(self._bindings, tuple(self._leftover), tuple(self._ignored), tuple(self._twice))

    def place(self, index: int, header: str) -> None:
        name = header if header in self._bindings else self._paths.get(header.casefold())
        if name is not None and self._identifies(name, header):
            self._ignored.append(index)
        elif name is not None:
            self._single(name, index)
        elif not (
            self._as_words(index, header) or self._as_choice(index, header) or self._as_text(index, header)
        ):
            metadata = not header or _METADATA.fullmatch(header)
            (self._ignored if metadata else self._leftover).append(index)

    def _identifies(self, name: str, header: str) -> bool:
        """A hidden field may stand for `deviceid` in a rule: its column is still not imported."""
        return self._bindings[name].question.kind is Kind.HIDDEN and bool(_METADATA.fullmatch(header))

    def _single(self, name: str, index: int) -> None:
        binding = self._bindings[name]
        if binding.single is None:
            binding.single = index
        else:
            self._twice.append((binding.single, index))

    def _as_words(self, index: int, header: str) -> bool:
        """`q_other`, `group/q_other`, and `q[other]` of a question with one answer."""
        for suffix in ("_other", "[other]", "/other", "-other", ".other"):
            name = self._paths.get(header.casefold().removesuffix(suffix))
            if not header.casefold().endswith(suffix) or name is None:
                continue
            question = self._bindings[name].question
            if words_name(question) and (suffix == "_other" or question.kind is Kind.SELECT_ONE):
                self._bindings[name].words = index
                return True
        return False

    def _as_choice(self, index: int, header: str) -> bool:
        for base, suffix in _splits(header):
            name = self._paths.get(base.casefold())
            if name is None or self._bindings[name].question.kind is not Kind.SELECT_MULTIPLE:
                continue
            binding = self._bindings[name]
            code = self._choice(binding, index, suffix)
            if code is not None and code not in binding.split.values():
                binding.split[index] = code
                return True
        return False

    def _choice(self, binding: Binding, index: int, suffix: str) -> str | None:
        """The choice of a column: by its name, its text, what its cells say, or its place."""
        choices = choices_of(self._instrument, binding.question)
        for choice in choices:
            if folded(suffix) in _of_choice(choice):
                return choice.name
        said = self._said(index, choices)
        serial = _SERIAL.fullmatch(suffix)
        if said is None and serial and 1 <= int(serial[1]) <= len(choices):
            return choices[int(serial[1]) - 1].name
        return said

    def _said(self, index: int, choices: Sequence[Choice]) -> str | None:
        cells = {folded(cell) for cell in set(self._table.columns[index])} - BLANK - TICKED - NOT_TICKED
        matching = [choice.name for choice in choices if cells & _of_choice(choice)]
        return matching[0] if len(matching) == 1 else None

    def _as_text(self, index: int, header: str) -> bool:
        head, _, _ = header.partition(". ")
        name = self._labels.get(folded(header)) or self._paths.get(head.casefold())
        if name is None or self._bindings[name].found:
            return False
        self._single(name, index)
        return True


def _of_choice(choice: Choice) -> set[str]:
    names = [choice.name, *choice.label.values(), *aliases(choice.extra.get("alias", ""))]
    return {folded(name) for name in names}


def _splits(header: str) -> Iterator[tuple[str, str]]:
    """The ways of cutting a header into a question and a choice, the longest question first."""
    if bracketed := re.fullmatch(r"(.+?)\[([^\[\]]+)\]", header):
        yield bracketed[1], bracketed[2]
    for match in reversed(list(re.finditer(r"[/.:_-]", header))):
        yield header[: match.start()], header[match.end() :]


def _spellings(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """The names of each question, alone and after those of its groups; exact names win over aliases."""
    for groups, question in reversed(list(_with_groups(instrument.items, ()))):
        if question.kind is Kind.NOTE:
            continue
        for name in reversed(names_of(question)):
            for depth in range(len(groups) + 1):
                for mark in "/-.:":
                    yield mark.join([*groups[depth:], name]).casefold(), question.name
    for question in instrument.questions():
        if question.kind is not Kind.NOTE:
            yield question.name.casefold(), question.name


def _with_groups(
    items: tuple[Item, ...], groups: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Question]]:
    for item in items:
        if isinstance(item, Group):
            yield from _with_groups(item.items, (*groups, item.name))
        else:
            yield groups, item


def _labels(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """The texts that belong to one question only."""
    owners: dict[str, set[str]] = {}
    for question in instrument.questions():
        if question.kind.is_asked:
            for text in question.label.values():
                owners.setdefault(folded(text), set()).add(question.name)
    return ((text, next(iter(names))) for text, names in owners.items() if len(names) == 1)
