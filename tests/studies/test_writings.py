"""Minutes, decisions, notices: written in a study, looked over, proofread, shown with the mark."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from arpent.proofreading.models import Session
from arpent.studies.models import Writing
from arpent.studies.proofreading import writing_document
from arpent.surveys.proofreading import easy_document
from tests.addresses import proofread
from tests.world import World

TOLD = {"kind": "minutes", "title": "Comité de mars", "words": "Le comité est d’accord.\n\nMerci à tous."}


@pytest.fixture
def alice(world: World) -> Client:
    client = Client()
    client.force_login(world.cast.alice)
    return client


def written(alice: Client, world: World) -> Writing:
    alice.post(reverse("studies:add_writing", args=[world.study.pk]), TOLD)
    return Writing.objects.get()


def page(alice: Client, writing: Writing) -> str:
    return alice.get(reverse("studies:writing", args=[writing.study_id, writing.pk])).text


def test_a_text_is_written_changed_and_taken_away(alice: Client, world: World):
    writing = written(alice, world)
    assert writing.changed_by == world.cast.alice
    address = reverse("studies:edit_writing", args=[world.study.pk, writing.pk])
    alice.post(address, TOLD | {"words": "Autre chose."})
    assert "Autre chose." in page(alice, writing)
    alice.post(reverse("studies:remove_writing", args=[world.study.pk, writing.pk]))
    assert not Writing.objects.exists()


def test_looking_it_over_saves_nothing(alice: Client, world: World):
    answer = alice.post(reverse("studies:add_writing", args=[world.study.pk]), TOLD | {"proofread": "words"})
    assert "Comité de mars" in answer.text
    assert not Writing.objects.exists()


def test_each_part_is_a_text_to_proofread(alice: Client, world: World):
    words = [one.words for one in writing_document(written(alice, world)).passages]
    assert words == ["Comité de mars", "Le comité est d’accord.", "Merci à tous."]


def test_it_stands_among_the_texts_of_the_study(alice: Client, world: World):
    writing = written(alice, world)
    listed = alice.get(reverse("home:texts", args=[world.study.pk])).text
    assert f"/facile-a-lire/ecrit/{writing.pk}/" in listed


def test_the_mark_goes_with_the_words_that_were_read(alice: Client, world: World):
    writing = written(alice, world)
    proofread(easy_document(world.version), world.cast.alice)
    document = writing_document(writing)
    Session.objects.update(document=document.key, fingerprint=document.fingerprint)
    assert "easy-mark" in page(alice, writing)
    alice.post(
        reverse("studies:edit_writing", args=[world.study.pk, writing.pk]), TOLD | {"title": "Comité d’avril"}
    )
    assert "easy-mark" not in page(alice, writing)


def test_hostile_words_are_shown_as_words(alice: Client, world: World):
    writing = written(alice, world)
    Writing.objects.update(words="<script>alert(1)</script>")
    assert "<script>alert" not in page(alice, writing)


def test_a_text_that_says_nothing_is_refused(world: World):
    with pytest.raises(IntegrityError):
        Writing.objects.create(study=world.study, title="Vide", words="")
