"""All that a device carries for one questionnaire: its rules, its words, its pages, the files that they show."""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from arpent.collection.aloud import voice_of
from arpent.collection.care.explaining import explainable
from arpent.collection.care.receiving import asks_guardian, reception_of
from arpent.collection.care.understanding import checks_of, right_place
from arpent.collection.models import Link
from arpent.collection.offline.front import said_in_front
from arpent.collection.offline.marks import Marking, mark, without_marks
from arpent.collection.offline.models import Device
from arpent.collection.offline.pages import NOBODY, Pen, frame_pages
from arpent.collection.offline.question_pages import question_page
from arpent.collection.offline.recited import Reciting
from arpent.collection.offline.voices import Voice, clips_in, weight_of, without_sounds
from arpent.collection.practice import PRACTICES, RUNGS, TRIED_BY
from arpent.collection.sittings import Sitting, first_edition, instrument_of, offered_editions
from arpent.collection.words import is_easy, reason_in, words_in
from arpent.instrument.answering import REFUSALS
from arpent.instrument.looks import LADDER, PRACTICE, asks_for, judges
from arpent.instrument.portable import portable
from arpent.instrument.routing import choices_of
from arpent.instrument.values import Instrument, Kind, Missing, Question, text_in
from arpent.instrument.written import is_whole, range_of
from arpent.surveys.spoken import speaking
from arpent.voice.sentences import digest

_FILES = re.compile(r'(?:src|href)="(/(?:static|r/[^"/]+/(?:media|voix))/[^"]+)"')
ON_LINE = "media/|voix/|retirer/|aider.pdf"
"""What stays at the runner's address: files, and pages that ask for the network."""
FORMAT = 3
"""One more each time the scripts of a device read a parcel otherwise: those of `carrying.js` say the same."""
STEPS = 20
type Advance = Callable[[int, int], None]
"""Told how many pages are drawn, of how many."""
SOME_DAY = date(2000, 1, 1)
MARKS = ("walk", "pages", "whose", "explain", "settings")
"""What the page of a question leaves whole for the device."""
WORDS = (
    "agreed", "nothing_chosen",
    "proxy_note", "own_view", "other_view", "own_said", "other_said",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parcel:
    """A parcel ready to be sent: its JSON compressed, and its fingerprint."""

    digest: str
    zipped: bytes
    clips: int  # how many sounds its pages play
    sound: int  # their bytes


def parcel_of(link: Link, device: Device, advance: Advance = lambda _done, _total: None) -> Parcel:
    """The parcel of one questionnaire for one device: every page of every edition is drawn, which takes seconds."""
    told = _content(link, device, advance)
    content = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    clips = [address.rsplit("/", 1)[1] for address in told["clips"]]
    return Parcel(
        sha256(content).hexdigest()[:16], gzip.compress(content, 6, mtime=0), len(clips), weight_of(clips)
    )


def _content(link: Link, device: Device, advance: Advance = lambda _done, _total: None) -> dict[str, Any]:
    instrument = instrument_of(link.version)
    editions = offered_editions(instrument)
    voice = _voice(link)
    drew = _counting(len(editions) * len(_pages(instrument)), advance)
    drawn = {}
    for edition in editions:
        with speaking(edition):
            drawn[edition] = _edition(link, device, edition, editions, voice, drew)
    return {
        "format": FORMAT,
        "link": link.pk,
        "fingerprint": link.version.fingerprint,
        "title": text_in(instrument.title, instrument.default_edition, link.campaign.title),
        "first": first_edition(link.version),
        "rules": {**portable(instrument), "ranges": _ranges(instrument)},
        "editions": drawn,
        "before": {name: asks_for(instrument, name) for name in (PRACTICE, LADDER)},
        "tried_by": list(TRIED_BY),
        "trials": _trials(),
        "care": _care(link, instrument),
        "files": sorted(_files(drawn)),
        "clips": sorted(voice.base + key for key in {*clips_in(json.dumps(drawn)), *_in_front(link, voice)}),
    }


def _in_front(link: Link, voice: Voice) -> set[str]:
    """The clips of the page that leads to the questionnaire."""
    said = (digest(words, "fr") for words in said_in_front(link))
    return {key for each in said for key in voice.keys.get(each, ())}


def _pages(instrument: Instrument) -> list[Question]:
    """The questions that have a page."""
    return [each for each in instrument.questions() if each.kind is Kind.NOTE or each.kind.is_asked]


def _counting(total: int, advance: Advance) -> Callable[[], None]:
    """Called after each page; it says how far one is twenty times at most."""
    places = count(1)

    def drew() -> None:
        place = next(places)
        if place * STEPS // total > (place - 1) * STEPS // total:
            advance(place, total)

    return drew


def _voice(link: Link) -> Voice:
    found = voice_of(_plain_request(), link)
    return Voice(found.keys, found.base) if found else Voice({}, "")


def _edition(
    link: Link,
    device: Device,
    edition: str,
    editions: tuple[str, ...],
    voice: Voice,
    drew: Callable[[], None],
) -> dict[str, object]:
    instrument = instrument_of(link.version)
    marking = Marking()
    left = marking.marked(instrument)
    reciting = Reciting(instrument, edition, voice)
    cited = reciting.cited(marking.citing)
    said = tuple(f"cited:{place}" for place, each in cited.items() if "data-clip" in json.dumps(each))
    voice = replace(voice, cited=said)
    pen = Pen(
        request=_plain_request(),
        link=link,
        sitting=Sitting(left, edition, {}, SOME_DAY),
        editions=editions,
        told={
            "device": device,
            "kiosk": device.is_kiosk,
            **{f"{name}_mark": mark(name) for name in MARKS},
        },
        voice=voice,
    )
    panel = {
        "request": pen.request,
        "editions": pen.named_editions,
        "edition": edition,
        "voice": voice.page(),
    }
    return _told(
        link,
        {
            "easy": is_easy(edition),
            "settings": render_to_string("offline/settings.html", panel),
            "texts": _texts(instrument, edition),
            "cited": cited,
            "heard": reciting.heard(),
            "frames": frame_pages(pen),
            "questions": dict(_drawn(pen, instrument, drew)),
        },
    )


def _drawn(pen: Pen, instrument: Instrument, drew: Callable[[], None]) -> Iterator[tuple[str, object]]:
    """The page of each question."""
    for each in _pages(instrument):
        marked = pen.sitting.instrument.question(each.name)
        yield each.name, question_page(pen, marked, filtered=bool(each.choice_filter))
        drew()


def _plain_request() -> HttpRequest:
    """What the templates ask of a request, without who asks."""
    request = HttpRequest()
    request.method = "GET"
    return request


def _told(link: Link, drawn: dict[str, object]) -> dict[str, object]:
    """The same with the addresses of the runner as marks: the device has its own."""
    welcome = reverse("runner:welcome", args=[link.token])
    written = without_sounds(json.dumps(drawn, ensure_ascii=False))
    written = written.replace(f"{welcome}{NOBODY}/", f"{mark('base')}s/")
    written = re.sub(rf"{re.escape(welcome)}(?!{ON_LINE})", mark("base"), written)
    return json.loads(written)  # type: ignore[no-any-return]


def _texts(instrument: Instrument, edition: str) -> dict[str, object]:
    """The words that the device puts together itself, `${name}` left in them."""
    words = words_in(edition)
    asked = [question for question in instrument.questions() if question.kind.is_asked]
    return {
        "labels": {each.name: without_marks(text_in(each.label, edition) or each.name) for each in asked},
        "choices": {
            each.name: {
                choice.name: without_marks(text_in(choice.label, edition, choice.name))
                for choice in choices_of(instrument, each)
            }
            for each in asked
        },
        "constraint": {each.name: text_in(each.constraint_message, edition) for each in asked},
        "required": {each.name: text_in(each.required_message, edition) for each in asked},
        "refusals": {code: _(words) for code, words in REFUSALS.items()},
        "reasons": {reason.value: str(reason_in(reason, edition)) for reason in Missing},
        "words": {name: str(words[name]) for name in WORDS},
        "place": _("Question %(number)s sur %(total)s") % {"number": "{number}", "total": "{total}"},
        "page": _("Page %(page)s sur %(pages)s") % {"page": "{number}", "pages": "{total}"},
    }


def _ranges(instrument: Instrument) -> dict[str, dict[str, object]]:
    """Start, end and step as exact decimals, and whether every value is whole."""
    return {
        each.name: {"parts": [str(part) for part in range_of(each)], "whole": is_whole(each)}
        for each in instrument.questions()
        if each.kind is Kind.RANGE
    }


def _care(link: Link, instrument: Instrument) -> dict[str, object]:
    """What the campaign makes sure of: what was understood, the guardian, the two answers of a proxy."""
    reception = reception_of(link.campaign)
    return {
        "guardian": asks_guardian(link),
        "rights": [str(right_place(place)) for place in range(len(checks_of(reception)))],
        "twice": [
            each.name
            for each in instrument.questions()
            if reception.proxies_answer_twice and judges(instrument, each)
        ],
        "explains": [each.name for each in explainable(instrument)],
    }


def _trials() -> dict[str, object]:
    """What is right in each task, and what comes next."""
    return {
        "practices": [task.right for task in PRACTICES],
        "rungs": {name: [task.right, task.after_right, task.after_wrong] for name, task in RUNGS.items()},
    }


def _files(drawn: Mapping[str, object]) -> Iterable[str]:
    written = json.dumps(drawn, ensure_ascii=False).replace('\\"', '"')
    return set(_FILES.findall(written))
