"""What a reader of any report must know of how its numbers are made, in plain French."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arpent.analysis.figures import Figure, Suppression
from arpent.reports.asked import is_routed
from arpent.reports.document import Document
from arpent.reports.tables import reasons_in_words
from arpent.reports.typography import listed, percent, sentence, whole


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know, under a title."""

    title: str
    text: str


def notes(document: Document) -> tuple[Note, ...]:
    """The notes of the method page, in reading order."""
    figures = [section.figure for section in document.sections()]
    found = [Note("L’intervalle", _interval(figures[0].level if figures else 0.95)), Note("Les écarts", GAPS)]
    if any(figure.dependences for figure in figures):
        found.append(Note("Les tests", TESTS))
    if document.crossings:
        found.append(Note("Les regards croisés", CROSSED))
    found.append(Note("Les réponses manquantes", _missing()))
    if any(is_routed(figure) for figure in figures):
        found.append(Note("Les questions posées à certains", ROUTED))
    found.append(Note("Ce qui est masqué", f"{_hidden(document.threshold)}. {_loss(figures)}"))
    if any(figure.unweighted for figure in figures):
        found.append(Note("Sans pondération", UNWEIGHTED))
    if document.proxies:
        found.append(Note("À la place de quelqu’un", PROXIES))
    found.append(Note("Le niveau de preuve", CLAIM))
    return tuple(Note(note.title, sentence(note.text)) for note in found)


def _interval(level: float) -> str:
    return (
        "Chaque chiffre vient des personnes qui ont répondu. L’intervalle dit entre quelles valeurs se trouverait "
        f"le chiffre si l’on interrogeait tout le monde, avec {percent(level)} de confiance. Il tient compte de la "
        "façon dont les réponses ont été réunies. Il ne corrige pas l’absence de ceux qui n’ont pas pu ou pas "
        "voulu répondre"
    )


GAPS = (
    "Nous disons que deux groupes diffèrent seulement quand leurs intervalles ne se touchent pas. C’est une règle "
    "sévère : elle évite d’annoncer des écarts dus au hasard. Sinon, nous ne pouvons pas trancher"
)

TESTS = (
    "Un test dit aussi si les réponses, dans leur ensemble, dépendent du groupe (F de Rao et Scott au second ordre, qui "
    "tient compte de la façon dont les réponses ont été réunies). Il donne p : plus p est petit, moins le hasard suffit "
    "à expliquer les écarts. Comme il y a beaucoup de tests, chaque p est corrigé pour tous (Holm). Le V de Cramér dit "
    "si le lien est fort : 0, aucun lien ; 1, le groupe dit la réponse. Pour une moyenne, la part que le groupe explique "
    "(êta carré) le dit aussi. Quand on peut cocher plusieurs réponses, chacune a son test. Ne pas pouvoir trancher est "
    "un résultat : cela ne veut pas dire que les groupes sont pareils"
)

CROSSED = (
    "Plusieurs publics ont répondu à la même question, avec les mêmes réponses. Aucun regard n’est plus vrai qu’un autre, "
    "et nous ne les mélangeons jamais : l’écart est le résultat. Deux publics « disent à peu près la même chose » quand "
    "nous pouvons exclure un écart d’un dixième de l’échelle. Le recouvrement dit quelle part des réponses est commune"
)

UNWEIGHTED = (
    "Certains chiffres ne sont pas pondérés : chaque réponse y compte autant. Si certains groupes ont davantage "
    "répondu, ils y pèsent davantage"
)

ROUTED = (
    "Certaines questions ne sont posées qu’à ceux qu’elles concernent, d’après ce qu’ils ont répondu avant. La phrase "
    "de la figure le dit alors, et son intervalle ne parle que d’eux"
)

PROXIES = (
    "Certaines réponses ont été données par un proche ou un professionnel, à la place de la personne. Elles sont "
    "montrées à part et ne sont jamais mêlées à celles des personnes elles-mêmes"
)

WHY = (
    ((Suppression.TOO_FEW,), "par manque de réponses"),
    (
        (Suppression.FEW_ASSOCIATIONS,),
        "par manque d’associations",
    ),
    ((Suppression.COMPLEMENT, Suppression.ALL_ALIKE), "pour qu’on n’en retrouve pas d’autres"),
)

CLAIM = (
    "Ce rapport dit ce que les personnes interrogées vivent et pensent. Il ne prouve pas à lui seul que "
    "l’association en est la cause"
)


def _missing() -> str:
    return (
        "Les parts et les moyennes se calculent parmi les réponses exprimées. Ce qui manque est compté à part, "
        f"raison par raison : {reasons_in_words()}"
    )


def _loss(figures: Sequence[Figure]) -> str:
    """How many numbers are hidden, and why: « Ici, 12 chiffres sur 640 sont masqués : … »."""
    reasons = Counter(reason for figure in figures for reason in _fates(figure))
    numbers, shown = reasons.total(), reasons[Suppression.NONE]
    if numbers == shown:
        return "Ici, aucun chiffre n’est masqué"
    hidden = numbers - shown
    why = [f"{whole(count)} {words}" for among, words in WHY if (count := sum(reasons[one] for one in among))]
    verb = "chiffres sur {} sont masqués" if hidden > 1 else "chiffre sur {} est masqué"
    return f"Ici, {whole(hidden)} {verb.format(whole(numbers))} : {listed(why)}"


def _fates(figure: Figure) -> Iterator[Suppression]:
    for panel in (figure.overall, *(panel for groups in figure.breakdowns for panel in groups)):
        for number in (*panel.numbers, *filter(None, (panel.favourable,))):
            yield number.suppressed


def _hidden(threshold: int) -> str:
    return (
        f"Un chiffre qui repose sur moins de {whole(threshold)} réponses n’est pas montré, pour que personne ne "
        "soit reconnu. Quand un chiffre masqué pourrait se retrouver par soustraction, dans ce rapport ou avec un "
        "rapport d’avant, un second est masqué avec lui. Une case hachurée n’est jamais un zéro"
    )
