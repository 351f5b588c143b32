"""Reading aloud in the runner: what its own pages say, and the voice that a page is given."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.urls import reverse

from arpent.collection.cards import steps_of
from arpent.collection.models import Link
from arpent.collection.sittings import offered_editions
from arpent.collection.words import reason_in, words_in
from arpent.instrument.values import Instrument, Kind
from arpent.surveys.aloud.lines import Line
from arpent.surveys.aloud.reading import clip_keys, keys_of
from arpent.surveys.models import Sentence, Version
from arpent.ui.aloud import Aloud

FRENCH = "fr"
"""The language of the runner's own words, whatever the edition of the questions."""
ANYTHING = "0"
"""Stands for the keys in an address that is asked for before they are known."""


def lines_of_the_runner(version: Version) -> Iterator[Line]:
    """What a person may hear around the questions of a version, in the words of each of its editions."""
    instrument = version.instrument
    for words in [*_reasons(instrument), *_words(instrument), *_steps(instrument)]:
        yield Line(Sentence.Place.RUNNER, FRENCH, words)


def voice_addresses(link: Link, edition: str = "") -> list[str]:
    """Where every clip that a link's pages may play is found, in one edition or in all."""
    return [reverse("runner:voice", args=[link.token, key]) for key in clip_keys(link.version, edition)]


def voice_of(request: HttpRequest, link: Link) -> Aloud | None:
    """What can be heard on the pages of a link; none when nothing was prepared."""
    keys = keys_of(link.version)
    base = reverse("runner:voice", args=[link.token, ANYTHING]).removesuffix(ANYTHING)
    return Aloud(keys, base, request.GET.get("pace") == "slow") if keys else None


def _words(instrument: Instrument) -> Iterator[str]:
    for edition in offered_editions(instrument):
        yield from map(str, words_in(edition).values())


def _reasons(instrument: Instrument) -> Iterator[str]:
    reasons = dict.fromkeys(reason for question in instrument.questions() for reason in question.missing)
    for edition in offered_editions(instrument):
        yield from (str(reason_in(reason, edition)) for reason in reasons)


def _steps(instrument: Instrument) -> Iterable[str]:
    """The numbers of a range."""
    ranges = (question for question in instrument.questions() if question.kind is Kind.RANGE)
    return dict.fromkeys(step.replace(".", ",") for question in ranges for step in steps_of(question))
