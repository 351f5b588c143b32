"""What only the device can write, with the clips that say it: texts that cite, refusals, what is read again.

Everything that may be said is known beforehand (`arpent/surveys/aloud/citing.py`): the device writes the words, and
finds them here with their sentences marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html

from arpent.collection.cards import steps_of
from arpent.collection.offline.marks import Citing, without_marks
from arpent.collection.offline.voices import Voice
from arpent.collection.words import reason_in, words_in
from arpent.instrument.answering import refusals_of
from arpent.instrument.routing import choices_of
from arpent.instrument.values import Instrument, Kind, Missing, Question, Texts, text_in
from arpent.surveys.aloud.citing import CITES, ways
from arpent.surveys.spoken import said
from arpent.ui.templatetags.respond import unbroken

WORDS = ("agreed", "nothing_chosen", "own_said", "other_said", "own_view", "other_view", "proxy_note")
"""Of the runner."""

type Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reciting:
    """One edition of a questionnaire, and the voice that says it."""

    instrument: Instrument
    edition: str
    voice: Voice

    def cited(self, citing: Sequence[Citing]) -> dict[str, Json]:
        """Each text that cites, by its place: as it is written, in each way to read it, and otherwise."""
        return {str(place): found for place, each in enumerate(citing) if (found := self._cited(each))}

    def _cited(self, citing: Citing) -> Json:
        words = text_in(citing.texts, self.edition)
        if CITES not in words:
            return {}
        return {
            "words": without_marks(words),
            "card": citing.card,
            "ways": {read: self._drawn(read, citing) for read in self._ways(words)},
            "otherwise": self._drawn(without_marks(words, cited=True), citing),
        }

    def _drawn(self, words: str, citing: Citing) -> str:
        """As the page of the question shows it."""
        if citing.card:
            return self._said(format_html('<span class="answer__words">{}</span>', unbroken(words)))
        return self._said(linebreaksbr(unbroken(words)))

    def _said(self, html: str) -> str:
        return self.voice.said(html, self.edition)

    def _ways(self, words: str) -> Iterator[str]:
        found = ways(self.instrument, words, self.edition) if CITES in words else ()
        return (without_marks(read) for read in found)

    def heard(self) -> dict[str, str]:
        """Refusals, questions and answers that are written by the device, each with what says it."""
        written = dict.fromkeys(self._written())
        marked = {
            without_marks(words): self._said(without_marks(unbroken(words), cited=True)) for words in written
        }
        return {words: html for words, html in marked.items() if "data-clip" in html}

    def _written(self) -> Iterator[str]:
        words = words_in(self.edition)
        yield from (str(words[name]) for name in WORDS)
        yield str(reason_in(Missing.NO_ANSWER, self.edition))
        for question in self.instrument.questions():
            if question.kind.is_asked:
                yield from map(said, refusals_of(question))
                yield from (str(reason_in(reason, self.edition)) for reason in question.missing)
                yield from self._of(question)

    def _of(self, question: Question) -> Iterator[str]:
        labels = (choice.label for choice in choices_of(self.instrument, question))
        texts: Iterable[Texts] = (
            question.label,
            question.constraint_message,
            question.required_message,
            *labels,
        )
        for each in texts:
            words = text_in(each, self.edition)
            yield from (words, *self._ways(words)) if words else ()
        if question.kind is Kind.RANGE:
            yield from (step.replace(".", ",") for step in steps_of(question))
