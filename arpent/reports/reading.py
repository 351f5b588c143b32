"""What a figure comes down to: the number its sentence is about, and the groups that clearly differ."""

from dataclasses import dataclass

from arpent.analysis.figures import NO_TOPIC, Dependence, Figure, Measure, Number, Panel, Suppression


def headline(figure: Figure, panel: Panel) -> Number | None:
    """The number of this panel that the sentence is about: the favourable share, the mean, or the answer
    that most people give overall. None when it is hidden."""
    number = panel.favourable if panel.favourable else _number_of(panel, _headline_choice(figure))
    return number if number and is_shown(number) else None


def is_shown(number: Number) -> bool:
    """Whether the number may be printed."""
    return number.value is not None and number.suppressed is Suppression.NONE


def ranked(panel: Panel) -> list[Number]:
    """The numbers of a panel that may be printed, the greatest first."""
    shown = [number for number in panel.numbers if is_shown(number)]
    return sorted(shown, key=lambda number: -(number.value or 0.0))


def named(figure: Figure) -> list[Number]:
    """The numbers of the whole, the greatest first; of topics, without the share of those who speak of none."""
    return [one for one in ranked(figure.overall) if not (figure.topics and one.choice == NO_TOPIC)]


def _headline_choice(figure: Figure) -> str | None:
    order = named(figure)
    if not order:
        return None
    best = order[-1] if figure.measure is Measure.MEAN else order[0]  # the smallest mean rank comes first
    return best.choice


def _number_of(panel: Panel, choice: str | None) -> Number | None:
    return next((number for number in panel.numbers if number.choice == choice), None)


def clearly_above(one: Number, other: Number) -> bool:
    """Whether the intervals leave a gap: stricter than a test at the same level, so that several groups
    can be compared without crying wolf."""
    if one.low is None or other.high is None:
        return False
    return one.low > other.high


def strength(found: Dependence) -> str:
    """How strong a link is: small, medium, large from 0.1, 0.3, 0.5 by Cohen's w, or from 0.1, 0.25, 0.4 by his f
    (1988, §7.2 and §8.2)."""
    ends = (0.5, 0.3, 0.1) if found.eta2 is None else (0.4, 0.25, 0.1)
    words = zip(ends, ("fort", "moyen", "faible"), strict=True)
    return next((word for least, word in words if found.w >= least), "très faible")


@dataclass(frozen=True, slots=True)
class Contrast:
    """One breakdown read from the top: the group that stands highest, those clearly below it, the others."""

    by_label: str
    top: tuple[Panel, Number] | None
    below: tuple[tuple[Panel, Number], ...]
    undecided: int  # shown groups, apart from the top, that chance alone could explain
    hidden: int


def contrast(figure: Figure, groups: tuple[Panel, ...]) -> Contrast:
    """Which groups of a breakdown differ, when their intervals do not overlap."""
    shown = [(panel, number) for panel in groups if (number := headline(figure, panel))]
    shown.sort(key=lambda pair: -(pair[1].value or 0.0))
    hidden = len(groups) - len(shown)
    label = groups[0].by_label if groups else ""
    if not shown:
        return Contrast(label, None, (), 0, hidden)
    top, rest = shown[0], shown[1:]
    below = tuple(pair for pair in rest if clearly_above(top[1], pair[1]))
    return Contrast(label, top, below, len(rest) - len(below), hidden)
