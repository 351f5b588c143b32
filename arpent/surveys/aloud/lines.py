"""Every text of a questionnaire that can be heard, in each of its editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from arpent.instrument.answering import refusals_of
from arpent.instrument.routing import choices_of
from arpent.instrument.values import Group, Instrument, Item, Kind, Question, Texts, text_in
from arpent.surveys.aloud.citing import CITES, ways
from arpent.surveys.models import Sentence
from arpent.surveys.spoken import language_around, said, speaking
from arpent.voice.sentences import digest, language_of, sentences

SILENT = (Kind.CALCULATE, Kind.HIDDEN)


@dataclass(frozen=True, slots=True)
class Line:
    """A text, where it is read, and the question that it goes with."""

    place: str
    edition: str
    words: str
    about: str = ""

    @property
    def language(self) -> str:
        return language_of(self.edition)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Each sentence that can be said in advance, after what names it."""
        for sentence in sentences(self.words):
            if CITES not in sentence:
                yield digest(sentence, self.language), sentence


def lines_of(instrument: Instrument) -> Iterator[Line]:
    """The texts of a questionnaire, in the order in which they are met; those that cite, in each way to read them."""
    for line in _written(instrument):
        known = ways(instrument, line.words, line.edition) if CITES in line.words else []
        yield from (replace(line, words=words) for words in known) if known else [line]


def citing(lines: Iterable[Line]) -> list[str]:
    """The sentences that cite an answer which cannot be known beforehand."""
    found = (sentence for line in lines for sentence in sentences(line.words) if CITES in sentence)
    return list(dict.fromkeys(found))


def _written(instrument: Instrument) -> Iterator[Line]:
    yield from _said(instrument, Sentence.Place.WHOLE, instrument.title)
    yield from _within(instrument, instrument.items)
    asked = (question for question in instrument.questions() if question.kind.is_asked)
    refusals = [refusal for question in asked for refusal in refusals_of(question)]
    for language in dict.fromkeys(map(language_around, instrument.editions)):
        with speaking(language):
            refused = list(dict.fromkeys(map(said, refusals)))
        yield from (Line(Sentence.Place.REFUSAL, language, words) for words in refused)


def _within(instrument: Instrument, items: tuple[Item, ...]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Group):
            yield from _said(instrument, Sentence.Place.SECTION, item.label, item.name)
            yield from _within(instrument, item.items)
        elif item.kind not in SILENT:
            yield from _asked(instrument, item)


def _asked(instrument: Instrument, question: Question) -> Iterator[Line]:
    name = question.name
    yield from _said(instrument, Sentence.Place.QUESTION, question.label, name)
    yield from _said(instrument, Sentence.Place.HINT, question.hint, name)
    for choice in choices_of(instrument, question):
        yield from _said(instrument, Sentence.Place.CHOICE, choice.label, name)
    yield from _said(instrument, Sentence.Place.CLARIFICATION, question.clarification, name)
    yield from _said(instrument, Sentence.Place.REFUSAL, question.required_message, name)
    yield from _said(instrument, Sentence.Place.REFUSAL, question.constraint_message, name)


def _said(instrument: Instrument, place: str, texts: Texts, about: str = "") -> Iterator[Line]:
    """A text in each edition that has it; one that cites, in all: a narrower edition has other words for answers."""
    cites = any(CITES in words for words in texts.values())
    read = {tag: text_in(texts, tag) for tag in instrument.editions} if cites else texts
    return (Line(place, tag, words, about) for tag, words in read.items() if words)
