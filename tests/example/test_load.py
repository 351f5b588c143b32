"""Loading the example gives a whole network, plainly fictional, in every state that a newcomer wants to see."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from arpent.accounts.models import User
from arpent.collection.care.receiving import reception_of
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.offline.models import Device
from arpent.collection.proofreading import campaign_document
from arpent.collection.reaching.listing import places
from arpent.collection.reaching.mailings import obstacle, recipients
from arpent.collection.reaching.models import Invitation, Mailing, Message, Quota, Roll
from arpent.collection.reaching.quotas import is_full
from arpent.example.guard import Refused, example_accounts_present
from arpent.example.guests import HOST, INVITED
from arpent.example.load import Loaded, load
from arpent.example.people import PASSWORD, PEOPLE
from arpent.example.plans import PLANS
from arpent.falc import check
from arpent.instrument.plain import from_plain
from arpent.network.actions import add_organisation
from arpent.network.models import Membership, Organisation
from arpent.network.rights import Role
from arpent.proofreading.models import Session
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


def link_of(audience: str, association: str) -> Link:
    return (
        Link.objects.filter(campaign=running())
        .detailed()
        .get(
            version__questionnaire__audience__code=audience,
            participation__organisation__name=association,
        )
    )


def running() -> Campaign:
    return next(campaign for campaign in Campaign.objects.all() if campaign.is_open(TODAY))


def test_not_one_message_is_sent_or_left_in_the_queue(loaded: Loaded):
    assert mail.outbox == []
    assert not Message.objects.exclude(state=Message.State.FAILED).exists()
    assert set(Mailing.objects.values_list("state", flat=True)) == {Mailing.State.DONE}


def test_each_guest_has_a_readable_address_that_cannot_exist(loaded: Loaded):
    contacts = [invitation.contact for invitation in Invitation.objects.all()]
    assert len(contacts) == sum(guests.emails + guests.letters for guests in INVITED)
    assert all(
        contact.email.endswith(f"@{HOST}") if contact.email else contact.postcode.startswith("00")
        for contact in contacts
    )


def test_only_the_invited_of_the_open_collection_have_a_code(loaded: Loaded):
    assert set(Invitation.objects.values_list("link__campaign", flat=True)) == {running().pk}


def test_codes_were_used_by_answers_that_count_already(loaded: Loaded):
    roll = Roll.objects.get(link=link_of("familles", "La Clairière"))
    assert roll.used == len(roll.marks) == 17
    assert Response.objects.filter(link=roll.link).count() > roll.used


def test_families_of_la_clairiere_were_written_to_then_reminded_once(loaded: Loaded):
    made = Mailing.objects.filter(link=link_of("familles", "La Clairière"))
    told = {(each.kind, each.channel, each.done) for each in made}
    assert told == {("invitation", "email", 31), ("invitation", "letter", 12), ("reminder", "email", 30)}


def test_one_address_is_known_by_no_server(loaded: Loaded):
    assert [message.reason for message in Message.objects.all()] == [Message.Reason.ADDRESS]
    assert Invitation.objects.filter(returned=True).count() == 1


def test_letters_wait_to_be_printed_and_messages_to_be_written(loaded: Loaded):
    (people,) = places([link_of("personnes", "La Clairière")])
    (families,) = places([link_of("familles", "Les Lanternes")])
    assert (people.letters_waiting, families.emails_waiting) == (9, 38)
    assert obstacle(people.link, "invitation", "letter", TODAY) == ""
    assert recipients(families.link, "invitation", "email").count() == 38


def test_too_few_partners_to_write_to(loaded: Loaded):
    assert "moins de 5" in obstacle(link_of("partenaires", "La Clairière"), "invitation", "email", TODAY)


def test_every_place_has_its_aim_and_none_is_full(loaded: Loaded):
    links = Link.objects.filter(campaign=running())
    assert Quota.objects.filter(link__in=links).count() == len(links) == 30
    assert not any(is_full(link) for link in links)


def test_easy_words_of_welcome_keep_the_rules(loaded: Loaded):
    document = campaign_document(running())
    assert len(document.passages) > 5
    assert not [
        found for passage in document.passages for found in check(passage.words, profile=passage.profile)
    ]


def test_words_of_welcome_name_somebody_to_call(loaded: Loaded):
    assert "06 39 98" in reception_of(running()).whom_to_call


def test_an_invented_reading_never_opens_the_easy_to_read_mark(loaded: Loaded):
    document = campaign_document(running())
    assert Session.objects.about(document.key).exists()
    assert not Session.objects.opening_the_mark(document).exists()


@pytest.mark.parametrize(("use", "place"), [("kiosk", "La Clairière"), ("interviewer", "Le Gué")])
def test_a_device_of_each_use_can_be_opened(loaded: Loaded, use: str, place: str):
    device = Device.objects.get(use=use, revoked_on=None)
    assert device.participation.organisation.name == place
    assert device.is_kiosk or device.interviews == 12


def test_a_lost_tablet_was_taken_back(loaded: Loaded):
    assert Device.objects.exclude(revoked_on=None).count() == 1


def test_bob_may_invite_in_his_association_alone(loaded: Loaded):
    bob = User.objects.get(email="bob@exemple.test")
    seen = Invitation.objects.visible_to(bob).values_list(
        "link__participation__organisation__name", flat=True
    )
    assert set(seen) == {"La Clairière"}


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
