"""The pictures and sounds that a version shows."""

import mimetypes
from collections.abc import Callable

from django.http import FileResponse, Http404

from arpent.collection.sittings import instrument_of
from arpent.surveys.attachments import cited
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


OPENMOJI = "OpenMoji, CC BY-SA 4.0"


def credits_of(version: Version) -> list[str]:
    """Whose pictures the questionnaire shows, as far as their licences ask for it."""
    shown = cited(instrument_of(version))
    own = {
        name: credit for name, credit in version.attachments.values_list("name", "credit") if name in shown
    }
    found = sorted({credit for credit in own.values() if credit})
    return [*found, OPENMOJI] if any(named(name) for name in shown - own.keys()) else found


def addresses(version: Version, address: Callable[[str], str]) -> Callable[[str], str]:
    """Where what a form names is found: its own files at `address`, else the pictograms; empty elsewhere."""
    own = frozenset(version.attachments.values_list("name", flat=True))

    def found(name: str) -> str:
        if name in own:
            return address(name)
        picto = named(name)
        return picto.colour if picto else ""

    return found
