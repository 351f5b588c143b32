"""What a study says of itself, as proofreading sees it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from arpent.proofreading.documents import Document, passages
from arpent.studies.models import Study, Writing


def study_document(study: Study) -> Document:
    """Its subject, its question and its steps."""
    return Document(f"etude-{study.pk}", str(study), passages(*_texts(study)))


def writing_document(writing: Writing) -> Document:
    """Its title, then each part between empty lines."""
    parts = [part.strip() for part in writing.words.replace("\r\n", "\n").split("\n\n")]
    told = ((_("Titre"), "", writing.title, False), *((_("Texte"), "", part, False) for part in parts))
    return Document(f"ecrit-{writing.pk}", str(writing), passages(*told))


def _texts(study: Study) -> Iterator[tuple[str, str, str, bool]]:
    yield _("Titre"), "", study.title, False
    yield _("Sujet"), "", study.subject, False
    yield _("Question évaluative"), "", study.question, False
    for step in study.steps.all():
        yield _("Étape"), str(step.number), step.title, False
        yield _("Question de l’étape"), str(step.number), step.question, False
        yield _("Livrable"), str(step.number), step.deliverable, False
