"""Topics proposed from the texts, in the worker: lists of words that a person will name, or not."""

from collections.abc import Callable, Sequence
from uuid import UUID

import numpy as np
from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.counting import Progress
from arpent.analysis.topics.changes import as_absent, as_they_are, next_rank, remember, united_in
from arpent.analysis.topics.models import Nearness, OpenQuestion, Topic, TopicChange
from arpent.analysis.topics.texts import texts_of
from arpent.stats import StatsError
from arpent.stats.verbatim import Steadiness, Topics, steadiness, suggested, topics_of

FEWEST, MOST = 3, 12
LEAST = 0.1
"""Cosine under which a text does not speak of a topic, even when it speaks less of the others."""
INTO = 2  # a topic is split in two; split again to have more


def propose(question: OpenQuestion, *, count: int | None, by: User | None, progress: Progress) -> int:
    """Find topics: as many as wanted, or as many as are steady. How many were found.

    Earlier proposals that nobody named or used give way to them. Raises StatsError S110 when there is too
    little to read.
    """
    texts = texts_of(question)
    steps = MOST - FEWEST + 2
    wanted = count or _steady(texts.words, question, lambda done: progress(done, steps))
    progress(steps - 1, steps)
    found = topics_of(texts.words, count=wanted, rng=np.random.default_rng(question.seed))
    with transaction.atomic():
        gone = [topic for topic in question.topics.current() if not topic.name and not topic.codes.exists()]
        _keep(question, found, texts.keys, instead_of=gone, what=TopicChange.What.PROPOSE, by=by)
    progress(steps, steps)
    return wanted


def split(topic: Topic, *, by: User | None, progress: Progress) -> int:
    """Look for two topics inside one. Raises StatsError S110 when too few texts speak of it."""
    question = topic.question
    inside = set(Nearness.objects.filter(topic__in=united_in(topic)).values_list("answer", flat=True))
    texts = texts_of(question)
    rows = [row for row, key in enumerate(texts.keys) if key in inside]
    progress(0, 1)
    found = topics_of(
        [texts.words[row] for row in rows], count=INTO, rng=np.random.default_rng(question.seed)
    )
    with transaction.atomic():
        keys = [texts.keys[row] for row in rows]
        _keep(question, found, keys, instead_of=[topic], what=TopicChange.What.SPLIT, by=by)
    progress(1, 1)
    return INTO


def _steady(words: Sequence[str], question: OpenQuestion, step: Callable[[int], None]) -> int:
    """The number of topics to propose: the largest that is almost as steady as the steadiest."""
    tried: list[Steadiness] = []
    rng = np.random.default_rng(question.seed)
    for done, count in enumerate(range(FEWEST, MOST + 1)):
        step(done)
        try:
            tried += steadiness(words, counts=(count,), rng=rng)
        except StatsError:
            if not tried:
                raise
            break  # too few texts for as many
    return suggested(tried)


def _keep(
    question: OpenQuestion,
    found: Topics,
    keys: Sequence[UUID],
    *,
    instead_of: Sequence[Topic],
    what: str,
    by: User | None,
) -> None:
    """Write the topics found and the texts that speak of each, in place of others."""
    before = as_they_are(instead_of)
    question.topics.filter(pk__in=[topic.pk for topic in instead_of]).update(removed=True)
    start = next_rank(question)
    new = [
        Topic.objects.create(
            question=question, words=list(one.words), overlap=one.overlap, rank=start + place
        )
        for place, one in enumerate(found.topics)
    ]
    near = found.closeness
    Nearness.objects.bulk_create(
        Nearness(topic=new[place], answer_id=keys[row], closeness=float(near[row, place]))
        for row, place in enumerate(near.argmax(axis=1))
        if near[row, place] >= LEAST
    )
    remember(question=question, what=what, before=before | as_absent(new), by=by)
