"""Who may see what: one queryset, followed through the tree."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from arpent.network.actions import add_organisation, give_role, move_organisation
from arpent.network.models import Membership, Organisation
from arpent.network.rights import RIGHTS, Right, Role
from tests.cast import Cast


def names(organisations) -> set[str]:
    return {organisation.name for organisation in organisations}


def test_a_regional_facilitator_sees_the_region_what_is_below_and_the_line_above(cast: Cast):
    assert names(Organisation.objects.visible_to(cast.alice)) == {
        "Les Passerelles",
        "Val-de-Brume",
        "La Clairière",
        "Le Gué",
    }


def test_the_other_region_is_not_visible(cast: Cast):
    assert cast.region not in Organisation.objects.visible_to(cast.david)


def test_a_role_at_the_head_reaches_every_node(cast: Cast):
    assert Organisation.objects.allowing(cast.chloe, Right.RUN_STUDY).count() == Organisation.objects.count()


def test_a_role_allows_nothing_above_its_node(cast: Cast):
    assert names(Organisation.objects.allowing(cast.alice, Right.RUN_STUDY)) == {
        "Val-de-Brume",
        "La Clairière",
        "Le Gué",
    }


def test_a_local_lead_follows_but_does_not_run(cast: Cast):
    assert not Organisation.objects.allowing(cast.bob, Right.RUN_STUDY).exists()
    assert names(Organisation.objects.allowing(cast.bob, Right.SEE_COLLECTION)) == {"La Clairière"}


def test_a_role_that_has_ended_gives_nothing(cast: Cast):
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=cast.alice).update(ends_on=yesterday)
    assert not Organisation.objects.visible_to(cast.alice).exists()


def test_a_role_that_has_not_begun_gives_nothing(cast: Cast):
    Membership.objects.filter(user=cast.alice).update(starts_on=timezone.localdate() + timedelta(days=1))
    assert not Organisation.objects.visible_to(cast.alice).exists()


def test_identifiers_that_begin_alike_are_not_confused(cast: Cast):
    for number in range(12):
        add_organisation(name=f"A{number}", kind="association", parent=cast.other_region)
    assert not Organisation.objects.visible_to(cast.alice).filter(name__regex="^A[0-9]").exists()


def test_moving_a_node_moves_what_is_below_and_who_sees_it(cast: Cast):
    service = add_organisation(name="Service", kind="service", parent=cast.association)
    move_organisation(organisation=cast.association, parent=cast.other_region)
    assert service.name in names(Organisation.objects.visible_to(cast.david))
    assert service.name not in names(Organisation.objects.visible_to(cast.alice))


def test_a_node_cannot_be_moved_below_itself(cast: Cast):
    with pytest.raises(ValueError, match="below"):
        move_organisation(organisation=cast.region, parent=cast.association)


def test_the_same_role_twice_changes_its_days(cast: Cast):
    give_role(user=cast.bob, organisation=cast.association, role=Role.LOCAL_LEAD, starts_on=date(2026, 3, 1))
    assert Membership.objects.filter(user=cast.bob).count() == 1


def test_a_role_cannot_end_before_it_starts(cast: Cast):
    with pytest.raises(IntegrityError):
        give_role(
            user=cast.bob,
            organisation=cast.region,
            role=Role.READER,
            starts_on=date(2026, 3, 1),
            ends_on=date(2026, 2, 1),
        )


def test_every_role_has_its_rights():
    assert set(RIGHTS) == set(Role)
