"""The topics of open answers: proposed by the worker, decided by people, every change undone at will."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.asking import ask_for_texts, ask_for_topics
from arpent.analysis.topics.cards import cards, steady
from arpent.analysis.topics.models import Nearness, TextWork, Topic
from tests.analysis.written import build, question_of, with_topics
from tests.cast import Cast
from tests.world import World


@pytest.fixture
def written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    return build(cast, monkeypatch)


@pytest.fixture
def alice(written: World, client: Client) -> Client:
    client.force_login(written.cast.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def proposed(written: World, django_capture_on_commit_callbacks) -> World:
    """Three topics were asked of the worker, and found."""
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_topics(question=question_of(written), count=3, by=written.cast.alice)
    return written


def at(world: World, name: str, *args: object) -> str:
    return reverse(
        f"analysis:{name}", args=[world.study.pk, world.campaign.pk, world.version.pk, "mot", *args]
    )


def names(world: World) -> list[str]:
    return [str(topic) for topic in question_of(world).topics.current()]


def clear_everything(world: World) -> None:
    OpenAnswer.objects.update(state="cleared", read_at="2026-11-23T08:00:00Z", reader=world.cast.alice)


def test_texts_are_gathered_by_the_worker(written: World, django_capture_on_commit_callbacks):
    OpenAnswer.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        work = ask_for_texts(campaign=written.campaign, by=written.cast.alice)
    work.refresh_from_db()
    assert (work.state, work.found, work.done) == ("ready", OpenAnswer.objects.count(), work.total)


def test_asking_twice_gathers_once(written: World):
    first = ask_for_texts(campaign=written.campaign, by=written.cast.alice)
    assert ask_for_texts(campaign=written.campaign, by=written.cast.chloe) == first


def test_topics_are_proposed_with_their_words(proposed: World):
    found = {topic.words[0] for topic in question_of(proposed).topics.current()}
    assert found == {"bus", "écoute", "repos"}


def test_each_topic_says_how_steady_it_is_in_plain_words(proposed: World):
    labels = {str(steady(topic).label) for topic in question_of(proposed).topics.current()}
    assert labels <= {"stable", "assez stable", "fragile"}


def test_only_cleared_texts_are_shown_beside_a_topic(proposed: World):
    assert [card.nearest for card in cards(question_of(proposed))] == [[], [], []]
    clear_everything(proposed)
    shown = [text.shown for card in cards(question_of(proposed)) for text in card.nearest]
    assert len(shown) >= 3
    assert all(shown)


def test_what_was_masked_stays_masked_beside_a_topic(proposed: World):
    clear_everything(proposed)
    OpenAnswer.objects.update(masks=[[0, 2]])
    assert all(text.shown.startswith("[…]") for card in cards(question_of(proposed)) for text in card.nearest)


def test_too_few_texts_are_refused_in_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
):
    world = build(cast, monkeypatch, count=3)
    with django_capture_on_commit_callbacks(execute=True):
        work = ask_for_topics(question=question_of(world), count=3, by=world.cast.alice)
    work.refresh_from_db()
    assert work.state == "failed"
    assert "c’est trop peu pour 3 sujets" in work.error


def test_the_machine_chooses_how_many_topics_when_nobody_says(
    written: World, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        work = ask_for_topics(question=question_of(written), count=None, by=written.cast.alice)
    work.refresh_from_db()
    assert 3 <= work.found <= 12


def test_a_topic_is_named(proposed: World, alice: Client):
    topic = question_of(proposed).topics.current()[0]
    alice.post(at(proposed, "topic", topic.pk), {"name_it": "1", "name": "Le bus", "hint": "pas le train"})
    topic.refresh_from_db()
    assert (topic.name, topic.hint) == ("Le bus", "pas le train")


def test_two_topics_do_not_bear_one_name(written: World, alice: Client):
    first, second, _third = with_topics(written).values()
    page = alice.post(
        at(written, "topic", second.pk), {"name_it": "1", "name": first.name.upper(), "hint": ""}
    )
    assert "s’appelle déjà" in page.content.decode()


def test_a_topic_of_one_s_own_is_added(written: World, alice: Client):
    alice.post(at(written, "add_topic"), {"name": "L’argent", "hint": ""})
    assert names(written) == ["L’argent"]


def test_two_topics_become_one(written: World, alice: Client):
    first, second, third = with_topics(written).values()
    alice.post(at(written, "topic", first.pk), {"merge": "1", "into": second.pk})
    assert names(written) == [second.name, third.name]


def test_a_topic_is_split_in_two_by_the_worker(
    proposed: World, alice: Client, django_capture_on_commit_callbacks
):
    topic = question_of(proposed).topics.current()[0]
    near = set(Nearness.objects.filter(topic=topic).values_list("answer", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        alice.post(at(proposed, "topic", topic.pk), {"split": "1"})
    assert TextWork.objects.first().state == "ready"
    assert topic not in question_of(proposed).topics.current()
    new = question_of(proposed).topics.current().order_by("-pk")[:2]
    assert set(Nearness.objects.filter(topic__in=list(new)).values_list("answer", flat=True)) <= near


def test_a_removed_topic_is_not_shown_any_more(written: World, alice: Client):
    first, *others = with_topics(written).values()
    alice.post(at(written, "topic", first.pk), {"remove": "1"})
    assert names(written) == [topic.name for topic in others]


@pytest.mark.parametrize("change", ["name_it", "merge", "remove"])
def test_a_change_is_undone(written: World, alice: Client, change: str):
    first, second, _third = with_topics(written).values()
    before = names(written)
    alice.post(
        at(written, "topic", first.pk), {change: "1", "name": "Autre nom", "hint": "", "into": second.pk}
    )
    assert names(written) != before
    alice.post(at(written, "undo_topics"))
    assert names(written) == before


def test_proposals_are_undone_too(proposed: World, alice: Client):
    alice.post(at(proposed, "undo_topics"))
    assert names(proposed) == []


def test_changes_are_undone_one_after_the_other(written: World, alice: Client):
    before = names(written)
    for name in ("Un", "Deux", "Trois"):
        alice.post(at(written, "add_topic"), {"name": name, "hint": ""})
    for _ in range(3):
        alice.post(at(written, "undo_topics"))
    assert names(written) == before


def test_nothing_is_left_to_undo(written: World, alice: Client):
    page = alice.post(at(written, "undo_topics"), follow=True)
    assert "Rien à annuler" in page.content.decode()


def test_named_topics_stay_when_others_are_proposed(proposed: World, django_capture_on_commit_callbacks):
    kept = question_of(proposed).topics.current()[0]
    kept.name = "Le bus"
    kept.save()
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_topics(question=question_of(proposed), count=3, by=proposed.cast.alice)
    assert names(proposed)[0] == "Le bus"
    assert len(names(proposed)) == 4


def test_a_topic_has_a_name_or_words(written: World):
    with pytest.raises(IntegrityError, match="topic_has_a_name_or_words"):
        Topic.objects.create(question=question_of(written))


def test_a_topic_is_not_part_of_itself(written: World):
    topic = next(iter(with_topics(written).values()))
    with pytest.raises(IntegrityError, match="topic_not_in_itself"):
        Topic.objects.filter(pk=topic.pk).update(merged_into=topic)


def test_the_page_follows_the_work_that_goes_on(written: World, alice: Client):
    TextWork.objects.create(
        campaign=written.campaign,
        question=question_of(written),
        kind="propose",
        state="running",
        done=3,
        total=11,
    )
    page = alice.get(at(written, "topics")).content.decode()
    assert "data-poll" in page
    assert "3 sur 11" in page.replace("\xa0", " ")
