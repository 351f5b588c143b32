"""Crossed views as tables of words: the answers of each audience, then every two of them."""

from arpent.analysis.crossed.values import Crossed, Gap, Said, Sight
from arpent.analysis.figures import Suppression
from arpent.reports.crossings.sentences import Names, counted, difference, span, value
from arpent.reports.document import ANYONE
from arpent.reports.tables import WHY, Cell, Line, Table
from arpent.reports.typography import interval, percent, points, typeset, whole

VERDICTS = {
    Said.DIFFER: "diffèrent",
    Said.ALIKE: "à peu près pareil",
    Said.CANNOT_TELL: "nous ne pouvons pas trancher",
}


def tables(view: Crossed, names: Names) -> tuple[Table, ...]:
    """Answers by audience; gaps by pair, when any can be said."""
    labels = next((tuple(one.label for one in sight.numbers) for sight in view.sights if sight.numbers), ())
    heads = tuple(typeset(label) for label in labels)
    mean = () if view.is_share else ("Moyenne",)
    answers = Table(
        typeset(view.title),
        "Public",
        (*heads, *mean, "n"),
        tuple(
            Line(_capital(names, sight.audience), _cells(view, sight, len(labels))) for sight in view.sights
        ),
    )
    return (answers, _pairs(view, names)) if view.gaps else (answers,)


def _cells(view: Crossed, sight: Sight, answers: int) -> tuple[Cell, ...]:
    if sight.n is None:
        hidden = Cell(typeset(WHY[Suppression.NONE]), hidden=True)
        return (hidden,) * (answers + (1 if view.is_share else 2))
    shares = [_share(one.value, one.low, one.high) for one in sight.numbers]
    found = sight.mean
    mean = []
    if found is not None and not view.is_share:
        told = f" {span(view, found)}" if found.low is not None else ""
        mean = [Cell(f"{value(view, found.value)}{told}")]
    return (*shares, *mean, Cell(whole(sight.n)))


def _share(share: float | None, low: float | None, high: float | None) -> Cell:
    told = percent(share or 0.0)
    return Cell(told if low is None or high is None else f"{told} {interval(points(low), points(high))}")


def _pairs(view: Crossed, names: Names) -> Table:
    what = counted(view)
    return Table(
        typeset(f"Écarts : {what}") if what else "Écarts entre publics",
        "Le second moins le premier",
        ("Écart", "Recouvrement", "Chance que le second réponde plus haut", "Verdict"),
        tuple(
            Line(
                f"{_capital(names, gap.first)}, {names.get(gap.second, ANYONE).plural}", _compared(view, gap)
            )
            for gap in view.gaps
        ),
    )


def _compared(view: Crossed, gap: Gap) -> tuple[Cell, ...]:
    told = f"{difference(view, gap.gap.value or 0.0)} {span(view, gap.gap)}".rstrip()
    shares = [_share(one.value, one.low, one.high) for one in (gap.overlap, gap.higher)]
    return (Cell(told), *shares, Cell(VERDICTS[gap.said]))


def _capital(names: Names, code: str) -> str:
    plural = names.get(code, ANYONE).plural
    return plural[:1].upper() + plural[1:]
