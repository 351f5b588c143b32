"""`codebook.html`: what each column and code of the frozen data means, for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from arpent.analysis.codebook import REASON_CODES, Circumstance, Codebook, CodedQuestion, Variable, Voice
from arpent.analysis.dataset import CLUSTER, VOICE, WEIGHT
from arpent.instrument.values import Kind, Texts, text_in
from arpent.reports.html import rendered
from arpent.reports.styles import embedded
from arpent.reports.tables import MISSING
from arpent.reports.typography import typeset, whole

KINDS = {
    Kind.SELECT_ONE: "une réponse",
    Kind.SELECT_MULTIPLE: "plusieurs réponses ; une colonne par réponse : 1 choisie, 0 non choisie",
    Kind.RANK: "un ordre ; une colonne par réponse : sa place",
    Kind.ACKNOWLEDGE: "une case à cocher : 1 cochée, 0 laissée",
}
VOICES = {
    Voice.ALONE: "la personne, seule",
    Voice.HELPED: "la personne, aidée",
    Voice.PROXY: "quelqu’un à sa place",
    Voice.UNKNOWN: "non précisé",
}
NUMBER = "un nombre ; la seconde colonne dit pourquoi il manque"


@dataclass(frozen=True, slots=True)
class Entry:
    """One question or breakdown: its columns, its codes."""

    name: str
    label: str
    kind: str
    theme: str
    columns: tuple[str, ...]
    codes: tuple[tuple[str, str, str], ...]  # code, name, words


def codebook_page(codebook: Codebook, *, digest: str, edition: str) -> str:
    """The page, its style inside, no request to anyone."""
    return rendered(
        "reports/document/codebook.html",
        {
            "title": typeset(text_in(codebook.title, edition)) or "Questionnaire",
            "rows": whole(codebook.rows),
            "questions": [_question(question, edition) for question in codebook.questions],
            "variables": [
                *(_variable(variable) for variable in codebook.variables),
                _clusters(codebook),
                Entry("voice", "Qui parle", "", "", (VOICE,), _codes(tuple(Voice), tuple(VOICES.values()))),
                *(_circumstance(one) for one in codebook.circumstances),
                Entry("weight", "Ce que pèse la réponse", "un nombre positif", "", (WEIGHT,), ()),
            ],
            "left_out": dict(codebook.left_out),
            "missing": [(code, reason.value, MISSING[reason]) for reason, code in REASON_CODES.items()],
            "digest": digest,
            "styles": embedded(),
        },
    )


def _question(question: CodedQuestion, edition: str) -> Entry:
    choices = [_words(choice.label, edition, choice.name) for choice in question.choices]
    names = [choice.name for choice in question.choices]
    places = [str(code) for code in range(len(names))]
    return Entry(
        question.name,
        _words(question.label, edition, question.name),
        typeset(KINDS.get(question.kind, NUMBER)),
        _words(question.theme, edition, ""),
        question.columns,
        tuple(zip(places if len(question.columns) == 1 else question.columns, names, choices, strict=True))
        if names
        else (),
    )


def _variable(variable: Variable) -> Entry:
    codes = _codes(variable.values, variable.labels)
    return Entry(variable.name, typeset(variable.label), "", "", (f"by:{variable.name}",), codes)


def _circumstance(one: Circumstance) -> Entry:
    """How answers were given; a count has no code."""
    kind = "" if one.values else "un compte"
    return Entry(one.column, typeset(one.label), kind, "", (one.column,), _codes(one.values, one.labels))


def _clusters(codebook: Codebook) -> Entry:
    """Where people were reached together: association, region."""
    places = [(one.association, one.region) for one in codebook.clusters]
    codes = _codes([association for association, _ in places], [region for _, region in places])
    named = codes if any(any(place) for place in places) else ()
    return Entry("cluster", typeset("La grappe : personnes touchées ensemble"), "", "", (CLUSTER,), named)


def _codes(
    names: tuple[str, ...] | list[str], labels: tuple[str, ...] | list[str]
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(code), name, label) for code, (name, label) in enumerate(zip(names, labels, strict=True))
    )


def _words(texts: Texts | Mapping[str, str], edition: str, otherwise: str) -> str:
    return typeset(text_in(texts, edition, otherwise))
