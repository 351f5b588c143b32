"""What the statement of accessibility says is known, is known: by a test that exists, or by nothing to look at."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from arpent.home.accessibility import Criterion, State, counted, criteria
from tests.cast import Cast
from tests.world import World

ROOT = Path(__file__).parents[2]
BY_THEME = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]
SHOWN = [
    path
    for path in sorted((ROOT / "arpent").rglob("*"))
    if path.suffix in {".html", ".js", ".css", ".svg"}
    and "falc" not in path.parts  # it reads pages, and shows none
]


def known_by(*ways: str) -> list[Criterion]:
    return [criterion for criterion in criteria() if criterion.known_by in ways]


def shown_with(pattern: str, *suffixes: str) -> list[str]:
    wanted = re.compile(pattern, re.IGNORECASE)
    return [path.name for path in SHOWN if path.suffix in suffixes and wanted.search(path.read_text())]


def test_the_106_criteria_are_there_in_order():
    expected = [f"{theme}.{rank}" for theme, count in enumerate(BY_THEME, 1) for rank in range(1, count + 1)]
    assert [criterion.number for criterion in criteria()] == expected
    assert len(expected) == sum(counted().values()) == 106


@pytest.mark.parametrize("criterion", known_by("axe", "test"), ids=lambda one: one.number)
def test_what_a_program_is_said_to_know_has_its_test(criterion: Criterion):
    file, name = criterion.proof.split("::")
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(), re.MULTILINE)
    assert criterion.state in {State.CONFORMS, State.NOTHING_FOUND}


@pytest.mark.parametrize("criterion", known_by("absent"), ids=lambda one: one.number)
def test_what_is_said_to_be_absent_is_absent(criterion: Criterion):
    assert criterion.state is State.NOT_APPLICABLE
    assert shown_with(criterion.proof, ".html", ".js", ".css", ".svg") == []


def test_what_waits_for_a_person_is_not_said_to_be_tested():
    assert {criterion.state for criterion in known_by("person")} == {State.NOT_TESTED}
    assert len(known_by("axe", "test", "absent", "person")) == 106


def test_no_page_mixes_presentation_with_content():
    drawn = r"<(font|center|big|strike|tt|marquee|blink)\b|\s(bgcolor|align|valign|cellpadding|cellspacing)="
    assert shown_with(drawn + r"|\sstyle=", ".html") == []


def test_no_page_goes_away_by_itself():
    assert shown_with(r"http-equiv=.refresh", ".html") == []


def test_nothing_moves_by_itself():
    assert shown_with(r"@keyframes|animation(-name)?:", ".css") == []
    assert shown_with(r"<(animate|animateTransform|set|marquee|blink)\b", ".html", ".svg") == []


def test_every_page_leads_to_the_map_of_the_site(world: World, client: Client):
    client.force_login(world.cast.chloe)
    study = reverse("studies:home", args=[world.study.pk])
    for address in [reverse("home:front"), reverse("home:workplace"), reverse("network:tree"), study]:
        page = client.get(address).content.decode()
        foot, menu = page.split("<footer", 1)[1], page.split("<main", 1)[0]
        assert f'href="{reverse("home:map")}"' in foot
        assert f'href="{reverse("home:workplace")}"' in menu


def test_the_map_leads_to_every_place_that_one_may_open(world: World, client: Client):
    client.force_login(world.cast.alice)
    page = client.get(reverse("home:map")).content.decode().split("<main", 1)[1].split("<footer", 1)[0]
    places = [address for address in re.findall(r'href="(/[^"]*)"', page) if address]
    assert reverse("reports:list", args=[world.study.pk]) in places
    assert {client.get(address).status_code for address in places} == {200}


def test_the_map_keeps_studies_to_those_who_may_see_them(world: World, client: Client):
    assert world.study.title not in client.get(reverse("home:map")).content.decode()
    client.force_login(world.cast.david)
    assert world.study.title not in client.get(reverse("home:map")).content.decode()


def test_the_statement_counts_each_state_and_claims_nothing(cast: Cast, client: Client):
    page = client.get(reverse("home:accessibility")).content.decode()
    assert "non conforme" in page
    assert f"<strong>{counted()[State.NOT_TESTED]}</strong>" in page
    assert page.count('scope="row"') == 106
