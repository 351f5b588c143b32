"""Reading what people wrote: how far it is, and one text with what it may give away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.accounts.models import User
from arpent.analysis.gathering import open_questions
from arpent.analysis.models import OpenAnswer
from arpent.collection.models import Campaign, CampaignQuerySet
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.stats.verbatim import Clue, ClueKind, clues_in
from arpent.studies.models import Audience

CLUES: dict[ClueKind, str | Promise] = {
    ClueKind.EMAIL: _("adresse électronique"),
    ClueKind.ADDRESS: _("adresse"),
    ClueKind.NUMBER: _("numéro"),
    ClueKind.DATE: _("date"),
    ClueKind.AGE: _("âge"),
    ClueKind.NAME: _("nom ou lieu"),
    ClueKind.WORRY: _("mot qui inquiète"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `label` says what it may give away, or is empty."""

    text: str
    label: str | Promise = ""
    worry: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and how far its reading is."""

    version_id: int
    audience: Audience
    question: str
    label: str
    total: int = 0
    waiting: int = 0
    cleared: int = 0

    @property
    def read(self) -> int:
        return self.total - self.waiting

    @property
    def aside(self) -> int:
        return self.read - self.cleared


def campaigns_read(user: User) -> CampaignQuerySet:
    """The campaigns whose open answers this person may read before anyone else."""
    territories = Organisation.objects.allowing(user, Right.READ_TEXTS)
    return Campaign.objects.visible_to(user).filter(study__territory__in=territories)


def progress(campaign: Campaign, version_id: int | None = None, question: str = "") -> list[Asked]:
    """Each question answered in words, or only the one named."""
    counts = _counts(campaign)
    versions = campaign.versions.select_related("questionnaire__audience").order_by(
        "questionnaire__audience__rank"
    )
    return [
        Asked(version.pk, version.questionnaire.audience, name, label, *counts.get((version.pk, name), ()))
        for version in versions
        if version_id in (None, version.pk)
        for name, label in open_questions(version.instrument).items()
        if question in ("", name)
    ]


def _counts(campaign: Campaign) -> dict[tuple[int, str], tuple[int, int, int]]:
    rows = (
        OpenAnswer.objects.filter(response__link__campaign=campaign)
        .values_list("response__link__version", "question")
        .annotate(
            total=Count("pk"),
            waiting=Count("pk", filter=Q(state=OpenAnswer.State.WAITING)),
            cleared=Count("pk", filter=Q(state=OpenAnswer.State.CLEARED)),
        )
    )
    return {
        (version, question): (total, waiting, cleared) for version, question, total, waiting, cleared in rows
    }


def parts_of(text: str, clues: Sequence[Clue]) -> list[Part]:
    """The text cut at its clues, in order, nothing lost."""
    found, at = [], 0
    for clue in clues:
        found.append(Part(text[at : clue.start]))
        found.append(Part(text[clue.start : clue.end], CLUES[clue.kind], clue.kind is ClueKind.WORRY))
        at = clue.end
    return [part for part in (*found, Part(text[at:])) if part.text]


def clues_to_mask(text: str) -> list[Clue]:
    """Those that hiding can help: a word that worries is for someone to hear."""
    return [clue for clue in clues_in(text) if clue.kind is not ClueKind.WORRY]
