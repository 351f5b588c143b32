"""What the statement of accessibility says is known, is known: by a test that exists, or by nothing to look at."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from arpent.home.accessibility import Criterion, State, counted, criteria
from tests.cast import Cast
from tests.collection.offline.devices import device_of
from tests.collection.stories import open_story
from tests.journeys.accessible import AXE, RULES
from tests.world import World

ROOT = Path(__file__).parents[2]
OF_ONE_TEST = {"2.1", "6.2", "8.3", "8.5"}
"""The criteria that RGAA 4.1 settles by a single test, among those that a rule of axe looks at."""
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


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The criteria that each collected test is marked as looking at."""
    told = tmp_path_factory.mktemp("proofs") / "told.json"
    files = [str(path) for path in (ROOT / "tests").rglob("test_*.py") if "mark.rgaa(" in path.read_text()]
    collect = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "tests.home.proofs", *files]
    subprocess.run(
        collect, cwd=ROOT, env=os.environ | {"PROOFS": str(told)}, check=True, stdout=subprocess.DEVNULL
    )
    return json.loads(told.read_text())


def test_what_a_program_is_said_to_know_is_looked_at_by_the_tests_that_are_named(
    marked: dict[str, list[str]],
):
    """Both ways: each test named is collected and says so itself; each test that says so is named."""
    said = {(one.number, test) for one in known_by("axe", "test") for test in one.proof.split()}
    assert said == {(criterion, test) for test, criteria in marked.items() for criterion in criteria}


@pytest.mark.parametrize("criterion", known_by("axe", "test"), ids=lambda one: one.number)
def test_what_a_program_is_said_to_know_names_a_test(criterion: Criterion):
    assert criterion.proof
    assert criterion.state in {State.CONFORMS, State.NOTHING_FOUND}


@pytest.fixture(scope="module")
def run_by_axe() -> set[str]:
    """The tests of RGAA, « 11.1.1 », that some rule of axe looks at among those that are run."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `npm ci`")
    rules = [re.findall(r'"([^"]+)"', tags) for tags in re.findall(r"tags:\[([^\]]*)\]", AXE.read_text())]
    run = [tags for tags in rules if {*RULES} & {*tags} and "experimental" not in tags]
    return {tag.removeprefix("RGAA-") for tags in run for tag in tags if tag.startswith("RGAA-")}


def test_axe_looks_at_what_it_is_said_to_know(run_by_axe: set[str]):
    assert len(run_by_axe) > 30
    assert [
        one.number for one in known_by("axe") if not any(t.startswith(f"{one.number}.") for t in run_by_axe)
    ] == []


def test_axe_alone_settles_only_what_has_one_test_that_it_runs(run_by_axe: set[str]):
    settled = {one.number for one in known_by("axe") if one.state is State.CONFORMS}
    assert settled <= OF_ONE_TEST
    assert {f"{number}.1" for number in settled} <= run_by_axe


@pytest.mark.parametrize("criterion", known_by("absent"), ids=lambda one: one.number)
def test_what_is_said_to_be_absent_is_absent(criterion: Criterion):
    assert criterion.state is State.NOT_APPLICABLE
    assert shown_with(criterion.proof, ".html", ".js", ".css", ".svg") == []


def test_what_waits_for_a_person_is_not_said_to_be_tested():
    assert {criterion.state for criterion in known_by("person")} == {State.NOT_TESTED}
    assert len(known_by("axe", "test", "absent", "person")) == 106


@pytest.mark.rgaa("10.1")
def test_no_page_mixes_presentation_with_content():
    elements = "basefont|big|blink|center|font|marquee|s|strike|tt"
    attributes = (
        "align|alink|background|bgcolor|border|cellpadding|cellspacing|char|charoff|clear|color|compact|"
        "frameborder|hspace|link|marginheight|marginwidth|nowrap|style|text|valign|vlink|vspace"
    )
    assert shown_with(rf"<({elements})\b|<[a-z][^>{{%]*\s({attributes})=", ".html") == []


@pytest.mark.rgaa("13.1")
def test_no_page_goes_away_by_itself():
    assert shown_with(r"http-equiv=.refresh", ".html") == []


@pytest.mark.rgaa("13.2")
def test_no_page_opens_a_window():
    assert shown_with(r"target=.?_(blank|new)|window\.open", ".html", ".js") == []


@pytest.mark.rgaa("13.9")
def test_no_page_asks_to_be_held_one_way(cast: Cast, client: Client):
    assert shown_with(r"orientation\s*:|orientation\.lock", ".css", ".js") == []
    device = device_of(open_story(cast))
    installed = client.get(reverse("offline:manifest", args=[device.token])).json()
    assert installed["lang"] == "fr"
    assert "orientation" not in installed


@pytest.mark.rgaa("13.7", "13.8")
def test_nothing_moves_by_itself():
    assert shown_with(r"@keyframes|animation(-name)?:", ".css") == []
    assert shown_with(r"<(animate|animateTransform|set|marquee|blink)\b", ".html", ".svg") == []


@pytest.mark.rgaa("12.1", "12.2", "12.4")
def test_every_page_leads_to_the_map_of_the_site(world: World, client: Client):
    client.force_login(world.cast.chloe)
    study = reverse("studies:home", args=[world.study.pk])
    for address in [reverse("home:front"), reverse("home:workplace"), reverse("network:tree"), study]:
        page = client.get(address).content.decode()
        foot, menu = page.split("<footer", 1)[1], page.split("<main", 1)[0]
        assert f'href="{reverse("home:map")}"' in foot
        assert f'href="{reverse("home:workplace")}"' in menu


@pytest.mark.rgaa("12.3")
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
