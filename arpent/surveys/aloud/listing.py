"""The sentences of a version, as those who prepare its reading see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from arpent.surveys.aloud.reading import Keys, keys_of
from arpent.surveys.models import Recording, Sentence, Version

ON_A_PAGE = 40
SHOWN = ("", "manquantes", "enregistrees")
"""All sentences, those that nothing says, those that a person says: what an address may ask."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence, what says it, and who recorded it."""

    sentence: Sentence
    keys: Keys
    recording: Recording | None

    @property
    def key(self) -> str:
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of sentences, and how many there are of each sort."""

    page: Page[Heard]
    shown: str
    total: int
    missing: int
    recorded: int


def listing(version: Version, shown: str, page: str) -> Listing:
    """The sentences to show. An unknown sort is all of them."""
    every = list(heard(version))
    missing = [one for one in every if not one.keys]
    recorded = [one for one in every if one.recording]
    chosen = {"manquantes": missing, "enregistrees": recorded}.get(shown, every)
    return Listing(
        page=Paginator(chosen, ON_A_PAGE).get_page(page),
        shown=shown if shown in SHOWN else "",
        total=len(every),
        missing=len(missing),
        recorded=len(recorded),
    )


def heard(version: Version) -> Iterable[Heard]:
    keys = keys_of(version)
    recorded = Recording.objects.of(version.questionnaire.study).select_related("by")
    by_digest = {one.digest: one for one in recorded}
    for sentence in version.sentences.all():
        yield Heard(sentence, keys.get(sentence.digest, ()), by_digest.get(sentence.digest))
