"""A person answers, page after page, without an account, a cookie or a script."""

import re
import uuid

import pytest
import time_machine
from django.test import Client

from arpent.collection.actions import close_campaign
from arpent.collection.models import RESUME_DAYS, Response
from tests.cast import Cast
from tests.collection.stories import PURGE, Story, form, open_story

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


class Emma:
    """Someone with a phone and the address of a link."""

    def __init__(self, story: Story, audience: int = 0) -> None:
        self.web = Client()
        self.link = story.campaign.links.filter(version=story.versions[audience]).first()
        self.home = f"/r/{self.link.token}/"
        self.here = self.home

    def agree(self, **changes: str) -> "Emma":
        self.here = f"{self.home}accord/"
        if 'value="read"' in self.read():
            self.say(agree="read").say(answer="1").say(answer="0")
        begun = re.search(r'name="begun" value="([^"]+)"', self.read())[1]
        return self.say(**{"begun": begun, "agree": "yes", **changes})

    def begin(self, voice: str = "alone") -> "Emma":
        self.agree()
        return self.say(voice=voice)

    def go(self, answer):
        assert answer.status_code == 303, answer.content.decode()
        self.here = answer["Location"]
        page = self.web.get(self.here)
        if page.status_code == 303:
            return self.go(page)
        return page

    def say(self, **fields) -> "Emma":
        self.go(self.web.post(self.here, fields))
        return self

    def read(self) -> str:
        return self.web.get(self.here).content.decode()

    @property
    def own(self) -> str:
        return f"{self.home}{Response.objects.get().pk}/"

    def at(self, name: str) -> "Emma":
        self.here = f"{self.own}question/{name}/"
        return self

    def answered(self) -> dict:
        return Response.objects.get().answers

    def to_the_end(self) -> "Emma":
        self.begin().say().say(answer="bien").say(answer="non").say(answer=["famille", "amis"])
        self.say(answer="other", other="un voisin")
        self.say(**{"rank-1": "amis", "rank-2": "famille", "rank-3": "autres"}).say(answer="7")
        return self.say(day="3", month="2", year="2020").say(text="Rien.")


def test_a_whole_questionnaire_is_stored_as_it_was_said(story: Story):
    emma = Emma(story).to_the_end()
    emma.say(chosen="no").say()
    response = Response.objects.get()
    assert response.status == "sent"
    assert response.answers == {
        "content": "bien",
        "venu": "non",
        "fois": {"missing": "not_asked"},
        "aides": ["famille", "amis"],
        "autre": "other",
        "autre_other": "un voisin",
        "ordre": ["amis", "famille", "autres"],
        "note": 7,
        "jour": "2020-02-03",
        "mot": "Rien.",
    }
    assert (response.voice, response.chosen_for, response.mode) == ("alone", "no", "web")


def test_nothing_is_stored_before_agreeing(story: Story):
    emma = Emma(story)
    emma.web.get(emma.home)
    emma.web.get(f"{emma.home}accord/")
    refused = emma.web.post(f"{emma.home}accord/", {"agree": "no"})
    assert "Aucune réponse n’est gardée" in emma.web.get(refused["Location"]).content.decode()
    assert not Response.objects.exists()


def test_agreeing_twice_begins_once(story: Story):
    begun = str(uuid.uuid4())
    emma = Emma(story)
    for _ in range(2):
        emma.web.post(f"{emma.home}accord/", {"begun": begun, "agree": "yes"})
    assert Response.objects.count() == 1


def test_an_identifier_that_could_be_guessed_is_not_taken(story: Story):
    emma = Emma(story)
    emma.web.post(f"{emma.home}accord/", {"begun": "00000000-0000-1000-8000-000000000001", "agree": "yes"})
    assert Response.objects.get().pk.version == 4


def test_sending_the_last_page_twice_stores_one_answer(story: Story):
    emma = Emma(story).to_the_end().say()
    end = emma.here
    for _ in range(2):
        emma.web.post(end)
    assert Response.objects.kept().count() == 1


def test_nothing_says_who_where_from_or_when(story: Story):
    Emma(story).to_the_end().say().say()
    row = Response.objects.values().get()
    assert set(row) == {
        "id", "link_id", "status", "answers", "edition", "mode", "voice", "help", "helper", "day",
        "chosen_for", "brought_by_id", "resume_digest", "editions", "switches", "faces", "turned", "signs",
        "understood", "assent", "guardian", "helped_later", "clarified", "would_say",
    }  # fmt: skip
    assert "127.0.0.1" not in str(row)
    assert str(row["day"]) == "2026-11-23"
    assert "10:00" not in str(row)


def test_no_page_sets_a_cookie_or_tells_its_address_or_is_kept(story: Story):
    emma = Emma(story).begin()
    pages = [emma.home, f"{emma.home}accord/", f"{emma.home}reprendre/", "/r/reprendre/"]
    pages += [
        emma.own + name
        for name in ("qui/", "question/content/", "pause/", "arreter/", "aide/", "relire/", "choix/")
    ]
    for address in pages:
        page = emma.web.get(address)
        assert page.status_code == 200, address
        assert page["Cache-Control"] == "no-store", address
        assert page["Referrer-Policy"] == "no-referrer", address
        assert not page.cookies, address
    assert not emma.web.cookies


def test_a_form_sent_by_another_site_is_refused(story: Story):
    emma = Emma(story).begin().at("content")
    sent = emma.web.post(emma.here, {"answer": "bien"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403
    assert emma.answered() == {}


def test_going_back_keeps_what_is_on_the_page(story: Story):
    emma = Emma(story).begin().at("content").say(answer="moyen", go="back")
    assert "bonjour" in emma.here
    assert emma.answered()["content"] == "moyen"
    assert re.search(r'value="moyen" checked', emma.at("content").read())


def test_going_back_is_never_held_up_by_a_mistake(story: Story):
    emma = Emma(story).begin().at("venu").say(answer="oui").say(text="deux cents", go="back")
    assert "venu" in emma.here
    assert "fois" not in emma.answered()


@pytest.mark.parametrize(("go", "page"), [("pause", "/pause/"), ("stop", "/arreter/"), ("help", "/aide/")])
def test_leaving_a_page_keeps_what_is_on_it_and_leads_back_to_it(story: Story, go: str, page: str):
    emma = Emma(story).begin().at("content").say(answer="mal", go=go)
    assert page in emma.here
    assert emma.answered()["content"] == "mal"
    assert f'href="{emma.own}question/content/"' in emma.read()


def test_a_skipped_question_is_no_answer_and_not_a_reason(story: Story):
    emma = Emma(story).begin().at("content").say()
    assert emma.answered()["content"] == {"missing": "no_answer"}


@pytest.mark.parametrize("reason", ["dont_know", "prefer_not"])
def test_each_reason_is_stored_apart(story: Story, reason: str):
    emma = Emma(story).begin().at("content").say(answer=f"missing:{reason}")
    assert emma.answered()["content"] == {"missing": reason}


def test_a_reason_lets_one_pass_a_question_that_awaits_an_answer(story: Story):
    emma = Emma(story).begin().at("venu").say(answer="missing:prefer_not")
    assert "aides" in emma.here


def test_a_required_question_says_plainly_how_to_go_on(story: Story):
    emma = Emma(story).begin().at("venu")
    page = emma.web.post(emma.here, {})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Vous pouvez aussi dire pourquoi" in text
    assert "data-takes-focus" in text
    assert 'href="#answer-1"' in text


def test_what_was_refused_is_shown_again_as_it_was_written(story: Story):
    emma = Emma(story).begin().at("venu").say(answer="oui")
    text = emma.web.post(emma.here, {"text": "200"}).content.decode()
    assert "Moins de 100 fois." in text
    assert 'value="200"' in text


def test_a_question_is_shown_when_its_rule_holds_and_cites_what_was_said(story: Story):
    emma = Emma(story).begin().at("venu").say(answer="oui")
    assert "fois" in emma.here
    assert "Combien de fois, Oui" in emma.read()


def test_changing_an_answer_drops_nothing_until_it_is_sent(story: Story):
    emma = Emma(story).begin().at("venu").say(answer="oui").say(text="3").at("venu").say(answer="non")
    assert "aides" in emma.here
    assert emma.answered()["fois"] == 3
    emma.at("venu").say(answer="oui")
    assert 'value="3"' in emma.read()


def test_the_walk_counts_the_questions_that_are_shown(story: Story):
    emma = Emma(story).begin().at("venu")
    assert "Question 2 sur 8" in emma.read()
    emma.say(answer="oui")
    assert "Question 3 sur 9" in emma.read()


def test_a_question_that_is_not_shown_leads_to_the_first_unseen(story: Story):
    emma = Emma(story).begin().at("fois")
    emma.go(emma.web.get(emma.here))
    assert "bonjour" in emma.here


def test_an_impossible_day_is_refused_with_an_example(story: Story):
    emma = Emma(story).begin().at("jour")
    page = emma.web.post(emma.here, {"day": "31", "month": "2", "year": "2020"})
    assert "Écrivez une date" in page.content.decode()


def test_the_same_place_twice_in_a_ranking_is_refused(story: Story):
    emma = Emma(story).begin().at("ordre")
    page = emma.web.post(emma.here, {"rank-1": "amis", "rank-2": "amis", "rank-3": "autres"})
    assert page.status_code == 422
    assert "Classez toutes les réponses" in page.content.decode()


def test_a_choice_that_was_not_offered_is_refused(story: Story):
    emma = Emma(story).begin().at("content")
    assert emma.web.post(emma.here, {"answer": "excellent"}).status_code == 422


def test_who_helps_is_asked_by_function_and_how(story: Story):
    emma = Emma(story).begin("helped")
    assert "aide-recue" in emma.here
    emma.say(helper="professional", help=["read", "click"])
    response = Response.objects.get()
    assert (response.voice, response.helper, response.help) == ("helped", "professional", ["read", "click"])


def test_no_more_help_leaves_no_helper(story: Story):
    emma = Emma(story).begin("helped").say(helper="friend", help=["read"])
    emma.here = f"{emma.own}qui/"
    emma.say(voice="alone")
    response = Response.objects.get()
    assert (response.voice, response.helper, response.help) == ("alone", "", [])


def test_a_name_cannot_be_slipped_in_as_a_helper(story: Story):
    Emma(story).begin("helped").say(helper="Paul Martin", help=["Paul"])
    response = Response.objects.get()
    assert (response.helper, response.help) == ("", [])


def test_who_answers_for_another_is_not_asked_who_chose(story: Story):
    emma = Emma(story).begin("proxy").say(assent="yes").say(helper="family").at("mot").say(text="")
    assert "relire" in emma.here


def test_what_was_said_can_be_read_again_before_sending(story: Story):
    text = Emma(story).to_the_end().say().read()
    for words in ("Bien", "Ma famille, Mes amis", "03/02/2020", "7", "Rien."):
        assert words in text


def test_sending_stops_at_the_question_that_cannot_be_left(story: Story):
    emma = Emma(story).begin()
    emma.here = f"{emma.own}relire/"
    emma.say()
    assert "question/venu" in emma.here
    assert Response.objects.get().status == "ongoing"


def test_what_was_sent_cannot_be_read_by_the_next_person_of_the_tablet(story: Story):
    emma = Emma(story).to_the_end().say().say()
    page = emma.web.get(f"{emma.home}{Response.objects.get().pk}/relire/")
    assert page.status_code == 303
    assert "Rien." not in emma.read()


def test_the_thanks_say_whom_to_call(story: Story):
    assert "01 02 03 04 05" in Emma(story).to_the_end().say().say().read()


def paused(story: Story) -> tuple[Emma, str]:
    emma = Emma(story).begin().at("content").say(answer="mal", go="pause")
    return emma, re.search(r'class="code"[^>]*>([^<]+)<', emma.read())[1]


def test_a_pause_gives_a_code_with_which_another_phone_goes_on(story: Story):
    _, code = paused(story)
    other = Emma(story)
    other.here = f"{other.home}reprendre/"
    other.say(code=code)
    assert "question/venu" in other.here


def test_the_code_is_not_in_the_database(story: Story):
    _, code = paused(story)
    assert code.replace(" ", "") not in str(Response.objects.values().get())


def test_a_code_opens_nothing_on_another_link(story: Story):
    _, code = paused(story)
    other = Emma(story, audience=1)
    assert other.web.post(f"{other.home}reprendre/", {"code": code}).status_code == 422


def test_a_code_lasts_the_days_it_says(story: Story):
    emma, code = paused(story)
    story.campaign.closes_on = story.campaign.closes_on.replace(year=2027, month=3)
    story.campaign.forget_on = PURGE
    story.campaign.save()
    with time_machine.travel(f"2026-12-{23:02}", tick=False):
        assert emma.web.post(f"{emma.home}reprendre/", {"code": code}).status_code == 303
    with time_machine.travel("2026-12-24 12:00", tick=False):
        assert emma.web.post(f"{emma.home}reprendre/", {"code": code}).status_code == 422
    assert RESUME_DAYS == 30


def test_after_ten_wrong_codes_even_the_right_one_waits(story: Story):
    emma, code = paused(story)
    for _ in range(10):
        emma.web.post(f"{emma.home}reprendre/", {"code": "00000000"})
    text = emma.web.post(f"{emma.home}reprendre/", {"code": code}).content.decode()
    assert "Attendez une heure" in text


def test_a_mistyped_code_is_not_counted_against_anyone(story: Story):
    emma, code = paused(story)
    for _ in range(12):
        emma.web.post(f"{emma.home}reprendre/", {"code": "12345"})
    assert emma.web.post(f"{emma.home}reprendre/", {"code": code}).status_code == 303


def test_the_ten_signs_of_an_address_lead_to_its_page_of_codes(story: Story):
    emma = Emma(story)
    for written in (emma.link.token.upper(), f"https://exemple.test/r/{emma.link.token}/"):
        emma.here = "/r/reprendre/"
        assert f"{emma.home}reprendre/" == emma.web.post(emma.here, {"address": written})["Location"]
    assert emma.web.post("/r/reprendre/", {"address": "nowhere"}).status_code == 422


def test_stopping_and_erasing_leaves_no_row(story: Story):
    emma = Emma(story).begin().at("content").say(answer="mal", go="stop").say(answers="delete")
    assert "Il ne reste rien" in emma.read()
    assert not Response.objects.exists()


def test_stopping_and_keeping_keeps_what_was_said(story: Story):
    emma = Emma(story).begin().at("content").say(answer="mal", go="stop").say(answers="keep")
    response = Response.objects.get()
    assert (response.status, response.answers["content"]) == ("stopped", "mal")
    assert "Vos réponses sont gardées" in emma.read()


def test_an_erased_answer_is_said_to_be_gone(story: Story):
    emma = Emma(story).begin()
    own = emma.own
    Response.objects.all().delete()
    page = emma.web.get(f"{own}question/content/")
    assert page.status_code == 410
    assert "n’existent plus" in page.content.decode()


def test_the_answer_of_one_link_is_not_found_under_another(story: Story):
    emma = Emma(story).begin()
    stranger = Emma(story, audience=1)
    page = emma.web.get(f"{stranger.home}{Response.objects.get().pk}/question/content/")
    assert page.status_code == 410


def test_an_unknown_address_is_a_plain_page(story: Story):
    page = Client().get("/r/inconnue/")
    assert page.status_code == 404
    assert "Nous ne trouvons pas ce questionnaire" in page.content.decode()


@pytest.mark.parametrize(
    ("day", "words", "status"),
    [
        ("2026-11-01 12:00", "à partir du 2 novembre 2026", 403),
        ("2026-12-19 12:00", "On ne peut plus répondre", 403),
        (f"{PURGE} 12:00", "ont été effacées", 410),
    ],
)
def test_a_link_answers_between_its_days(story: Story, day: str, words: str, status: int):
    with time_machine.travel(day, tick=False):
        page = Client().get(Emma(story).home)
    assert page.status_code == status
    assert words in page.content.decode()


def test_a_campaign_closed_by_hand_answers_no_more(story: Story):
    emma = Emma(story).begin()
    close_campaign(campaign=story.campaign, on=story.campaign.opens_on)
    assert emma.web.post(f"{emma.own}question/content/", {"answer": "bien"}).status_code == 403


def test_the_edition_can_change_on_the_way(story: Story):
    emma = Emma(story).begin().at("content").say(go="help")
    emma.say(edition="fr-simple")
    assert "Vos activités sont comment" in emma.read()


def test_an_audience_that_reads_the_easy_edition_first_is_welcomed_in_it(cast: Cast):
    story = open_story(cast)
    audience = story.versions[0].questionnaire.audience
    audience.easy_first = True
    audience.save()
    emma = Emma(story).agree()
    assert Response.objects.get().edition == "fr-simple"
    assert "Je réponds tout seul" in emma.read()


def test_free_words_are_asked_without_names(story: Story):
    emma = Emma(story).begin().at("mot")
    assert "N’écrivez pas de nom" in emma.read()


def test_words_cannot_break_the_page(story: Story):
    emma = Emma(story).begin().at("mot").say(text="<script>alert(1)</script>")
    emma.here = f"{emma.own}relire/"
    assert "<script>alert" not in emma.read()


def test_faces_go_from_the_first_answer_down(story: Story):
    faces = re.findall(r"face--(\d)", Emma(story).begin().at("content").read())
    assert faces == ["5", "3", "1"]


def test_a_questionnaire_of_one_note_ends(cast: Cast):
    story = open_story(
        cast,
        form("| survey |\n| | type | name | label |\n| | note | n | Bonjour |\n| | text | t | Un mot ? |\n"),
    )
    emma = Emma(story).begin().say().say(text="").say().say()
    assert Response.objects.get().status == "sent"
    assert "Merci" in emma.read()
