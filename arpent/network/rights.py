"""Which role allows what. Roles are held at a node and reach everything below it."""

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


class Right(models.TextChoices):
    """What a role lets a person do, at its node and below."""

    MANAGE_PEOPLE = "manage_people", _("gérer les organisations, les personnes et leurs rôles")
    SEE_STUDY = "see_study", _("voir les études : étapes, participants, questionnaires")
    PROOFREAD = "proofread", _("dire si un texte est facile à lire, et consigner ses relectures")
    RUN_STUDY = "run_study", _("ouvrir et conduire une étude, de ses étapes à sa collecte")
    SEE_COLLECTION = "see_collection", _("suivre la collecte, ses liens et ses affiches")
    INVITE = "invite", _("inviter des personnes, et voir leur nom et leur adresse")
    READ_TEXTS = "read_texts", _("lire les réponses libres et dire lesquelles peuvent être montrées")
    SEE_RESULTS = "see_results", _("voir les résultats protégés et les rapports en préparation")
    PUBLISH = "publish", _("rendre un rapport public")
    SET_METHOD = "set_method", _("changer les publics et la démarche du réseau")


_LEADS = frozenset(Right)
_RUNS = _LEADS - {Right.SET_METHOD}
_FOLLOWS = frozenset({Right.SEE_STUDY, Right.SEE_COLLECTION, Right.SEE_RESULTS})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.NATIONAL_ADMIN: _LEADS,
    Role.NATIONAL_LEAD: _LEADS,
    Role.REGIONAL_FACILITATOR: _RUNS,
    Role.LOCAL_LEAD: _FOLLOWS | {Right.INVITE},
    Role.COMMITTEE_MEMBER: _FOLLOWS,
    Role.WORKING_GROUP_MEMBER: _FOLLOWS,
    Role.EXPERT: _FOLLOWS,
    Role.INTERVIEWER: frozenset({Right.SEE_STUDY, Right.SEE_COLLECTION}),
    Role.PROOFREADER: frozenset({Right.SEE_STUDY, Right.PROOFREAD}),
    Role.DATA_PROTECTION: frozenset({Right.SEE_STUDY, Right.SEE_COLLECTION}),
    Role.READER: frozenset({Right.SEE_STUDY, Right.SEE_RESULTS}),
}


HELD_AT_THE_HEAD = frozenset({Role.NATIONAL_ADMIN, Role.NATIONAL_LEAD})


def roles_with(right: Right) -> list[Role]:
    """The roles that give this right."""
    return [role for role, rights in RIGHTS.items() if right in rights]
