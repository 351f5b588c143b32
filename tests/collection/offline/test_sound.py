"""A device lets the same sentences be heard as the pages on line, and knows beforehand what their sounds weigh."""

import json
import re
import shutil
from pathlib import Path

import pytest
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from arpent.collection.care.models import Reception
from arpent.collection.offline.front import links_of
from arpent.collection.offline.models import Device
from arpent.collection.offline.parcels import _content, parcel_of
from arpent.collection.offline.question_pages import HINTS
from arpent.collection.spoken_pages import lines_of_the_runner
from arpent.collection.words import words_in
from arpent.surveys.aloud.making import prepare
from arpent.surveys.models import Clip, Recording, Sentence, Voicing
from arpent.voice.pico import Pico
from tests.cast import Cast
from tests.collection.easy_form import easy_form
from tests.collection.offline.devices import device_of, link_of
from tests.collection.offline.test_twin import Visit, compare
from tests.collection.stories import Story, open_story
from tests.voice.speaking import needs_voice

pytestmark = [
    needs_voice,
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
]


FEW = {"Je ne sais pas", "Vous pouvez choisir plusieurs réponses.", "Suite"}


def a_few(version):
    """Some of the runner's words: all of them take seconds."""
    return (line for line in lines_of_the_runner(version) if line.words in FEW)


def spoken(story: Story, audience: int = 0) -> Device:
    prepare(Voicing.objects.get(version=story.versions[audience]), Pico())
    return device_of(story, use="interviewer")


@pytest.fixture
def device(cast: Cast, files: Path, settings) -> Device:
    settings.ALSO_READ_ALOUD = "tests.collection.offline.test_sound.a_few"
    return spoken(open_story(cast))


def state(device: Device) -> dict:
    return Client().get(f"/hors-ligne/{device.token}/etat/").json()["questionnaires"][0]


def test_the_same_sentences_can_be_heard_on_a_device(device: Device):
    visit = Visit(device).agree().ask(voice="alone")
    visit.ask(go="next").ask(go="next", answer="bien").ask(go="next").ask(go="next", answer="non")
    visit.ask(go="next", answer=["amis", "famille"]).ask(go="next", answer="non")
    heard = [html for _, html in visit.seen if 'data-clip="' in html]
    assert len(heard) >= 4
    compare(visit)


def test_pictures_sifted_and_steps_are_heard_the_same(cast: Cast, files: Path, settings):
    settings.ALSO_READ_ALOUD = "tests.collection.offline.test_sound.sifting_too"
    device = spoken(open_story(cast, easy_form()), 1)
    visit = Visit(device, 1).agree().ask(voice="alone").at_link("")
    visit.ask(answer="part:yes").ask(answer="tres").ask(answer="bien2").ask(answer="piscine")
    visit.ask(answer="maison").ask(answer="ville").ask(answer="maison")
    hint_said = re.compile(r'id="hint"[^>]*><span class="said"')
    assert sum("Écouter les réponses" in html and bool(hint_said.search(html)) for _, html in visit.seen) >= 2
    turned = visit.link.responses.get().turned
    compare(visit, turned=turned)


def test_whose_answer_is_asked_is_heard_before_the_question(cast: Cast, files: Path, settings):
    settings.ALSO_READ_ALOUD = "tests.collection.offline.test_sound.whose_too"
    story = open_story(cast, easy_form())
    Reception.objects.create(campaign=story.campaign, proxies_answer_twice=True)
    visit = Visit(spoken(story, 1), 1).agree().ask(voice="proxy").ask(assent="yes").ask(helper="family")
    visit.at_link("question/activites/").ask(answer="bien1").ask(answer="bien2").at_link("question/mot/")
    pages = [html for _, html in visit.seen if 'id="whose"' in html]
    for html, told in zip(pages, ("own_view", "own_view", "other_view", "proxy_note"), strict=False):
        whose, asked = re.search(r'id="whose">(.*?)</p>.*?<h1[^>]*>(.*?)</h1>', html, re.S).groups()
        assert re.sub("<[^>]*>", "", whose) == str(words_in("fr-simple")[told])
        assert (
            re.findall(r'data-said="(\d+)"', whose)[:1] == re.findall(r'data-said="(\d+)"', asked)[:1] != []
        )
    compare(visit, turned=visit.link.responses.get().turned)


def whose_too(version):
    """The words that say whose answer is asked."""
    kept = {str(words_in("fr-simple")[name]) for name in ("own_view", "other_view", "proxy_note")}
    return (line for line in lines_of_the_runner(version) if line.words in kept)


def sifting_too(version):
    """The words above pictures that are sifted, as they are said."""
    kept = FEW | {str(words_in("fr-simple")[name]) for name in HINTS}
    return (line for line in lines_of_the_runner(version) if line.words in kept)


def test_a_device_is_told_what_sound_weighs_before_it_carries_it(device: Device):
    parcel = _content(link_of(device), device)
    keys = {address.rsplit("/", 1)[1] for address in parcel["clips"]}
    assert {clip.key for clip in Clip.objects.filter(key__in=keys)} == keys
    told = state(device)
    assert told["clips"] == len(keys) > 10
    assert told["sound"] == sum(Clip.objects.filter(key__in=keys).values_list("size", flat=True))


def test_every_clip_that_a_page_plays_is_carried(device: Device):
    parcel = _content(link_of(device), device)
    written = json.dumps(parcel["editions"]).replace('\\"', '"')
    played = {key for keys in re.findall(r'data-clip="([^"]*)"', written) for key in keys.split()}
    assert played == {address.rsplit("/", 1)[1] for address in parcel["clips"]}
    for address in parcel["clips"][:3]:
        assert Client().get(address)["Content-Type"] == "audio/mpeg"
    assert "<noscript" not in written


def test_a_sound_that_changed_is_carried_anew(device: Device):
    before, link = state(device)["parcel"], link_of(device)
    clip = Clip.objects.get(key=_content(link, device)["clips"][0].rsplit("/", 1)[1])
    sentence = Sentence.objects.filter(Q(clip=clip) | Q(slow=clip)).first()
    Recording.objects.create(
        organisation=link.campaign.study.territory,
        digest=sentence.digest,
        key="f" * 16,
        words=sentence.words,
        file="recordings/x.mp3",
        size=7,
        ending="mp3",
        at=timezone.now(),
    )
    Voicing.objects.update(stamp="00000000-0000-4000-8000-000000000001")
    assert state(device)["parcel"] != before
    assert any(address.endswith("f" * 16) for address in _content(link, device)["clips"])


def test_without_clips_a_device_promises_no_sound(cast: Cast):
    device = device_of(open_story(cast))
    assert (state(device)["clips"], state(device)["sound"]) == (0, 0)
    assert "Écouter" not in json.dumps(_content(link_of(device), device), ensure_ascii=False)
    assert parcel_of(link_of(device), device).clips == 0


def in_front(version):
    """What the front page of a kiosk says."""
    return (
        line
        for line in lines_of_the_runner(version)
        if line.words in {"Choisissez votre questionnaire.", "Familles"}
    )


def test_the_front_page_of_a_kiosk_is_heard_and_carries_its_sounds(cast: Cast, files: Path, settings):
    settings.ALSO_READ_ALOUD = "tests.collection.offline.test_sound.in_front"
    story = open_story(cast)
    for version in story.versions:
        prepare(Voicing.objects.get(version=version), Pico())
    device = device_of(story)
    page = Client().get(f"/hors-ligne/{device.token}/").text
    heard = {key for keys in re.findall(r'data-clip="([^"]+)"', page) for key in keys.split()}
    assert "Écouter la page" in page
    assert len(heard) == 4  # two sentences, at two speeds
    base = re.search(r'data-voice="([^"]+)"', page)[1]
    carried = {clip for link in links_of(device) for clip in _content(link, device)["clips"]}
    assert {base + key for key in heard} <= carried


def test_each_questionnaire_of_a_kiosk_has_the_picture_of_its_audience(cast: Cast):
    page = Client().get(f"/hors-ligne/{device_of(open_story(cast)).token}/").text
    doors = re.findall(r'<a class="touch door".*?</a>', page, re.S)
    assert (
        len({re.sub("[^M0-9a-z]", "", door.split("<svg")[1].split("</svg>")[0]) for door in doors})
        == len(doors)
        > 1
    )
