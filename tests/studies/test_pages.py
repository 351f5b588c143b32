"""The pages of a study: who reads them, who changes them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from arpent.network.actions import add_organisation
from arpent.studies.actions import open_study
from arpent.studies.models import Audience, Method, Participation, Population, Step, Study
from tests.cast import Cast

READING = ["home", "participants"]
RUNNING = ["edit", "add_participants", "import_populations"]
CHANGES = ["begin_step", "put_back_step", "finish_step", "reopen_step"]


def url(name: str, *args: object) -> str:
    return reverse(f"studies:{name}", args=args)


@pytest.fixture
def study(cast: Cast) -> Study:
    return open_study(
        title="Le répit",
        question="En quoi l’action redonne-t-elle du temps ?",
        territory=cast.region,
        method=Method.objects.get(),
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 6, 30),
        associations=[cast.association, cast.second_association],
    )


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("who", ["alice", "bob", "chloe"])
def test_those_of_the_territory_and_of_its_associations_read_a_study(
    cast: Cast, study: Study, client: Client, name: str, who: str
):
    client.force_login(getattr(cast, who))
    assert client.get(url(name, study.pk)).status_code == 200


@pytest.mark.parametrize("name", [*READING, *RUNNING])
def test_a_study_of_another_region_does_not_exist(cast: Cast, study: Study, client: Client, name: str):
    client.force_login(cast.david)
    assert client.get(url(name, study.pk)).status_code == 404


@pytest.mark.parametrize("name", RUNNING)
def test_a_local_lead_does_not_change_the_study(cast: Cast, study: Study, client: Client, name: str):
    client.force_login(cast.bob)
    assert client.get(url(name, study.pk)).status_code == 404


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("who", ["bob", "david"])
def test_only_those_who_run_the_study_move_its_steps(
    cast: Cast, study: Study, client: Client, name: str, who: str
):
    client.force_login(getattr(cast, who))
    assert client.post(url(name, study.pk, 1)).status_code == 404


@pytest.mark.parametrize("name", CHANGES)
def test_steps_are_moved_by_a_post(cast: Cast, study: Study, client: Client, name: str):
    client.force_login(cast.alice)
    assert client.get(url(name, study.pk, 1)).status_code == 405


def test_the_list_shows_the_studies_of_one_s_association(cast: Cast, study: Study, client: Client):
    client.force_login(cast.bob)
    assert "Le répit" in words(client, url("list"))


def test_the_list_of_another_region_is_empty_and_offers_to_open_a_study(
    cast: Cast, study: Study, client: Client
):
    client.force_login(cast.david)
    page = words(client, url("list"))
    assert "Aucune étude pour l’instant" in page
    assert url("open") in page


def test_the_list_takes_few_queries(cast: Cast, study: Study, client: Client, django_assert_max_num_queries):
    for number in range(15):
        open_study(
            title=f"Étude {number}",
            question="?",
            territory=cast.region,
            method=study.method,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 2, 1),
        )
    client.force_login(cast.alice)
    with django_assert_max_num_queries(9):
        client.get(url("list"))


def test_someone_who_runs_nothing_opens_no_study(cast: Cast, client: Client):
    client.force_login(cast.bob)
    assert client.get(url("open")).status_code == 404


def asked(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "title": "Le répit",
        "question": "Qu’est-ce qui change ?",
        "territory": cast.region.pk,
        "method": Method.objects.get().pk,
        "starts_on": "2026-01-05",
        "ends_on": "2027-06-30",
    } | changes


def test_a_new_study_has_the_steps_of_its_method(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(url("open"), asked(cast))
    assert Study.objects.get().steps.count() == Method.objects.get().steps.count() == 7


def test_a_study_is_opened_only_on_a_territory_one_runs(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(url("open"), asked(cast, territory=cast.other_region.pk))
    assert not Study.objects.exists()


def test_a_study_that_ends_before_it_starts_is_refused_in_words(cast: Cast, client: Client):
    client.force_login(cast.alice)
    page = client.post(url("open"), asked(cast, ends_on="2025-01-01")).content.decode()
    assert "La fin tombe avant le début" in page


def test_two_studies_of_a_territory_do_not_share_a_title(cast: Cast, study: Study, client: Client):
    client.force_login(cast.alice)
    page = client.post(url("open"), asked(cast)).content.decode()
    assert "porte déjà ce titre" in page


def test_the_home_of_a_study_says_what_to_do_to_those_who_run_it(cast: Cast, study: Study, client: Client):
    client.force_login(cast.alice)
    page = words(client, url("home", study.pk))
    assert "Compter les publics de 2 associations" in page
    assert "Commencer « Cadrer la démarche »" in page


def test_a_local_lead_is_not_asked_to_run_the_study(cast: Cast, study: Study, client: Client):
    client.force_login(cast.bob)
    page = words(client, url("home", study.pk))
    assert "Compter les publics" not in page
    assert "Commencer «" not in page


def test_the_pages_of_a_study_lead_to_one_another(cast: Cast, study: Study, client: Client):
    client.force_login(cast.bob)
    page = words(client, url("step", study.pk, 3))
    assert f'href="{url("home", study.pk)}" aria-current="true"' in page
    assert url("participants", study.pk) in page


def test_a_step_that_is_not_there_is_not_found(cast: Cast, study: Study, client: Client):
    client.force_login(cast.alice)
    assert client.get(url("step", study.pk, 99)).status_code == 404


def test_the_dates_of_a_step_are_written_by_those_who_run_the_study(cast: Cast, study: Study, client: Client):
    client.force_login(cast.alice)
    client.post(url("step", study.pk, 2), {"starts_on": "2026-02-01", "ends_on": "2026-03-01"})
    assert study.steps.get(number=2).ends_on == date(2026, 3, 1)


def test_a_local_lead_cannot_write_the_dates_of_a_step(cast: Cast, study: Study, client: Client):
    client.force_login(cast.bob)
    client.post(url("step", study.pk, 2), {"starts_on": "2026-02-01", "ends_on": "2026-03-01"})
    assert study.steps.get(number=2).ends_on is None


def test_finishing_a_step_can_be_undone_from_its_page(cast: Cast, study: Study, client: Client):
    client.force_login(cast.alice)
    client.post(url("begin_step", study.pk, 1))
    client.post(url("finish_step", study.pk, 1))
    client.post(url("reopen_step", study.pk, 1))
    assert study.steps.get(number=1).status == Step.Status.CURRENT


def cell(participation: Participation, audience: Audience) -> str:
    return f"p{participation.pk}-a{audience.pk}"


def test_the_grid_writes_changes_and_forgets_numbers(cast: Cast, study: Study, client: Client):
    first, second = study.participations.all()
    families, people = Audience.objects.filter(code__in=["familles", "personnes"]).order_by("rank")
    Population.objects.create(participation=first, audience=people, size=9)
    client.force_login(cast.alice)
    client.post(url("participants", study.pk), {cell(first, families): "120", cell(second, people): "45"})
    sizes = Population.objects.values_list("participation", "audience", "size")
    assert set(sizes) == {(first.pk, families.pk, 120), (second.pk, people.pk, 45)}


def test_a_number_below_zero_is_refused_where_it_was_typed(cast: Cast, study: Study, client: Client):
    first = study.participations.first()
    client.force_login(cast.alice)
    given = {cell(first, Audience.objects.first()): "-3"}
    page = client.post(url("participants", study.pk), given).content.decode()
    assert "ne descend pas sous zéro" in page
    assert not Population.objects.exists()


def test_a_local_lead_reads_only_the_numbers_of_the_association(cast: Cast, study: Study, client: Client):
    client.force_login(cast.bob)
    page = words(client, url("participants", study.pk))
    assert "La Clairière" in page
    assert "Le Gué" not in page
    assert "1 autre association participe" in page


def test_a_local_lead_cannot_write_numbers(cast: Cast, study: Study, client: Client):
    client.force_login(cast.bob)
    first = study.participations.get(organisation=cast.association)
    client.post(url("participants", study.pk), {cell(first, Audience.objects.first()): "5"})
    assert not Population.objects.exists()


def test_the_grid_of_a_large_study_takes_few_queries(
    cast: Cast, study: Study, client: Client, django_assert_max_num_queries
):
    for number in range(20):
        node = add_organisation(name=f"A{number}", kind="association", parent=cast.region)
        Participation.objects.create(study=study, organisation=node)
    client.force_login(cast.alice)
    with django_assert_max_num_queries(12):
        client.get(url("participants", study.pk))


def test_associations_of_the_territory_may_be_added(cast: Cast, study: Study, client: Client):
    node = add_organisation(name="Le Moulin", kind="association", parent=cast.region)
    client.force_login(cast.alice)
    client.post(url("add_participants", study.pk), {"associations": [node.pk]})
    assert study.participations.filter(organisation=node).exists()


def test_an_association_of_another_region_may_not(cast: Cast, study: Study, client: Client):
    """Else everyone who holds a role there would see the study."""
    node = add_organisation(name="Ailleurs", kind="association", parent=cast.other_region)
    client.force_login(cast.alice)
    client.post(url("add_participants", study.pk), {"associations": [node.pk]})
    assert not study.participations.filter(organisation=node).exists()


def test_an_association_taken_out_can_be_added_again(cast: Cast, study: Study, client: Client):
    taken = study.participations.get(organisation=cast.second_association)
    client.force_login(cast.alice)
    client.post(url("remove_participant", study.pk, taken.pk))
    assert cast.second_association.name in words(client, url("add_participants", study.pk))


@pytest.mark.parametrize("who", ["bob", "david"])
def test_nobody_else_takes_an_association_out(cast: Cast, study: Study, client: Client, who: str):
    client.force_login(getattr(cast, who))
    taken = study.participations.first()
    assert client.post(url("remove_participant", study.pk, taken.pk)).status_code == 404


def test_numbers_come_from_a_pasted_table(cast: Cast, study: Study, client: Client):
    client.force_login(cast.alice)
    table = "Association\tFamilles\tpersonnes accompagnées\nLa Clairière\t1 200\t45\nLe Gué\t\t30"
    client.post(url("import_populations", study.pk), {"pasted": table})
    assert sorted(Population.objects.values_list("size", flat=True)) == [30, 45, 1200]


@pytest.mark.parametrize(
    ("table", "fact"),
    [
        ("association;familles\nAilleurs;3", "ne participe pas"),
        ("association;familles\nLa Clairière;beaucoup", "n’est pas un nombre"),
        ("association;familles\nLa Clairière;3\nLa Clairière;4", "est déjà plus haut"),
        ("association;voisins\nLa Clairière;3", "n’est le nom d’aucun public"),
        ("association\nLa Clairière", "Aucune colonne"),
    ],
)
def test_a_wrong_table_changes_nothing_and_says_why(
    cast: Cast, study: Study, client: Client, table: str, fact: str
):
    client.force_login(cast.alice)
    page = client.post(url("import_populations", study.pk), {"pasted": table}).content.decode()
    assert fact in page
    assert not Population.objects.exists()
