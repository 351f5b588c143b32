"""The pages of the runner drawn beforehand, for a device that will fill them without the server.

They are the server's own templates, drawn for an answer that does not exist: what differs from one person to the
next is a mark. `static/collection/offline/` says how a device fills them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from arpent.collection.asking import SaidBack
from arpent.collection.cards import Card, Media, plain_cards
from arpent.collection.care.models import Check
from arpent.collection.care.outcomes import Guardian
from arpent.collection.care.receiving import asks_understanding, reception_of
from arpent.collection.care.sayings import Sayings, sayings
from arpent.collection.care.sheet import helper_sheet_of
from arpent.collection.care.understanding import checks_of
from arpent.collection.doors import page
from arpent.collection.models import Link, Response
from arpent.collection.offline.marks import mark
from arpent.collection.offline.voices import Voice
from arpent.collection.pictures import addresses, credits_of
from arpent.collection.practice import PRACTICES, RUNGS, before_questions
from arpent.collection.sittings import Sitting
from arpent.collection.views.practice import task_page
from arpent.collection.views.respond import CHOSEN
from arpent.collection.views.understanding import check_cards
from arpent.collection.views.who import ASSENTS, HELPED, WHO
from arpent.collection.words import named_editions, words_in
from arpent.instrument.values import text_in
from arpent.voice.sentences import language_of

NOBODY = UUID(int=0)

type Drawn = dict[str, str]
"""HTML by the name of its state."""


@dataclass(frozen=True, slots=True)
class Pen:
    """All that drawing the pages of one edition asks for."""

    request: HttpRequest
    link: Link
    sitting: Sitting  # without answers, its questionnaire marked
    editions: tuple[str, ...]
    told: dict[str, Any]  # what every page is told of the device
    voice: Voice
    awaited: tuple[str, ...] = ()  # marks at which something will be said

    def draw(self, template: str, **context: Any) -> str:
        told = {**self.look, **context}
        return page(self.request, template, self.link, self.sitting.edition, **told).content.decode()

    def awaiting(self, *names: str) -> "Pen":
        return replace(self, awaited=(*self.awaited, *names))

    @property
    def look(self) -> dict[str, Any]:
        """What one page is told: its blocks that can be heard are counted from its beginning."""
        language = language_of(self.sitting.edition)
        return {**self.told, "voice": self.voice.page(*self.awaited, language=language)}

    @property
    def named_editions(self) -> list[tuple[str, str]]:
        return named_editions(self.editions)

    @property
    def nobody(self) -> Response:
        """The answer for which pages are drawn: it has no row."""
        return Response(pk=NOBODY, link=self.link, edition=self.sitting.edition, voice="")

    @property
    def care(self) -> Sayings:
        """What the campaign says at the end, in this edition."""
        return sayings(self.link.campaign, self.sitting.easy)

    @property
    def media(self) -> Media:
        token = self.link.token
        return addresses(self.link.version, lambda file: reverse("runner:media", args=[token, file]))


def frame_pages(pen: Pen) -> Drawn:
    """Every page that is no question, by its name."""
    return {
        **_doors(pen),
        **_people(pen),
        **_trials(pen),
        **_leaving(pen),
    }


def _doors(pen: Pen) -> Drawn:
    instrument, edition = pen.sitting.instrument, pen.sitting.edition
    length = sum(question.kind.is_asked for question in instrument.questions())
    title = text_in(instrument.title, edition, pen.link.campaign.title)
    return {
        "welcome": pen.draw(
            "runner/welcome.html",
            title=title,
            editions=pen.named_editions,
            length=length,
            mark=None,
            begun=None,
        ),
        "refused": pen.draw("runner/refused.html", care=pen.care),
        "erased": pen.draw("runner/erased.html"),
        "unkept": pen.draw("runner/unkept.html", fields=mark("fields")),
        "helper_sheet": pen.draw(
            "runner/helper_sheet.html",
            sheet=helper_sheet_of(pen.link.version, edition),
            editions=pen.named_editions,
        ),
        **_agreement(pen),
    }


def _agreement(pen: Pen) -> Drawn:
    """The agreement, before and after the questions that show whether it was understood, and these questions."""
    reception = reception_of(pen.link.campaign)
    if not asks_understanding(reception, pen.sitting.edition):
        return {"consent": _consent(pen, ready=True)}
    checks = checks_of(reception)
    missed = [(), *((place,) for place in range(len(checks))), tuple(range(len(checks)))]
    drawn = {"consent": _consent(pen, ready=False)}
    for places in missed:
        name = ".".join(map(str, places))
        drawn[f"consent_{name}"] = _consent(
            pen, ready=True, checked=True, missed=[checks[each] for each in places]
        )
    for place, check in enumerate(checks):
        for again in (False, True):
            drawn[f"check_{place}_{int(again)}"] = _check(pen, check, place, again=again)
            drawn[f"check_{place}_{int(again)}_missed"] = _check(pen, check, place, again=again, missed=True)
    return drawn


def _consent(pen: Pen, *, ready: bool, checked: bool = False, missed: Sequence[Check] = ()) -> str:
    return pen.draw("runner/consent.html", begun=NOBODY, ready=ready, checked=checked, missed=missed)


def _check(pen: Pen, check: Check, place: int, *, again: bool, missed: bool = False) -> str:
    words = words_in(pen.sitting.edition)
    return pen.draw(
        "runner/check.html",
        check=check,
        again=again,
        error=words["nothing_chosen"] if missed else "",
        cards=check_cards(check, place, pen.sitting.edition),
        back=mark("back"),
    )


def _people(pen: Pen) -> Drawn:
    words, nobody = words_in(pen.sitting.edition), pen.nobody

    def cards(name: str, codes: Iterable[str]) -> list[Card]:
        return plain_cards(name, {str(code): words[f"{name}_{code}"] for code in codes}, [])

    voices = plain_cards("voice", {code: words[f"who_{code}"] for code in WHO}, [])
    ways = plain_cards("help", {code: words[f"how_{code}"] for code in Response.Help.values}, [])
    later = [code for code in CHOSEN if code != "helped"]
    drawn = {
        "chosen": pen.draw("runner/chosen.html", response=nobody, cards=cards("chosen", later)),
        "chosen_alone": pen.draw("runner/chosen.html", response=nobody, cards=cards("chosen", CHOSEN)),
        "guardian": pen.draw(
            "runner/guardian.html", response=nobody, cards=cards("guardian", Guardian.values)
        ),
    }
    for state, missed in (("", False), ("_missed", True)):
        drawn[f"who{state}"] = pen.draw("runner/who.html", response=nobody, voices=voices, missed=missed)
        drawn[f"assent{state}"] = pen.draw(
            "runner/assent.html", response=nobody, cards=cards("assent", ASSENTS), missed=missed
        )
    for voice in HELPED:
        drawn[f"helped_{voice.value}"] = pen.draw(
            "runner/helped.html",
            response=nobody,
            helpers=Response.Helper.choices,
            ways=ways,
            proxy=voice == Response.Voice.PROXY,
        )
    return drawn


def _trials(pen: Pen) -> Drawn:
    before = before_questions(pen.nobody)
    drawn: Drawn = {}
    for number, task in enumerate(PRACTICES if "practice" in before else (), 1):
        for name, right, again in (("", False, False), ("_right", True, False), ("_again", False, True)):
            drawn[f"practice_{number}{name}"] = task_page(
                pen.request, pen.nobody, task, "practice", right=right, again=again, on=mark("on"), **pen.look
            ).content.decode()
    for rung, task in RUNGS.items() if "ladder" in before else ():
        drawn[f"ladder_{rung}"] = task_page(
            pen.request, pen.nobody, task, "ladder", **pen.look
        ).content.decode()
    return drawn


def _leaving(pen: Pen) -> Drawn:
    return {
        "review": _review(pen),
        "stop": pen.draw("runner/stop.html", back=mark("back"), pause=mark("pause"), care=pen.care),
        "help": pen.draw(
            "runner/help.html",
            editions=pen.named_editions,
            credits=credits_of(pen.link.version),
            back=mark("back"),
        ),
        **_thanks(pen),
    }


def _thanks(pen: Pen) -> Drawn:
    """With a code; without one any more, once it is noted; and where the device had none left to give."""
    way_back = mark("origin") + reverse("runner:take_back", args=[pen.link.token])
    ways: dict[str, dict[str, Any]] = {"": {}, "_code": {"code": mark("code")}, "_none": {"no_code": True}}
    return {
        f"thanks{state}{name}": pen.draw(
            "runner/thanks.html",
            **{"code": "", "no_code": False, **told},
            stopped=bool(state),
            late=False,
            way_back=way_back,
            care=pen.care,
        )
        for state in ("", "_stopped")
        for name, told in ways.items()
    }


def _review(pen: Pen) -> str:
    """One line for all: what is said of it stands in marks of their own, apart from what only names its buttons."""
    line = SaidBack([mark("question")], [mark("answer")], mark("address"))
    hearing = pen.awaiting("question", "answer")
    drawn = hearing.draw("runner/review.html", response=pen.nobody, lines=[line], back=mark("back"))
    said = rf'<span class="said" data-said="\d+" data-clip="(question|answer)">{mark("[a-z]+")}</span>'
    heard = re.sub(said, mark(r"said_\1"), drawn)
    for tag, name in (("<dt>", "question"), ("<dd>", "answer")):  # where nothing is said
        heard = heard.replace(tag + mark(name), tag + mark(f"said_{name}"))
    return heard
