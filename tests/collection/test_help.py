"""Help: what may be explained, who helped and until the end, and the two answers of someone who answers for another."""

import io
import uuid

import pytest
from pypdf import PdfReader

from arpent.collection.care.explaining import MOST, opened_once_more
from arpent.collection.care.models import Reception
from arpent.collection.care.sheet import helper_sheet_of
from arpent.collection.models import Response
from arpent.falc import FALC, Level, check
from tests.cast import Cast
from tests.collection.stories import Story, form, open_story
from tests.collection.test_answering import Emma

pytestmark = pytest.mark.usefixtures("on_the_day")

FORM = """
| survey |
| | type | name | label::Français (fr) | label::Français simple (fr-simple) | clarification::Français (fr) | clarification::Français simple (fr-simple) | appearance | required |
| | select_one avis | chez_soi | Êtes-vous bien chez vous ? | Vous êtes bien chez vous ? | Chez vous : là où vous dormez. | Chez vous, c’est votre maison. | two-steps | |
| | select_one ici | ville | Habitez-vous en ville ? | Vous habitez en ville ? | | | | |
| | select_one avis2 | aide | Êtes-vous content ou contente de l’aide ? | L’aide est bien ? | L’aide : celle de tous les jours. | L’aide de tous les jours. | faces | yes |
| choices |
| | list_name | name | label::Français (fr) | label::Français simple (fr-simple) | favourable |
| | avis | tres | Tout à fait | Très bien | yes |
| | avis | plutot | Plutôt | Un peu bien | yes |
| | avis | entre | Entre les deux | Moyen | |
| | avis | peu | Plutôt pas | Un peu mal | |
| | avis | pas | Pas du tout | Très mal | |
| | avis2 | oui | Oui | Oui | yes |
| | avis2 | moyen | Moyen | Moyen | |
| | avis2 | non | Non | Non | |
| | ici | oui | Oui | Oui | |
| | ici | non | Non | Non | |
| settings |
| | form_title | form_id | version | default_language |
| | Chez moi | chez | 1 | Français (fr) |
"""


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast, form(FORM))


def stored() -> Response:
    return Response.objects.get()


def test_a_question_with_an_explanation_offers_it(story: Story):
    assert 'value="explain"' in Emma(story).begin().at("chez_soi").read()


def test_a_question_without_one_does_not(story: Story):
    assert 'value="explain"' not in Emma(story).begin().at("ville").read()


def test_the_explanation_is_shown_when_it_is_asked_for(story: Story):
    emma = Emma(story).begin().at("chez_soi")
    assert "là où vous dormez" not in emma.read()
    assert "là où vous dormez" in emma.say(go="explain").read()


def test_the_explanation_is_that_of_the_edition(story: Story):
    emma = Emma(story, audience=1).begin().at("chez_soi").say(go="explain")
    assert "c’est votre maison" in emma.read()


def test_each_opening_is_counted_and_nothing_else(story: Story):
    emma = Emma(story).begin().at("chez_soi").say(go="explain")
    emma.read()
    emma.at("chez_soi").say(go="explain").at("aide").say(go="explain")
    assert stored().clarified == {"chez_soi": 2, "aide": 1}


def test_what_was_chosen_stays_when_one_asks_to_explain(story: Story):
    Emma(story).begin().at("chez_soi").say(answer="peu", go="explain")
    assert stored().answers["chez_soi"] == "peu"


def test_a_question_without_explanation_counts_nothing_for_a_forger(story: Story):
    Emma(story).begin().at("ville").say(go="explain")
    assert stored().clarified == {}


def test_a_question_in_two_pages_is_explained_on_the_second_too(story: Story):
    emma = Emma(story, audience=1).begin().at("chez_soi").say(answer="part:yes").say(go="explain")
    assert "part=yes" in emma.here
    assert "c’est votre maison" in emma.read()


def test_the_explanation_of_the_address_alone_is_not_counted(story: Story):
    emma = Emma(story).begin()
    emma.web.get(f"{emma.own}question/chez_soi/?expliquer=1")
    assert stored().clarified == {}


def test_a_count_stays_within_its_limit():
    assert opened_once_more({"a": MOST}, "a") == {"a": MOST}


def to_the_choice(story: Story) -> Emma:
    emma = Emma(story).begin().at("aide").say(answer="oui")
    assert emma.here.endswith("/choix/")
    return emma


def test_who_began_alone_may_tell_at_the_end_that_someone_helped(story: Story):
    emma = to_the_choice(story).say(chosen="helped")
    assert "aide-recue" in emma.here
    emma.say(helper="friend", help=["read"])
    assert "relire" in emma.here
    response = stored()
    assert (response.voice, response.helped_later, response.chosen_for) == ("helped", True, "no")
    assert (response.helper, response.help) == ("friend", ["read"])


def test_who_was_chosen_for_was_helped(story: Story):
    to_the_choice(story).say(chosen="some")
    response = stored()
    assert (response.voice, response.chosen_for) == ("helped", "some")


def test_who_said_alone_and_says_it_again_stays_alone(story: Story):
    to_the_choice(story).say(chosen="no")
    assert (stored().voice, stored().helped_later) == ("alone", False)


def twofold(story: Story) -> Emma:
    Reception.objects.create(campaign=story.campaign, proxies_answer_twice=True)
    return Emma(story).begin("proxy").say(assent="yes").say(helper="family")


def test_a_proxy_is_asked_what_they_think_then_what_the_person_would_say(story: Story):
    emma = twofold(story)
    assert "ce que vous pensez" in emma.read()
    emma.say(answer="peu")
    assert "autre=1" in emma.here
    assert "elle ou il dirait" in emma.read()
    emma.say(answer="tres")
    assert "ville" in emma.here
    response = stored()
    assert (response.answers["chez_soi"], response.would_say) == ("peu", {"chez_soi": "tres"})


def test_a_fact_is_asked_once(story: Story):
    emma = twofold(story).at("ville").say(answer="oui")
    assert "aide" in emma.here
    assert stored().would_say == {}


def test_a_proxy_of_a_campaign_that_does_not_ask_twice_answers_once(story: Story):
    emma = Emma(story).begin("proxy").say(assent="yes").say(helper="family")
    assert "« vous »" in emma.read()
    assert "ville" in emma.say(answer="peu").here


def test_who_answers_for_themselves_is_never_asked_twice(story: Story):
    Reception.objects.create(campaign=story.campaign, proxies_answer_twice=True)
    emma = Emma(story).begin()
    emma.here = f"{emma.own}question/chez_soi/?autre=1"
    emma.say(answer="tres")
    assert stored().would_say == {}


def test_what_the_person_would_say_is_never_obligatory(story: Story):
    emma = twofold(story).at("aide").say(answer="oui").say()
    assert "relire" in emma.here
    assert stored().would_say == {"aide": {"missing": "no_answer"}}


def test_going_back_meets_both_answers(story: Story):
    emma = twofold(story).at("ville").say(go="back")
    assert "autre=1" in emma.here
    emma.say(go="back")
    assert "autre" not in emma.here


def test_after_a_pause_one_goes_on_with_the_second_answer(story: Story):
    emma = twofold(story).at("chez_soi").say(answer="peu")
    emma.here = emma.own
    emma.go(emma.web.get(emma.own))
    assert "chez_soi" in emma.here
    assert "autre=1" in emma.here


def test_both_answers_are_read_again_before_sending(story: Story):
    emma = twofold(story).at("chez_soi").say(answer="peu").say(answer="tres")
    emma.here = f"{emma.own}relire/"
    page = emma.read()
    assert "Ce que je pense" in page
    assert "Ce qu’elle ou il dirait" in page
    assert "Plutôt pas" in page
    assert "Tout à fait" in page


def test_second_answers_are_kept_when_a_proxy_sends(story: Story):
    emma = twofold(story).at("chez_soi").say(answer="peu").say(answer="tres").at("aide").say(answer="oui")
    emma.say(answer="non").say()
    response = stored()
    assert (response.status, response.would_say) == ("sent", {"chez_soi": "tres", "aide": "non"})


def test_second_answers_go_when_it_turns_out_that_nobody_answered_for_another(story: Story):
    emma = twofold(story).at("aide").say(answer="oui").say(answer="non")
    emma.here = f"{emma.own}qui/"
    emma.say(voice="alone")
    emma.here = f"{emma.own}relire/"
    emma.say()
    assert (stored().status, stored().would_say) == ("sent", {})


def test_a_second_answer_in_two_pages_stays_the_second(story: Story):
    Reception.objects.create(campaign=story.campaign, proxies_answer_twice=True)
    emma = Emma(story, audience=1).begin("proxy").say(assent="yes").say(helper="family")
    emma.at("chez_soi").say(answer="part:no").say(answer="peu").say(answer="part:yes")
    assert "autre=1" in emma.here
    emma.say(answer="plutot")
    assert (stored().answers["chez_soi"], stored().would_say["chez_soi"]) == ("peu", "plutot")


def sheet(story: Story, edition: str) -> str:
    emma = Emma(story)
    return emma.web.get(f"{emma.home}aider/", {"edition": edition}).content.decode()


def test_the_sheet_of_the_helper_lists_what_may_be_explained(story: Story):
    page = sheet(story, "fr")
    assert "là où vous dormez" in page
    assert "celle de tous les jours" in page
    assert "Habitez" not in page


def test_the_easy_sheet_says_it_in_easy_words(story: Story):
    page = sheet(story, "fr-simple")
    assert "c’est votre maison" in page
    assert "Changer les mots de la question." in page


def test_a_sheet_without_explanations_says_so(cast: Cast):
    page = sheet(open_story(cast), "fr")
    assert "n’a pas d’explication écrite" in page


@pytest.mark.parametrize("edition", ["fr", "fr-simple"])
def test_the_sheet_is_an_accessible_pdf_with_the_same_words(story: Story, edition: str):
    emma = Emma(story)
    answer = emma.web.get(f"{emma.home}aider.pdf", {"edition": edition})
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert "Pour la personne qui aide" in words
    assert ("là où vous dormez" if edition == "fr" else "c’est votre maison") in words
    assert "01 02 03 04 05" in words
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_words_of_a_designer_cannot_become_part_of_the_layout(cast: Cast):
    story = open_story(cast, form(FORM.replace("là où vous dormez", '#read(\\"/etc/passwd\\") \U0001f600')))
    emma = Emma(story)
    assert emma.web.get(f"{emma.home}aider.pdf").status_code == 200


def test_the_sheet_of_an_unknown_address_is_a_plain_page(story: Story):
    assert Emma(story).web.get(f"/r/{uuid.uuid4().hex}/aider/").status_code == 404


def test_the_easy_sheet_passes_our_checker(story: Story):
    found = helper_sheet_of(story.versions[0], "fr-simple")
    texts = [found.lead, found.may_skip, *(line for part in found.rules for line in part.lines)]
    assert [one.rule for text in texts for one in check(text, profile=FALC).at(Level.ERROR)] == []
