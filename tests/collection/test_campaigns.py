"""Opening, closing and reading a campaign."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from arpent.collection.actions import (
    CampaignRefused,
    begin_response,
    close_campaign,
    end_response,
    keep_answer,
    make_links,
    open_campaign,
    pause,
)
from arpent.collection.models import Campaign, Link, Response
from arpent.network.actions import add_organisation
from arpent.network.models import Organisation
from arpent.studies.models import Participation
from tests.cast import Cast
from tests.collection.stories import (
    CLOSING,
    OPENING,
    PURGE,
    TODAY,
    Story,
    audience_codes,
    form,
    open_story,
    study_of,
    version_of,
)


@pytest.fixture
def story(cast: Cast) -> Story:
    return open_story(cast)


def test_a_campaign_has_a_link_for_each_audience_of_each_association(story: Story):
    assert story.campaign.links.count() == 4
    assert len(set(story.campaign.links.values_list("token", flat=True))) == 4


def test_an_association_that_joins_later_gets_its_links(cast: Cast, story: Story):
    late = add_organisation(name="L’Aubépine", kind=Organisation.Kind.ASSOCIATION, parent=cast.region)
    Participation.objects.create(study=story.study, organisation=late)
    assert len(make_links(campaign=story.campaign)) == 2
    assert make_links(campaign=story.campaign) == []


def opened(cast: Cast, versions, study, **changes):
    return open_campaign(
        **{
            "study": study,
            "title": "Essai",
            "versions": versions,
            "opens_on": OPENING,
            "closes_on": CLOSING,
            "purge_on": PURGE,
            "contact": "Alice",
            "by": cast.alice,
            **changes,
        }
    )


def test_a_draft_cannot_be_asked_to_anyone(cast: Cast):
    study = study_of(cast)
    draft = version_of(study, audience_codes()[0], form(), published=False)
    with pytest.raises(CampaignRefused, match="n’est pas publié"):
        opened(cast, [draft], study)


def test_an_audience_is_asked_one_questionnaire(cast: Cast):
    study = study_of(cast)
    twice = [version_of(study, audience_codes()[0], form()) for _ in range(2)]
    with pytest.raises(CampaignRefused, match="même public"):
        opened(cast, twice, study)


def test_a_campaign_without_questionnaire_is_refused(cast: Cast):
    with pytest.raises(CampaignRefused, match="Choisissez-en"):
        opened(cast, [], study_of(cast))


def test_the_questionnaire_of_another_study_is_refused(cast: Cast):
    study, other = study_of(cast), study_of(cast, "Une autre étude")
    with pytest.raises(CampaignRefused, match="autre étude"):
        opened(cast, [version_of(other, audience_codes()[0], form())], study)


def test_a_campaign_cannot_close_before_it_opens(cast: Cast):
    study = study_of(cast)
    versions = [version_of(study, audience_codes()[0], form())]
    with pytest.raises(IntegrityError, match="campaign_closes_after_opening"), transaction.atomic():
        opened(cast, versions, study, closes_on=date(2026, 10, 1))


def test_raw_answers_are_not_erased_before_closing(cast: Cast):
    study = study_of(cast)
    versions = [version_of(study, audience_codes()[0], form())]
    refused = (
        "campaign_(purges|forgets_names)_after_closing"  # both: which is said first is the database's choice
    )
    with pytest.raises(IntegrityError, match=refused), transaction.atomic():
        opened(cast, versions, study, purge_on=CLOSING)


def test_a_closed_campaign_is_not_open_and_can_reopen(story: Story):
    assert story.campaign.is_open(TODAY)
    close_campaign(campaign=story.campaign, on=TODAY)
    assert not story.campaign.is_open(TODAY)


def test_each_sees_the_links_of_where_they_stand(cast: Cast, story: Story):
    seen = {
        user.name.split()[0]: Link.objects.visible_to(user).count()
        for user in (cast.alice, cast.bob, cast.chloe, cast.david)
    }
    assert seen == {"Alice": 4, "Bob": 2, "Chloé": 4, "David": 0}


def test_who_follows_sees_the_campaign_and_does_not_run_it(cast: Cast, story: Story):
    assert story.campaign in Campaign.objects.visible_to(cast.bob)
    assert story.campaign not in Campaign.objects.run_by(cast.bob)
    assert story.campaign in Campaign.objects.run_by(cast.alice)


def begun(story: Story, **changes) -> Response:
    link = story.campaign.links.first()
    return begin_response(link=link, response_id=uuid.uuid4(), edition="fr", on=TODAY)


def test_beginning_twice_makes_one_answer(story: Story):
    link, ident = story.campaign.links.first(), uuid.uuid4()
    for _ in range(2):
        begin_response(link=link, response_id=ident, edition="fr", on=TODAY)
    assert Response.objects.count() == 1


def test_two_tabs_each_keep_what_they_were_told(story: Story):
    response = begun(story)
    tab, other_tab = Response.objects.get(), Response.objects.get()
    keep_answer(response=tab, answers={"a": 1}, on=TODAY)
    keep_answer(response=other_tab, answers={"b": 2}, on=TODAY)
    response.refresh_from_db()
    assert response.answers == {"a": 1, "b": 2}


def test_what_is_sent_does_not_change_any_more(story: Story):
    response = begun(story)
    end_response(response=response, status=Response.Status.SENT, answers={"a": 1}, on=TODAY)
    keep_answer(response=response, answers={"a": 2}, on=TODAY)
    end_response(response=response, status=Response.Status.STOPPED, answers={}, on=TODAY)
    response.refresh_from_db()
    assert (response.status, response.answers) == ("sent", {"a": 1})


def test_a_pause_gives_the_same_code_each_time_and_stores_only_its_digest(story: Story):
    response = begun(story)
    code = pause(response=response)
    assert pause(response=response) == code
    response.refresh_from_db()
    assert code not in str(response.__dict__)


def test_an_answer_that_was_sent_keeps_no_code(story: Story):
    response = begun(story)
    pause(response=response)
    end_response(response=response, status=Response.Status.SENT, answers={}, on=TODAY)
    response.refresh_from_db()
    assert response.resume_digest is None
    with pytest.raises(IntegrityError, match="response_sent_has_no_resume_code"), transaction.atomic():
        Response.objects.update(resume_digest="d")


def test_nobody_helps_who_answers_alone(story: Story):
    begun(story)
    with pytest.raises(IntegrityError, match="response_helper_needs_help"), transaction.atomic():
        Response.objects.update(voice="alone", helper="friend")
