"""What people wrote is read and cleared by a person before it is shown."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arpent.analysis.actions import gather_open_answers
from arpent.analysis.models import OpenAnswer
from arpent.collection.models import Response
from arpent.instrument.values import Kind, Question
from tests import world as worlds
from tests.cast import Cast
from tests.world import World

TEXT = "Mon fils Lucas va mieux. Le bus est loin."
State = OpenAnswer.State


@pytest.fixture
def written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three people wrote something, one wrote « RAS »."""
    asked = Question("mot", Kind.TEXT, label={"fr": "Qu’est-ce qui a changé ?"})
    monkeypatch.setattr(worlds, "FORM", replace(worlds.FORM, items=(*worlds.FORM.items, asked)))
    world = worlds.build(cast)
    for response, words in zip(
        Response.objects.order_by("pk"), (TEXT, "Du temps", "L’équipe écoute", "RAS"), strict=False
    ):
        response.answers["mot"] = words
        response.save()
    return world


@pytest.fixture
def text(written: World) -> OpenAnswer:
    gather_open_answers(campaign=written.campaign)
    return next(each for each in OpenAnswer.objects.select_related("response") if each.words == TEXT)


@pytest.fixture
def alice(written: World, client: Client) -> Client:
    client.force_login(written.cast.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(world: World, name: str, *args: object) -> str:
    return reverse(f"analysis:{name}", args=[world.study.pk, world.campaign.pk, *args])


def test_texts_with_words_are_gathered_once(written: World):
    assert gather_open_answers(campaign=written.campaign) == 3
    assert gather_open_answers(campaign=written.campaign) == 0


def test_nothing_is_shown_before_somebody_has_read(text: OpenAnswer):
    assert text.shown == ""


def test_a_cleared_text_is_shown_without_what_was_masked(written: World, alice: Client, text: OpenAnswer):
    alice.post(
        at(written, "decide_text", text.pk),
        {"clear": "", "known": "waiting", "clues": "4-14", "others": "LE BUS"},
    )
    text.refresh_from_db()
    assert text.shown == "Mon […] va mieux. […] est loin."


def test_what_is_pointed_at_is_ticked_beforehand(written: World, alice: Client, text: OpenAnswer):
    page = alice.get(at(written, "decide_text", text.pk))
    assert page.context["form"].initial["clues"] == ["4-14"]


def test_words_that_are_not_in_the_text_cannot_be_masked(written: World, alice: Client, text: OpenAnswer):
    page = alice.post(
        at(written, "decide_text", text.pk), {"clear": "", "known": "waiting", "others": "Paul"}
    )
    assert "n’est pas dans le texte" in page.content.decode()
    text.refresh_from_db()
    assert text.state == State.WAITING


def test_a_text_set_aside_is_never_shown(written: World, alice: Client, text: OpenAnswer):
    alice.post(at(written, "decide_text", text.pk), {"aside": "", "known": "waiting", "clues": "4-14"})
    text.refresh_from_db()
    assert (text.state, text.shown, text.masks) == (State.ASIDE, "", [])


def test_a_decision_can_be_undone(written: World, alice: Client, text: OpenAnswer):
    alice.post(at(written, "decide_text", text.pk), {"aside": "", "known": "waiting"})
    alice.post(at(written, "put_back_text", text.pk))
    text.refresh_from_db()
    assert (text.state, text.reader, text.read_at) == (State.WAITING, None, None)


def test_the_first_of_two_readers_decides(written: World, alice: Client, text: OpenAnswer):
    text.decide(State.ASIDE, masks=(), by=written.cast.chloe, at=timezone.now(), known=State.WAITING)
    page = alice.post(
        at(written, "decide_text", text.pk), {"clear": "", "known": "waiting", "others": ""}, follow=True
    )
    assert "Une autre personne vient de lire" in page.content.decode()
    text.refresh_from_db()
    assert text.state == State.ASIDE


def test_one_may_pass_to_the_next_text_and_comes_round_again(written: World, alice: Client, text: OpenAnswer):
    following = at(written, "next_text", written.version.pk, "mot")
    seen, address = [], following
    for _ in range(3):
        found = alice.get(address).context["text"]
        seen.append(found.pk)
        address = f"{following}?apres={found.pk}"
    assert len(set(seen)) == 3
    assert alice.get(address).context["text"].pk == seen[0]


def test_a_page_says_neither_the_association_nor_the_response(
    written: World, alice: Client, text: OpenAnswer
):
    page = alice.get(at(written, "decide_text", text.pk)).content.decode()
    assert str(text.response_id) not in page
    assert text.response.link.participation.organisation.name not in page


def test_who_follows_an_association_reads_no_text(written: World, client: Client, text: OpenAnswer):
    client.force_login(written.cast.bob, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(at(written, "decide_text", text.pk)).status_code == 404


def test_a_question_without_text_is_not_found(written: World, alice: Client):
    assert alice.get(at(written, "next_text", written.version.pk, "heures")).status_code == 404


def test_texts_go_with_the_answers(text: OpenAnswer):
    text.response.delete()
    assert not OpenAnswer.objects.filter(pk=text.pk).exists()


def test_a_text_that_was_read_has_its_hour(text: OpenAnswer):
    with pytest.raises(IntegrityError, match="open_answer_read_has_its_hour"):
        OpenAnswer.objects.filter(pk=text.pk).update(state=State.CLEARED)


@pytest.mark.parametrize("name", ["texts", "next_text", "read_texts"])
def test_pages_open_when_everything_is_read(written: World, alice: Client, text: OpenAnswer, name: str):
    OpenAnswer.objects.update(state=State.CLEARED, read_at=timezone.now(), reader=written.cast.alice)
    args = () if name == "texts" else (written.version.pk, "mot")
    assert alice.get(at(written, name, *args)).status_code == 200
