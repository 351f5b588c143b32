"""Every text of a questionnaire that can be heard, in each of its editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arpent.instrument.values import Group, Instrument, Item, Kind, Question, Texts
from arpent.surveys.models import Sentence
from arpent.voice.sentences import digest, language_of, sentences

CITES = "${"
"""A text that cites an answer is only known once it is given: it cannot be said in advance."""
SILENT = (Kind.CALCULATE, Kind.HIDDEN)


@dataclass(frozen=True, slots=True)
class Line:
    """A text, where it is read, and the question that it goes with."""

    place: str
    language: str
    words: str
    about: str = ""

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Each sentence that can be said in advance, after what names it."""
        for sentence in sentences(self.words):
            if CITES not in sentence:
                yield digest(sentence, self.language), sentence


def lines_of(instrument: Instrument) -> Iterator[Line]:
    """The texts of a questionnaire, in the order in which they are met."""
    yield from _said(Sentence.Place.WHOLE, instrument.title)
    yield from _within(instrument, instrument.items)


def citing(lines: Iterable[Line]) -> list[str]:
    """The sentences that cite an answer."""
    return [sentence for line in lines for sentence in sentences(line.words) if CITES in sentence]


def _within(instrument: Instrument, items: tuple[Item, ...]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Group):
            yield from _said(Sentence.Place.SECTION, item.label, item.name)
            yield from _within(instrument, item.items)
        elif item.kind not in SILENT:
            yield from _asked(instrument, item)


def _asked(instrument: Instrument, question: Question) -> Iterator[Line]:
    yield from _said(Sentence.Place.QUESTION, question.label, question.name)
    yield from _said(Sentence.Place.HINT, question.hint, question.name)
    for choice in instrument.choices_of(question):
        yield from _said(Sentence.Place.CHOICE, choice.label, question.name)
    yield from _said(Sentence.Place.CLARIFICATION, question.clarification, question.name)


def _said(place: str, texts: Texts, about: str = "") -> Iterator[Line]:
    return (Line(place, language_of(tag), words, about) for tag, words in texts.items() if words)
