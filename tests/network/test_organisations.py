"""The pages of the tree: who sees which node, who changes it."""

import pytest
from django.test import Client
from django.urls import reverse

from arpent.network.actions import add_organisation
from arpent.network.models import Organisation
from tests.cast import Cast

MANAGING = ["add", "edit", "move", "invite", "import"]


def url(name: str, *args: object) -> str:
    return reverse(f"network:{name}", args=args)


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_tree_shows_one_s_region_and_not_the_others(cast: Cast, client: Client):
    client.force_login(cast.alice)
    page = words(client, url("tree"))
    assert "La Clairière" in page
    assert "Plaine-d’Orme" not in page


def test_the_tree_of_a_large_network_takes_few_queries(
    cast: Cast, client: Client, django_assert_max_num_queries
):
    for number in range(30):
        add_organisation(name=f"A{number}", kind="association", parent=cast.region)
    client.force_login(cast.chloe)
    with django_assert_max_num_queries(8):
        client.get(url("tree"))


def test_an_organisation_of_another_region_does_not_exist(cast: Cast, client: Client):
    client.force_login(cast.david)
    assert client.get(url("organisation", cast.association.pk)).status_code == 404


def test_someone_without_a_role_is_told_why_the_tree_is_empty(cast: Cast, client: Client):
    cast.alice.memberships.all().delete()
    client.force_login(cast.alice)
    assert "Aucune organisation ne vous est ouverte" in words(client, url("tree"))


@pytest.mark.parametrize("name", MANAGING)
def test_a_local_lead_manages_nothing(cast: Cast, client: Client, name: str):
    client.force_login(cast.bob)
    assert client.get(url(name, cast.association.pk)).status_code == 404


@pytest.mark.parametrize("name", MANAGING)
def test_a_facilitator_manages_the_associations_of_the_region(cast: Cast, client: Client, name: str):
    client.force_login(cast.alice)
    assert client.get(url(name, cast.association.pk)).status_code == 200


def test_a_local_lead_reads_names_but_no_address(cast: Cast, client: Client):
    client.force_login(cast.bob)
    page = words(client, url("organisation", cast.region.pk))
    assert "Alice Tanguy" in page
    assert "alice@exemple.test" not in page


def test_adding_an_association_places_it_in_the_tree(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(
        url("add", cast.region.pk), {"name": "Le Moulin", "kind": "association", "place": "Saint-Aubin"}
    )
    assert Organisation.objects.get(name="Le Moulin").path.startswith(cast.region.path)


def test_two_organisations_of_one_place_do_not_share_a_name(cast: Cast, client: Client):
    client.force_login(cast.alice)
    answer = client.post(url("add", cast.region.pk), {"name": "la clairière", "kind": "association"})
    assert "existe déjà" in answer.content.decode()


def test_nobody_adds_a_second_head(cast: Cast, client: Client):
    client.force_login(cast.chloe)
    client.post(url("add", cast.head.pk), {"name": "Autre tête", "kind": "head"})
    assert not Organisation.objects.filter(name="Autre tête").exists()


def test_renaming_keeps_the_place_in_the_tree(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(url("edit", cast.association.pk), {"name": "La Grande Clairière", "kind": "association"})
    renamed = Organisation.objects.get(pk=cast.association.pk)
    assert (renamed.name, renamed.path) == ("La Grande Clairière", cast.association.path)


def test_a_facilitator_cannot_move_the_region_itself(cast: Cast, client: Client):
    client.force_login(cast.alice)
    assert client.get(url("move", cast.region.pk)).status_code == 404


def test_a_facilitator_cannot_send_an_association_to_a_region_they_do_not_manage(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(url("move", cast.association.pk), {"parent": cast.other_region.pk})
    assert Organisation.objects.get(pk=cast.association.pk).parent == cast.region


def test_the_head_moves_an_association_to_another_region(cast: Cast, client: Client):
    client.force_login(cast.chloe)
    client.post(url("move", cast.association.pk), {"parent": cast.other_region.pk})
    assert Organisation.objects.get(pk=cast.association.pk).parent == cast.other_region


def test_a_node_that_nothing_hangs_on_can_be_taken_away(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(url("remove", cast.second_association.pk))
    assert not Organisation.objects.filter(pk=cast.second_association.pk).exists()


def test_a_node_where_someone_holds_a_role_stays(cast: Cast, client: Client):
    client.force_login(cast.alice)
    page = client.post(url("remove", cast.association.pk), follow=True).content.decode()
    assert "ne peut pas être retirée" in page
    assert Organisation.objects.filter(pk=cast.association.pk).exists()


def test_removing_asks_for_a_post(cast: Cast, client: Client):
    client.force_login(cast.alice)
    assert client.get(url("remove", cast.second_association.pk)).status_code == 405
