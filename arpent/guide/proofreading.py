"""A page of the guide, as proofreading sees it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from arpent.guide.pages_shown import Page
from arpent.guide.shipped import explained
from arpent.proofreading.documents import Document, Passage

_BEFORE_A_TITLE = re.compile(r"^(?=## )", re.MULTILINE)


def page_document(page: Page) -> Document:
    """Its title, its opening, then each part under its own title."""
    return Document(f"guide-{page.slug}", page.title, tuple(_passages(page)), explained=explained())


def _passages(page: Page) -> Iterator[Passage]:
    yield Passage(_("Titre"), "", page.title)
    if page.lead:
        yield Passage(_("En deux phrases"), "", page.lead)
    for part in filter(str.strip, _BEFORE_A_TITLE.split(page.body)):
        yield Passage(part.splitlines()[0].removeprefix("## "), "", part, markdown=True)
