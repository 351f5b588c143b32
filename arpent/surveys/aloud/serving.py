"""Clips as browsers ask for them: kept for ever once heard, and in parts where a phone wants parts."""

import re

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse

from arpent.surveys.aloud.reading import keys_of
from arpent.surveys.models import Clip, Recording, Version
from arpent.ui.aloud import MOST
from arpent.voice.sounds import MP3, SOUNDS

KEPT = "private, max-age=31536000, immutable"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def served(request: HttpRequest, version: Version, names: str) -> HttpResponse:
    """The clips of these keys, joined by hyphens, if they are all of this version: one file, as one sound."""
    keys = names.split("-")
    if len(keys) > MOST or not set(keys) <= {key for said in keys_of(version).values() for key in said}:
        raise Http404
    found = {**_clips(keys), **_recordings(keys)}
    kinds = {found[key][1] for key in keys if key in found}
    if len(found) < len(set(keys)) or (len(keys) > 1 and kinds != {MP3.content_type}):
        raise Http404
    answer = part_of(request, b"".join(_content(found[key][0]) for key in keys), kinds.pop())
    answer.headers["Cache-Control"] = KEPT
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def part_of(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    """The bytes that were asked for: phones by Apple play nothing that cannot be had in parts."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not (asked[1] or asked[2]):
        answer = HttpResponse(content, content_type=content_type)
    else:
        first = int(asked[1]) if asked[1] else max(0, len(content) - int(asked[2]))
        last = min(int(asked[2]), len(content) - 1) if asked[1] and asked[2] else len(content) - 1
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
        answer = HttpResponse(content[first : last + 1], content_type=content_type, status=206)
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    answer.headers["Accept-Ranges"] = "bytes"
    return answer


def _clips(keys: list[str]) -> dict[str, tuple[FieldFile, str]]:
    found = Clip.objects.filter(key__in=keys)
    return {clip.key: (clip.file, MP3.content_type) for clip in found}


def _recordings(keys: list[str]) -> dict[str, tuple[FieldFile, str]]:
    types = {sound.ending: sound.content_type for sound in SOUNDS}
    found = Recording.objects.filter(key__in=keys)
    return {one.key: (one.file, types[one.ending]) for one in found}


def _content(file: FieldFile) -> bytes:
    try:
        with file.open("rb") as opened:
            return bytes(opened.read())
    except FileNotFoundError as missing:
        raise Http404 from missing
