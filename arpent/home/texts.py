"""The texts of a study that people read, wherever they are written, found for who may see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.accounts.models import User
from arpent.collection.proofreading import campaign_document, campaigns_seen
from arpent.collection.reaching.proofreading import wording_document, wordings_seen
from arpent.proofreading.documents import Document
from arpent.reports.actions import ask_for_mark
from arpent.reports.models import Report
from arpent.reports.proofreading import report_document
from arpent.studies.models import Study, Writing
from arpent.studies.proofreading import study_document, writing_document
from arpent.surveys.models import Version
from arpent.surveys.proofreading import easy_document


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text: what it is called, those of a study that a person may see, and its words."""

    label: str | Promise
    seen: Callable[[User, int], QuerySet[Any]]
    document: Callable[[Any], Document]
    recorded: Callable[[Any], None] = lambda _row: None
    """What follows when a proofreading is recorded or counts again."""
    advice: str | Promise = ""
    """How it will have easy words, when it has none."""


def _studies(user: User, study_id: int) -> QuerySet[Study]:
    return Study.objects.visible_to(user).filter(pk=study_id)


def _versions(user: User, study_id: int) -> QuerySet[Version]:
    visible = Version.objects.visible_to(user).filter(questionnaire__study=study_id)
    return visible.select_related("questionnaire__audience")


def _writings(user: User, study_id: int) -> QuerySet[Writing]:
    return Writing.objects.visible_to(user).filter(study=study_id)


def _reports(user: User, study_id: int) -> QuerySet[Report]:
    """Those that this person may see; those of a study whose texts they may open, once everyone may read them."""
    seen = Report.objects.visible_to(user).filter(freeze__campaign__study=study_id)
    public = Report.objects.published().filter(freeze__campaign__study__in=_studies(user, study_id))
    visible = Report.objects.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=public.values("pk")))
    return visible.filter(state=Report.State.READY).select_related("freeze__campaign__study")


KINDS: dict[str, Kind] = {
    "questionnaire": Kind(
        _("Questionnaire facile à lire"),
        _versions,
        easy_document,
        advice=_("Ajoutez au questionnaire des textes en « Français simple (fr-simple) », puis revenez ici."),
    ),
    "collecte": Kind(_("Mot d’accueil facile à lire"), campaigns_seen, campaign_document),
    "message": Kind(_("Invitation facile à lire"), wordings_seen, wording_document),
    "ecrit": Kind(_("Écrit de l’étude"), _writings, writing_document),
    "etude": Kind(_("Présentation de l’étude"), _studies, study_document),
    "rapport": Kind(_("Phrases du rapport"), _reports, report_document, ask_for_mark),
}
"""By the word of the address."""


@dataclass(frozen=True, slots=True)
class Named:
    """One text and its address."""

    kind: str
    label: str | Promise
    ident: int
    document: Document


def texts_of(user: User, study_id: int) -> Iterator[Named]:
    """Every text of the study that this person may see and that says something; of a questionnaire, the last version."""
    for word, kind in KINDS.items():
        found: set[str] = set()
        for row in kind.seen(user, study_id):
            document = kind.document(row)
            if document.passages and document.key not in found:
                found.add(document.key)
                yield Named(word, kind.label, row.pk, document)
