"""How many have answered, out of how many, and what is too few to be shown."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.collection.models import Campaign, Link, Response
from arpent.studies.models import Audience, Participation, Population

TOO_FEW = 5
"""From 1 to 4 answers the number is shown to no one: nobody is told apart for having answered."""


@dataclass(frozen=True, slots=True)
class Reached:
    """So many answers out of so many people; `says` stands in for a number that is not shown."""

    done: int
    total: int | None = None
    says: str = ""

    @property
    def beyond(self) -> bool:
        """More answers than people: the population is out of date, or the link went further than meant."""
        return not self.says and self.total is not None and self.done > self.total


def protected[Key: Hashable](counts: Mapping[Key, int], *, sum_hidden: bool = False) -> dict[Key, str]:
    """What to say instead of each number that must not be shown, the total being known elsewhere or not.

    From 1 to 4: « moins de 5 ». When only one number is hidden the total would give it back, so the smallest
    of the others is hidden with it. With `sum_hidden` the sum itself must not be found: one number is hidden.
    """
    hidden = {key: _("moins de 5") for key, n in counts.items() if 0 < n < TOO_FEW}
    others = {key: n for key, n in counts.items() if n >= TOO_FEW}
    if others and (len(hidden) == 1 or (sum_hidden and not hidden)):
        hidden[min(others, key=lambda key: others[key])] = _("non montré")
    return hidden


@dataclass(frozen=True, slots=True)
class Row:
    """One association: what it reached, audience by audience."""

    participation: Participation
    cells: list[tuple[Audience, Reached | None]]  # None: this audience is not asked there
    silent: bool  # nobody has been heard in one of its audiences


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of collection."""

    starts_on: date
    done: Reached


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A campaign as one person may see it."""

    rows: list[Row]
    totals: list[tuple[Audience, Reached]]
    weeks: list[Week]
    voices: list[tuple[str, Reached]]
    overall: Reached
    ongoing: Reached


def dashboard(campaign: Campaign, user: User) -> Dashboard:
    """The figures of the links that this person sees. Six queries, whatever the size."""
    links = list(Link.objects.visible_to(user).filter(campaign=campaign).detailed())
    kept = Response.objects.kept().filter(link__in=links)
    cells = _cells(links, kept)
    ongoing = Response.objects.filter(link__in=links, status=Response.Status.ONGOING).count()
    totals = _totals(cells)
    overall = _overall(totals)
    return Dashboard(
        rows=_rows(cells),
        totals=totals,
        weeks=_weeks(kept, bool(overall.says)),
        voices=_voices(kept, bool(overall.says)),
        overall=overall,
        ongoing=_alone(ongoing),
    )


type Cells = dict[tuple[Participation, Audience], Reached]


def _alone(n: int, total: int | None = None) -> Reached:
    return Reached(n, total, protected({0: n}).get(0, ""))


def _cells(links: list[Link], kept: QuerySet[Response]) -> Cells:
    """The numbers of each audience of each association, hidden along each audience."""
    done = dict(kept.order_by().values_list("link").annotate(n=Count("pk")))
    sizes = {
        (participation, audience): size
        for participation, audience, size in Population.objects.filter(
            participation__in={link.participation_id for link in links}
        ).values_list("participation", "audience", "size")
    }
    hidden: dict[int, str] = {}
    for audience in {link.audience for link in links}:
        hidden |= protected({link.pk: done.get(link.pk, 0) for link in links if link.audience == audience})
    return {
        (link.participation, link.audience): Reached(
            done.get(link.pk, 0),
            sizes.get((link.participation_id, link.audience.pk)),
            hidden.get(link.pk, ""),
        )
        for link in links
    }


def reached_by_link(links: Sequence[Link]) -> dict[int, Reached]:
    """The same numbers by link, hidden in the same way."""
    found = _cells(list(links), Response.objects.kept().filter(link__in=links))
    return {link.pk: found[link.participation, link.audience] for link in links}


def _ordered(audiences: Iterable[Audience]) -> list[Audience]:
    return sorted(set(audiences), key=lambda audience: (audience.rank, audience.name))


def _rows(cells: Cells) -> list[Row]:
    audiences = _ordered(audience for _participation, audience in cells)
    places = dict.fromkeys(participation for participation, _audience in cells)
    return [
        Row(
            place,
            [(audience, cells.get((place, audience))) for audience in audiences],
            any((cell := cells.get((place, audience))) and not cell.done for audience in audiences),
        )
        for place in places
    ]


def _totals(cells: Cells) -> list[tuple[Audience, Reached]]:
    totals = []
    for audience in _ordered(audience for _participation, audience in cells):
        column = [cell for (_participation, other), cell in cells.items() if other == audience]
        known = [cell.total for cell in column if cell.total is not None]
        total = sum(known) if len(known) == len(column) else None
        totals.append((audience, _alone(sum(cell.done for cell in column), total)))
    return totals


def _overall(totals: list[tuple[Audience, Reached]]) -> Reached:
    """All audiences together; not shown when it would give back the one that is hidden."""
    done = sum(total.done for _audience, total in totals)
    hidden = [total for _audience, total in totals if total.says]
    if len(hidden) == 1 and len(totals) > 1:
        return Reached(done, None, _("non montré"))
    return _alone(done)


def _weeks(kept: QuerySet[Response], sum_hidden: bool) -> list[Week]:
    counted = dict(
        kept.order_by().annotate(week=TruncWeek("day")).values_list("week").annotate(n=Count("pk"))
    )
    if not counted:
        return []
    hidden = protected(counted, sum_hidden=sum_hidden)
    span = (max(counted) - min(counted)).days // 7
    mondays = [min(counted) + timedelta(weeks=n) for n in range(span + 1)]
    return [
        Week(day, Reached(counted.get(day, 0), max(counted.values()), hidden.get(day, ""))) for day in mondays
    ]


def _voices(kept: QuerySet[Response], sum_hidden: bool) -> list[tuple[str, Reached]]:
    counted = dict(kept.order_by().values_list("voice").annotate(n=Count("pk")))
    hidden = protected(counted, sum_hidden=sum_hidden)
    return [
        (str(voice.label), Reached(counted[voice.value], None, hidden.get(voice.value, "")))
        for voice in Response.Voice
        if counted.get(voice.value)
    ]
