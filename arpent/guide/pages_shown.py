"""The pages as people read them: those that come with Arpent, in the network's own words where it wrote some."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.guide.models import Wording
from arpent.guide.shipped import Shipped, pages


@dataclass(frozen=True, slots=True)
class Page:
    """One page, with what the network wrote of it last."""

    shipped: Shipped
    wording: Wording | None = None

    @property
    def own(self) -> Wording | None:
        """The network's words, while it keeps them."""
        return None if self.wording is None or self.wording.shipped else self.wording

    @property
    def slug(self) -> str:
        return self.shipped.slug

    @property
    def title(self) -> str:
        return self.own.title if self.own else self.shipped.title

    @property
    def lead(self) -> str:
        return self.own.lead if self.own else self.shipped.lead

    @property
    def body(self) -> str:
        return self.own.body if self.own else self.shipped.body


def all_pages() -> list[Page]:
    """In the order in which they are read."""
    wordings = Wording.objects.by_page()
    return [Page(shipped, wordings.get(slug)) for slug, shipped in pages().items()]


def parts(shown: Sequence[Page]) -> dict[str, list[Page]]:
    """The pages under the part of the guide that they belong to."""
    found: dict[str, list[Page]] = {}
    for page in shown:
        found.setdefault(page.shipped.part, []).append(page)
    return found


def around(shown: Sequence[Page], slug: str) -> tuple[Page | None, Page, Page | None]:
    """The page before, this one, the one after. Raises KeyError for a page that does not exist."""
    at = next((at for at, page in enumerate(shown) if page.slug == slug), None)
    if at is None:
        raise KeyError(slug)
    return (shown[at - 1] if at else None), shown[at], (shown[at + 1] if at + 1 < len(shown) else None)


def page_of_step(*, number: int, title: str, steps: int) -> Page | None:
    """What the guide says of a step: found by its title, or by its number when the method has as many steps."""
    told = [page for page in pages().values() if page.step]
    by_title = next((page for page in told if page.step_title == title), None)
    by_number = next((page for page in told if page.step == number and len(told) == steps), None)
    found = by_title or by_number
    return Page(found, Wording.objects.latest_of(found.slug)) if found else None
