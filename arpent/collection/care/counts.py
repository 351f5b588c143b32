"""How people agreed and were helped, in a campaign: counts only, small ones hidden."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, TextChoices
from django.utils.translation import gettext as _

from arpent.accounts.models import User
from arpent.collection.care.outcomes import Assent, Guardian, Understood
from arpent.collection.models import Campaign, Link, Response, ResponseQuerySet
from arpent.collection.reach import Reached, protected
from arpent.collection.sittings import instrument_of
from arpent.instrument.values import text_in

MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that was counted: its title, and each value with its number."""

    title: str
    lines: Sequence[tuple[str, Reached]]


def around(campaign: Campaign, user: User, *, sum_hidden: bool) -> list[Counted]:
    """What is counted around the questions, in the links that this person sees; nothing that nobody said."""
    links = list(
        Link.objects.visible_to(user)
        .filter(campaign=campaign)
        .select_related("version")
        .defer("version__content")
    )
    kept = Response.objects.kept().filter(link__in=links)
    counts = _counts(kept)
    groups = [
        Counted(title, _split(counts[field], choices, sum_hidden))
        for field, (title, choices) in _fields().items()
    ]
    groups += [
        Counted(_("Questions les plus expliquées"), _explained(kept, links)),
        Counted(_("Dire non, retirer"), _left(links)),
    ]
    return [group for group in groups if group.lines]


def _fields() -> Mapping[str, tuple[str, type[TextChoices]]]:
    return {
        "understood": (_("L’accord est compris"), Understood),
        "assent": (_("On répond à sa place : la personne"), Assent),
        "guardian": (_("Tuteur ou curateur"), Guardian),
        "helper": (_("Qui a aidé"), Response.Helper),
    }


def _counts(kept: ResponseQuerySet) -> Mapping[str, Counter[str]]:
    """How many said each thing, in one query."""
    names = tuple(_fields())
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for *said, n in kept.order_by().values_list(*names).annotate(n=Count("pk")):
        for name, value in zip(names, said, strict=True):
            counts[name][value] += n
    return counts


def _split(
    counted: Mapping[str, int], choices: type[TextChoices], sum_hidden: bool
) -> list[tuple[str, Reached]]:
    """Those who said nothing are counted with the others when it comes to hiding, and not shown."""
    hidden = protected(counted, sum_hidden=sum_hidden)
    return [
        (str(label), Reached(counted[value], None, hidden.get(value, "")))
        for value, label in choices.choices
        if counted.get(value)
    ]


def _alone(n: int) -> Reached:
    return Reached(n, None, protected({0: n}).get(0, ""))


def _explained(kept: ResponseQuerySet, links: Sequence[Link]) -> list[tuple[str, Reached]]:
    """How many people opened the explanation of a question, the most explained first."""
    opened: Counter[tuple[int, str]] = Counter()
    for version, clarified in kept.exclude(clarified={}).values_list("link__version", "clarified"):
        opened.update((version, name) for name in clarified)
    versions = {link.version_id: link.version for link in links}
    lines = []
    for (version, name), n in opened.most_common(MOST_QUESTIONS):
        question = instrument_of(versions[version]).question(name)
        lines.append((text_in(question.label, "fr", name), _alone(n)))
    return lines


def _left(links: Sequence[Link]) -> list[tuple[str, Reached]]:
    named = (
        (_("ont dit non"), sum(link.refusals for link in links)),
        (_("ont retiré leurs réponses"), sum(link.withdrawals for link in links)),
    )
    return [(label, _alone(n)) for label, n in named if n]
