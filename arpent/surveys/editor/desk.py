"""The desk at which a draft is written: what every page of the editor needs, and the ways it may be refused."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from arpent.accounts.http import PersonalRequest
from arpent.instrument.editing.items import NotThere
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.values import Instrument
from arpent.studies.models import Study
from arpent.surveys.actions import VersionFrozen
from arpent.surveys.editor.drafts import Edit, Meanwhile, change, history
from arpent.surveys.models import Version
from arpent.surveys.words import edition

type Page = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft, its questionnaire as it was when the page was asked, and who writes."""

    request: PersonalRequest
    study: Study
    version: Version
    instrument: Instrument

    def write(self, edit: Edit, what: str, *, place: str = "") -> Instrument:
        """One change, kept. Raises EditRefused, NotThere, Meanwhile."""
        return change(
            version=self.version,
            edit=edit,
            what=what,
            by=self.request.user,
            at=timezone.now(),
            place=place,
        )

    def page(self, **more: object) -> dict[str, object]:
        """What every page of the editor shows, and more."""
        changes, undoes, redoes = history(self.version)
        known: dict[str, object] = {
            "study": self.study,
            "version": self.version,
            "instrument": self.instrument,
        }
        known["editions"] = [(tag, edition(tag)) for tag in self.instrument.editions]
        return {**known, "changes": changes, "undoes": undoes, "redoes": redoes, **more}

    def outline(self, ident: str = "") -> HttpResponse:
        """Back to the outline, at that line."""
        answer = redirect("surveys:edit", self.study.pk, self.version.pk)
        answer["Location"] += f"#{ident}" if ident else ""
        return answer


def at_desk(page: Page) -> Page:
    """A page for those who run the study, on a version that is still a draft."""

    @wraps(page)
    def seated(request: PersonalRequest, study_id: int, version_id: int, **rest: object) -> HttpResponse:
        mine = Version.objects.run_by(request.user).filter(questionnaire__study=study_id)
        related = "questionnaire__study", "questionnaire__audience"
        version = get_object_or_404(mine.select_related(*related), pk=version_id)
        if version.is_published:
            return _frozen(request, study_id, version_id)
        desk = Desk(request, version.questionnaire.study, version, version.instrument)
        try:
            return page(desk, **rest)
        except VersionFrozen:
            return _frozen(request, study_id, version_id)
        except NotThere:
            messages.error(request, _("Ce que vous cherchez a été retiré du questionnaire pendant ce temps."))
            return desk.outline()

    return seated


def _frozen(request: PersonalRequest, study_id: int, version_id: int) -> HttpResponse:
    messages.info(
        request, _("Cette version est publiée : elle ne change plus. Dupliquez-la pour la modifier.")
    )
    return redirect("surveys:version", study_id, version_id)


def told(request: PersonalRequest, refused: EditRefused) -> None:
    """Say why an edit was refused."""
    messages.error(request, f"{refused}.")


def unless_changed(mark: Callable[[Instrument], str], seen: str, edit: Edit) -> Edit:
    """The edit, refused when somebody else has changed what the page showed, unless it comes to the same."""

    def guarded(instrument: Instrument) -> Instrument:
        after = edit(instrument)
        if after != instrument and mark(instrument) != seen:
            raise Meanwhile
        return after

    return guarded
