"""A form is filled by hand with what its page never offered: identifiers of another region, wider roles."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arpent.accounts.models import User
from arpent.collection.models import AnswerFile, Campaign
from arpent.network.actions import add_organisation, give_role
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role
from arpent.studies.actions import open_study
from arpent.studies.models import Method, Participation, Population, Study
from arpent.surveys.models import Questionnaire, Version
from tests.cast import SINCE
from tests.world import TODAY, World


@pytest.fixture
def elsewhere(world: World) -> Version:
    """A published version in David's region, of a study in which one of its associations takes part."""
    cast = world.cast
    place = add_organisation(name="Les Ormes", kind=Organisation.Kind.ASSOCIATION, parent=cast.other_region)
    study = open_study(
        title="Ailleurs",
        question="?",
        territory=cast.other_region,
        method=Method.objects.get(),
        starts_on=TODAY,
        ends_on=TODAY,
        associations=[place],
    )
    asked = Questionnaire.objects.create(study=study, audience=world.questionnaire.audience, title="Ailleurs")
    return Version.objects.create(
        questionnaire=asked,
        number=1,
        content=world.version.content,
        fingerprint="f",
        published_at="2026-09-01T08:00:00Z",
    )


@pytest.fixture
def alice(client: Client, world: World) -> Client:
    client.force_login(world.cast.alice)
    return client


def test_a_study_cannot_be_opened_on_another_territory(alice: Client, world: World):
    form = {"title": "x", "question": "?", "method": 1, "starts_on": "2026-01-01", "ends_on": "2026-12-01"}
    alice.post(reverse("studies:open"), form | {"territory": world.cast.other_region.pk})
    assert not Study.objects.filter(title="x").exists()
    alice.post(reverse("studies:open"), form | {"territory": world.cast.region.pk})
    assert Study.objects.filter(title="x").exists()


def test_an_association_of_another_region_cannot_be_added(alice: Client, world: World, elsewhere: Version):
    theirs = Participation.objects.get(study=elsewhere.questionnaire.study).organisation
    alice.post(reverse("studies:add_participants", args=[world.study.pk]), {"associations": [theirs.pk]})
    assert not world.study.participations.filter(organisation=theirs).exists()


def test_a_campaign_cannot_ask_the_questionnaire_of_another_study(
    alice: Client, world: World, elsewhere: Version
):
    days = {
        "opens_on": "2026-01-01",
        "closes_on": "2026-12-01",
        "forget_on": "2027-01-01",
        "purge_on": "2027-01-01",
    }
    form = {"title": "x", "contact": "Alice", **days}
    alice.post(reverse("collection:open", args=[world.study.pk]), form | {"versions": [elsewhere.pk]})
    assert not Campaign.objects.filter(title="x").exists()
    alice.post(reverse("collection:open", args=[world.study.pk]), form | {"versions": [world.version.pk]})
    assert Campaign.objects.filter(title="x").exists()


def test_answers_cannot_be_brought_for_another_study(alice: Client, world: World, elsewhere: Version):
    theirs = Participation.objects.get(study=elsewhere.questionnaire.study)
    for chosen in (
        {"version": elsewhere.pk, "participation": world.participation.pk},
        {"version": world.version.pk, "participation": theirs.pk},
    ):
        file = SimpleUploadedFile("a.csv", b"heures\n1\n")
        address = reverse("collection:import", args=[world.study.pk, world.campaign.pk])
        alice.post(address, chosen | {"file": file})
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize("role", [Role.NATIONAL_ADMIN, Role.NATIONAL_LEAD])
def test_nobody_gives_a_role_wider_than_their_own(alice: Client, world: World, role: Role):
    own = Membership.objects.get(user=world.cast.alice)
    invited = {"name": "Z", "email": "z@exemple.test", "role": role, "starts_on": "2026-01-01"}
    alice.post(reverse("network:invite", args=[world.cast.region.pk]), invited)
    alice.post(reverse("network:edit_role", args=[own.pk]), invited)
    assert not Membership.objects.filter(role=role).exclude(user=world.cast.chloe).exists()


def test_a_region_cannot_be_made_a_head(alice: Client, world: World):
    region = world.cast.region
    alice.post(reverse("network:edit", args=[region.pk]), {"name": region.name, "kind": "head"})
    region.refresh_from_db()
    assert region.kind == Organisation.Kind.REGION


def test_a_local_lead_cannot_write_populations(client: Client, world: World):
    client.force_login(world.cast.bob)
    cell = f"p{world.participation.pk}-a{world.questionnaire.audience_id}"
    client.post(reverse("studies:participants", args=[world.study.pk]), {cell: "999"})
    assert not Population.objects.filter(size=999).exists()


def test_a_local_lead_is_not_told_who_leads_elsewhere(client: Client, world: World):
    other = User.objects.create_user(email="zoe@exemple.test", name="Zoé Lambert")
    give_role(user=other, organisation=world.cast.second_association, role=Role.LOCAL_LEAD, starts_on=SINCE)
    address = reverse("studies:home", args=[world.study.pk])
    client.force_login(world.cast.bob)
    assert "Zoé Lambert" not in client.get(address).content.decode()
    client.force_login(world.cast.alice)
    assert "Zoé Lambert" in client.get(address).content.decode()


def test_a_link_that_was_shown_opens_no_role_given_after_it(alice: Client, world: World):
    """Alice keeps the link of a person whom she invited first; then the head gives that person a wider role."""
    form = {"name": "Inès", "email": "ines@exemple.test", "starts_on": "2026-01-01"}
    alice.post(reverse("network:invite", args=[world.cast.region.pk]), form | {"role": Role.READER})
    kept = _link(mail.outbox[-1].body)
    alice.force_login(world.cast.chloe)
    alice.post(reverse("network:invite", args=[world.cast.head.pk]), form | {"role": Role.NATIONAL_LEAD})
    assert not _opens(kept)
    assert _opens(_link(mail.outbox[-1].body))


def _link(letter: str) -> str:
    return next(word for word in letter.split() if "/reset/key/" in word).removeprefix("http://testserver")


def _opens(link: str) -> bool:
    page = Client().get(link, follow=True)
    return 'type="password"' in page.content.decode()
