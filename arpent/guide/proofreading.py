"""A page of the guide, as proofreading sees it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from arpent.guide.pages_shown import Page
from arpent.guide.shipped import explained
from arpent.proofreading.documents import Document, Passage

_BEFORE_A_TITLE = re.compile(r"^(?=## )", re.MULTILINE)


def page_document(page: Page) -> Document:
    """Its title, its opening, the titles of its parts, then each part."""
    return Document(f"guide-{page.slug}", page.title, tuple(_passages(page)), explained=explained())


def _passages(page: Page) -> Iterator[Passage]:
    yield Passage(_("Titre"), "", page.title)
    if page.lead:
        yield Passage(_("En deux phrases"), "", page.lead)
    parts = [_part(text) for text in _BEFORE_A_TITLE.split(page.body) if text.strip()]
    yield from (Passage(_("Titre d’une partie"), "", title) for title, _words in parts if title)
    yield from (Passage(title or _("Texte"), "", words, markdown=True) for title, words in parts if words)


def _part(text: str) -> tuple[str, str]:
    """Its title, or nothing when none stands above it, and what stands below."""
    first, _, rest = text.partition("\n")
    return (
        (first.removeprefix("## ").strip(), rest.strip()) if first.startswith("## ") else ("", text.strip())
    )
