"""What changes several rows of the collection at once."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import Any
from uuid import UUID

from django.db import transaction

from arpent.accounts.models import User
from arpent.collection.care.perspectives import kept_of
from arpent.collection.codes import codes_for, digest
from arpent.collection.models import Campaign, Link, Response
from arpent.collection.reaching.spending import use_up
from arpent.studies.models import Study
from arpent.surveys.aloud.asking import ask_for_voice
from arpent.surveys.models import Version

TRIES = 20
"""How many codes of one answer are looked at: a collision among the answers of a link is rare, twenty never seen."""


NAMES_KEPT = timedelta(days=30)
"""How long names and addresses are kept after closing, when nobody chose a day: the time of a last thank-you."""


class CampaignRefused(ValueError):
    """A campaign that would make no sense: the message says the fact and the remedy."""


@transaction.atomic
def open_campaign(
    *,
    study: Study,
    title: str,
    versions: Sequence[Version],
    opens_on: date,
    closes_on: date,
    purge_on: date,
    contact: str,
    by: User | None,
    purpose: str = "",
    easy_purpose: str = "",
    forget_on: date | None = None,
) -> Campaign:
    """Open a campaign with a link for each version in each association that takes part."""
    _refuse_odd_versions(study, versions)
    campaign = Campaign.objects.create(
        study=study,
        title=title,
        opens_on=opens_on,
        closes_on=closes_on,
        purge_on=purge_on,
        forget_on=forget_on or min(closes_on + NAMES_KEPT, purge_on),
        contact=contact,
        purpose=purpose,
        easy_purpose=easy_purpose,
        opened_by=by,
    )
    campaign.versions.set(versions)
    make_links(campaign=campaign)
    for version in versions:
        ask_for_voice(version=version)  # the first pages name the associations
    return campaign


def _refuse_odd_versions(study: Study, versions: Sequence[Version]) -> None:
    if not versions:
        raise CampaignRefused("Aucun questionnaire n’est choisi. Choisissez-en au moins un.")
    for version in versions:
        if version.questionnaire.study_id != study.pk:
            raise CampaignRefused(
                f"« {version} » est d’une autre étude. Choisissez un questionnaire de celle-ci."
            )
        if version.published_at is None:
            raise CampaignRefused(f"« {version} » n’est pas publié. Publiez-le, puis ouvrez la collecte.")
    audiences = sorted(version.questionnaire.audience_id for version in versions)
    if any(one == other for one, other in pairwise(audiences)):
        raise CampaignRefused("Deux versions s’adressent au même public. Gardez-en une par public.")


def make_links(*, campaign: Campaign) -> list[Link]:
    """The links that are missing: all of them at opening, those of an association that joins later."""
    there = set(campaign.links.values_list("version", "participation"))
    return Link.objects.bulk_create(
        Link(campaign=campaign, version_id=version, participation_id=participation)
        for version in campaign.versions.values_list("pk", flat=True)
        for participation in campaign.study.participations.values_list("pk", flat=True)
        if (version, participation) not in there
    )


def close_campaign(*, campaign: Campaign, on: date) -> None:
    """Links stop answering at once."""
    campaign.closed_on = on
    campaign.save(update_fields=["closed_on"])


def reopen_campaign(*, campaign: Campaign) -> None:
    """Undo a closing: links answer again until the planned day."""
    campaign.closed_on = None
    campaign.save(update_fields=["closed_on"])


@transaction.atomic
def begin_response(
    *, link: Link, response_id: UUID, edition: str, on: date, understood: str = ""
) -> Response:
    """A new answer, made once however often its first page is sent."""
    response, _ = Response.objects.get_or_create(
        pk=response_id,
        defaults={
            "link": link,
            "edition": edition,
            "editions": [edition],
            "understood": understood,
            "turned": response_id.int % 2 == 1,  # one person in two, by chance
            "day": on,
        },
    )
    return response


@transaction.atomic
def keep_answer(*, response: Response, answers: Mapping[str, Any], on: date) -> Response:
    """Add answers (as the instrument writes them) to what is stored now: another tab loses nothing."""
    stored = Response.objects.select_for_update().get(pk=response.pk)
    if stored.status == Response.Status.ONGOING:
        stored.answers = {**stored.answers, **answers}
        stored.day = on
        stored.save(update_fields=["answers", "day"])
    return stored


@transaction.atomic
def pause(*, response: Response) -> str:
    """Give the answer its code; the same one each time it is asked for."""
    stored = Response.objects.select_for_update().get(pk=response.pk)
    if given := resume_code(stored):
        return given
    for code in codes_for(stored.pk):
        hashed = digest(stored.link_id, code)
        if not Response.objects.filter(resume_digest=hashed).exists():
            break
    stored.resume_digest = hashed
    stored.save(update_fields=["resume_digest"])
    return code


def resume_code(response: Response) -> str | None:
    """The code that was given to this answer: found again, never stored. None without one, or under a new key."""
    codes = islice(codes_for(response.pk), TRIES)
    return next((code for code in codes if digest(response.link_id, code) == response.resume_digest), None)


@transaction.atomic
def end_response(
    *, response: Response, status: str, answers: Mapping[str, Any], on: date, signs: Sequence[str] = ()
) -> Response:
    """Send an answer, or stop and keep it. Done once: what comes after changes nothing.

    An answer that came with the code of an invitation leaves it there: what is returned has another identifier,
    and its link is the one of everybody.
    """
    stored = Response.objects.select_for_update().get(pk=response.pk)
    if stored.status == Response.Status.ONGOING:
        stored.status = status
        stored.answers = dict(answers)
        stored.would_say = kept_of(stored, answers)
        stored.signs = list(signs)
        stored.day = on
        stored.resume_digest = None
        stored.save(update_fields=["status", "answers", "would_say", "signs", "day", "resume_digest"])
        if response.link.code:
            use_up(stored, response.link.code)
    return stored
