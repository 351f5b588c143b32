"""Long work on texts, asked by a person and done by the worker."""

from functools import partial

from django.db import transaction

from arpent.accounts.models import User
from arpent.analysis.topics.models import OpenQuestion, TextWork, Topic
from arpent.analysis.topics.tasks import work_on_texts
from arpent.collection.models import Campaign

ONGOING = (TextWork.State.WAITING, TextWork.State.RUNNING)


def ask_for_texts(*, campaign: Campaign, by: User) -> TextWork:
    """Look for what people wrote since last time."""
    return _ask(TextWork(campaign=campaign, kind=TextWork.Kind.GATHER, by=by))


def ask_for_topics(*, question: OpenQuestion, count: int | None, by: User) -> TextWork:
    """Propose so many topics, or as many as are steady."""
    return _ask(
        TextWork(
            campaign=question.campaign, question=question, kind=TextWork.Kind.PROPOSE, count=count, by=by
        )
    )


def ask_to_split(*, topic: Topic, by: User) -> TextWork:
    """Look for two topics inside one."""
    question = topic.question
    return _ask(
        TextWork(campaign=question.campaign, question=question, kind=TextWork.Kind.SPLIT, topic=topic, by=by)
    )


def ask_to_learn(*, question: OpenQuestion, by: User) -> TextWork:
    """Learn from what people coded, and code the rest."""
    return _ask(TextWork(campaign=question.campaign, question=question, kind=TextWork.Kind.LEARN, by=by))


@transaction.atomic
def _ask(work: TextWork) -> TextWork:
    """Asking again while the same work goes on gives that one; anything else waits its turn behind it."""
    same = TextWork.objects.filter(
        campaign=work.campaign, question=work.question, topic=work.topic, kind=work.kind, state__in=ONGOING
    )
    if ongoing := same.first():
        return ongoing
    work.save()
    transaction.on_commit(partial(work_on_texts.enqueue, work.pk))
    return work


def last_work(campaign: Campaign, question: OpenQuestion | None) -> TextWork | None:
    """The last thing that was asked, to be followed by a page."""
    return TextWork.objects.filter(campaign=campaign, question=question).first()
