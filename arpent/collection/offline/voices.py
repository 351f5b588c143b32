"""Reading aloud on pages that are drawn beforehand: what stands at a mark is said in the block where it is put."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from arpent.collection.offline.marks import mark
from arpent.surveys.models import Clip, Recording
from arpent.ui.aloud import Aloud, marked
from arpent.voice.sentences import digest, language_of

APART = 90
"""The block of what is drawn apart from its page: no page has as many."""
BLOCK = mark("block")
_CLIPS = re.compile(r'data-clip=\\?"([^"\\]+)\\?"')
_SOUNDS = re.compile(r"<noscript>(?:<audio [^<]*></audio>)+</noscript>")


@dataclass(frozen=True, slots=True)
class Voice:
    """The clips that say a questionnaire; without any, pages are drawn as if there were no voice."""

    keys: Mapping[str, tuple[str, ...]]
    base: str
    cited: tuple[str, ...] = ()  # marks of texts that cite, of which some way to read them can be said

    def page(self, *awaited: str, language: str = "fr", first: int = 1) -> Aloud | None:
        """For one page. At each name that is awaited, something will stand that can be said."""
        if not self.keys:
            return None
        more = {digest(mark(name), language): (name,) for name in awaited}
        cited = {digest(mark(name), language): ("",) for name in self.cited}
        return Aloud({**self.keys, **more, **cited}, self.base, blocks=count(first))

    def said(self, html: str, edition: str, block: str = BLOCK, awaited: Iterable[str] = ()) -> str:
        """A piece of a page with its sentences marked, for whichever block it is put in."""
        language = language_of(edition)
        voice = self.page(*awaited, language=language)
        if voice is None:
            return html
        found, _ = marked(html, language, voice, APART)
        return found.replace(f'data-said="{APART}"', f'data-said="{block}"')


def block_of(page: str, name: str) -> str:
    """The block of what is awaited there under that name; nothing when it is not said."""
    found = re.search(rf'data-said="(\d+)" data-clip="{name}"', page)
    return found[1] if found else ""


def put_apart(page: str, name: str) -> str:
    """What is awaited there under that name is put in with the block that says it."""
    written = mark(name)
    said = rf'<span class="said" data-said="\d+" data-clip="{name}">{written}</span>|{written}'
    return re.sub(said, mark(f"{name}:{block_of(page, name)}"), page)


def without_sounds(written: str) -> str:
    """Nothing for browsers that run no script: they cannot open a device."""
    return _SOUNDS.sub("", written)


def clips_in(written: str) -> set[str]:
    """The keys of every clip that pages may play."""
    return {key for keys in _CLIPS.findall(written) for key in keys.split()}


def weight_of(keys: Iterable[str]) -> int:
    """The bytes of these clips."""
    wanted = list(keys)
    spoken = Clip.objects.filter(key__in=wanted).values_list("key", "size")
    recorded = Recording.objects.filter(key__in=wanted).values_list("key", "size")
    return sum({**dict(spoken), **dict(recorded)}.values())
