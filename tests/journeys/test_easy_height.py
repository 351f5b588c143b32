"""On the smallest phone in easy mode, with a voice: a question, its answers and the way on are seen without scrolling."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django import Settings

from arpent.collection.practice import PRACTICES, RUNGS
from arpent.collection.words import reason_in, words_in
from arpent.instrument.values import Missing
from arpent.network.models import Organisation
from arpent.surveys.aloud.lines import Line
from arpent.surveys.aloud.making import prepare
from arpent.surveys.models import Sentence, Version, Voicing
from arpent.voice.pico import Pico
from tests.cast import gather
from tests.collection.stories import form, open_story
from tests.voice.speaking import needs_voice

pytestmark = [
    needs_voice,
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

REASONS = (Missing.DONT_KNOW, Missing.PREFER_NOT, Missing.NOT_CONCERNED, Missing.NOT_UNDERSTOOD)
PHONE = {"width": 360, "height": 640}
MAIN = ".respond__nav .touch--main"
FORM = """
| survey |
| | type | name | label::Français (fr) | label::Facile à lire (fr-simple) | hint::Facile à lire (fr-simple) | appearance | missing |
| | select_one oui_non | sejour | Séjour | Cette année, êtes-vous parti en vacances ? | Par exemple à la mer. | | |
| | select_one oui_non | parler | Parler | Vous pouvez parler de vos soucis avec une personne ? | | | dont_know prefer_not not_concerned not_understood |
| | select_one visages | amis | Amis | Comment ça va avec vos amis cette année ? | | faces | dont_know prefer_not not_concerned not_understood |
| | select_one degres | chez_soi | Chez vous | Êtes-vous bien dans votre logement ? | | two-steps faces | |
| | select_one deux | sortie | Sortie | Le samedi, où aimez-vous aller ? | | either-or | dont_know prefer_not not_understood |
| | select_one lieux | prefere | Lieu | Dans la semaine, où êtes-vous bien ? | | | dont_know prefer_not not_understood |
| | select_one age | age | Âge | Quel âge avez-vous aujourd’hui ? | | | dont_know prefer_not not_understood |
| choices |
| | list_name | name | label::Français (fr) | label::Facile à lire (fr-simple) | media::image | favourable |
| | oui_non | oui | Oui | Oui | | yes |
| | oui_non | non | Non | Non | | |
| | visages | bien | Bien | Bien | | yes |
| | visages | moyen | Moyen | Moyen | | |
| | visages | mal | Mal | Mal | | |
| | degres | tres | Tout à fait | Très bien | | yes |
| | degres | plutot | Plutôt | Un peu bien | | yes |
| | degres | entre | Entre les deux | Moyen | | |
| | degres | peu | Plutôt pas | Un peu mal | | |
| | degres | pas | Pas du tout | Très mal | | |
| | deux | piscine | À la piscine | À la piscine | picto-piscine.svg | |
| | deux | ville | En ville | En ville | picto-ville.svg | |
| | lieux | maison | Chez moi | Chez moi | picto-maison.svg | |
| | lieux | travail | Au travail | Au travail | picto-travail.svg | |
| | lieux | jardin | Au jardin | Au jardin | picto-jardin.svg | |
| | age | jeune | Moins de 30 ans | Moins de 30 ans | | |
| | age | milieu | De 30 à 49 ans | De 30 à 49 ans | | |
| | age | age | 50 ans et plus | 50 ans et plus | | |
| settings |
| | form_title | form_id | version | default_language | practice | ladder |
| | Ma vie | petit | 1 | Français (fr) | yes | yes |
"""

LADDER = ("echelle/3-barres/", "echelle/3-visages/")
TRIALS = ("essai/1/", "essai/2/", *LADDER)
QUESTIONS = ("sejour", "parler", "amis", "chez_soi", "chez_soi/?part=yes", "sortie", "prefere", "age")
CARDS = "main .answer__card"
HEARD = "main :is([data-aloud], [data-aloud-near])"
OVERLAPS = """() => {
  const seen = [...document.querySelectorAll("main :is(h1, .ask__help, .answer__card, button, a.touch)")]
    .filter((each) => each.checkVisibility()).map((each) => [each, each.getBoundingClientRect()]);
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return seen.flatMap(([one, box], place) => seen.slice(place + 1)
    .filter(([other, where]) => across(box, where) && !one.contains(other))
    .map(([other]) => `${one.outerHTML.slice(0, 80)} over ${other.outerHTML.slice(0, 80)}`));
}"""
UNDER_THE_BAR = """() => {
  const bar = document.querySelector(".respond__nav");
  const on = document.activeElement;
  const held = on.matches("input") ? on.labels[0] : on;
  return getComputedStyle(bar).position === "sticky" && !bar.contains(on) && on !== document.body
    && held.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
}"""


def also_said(version: Version) -> Iterator[Line]:
    """Of the words around questions, those that stand beside the answers."""
    words = words_in("fr-simple")
    tried = [card.label for task in (*PRACTICES, *RUNGS.values()) for card in task.cards(words)]
    for each in (*(reason_in(reason, "fr-simple") for reason in REASONS), *tried):
        yield Line(Sentence.Place.RUNNER, "fr", str(each))


@pytest.fixture
def own(page: Page, live_server, files: Path, settings: Settings) -> str:
    """The address of an answer that began, on that phone, for someone who answers alone."""
    settings.ALSO_READ_ALOUD = "tests.journeys.test_easy_height.also_said"
    cache.clear()
    today = timezone.localdate()
    story = open_story(gather(), form(FORM), closes_on=today + timedelta(days=20))
    story.campaign.opens_on = today
    story.campaign.purge_on = today + timedelta(days=400)
    story.campaign.save()
    Organisation.objects.update(fictional=False)  # the example says so on a line of its own
    prepare(Voicing.objects.get(version=story.versions[1]), Pico())
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/r/{story.campaign.links.filter(version=story.versions[1]).first().token}/")
    while "/essai/" not in page.url:
        if page.locator(CARDS).count():
            page.locator(CARDS).first.click()
        with page.expect_navigation(wait_until="load"):
            page.locator(MAIN).last.click()
    return page.url.split("essai/")[0]


def pages(page: Page, own: str) -> Iterator[str]:
    """Each screen with at most three answers, before anything is chosen, then with its first answer chosen."""
    for path in (*TRIALS, *(f"question/{name}{'' if '?' in name else '/'}" for name in QUESTIONS)):
        page.goto(own + path, wait_until="load")
        yield path
        page.locator(CARDS).first.click()
        yield f"{path}, chosen"


def test_every_question_of_three_answers_is_seen_whole_with_its_voice(page: Page, own: str):
    tall, overlaps, unheard = {}, {}, []
    for name in pages(page, own):
        height = page.evaluate("document.documentElement.scrollHeight")
        tall |= {name: height} if height > PHONE["height"] else {}
        overlaps |= {name: found} if (found := page.evaluate(OVERLAPS)) else {}
        unheard += [name] if page.locator(HEARD).count() < 2 else []
    assert (tall, overlaps, unheard) == ({}, {}, [])


def test_every_answer_has_a_button_that_says_it(page: Page, own: str):
    page.goto(f"{own}question/prefere/")
    for place in range(3):
        card = page.locator(".answers--pictures > .answer").nth(place)
        card.get_by_role("button").click()
        said = page.locator(".is-said")
        said.wait_for()
        assert said.all_text_contents() == card.locator(".answer__words").all_text_contents()
    page.get_by_role("button", name="Écouter les autres réponses").click()
    assert page.locator(".answers--pair .is-said").text_content() == "Je ne sais pas"


def test_back_and_next_are_always_at_the_same_place(page: Page, own: str):
    """From a short question to one that is longer than the window."""
    places = set()
    for name in ("sejour", "amis", "sortie", "age"):
        page.goto(f"{own}question/{name}/", wait_until="load")
        places.add(str([page.locator(".respond__nav > *").nth(each).bounding_box() for each in (0, 1)]))
    page.set_viewport_size({"width": 360, "height": 520})
    low = {str(page.locator(MAIN).bounding_box())}
    page.goto(f"{own}question/sejour/", wait_until="load")
    low.add(str(page.locator(MAIN).bounding_box()))
    assert (len(places), len(low)) == (1, 1)


@pytest.mark.rgaa("10.7")
def test_what_has_the_focus_is_never_under_the_bar(page: Page, own: str):
    page.set_viewport_size({"width": 360, "height": 500})
    page.goto(f"{own}question/amis/", wait_until="load")
    for _ in range(16):
        page.keyboard.press("Tab")
        assert not page.evaluate(UNDER_THE_BAR)
    assert page.locator(".respond__nav").evaluate("bar => getComputedStyle(bar).position") == "sticky"


@pytest.mark.parametrize("size", [{"width": 320, "height": 256}, {"width": 640, "height": 360}])
def test_in_a_low_window_the_bar_goes_with_the_page(page: Page, own: str, size: dict):
    page.set_viewport_size(size)
    page.goto(f"{own}question/amis/", wait_until="load")
    assert page.locator(".respond__nav").evaluate("bar => getComputedStyle(bar).position") == "static"
    assert page.evaluate(OVERLAPS) == []


@pytest.mark.rgaa("10.4")
def test_letters_twice_as_large_overlap_nothing(page: Page, own: str):
    page.add_init_script("localStorage.setItem('arpent-size', '200')")
    for name in pages(page, own):
        assert page.evaluate(OVERLAPS) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name
    assert page.locator(".respond__nav").evaluate("bar => getComputedStyle(bar).position") == "static"
