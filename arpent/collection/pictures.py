"""The pictures and sounds that a version shows."""

import mimetypes

from django.http import FileResponse, Http404

from arpent.surveys.models import Attachment, Version

SAFE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/")


def served(attachment: Attachment) -> FileResponse:
    """The file, as what its name says; anything but a picture or a sound is not shown."""
    kind = mimetypes.guess_type(attachment.name)[0] or ""
    if not kind.startswith(SAFE):
        raise Http404
    response = FileResponse(attachment.file.open("rb"), content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def names_of(version: Version) -> frozenset[str]:
    """What can be shown of a version."""
    return frozenset(version.attachments.values_list("name", flat=True))
