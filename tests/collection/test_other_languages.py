"""A questionnaire in a language that is read the other way."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from arpent.collection.actions import begin_response
from tests.cast import Cast
from tests.collection.stories import TODAY, form, open_story

pytestmark = pytest.mark.usefixtures("on_the_day")

ARABIC = """
| survey |
| | type | name | label::Français (fr) | label::العربية (ar) | hint::Français (fr) | hint::العربية (ar) |
| | select_one mine | sante | Comment va votre enfant ? | كيف حال طفلك؟ | Cette année. | هذه السنة. |
| | text | mot | Un mot ? | كلمة؟ | | |
| choices |
| | list_name | name | label::Français (fr) | label::العربية (ar) |
| | mine | bien | Bien | بخير |
| | mine | mal | Pas bien | ليس بخير |
"""


@pytest.fixture
def own(cast: Cast) -> list[object]:
    """Where an answer in Arabic is."""
    link = open_story(cast, form(ARABIC)).campaign.links.first()
    return [link.token, begin_response(link=link, response_id=uuid.uuid4(), edition="ar", on=TODAY).pk]


def test_words_of_another_language_say_which_and_run_their_own_way(client: Client, own: list[object]):
    page = client.get(reverse("runner:question", args=[*own, "sante"])).text
    for start in ('<h1 id="question"', '<p class="ask__help"', '<div class="answers"'):
        assert 'lang="ar" dir="auto"' in page.split(start)[1].split(">")[0]


def test_what_is_written_runs_the_way_of_its_own_letters(client: Client, own: list[object]):
    page = client.get(reverse("runner:question", args=[*own, "mot"])).text
    assert 'dir="auto"' in page.split('<input class="input" id="text"')[1].split(">")[0]


def test_the_words_around_stay_in_french(client: Client, own: list[object]):
    page = client.get(reverse("runner:question", args=[*own, "sante"])).text
    assert '<html lang="fr"' in page
    assert 'name="go" value="next">Suite' in page
