"""The pictures and sounds that come with a questionnaire. They come from outside: name, size and content are checked."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from arpent.instrument.values import Group, Instrument, Item, Texts

type Upload = UploadedFile[bytes]
"""A file as a form receives it."""

LARGEST = 5 * 2**20  # bytes a file
MOST = 200

SIGNATURES: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    ".ogg": (b"OggS",),
    ".wav": (b"RIFF",),
}
CONTAINERS = {".webp": b"WEBP", ".wav": b"WAVE"}  # what a RIFF file says it holds
CONTENT_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
}


def plain_name(name: str) -> str:
    """The name without folders, without control characters, at most 120 characters long."""
    base = PurePath(name.replace("\\", "/")).name
    kept = re.sub(r"[\x00-\x1f\x7f<>:\"|?*]", "", base).strip(" .")
    stem, ending = PurePath(kept).stem, PurePath(kept).suffix
    return f"{stem[: 120 - len(ending)]}{ending}"


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def refusals(files: Iterable[Upload], *, among: Collection[str] = tuple(SIGNATURES)) -> Iterator[str]:
    """Why some of these files cannot be kept, each in one sentence. `among`: the endings that are received."""
    seen: set[str] = set()
    for number, file in enumerate(files, 1):
        name = plain_name(file.name or "")
        if number > MOST:
            yield _("Plus de %(most)s pièces jointes. Retirez celles que le questionnaire ne montre pas.") % {
                "most": MOST
            }
            return
        if name in seen:
            yield _("« %(name)s » est jointe deux fois. Gardez-en une.") % {"name": name}
        seen.add(name)
        yield from _refusals(name, file, among)


def _refusals(name: str, file: Upload, among: Collection[str]) -> Iterator[str]:
    ending = ending_of(name)
    if ending not in among:
        yield _("« %(name)s » n’est pas d’un type reçu. Enregistrez-la en %(types)s.") % {
            "name": name,
            "types": ", ".join(among),
        }
    elif (file.size or 0) > LARGEST:
        yield _("« %(name)s » dépasse %(most)s Mo. Réduisez-la.") % {"name": name, "most": LARGEST // 2**20}
    elif not _is_what_it_says(ending, file):
        yield _(
            "Le contenu de « %(name)s » n’est pas celui d’un fichier %(ending)s. Enregistrez-la à nouveau."
        ) % {
            "name": name,
            "ending": ending,
        }


def _is_what_it_says(ending: str, file: Upload) -> bool:
    file.seek(0)
    start = file.read(16)
    file.seek(0)
    held = CONTAINERS.get(ending)
    return start.startswith(SIGNATURES[ending]) and (held is None or start[8:12] == held)


def cited(instrument: Instrument) -> set[str]:
    """The names of the files that the questionnaire shows or plays."""
    shown = {
        name for item in _every(instrument.items) for texts in item.media.values() for name in _names(texts)
    }
    for choices in instrument.choices.values():
        shown |= {name for choice in choices for texts in choice.media.values() for name in _names(texts)}
    return shown


def _names(texts: Texts) -> Iterator[str]:
    return (name for name in texts.values() if name)


def _every(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _every(item.items)
