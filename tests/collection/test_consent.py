"""Agreeing, understanding, saying no, taking one's answers back."""

import re
import uuid
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client

from arpent.collection.actions import close_campaign
from arpent.collection.care.models import Check, Reception
from arpent.collection.care.withdrawal import code_of
from arpent.collection.models import Response
from arpent.collection.purge import purge
from tests.cast import Cast
from tests.collection.stories import PURGE, TODAY, Story, open_story
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")

RIGHT, AND_RIGHT, WRONG, AND_WRONG = "1", "0", "0", "1"
"""The cards of the two questions: the right one stands second, then first."""


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


def received(story: Story, **chosen: object) -> Reception:
    return Reception.objects.create(campaign=story.campaign, **chosen)


@pytest.fixture
def emma(story: Story) -> Emma:
    """Someone who reads the easy edition."""
    emma = Emma(story, audience=1)
    emma.here = f"{emma.home}accord/"
    return emma


def agrees(emma: Emma) -> Response:
    emma.say(agree="yes")
    return Response.objects.get()


def test_who_understands_at_once_is_asked_two_questions_and_no_more(emma: Emma):
    emma.say(agree="read").say(answer=RIGHT).say(answer=AND_RIGHT)
    assert agrees(emma).understood == "first"


def test_a_wrong_answer_is_explained_and_asked_once_more(emma: Emma):
    emma.say(agree="read").say(answer=WRONG)
    page = emma.read()
    assert "Relisons ensemble" in page
    assert "Vous pouvez dire non." in page
    assert "obligé de répondre" in page
    emma.say(answer=RIGHT).say(answer=AND_RIGHT)
    assert agrees(emma).understood == "second"


def test_two_wrong_answers_lead_on_with_the_explanation_and_are_told_apart(emma: Emma):
    emma.say(agree="read").say(answer=WRONG).say(answer=WRONG).say(answer=AND_RIGHT)
    page = emma.read()
    assert "Vous pouvez dire non." in page
    assert "Oui, je suis d’accord" in page
    assert agrees(emma).understood == "not"


def test_not_knowing_is_explained_too(emma: Emma):
    emma.say(agree="read").say(answer="unsure")
    assert "Relisons ensemble" in emma.read()


def test_an_empty_page_is_asked_again_and_counts_as_nothing(emma: Emma):
    emma.say(agree="read")
    assert emma.web.post(emma.here, {}).status_code == 422
    emma.say(answer=RIGHT).say(answer=AND_RIGHT)
    assert agrees(emma).understood == "first"


def test_the_words_of_a_wrong_answer_never_blame(emma: Emma):
    emma.say(agree="read").say(answer=WRONG)
    for word in ("faux", "erreur", "mauvais", "trompé"):
        assert word not in emma.read().split("<main", 1)[1].lower()


def test_understanding_cannot_be_skipped_by_the_address(emma: Emma):
    emma.say(agree="yes", begun=str(uuid.uuid4()))
    assert "comprendre" in emma.here
    assert not Response.objects.exists()


@pytest.mark.parametrize("forged", ["etat=x", "etat=", "etat=W10:1:2"])
def test_a_forged_progress_begins_again(emma: Emma, forged: str):
    emma.say(agree="read")
    emma.here = f"{emma.home}accord/?edition=fr-simple&{forged}"
    emma.say(agree="yes")
    assert "comprendre" in emma.here
    assert not Response.objects.exists()


def test_the_progress_of_another_link_is_not_taken(emma: Emma, story: Story):
    emma.say(agree="read").say(answer=RIGHT).say(answer=AND_RIGHT)
    state = emma.here.partition("?")[2]
    other = story.campaign.links.filter(version=story.versions[1]).exclude(pk=emma.link.pk).first()
    emma.here = f"/r/{other.token}/accord/?{state}"
    emma.say(agree="yes")
    assert "comprendre" in emma.here
    assert not Response.objects.exists()


def test_agreeing_again_from_the_same_page_begins_once(emma: Emma):
    emma.say(agree="read").say(answer=RIGHT).say(answer=AND_RIGHT)
    here = emma.here
    for _ in range(2):
        emma.here = here
        emma.say(agree="yes")
    assert Response.objects.count() == 1


def test_two_tabs_keep_each_its_own_progress(emma: Emma):
    emma.say(agree="read")
    first = emma.here
    emma.say(answer=WRONG)
    emma.here = first
    emma.say(answer=RIGHT).say(answer=AND_RIGHT)
    assert agrees(emma).understood == "first"


def test_the_standard_edition_is_not_asked_unless_the_campaign_wants_it(story: Story):
    Emma(story).agree()
    assert Response.objects.get().understood == ""


def test_a_campaign_may_ask_everyone(story: Story):
    received(story, asks_understanding="all")
    Emma(story).agree()
    assert Response.objects.get().understood == "first"


def test_a_campaign_may_ask_nobody(story: Story):
    received(story, asks_understanding="none")
    Emma(story, audience=1).agree()
    assert Response.objects.get().understood == ""


def test_a_campaign_asks_in_its_own_words(emma: Emma, story: Story):
    words = {"right": "Oui", "wrong": "Non", "explanation": "Vous pouvez arrêter."}
    Check.objects.create(
        reception=received(story), rank=1, question="Vous pouvez arrêter quand vous voulez ?", **words
    )
    emma.say(agree="read")
    assert "Vous pouvez arrêter quand vous voulez" in emma.read()
    emma.say(answer=RIGHT)
    assert agrees(emma).understood == "first"


def test_a_no_leaves_one_count_and_nothing_else(emma: Emma):
    emma.say(agree="no")
    assert "C’est d’accord. Merci." in emma.read()
    emma.link.refresh_from_db()
    assert emma.link.refusals == 1
    assert not Response.objects.exists()


def test_a_no_sent_twice_is_counted_once(emma: Emma):
    begun = str(uuid.uuid4())
    for _ in range(2):
        emma.here = f"{emma.home}accord/"
        emma.say(agree="no", begun=begun)
    emma.link.refresh_from_db()
    assert emma.link.refusals == 1


def test_the_page_of_a_no_says_whom_to_call(emma: Emma):
    assert "01 02 03 04 05" in emma.say(agree="no").read()


def for_another(story: Story) -> Emma:
    return Emma(story).begin("proxy")


def test_who_answers_for_another_asks_them_first(story: Story):
    assert "d-accord" in for_another(story).here


def test_nobody_answers_over_the_no_of_the_person(story: Story):
    emma = for_another(story)
    emma.say(assent="no")
    assert "C’est d’accord. Merci." in emma.read()
    emma.link.refresh_from_db()
    assert emma.link.refusals == 1
    assert not Response.objects.exists()


@pytest.mark.parametrize("page", ["question/content/", "relire/", "choix/", ""])
def test_the_persons_wish_cannot_be_skipped_by_the_address(story: Story, page: str):
    emma = for_another(story)
    answer = emma.web.get(f"{emma.own}{page}")
    assert answer.status_code == 303
    assert "d-accord" in answer["Location"]


def test_sending_for_another_without_asking_them_sends_nothing(story: Story):
    emma = for_another(story)
    emma.here = f"{emma.own}relire/"
    emma.say()
    assert Response.objects.get().status == "ongoing"


def test_the_no_that_the_database_refuses_to_hold(story: Story):
    for_another(story)
    with pytest.raises(IntegrityError):
        Response.objects.update(assent="no")


@pytest.mark.parametrize("said", ["yes", "unable"])
def test_the_wish_of_the_person_is_kept(story: Story, said: str):
    for_another(story).say(assent=said)
    assert Response.objects.get().assent == said


def test_who_answers_alone_after_all_leaves_no_wish_of_another(story: Story):
    emma = for_another(story).say(assent="yes")
    emma.here = f"{emma.own}qui/"
    emma.say(voice="alone")
    assert Response.objects.get().assent == ""


def test_the_guardian_is_asked_about_only_where_the_campaign_wants_it(story: Story):
    assert "tutelle" not in Emma(story, audience=1).begin().here


@pytest.mark.parametrize(
    ("said", "kept"), [("yes", "yes"), ("no", "no"), ("none", "none"), ("Paul Martin", "")]
)
def test_a_guardian_is_a_yes_or_a_no_never_a_name(story: Story, said: str, kept: str):
    received(story, asks_guardian=True)
    emma = Emma(story, audience=1).begin()
    assert "tutelle" in emma.here
    emma.say(guardian=said)
    assert Response.objects.get().guardian == kept


def test_a_guardian_who_does_not_know_stops_nothing(story: Story):
    received(story, asks_guardian=True)
    assert "question" in Emma(story, audience=1).begin().say(guardian="no").here


def test_partners_are_never_asked_for_a_guardian(story: Story):
    received(story, asks_guardian=True)
    emma = Emma(story).begin()
    assert "tutelle" not in emma.here
    assert emma.web.get(f"{emma.own}tutelle/").status_code == 303


def sent(story: Story) -> tuple[Emma, str]:
    emma = Emma(story).to_the_end().say(chosen="no").say()
    return emma, re.search(r'class="code[^"]*"[^>]*>([^<]+)<', emma.read())[1]


def withdraw(emma: Emma, code: str) -> str:
    emma.web.post(f"{emma.home}retirer/", {"code": code})
    return emma.web.post(f"{emma.home}retirer/", {"code": code, "sure": "yes"}).content.decode()


def test_the_end_gives_a_code_of_twelve_digits(story: Story):
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", sent(story)[1])


def test_with_the_code_the_answers_are_erased(story: Story):
    emma, code = sent(story)
    assert "Il ne reste rien" in withdraw(emma, code)
    assert not Response.objects.exists()
    emma.link.refresh_from_db()
    assert emma.link.withdrawals == 1


def test_a_last_question_comes_before_erasing(story: Story):
    emma, code = sent(story)
    page = emma.web.post(f"{emma.home}retirer/", {"code": code}).content.decode()
    assert "Vous voulez effacer vos réponses" in page
    assert Response.objects.exists()


def test_the_page_of_withdrawal_shows_no_answer(story: Story):
    emma, code = sent(story)
    page = emma.web.post(f"{emma.home}retirer/", {"code": code}).content.decode()
    for said in ("Rien.", "un voisin", "Ma famille"):
        assert said not in page


def test_a_code_sent_twice_is_said_to_be_gone(story: Story):
    emma, code = sent(story)
    withdraw(emma, code)
    assert "peut-être déjà retirées" in withdraw(emma, code)
    emma.link.refresh_from_db()
    assert emma.link.withdrawals == 1


def test_a_code_erases_nothing_through_another_link(story: Story):
    _, code = sent(story)
    other = Emma(story, audience=1)
    assert "Nous ne trouvons pas ce code" in withdraw(other, code)
    assert Response.objects.exists()


def test_a_slip_of_the_finger_is_told_and_not_counted(story: Story):
    emma, code = sent(story)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    for _ in range(12):
        assert "12 chiffres" in withdraw(emma, wrong)
    assert "Il ne reste rien" in withdraw(emma, code)


def test_after_ten_wrong_codes_even_the_right_one_waits(story: Story):
    emma, code = sent(story)
    for _ in range(10):
        emma.web.post(f"{emma.home}retirer/", {"code": code_of(uuid.uuid4())})
    assert "Attendez une heure" in withdraw(emma, code)
    assert Response.objects.exists()


def test_the_code_is_not_in_the_database(story: Story):
    _, code = sent(story)
    assert code.replace(" ", "") not in str(Response.objects.values().get())


def test_the_next_person_of_the_tablet_does_not_see_the_code(story: Story):
    emma, code = sent(story)
    emma.say()
    assert code not in emma.read()


def test_the_code_is_not_shown_again_later(story: Story):
    emma, code = sent(story)
    assert code in emma.read()
    with time_machine.travel("2026-11-23 11:00+01:00", tick=False):
        assert code not in emma.read()


def test_answers_already_counted_are_erased_and_what_stays_is_said(story: Story):
    emma, code = sent(story)
    story.campaign.counted_on = TODAY
    story.campaign.save()
    page = withdraw(emma, code)
    assert "comptées ensemble le 23 novembre 2026" in page
    assert "31 décembre 2027" in page
    assert "Il ne reste rien" not in page
    assert not Response.objects.exists()


def test_one_may_withdraw_after_the_closing_and_until_the_day_of_erasing(story: Story):
    emma, code = sent(story)
    close_campaign(campaign=story.campaign, on=TODAY)
    assert "retirer/" in emma.web.get(emma.home).content.decode()
    with time_machine.travel(f"{PURGE} 12:00", tick=False):
        assert emma.web.post(f"{emma.home}retirer/", {"code": code}).status_code == 410
    assert "Il ne reste rien" in withdraw(emma, code)


def test_an_unfinished_answer_has_no_code(story: Story):
    emma = Emma(story).begin().at("content").say(answer="mal")
    code = code_of(Response.objects.get().pk)
    assert "Nous ne trouvons pas ce code" in withdraw(emma, code)


def test_who_stops_and_keeps_has_a_code_too(story: Story):
    emma = Emma(story).begin().at("content").say(answer="mal", go="stop").say(answers="keep")
    assert 'class="code' in emma.read()


def test_the_thanks_say_what_comes_next_and_how_results_come_back(story: Story):
    received(
        story, next_steps="Nous comptons en janvier.", results="Une fête en mars.", whom_to_call="Le 3977"
    )
    emma, _ = sent(story)
    for words in ("Nous comptons en janvier.", "Une fête en mars.", "Le 3977"):
        assert words in emma.read()


def test_who_stops_is_told_whom_to_call(story: Story):
    received(story, whom_to_call="Nadia, 01 99 00 11 22")
    emma = Emma(story).begin()
    assert "Nadia, 01 99 00 11 22" in emma.web.get(f"{emma.own}arreter/").content.decode()


def test_easy_words_that_nobody_wrote_are_ours_never_the_standard_ones(story: Story):
    received(story, thanks="Nous vous adressons nos remerciements les plus sincères.")
    emma = Emma(story, audience=1).begin().at("content").say(answer="mal", go="stop").say(answers="keep")
    assert "remerciements" not in emma.read()
    assert "Merci de votre aide" in emma.read()


def test_the_purge_leaves_no_count_of_those_who_said_no(story: Story, emma: Emma):
    emma.say(agree="no")
    purge(on=date(2028, 1, 1))
    emma.link.refresh_from_db()
    assert (emma.link.refusals, emma.link.withdrawals) == (0, 0)


def test_no_page_of_agreement_sets_a_cookie_or_is_kept(story: Story):
    web = Client()
    home = Emma(story, audience=1).home
    for page in ("accord/", "non/", "retirer/", "aider/", "aider.pdf"):
        answer = web.get(f"{home}{page}")
        assert answer.status_code == 200, page
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
