"""Static files as they are served: named by their content, compressed, each style sheet in one file.

A style sheet of ours is written as one file an idea, imported in order. Read as such by a browser, each import waits
for the one before: a second and more on a slow line. Scripts leave their comments behind: a fifth of their weight.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRIES = ("ui/css/respond.css", "ui/css/arpent.css")
_IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\);\n?')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_REMARK = re.compile(r"^[ \t]*//.*\n|(?<=[;{})]) // .*$", re.MULTILINE)
_FROM_A_COMPONENT = re.compile(r'url\("\.\./\.\./')

type Sources = Mapping[str, tuple[Storage, str]]


class Bundled(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Puts what an entry imports in its place, then names and compresses."""

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        bundled: dict[str, tuple[Storage, str]] = {}
        for name in ENTRIES if not dry_run else ():
            if name in paths:
                self.delete(name)
                self._save(name, ContentFile(whole(name, paths).encode()))
                bundled[name] = (self, name)
        for name in () if dry_run else [name for name in paths if is_our_script(name)]:
            self.delete(name)
            self._save(name, ContentFile(_REMARK.sub("", _read(name, paths)).encode()))
            bundled[name] = (self, name)
        yield from super().post_process({**paths, **bundled}, dry_run, **options)


def is_our_script(name: str) -> bool:
    """A module of ours, not what a library brings."""
    return name.startswith("ui/js/") and name.endswith(".js")


def whole(name: str, paths: Sources) -> str:
    """A style sheet with what it imports in its place and without its comments, always from the sources."""
    folder = name.rpartition("/")[0]
    text = _IMPORT.sub(lambda line: _imported(f"{folder}/{line['name']}", paths), _read(name, paths))
    return _COMMENT.sub("", text)


def _imported(name: str, paths: Sources) -> str:
    text = _read(name, paths)
    return _FROM_A_COMPONENT.sub('url("../', text) if "/components/" in name else text


def _read(name: str, paths: Sources) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
