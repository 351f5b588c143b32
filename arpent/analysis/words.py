"""How a figure was made, in one line of plain French, and the limits that must be said beside it."""

from arpent.analysis.plan import NARROW, Plan
from arpent.stats import Estimates, Method

INTERVALS = {
    Method.LOGIT: "intervalle logit",
    Method.EXACT: "intervalle exact",
    Method.STUDENT: "intervalle de Student",
    Method.WILSON: "intervalle de Wilson",
    Method.KORN_GRAUBARD: "intervalle de Korn et Graubard",
    Method.WOODRUFF: "intervalle de Woodruff",
}


def hidden_line(plan: Plan, *, mean: bool) -> str:
    """The method of a figure that is hidden: the kind of its interval would say what it hides."""
    return f"{_estimate(plan, mean=mean)}{NARROW}; {plan.words}"


def method_line(plan: Plan, whole: Estimates, *, mean: bool, level: float) -> str:
    """« part pondérée ; intervalle logit à 95 % ; 12 grappes dans 3 strates »."""
    found = {Method(int(code)) for code in whole.method[0]}
    if found == {Method.CENSUS}:
        interval = "toutes les personnes ont répondu, sans marge d’erreur"
    else:
        names = [words for method, words in INTERVALS.items() if method in found]
        interval = f"{' ou '.join(names)} à {_percent(level)}" if names else "intervalle non calculable"
    return f"{NARROW}; ".join([_estimate(plan, mean=mean), interval, plan.words])


def _estimate(plan: Plan, *, mean: bool) -> str:
    return ("moyenne" if mean else "part") + (" pondérée" if plan.weighted else "")


def notes_on(plan: Plan, whole: Estimates) -> tuple[str, ...]:
    """What a careful reader must know."""
    notes = list(plan.notes)
    found = {Method(int(code)) for code in whole.method[0]}
    if Method.NONE in found and Method.LOGIT not in found and Method.STUDENT not in found:
        notes.append("Trop peu de groupes ou de personnes pour calculer un intervalle.")
    return tuple(notes)


def _percent(level: float) -> str:
    return f"{100 * level:g}".replace(".", ",") + f"{NARROW}%"
