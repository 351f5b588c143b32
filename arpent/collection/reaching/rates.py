"""How many of those who were invited have answered, and how many answers were expected, place by place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from arpent.collection.models import Link
from arpent.collection.reach import TOO_FEW, Reached, protected, reached_by_link
from arpent.collection.reaching.models import Invitation, Quota, Roll


@dataclass(frozen=True, slots=True)
class Rate:
    """One place. `used` is out of the invitations that arrived; `answers` out of those that are expected."""

    link: Link
    written: int
    returned: int
    used: Reached
    answers: Reached

    @property
    def share(self) -> float | None:
        """The response rate of invitations; None when it is not shown, or of nobody."""
        return None if self.used.says or not self.used.total else self.used.done / self.used.total


def rates(links: Sequence[Link]) -> list[Rate]:
    """The rate of each link, small numbers hidden along each audience. Five queries, whatever the size."""
    answers = reached_by_link(links)
    rolls = {roll.link_id: roll for roll in Roll.objects.filter(link__in=links)}
    targets = dict(Quota.objects.filter(link__in=links).values_list("link", "target"))
    there = {
        link: (written, returned)
        for link, written, returned in Invitation.objects.filter(link__in=links)
        .values_list("link")
        .annotate(n=Count("pk", filter=Q(written=True)), returned=Count("pk", filter=Q(returned=True)))
    }
    used = {link.pk: rolls[link.pk].used if link.pk in rolls else 0 for link in links}
    hidden = _hidden(links, used, answers)
    found = []
    for link in links:
        roll, (written, returned) = rolls.get(link.pk, Roll()), there.get(link.pk, (0, 0))
        written, returned = written + roll.invited, returned + roll.returned
        heard = answers[link.pk]
        found.append(
            Rate(
                link,
                written,
                returned,
                Reached(used[link.pk], written - returned, hidden.get(link.pk, "")),
                Reached(heard.done, targets.get(link.pk), heard.says),
            )
        )
    return found


def _hidden(links: Sequence[Link], used: dict[int, int], answers: dict[int, Reached]) -> dict[int, str]:
    """What to say instead of a number of used codes: too small itself, or giving a small one by difference."""
    hidden: dict[int, str] = {}
    for audience in {link.audience for link in links}:
        hidden |= protected({link.pk: used[link.pk] for link in links if link.audience == audience})
    for pk, heard in answers.items():
        if used[pk] and (heard.says or 0 < heard.done - used[pk] < TOO_FEW):
            hidden.setdefault(pk, _("non montré"))
    return hidden
