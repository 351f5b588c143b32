"""What a crossed view says, in plain French. No view is truer than another: the gap is the finding."""

from collections.abc import Mapping

from arpent.analysis.crossed.values import Crossed, Gap, Said, Sight
from arpent.analysis.figures import Number
from arpent.reports.document import ANYONE, Audience
from arpent.reports.typography import DASH, FIXED, decimal, listed, percent, points, quoted, sentence, typeset

type Names = Mapping[str, Audience]


def says(view: Crossed, names: Names) -> str:
    """The heading of the view."""
    about = f"sur {quoted(typeset(view.title))}"
    if not view.gaps:
        return sentence(f"{about}, trop peu de réponses pour comparer les regards")
    apart = [gap for gap in view.gaps if gap.said is Said.DIFFER]
    if not apart and all(gap.said is Said.ALIKE for gap in view.gaps):
        return sentence(f"{about}, {_all(view, names)} disent à peu près la même chose")
    if not apart:
        return sentence(f"{about}, nous ne pouvons pas dire si les regards diffèrent")
    pairs = listed([_pair(gap, names) for gap in apart], "; et")
    return sentence(f"{about}, {pairs} ne disent pas la même chose")


def tells(view: Crossed, names: Names) -> tuple[str, ...]:
    """One sentence a pair, then the audiences that are not compared."""
    told = [_told(view, gap, names) for gap in view.gaps]
    hidden = [the(names, one.audience) for one in view.sights if one.n is None]
    if hidden:
        told.append(f"trop peu de réponses pour montrer ce que disent {listed(hidden)}")
    if view.missing:
        absent = listed([the(names, code) for code in view.missing])
        told.append(f"la question n’est pas posée de la même façon, ou pas encore, pour {absent}")
    return tuple(sentence(words) for words in told)


def the(names: Names, code: str) -> str:
    """« les familles »."""
    return f"les {names.get(code, ANYONE).plural}"


def value(view: Crossed, number: float | None) -> str:
    """A mean of the view: 72 % for two answers, else 2,41."""
    if number is None:
        return ""
    return percent(number) if view.is_share else decimal(number, 2)


def difference(view: Crossed, number: float) -> str:
    """A gap, its sign said: +12 points, −0,41."""
    sign = "+" if number > 0 else ""
    return f"{sign}{_bare(view, number)}{' points' if view.is_share else ''}"


def span(view: Crossed, number: Number) -> str:
    """The interval of a gap; empty when there is none."""
    if number.low is None or number.high is None:
        return ""
    return f"[{_bare(view, number.low)}{FIXED}{DASH}{FIXED}{_bare(view, number.high)}]"


def counted(view: Crossed) -> str:
    """The answer that a share counts, in words; empty for a scale."""
    numbers = next((one.numbers for one in view.sights if one.numbers), ())
    if not view.is_share or not numbers:
        return ""
    return next((one.label for one in numbers if one.favourable), numbers[0].label)


def _bare(view: Crossed, number: float) -> str:
    return points(number).replace("-", "−") if view.is_share else decimal(number, 2)


def _all(view: Crossed, names: Names) -> str:
    return listed([the(names, one.audience) for one in view.sights if one.n is not None])


def _pair(gap: Gap, names: Names) -> str:
    return f"{the(names, gap.first)} et {the(names, gap.second)}"


def _told(view: Crossed, gap: Gap, names: Names) -> str:
    shared = f"leurs réponses se recouvrent à {percent(gap.overlap.value or 0.0)}"
    if gap.said is Said.DIFFER:
        return f"{_differ(view, gap, names)} ; {shared}"
    reach = f" {span(view, gap.gap)}" if gap.gap.low is not None else ""
    if gap.said is Said.ALIKE:
        least = _size(view, view.margin)
        size = f"{difference(view, gap.gap.value or 0.0)}{reach}"
        return f"{_pair(gap, names)} disent à peu près la même chose : l’écart, {size}, compte pour moins de {least} ; {shared}"
    size = f"{_both(view, gap)}, un écart de {difference(view, gap.gap.value or 0.0)}{reach}"
    told = f"entre {_pair(gap, names)}, nous ne pouvons pas trancher : {size}"
    if gap.smallest is not None:
        told += f", quand il aurait fallu {_size(view, gap.smallest)} pour le voir quatre fois sur cinq"
    return f"{told} ; {shared}"


def _both(view: Crossed, gap: Gap) -> str:
    """The mean of the first against that of the second."""
    means = {one.audience: one for one in view.sights}
    return f"{_mean(view, means[gap.first])} contre {_mean(view, means[gap.second])}"


def _size(view: Crossed, number: float) -> str:
    return f"{_bare(view, number)}{' points' if view.is_share else ''}"


def _differ(view: Crossed, gap: Gap, names: Names) -> str:
    """The higher audience first."""
    means = {one.audience: one for one in view.sights}
    first, second = means[gap.first], means[gap.second]
    over, under = (second, first) if (gap.gap.value or 0.0) > 0 else (first, second)
    size = f"{difference(view, abs(gap.gap.value or 0.0)).lstrip('+')}"
    reach = f" {_turned(view, gap)}" if gap.gap.low is not None else ""
    if view.is_share:
        return (
            f"{_mean(view, over)} des {names.get(over.audience, ANYONE).plural} répondent {quoted(typeset(counted(view)))}, "
            f"contre {_mean(view, under)} des {names.get(under.audience, ANYONE).plural} : un écart de {size}{reach}"
        )
    return (
        f"{the(names, over.audience)} répondent plus haut ({_mean(view, over)}) que {the(names, under.audience)} "
        f"({_mean(view, under)}) : un écart de {size}{reach}"
    )


def _turned(view: Crossed, gap: Gap) -> str:
    """The interval of the size of the gap."""
    low, high = gap.gap.low or 0.0, gap.gap.high or 0.0
    if (gap.gap.value or 0.0) < 0:
        low, high = -high, -low
    return span(view, Number(None, "", None, low, high))


def _mean(view: Crossed, sight: Sight) -> str:
    return value(view, sight.mean.value if sight.mean else None)
