"""The two answers of someone who answers for another: what I think, and what she or he would say.

After Rand et al. 2017 (ASCOT-Proxy). The two are stored apart, in `answers` and in `would_say`, and never added up.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from arpent.collection.care.receiving import reception_of
from arpent.collection.models import Response
from arpent.collection.sittings import Sitting
from arpent.instrument.answering import from_plain
from arpent.instrument.looks import judges
from arpent.instrument.values import Instrument, Question


def answers_twice(response: Response) -> bool:
    """Whether this person answers for another, in a campaign that asks for both."""
    return (
        response.voice == Response.Voice.PROXY and reception_of(response.link.campaign).proxies_answer_twice
    )


def asked_twice(response: Response, instrument: Instrument, question: Question) -> bool:
    """Whether that question is one of them: an opinion. A fact has one answer, whoever gives it."""
    return judges(instrument, question) and answers_twice(response)


def in_their_place(sitting: Sitting, response: Response, name: str) -> Sitting:
    """The same sitting, where that question holds what the person would say."""
    answers = {key: value for key, value in sitting.answers.items() if key != name}
    if name in response.would_say:
        answers |= from_plain(sitting.instrument, {name: response.would_say[name]})
    return replace(sitting, answers=answers)


@transaction.atomic
def keep_would_say(*, response: Response, answers: Mapping[str, Any], on: date) -> None:
    """Add second answers to what is stored now."""
    stored = Response.objects.select_for_update().get(pk=response.pk)
    if stored.status == Response.Status.ONGOING:
        stored.would_say, stored.day = {**stored.would_say, **answers}, on
        stored.save(update_fields=["would_say", "day"])


def waiting(response: Response, sitting: Sitting) -> Question | None:
    """The first question that has its first answer and not yet its second."""
    if not answers_twice(response):
        return None
    half = (
        question
        for question in sitting.screens()
        if question.name in sitting.answers and question.name not in response.would_say
    )
    return next((question for question in half if judges(sitting.instrument, question)), None)


def kept_of(response: Response, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The second answers that remain at the end: those of a proxy, to questions that were asked."""
    if response.voice != Response.Voice.PROXY:
        return {}
    asked = {name for name, answer in answers.items() if answer != {"missing": "not_asked"}}
    return {name: answer for name, answer in response.would_say.items() if name in asked}
