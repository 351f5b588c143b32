"""The pictures and sounds that a version shows."""

import mimetypes
from collections.abc import Callable

from django.http import FileResponse, Http404

from arpent.surveys.models import Attachment, Version
from arpent.ui.pictos import named

SAFE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/")


def served(attachment: Attachment) -> FileResponse:
    """The file, as what its name says; anything but a picture or a sound is not shown."""
    kind = mimetypes.guess_type(attachment.name)[0] or ""
    if not kind.startswith(SAFE):
        raise Http404
    response = FileResponse(attachment.file.open("rb"), content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def addresses(version: Version, address: Callable[[str], str]) -> Callable[[str], str]:
    """Where what a form names is found: its own files at `address`, else the pictograms; empty elsewhere."""
    own = frozenset(version.attachments.values_list("name", flat=True))

    def found(name: str) -> str:
        if name in own:
            return address(name)
        picto = named(name)
        return picto.colour if picto else ""

    return found
