"""What a device sent, read again with the rules of the pages: nothing is believed because it was sealed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from arpent.collection.hearing import Heard, hear
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.offline.around import around
from arpent.collection.offline.models import Device
from arpent.collection.offline.reserve import reserved_in
from arpent.collection.offline.shapes import NotCounted, Reason, form_of, forms_of, one_of, several_of, whole
from arpent.collection.sittings import Sitting, offered_editions, read_once
from arpent.instrument.answering import routing_of
from arpent.instrument.routing import SameInstrument
from arpent.instrument.values import Instrument, Kind, Question

MOST_SWITCHES = 32_767
REFUSED = "refused"
TICKED = {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.RANGE, Kind.ACKNOWLEDGE}
SHORT = 100
"""Characters of a page of which one tick is made: beyond, it is not what our pages send."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One answer that was finished on a device, heard again."""

    link: int
    status: str
    day: date
    sitting: Sitting
    editions: list[str]
    switches: int
    voice: str
    help: list[str]
    helper: str
    chosen_for: str
    ident: UUID | None  # handed out with the code of withdrawal that the person was shown
    around: dict[str, Any]  # of the agreement and the help: see `arpent.collection.care.outcomes`


def refused(content: Any, device: Device) -> int | None:
    """The link of someone who said no, of whom nothing else was sent; None of an answer. Raises NotCounted."""
    if not isinstance(content, dict) or content.get("status") != REFUSED:
        return None
    return _link(content, device)[0]


def read(content: Any, device: Device, on: date) -> Submission:
    """Raises NotCounted, with the first reason found."""
    if not isinstance(content, dict):
        raise NotCounted(Reason.SHAPE)
    link, instrument = _link(content, device)
    day = _day(content, device.campaign, on)
    sitting = _answered(_sat(instrument, content, day), content)
    voice, helper = one_of(content, "voice", Response.Voice.values), _helper(content)
    return Submission(
        link=link,
        status=one_of(content, "status", [Response.Status.SENT, Response.Status.STOPPED]),
        day=day,
        sitting=sitting,
        editions=several_of(content, "editions", list(offered_editions(instrument))),
        switches=_switches(content),
        voice=voice,
        help=several_of(content, "help", Response.Help.values) if _is_helped(voice) else [],
        helper=helper if _is_helped(voice) else "",
        chosen_for=one_of(content, "chosen_for", ["", *Response.ChosenFor.values]),
        ident=reserved_in(content, device.campaign.pk),
        around=around(content, sitting, device.campaign, voice),
    )


def _is_helped(voice: str) -> bool:
    return voice in (Response.Voice.HELPED, Response.Voice.PROXY)


def _link(content: Mapping[str, Any], device: Device) -> tuple[int, Instrument]:
    """The link of the device's association that this answers, and its questionnaire."""
    ident = whole(content.get("link"))
    own = Link.objects.filter(campaign=device.campaign_id, participation=device.participation_id)
    version = own.filter(pk=ident).order_by().values_list("version", "version__fingerprint").first()
    if version is None:
        raise NotCounted(Reason.LINK)
    if content.get("fingerprint") != version[1]:
        raise NotCounted(Reason.VERSION)
    return ident, read_once(*version)


def _day(content: Mapping[str, Any], campaign: Campaign, on: date) -> date:
    """The day on the device; a clock that runs ahead, or that lost its date, does not lose an answer."""
    try:
        day = min(max(date.fromisoformat(str(content.get("day"))), campaign.opens_on), on)
    except ValueError:
        raise NotCounted(Reason.SHAPE) from None
    if day > min(campaign.closes_on, campaign.closed_on or campaign.closes_on):
        raise NotCounted(Reason.LATE)
    return day


def _sat(instrument: Instrument, content: Mapping[str, Any], day: date) -> Sitting:
    faces, turned = content.get("faces"), content.get("turned", False)
    if faces not in (None, 2, 3, 5) or not isinstance(turned, bool):
        raise NotCounted(Reason.SHAPE)
    edition = one_of(content, "edition", list(offered_editions(instrument)))
    return Sitting(instrument, edition, {}, day, faces, turned)


def _helper(content: Mapping[str, Any]) -> str:
    return one_of(content, "helper", ["", *Response.Helper.values])


def _switches(content: Mapping[str, Any]) -> int:
    value = content.get("switches", 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise NotCounted(Reason.SHAPE)
    return min(value, MOST_SWITCHES)


def _answered(sitting: Sitting, content: Mapping[str, Any]) -> Sitting:
    sitting = replayed(sitting, forms_of(content, "said"))
    if content.get("status") == Response.Status.SENT and (missing := sitting.still_required()):
        raise NotCounted(Reason.REQUIRED, missing.name)
    return sitting


def replayed(sitting: Sitting, forms: Mapping[str, str]) -> Sitting:
    """Each page heard as if it came now, in the order of what rules cite; what is refused is heard again at the end.

    A rule may cite a question that was answered later. What routing no longer shows is not judged: it is dropped.
    """
    routing = routing_of(sitting.instrument)
    answers = dict(
        sitting.answers
    )  # grows as pages are heard: copying it at each would take longer than hearing
    sitting = replace(sitting, answers=answers)
    ticked = _ticked(SameInstrument(sitting.instrument), sitting.edition)

    def heard_of(name: str) -> Heard:
        if name in ticked.names and len(forms[name]) <= SHORT:
            return ticked.hear(name, forms[name])
        return hear(sitting, routing.questions[name], form_of(forms[name]))

    again: list[str] = []
    for name in (name for name in routing.order if name in forms):
        heard = heard_of(name)
        if heard.refusal:
            again.append(name)
        answers.update(heard.answers)
    shown = {question.name for question in sitting.screens()} if again else set()
    for name in (name for name in again if name in shown):
        heard = heard_of(name)
        if heard.refusal:
            raise NotCounted(Reason.ANSWER, name)
        answers.update(heard.answers)
    return sitting


@dataclass(frozen=True, slots=True)
class Ticked:
    """The questions that are only ticked, which no other answer and no day changes, and what is heard of them."""

    names: frozenset[str]
    hear: Callable[[str, str], Heard]


@lru_cache(maxsize=64)
def _ticked(of: SameInstrument, edition: str) -> Ticked:
    """Heard once for all who tick the same: most of a questionnaire. Words that people write are never kept here."""
    nobody = Sitting(of.instrument, edition, {}, date.min)
    questions = {each.name: each for each in of.instrument.questions() if _stands_alone(each)}

    @lru_cache(maxsize=10_000)
    def heard(name: str, sent: str) -> Heard:
        return hear(nobody, questions[name], form_of(sent))

    return Ticked(frozenset(questions), heard)


def _stands_alone(question: Question) -> bool:
    if question.constraint or question.choice_filter or question.required or question.or_other:
        return False
    return question.kind in TICKED
