"""The plain French sentence of a figure: what it says, and how sure it is.

French by construction, as grammar is not a catalogue of strings: another language is another module.
"""

from arpent.analysis.figures import Figure, Measure, Number, Panel, Suppression
from arpent.reports.asked import everyone, is_routed, those
from arpent.reports.document import Audience, Section
from arpent.reports.links import according, doubt, is_linked, linked
from arpent.reports.reading import Contrast, clearly_above, contrast, headline, named
from arpent.reports.scores import ends as scale_ends
from arpent.reports.typography import decimal, interval, listed, percent, points, quoted, sentence, typeset

FEW = 30  # under so many answers, the sentence calls for caution

HIDDEN = {
    Suppression.TOO_FEW: "Trop peu de réponses pour montrer un chiffre sans risquer de reconnaître quelqu’un",
    Suppression.COMPLEMENT: "Ce chiffre est masqué : il permettrait de retrouver un autre chiffre masqué",
    Suppression.FEW_ASSOCIATIONS: "Ce chiffre est masqué : il vient de trop peu d’associations, ou presque tout "
    "entier d’une seule",
    Suppression.ALL_ALIKE: "Ce chiffre est masqué : dans un petit groupe où presque tous répondent "
    "la même chose, il dirait ce que chacun a répondu",
}


def says(figure: Figure, audience: Audience) -> str:
    """The sentence of the whole figure: « 72 % des familles se sentent mieux informées ; entre 68 % et
    76 % si l’on interrogeait toutes les familles. »"""
    number = headline(figure, figure.overall)
    if number is None:
        return sentence(HIDDEN[_why(figure.overall)])
    if figure.measure is Measure.MEAN:
        return sentence(_mean(figure, number, audience))
    if figure.overall.favourable:
        return sentence(f"{_favourable(figure, number, audience)} ; {sureness(figure, number, audience)}")
    return sentence(_most_frequent(figure, number, audience))


def told(section: Section) -> str:
    """The sentence of a section. What someone answered in another's place is said to be so."""
    words = says(section.figure, section.audience)
    if not section.by_proxy or headline(section.figure, section.figure.overall) is None:
        return words
    return sentence(f"d’après ceux qui ont répondu à leur place, {words[:1].lower()}{words[1:]}")


def cautions(figure: Figure) -> list[str]:
    """What a reader must bear in mind: few answers, a wide interval, the limits that the figure brings."""
    notes = [sentence(note) for note in figure.notes]
    if figure.overall.n is not None and figure.overall.n < FEW:
        notes.insert(0, sentence(f"Seulement {figure.overall.n} réponses : à lire avec prudence"))
    return notes


def compares(figure: Figure) -> tuple[str, ...]:
    """Which groups clearly differ, one sentence a breakdown; then, together, the breakdowns where nobody can tell."""
    found = [contrast(figure, groups) for groups in figure.breakdowns]
    clear = [_clear(one, figure) for one in found if one.below]
    even = [one.by_label for one in found if one.undecided and not one.below]
    alone = [one.by_label for one in found if not one.undecided and not one.below]
    clear += [link for one in found if (link := linked(figure, one.by_label, among=one.by_label in even))]
    even = [label for label in even if not is_linked(figure, label)]
    if even:
        tests = [words for label in even if (words := doubt(figure, label))]
        told = f" ({listed(tests)})" if tests else ""
        clear.append(
            f"{according(even)}, les écarts peuvent venir du hasard{told} : nous ne pouvons pas trancher"
        )
    if alone:
        clear.append(f"{according(alone)}, trop peu de réponses par groupe pour comparer")
    return tuple(sentence(one) for one in clear)


def describes(section: Section) -> str:
    """The finding as a picture's alternative text: the sentence, then each group's number."""
    figure, said = section.figure, [told(section)]
    for groups in figure.breakdowns:
        shown = [(panel.group_label, number) for panel in groups if (number := headline(figure, panel))]
        if shown:
            values = listed([f"{typeset(label)} {written(figure, number)}" for label, number in shown])
            said.append(typeset(f"{groups[0].by_label} : {values}."))
    return " ".join(said)


def written(figure: Figure, number: Number) -> str:
    """The value of a number, in the writing of its measure."""
    return _write(figure, number.value)


def bounds(figure: Figure, number: Number) -> tuple[str, str]:
    """The ends of a number's interval, in the writing of its measure."""
    return _write(figure, number.low), _write(figure, number.high)


def span(figure: Figure, number: Number) -> str:
    """A number's interval as tables print it: [68 – 76]. Empty when there is none."""
    if number.low is None or number.high is None:
        return ""
    if figure.measure is Measure.MEAN:
        return interval(_write(figure, number.low), _write(figure, number.high))
    return interval(points(number.low), points(number.high))


def _write(figure: Figure, value: float | None) -> str:
    if value is None:
        return ""
    if figure.measure is not Measure.MEAN:
        return percent(value)
    return decimal(value, 2 if figure.scale and figure.scale.is_short else 1)


def _why(panel: Panel) -> Suppression:
    reasons = [panel.suppressed]
    reasons += [number.suppressed for number in (panel.favourable, *panel.numbers) if number]
    return next((reason for reason in reasons if reason), Suppression.TOO_FEW)


def sureness(figure: Figure, number: Number, audience: Audience) -> str:
    """How sure: the interval, or that everybody was reached, or that no interval can be computed."""
    if figure.census:
        asked = "interrogées" if audience.feminine else "interrogés"
        return f"{everyone(figure, audience)} ont été {asked} : il n’y a pas de marge d’erreur"
    if number.low is None or number.high is None:
        return "nous ne pouvons pas dire à combien près"
    low, high = bounds(figure, number)
    return f"entre {low} et {high} si l’on interrogeait {everyone(figure, audience)}"


def _favourable(figure: Figure, number: Number, audience: Audience) -> str:
    share = f"{percent(number.value or 0.0)} des {those(figure, audience)}"
    if figure.finding:
        return f"{share} {figure.finding}"
    chosen = [quoted(typeset(one.label)) for one in figure.overall.numbers if one.favourable]
    return f"{share} répondent {listed(chosen, 'ou')} à {quoted(typeset(figure.label))}"


def _mean(figure: Figure, number: Number, audience: Audience) -> str:
    value, sure, who = written(figure, number), sureness(figure, number, audience), those(figure, audience)
    if number.choice is not None:  # a rank: the choice with the smallest mean rank comes first
        among = f" parmi les {who}" if is_routed(figure) else ""
        return f"{quoted(typeset(number.label))} est placé le plus haut, au rang {value} en moyenne{among} ; {sure}"
    if figure.scale is not None:
        name, ends = quoted(typeset(figure.label)), scale_ends(figure.scale)
        return f"le score {name} des {who} est de {value} en moyenne, sur une échelle {ends} ; {sure}"
    if figure.finding:
        return f"en moyenne, les {who} {figure.finding} : {value} ; {sure}"
    return f"en moyenne, les {who} répondent {value} à {quoted(typeset(figure.label))} ; {sure}"


def _most_frequent(figure: Figure, first: Number, audience: Audience) -> str:
    """The answer given most often; two answers that cannot be told apart are named together."""
    second = named(figure)[1:2]
    if second and not figure.census and not clearly_above(first, second[0]):
        return _two_together(figure, first, second[0], audience)
    if figure.topics:
        return _spoken_of(figure, first, audience)
    share = f"{percent(first.value or 0.0)} des {those(figure, audience)}"
    name, sure = quoted(typeset(first.label)), sureness(figure, first, audience)
    return f"{name} est la réponse la plus fréquente : {share} ; {sure}"


def _spoken_of(figure: Figure, first: Number, audience: Audience) -> str:
    """Only those who wrote something are counted: the sentence says so."""
    share, sure = percent(first.value or 0.0), sureness(figure, first, audience)
    return f"{share} des {those(figure, audience)} qui ont écrit parlent de {quoted(typeset(first.label))} ; {sure}"


def _two_together(figure: Figure, first: Number, second: Number, audience: Audience) -> str:
    """Nobody gives an answer through someone else: it is given for them."""
    names = listed([f"{quoted(typeset(one.label))} ({percent(one.value or 0.0)})" for one in (first, second)])
    if figure.topics:
        whom = f"les {those(figure, audience)} qui ont écrit"
        return f"{names} sont les sujets dont {whom} parlent le plus ; nous ne pouvons pas trancher entre les deux"
    who = those(figure, audience)
    given = (
        f"données le plus souvent pour les {who}"
        if figure.voice == "proxy"
        else (f"que les {who} donnent le plus souvent")
    )
    return f"{names} sont les réponses {given} ; nous ne pouvons pas trancher entre les deux"


def _subject(figure: Figure) -> str:
    """What is compared, when it is not the favourable share."""
    number = headline(figure, figure.overall)
    if number is None or number.choice is None or figure.overall.favourable:
        return ""
    return typeset(number.label)


def _clear(found: Contrast, figure: Figure) -> str:
    if found.top is None:
        raise ValueError("a contrast that is clear has a top")
    subject = _subject(figure)
    about = f", pour {quoted(subject)}," if subject else ","
    top, lower = _group(figure, *found.top), [_group(figure, one, value) for one, value in found.below]
    told = f"{according([found.by_label])}{about} {top} est nettement au-dessus de {listed(lower)}"
    if subject and figure.measure is Measure.MEAN:  # a great mean rank is a low place
        by_others = listed([f"par {one}" for one in lower])
        told = f"{according([found.by_label])}, {quoted(subject)} est placé nettement plus bas par {top} que {by_others}"
    if found.undecided:
        told += " ; pour les autres écarts, nous ne pouvons pas trancher"
    return told


def _group(figure: Figure, panel: Panel, number: Number) -> str:
    return f"{quoted(typeset(panel.group_label))} ({written(figure, number)})"
