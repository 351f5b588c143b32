"""Which role allows what. Roles are held at a node and reach everything below it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    NATIONAL_ADMIN = "national_admin", _("administration nationale")
    NATIONAL_LEAD = "national_lead", _("mission nationale")
    REGIONAL_FACILITATOR = "regional_facilitator", _("animation régionale")
    LOCAL_LEAD = "local_lead", _("référence locale")
    COMMITTEE_MEMBER = "committee_member", _("comité de pilotage")
    WORKING_GROUP_MEMBER = "working_group_member", _("groupe de travail")
    EXPERT = "expert", _("expertise")
    INTERVIEWER = "interviewer", _("enquête")
    PROOFREADER = "proofreader", _("relecture facile à lire")
    DATA_PROTECTION = "data_protection", _("protection des données")
    READER = "reader", _("lecture ou financement")


class Right(StrEnum):
    """What a role lets a person do, at its node and below."""

    MANAGE_PEOPLE = "manage_people"  # organisations, people and their roles
    SEE_STUDY = "see_study"  # the study's pages: steps, participants, questionnaires
    RUN_STUDY = "run_study"  # open and change a study, publish a form, open a campaign, freeze
    SEE_COLLECTION = "see_collection"  # the dashboard, links and posters
    SEE_RESULTS = "see_results"  # protected results and reports that are not published
    PUBLISH = "publish"  # make a report public


_RUNS = frozenset(Right)
_FOLLOWS = frozenset({Right.SEE_STUDY, Right.SEE_COLLECTION, Right.SEE_RESULTS})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.NATIONAL_ADMIN: _RUNS,
    Role.NATIONAL_LEAD: _RUNS,
    Role.REGIONAL_FACILITATOR: _RUNS,
    Role.LOCAL_LEAD: _FOLLOWS,
    Role.COMMITTEE_MEMBER: _FOLLOWS,
    Role.WORKING_GROUP_MEMBER: _FOLLOWS,
    Role.EXPERT: _FOLLOWS,
    Role.INTERVIEWER: frozenset({Right.SEE_STUDY, Right.SEE_COLLECTION}),
    Role.PROOFREADER: frozenset({Right.SEE_STUDY}),
    Role.DATA_PROTECTION: frozenset({Right.SEE_STUDY, Right.SEE_COLLECTION}),
    Role.READER: frozenset({Right.SEE_STUDY, Right.SEE_RESULTS}),
}


def roles_with(right: Right) -> list[Role]:
    """The roles that give this right."""
    return [role for role, rights in RIGHTS.items() if right in rights]
