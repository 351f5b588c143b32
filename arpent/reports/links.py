"""What the tests of a figure say of its groups, in plain French: a link, how strong, or that nobody can tell."""

from arpent.analysis.figures import Dependence, Figure, Measure
from arpent.reports.reading import strength
from arpent.reports.typography import decimal, listed, percent, quoted, typeset

LEVEL, SMALLEST = 0.05, 0.001
"""Below the first, chance is left aside; below the second, p is not spelt out."""
MOST = 3
"""Answers that are named one by one; the others are counted."""


def according(labels: list[str]) -> str:
    """« selon « Région » et « Âge » »."""
    return f"selon {listed([quoted(typeset(label)) for label in labels])}"


def is_linked(figure: Figure, by_label: str) -> bool:
    """Whether chance does not explain the differences of this breakdown, for one answer at least."""
    return any(one.p < LEVEL for one in _tests(figure, by_label))


def linked(figure: Figure, by_label: str, *, among: bool) -> str:
    """The link of a breakdown; nothing without one. `among`: no group stands out by its interval."""
    tests = [one for one in _tests(figure, by_label) if one.p < LEVEL]
    if not tests:
        return ""
    if tests[0].choice is not None:
        return _answers(figure, by_label, tests)
    if figure.measure is Measure.MEAN:
        return _means(tests[0], among=among)
    return _shares(tests[0], among=among)


def doubt(figure: Figure, by_label: str) -> str:
    """The p of a breakdown where chance may explain everything: « p = 0,41 », or the least of several."""
    tests = _tests(figure, by_label)
    if not tests:
        return ""
    least = min(tests, key=lambda one: one.p)
    return chance(least) if len(tests) == 1 else f"aucun p sous {_p(least.p)}"


def chance(found: Dependence) -> str:
    """How likely such differences would be if groups did not differ: « p = 0,03 »."""
    return "p < 0,001" if found.p < SMALLEST else f"p = {_p(found.p)}"


def _p(p: float) -> str:
    return decimal(p, 3 if p < 0.1 else 2)


def _tests(figure: Figure, by_label: str) -> list[Dependence]:
    return [one for one in figure.dependences if one.by_label == by_label]


def _shares(found: Dependence, *, among: bool) -> str:
    told = f"{according([found.by_label])}, le lien n’est pas dû au hasard et il est {strength(found)}"
    if among:
        told = (
            f"{according([found.by_label])}, les réponses diffèrent dans leur ensemble, sans qu’un groupe se "
            f"détache : le lien est {strength(found)}"
        )
    return f"{told} ({chance(found)} ; {_size(found)})"


def _means(found: Dependence, *, among: bool) -> str:
    told = (
        f"{according([found.by_label])}, les écarts ne sont pas dus au hasard et ils sont {strength(found)}s"
    )
    if among:
        told = (
            f"{according([found.by_label])}, les moyennes diffèrent dans leur ensemble, sans qu’un groupe se "
            f"détache : les écarts sont {strength(found)}s"
        )
    return f"{told} ({chance(found)} ; {_size(found)})"


def _answers(figure: Figure, by_label: str, tests: list[Dependence]) -> str:
    """The answers that depend on the group, the strongest link first, and what becomes of the others."""
    tests = sorted(tests, key=lambda one: -one.w)
    named = [
        f"{quoted(typeset(one.choice_label))} (lien {strength(one)}, {chance(one)})" for one in tests[:MOST]
    ]
    more = len(tests) - MOST
    if more > 0:
        named.append("une autre réponse" if more == 1 else f"{more} autres réponses")
    what = "placent pas au même rang" if figure.measure is Measure.MEAN else "choisissent pas autant"
    told = f"{according([by_label])}, les groupes ne {what} {listed(named)}"
    if len(tests) < len(_tests(figure, by_label)):
        told += " ; pour le reste, nous ne pouvons pas trancher"
    return told


def _size(found: Dependence) -> str:
    if found.eta2 is None:
        return f"V de Cramér {decimal(found.v or 0.0, 2)}"
    return f"le groupe explique {percent(found.eta2)} des différences entre personnes"
