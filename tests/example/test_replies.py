"""The invented answers look like answers, and obey the questionnaires."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from arpent.example.plans import AUDIENCES, PLANS, Plan
from arpent.example.replies import Reply, region_of
from arpent.example.respondents import allot, pace
from arpent.instrument.answering import awaits_answer, shown
from arpent.instrument.checking import Refusal, check
from arpent.instrument.values import Instrument, Kind, Missing, Value
from tests.example.conftest import TODAY, draw, forms

type Replies = dict[Plan, list[Reply]]


def of(replies: Replies, audience: str) -> list[Reply]:
    return [reply for plan in PLANS for reply in replies[plan] if reply.audience == audience]


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


def raw(value: Value) -> str | list[str]:
    """The answer as a form would send it."""
    if isinstance(value, Missing):
        return "" if value is Missing.NO_ANSWER else f"missing:{value.value}"
    return list(value) if isinstance(value, tuple) else str(value)


def intraclass(groups: list[np.ndarray]) -> float:
    """The ANOVA estimator of intraclass correlation, for groups of unequal sizes."""
    sizes = np.array([len(group) for group in groups])
    total, mean = sizes.sum(), np.concatenate(groups).mean()
    between = sum(len(group) * (group.mean() - mean) ** 2 for group in groups) / (len(groups) - 1)
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (total - len(groups))
    typical = (total - (sizes**2).sum() / total) / (len(groups) - 1)
    return (between - within) / (between + (typical - 1) * within)


def test_volumes_are_those_announced(replies: Replies):
    assert [len(of(replies, audience)) for audience in AUDIENCES] == [1330, 1019, 209]


def test_the_same_seed_gives_the_same_answers():
    assert draw(scale=0.1) == draw(scale=0.1)


def test_another_seed_gives_other_answers():
    assert draw(seed=1, scale=0.1) != draw(seed=2, scale=0.1)


def test_the_day_of_the_load_moves_the_days_and_nothing_else():
    later = draw(on=date(2027, 3, 4), scale=0.1)
    for plan, before in draw(scale=0.1).items():
        assert [reply.answers for reply in before] == [reply.answers for reply in later[plan]]


def test_nobody_answers_before_the_opening_after_the_end_or_tomorrow(replies: Replies):
    for plan, given in replies.items():
        last = min(plan.closes_on(TODAY), TODAY)
        assert all(plan.opens_on(TODAY) <= reply.day <= last for reply in given)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.code)
def test_routing_is_followed(plan: Plan, replies: Replies):
    for reply in replies[plan][::7]:
        instrument = forms(plan)[reply.audience]
        asked = {question.name for question in shown(instrument, reply.answers, reply.day)}
        for question in instrument.questions():
            if question.kind.is_asked:
                skipped = reply.answers[question.name] is Missing.NOT_ASKED
                assert skipped == (question.name not in asked), question.name


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.code)
def test_each_answer_is_one_that_the_questionnaire_accepts(plan: Plan, replies: Replies):
    for reply in replies[plan][::11]:
        instrument = forms(plan)[reply.audience]
        for question in shown(instrument, reply.answers, reply.day):
            if awaits_answer(question, reply.answers, reply.day):
                given = reply.answers[question.name]
                checked = check(instrument, question, raw(given), reply.answers, reply.day)
                assert not isinstance(checked, Refusal), (question.name, given, checked)
                assert checked == given


def test_associations_differ_as_clusters_do(replies: Replies):
    """Around 0.05: with thirty people of one association one learns what twelve strangers would tell."""
    found = [
        intraclass(groups)
        for plan in PLANS
        for audience in ("familles", "personnes")
        for groups in opinions(replies[plan], forms(plan)[audience], audience)
    ]
    assert 0.02 < np.mean(found) < 0.09


def opinions(given: list[Reply], instrument: Instrument, audience: str) -> list[list[np.ndarray]]:
    """For each question asked of everyone that has favourable answers: who gave one, by association."""
    found = []
    for question in instrument.questions():
        codes = {choice.name for choice in instrument.choices_of(question) if choice.favourable}
        if not codes or question.relevant:
            continue
        groups: dict[str, list[float]] = {}
        for reply in given:
            value = reply.answers.get(question.name)
            if reply.audience == audience and not isinstance(value, Missing):
                groups.setdefault(reply.association, []).append(float(value in codes))
        found.append([np.array(group) for group in groups.values()])
    return found


def test_half_of_the_people_are_helped_and_a_few_answered_for(replies: Replies):
    voices = Counter(reply.voice for reply in of(replies, "personnes"))
    assert 0.45 < voices["helped"] / voices.total() < 0.55
    assert 0.05 < voices["proxy"] / voices.total() < 0.11


def test_who_helped_is_said_only_when_somebody_did(replies: Replies):
    for reply in of(replies, "personnes"):
        assert bool(reply.helper) == (reply.voice != "alone")
        assert bool(reply.help) == (reply.voice == "helped")


def test_people_read_the_easy_edition_and_families_the_standard_one(replies: Replies):
    assert share([reply.edition == "fr-simple" for reply in of(replies, "personnes")]) > 0.75
    assert share([reply.edition == "fr" for reply in of(replies, "familles")]) > 0.85


def test_each_reason_of_silence_occurs(replies: Replies):
    reasons = {
        value
        for reply in of(replies, "personnes")
        for value in reply.answers.values()
        if isinstance(value, Missing)
    }
    assert reasons == set(Missing)


def test_people_say_more_often_that_they_do_not_know(replies: Replies):
    def unsure(audience: str) -> float:
        values = [value for reply in of(replies, audience) for value in reply.answers.values()]
        return share([value == Missing.DONT_KNOW for value in values])

    assert unsure("personnes") > 1.5 * unsure("familles")


def test_people_say_yes_more_than_those_who_answer_for_them(replies: Replies):
    def yes(voices: set[str]) -> float:
        values = [
            value
            for reply in of(replies, "personnes")
            if reply.voice in voices
            for value in reply.answers.values()
            if value in ("oui", "non")
        ]
        return share([value == "oui" for value in values])

    assert yes({"alone", "helped"}) > yes({"proxy"}) + 0.05


def test_some_associations_are_too_small_to_be_shown(replies: Replies):
    people = of(replies, "familles") + of(replies, "personnes")
    counts = Counter((reply.association, reply.audience) for reply in people)
    assert 3 <= sum(count < 5 for count in counts.values()) <= 10


def test_in_no_association_does_everybody_answer(replies: Replies):
    for plan, given in replies.items():
        counts = Counter((reply.association, reply.audience) for reply in given)
        for association in region_of(plan).associations:
            for audience, population in association.populations.items():
                assert counts[association.name, audience] <= 0.65 * population + 1


def test_other_is_told_in_words(replies: Replies):
    others = [reply for reply in of(replies, "familles") if reply.answers["lien"] == "other"]
    assert others
    assert all(reply.answers["lien_other"] for reply in others)


def test_free_words_are_rare_and_name_nobody(replies: Replies):
    names = {
        question.name
        for plan in PLANS
        for form in forms(plan).values()
        for question in form.questions()
        if question.kind is Kind.TEXT
    }
    said = [
        reply.answers[name]
        for given in replies.values()
        for reply in given
        for name in names & reply.answers.keys()
    ]
    assert 0.2 < share([not isinstance(words, Missing) for words in said]) < 0.5


@pytest.mark.parametrize("total", [0, 1, 7, 40, 60])
def test_answers_are_shared_out_exactly_and_never_beyond_the_population(total: int):
    counts = allot(total, [3, 50, 7], np.random.default_rng(3))
    assert sum(counts) == total
    assert all(count <= size for count, size in zip(counts, [3, 50, 7], strict=True))


def test_more_answers_than_people_is_refused():
    with pytest.raises(ValueError, match="61 answers cannot come from 60 people"):
        allot(61, [3, 50, 7], np.random.default_rng(3))


def test_a_reminder_brings_answers():
    flow = pace(date(2026, 9, 7), 40)
    assert flow[14] > flow[11]
    assert flow.sum() == pytest.approx(1)
