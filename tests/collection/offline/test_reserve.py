"""A device holds codes of withdrawal beforehand: each takes back one answer, and none is forged, reused or traced."""

import json
import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from arpent.collection.actions import open_campaign
from arpent.collection.care.withdrawal import code_of, spaced
from arpent.collection.models import Link, Response
from arpent.collection.offline.actions import hear_again, revoke_device
from arpent.collection.offline.models import Delivery, Device, KeptAside
from arpent.collection.offline.reserve import FEWEST, MOST
from tests.cast import Cast
from tests.collection.offline.devices import OPENED, device_of, finished, link_of, send
from tests.collection.stories import PURGE, Story, open_story


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


@pytest.fixture
def device(story: Story) -> Device:
    return device_of(story)


def handed(device: Device, asked: str = "1") -> list[dict[str, str]]:
    return Client().get(f"/hors-ligne/{device.token}/codes/?n={asked}").json()["codes"]


def with_code(device: Device, **changes: Any) -> tuple[str, dict[str, Any]]:
    """A code, and what the device sends with the answer to which it gave it."""
    told = handed(device)[0]
    return told.pop("code"), finished(device, reserved=told, **changes)


def take_back(device: Device, code: str) -> Any:
    address = f"/r/{link_of(device).token}/retirer/"
    assert "effacer vos réponses" in Client().post(address, {"code": code}).content.decode()
    return Client().post(address, {"code": code, "sure": "yes"})


def test_an_answer_given_without_a_network_is_taken_back_with_the_code_that_was_shown(device: Device):
    code, content = with_code(device)
    send(device, finished(device))
    send(device, content)
    assert Response.objects.count() == 2
    take_back(device, code)
    assert Response.objects.count() == 1
    assert Link.objects.get(pk=link_of(device).pk).withdrawals == 1


def test_a_code_is_that_of_the_answer_it_was_handed_out_for(device: Device):
    told = handed(device)[0]
    send(device, finished(device, reserved={"ident": told["ident"], "seal": told["seal"]}))
    assert str(Response.objects.get().pk) == told["ident"]
    assert told["code"] == spaced(code_of(Response.objects.get().pk))


def test_an_answer_kept_aside_is_taken_back_too(device: Device):
    code, content = with_code(device, said={"venu": "answer=peut-etre"})
    send(device, content)
    assert KeptAside.objects.count() == 1
    take_back(device, code)
    assert not KeptAside.objects.exists()


def test_an_answer_aside_for_another_s_questionnaire_is_found_at_its_own_address(
    story: Story, device: Device
):
    other = device_of(story, organisation="Le Gué")
    code, content = with_code(device)
    send(other, content)
    assert KeptAside.objects.get().reason == "link"
    take_back(device, code)
    assert not KeptAside.objects.exists()


def test_once_it_counts_an_answer_that_was_aside_keeps_its_code(device: Device):
    device.campaign.closed_on = OPENED
    device.campaign.save()
    code, content = with_code(device)
    send(device, content)
    device.campaign.closed_on = None
    device.campaign.save()
    assert hear_again(campaign=device.campaign) == 1
    assert not KeptAside.objects.exists()
    assert Response.objects.count() == 1
    take_back(device, code)
    assert not Response.objects.exists()


def test_an_identifier_that_was_not_handed_out_is_not_that_of_the_answer(device: Device):
    forged = uuid.uuid4()
    for seal in ("", "0" * 64, None, "é"):
        send(device, finished(device, reserved={"ident": str(forged), "seal": seal}))
    assert Response.objects.count() == 4
    assert not Response.objects.filter(pk=forged).exists()


def test_another_s_identifier_does_not_change_nor_reveal_their_answer(device: Device):
    send(device, finished(device))
    victim = Response.objects.get()
    seal = handed(device)[0]["seal"]
    answer = send(
        device,
        finished(device, reserved={"ident": str(victim.pk), "seal": seal}, said={"venu": "answer=non"}),
    )
    assert (answer.status_code, answer.json()) == (201, {"state": "taken"})
    assert Response.objects.get(pk=victim.pk).answers == victim.answers
    assert Response.objects.count() == 2


def test_an_identifier_that_serves_twice_stays_that_of_the_first_answer(device: Device):
    code, content = with_code(device)
    first = send(device, content)
    second = send(device, {**content, "said": {"venu": "answer=non"}})
    assert first.json() == second.json() == {"state": "taken"}
    assert Response.objects.count() == 2
    kept = Response.objects.get(pk=content["reserved"]["ident"])
    assert kept.answers["venu"] == "oui"
    take_back(device, code)
    assert Response.objects.get().answers["venu"] == "non"


def test_an_identifier_of_another_campaign_is_not_taken(cast: Cast, story: Story, device: Device):
    winter = open_campaign(
        study=story.study,
        title="Hiver",
        versions=story.versions,
        opens_on=OPENED,
        closes_on=date(2027, 1, 31),
        purge_on=PURGE,
        contact="Alice",
        by=cast.alice,
    )
    elsewhere = device_of(Story(story.study, story.versions, winter))
    _code, content = with_code(elsewhere)
    send(device, finished(device, reserved=content["reserved"]))
    assert Response.objects.count() == 1
    assert not Response.objects.filter(pk=content["reserved"]["ident"]).exists()


@pytest.mark.parametrize("reserved", [[], "x", 3, {}, {"ident": "x", "seal": "y"}, {"ident": 10**40}, None])
def test_what_is_no_reserve_loses_no_answer(device: Device, reserved: object):
    assert send(device, finished(device, reserved=reserved)).json() == {"state": "taken"}
    assert Response.objects.count() == 1


def test_what_was_handed_out_is_written_nowhere(device: Device, django_assert_num_queries):
    Device.objects.filter(pk=device.pk).update(seen_on=OPENED)
    with django_assert_num_queries(1):
        handed(device, "50")
    assert not Response.objects.exists()
    assert not Delivery.objects.exists()


def test_one_who_said_no_takes_no_code(device: Device):
    _code, content = with_code(device, status="refused", said={})
    send(device, content)
    assert not Response.objects.exists()


def test_a_device_is_told_how_many_to_hold_and_is_given_as_many_as_it_lacks(story: Story, device: Device):
    state = Client().get(f"/hors-ligne/{device.token}/etat/").json()
    assert state["reserve"] == FEWEST
    assert len(handed(device, "7")) == 7
    assert len({each["ident"] for each in handed(device, "40")}) == 40
    for strange in ("", "999", "-3", "abc", "9" * 400, "٣"):
        assert len(handed(device, strange)) == MOST
    Device.objects.filter(pk=device.pk).update(interviews=350)
    assert Client().get(f"/hors-ligne/{device.token}/etat/").json()["reserve"] == 350


def test_a_device_that_was_taken_back_is_handed_none(device: Device):
    revoke_device(device=device, on=OPENED)
    answer = Client().get(f"/hors-ligne/{device.token}/codes/?n=1")
    assert (answer.status_code, json.loads(answer.content)) == (403, {"why": "revoked"})
    assert Client().get(f"/hors-ligne/{'x' * 20}/codes/?n=1").status_code == 404
