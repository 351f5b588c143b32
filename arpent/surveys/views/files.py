"""Files that leave: always as an attachment, never shown in place, and only to who may see the study."""

from django.core.files.base import ContentFile
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from arpent.accounts.http import PersonalRequest
from arpent.instrument.writing import write_xlsform
from arpent.surveys.attachments import CONTENT_TYPES, ending_of
from arpent.surveys.models import Attachment, Version

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: PersonalRequest, study_id: int, version_id: int) -> FileResponse:
    """The file as it was deposited."""
    shown = _version(request, study_id, version_id)
    if not shown.source:
        raise Http404  # written here, never deposited
    return _sent(shown.source.open("rb"), shown.source_name, "application/octet-stream")


def rewritten(request: PersonalRequest, study_id: int, version_id: int) -> FileResponse:
    """The questionnaire as Arpent understood it, written as an XLSForm."""
    shown = _version(request, study_id, version_id)
    name = f"{shown.questionnaire.audience.code}-v{shown.number}.xlsx"
    return _sent(ContentFile(write_xlsform(shown.instrument)), name, SHEET)


def attachment(request: PersonalRequest, study_id: int, version_id: int, attachment_id: int) -> FileResponse:
    """A picture or a sound of a version."""
    files = Attachment.objects.filter(version=_version(request, study_id, version_id))
    shown = get_object_or_404(files, pk=attachment_id)
    content_type = CONTENT_TYPES.get(ending_of(shown.name), "application/octet-stream")
    return _sent(shown.file.open("rb"), shown.name, content_type)


def _version(request: PersonalRequest, study_id: int, version_id: int) -> Version:
    visible = Version.objects.visible_to(request.user).filter(questionnaire__study=study_id)
    return get_object_or_404(visible.select_related("questionnaire__audience"), pk=version_id)


def _sent(file: object, name: str, content_type: str) -> FileResponse:
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
