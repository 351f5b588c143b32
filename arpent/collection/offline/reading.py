"""What a device sent, read again with the rules of the pages: nothing is believed because it was sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.utils.datastructures import MultiValueDict

from arpent.collection.hearing import Form, hear
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.offline.models import Device, KeptAside
from arpent.collection.sittings import Sitting, offered_editions, read_once
from arpent.instrument.answering import routing_of
from arpent.instrument.values import Instrument

Reason = KeptAside.Reason
MOST_SWITCHES = 32_767


class NotCounted(ValueError):
    """It cannot be counted, and why; `question` is the one that is concerned."""

    def __init__(self, reason: str, question: str = "") -> None:
        super().__init__(reason)
        self.reason, self.question = reason, question


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


def read(content: Any, device: Device, on: date) -> Submission:
    """Raises NotCounted, with the first reason found."""
    if not isinstance(content, dict):
        raise NotCounted(Reason.SHAPE)
    link, instrument = _link(content, device)
    day = _day(content, device.campaign, on)
    sitting = _sat(instrument, content, day)
    voice, helper = _one(content, "voice", Response.Voice.values), _helper(content)
    return Submission(
        link=link,
        status=_one(content, "status", [Response.Status.SENT, Response.Status.STOPPED]),
        day=day,
        sitting=_answered(sitting, content),
        editions=_several(content, "editions", list(offered_editions(instrument))),
        switches=_switches(content),
        voice=voice,
        help=_several(content, "help", Response.Help.values) if _is_helped(voice) else [],
        helper=helper if _is_helped(voice) else "",
        chosen_for=_one(content, "chosen_for", ["", *Response.ChosenFor.values]),
    )


def _is_helped(voice: str) -> bool:
    return voice in (Response.Voice.HELPED, Response.Voice.PROXY)


def _link(content: Mapping[str, Any], device: Device) -> tuple[int, Instrument]:
    """The link of the device's association that this answers, and its questionnaire."""
    ident = _whole(content.get("link"))
    own = Link.objects.filter(campaign=device.campaign_id, participation=device.participation_id)
    version = own.filter(pk=ident).values_list("version", "version__fingerprint").first()
    if version is None:
        raise NotCounted(Reason.LINK)
    if content.get("fingerprint") != version[1]:
        raise NotCounted(Reason.VERSION)
    return ident, read_once(*version)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise NotCounted(Reason.SHAPE)
    return value


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
    edition = _one(content, "edition", list(offered_editions(instrument)))
    return Sitting(instrument, edition, {}, day, faces, turned)


def _one(content: Mapping[str, Any], name: str, among: list[str]) -> str:
    value = content.get(name, "")
    if not isinstance(value, str) or value not in among:
        raise NotCounted(Reason.SHAPE)
    return value


def _several(content: Mapping[str, Any], name: str, among: list[str]) -> list[str]:
    values = content.get(name, [])
    if not isinstance(values, list) or not all(isinstance(each, str) and each in among for each in values):
        raise NotCounted(Reason.SHAPE)
    return list(dict.fromkeys(values))


def _helper(content: Mapping[str, Any]) -> str:
    return _one(content, "helper", ["", *Response.Helper.values])


def _switches(content: Mapping[str, Any]) -> int:
    value = content.get("switches", 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise NotCounted(Reason.SHAPE)
    return min(value, MOST_SWITCHES)


def _answered(sitting: Sitting, content: Mapping[str, Any]) -> Sitting:
    sitting = replayed(sitting, _forms(content))
    if content.get("status") == Response.Status.SENT and (missing := sitting.still_required()):
        raise NotCounted(Reason.REQUIRED, missing.name)
    return sitting


def _forms(content: Mapping[str, Any]) -> dict[str, Form]:
    said = content.get("said")
    if not isinstance(said, dict) or not all(isinstance(form, str) for form in said.values()):
        raise NotCounted(Reason.SHAPE)
    try:
        return {name: _form(form) for name, form in said.items()}
    except ValueError:
        raise NotCounted(Reason.SHAPE) from None


def _form(sent: str) -> Form:
    """The fields of a page. A QueryDict says the same in twice the time, and there are as many as questions."""
    fields = parse_qs(sent, keep_blank_values=True, max_num_fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    return MultiValueDict(fields)


def replayed(sitting: Sitting, forms: Mapping[str, Form]) -> Sitting:
    """Each page heard as if it came now, in the order of what rules cite; what is refused is heard again at the end.

    A rule may cite a question that was answered later. What routing no longer shows is not judged: it is dropped.
    """
    routing = routing_of(sitting.instrument)
    answers = dict(
        sitting.answers
    )  # grows as pages are heard: copying it at each would take longer than hearing
    sitting = replace(sitting, answers=answers)
    again: list[str] = []
    for name in (name for name in routing.order if name in forms):
        heard = hear(sitting, routing.questions[name], forms[name])
        if heard.refusal:
            again.append(name)
        answers.update(heard.answers)
    shown = {question.name for question in sitting.screens()} if again else set()
    for name in (name for name in again if name in shown):
        heard = hear(sitting, routing.questions[name], forms[name])
        if heard.refusal:
            raise NotCounted(Reason.ANSWER, name)
        answers.update(heard.answers)
    return sitting
