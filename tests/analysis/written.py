"""A campaign in which people wrote about three things, in words that repeat as people's words do."""

import random
from dataclasses import replace
from uuid import UUID

import pytest

from arpent.analysis.actions import gather_open_answers
from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.models import OpenQuestion, Topic
from arpent.analysis.topics.texts import open_question
from arpent.collection.models import Response
from arpent.instrument.answering import to_plain
from arpent.instrument.values import Kind, Question
from tests import world as worlds
from tests.cast import Cast
from tests.world import World

ASKED = Question("mot", Kind.TEXT, label={"fr": "Qu’est-ce qui a changé ?"})
SPOKEN = {
    "Les transports": (
        "Le bus du soir est loin",
        "un bus le soir",
        "le bus est toujours en retard",
        "plus de bus",
    ),
    "L’écoute": ("L’équipe écoute la famille", "on est à l’écoute", "équipe à l’écoute", "une écoute vraie"),
    "Le repos": (
        "du temps pour le repos",
        "je dors la nuit, du repos",
        "le repos le week-end",
        "repos et nuit",
    ),
}


def build(cast: Cast, monkeypatch: pytest.MonkeyPatch, count: int = 42) -> World:
    """The study of the cast, whose questionnaire ends with words; so many people wrote about one of the three,
    in turn, and every fifth one « RAS »."""
    monkeypatch.setattr(worlds, "FORM", replace(worlds.FORM, items=(*worlds.FORM.items, ASKED)))
    world = worlds.build(cast)
    for number, response in enumerate(in_order()[:count]):
        response.answers |= to_plain({"mot": words_of(number)})
        response.save()
    gather(world)
    return world


def in_order() -> list[Response]:
    """By what they hold, as their keys are drawn at random."""
    return sorted(Response.objects.all(), key=lambda one: (one.link_id, one.voice, str(one.answers)))


def gather(world: World) -> None:
    """New texts, under keys and with a seed that are the same in each test: draws can be told beforehand."""
    known = set(OpenAnswer.objects.values_list("pk", flat=True))
    gather_open_answers(campaign=world.campaign)
    rng = random.Random(len(known))
    new = list(OpenAnswer.objects.exclude(pk__in=known).select_related("response"))
    OpenAnswer.objects.exclude(pk__in=known).delete()
    for text in sorted(new, key=lambda one: (one.words, one.response.link_id, str(one.response.answers))):
        text.pk = UUID(int=rng.getrandbits(128))
        text.save(force_insert=True)


def words_of(number: int) -> str:
    if number % 5 == 4:
        return "RAS"
    told = list(SPOKEN.values())[number % 3]
    return told[number // 3 % len(told)]


def question_of(world: World) -> OpenQuestion:
    question = open_question(world.campaign, world.version.pk, "mot")
    question.seed = 1
    question.save()
    return question


def with_topics(world: World) -> dict[str, Topic]:
    """The three, named by a person."""
    question = question_of(world)
    return {
        name: Topic.objects.create(question=question, name=name, rank=rank)
        for rank, name in enumerate(SPOKEN)
    }


def truth(text: OpenAnswer) -> str:
    """What a careful person would code."""
    return next(name for name, told in SPOKEN.items() if text.words in told)
