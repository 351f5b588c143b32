"""What people decide about topics: each change can be undone, the last one first."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.topics.models import OpenQuestion, Topic, TopicChange

KEPT = ("name", "hint", "merged_into_id", "removed")
What = TopicChange.What


@transaction.atomic
def add_topic(*, question: OpenQuestion, name: str, hint: str, by: User) -> Topic:
    """A topic of one's own, after the others."""
    topic = Topic.objects.create(question=question, name=name, hint=hint, rank=next_rank(question))
    remember(question=question, what=What.ADD, before=as_absent([topic]), by=by)
    return topic


@transaction.atomic
def name_topic(*, topic: Topic, name: str, hint: str, by: User) -> None:
    """Say in one's own words what it is about."""
    remember(question=topic.question, what=What.NAME, before=as_they_are([topic]), by=by)
    topic.name, topic.hint = name, hint
    topic.save(update_fields=["name", "hint"])


@transaction.atomic
def merge_topic(*, topic: Topic, into: Topic, by: User) -> None:
    """Two topics that are one: texts coded with the first count as coded with the second."""
    remember(question=topic.question, what=What.MERGE, before=as_they_are([topic]), by=by)
    topic.merged_into = into
    topic.save(update_fields=["merged_into"])


@transaction.atomic
def remove_topic(*, topic: Topic, by: User) -> None:
    """Use it no more. Its codes are kept, in case it comes back."""
    remember(question=topic.question, what=What.REMOVE, before=as_they_are([topic]), by=by)
    topic.removed = True
    topic.save(update_fields=["removed"])


@transaction.atomic
def undo_change(*, question: OpenQuestion) -> TopicChange | None:
    """Put topics back as they were before the last change. None when there is nothing to undo."""
    change = question.changes.select_for_update().first()
    if change is None:
        return None
    for key, before in change.before.items():
        question.topics.filter(pk=key).update(**before)
    change.delete()
    return change


def remember(
    *, question: OpenQuestion, what: str, before: Mapping[str, Mapping[str, object]], by: User | None
) -> None:
    """Keep what is about to change."""
    TopicChange.objects.create(question=question, what=what, before=before, by=by)


def as_they_are(topics: Iterable[Topic]) -> dict[str, dict[str, object]]:
    return {str(topic.pk): {name: getattr(topic, name) for name in KEPT} for topic in topics}


def as_absent(topics: Iterable[Topic]) -> dict[str, dict[str, object]]:
    """As if these new topics had been removed."""
    return {key: state | {"removed": True} for key, state in as_they_are(topics).items()}


def next_rank(question: OpenQuestion) -> int:
    last = question.topics.order_by("-rank").first()
    return last.rank + 1 if last else 0


def standing(question: OpenQuestion) -> Mapping[int, int | None]:
    """For each topic that ever was, the current one that stands for it; None when it is used no more."""
    topics = {topic.pk: topic for topic in question.topics.all()}
    return {pk: _standing(pk, topics) for pk in topics}


def _standing(pk: int, topics: Mapping[int, Topic]) -> int | None:
    topic = topics[pk]
    while topic.merged_into_id is not None and not topic.removed:
        topic = topics[topic.merged_into_id]
    return None if topic.removed else topic.pk


def current(question: OpenQuestion) -> Sequence[Topic]:
    """The topics in use, in order."""
    return list(question.topics.current())


def united_in(topic: Topic) -> list[int]:
    """The keys of a topic and of all those that were merged into it."""
    return [pk for pk, stands in standing(topic.question).items() if stands == topic.pk]
