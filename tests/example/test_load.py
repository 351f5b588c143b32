"""Loading the example gives a whole network, plainly fictional, in every state that a newcomer wants to see."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Response
from arpent.example.guard import Refused, example_accounts_present
from arpent.example.load import Loaded, load
from arpent.example.people import PASSWORD, PEOPLE
from arpent.example.plans import PLANS
from arpent.instrument.plain import from_plain
from arpent.network.actions import add_organisation
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role
from arpent.reports.models import Report
from arpent.studies.models import Population, Step, Study
from arpent.surveys.models import Version
from tests.example.conftest import TODAY

HERE = override_settings(LISTEN_HOST="127.0.0.1", ALLOWED_HOSTS=["localhost", "127.0.0.1"])
RESPITE, DAILY_LIFE, COMMUNE = (plan.title for plan in PLANS)


def silent(done: int, total: int, doing: str) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """The example network, loaded once for this module and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic(), HERE:
        yield load(on=TODAY, progress=silent)
        transaction.set_rollback(True)


def test_volumes_are_those_announced(loaded: Loaded):
    counted = Response.objects.kept().values_list("link__version__questionnaire__audience__code")
    assert dict(counted.annotate(Count("pk"))) == {"familles": 1330, "personnes": 1019, "partenaires": 209}
    assert loaded.answers == Response.objects.count()


def test_every_organisation_says_that_it_is_fictional(loaded: Loaded):
    assert Organisation.objects.count() > 30
    assert not Organisation.objects.filter(fictional=False).exists()


def test_there_are_three_regions_and_25_associations_of_unequal_sizes(loaded: Loaded):
    kinds = dict(Organisation.objects.values_list("kind").annotate(Count("pk")).order_by())
    assert (kinds["region"], kinds["association"]) == (3, 25)
    sizes = Population.objects.filter(audience__code="familles").values_list("size", flat=True)
    assert max(sizes) > 20 * min(sizes)


def test_every_account_is_of_a_domain_that_cannot_exist(loaded: Loaded):
    assert all(email.endswith(".test") for email in User.objects.values_list("email", flat=True))
    assert example_accounts_present()


def test_the_printed_password_opens_each_account(loaded: Loaded):
    assert all(user.check_password(PASSWORD) for user in User.objects.all())


def test_every_role_is_held_by_somebody(loaded: Loaded):
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)


def test_an_outside_expert_leaves_one_day(loaded: Loaded):
    ends = dict(Membership.objects.values_list("role", "ends_on"))
    assert ends[Role.EXPERT] is not None
    assert ends[Role.LOCAL_LEAD] is None


@pytest.mark.parametrize(
    ("title", "done", "current"), [(RESPITE, 5, [6]), (DAILY_LIFE, 7, []), (COMMUNE, 6, [7])]
)
def test_studies_are_at_different_steps(loaded: Loaded, title: str, done: int, current: list[int]):
    steps = Step.objects.filter(study__title=title)
    assert steps.filter(status=Step.Status.DONE).count() == done
    assert list(steps.filter(status=Step.Status.CURRENT).values_list("number", flat=True)) == current


def test_only_the_collection_of_val_de_brume_is_open(loaded: Loaded):
    running = [
        campaign.study.territory.name for campaign in Campaign.objects.all() if campaign.is_open(TODAY)
    ]
    assert running == ["Val-de-Brume"]


def test_every_form_is_published_with_both_editions(loaded: Loaded):
    versions = Version.objects.published()
    assert len(versions) == 9
    assert {version.instrument.editions for version in versions} == {("fr", "fr-simple")}


def test_stored_answers_are_read_back_by_their_questionnaire(loaded: Loaded):
    for version in Version.objects.all():
        instrument = version.instrument
        for response in Response.objects.filter(link__version=version)[:20]:
            assert from_plain(instrument, response.answers)


def test_every_answer_has_a_day_of_its_campaign(loaded: Loaded):
    for campaign in Campaign.objects.all():
        days = set(Response.objects.filter(link__campaign=campaign).values_list("day", flat=True))
        assert campaign.opens_on <= min(days)
        assert max(days) <= min(campaign.closes_on, TODAY)


def test_one_report_is_for_everyone_and_one_for_its_network(loaded: Loaded):
    states = Report.objects.values_list("freeze__campaign__study__title", "audience", "state")
    assert set(states) == {(DAILY_LIFE, "public", "ready"), (COMMUNE, "inside", "ready")}
    assert [report.freeze.campaign.study.title for report in Report.objects.published()] == [DAILY_LIFE]


def test_anyone_reads_the_published_report(loaded: Loaded):
    report = Report.objects.published().get()
    page = Client(SERVER_NAME="localhost").get(report.get_absolute_url())
    assert "des personnes accompagnées choisissent leurs sorties" in page.content.decode()


def test_alice_sees_her_study_and_david_does_not(loaded: Loaded):
    alice, david = (User.objects.get(email=f"{name}@exemple.test") for name in ("alice", "david"))
    assert [study.title for study in Study.objects.visible_to(alice)] == [RESPITE]
    assert [study.title for study in Study.objects.visible_to(david)] == [DAILY_LIFE]


def test_alice_signs_in(loaded: Loaded):
    assert Client().login(email="alice@exemple.test", password=PASSWORD)


def test_a_second_load_is_refused_with_its_remedy(loaded: Loaded):
    with pytest.raises(Refused, match="ARPENT_HOME"):
        load(on=TODAY, progress=silent)


@pytest.mark.django_db
@HERE
def test_a_network_of_ones_own_is_never_mixed_with_the_example():
    add_organisation(name="Chez nous", kind=Organisation.Kind.HEAD, parent=None)
    with pytest.raises(CommandError, match="contient déjà un réseau"):
        call_command("load_example", verbosity=0)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_nothing_is_loaded_where_others_can_come(settings: Settings):
    settings.LISTEN_HOST = "0.0.0.0"
    with pytest.raises(CommandError, match="d’autres machines peuvent joindre"):
        call_command("load_example", verbosity=0)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
@HERE
def test_a_dry_run_says_what_would_be_written_and_writes_nothing():
    said = StringIO()
    call_command("load_example", dry_run=True, stdout=said)
    assert f"25 associations, 3 études, 2558 réponses, 2 rapports, {len(PEOPLE)} comptes" in said.getvalue()
    assert not Organisation.objects.exists()
