"""How far the coding of one question is, and what there is to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from arpent.accounts.models import User
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.changes import current
from arpent.analysis.topics.codes import TextCodes, Turn, codes_of
from arpent.analysis.topics.models import Code, Guess, OpenQuestion, Topic

LEAST = 20
"""Texts coded by hand before the machine learns anything."""


@dataclass(frozen=True, slots=True)
class State:
    """One question, all its texts and codes."""

    question: OpenQuestion
    topics: Sequence[Topic]
    texts: Sequence[OpenAnswer]
    codes: Mapping[UUID, TextCodes]
    guesses: Mapping[UUID, Guess]
    last_code: Code | None

    @property
    def sample(self) -> list[OpenAnswer]:
        """In the order of the draws."""
        drawn = [text for text in self.texts if text.place is not None]
        return sorted(drawn, key=lambda text: (text.draw, text.place))

    @property
    def doubled(self) -> list[OpenAnswer]:
        return [text for text in self.sample if text.doubled]

    @property
    def late(self) -> int:
        """Texts that came after the last draw."""
        return sum(text.draw is None for text in self.texts) if self.sample else 0

    def given(self, turn: str) -> int:
        """How many texts have a code of that turn."""
        return sum(turn in one.said for one in self.codes.values())

    @property
    def coded_first(self) -> int:
        return self.given(Turn.FIRST)

    @property
    def coded_second(self) -> int:
        return self.given(Turn.SECOND)

    @property
    def by_hand(self) -> int:
        """Texts that people coded and were sure of."""
        return sum(one.final is not None for one in self.codes.values())

    @property
    def is_whole(self) -> bool:
        """Whether people coded every text."""
        return bool(self.texts) and self.by_hand == len(self.texts)

    @property
    def to_settle(self) -> list[OpenAnswer]:
        return [text for text in self.texts if text.pk in self.codes and self.codes[text.pk].to_settle]

    @property
    def coded_by_machine(self) -> list[OpenAnswer]:
        """Texts that nobody coded, and the machine did."""
        return [text for text in self.texts if text.pk in self.guesses and not self._is_coded(text)]

    @property
    def doubtful(self) -> list[OpenAnswer]:
        """Those of which the machine is not sure, the least sure first."""
        found = [text for text in self.coded_by_machine if self.guesses[text.pk].doubts]
        return sorted(found, key=lambda text: self.guesses[text.pk].sureness)

    @property
    def checked(self) -> tuple[int, int]:
        """Of the texts that the machine coded without a doubt and people then checked: confirmed, and all."""
        pairs = [
            (self.codes[key].said[Turn.CHECK], frozenset(guess.yes))
            for key, guess in self.guesses.items()
            if not guess.doubts and key in self.codes and Turn.CHECK in self.codes[key].said
        ]
        return sum(said == guessed for said, guessed in pairs), len(pairs)

    @property
    def can_learn(self) -> bool:
        return bool(self.topics) and self.by_hand >= LEAST and not self.is_whole

    @property
    def is_stale(self) -> bool:
        """Whether people coded or changed something since the machine learned."""
        learned = self.question.learned_at
        change = self.question.changes.first()
        times = [one for one in (self.last_code and self.last_code.at, change and change.made_at) if one]
        return learned is not None and any(at > learned for at in times)

    @property
    def unnamed(self) -> list[Topic]:
        return [topic for topic in self.topics if not topic.name]

    @property
    def is_counted(self) -> bool:
        """Whether the next freeze will count these topics."""
        named = len(self.unnamed) < len(self.topics)
        drawn = sum(self._is_coded(text) for text in self.sample)
        return named and (self.is_whole or (self.question.learned_at is not None and drawn >= LEAST))

    def _is_coded(self, text: OpenAnswer) -> bool:
        return text.pk in self.codes and self.codes[text.pk].final is not None


def state_of(question: OpenQuestion) -> State:
    """Five queries, whatever the number of texts."""
    texts = list(OpenAnswer.objects.of(question))
    guesses = {
        guess.answer_id: guess
        for guess in Guess.objects.filter(answer__in=OpenAnswer.objects.of(question).values("pk"))
    }
    last = Code.objects.of(question).order_by("-at").first()
    return State(question, current(question), texts, codes_of(question), guesses, last)


def waiting(state: State, turn: str, user: User) -> list[OpenAnswer]:
    """What this person may code in that turn, in order."""
    match turn:
        case Turn.FIRST:
            return [text for text in state.sample if _is_for(state, text, Turn.FIRST, Turn.SECOND, user)]
        case Turn.SECOND:
            return [text for text in state.doubled if _is_for(state, text, Turn.SECOND, Turn.FIRST, user)]
        case Turn.AGREED:
            return state.to_settle
        case _:
            sure = [text for text in state.coded_by_machine if not state.guesses[text.pk].doubts]
            return [*state.doubtful, *sure]


def _is_for(state: State, text: OpenAnswer, turn: str, other: str, user: User) -> bool:
    """Nobody coded it in that turn, and this person did not in the other."""
    codes = state.codes.get(text.pk, TextCodes())
    return turn not in codes.said and (other not in codes.by or codes.by[other] != user.pk)


def turn_of(state: State, text: OpenAnswer, user: User) -> str:
    """In which turn this person corrects a text: their own, or the common one, or that of the machine."""
    codes = state.codes.get(text.pk, TextCodes())
    for turn in (Turn.FIRST, Turn.SECOND):
        if turn in codes.by and codes.by[turn] == user.pk and Turn.AGREED not in codes.by:
            return turn
    if codes.by.keys() & {Turn.FIRST, Turn.SECOND, Turn.AGREED}:
        return Turn.AGREED
    return Turn.FIRST if text.place is not None else Turn.CHECK
