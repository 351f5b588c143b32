"""The texts chosen for a report: cleared, masked, beside a topic and never beside a place or a group."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.models import FrozenDataset, OpenAnswer, Result
from arpent.analysis.topics.changes import standing
from arpent.analysis.topics.models import OpenQuestion, Quote, Topic, topic_code

MOST = 3
"""Quotes beside one topic in a report: more would be reading answers, not illustrating a share."""


class NotCleared(Exception):
    """Nobody has cleared this text, or there are already enough; the message says so."""


@dataclass(frozen=True, slots=True)
class Said:
    """One quote: masked words, and the code of the topic that it illustrates."""

    words: str
    choice: str
    by_proxy: bool


@transaction.atomic
def choose_quote(*, text: OpenAnswer, topic: Topic, by: User) -> Quote:
    """Print it in the reports to come. Raises NotCleared."""
    if text.state != OpenAnswer.State.CLEARED:
        raise NotCleared("Ce texte n’est pas autorisé. Lisez-le et autorisez-le avant de le citer.")
    others = Quote.objects.showable().filter(topic=topic).exclude(answer=text)
    if others.count() >= MOST:
        raise NotCleared(f"Ce sujet a déjà {MOST} citations. Retirez-en une pour en choisir une autre.")
    return Quote.objects.update_or_create(answer=text, defaults={"topic": topic, "by": by})[0]


def drop_quote(*, text: OpenAnswer) -> None:
    """Print it no more in the reports to come."""
    Quote.objects.filter(answer=text).delete()


def quotes_in(dataset: FrozenDataset, *, voice: str) -> Mapping[str, tuple[Said, ...]]:
    """By name of open question, what may be printed today of the answers in that voice. Empty once texts are erased."""
    questions = OpenQuestion.objects.filter(campaign=dataset.freeze.campaign_id, version=dataset.version_id)
    return {one.name: said for one in questions if (said := _quotes(one, voice))}


def _quotes(question: OpenQuestion, voice: str) -> tuple[Said, ...]:
    stands = standing(question)
    quotes = Quote.objects.showable().filter(topic__question=question)
    found = [
        Said(quote.answer.shown, topic_code(topic), quote.answer.is_proxy)
        for quote in quotes
        if (topic := stands[quote.topic_id]) is not None
    ]
    return tuple(one for one in found if one.by_proxy == (voice == Result.Voice.PROXY) and one.words)
