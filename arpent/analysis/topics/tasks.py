"""The worker's part on texts: each kind of work says how far it is, and why it stopped."""

import logging

from django.tasks import task
from django.utils import timezone

from arpent.analysis.actions import gather_open_answers
from arpent.analysis.topics.machine import learn
from arpent.analysis.topics.models import OpenQuestion, TextWork, Topic
from arpent.analysis.topics.proposing import propose, split
from arpent.stats import StatsError

log = logging.getLogger(__name__)
Kind = TextWork.Kind


@task
def work_on_texts(work_id: int) -> None:
    """Do what was asked; the reason is kept when it fails."""
    work = TextWork.objects.select_related("campaign", "question__campaign", "topic__question").get(
        pk=work_id
    )
    try:
        work.found = _done(work)
    except StatsError as reason:
        work.fail(str(reason))
    except Exception:
        log.exception("work on texts %s failed", work_id)
        work.fail(
            "Le travail s’est arrêté sur une erreur inattendue. Recommencez ; "
            "si cela continue, prévenez votre administration."
        )
    else:
        work.state = TextWork.State.READY
        work.save(update_fields=["state", "found"])


def _done(work: TextWork) -> int:
    match work.kind:
        case Kind.GATHER:
            return gather_open_answers(campaign=work.campaign, progress=work.advance)
        case Kind.PROPOSE:
            return propose(_question(work), count=work.count, by=work.by, progress=work.advance)
        case Kind.SPLIT:
            return split(_topic(work), by=work.by, progress=work.advance)
        case _:
            return learn(_question(work), at=timezone.now(), progress=work.advance)


def _question(work: TextWork) -> OpenQuestion:
    if work.question is None:
        raise ValueError("the database refuses this work without its question")
    return work.question


def _topic(work: TextWork) -> Topic:
    if work.topic is None:
        raise ValueError("the database refuses to split no topic")
    return work.topic
