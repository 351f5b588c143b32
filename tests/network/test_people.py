"""Inviting people, changing and ending roles."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arpent.accounts.models import User
from arpent.network.actions import LastAdministrator, change_role, end_role, give_role, invite
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Right, Role
from tests.cast import SINCE, Cast


def url(name: str, *args: object) -> str:
    return reverse(f"network:{name}", args=args)


def invitation(**changes: str) -> dict[str, str]:
    asked = {
        "name": "Nadia Rivoal",
        "email": "nadia@exemple.test",
        "role": Role.LOCAL_LEAD.value,
        "starts_on": timezone.localdate().isoformat(),
        "ends_on": "",
    }
    return asked | changes


def invited_by(client: Client, person: User, place: Organisation, **changes: str) -> str:
    client.force_login(person)
    return client.post(url("invite", place.pk), invitation(**changes)).content.decode()


@pytest.fixture
def administrator(cast: Cast) -> Membership:
    return give_role(user=cast.chloe, organisation=cast.head, role=Role.NATIONAL_ADMIN, starts_on=SINCE)


def test_an_invited_person_has_a_role_and_no_password(cast: Cast, client: Client):
    invited_by(client, cast.alice, cast.association)
    nadia = User.objects.get(email="nadia@exemple.test")
    assert nadia.memberships.get().role == Role.LOCAL_LEAD
    assert not nadia.has_usable_password()


def test_the_link_of_the_invitation_lets_the_person_choose_a_password(cast: Cast, client: Client):
    invited_by(client, cast.alice, cast.association)
    client.logout()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    choosing = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(choosing, {"password1": "un-long-chemin-creux", "password2": "un-long-chemin-creux"})
    assert User.objects.get(email="nadia@exemple.test").check_password("un-long-chemin-creux")


def test_the_link_serves_once(cast: Cast, client: Client):
    invited_by(client, cast.alice, cast.association)
    client.logout()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    choosing = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(choosing, {"password1": "un-long-chemin-creux", "password2": "un-long-chemin-creux"})
    assert "Ce lien ne marche plus" in Client().get(link, follow=True).content.decode()


def test_the_link_expires(cast: Cast, client: Client, time_machine):
    invited_by(client, cast.alice, cast.association)
    client.logout()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    time_machine.move_to(timezone.now() + timedelta(days=4))
    assert "Ce lien ne marche plus" in Client().get(link, follow=True).content.decode()


def test_what_was_sent_is_shown(cast: Cast, client: Client):
    page = invited_by(client, cast.alice, cast.association)
    assert "Un message est parti à nadia@exemple.test" in page
    assert "Copier le lien" in page


def test_someone_who_has_an_account_keeps_it_and_is_told_of_the_role(cast: Cast, client: Client):
    invited_by(client, cast.alice, cast.association, email="David@exemple.test", name="Autre Nom")
    assert User.objects.get(email="david@exemple.test").name == "David Orsini"
    assert "password" not in mail.outbox[0].body


def test_the_link_of_someone_invited_elsewhere_is_not_shown(cast: Cast, client: Client):
    """Else David could choose the password of someone who may see Alice's region."""
    invite(
        name="Nadia",
        email="nadia@exemple.test",
        organisation=cast.region,
        role=Role.READER,
        starts_on=timezone.localdate(),
    )
    page = invited_by(client, cast.david, cast.other_region)
    assert "Un message est parti" in page
    assert "/password/reset/key/" not in page


def test_a_facilitator_is_not_offered_national_roles(cast: Cast):
    offered = cast.region.roles_given_by(cast.alice)
    assert Role.REGIONAL_FACILITATOR in offered
    assert Role.NATIONAL_ADMIN not in offered
    assert Role.NATIONAL_LEAD not in offered


def test_a_role_wider_than_one_s_own_is_refused_even_when_it_is_posted(cast: Cast, client: Client):
    invited_by(client, cast.alice, cast.region, role=Role.NATIONAL_ADMIN.value)
    assert not User.objects.filter(email="nadia@exemple.test").exists()
    assert mail.outbox == []


def test_national_roles_are_held_at_the_head(cast: Cast):
    assert Role.NATIONAL_LEAD in cast.head.roles_given_by(cast.chloe)
    assert Role.NATIONAL_LEAD not in cast.region.roles_given_by(cast.chloe)


def test_a_local_lead_gives_no_role(cast: Cast):
    assert cast.association.roles_given_by(cast.bob) == []


def test_the_rights_of_roles_above_and_here_add_up(cast: Cast):
    give_role(user=cast.bob, organisation=cast.region, role=Role.READER, starts_on=SINCE)
    assert cast.association.rights_of(cast.bob) >= {Right.SEE_COLLECTION, Right.SEE_RESULTS}
    assert Right.SEE_COLLECTION not in cast.region.rights_of(cast.bob)


def test_an_expert_has_an_end_date(cast: Cast, client: Client):
    page = invited_by(client, cast.alice, cast.association, role=Role.EXPERT.value)
    assert "Une expertise a une fin" in page


def test_a_role_that_ends_before_it_starts_is_refused_in_words(cast: Cast, client: Client):
    page = invited_by(client, cast.alice, cast.association, ends_on="2020-01-01")
    assert "La fin tombe avant le début" in page


def test_a_facilitator_changes_a_role_of_the_region(cast: Cast, client: Client):
    client.force_login(cast.alice)
    role = cast.bob.memberships.get()
    client.post(url("edit_role", role.pk), {"role": "reader", "starts_on": "2026-02-01", "ends_on": ""})
    assert cast.bob.memberships.get().role == Role.READER


def test_a_role_that_is_already_held_is_not_given_twice(cast: Cast, client: Client):
    give_role(user=cast.bob, organisation=cast.association, role=Role.READER, starts_on=SINCE)
    client.force_login(cast.alice)
    role = cast.bob.memberships.get(role=Role.LOCAL_LEAD)
    page = client.post(url("edit_role", role.pk), {"role": "reader", "starts_on": "2026-02-01"})
    assert "a déjà ce rôle ici" in page.content.decode()


@pytest.mark.parametrize("name", ["edit_role", "end_role"])
def test_roles_of_another_region_do_not_exist(cast: Cast, client: Client, name: str):
    client.force_login(cast.david)
    assert client.get(url(name, cast.bob.memberships.get().pk)).status_code == 404


def test_a_local_lead_cannot_change_their_own_role(cast: Cast, client: Client):
    client.force_login(cast.bob)
    assert client.get(url("edit_role", cast.bob.memberships.get().pk)).status_code == 404


def test_a_role_that_is_ended_gives_nothing_the_same_day(cast: Cast, client: Client):
    client.force_login(cast.alice)
    client.post(url("end_role", cast.bob.memberships.get().pk))
    assert not Organisation.objects.visible_to(cast.bob).exists()


def test_an_ended_role_can_be_given_back(cast: Cast, client: Client):
    role = cast.bob.memberships.get()
    end_role(membership=role, on=timezone.localdate())
    client.force_login(cast.alice)
    client.post(url("edit_role", role.pk), {"role": "local_lead", "starts_on": "2026-01-01", "ends_on": ""})
    assert cast.association in Organisation.objects.visible_to(cast.bob)


def test_a_role_that_began_today_leaves_no_trace_when_it_is_ended(cast: Cast):
    today = timezone.localdate()
    role = give_role(user=cast.bob, organisation=cast.association, role=Role.READER, starts_on=today)
    end_role(membership=role, on=today)
    assert not Membership.objects.filter(pk=role.pk).exists()


def test_the_last_national_administrator_cannot_be_ended(administrator: Membership):
    with pytest.raises(LastAdministrator):
        end_role(membership=administrator, on=date(2026, 11, 1))
    assert Membership.objects.administering().get() == administrator


def test_the_last_national_administrator_cannot_be_given_an_end(administrator: Membership):
    with pytest.raises(LastAdministrator):
        change_role(
            membership=administrator,
            role=Role.NATIONAL_ADMIN,
            starts_on=administrator.starts_on,
            ends_on=date(2027, 1, 1),
        )


def test_one_of_two_national_administrators_may_leave(cast: Cast, administrator: Membership):
    give_role(user=cast.alice, organisation=cast.head, role=Role.NATIONAL_ADMIN, starts_on=SINCE)
    end_role(membership=administrator, on=timezone.localdate())
    assert Membership.objects.administering().get().user == cast.alice


def test_the_refusal_says_what_to_do_first(cast: Cast, client: Client, administrator: Membership):
    client.force_login(cast.chloe)
    page = client.post(url("end_role", administrator.pk), follow=True).content.decode()
    assert "Donnez d’abord ce rôle" in page


def test_a_person_who_never_came_can_be_invited_again(cast: Cast, client: Client):
    invited_by(client, cast.alice, cast.association)
    client.post(url("invite_again", User.objects.get(email="nadia@exemple.test").memberships.get().pk))
    assert len(mail.outbox) == 2


def test_my_page_says_what_my_role_lets_me_do(cast: Cast, client: Client):
    client.force_login(cast.bob)
    page = client.get(url("me")).content.decode()
    assert "référence locale" in page.lower()
    assert "suivre la collecte" in page
    assert "gérer les organisations" not in page
