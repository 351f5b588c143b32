"""Texts are coded by people on a random sample, twice on a part of it, and by the machine for the rest."""

import numpy as np
import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arpent.analysis.models import OpenAnswer
from arpent.analysis.topics.agreeing import accords
from arpent.analysis.topics.asking import ask_to_learn
from arpent.analysis.topics.changes import merge_topic, undo_change
from arpent.analysis.topics.codes import Turn, code_text, codes_of
from arpent.analysis.topics.models import Code, Guess, Topic
from arpent.analysis.topics.sampling import draw_more, draw_sample, proposal
from arpent.analysis.topics.state import state_of, waiting
from arpent.collection.models import Response
from tests.analysis.written import build, gather, in_order, question_of, truth, with_topics, words_of
from tests.cast import Cast
from tests.world import World


@pytest.fixture
def written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> World:
    return build(cast, monkeypatch)


@pytest.fixture
def topics(written: World) -> dict[str, Topic]:
    return with_topics(written)


@pytest.fixture
def alice(written: World, client: Client) -> Client:
    client.force_login(written.cast.alice, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(world: World, name: str, *args: object) -> str:
    return reverse(
        f"analysis:{name}", args=[world.study.pk, world.campaign.pk, world.version.pk, "mot", *args]
    )


def code(world: World, text: OpenAnswer, said: list[Topic], *, turn: str = Turn.FIRST, by=None) -> bool:
    return code_text(
        text=text, turn=turn, topics=said, unsure=False, by=by or world.cast.alice, at=timezone.now()
    )


def code_the_sample(world: World, topics: dict[str, Topic], size: int) -> None:
    draw_sample(question=question_of(world), size=size)
    for text in OpenAnswer.objects.of(question_of(world)).sampled():
        code(world, text, [topics[truth(text)]])


def test_a_few_texts_are_all_to_be_coded():
    assert proposal(100).is_all


def test_many_texts_are_sampled_and_the_margin_is_said():
    found = proposal(5000)
    assert (found.size, found.doubled) == (120, 40)
    assert found.margin == 9  # 1.96 √(0.25/120 · (1 − 120/5000)) = 8.8 points


def test_the_sample_is_drawn_at_random_and_can_be_drawn_again(written: World):
    question = question_of(written)
    assert draw_sample(question=question, size=10) == 10
    drawn = set(OpenAnswer.objects.sampled().values_list("pk", flat=True))
    OpenAnswer.objects.update(draw=None, place=None, doubled=False)
    draw_sample(question=question, size=10)
    assert set(OpenAnswer.objects.sampled().values_list("pk", flat=True)) == drawn


def test_texts_that_come_later_are_drawn_with_the_same_chance(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    world = build(cast, monkeypatch, count=20)
    question = question_of(world)
    draw_sample(question=question, size=8)  # of 16 texts
    for number, response in list(enumerate(in_order()))[20:]:
        response.answers["mot"] = words_of(number)
        response.save()
    gather(world)
    late = state_of(question).late
    assert draw_sample(question=question, size=1) == round(late / 2)
    assert state_of(question).late == 0


def test_more_texts_are_added_to_the_sample(written: World):
    draw_sample(question=question_of(written), size=10)
    assert draw_more(question=question_of(written), size=5) == 5
    assert OpenAnswer.objects.sampled().count() == 15


def test_a_text_is_coded_with_several_topics(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    first, second, _third = topics.values()
    alice.post(at(written, "code", "premier", text.pk), {"topics": [first.pk, second.pk]})
    assert codes_of(question_of(written))[text.pk].final == {first.pk, second.pk}


def test_none_of_the_topics_is_a_code(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    alice.post(at(written, "code", "premier", text.pk), {"topics": ["aucun"]})
    assert codes_of(question_of(written))[text.pk].final == frozenset()


def test_not_knowing_is_not_a_code(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    alice.post(at(written, "code", "premier", text.pk), {"unsure": "1"})
    codes = codes_of(question_of(written))[text.pk]
    assert (codes.final, codes.to_settle) == (None, True)


def test_ticking_nothing_is_asked_again(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    page = alice.post(at(written, "code", "premier", text.pk), {"csrf": ""})
    assert "Rien n’est coché" in page.content.decode()
    assert not Code.objects.exists()


def test_none_and_a_topic_together_are_refused(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    some = next(iter(topics.values()))
    page = alice.post(at(written, "code", "premier", text.pk), {"topics": ["aucun", some.pk]})
    assert "Décochez l’un des deux" in page.content.decode()


def test_a_code_is_corrected(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    first, second, _third = topics.values()
    for topic in (first, second):
        alice.post(at(written, "code", "premier", text.pk), {"topics": [topic.pk]})
    assert codes_of(question_of(written))[text.pk].final == {second.pk}


def test_a_code_is_undone(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    code(written, text, list(topics.values()))
    alice.post(at(written, "forget_code", "premier", text.pk))
    assert not Code.objects.exists()


def test_one_person_does_not_code_twice(written: World, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    assert code(written, text, [])
    assert not code(written, text, [], turn=Turn.SECOND)


def test_nobody_writes_over_the_code_of_another(written: World, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    code(written, text, list(topics.values()))
    assert not code(written, text, [], by=written.cast.chloe)
    assert len(codes_of(question_of(written))[text.pk].final) == 3


def test_the_second_person_sees_nothing_of_the_first(
    written: World, client: Client, topics: dict[str, Topic]
):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    code(written, text, [topics["Le repos"]])
    client.force_login(written.cast.chloe, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(at(written, "code", "second", text.pk)).context["ticked"] == ()
    line = next(
        one
        for one in client.get(at(written, "codes") + "?quoi=main").context["page"]
        if one.text.pk == text.pk
    )
    assert (line.hidden, list(line.topics), line.slug) == (True, [], "")
    assert client.get(at(written, "code", "premier", text.pk)).status_code == 404
    assert client.get(at(written, "code", "accord", text.pk)).status_code == 404


def test_each_person_is_offered_only_what_they_may_code(written: World, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    code(written, text, [])
    state = state_of(question_of(written))
    assert text not in waiting(state, Turn.SECOND, written.cast.alice)
    assert text in waiting(state, Turn.SECOND, written.cast.chloe)


def test_two_opinions_are_settled_together(written: World, alice: Client, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    first, second, _third = topics.values()
    code(written, text, [first])
    code(written, text, [second], turn=Turn.SECOND, by=written.cast.chloe)
    page = alice.get(at(written, "code", "accord", text.pk))
    assert [str(said) for _who, said in page.context["opinions"]] == [first.name, second.name]
    alice.post(at(written, "code", "accord", text.pk), {"topics": [first.pk, second.pk]})
    codes = codes_of(question_of(written))[text.pk]
    assert (codes.final, codes.to_settle) == ({first.pk, second.pk}, False)


def test_agreement_is_said_in_words_with_its_interval(written: World, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=30)
    for number, text in enumerate(OpenAnswer.objects.of(question_of(written)).sampled()):
        code(written, text, [topics[truth(text)]])
        other = [topics[truth(text)]] if number % 10 else []
        code(written, text, other, turn=Turn.SECOND, by=written.cast.chloe)
    state = state_of(question_of(written))
    found = accords(list(state.codes.values()), state.topics)
    assert found.texts == 30
    assert str(found.overall.word) == "presque parfait"
    assert 0.8 < found.overall.kappa.low < found.overall.kappa.value < found.overall.kappa.high <= 1
    assert found.alpha == pytest.approx(found.overall.kappa.value, abs=0.02)


def test_there_is_no_agreement_before_two_people_coded(written: World, topics: dict[str, Topic]):
    code_the_sample(written, topics, 5)
    state = state_of(question_of(written))
    assert accords(list(state.codes.values()), state.topics) is None


def test_codes_follow_a_merger_and_come_back_when_it_is_undone(written: World, topics: dict[str, Topic]):
    draw_sample(question=question_of(written), size=5)
    text = OpenAnswer.objects.sampled()[0]
    first, second, _third = topics.values()
    code(written, text, [first])
    merge_topic(topic=first, into=second, by=written.cast.alice)
    assert codes_of(question_of(written))[text.pk].final == {second.pk}
    undo_change(question=question_of(written))
    assert codes_of(question_of(written))[text.pk].final == {first.pk}


def test_the_machine_codes_what_nobody_coded(
    written: World, topics: dict[str, Topic], django_capture_on_commit_callbacks
):
    code_the_sample(written, topics, 24)
    with django_capture_on_commit_callbacks(execute=True):
        work = ask_to_learn(question=question_of(written), by=written.cast.alice)
    work.refresh_from_db()
    assert (work.state, work.error) == ("ready", "")
    assert Guess.objects.count() == OpenAnswer.objects.count() - 24
    sure = [guess for guess in Guess.objects.select_related("answer__response") if not guess.doubts]
    assert sure
    right = [guess.yes == [topics[truth(guess.answer)].pk] for guess in sure]
    assert np.mean(right) > 0.8


def test_the_machine_refuses_to_learn_from_too_little(
    written: World, topics: dict[str, Topic], django_capture_on_commit_callbacks
):
    code_the_sample(written, topics, 10)
    with django_capture_on_commit_callbacks(execute=True):
        work = ask_to_learn(question=question_of(written), by=written.cast.alice)
    work.refresh_from_db()
    assert work.state == "failed"
    assert "Codez-en au moins 20" in work.error


def test_what_the_machine_says_is_checked_and_corrected(
    written: World, alice: Client, topics: dict[str, Topic], django_capture_on_commit_callbacks
):
    code_the_sample(written, topics, 24)
    with django_capture_on_commit_callbacks(execute=True):
        ask_to_learn(question=question_of(written), by=written.cast.alice)
    guess = next(guess for guess in Guess.objects.all() if guess.yes and not guess.doubts)
    page = alice.get(at(written, "code", "verification", guess.answer_id))
    assert [int(key) for key in page.context["ticked"]] == guess.yes
    alice.post(at(written, "code", "verification", guess.answer_id), {"topics": guess.yes})
    assert state_of(question_of(written)).checked == (1, 1)
    assert state_of(question_of(written)).is_stale


def test_texts_of_which_the_machine_doubts_come_first(written: World, topics: dict[str, Topic]):
    texts = list(OpenAnswer.objects.of(question_of(written))[:2])
    Guess.objects.create(answer=texts[0], yes=[], doubts=[], sureness=0.99)
    Guess.objects.create(answer=texts[1], yes=[], doubts=[topics["Le repos"].pk], sureness=0.6)
    state = state_of(question_of(written))
    assert [text.pk for text in waiting(state, Turn.CHECK, written.cast.alice)] == [texts[1].pk, texts[0].pk]


def test_codes_go_with_the_answers(written: World, topics: dict[str, Topic]):
    code_the_sample(written, topics, 5)
    Response.objects.all().delete()
    assert not Code.objects.exists()


def test_a_common_decision_is_never_unsure(written: World):
    text = OpenAnswer.objects.of(question_of(written))[0]
    with pytest.raises(IntegrityError, match="code_agreed_is_decided"):
        Code.objects.create(answer=text, turn=Turn.AGREED, unsure=True, at=timezone.now())


def test_a_text_is_doubled_only_inside_the_sample(written: World):
    with pytest.raises(IntegrityError, match="open_answer_doubled_is_in_the_sample"):
        OpenAnswer.objects.update(doubled=True)


@pytest.mark.parametrize("turn", ["premier", "second", "accord", "verification"])
def test_each_turn_opens_when_there_is_nothing_to_code(written: World, alice: Client, turn: str):
    assert alice.get(at(written, "next_code", turn)).status_code == 302


def test_a_turn_that_does_not_exist_is_not_found(written: World, alice: Client):
    assert alice.get(at(written, "next_code", "troisieme")).status_code == 404


def test_a_question_is_read_in_few_queries(written: World, topics, django_assert_max_num_queries):
    code_the_sample(written, topics, 24)
    question = question_of(written)
    with django_assert_max_num_queries(10):
        state_of(question)
