"""The texts of one open question, as statistics read them."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.models import OpenQuestion
from arpent.collection.models import Campaign


@dataclass(frozen=True, slots=True)
class Texts:
    """What people wrote, whole, in an order that says nothing: it never leaves the server as it is."""

    keys: tuple[UUID, ...]
    words: tuple[str, ...]


def open_question(campaign: Campaign, version_id: int, name: str) -> OpenQuestion:
    """The row that holds the topics of a question, made when somebody first opens them."""
    return OpenQuestion.objects.get_or_create(
        campaign=campaign, version_id=version_id, name=name, defaults={"seed": secrets.randbelow(2**31)}
    )[0]


def texts_of(question: OpenQuestion) -> Texts:
    """Every gathered text of a question."""
    rows = list(OpenAnswer.objects.of(question))
    return Texts(tuple(row.pk for row in rows), tuple(row.words for row in rows))
