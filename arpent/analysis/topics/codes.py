"""What people coded by hand, text by text, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from arpent.accounts.models import User
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.changes import standing
from arpent.analysis.topics.models import Code, OpenQuestion, Topic

Turn = Code.Turn
type Said = frozenset[int] | None
"""Keys of topics; None for « je ne sais pas »."""

DECIDES = (Turn.AGREED, Turn.FIRST, Turn.SECOND, Turn.CHECK)
"""Whose word counts, the first that is sure."""


@dataclass(frozen=True, slots=True)
class TextCodes:
    """The codes of one text, by turn, in the topics of today; and who gave each."""

    said: Mapping[str, Said] = field(default_factory=dict)
    by: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def final(self) -> Said:
        """What counts; None while nobody is sure."""
        return next((said for turn in DECIDES if (said := self.said.get(turn)) is not None), None)

    @property
    def twice(self) -> bool:
        """Whether two people coded it, both sure."""
        return self.said.get(Turn.FIRST) is not None and self.said.get(Turn.SECOND) is not None

    @property
    def to_settle(self) -> bool:
        """Two people say different things, or one does not know: to be settled together."""
        if Turn.AGREED in self.said:
            return False
        given = [self.said[turn] for turn in (Turn.FIRST, Turn.SECOND) if turn in self.said]
        return None in given or len(set(given)) > 1

    def hidden_from(self, user: User, text: OpenAnswer) -> bool:
        """The second of two people must not see what the first one said."""
        waits = text.doubled and not {Turn.FIRST, Turn.SECOND} <= self.said.keys()
        return waits and bool(self.said) and user.pk not in self.by.values()


def codes_of(question: OpenQuestion) -> dict[UUID, TextCodes]:
    """Every text of a question that somebody coded."""
    stands = standing(question)
    said: dict[UUID, dict[str, Said]] = {}
    by: dict[UUID, dict[str, int | None]] = {}
    for code in Code.objects.of(question):
        said.setdefault(code.answer_id, {})[code.turn] = said_by(code, stands)
        by.setdefault(code.answer_id, {})[code.turn] = code.by_id
    return {key: TextCodes(said[key], by[key]) for key in said}


def said_by(code: Code, stands: Mapping[int, int | None]) -> Said:
    """The topics of a code as they are today: those removed are left out."""
    if code.unsure:
        return None
    return frozenset(now for topic in code.topics.all() if (now := stands[topic.pk]) is not None)


def code_text(
    *, text: OpenAnswer, turn: str, topics: Sequence[Topic], unsure: bool, by: User, at: datetime
) -> bool:
    """Write what one person says of a text. False when somebody else holds that turn, or has the other one."""
    try:
        with transaction.atomic():
            return _coded(text, turn, topics, unsure, by, at)
    except IntegrityError:  # two people at once: the first is kept
        return False


def _coded(
    text: OpenAnswer, turn: str, topics: Sequence[Topic], unsure: bool, by: User, at: datetime
) -> bool:
    others = {Turn.FIRST: Turn.SECOND, Turn.SECOND: Turn.FIRST}
    if text.codes.filter(turn=others.get(Turn(turn), ""), by=by).exists():
        return False
    code = text.codes.filter(turn=turn).first()
    if code is None:
        code = Code(answer=text, turn=turn)
    elif turn in others and code.by_id != by.pk:
        return False
    code.by, code.at, code.unsure = by, at, unsure
    code.save()
    code.topics.set([] if unsure else topics)
    return True


def forget_code(*, text: OpenAnswer, turn: str, by: User) -> None:
    """Undo: the text is to be coded again in that turn."""
    text.codes.filter(turn=turn, by=by).delete()
