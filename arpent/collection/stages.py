"""A question that is asked in several pages in easy mode: two steps for five answers, pictures four by four.

The page is named by `part` in the address. Nothing is stored before the last page says the answer, which is one
code of the question's own choices: the same column, whichever way it was asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from arpent.collection.sittings import Sitting
from arpent.instrument.answering import offered_choices
from arpent.instrument.checking import REASON
from arpent.instrument.looks import EITHER_OR, TWO_STEPS, drawing_of, has, rises
from arpent.instrument.values import Choice, Kind, Question

AT_MOST = 4
"""Pictures on one page."""
YES, NO = "yes", "no"
POLES = {"part:yes": YES, "part:no": NO}
_SIFTED = re.compile(r"([\d.]*)_(\d+)_([\d.]*)")


@dataclass(frozen=True, slots=True)
class Stage:
    """One page of a question: its name, the choices that it shows, and the words that go with it."""

    part: str = ""
    choices: tuple[Choice, ...] = ()
    hint: str = ""  # a key of the runner's words
    poles: bool = False  # yes, the middle, no: the first page of two
    several: bool = False
    page: int = 1
    pages: int = 1

    def said(self, sent: QueryDict) -> str | QueryDict:
        """The part that comes next, or what was said in the end."""
        return POLES.get(sent.get("answer", ""), sent) if self.poles else sent


@dataclass(frozen=True, slots=True)
class Sifting(Stage):
    """Some pictures among many. Each stands once beside three others at most; those that are kept meet at the end."""

    among: tuple[Choice, ...] = ()  # those of this round, in the order in which they are shown
    every: tuple[Choice, ...] = ()
    kept: tuple[Choice, ...] = ()

    def said(self, sent: QueryDict) -> str | QueryDict:
        answers = sent.getlist("answer")
        if sent.get("reason") or any(answer.startswith(REASON) for answer in answers):
            return sent
        kept = (*self.kept, *(choice for choice in self.choices if choice.name in answers))
        if self.page < self.pages:
            return self._part(self.among, self.page + 1, kept)
        if self.several or len(kept) < 2 or self.pages == 1:
            return _answered(sent, kept)
        return self._part(kept, 1, ())

    def _part(self, among: Sequence[Choice], page: int, kept: Sequence[Choice]) -> str:
        places = {choice.name: str(place) for place, choice in enumerate(self.every)}
        whole = len(among) == len(self.every)
        first, last = (".".join(places[choice.name] for choice in each) for each in (among, kept))
        return f"{'' if whole else first}_{page}_{last}"


def stage_of(sitting: Sitting, question: Question, part: str) -> Stage:
    """The page that the address names; the first one when it names none that exists."""
    choices = choices_shown(sitting, question)
    if sitting.easy and has(question, TWO_STEPS) and len(choices) == 5:
        return _step(question, choices, part)
    if _is_sifted(sitting, question, choices):
        return _sifted(question, choices, part) or Stage(choices=choices)
    return Stage(choices=choices)


def asked_at_once(sitting: Sitting, question: Question) -> bool:
    """Whether one page shows all the choices of a question."""
    stage = stage_of(sitting, question, "")
    return not stage.poles and stage.pages == 1


def choices_shown(sitting: Sitting, question: Question) -> tuple[Choice, ...]:
    """The choices that this person is shown: fewer faces for who tells fewer apart, pictures in either order."""
    choices = offered_choices(sitting.instrument, question, sitting.answers, sitting.today)
    if not sitting.easy:
        return choices
    if sitting.faces and drawing_of(question) == "faces" and sitting.faces < len(choices) in (3, 5):
        ends_and_middle = (choices[0], choices[len(choices) // 2], choices[-1])
        return ends_and_middle if sitting.faces == 3 else ends_and_middle[::2]
    return choices[::-1] if sitting.turned and turns(question, choices) else choices


def turns(question: Question, choices: Sequence[Choice]) -> bool:
    """Whether the order of the choices means nothing, so that one person in two sees the other one."""
    if question.kind not in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE) or drawing_of(question):
        return False
    return has(question, EITHER_OR) or _all_pictured(choices)


def _all_pictured(choices: Sequence[Choice]) -> bool:
    return len(choices) > 2 and all("image" in choice.media for choice in choices)


def _step(question: Question, choices: tuple[Choice, ...], part: str) -> Stage:
    low, middle, high = choices[:2], choices[2:3], choices[3:]
    if not rises(question, choices):
        low, high = high, low
    match part:
        case "yes":
            return Stage(part, high, "after_yes")
        case "no":
            return Stage(part, low, "after_no")
    return Stage(choices=middle, poles=True)


def _is_sifted(sitting: Sitting, question: Question, choices: Sequence[Choice]) -> bool:
    picks = question.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)
    return sitting.easy and picks and len(choices) > AT_MOST and _all_pictured(choices)


def _sifted(question: Question, every: tuple[Choice, ...], part: str) -> Sifting | None:
    found = _SIFTED.fullmatch(part or "_1_")
    among = _named(every, found[1]) if found else ()
    among = among if len(among) > 1 else every
    pages = -(-len(among) // AT_MOST)
    if not found or not 1 <= int(found[2]) <= pages:
        return None if part == "" else _sifted(question, every, "")
    page = int(found[2])
    several = question.kind is Kind.SELECT_MULTIPLE
    return Sifting(
        part=part,
        choices=_shared(among, pages)[page - 1],
        hint="sift_several" if several else "sift_some" if pages > 1 else "sift_last",
        several=several,
        page=page,
        pages=pages,
        among=among,
        every=every,
        kept=_named(every, found[3]),
    )


def _shared(among: tuple[Choice, ...], pages: int) -> list[tuple[Choice, ...]]:
    """The pages, as even as can be: five pictures are three and two, never four and one."""
    small, more = divmod(len(among), pages)
    sizes = [small + (page < more) for page in range(pages)]
    starts = [sum(sizes[:page]) for page in range(pages)]
    return [among[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def _named(every: tuple[Choice, ...], written: str) -> tuple[Choice, ...]:
    places = dict.fromkeys(int(place) for place in written.split(".") if place)
    return tuple(every[place] for place in places if place < len(every))


def _answered(sent: QueryDict, kept: Sequence[Choice]) -> QueryDict:
    said = sent.copy()
    said.setlist("answer", [choice.name for choice in kept])
    return said
