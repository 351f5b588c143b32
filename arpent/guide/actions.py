"""What a person decides about a page of the guide: write it in the network's words, return to the shipped ones."""

from arpent.accounts.models import User
from arpent.guide.models import Wording


def write_page(*, slug: str, title: str, lead: str, body: str, by: User) -> Wording:
    """The network's own words, from now on. The former ones stay in the history."""
    return Wording.objects.create(slug=slug, title=title, lead=lead, body=body, by=by)


def return_to_shipped(*, slug: str, by: User) -> None:
    """The text that comes with Arpent is shown again. What the network wrote stays in the history."""
    last = Wording.objects.latest_of(slug)
    if last and not last.shipped:
        Wording.objects.create(slug=slug, shipped=True, by=by)


def take_up(*, wording: Wording, by: User) -> None:
    """Show a former wording again."""
    write_page(slug=wording.slug, title=wording.title, lead=wording.lead, body=wording.body, by=by)
