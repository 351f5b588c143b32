"""Fill an empty installation with the example network."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import transaction

from arpent.collection.models import Campaign
from arpent.example.federation import Federation, found
from arpent.example.fieldwork import (
    links_by_place,
    open_planned_campaign,
    open_planned_study,
    publish_forms,
    write_answers,
)
from arpent.example.guard import Refused, refuse_beyond_loopback
from arpent.example.inviting import invite
from arpent.example.measures import declare
from arpent.example.people import PASSWORD, PEOPLE
from arpent.example.places import HEAD, REGIONS
from arpent.example.plans import PLANS, Plan, Stage
from arpent.example.receiving import lend, welcome
from arpent.example.replies import SEED
from arpent.example.restitution import give_back
from arpent.network.models import Organisation

REPORT_WORTH = 12_000
"""A report takes as long as writing so many answers: what makes the progress bar honest."""

type Progress = Callable[[int, int, str], None]
"""Told of each advance: what is done, out of how much, and what is being done now."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was written."""

    associations: int
    studies: int
    answers: int
    reports: int
    people: int


def load(*, on: date, progress: Progress) -> Loaded:
    """Write the whole example network, as it stands on that day; nothing at all when something fails.

    Raises Refused when the database is not empty, or when others than this machine can reach the site.
    """
    refuse()
    with transaction.atomic():
        federation = found(on=on)
        done = 0
        rng = np.random.default_rng(SEED)
        for plan in PLANS:
            campaign = _prepare(plan, federation, on)
            for written in write_answers(campaign, plan, on=on, rng=rng):
                done += written
                progress(done, _WORK, f"Réponses\u202f: {plan.title}")
            if plan.stage is Stage.COLLECTING:
                _reach(campaign, plan, federation, on)
            else:
                progress(done, _WORK, f"Rapport\u202f: {plan.title}")
                give_back(campaign, plan, by=federation.leader(plan.region))
                done += REPORT_WORTH
                progress(done, _WORK, f"Rapport\u202f: {plan.title}")
    return planned()


def refuse() -> None:
    """Raises Refused when the example network cannot be loaded here."""
    refuse_beyond_loopback()
    if Organisation.objects.exists():
        raise Refused(
            "Cette installation contient déjà un réseau\u202f: le réseau d’exemple n’y est pas ajouté.\n"
            "Pour le voir, choisissez un dossier neuf\u202f: ARPENT_HOME=autre-dossier make run"
        )


def planned() -> Loaded:
    """What a load writes."""
    return Loaded(
        associations=sum(len(region.associations) for region in REGIONS),
        studies=len(PLANS),
        answers=sum(sum(plan.answers.values()) for plan in PLANS),
        reports=len(_REPORTED),
        people=len(PEOPLE),
    )


_REPORTED = tuple(plan for plan in PLANS if plan.stage is not Stage.COLLECTING)
_WORK = planned().answers + REPORT_WORTH * len(_REPORTED)


def accounts() -> str:
    """Who can sign in, where they stand, and the password of all."""
    lines = [f"  {person.email:24} {person.role.label} · {person.node}" for person in PEOPLE]
    return "\n".join(
        [f"Réseau «\u202f{HEAD}\u202f», inventé. Mot de passe de chaque compte\u202f: {PASSWORD}", *lines]
    )


def _prepare(plan: Plan, federation: Federation, on: date) -> Campaign:
    study = open_planned_study(plan, federation, on=on)
    versions = publish_forms(study, plan, federation, on=on)
    declare(study, plan)
    return open_planned_campaign(study, plan, versions, federation, on=on)


def _reach(campaign: Campaign, plan: Plan, federation: Federation, on: date) -> None:
    """What an open collection shows beside its answers: people invited, words of welcome, devices."""
    lead, links = federation.leader(plan.region), links_by_place(campaign)
    invite(campaign, links, by=lead)
    welcome(campaign, by=federation.people["Jeanne Corbel"])
    lend(campaign, links, by=lead, on=on)
