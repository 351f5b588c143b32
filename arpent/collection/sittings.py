"""One person before one questionnaire: what is asked, in which words, what was said so far."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from arpent.collection.models import Response
from arpent.collection.words import is_easy
from arpent.instrument.answering import (
    Refusal,
    awaits_answer,
    check,
    complete,
    from_plain,
    routing_of,
    screens,
    worded,
)
from arpent.instrument.looks import drawing_of
from arpent.instrument.values import Answers, Instrument, Kind, Missing, Question, text_in
from arpent.surveys.models import Version


@lru_cache(maxsize=64)
def read_once(version_id: int, fingerprint: str) -> Instrument:
    """The questionnaire of the version of that identifier, as long as its fingerprint is that one."""
    del fingerprint  # names the state of the version that was read
    return Version.objects.get(pk=version_id).instrument


def instrument_of(version: Version) -> Instrument:
    """The questionnaire of a version, read once for each fingerprint."""
    return read_once(version.pk, version.fingerprint)


PICTOS = "-x-picto"
"""What the tag of an easy edition ends with when its pictures come before its words."""


def offered_editions(instrument: Instrument) -> tuple[str, ...]:
    """The editions that a person may choose: those of the form, and pictures first where it has an easy one."""
    easy = next((tag for tag in instrument.editions if is_easy(tag)), "")
    pictured = easy and any(_pictured(instrument, question) for question in instrument.questions())
    return (*instrument.editions, f"{easy}{PICTOS}") if pictured else instrument.editions


def _pictured(instrument: Instrument, question: Question) -> bool:
    choices = instrument.choices_of(question)
    return bool(drawing_of(question) or question.media or any(choice.media for choice in choices))


def first_edition(version: Version) -> str:
    """The edition in which an audience is welcomed: the easy one when it comes first for them."""
    instrument = instrument_of(version)
    easy = [tag for tag in instrument.editions if is_easy(tag)]
    return easy[0] if easy and version.questionnaire.audience.easy_first else instrument.default_edition


@dataclass(frozen=True, slots=True)
class Place:
    """A screen among those that this person is shown."""

    question: Question
    before: Question | None
    after: Question | None
    number: int  # of the question, notes not counted
    total: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """Answers in progress. `today` is the person's day."""

    instrument: Instrument
    edition: str
    answers: Answers
    today: date
    faces: int | None = None  # the largest set that the person tells apart, when the ladder said so
    turned: bool = False  # pictured choices stand in the other order

    def screens(self) -> tuple[Question, ...]:
        return screens(self.instrument, self.answers, self.today)

    def place(self, name: str) -> Place | None:
        """Where that question stands; None when this person is not asked it."""
        shown = self.screens()
        for index, question in enumerate(shown):
            if question.name == name:
                asked = [each for each in shown if each.kind.is_asked]
                number = sum(each.kind.is_asked for each in shown[: index + 1])
                before = shown[index - 1] if index else None
                after = shown[index + 1] if index + 1 < len(shown) else None
                return Place(question, before, after, max(number, 1), len(asked))
        return None

    def alone(self, name: str) -> Place | None:
        """That question out of its way, asked or not: what its author looks at while writing it."""
        for each in self.instrument.questions():
            if each.name == name and (each.kind.is_asked or each.kind is Kind.NOTE):
                return Place(each, None, None, 1, 1)
        return None

    def next_to_see(self) -> Question | None:
        """Where to go on: the first question without a word, and the notes that stand just before it."""
        pending: Question | None = None
        for each in self.screens():
            if each.kind.is_asked and each.name not in self.answers:
                return pending or each
            pending = None if each.kind.is_asked else pending or each
        return None

    def still_required(self) -> Question | None:
        """The first question that cannot be left without an answer, and was."""
        questions = routing_of(self.instrument).questions.values()
        if not any(each.required and self._is_empty(each) for each in questions):
            return None
        for question in self.screens():
            if self._is_empty(question) and awaits_answer(question, self.answers, self.today):
                others = {name: value for name, value in self.answers.items() if name != question.name}
                if isinstance(check(self.instrument, question, "", others, self.today), Refusal):
                    return question
        return None

    def _is_empty(self, question: Question) -> bool:
        return self.answers.get(question.name, Missing.NO_ANSWER) in (Missing.NO_ANSWER, ())

    def with_answers(self, answers: Answers) -> "Sitting":
        return replace(self, answers={**self.answers, **answers})

    def completed(self) -> Answers:
        return complete(self.instrument, self.answers, self.today)

    def label_of(self, question: Question) -> str:
        """The question in the words of this edition, with what it cites."""
        text = text_in(question.label, self.edition) or question.name
        return worded(self.instrument, text, self.answers, self.today, edition=self.edition)

    @property
    def easy(self) -> bool:
        return is_easy(self.edition)

    @property
    def title(self) -> str:
        return text_in(self.instrument.title, self.edition, self.instrument.name)


def sitting_of(response: Response, on: date) -> Sitting:
    """The sitting that a stored answer tells."""
    instrument = instrument_of(response.link.version)
    answers = from_plain(instrument, response.answers)
    return Sitting(instrument, response.edition, answers, on, response.faces, response.turned)
