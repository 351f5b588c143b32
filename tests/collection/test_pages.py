"""The pages of who runs or follows a campaign."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from arpent import collection
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.reach import dashboard, protected
from arpent.studies.models import Study
from tests.cast import Cast
from tests.collection.stories import TODAY, Story, audience_codes, form, open_story, study_of, version_of

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, story: Story, *args: int) -> str:
    return reverse(f"collection:{name}", args=[story.study.pk, story.campaign.pk, *args])


def answer(link: Link, n: int, *, voice: str = "alone", day: date = TODAY, status: str = "sent") -> None:
    Response.objects.bulk_create(
        Response(link=link, edition="fr", day=day, voice=voice, status=status) for _ in range(n)
    )


def typed(study: Study, **changes: object) -> dict[str, object]:
    return {
        "title": "Automne",
        "versions": list(study.questionnaires.values_list("versions", flat=True)),
        "opens_on": "2026-11-23",
        "closes_on": "2026-12-18",
        "purge_on": "2027-12-31",
        "forget_on": "2027-01-18",
        "contact": "Alice",
        "purpose": "Pour mieux faire.",
        "easy_purpose": "",
        **changes,
    }


def test_a_campaign_is_opened_from_its_page(cast: Cast):
    study = study_of(cast)
    version_of(study, audience_codes()[0], form())
    address = reverse("collection:open", args=[study.pk])
    page = signed_in(cast.alice).post(address, typed(study))
    campaign = Campaign.objects.get()
    assert page["Location"] == reverse("collection:links", args=[study.pk, campaign.pk])
    assert (campaign.links.count(), campaign.opened_by, campaign.purpose) == (
        2,
        cast.alice,
        "Pour mieux faire.",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closes_on": "2026-11-01"}, "La clôture tombe avant l’ouverture"),
        ({"purge_on": "2026-12-18"}, "L’effacement tombe avant la clôture"),
        ({"forget_on": ""}, "Choisissez le jour où les noms"),
        ({"forget_on": "2026-12-18"}, "effacés avant la clôture"),
        ({"forget_on": "2028-01-18"}, "gardés plus longtemps que les réponses"),
        ({"versions": []}, "Aucun questionnaire n’est choisi"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_remedy(cast: Cast, changes: dict, words: str):
    study = study_of(cast)
    version_of(study, audience_codes()[0], form())
    page = signed_in(cast.alice).post(reverse("collection:open", args=[study.pk]), typed(study, **changes))
    assert words in page.content.decode()
    assert not Campaign.objects.exists()


def test_two_versions_for_one_audience_are_refused(cast: Cast):
    study = study_of(cast)
    for _ in range(2):
        version_of(study, audience_codes()[0], form())
    page = signed_in(cast.alice).post(reverse("collection:open", args=[study.pk]), typed(study))
    assert "même public" in page.content.decode()


def test_an_empty_list_says_what_to_do_first(cast: Cast):
    study = study_of(cast)
    page = signed_in(cast.alice).get(reverse("collection:list", args=[study.pk])).content.decode()
    assert "Publiez d’abord un questionnaire" in page


PAGES = ["list", "campaign", "links"]
RUNNING = ["open", "close", "reopen"]


def statuses(story: Story, user, names: list[str]) -> set[int]:
    client, only_study = signed_in(user), ("list", "open")
    return {
        client.get(
            reverse(f"collection:{name}", args=[story.study.pk]) if name in only_study else at(name, story)
        ).status_code
        for name in names
    }


def test_who_runs_the_study_opens_every_page(cast: Cast, story: Story):
    assert statuses(story, cast.alice, PAGES + RUNNING) == {200}


def test_who_follows_it_from_an_association_reads_and_changes_nothing(cast: Cast, story: Story):
    assert statuses(story, cast.bob, PAGES) == {200}
    assert statuses(story, cast.bob, RUNNING) == {404}


def test_another_region_sees_nothing(cast: Cast, story: Story):
    assert statuses(story, cast.david, PAGES + RUNNING) == {404}


def test_without_an_account_one_is_sent_to_sign_in(story: Story):
    assert Client().get(at("campaign", story))["Location"].startswith("/compte/")


def test_a_local_lead_reads_the_numbers_of_their_association_only(cast: Cast, story: Story):
    page = signed_in(cast.bob).get(at("campaign", story)).content.decode()
    assert "La Clairière" in page
    assert "Le Gué" not in page


def test_a_local_lead_does_not_get_the_code_of_another_association(cast: Cast, story: Story):
    other = story.link("Le Gué", audience_codes()[0])
    assert signed_in(cast.bob).get(at("qr", story, other.pk)).status_code == 404


def test_closing_stops_the_links_and_can_be_undone(cast: Cast, story: Story):
    alice, address = signed_in(cast.alice), f"/r/{story.campaign.links.first().token}/"
    alice.post(at("close", story))
    assert Client().get(address).status_code == 403
    alice.post(at("reopen", story))
    assert Client().get(address).status_code == 200


def test_the_links_page_shows_each_address_whole(cast: Cast, story: Story):
    page = signed_in(cast.alice).get(at("links", story)).content.decode()
    for link in story.campaign.links.all():
        assert f"http://testserver/r/{link.token}/" in page


def test_a_qr_code_is_a_drawing_without_style(cast: Cast, story: Story):
    page = signed_in(cast.alice).get(at("qr", story, story.campaign.links.first().pk))
    assert page["Content-Type"] == "image/svg+xml"
    assert b"<svg" in page.content
    assert b"style=" not in page.content


def test_from_one_to_four_answers_the_number_is_not_shown():
    assert protected({"a": 0, "b": 1, "c": 4, "d": 5}) == {"b": "moins de 5", "c": "moins de 5"}


def test_one_hidden_number_takes_the_smallest_of_the_others_with_it():
    assert protected({"a": 2, "b": 9, "c": 6, "d": 0}) == {"a": "moins de 5", "c": "non montré"}


def test_nothing_is_hidden_for_nothing():
    assert protected({"a": 0, "b": 9}) == {}


def cell(board, place: str, rank: int = 0):
    row = next(row for row in board.rows if row.participation.organisation.name == place)
    return row.cells[rank][1]


def test_the_dashboard_counts_what_is_kept_against_the_population(cast: Cast, story: Story):
    link = story.link("La Clairière", story.versions[0].questionnaire.audience.code)
    answer(link, 7)
    answer(link, 2, status="stopped")
    answer(link, 6, status="ongoing")
    board = dashboard(story.campaign, cast.alice)
    assert (cell(board, "La Clairière").done, cell(board, "La Clairière").total) == (9, 40)
    assert (board.overall.done, board.ongoing.done) == (9, 6)


def test_the_total_of_an_audience_adds_its_populations(cast: Cast, story: Story):
    assert dashboard(story.campaign, cast.alice).totals[0][1].total == 52
    assert dashboard(story.campaign, cast.bob).totals[0][1].total == 40


def test_a_hidden_cell_cannot_be_found_from_the_total(cast: Cast, story: Story):
    code = story.versions[0].questionnaire.audience.code
    answer(story.link("La Clairière", code), 3)
    answer(story.link("Le Gué", code), 8)
    board = dashboard(story.campaign, cast.alice)
    assert cell(board, "La Clairière").says
    assert cell(board, "Le Gué").says
    assert board.totals[0][1].says == ""


def test_the_sum_of_all_does_not_give_back_a_hidden_audience(cast: Cast, story: Story):
    first, second = (version.questionnaire.audience.code for version in story.versions)
    answer(story.link("La Clairière", first), 30)
    answer(story.link("La Clairière", second), 2)
    board = dashboard(story.campaign, cast.alice)
    assert board.totals[1][1].says == "moins de 5"
    assert board.overall.says == "non montré"


def test_neither_weeks_nor_voices_give_back_a_hidden_sum(cast: Cast, story: Story):
    first, second = (version.questionnaire.audience.code for version in story.versions)
    answer(story.link("La Clairière", first), 20)
    answer(story.link("La Clairière", first), 10, voice="helped", day=date(2026, 11, 3))
    answer(story.link("La Clairière", second), 2)
    board = dashboard(story.campaign, cast.alice)
    assert any(week.done.says for week in board.weeks)
    assert any(reached.says for _label, reached in board.voices)


def test_no_hidden_number_is_written_in_the_page(cast: Cast, story: Story):
    answer(story.link("La Clairière", story.versions[0].questionnaire.audience.code), 3)
    page = signed_in(cast.alice).get(at("campaign", story)).content.decode()
    assert "moins de 5" in page
    assert "3 sur 40" not in page
    assert "3 sur 52" not in page


def test_weeks_without_an_answer_are_weeks_too(cast: Cast, story: Story):
    link = story.campaign.links.first()
    answer(link, 5, day=date(2026, 11, 3))
    answer(link, 6, day=date(2026, 11, 20))
    weeks = dashboard(story.campaign, cast.alice).weeks
    assert [(week.starts_on.day, week.done.done) for week in weeks] == [(2, 5), (9, 0), (16, 6)]


def test_proxies_are_counted_apart(cast: Cast, story: Story):
    link = story.campaign.links.first()
    answer(link, 12)
    answer(link, 5, voice="proxy")
    voices = {label: reached.done for label, reached in dashboard(story.campaign, cast.alice).voices}
    assert voices == {"a répondu sans aide": 12, "quelqu’un a répondu à sa place": 5}


def test_more_answers_than_people_is_said(cast: Cast, story: Story):
    answer(story.link("Le Gué", story.versions[0].questionnaire.audience.code), 15)
    answer(story.link("La Clairière", story.versions[0].questionnaire.audience.code), 15)
    page = signed_in(cast.alice).get(at("campaign", story)).content.decode()
    assert page.count("plus que la population connue") == 1


def test_the_dashboard_asks_the_database_as_much_for_many_as_for_few(
    cast: Cast, story: Story, django_assert_max_num_queries
):
    for link in story.campaign.links.all():
        answer(link, 20)
    client = signed_in(cast.alice)
    with django_assert_max_num_queries(16):
        client.get(at("campaign", story))


def test_no_form_of_respondents_is_written_down_by_their_browser():
    """What is ticked and typed would stay on the disk of a shared device, for its history."""
    forms = {
        (str(path), form)
        for folder in ("runner", "offline")
        for path in (Path(collection.__file__).parent / "templates" / folder).rglob("*.html")
        for form in re.findall("<form[^>]*>", path.read_text())
    }
    assert len(forms) > 15
    assert [each for each in forms if 'autocomplete="off"' not in each[1]] == []
