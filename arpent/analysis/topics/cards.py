"""A topic as a page shows it: its words, how steady it is in plain words, the texts that say it best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.changes import united_in
from arpent.analysis.topics.models import Nearness, OpenQuestion, Quote, Topic

STEADY, FAIR = 0.7, 0.5
NEAREST, TO_CHOOSE = 3, 12
MOST = 60
"""Texts looked at for a few that are not alike."""


@dataclass(frozen=True, slots=True)
class Steady:
    """How far the topic would be found again in other answers: a state of the look, and words."""

    state: str
    label: str | Promise
    words: str | Promise


@dataclass(frozen=True, slots=True)
class Card:
    """One topic of the list."""

    topic: Topic
    steady: Steady
    texts: int
    nearest: Sequence[OpenAnswer]
    quotes: int


def cards(question: OpenQuestion) -> list[Card]:
    """The topics in use, in order."""
    return [_card(topic) for topic in question.topics.current()]


def _card(topic: Topic) -> Card:
    united = united_in(topic)
    texts = Nearness.objects.filter(topic__in=united).values("answer").distinct().count()
    quotes = Quote.objects.showable().filter(topic__in=united).count()
    return Card(topic, steady(topic), texts, nearest(topic, NEAREST), quotes)


def steady(topic: Topic) -> Steady:
    """In plain words. Limits of `docs/methods/open-answers.md`."""
    if topic.overlap is None:
        return Steady("info", _("ajouté par vous"), _("Personne ne l’a cherché dans les mots des textes."))
    if topic.overlap >= STEADY:
        return Steady("good", _("stable"), _("D’autres réponses donneraient presque les mêmes mots."))
    if topic.overlap >= FAIR:
        return Steady("wait", _("assez stable"), _("D’autres réponses changeraient une partie de ses mots."))
    words = _(
        "Avec d’autres réponses, il pourrait disparaître. Lisez ses textes avant de le garder, réunissez-le à un "
        "autre ou retirez-le."
    )
    return Steady("stop", _("fragile"), words)


def nearest(topic: Topic, count: int) -> list[OpenAnswer]:
    """The cleared texts that speak of it most, no two alike. Only what a person has cleared, less what is masked."""
    united = united_in(topic)
    spoken = OpenAnswer.objects.cleared().select_related("response")
    coded = spoken.filter(Q(codes__topics__in=united) | Q(quote__topic__in=united)).distinct()
    near = Nearness.objects.filter(topic__in=united, answer__state=OpenAnswer.State.CLEARED)
    ordered = [one.answer for one in near.select_related("answer__response")[:MOST]]
    return _different([*ordered, *coded.order_by("pk")[:MOST]])[:count]


def _different(texts: Iterable[OpenAnswer]) -> list[OpenAnswer]:
    found: dict[str, OpenAnswer] = {}
    for text in texts:
        found.setdefault(" ".join(text.shown.casefold().split()), text)
    return list(found.values())
