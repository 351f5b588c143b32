"""What a report says of a score: what it is made of, whether its questions go together, mechanical answers."""

from collections.abc import Iterator

from arpent.analysis.figures import Consistency, Figure, Flag, Mechanical, Number, ScaleReading
from arpent.reports.typography import DASH, FIXED, decimal, listed, quoted, sentence, typeset, whole

ANSWERING = {
    Mechanical.YES_TO_ALL: "répondent oui à une chose et à son contraire",
    Mechanical.SAME: "donnent la même réponse partout",
    Mechanical.LAST: "choisissent presque toujours la dernière réponse",
}
TOGETHER = ((0.9, "vont très bien ensemble"), (0.8, "vont bien ensemble"), (0.7, "vont assez bien ensemble"))
"""By Cronbach's alpha (George & Mallery 2003): conventions, not laws."""
NOBODY = {
    Mechanical.YES_TO_ALL: "ne répond oui à une chose et à son contraire",
    Mechanical.SAME: "ne donne la même réponse partout",
    Mechanical.LAST: "ne choisit presque toujours la dernière réponse",
}


def ends(scale: ScaleReading) -> str:
    """Between which values the score lies: « de 1 à 4 »."""
    low, high = (whole(end) for end in scale.ends)
    return f"de {low} à {high}"


def tells(figure: Figure) -> tuple[str, ...]:
    """The sentences that follow a score; none for a question."""
    scale = figure.scale
    if scale is None:
        return ()
    told = [_made_of(scale)]
    if figure.overall.n is not None:
        told += [_holds(scale.consistency), *_against(scale.consistency), *_answering(scale)]
    return tuple(sentence(words) for words in told)


def facts(figure: Figure) -> list[tuple[str, str]]:
    """How well the questions go together, in numbers, for whoever reads those."""
    found = figure.scale.consistency if figure.scale else None
    if found is None:
        return []
    alpha = decimal(found.alpha, 2)
    if found.low is not None and found.high is not None:
        alpha += f" [{decimal(found.low, 2)}{FIXED}{DASH}{FIXED}{decimal(found.high, 2)}]"
    omega = [] if found.omega is None else [("Oméga de McDonald", decimal(found.omega, 2))]
    return [("Alpha de Cronbach", alpha), *omega]


def lines(figure: Figure) -> Iterator[tuple[str, Number | None, int | None]]:
    """Each number beside a score: its name, itself, and how many people it counts. For sheets and records."""
    if figure.scale is None:
        return
    found = figure.scale.consistency
    if found is not None:
        yield "alpha", Number(None, "Alpha de Cronbach", found.alpha, found.low, found.high), None
        if found.omega is not None:
            yield "omega", Number(None, "Oméga de McDonald", found.omega, None, None), None
    for flag in figure.scale.flags:
        yield f"without_{flag.kind}", _without(flag), flag.count


def _without(flag: Flag) -> Number | None:
    if flag.without is None:
        return None
    label = f"Score sans ceux qui {ANSWERING[flag.kind]}"
    return Number(None, label, flag.without.value, flag.without.low, flag.without.high)


def _made_of(scale: ScaleReading) -> str:
    names = [f"{quoted(typeset(words))}{' (à l’envers)' if turned else ''}" for words, turned in scale.items]
    rule = "la somme" if scale.summed else "la moyenne"
    told = f"ce score est {rule} des réponses à {len(names)} questions, {ends(scale)} : {listed(names)}"
    if scale.least < len(names):
        told += f" ; il faut avoir répondu à {scale.least} d’entre elles"
    return told


def _holds(found: Consistency | None) -> str:
    """In words; the numbers stand beside."""
    if found is None:
        return "trop peu de réponses complètes, ou trop semblables, pour savoir si ces questions vont bien ensemble"
    words = next((words for least, words in TOGETHER if found.alpha >= least), None)
    if words is None:
        return f"ces questions vont mal ensemble (alpha {decimal(found.alpha, 2)}) : lisez plutôt les résultats de chacune"
    return f"ces questions {words} (alpha {decimal(found.alpha, 2)})"


def _against(found: Consistency | None) -> Iterator[str]:
    if found is not None and found.against:
        names = listed([quoted(typeset(words)) for words in found.against])
        verb = "va" if len(found.against) == 1 else "vont"
        yield f"{names} {verb} à l’inverse des autres : vérifiez si c’est une question à l’envers"


def _answering(scale: ScaleReading) -> Iterator[str]:
    """Answers that look mechanical: counted, the score with and without them; nobody is left out."""
    for flag in scale.flags:
        if flag.count is None:
            yield f"le nombre de personnes qui {ANSWERING[flag.kind]} est masqué : il dirait ce que quelques-unes ont répondu"
        elif flag.count == 0:
            yield f"personne {NOBODY[flag.kind]}"
        elif flag.without and flag.change:
            yield _one(flag, flag.count, flag.without, flag.change)


def _one(flag: Flag, count: int, without: Number, change: Number) -> str:
    told = f"{whole(count)} personnes {ANSWERING[flag.kind]} ; sans elles, le score serait de {decimal(without.value or 0, 2)}"
    if change.low is None or change.high is None or change.low <= 0 <= change.high:
        return f"{told}, un écart que le hasard peut expliquer"
    return f"{told} ({'+' if (change.value or 0) > 0 else ''}{decimal(change.value or 0, 2)})"
