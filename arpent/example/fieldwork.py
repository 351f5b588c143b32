"""Open the example's studies and write what their respondents answered."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import batched

import numpy as np
from django.utils.timezone import make_aware

from arpent.collection.actions import close_campaign, open_campaign
from arpent.collection.models import Campaign, Link, Response
from arpent.example.federation import Federation
from arpent.example.plans import AUDIENCES, Plan, Stage
from arpent.example.replies import Reply, draw_study, region_of
from arpent.example.timeline import date_steps, ends_on, starts_on
from arpent.instrument.plain import to_plain
from arpent.instrument.xlsform import read_xlsform
from arpent.studies.actions import count_populations, open_study
from arpent.studies.models import Audience, Method, Study
from arpent.surveys.actions import add_version, publish_version
from arpent.surveys.models import Version

BATCH = 500
KEPT = timedelta(days=365)  # raw answers, after the end of a collection
PHONE = "06 39 98 12 34"  # a number that the French regulator keeps for fiction
PURPOSE = "Vos réponses aident les associations à comprendre ce qui change, et à s’améliorer."
EASY_PURPOSE = "Vos réponses aident l’association à changer."


def open_planned_study(plan: Plan, federation: Federation, *, on: date) -> Study:
    """The study with its steps, its associations and the number of people they count."""
    associations = region_of(plan).associations
    study = open_study(
        title=plan.title,
        subject=plan.subject,
        question=plan.question,
        territory=federation.organisations[plan.region],
        method=Method.objects.earliest("pk"),
        starts_on=starts_on(plan, on),
        ends_on=ends_on(plan, on),
        associations=[federation.organisations[association.name] for association in associations],
    )
    date_steps(study, plan, on)
    _count(study, plan)
    return study


def _count(study: Study, plan: Plan) -> None:
    populations = {association.name: association.populations for association in region_of(plan).associations}
    audiences = Audience.objects.in_bulk(AUDIENCES, field_name="code")
    count_populations(
        sizes={
            (participation, audiences[code]): size
            for participation in study.participations.select_related("organisation")
            for code, size in populations[participation.organisation.name].items()
        }
    )


def publish_forms(study: Study, plan: Plan, federation: Federation, *, on: date) -> dict[str, Version]:
    """The three questionnaires of a study, published, by audience."""
    lead = federation.leader(plan.region)
    at = make_aware(datetime.combine(plan.opens_on(on) - timedelta(days=3), time(10)))
    published = {}
    for audience in Audience.objects.filter(code__in=AUDIENCES):
        form = plan.form(audience.code)
        version = add_version(
            study=study,
            audience=audience,
            reading=read_xlsform(form),
            content=form.read_bytes(),
            filename=form.name,
            by=lead,
        )
        publish_version(version=version, by=lead, at=at)
        published[audience.code] = version
    return published


def open_planned_campaign(
    study: Study, plan: Plan, versions: dict[str, Version], federation: Federation, *, on: date
) -> Campaign:
    """The collection of a study; closed when the plan says that it is over."""
    lead = federation.leader(plan.region)
    closes_on = plan.closes_on(on)
    campaign = open_campaign(
        study=study,
        title=f"Collecte {plan.opens_on(on).year}",
        versions=[versions[audience] for audience in AUDIENCES],
        opens_on=plan.opens_on(on),
        closes_on=closes_on,
        purge_on=closes_on + KEPT,
        contact=f"{lead.name}, {PHONE}",
        by=lead,
        purpose=PURPOSE,
        easy_purpose=EASY_PURPOSE,
    )
    if plan.stage is not Stage.COLLECTING:
        close_campaign(campaign=campaign, on=closes_on)
    return campaign


def write_answers(campaign: Campaign, plan: Plan, *, on: date, rng: np.random.Generator) -> Iterator[int]:
    """Store every answer of a study. Yields how many each batch wrote."""
    links = links_by_place(campaign)
    instruments = {link.version.questionnaire.audience.code: link.version for link in links.values()}
    read = {audience: version.instrument for audience, version in instruments.items()}
    for batch in batched(draw_study(plan, read, on=on, rng=rng), BATCH):
        Response.objects.bulk_create(
            _response(reply, links[reply.audience, reply.association]) for reply in batch
        )
        yield len(batch)


def links_by_place(campaign: Campaign) -> dict[tuple[str, str], Link]:
    """The links of a campaign by the code of their audience and the name of their association."""
    return {
        (link.audience.code, link.participation.organisation.name): link for link in campaign.links.detailed()
    }


def _response(reply: Reply, link: Link) -> Response:
    return Response(
        link=link,
        status=Response.Status.STOPPED if reply.stopped else Response.Status.SENT,
        answers=to_plain(reply.answers),
        edition=reply.edition,
        mode=reply.mode,
        voice=reply.voice,
        help=list(reply.help),
        helper=reply.helper,
        chosen_for=reply.chosen_for,
        day=reply.day,
    )
