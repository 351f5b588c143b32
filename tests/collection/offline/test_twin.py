"""A device without a network shows the server's pages, hears as the server hears, and seals what the server opens."""

import json
import re
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client

import arpent.collection
from arpent.collection.care.models import Reception
from arpent.collection.hearing import hear, why
from arpent.collection.models import Response
from arpent.collection.offline.models import Device
from arpent.collection.offline.parcels import ON_LINE, _content
from arpent.collection.offline.sealing import opened
from arpent.collection.sittings import Sitting, instrument_of
from arpent.instrument.answering import to_plain
from arpent.ui.drawings import Walk
from tests.cast import Cast
from tests.collection.easy_form import easy_form
from tests.collection.offline.devices import device_of, finished, link_of, send
from tests.collection.stories import TODAY, Story, open_story

STATIC = Path(arpent.collection.__file__).parent / "static" / "collection"
JUDGE = Path(__file__).parent / "judge.mjs"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")
BASE = "/hors-ligne/appareil/q/1/0/"


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


def judge(*tasks: dict[str, Any]) -> list[Any]:
    """What a device answers to each task."""
    where = {"offline": (STATIC / "offline").as_uri(), "rules": (STATIC / "rules").as_uri()}
    run = subprocess.run(
        [NODE, JUDGE],
        input=json.dumps({**where, "tasks": tasks}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


class Visit:
    """Someone who answers on line; each thing asked and answered is noted, for a device to be asked the same."""

    def __init__(self, device: Device, audience: int = 0) -> None:
        links = device.campaign.links.filter(participation=device.participation)
        self.device, self.link, self.web = device, links[audience], Client()
        self.door = f"/r/{self.link.token}/"
        self.here, self.begun = self.door, ""
        self.steps: list[dict[str, Any]] = []
        self.seen: list[tuple[str, str]] = []
        self.ask()

    def ask(self, **form: Any) -> "Visit":
        """Read the page where one is, or send it a form; then go where it leads."""
        answer = self.web.post(self.here, form) if form else self.web.get(self.here)
        self._note(form, answer)
        assert answer.status_code in (200, 303, 422), self.here
        if answer.status_code == 303:
            self.here = answer["Location"]
            return self.ask()
        return self

    def at(self, tail: str) -> "Visit":
        self.here = f"{self.door}{tail}"
        return self.ask()

    def agree(self) -> "Visit":
        """Yes, once both questions on the agreement are answered where they are asked."""
        self.at("accord/")
        if 'value="read"' in self.seen[-1][1]:
            self.ask(agree="read").ask(answer="0").ask(answer="1").ask(answer="0")
        begun = re.search(r'name="begun" value="([^"]+)"', self.seen[-1][1])[1]
        self.begun = f"{self.door}{begun}/"
        return self.ask(begun=begun, agree="yes")

    def at_link(self, tail: str) -> "Visit":
        """A page of the answer, opened by its address."""
        self.here = f"{self.begun}{tail}"
        return self.ask()

    def _note(self, form: dict[str, Any], answer: Any) -> None:
        parts = urlsplit(self.here)
        sent = urlencode(form, doseq=True) if form else None
        self.steps.append({"tail": self.tail(parts.path), "query": parts.query, "form": sent})
        if answer.status_code == 303:
            self.seen.append(("to", self.tail(answer["Location"])))
        else:
            self.seen.append(("page", answer.content.decode()))

    def tail(self, address: str) -> str:
        return self.plain(address).removeprefix(BASE)

    def plain(self, text: str) -> str:
        """The same with the addresses of a device."""
        if self.begun:
            text = text.replace(self.begun, f"{BASE}s/")
        return re.sub(rf"{re.escape(self.door)}(?!{ON_LINE})", BASE, text)


def of_the_page(html: str) -> str:
    """What a person sees of a page, and what it sends: without what belongs to the server or to the device alone."""
    html = re.sub(r'<link rel="manifest".*?</script>\n', "", html, flags=re.S)
    html = re.sub(r'<dialog class="idle".*?</dialog>', "", html, flags=re.S)
    html = re.sub(
        r'<input type="hidden" name="(?:begun|part|edition|question|etat|autre|expliquer|fin)"[^>]*>',
        "",
        html,
    )
    html = re.sub(r'<a class="touch" href="[^"]*reprendre/.*?</a>', "", html)
    html = re.sub(r"<li>«.Pause.».*?</li>", "", html)
    html = re.sub(r"Je continuerai plus tard, [^<]*", "", html)
    html = re.sub(r"<!-- .*? -->", "", html).replace("&#xE000;", "\ue000")
    html = re.sub(r"<noscript><audio.*?</noscript>", "", html)
    html = with_blocks_in_order(whole_numbers(html))
    return re.sub(r"\s+", " ", html)


def with_blocks_in_order(html: str) -> str:
    """Blocks that can be heard, numbered as they come: a number is only a name."""
    blocks = re.findall(r'data-said="(\d+)"', html)
    order = {block: str(place) for place, block in enumerate(dict.fromkeys(blocks), 1)}
    return re.sub(
        r'data-(said|aloud)="(\d+)"', lambda found: f'data-{found[1]}="{order.get(found[2], "none")}"', html
    )


def queried(address: str) -> dict[str, str]:
    """What an address asks, without where one is among the questions on the agreement: on line it is signed."""
    return {name: value for name, value in parse_qsl(urlsplit(address).query) if name != "etat"}


def whole_numbers(drawing: str) -> str:
    """9.0 is 9, in the coordinates of a drawing."""
    return re.sub(r'(\d)\.0(?=[ "H])', r"\1", drawing)


def first_difference(found: str, wanted: str) -> tuple[str, str]:
    """Where two pages part, on the device and on line."""
    apart = (place for place, (one, other) in enumerate(zip(found, wanted, strict=False)) if one != other)
    start = max(next(apart, min(len(found), len(wanted))) - 80, 0)
    return found[start : start + 280], wanted[start : start + 280]


def compare(visit: Visit, *, turned: bool = False) -> dict[str, Any]:
    """Ask a device the same things: it must show the same pages, and lead to the same places."""
    parcel = _content(visit.link, visit.device)
    task = {
        "what": "visit",
        "parcel": parcel,
        "today": TODAY.isoformat(),
        "base": BASE,
        "kiosk": visit.device.is_kiosk,
        "turned": turned,
        "steps": visit.steps,
    }
    answered = judge(task)[0]
    for step, (kind, expected), answer in zip(visit.steps, visit.seen, answered["answers"], strict=True):
        if kind == "to":
            found = answer.get("to") if "to" in answer else answer
            assert queried(str(found)) == queried(expected), step
            assert urlsplit(str(found)).path == urlsplit(expected).path, step
        elif kind == "finished":
            assert answer == {"finished": expected}
        else:
            found, wanted = of_the_page(answer["page"]), of_the_page(visit.plain(expected))
            alike = found == wanted  # pytest takes half a minute to compare two such lines
            assert alike, "\n".join(map(str, (step, *first_difference(found, wanted))))
    return answered


def test_a_whole_visit_shows_the_same_pages_as_on_line(story: Story):
    visit = Visit(device_of(story, use="interviewer")).agree()
    visit.ask(go="next").ask(voice="helped").ask(helper="family", help=["read", "click"])
    visit.ask(go="next").ask(go="next", answer="bien").ask(go="next").ask(go="next", answer="oui")
    visit.ask(go="next", text="deux cents").ask(go="next", text="400").ask(go="back", text="12")
    visit.ask(go="next", answer="oui").ask(go="next", text="12").ask(go="next", answer=["famille", "amis"])
    visit.ask(go="next", answer="other", other="<b>Un chien</b> & moi")
    visit.ask(**{"go": "next", "rank-1": "amis", "rank-2": "famille", "rank-3": "autres"})
    visit.ask(go="next", answer="7").ask(go="next", day="31", month="2", year="2026")
    visit.ask(go="next", day="3", month="2", year="2026").ask(go="next", text="C’est « bien »")
    visit.ask(chosen="no")
    for name in ("fois", "aides", "autre", "ordre", "note", "jour", "mot", "venu"):
        visit.here = f"{visit.begun}question/{name}/"
        visit.ask()
    draft = compare(visit)["draft"]
    stored = Response.objects.get()
    assert draft["answers"] == stored.answers
    assert (draft["voice"], draft["help"], draft["helper"]) == (stored.voice, stored.help, stored.helper)


def test_what_was_said_on_a_device_is_heard_the_same_by_the_server(story: Story):
    device = device_of(story, use="interviewer")
    visit = Visit(device).agree().ask(voice="alone")
    visit.ask(go="next").ask(go="next", answer="bien").ask(go="next", answer="oui").ask(go="next", text="12")
    visit.ask(go="next", answer=["amis", "famille"]).ask(go="next", answer="missing:dont_know")
    draft = compare(visit)["draft"]
    send(device, finished(device, **{key: draft[key] for key in ("edition", "editions", "voice", "said")}))
    on_line, sent = Response.objects.get(status="ongoing"), Response.objects.get(status="sent")
    assert {name: sent.answers[name] for name in on_line.answers} == on_line.answers


def easy_visit(cast: Cast) -> Visit:
    return Visit(device_of(open_story(cast, easy_form()), use="interviewer"), 1)


def test_easy_mode_is_the_same_with_its_practice_ladder_steps_and_pictures(cast: Cast):
    visit = easy_visit(cast).agree().ask(voice="alone")
    visit.ask(answer="no").ask(answer="yes").at_link("essai/2/").ask(answer="train").ask(answer="bike")
    visit.at_link("echelle/5-barres/").ask(answer="1").ask(answer="4")
    visit.ask(answer="part:yes").ask(answer="tres").ask(answer="bien2").ask(answer="piscine")
    visit.ask(answer="maison").ask(answer="ville").ask(answer="maison")
    visit.ask(answer=["maison", "travail"]).ask(answer="ville").ask(go="back", answer="parfois")
    turned = Response.objects.get().turned
    draft = compare(visit, turned=turned)["draft"]
    assert draft["faces"] == Response.objects.get().faces == 5
    assert draft["answers"] == Response.objects.get().answers


@pytest.mark.parametrize("rung", ["3-visages", "3-barres"])
def test_fewer_faces_are_shown_the_same(cast: Cast, rung: str):
    visit = easy_visit(cast).agree().ask(voice="alone")
    visit.at_link(f"echelle/{rung}/").ask(answer="3")
    visit.ask(answer="tres").ask(answer="bien2")
    compare(visit, turned=Response.objects.get().turned)


def test_another_edition_is_read_at_any_time(cast: Cast):
    visit = easy_visit(cast).agree().ask(voice="alone").at_link("")
    visit.ask(answer="part:no").ask(edition="fr-simple-x-picto").ask(answer="peu").ask(edition="fr")
    visit.ask(go="help", answer="bien2").ask(edition="fr-simple").ask(go="stop")
    draft = compare(visit, turned=Response.objects.get().turned)["draft"]
    stored = Response.objects.get()
    assert (draft["switches"], draft["editions"]) == (stored.switches, stored.editions)


FORMS = {
    "fois": ["text=12", "text=12%2C0", "text=1+200", "text=douze", "text=", "text=99", "text=100", "reason=missing:dont_know",
             "text=3&reason=missing:dont_know", "text=-0", "text=%2B7", "text=dont_know"],
    "content": ["answer=bien", "answer=mieux", "answer=bien&answer=mal", "", "answer=missing:prefer_not",
                "answer=missing:not_concerned", "answer=bien&answer=missing:dont_know"],
    "venu": ["", "answer=oui", "answer=missing:dont_know"],
    "aides": ["answer=autres&answer=famille", "answer=amis&answer=chien", "reason=missing:dont_know"],
    "autre": ["answer=other&other=Un+chien", "answer=other", "answer=oui&other=Un+chien"],
    "ordre": ["rank-1=amis&rank-2=famille&rank-3=autres", "rank-1=amis", "rank-1=amis&rank-2=amis&rank-3=amis",
              "rank-10=amis&rank-2=famille&rank-1=autres"],
    "note": ["answer=7", "answer=11", "answer=7.5", "text=3", "answer=-1", "answer=x"],
    "jour": ["day=3&month=2&year=2026", "day=30&month=2&year=2026", "day=&month=2&year=2026", "", "day=29&month=2&year=2024"],
    "mot": ["text=Bonjour", "text=+a%0D%0Ab+", "text=" + "x" * 10_001, "text=dont_know"],
    "bonjour": ["text=rien"],
}  # fmt: skip


def test_each_answer_is_taken_or_refused_in_the_same_words(story: Story):
    device = device_of(story)
    link = link_of(device)
    parcel = _content(link, device)
    sitting = Sitting(instrument_of(link.version), "fr", {"venu": "oui"}, TODAY)
    texts = parcel["editions"]["fr"]["texts"]
    told = {
        "rules": parcel["rules"],
        "refusals": texts["refusals"],
        "texts": texts,
        "answers": {"venu": "oui"},
    }
    asked = [(name, form) for name, forms in FORMS.items() for form in forms]
    tasks = [
        {"what": "hear", "name": n, "form": f, "told": {**told, "today": "2026-11-23"}} for n, f in asked
    ]
    for (name, form), found in zip(asked, judge(*tasks), strict=True):
        question = sitting.instrument.question(name)
        expected = hear(sitting, question, QueryDict(form))
        assert found["answers"] == to_plain(expected.answers), (name, form)
        assert found.get("refusal", "") == why(expected, question, "fr"), (name, form)


def test_the_walk_is_drawn_the_same():
    places = [(1, 1), (1, 2), (2, 2), (3, 7), (7, 14), (8, 15), (16, 32), (17, 33), (33, 33), (100, 250)]
    tasks = [{"what": "walk", "number": n, "total": t, "says": f"Question {n} sur {t}"} for n, t in places]
    for (number, total), found in zip(places, judge(*tasks), strict=True):
        drawn = render_to_string("ui/walk.html", {"walk": Walk(number, total)}).strip()
        assert found == whole_numbers(drawn)


def test_the_server_opens_what_a_device_seals(story: Story):
    device = device_of(story)
    key, ident = device.campaign.offline_key, str(uuid.uuid4())
    content = {"mot": "Déjà « fini » 😀"}
    envelope = judge({"what": "seal", "content": content, "ident": ident, "key": key.public})[0]
    assert json.loads(opened(envelope, ident, bytes(key.locked), settings.SECRET_KEY)) == content


def received(story: Story, **choices: Any) -> Reception:
    return Reception.objects.create(campaign=story.campaign, **choices)


def test_a_proxy_asks_the_person_and_gives_two_answers_the_same(cast: Cast):
    story = open_story(cast, easy_form())
    received(story, proxies_answer_twice=True, asks_guardian=True)
    visit = Visit(device_of(story, use="interviewer"), 1).agree().ask(voice="proxy")
    visit.ask(go="next").ask(go="next", assent="unable").ask(go="next", helper="family")
    visit.ask(go="next", guardian="yes").at_link("").ask(answer="part:yes").ask(answer="tres")
    visit.ask(answer="part:no").ask(answer="peu").ask(answer="bien2").ask(go="back").ask(
        answer="mal1"
    ).at_link("relire/")
    stored = Response.objects.get()
    draft = compare(visit, turned=stored.turned)["draft"]
    assert (draft["assent"], draft["guardian"], draft["would_say"]) == (
        stored.assent,
        stored.guardian,
        stored.would_say,
    )
    assert draft["would_say"]["chez_soi"] == "peu"


def test_who_was_helped_after_all_says_by_whom(story: Story):
    visit = Visit(device_of(story, use="interviewer")).agree().ask(voice="alone").at_link("choix/")
    visit.ask(chosen="helped").ask(helper="friend", help=["read"])
    draft = compare(visit)["draft"]
    assert (draft["voice"], draft["helped_later"], draft["helper"]) == ("helped", True, "friend")


def test_the_person_s_no_ends_it_on_a_device_too(story: Story):
    device = device_of(story, use="interviewer")
    visit = Visit(device).agree().ask(voice="proxy")
    visit.steps.append({"tail": "s/d-accord/", "query": "", "form": "assent=no"})
    visit.seen.append(("finished", "refused"))
    assert compare(visit)["answers"][-1] == {"finished": "refused"}
