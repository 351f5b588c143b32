"""The helper's sheet: what someone who helps may do, may explain, and must not do. On a page, and as accessible PDF."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.collection.care.explaining import explainable, explanation_of
from arpent.collection.sittings import instrument_of
from arpent.collection.words import is_easy
from arpent.instrument.values import text_in
from arpent.surveys.models import Version
from arpent.ui.pdf import compiled, printable

LAYOUT = Path(__file__).with_name("sheet.typ")

_TITLE = _("Pour la personne qui aide")
_LEAD = (
    _("Cette feuille dit comment aider quelqu’un à répondre sans répondre à sa place. Gardez-la près de vous."),
    _("Vous aidez une personne à répondre.\nLisez cette feuille avant."),
)  # fmt: skip
_RULES: tuple[tuple[Promise, tuple[Promise, ...], tuple[Promise, ...]], ...] = (
    (
        _("Vous pouvez"),
        (
            _("Lire la question et toutes les réponses, avec les mêmes mots, autant de fois qu’il le faut."),
            _("Montrer les images et laisser du temps, même si c’est long."),
            _("Appuyer ou écrire pour la personne, quand elle a dit sa réponse."),
            _("Appuyer sur « Expliquer » et lire l’explication : elle est la même pour tout le monde."),
            _("Proposer une pause. Les réponses sont gardées."),
        ),
        (
            _("Lire la question."),
            _("Lire toutes les réponses."),
            _("Montrer les images."),
            _("Attendre."),
            _("Appuyer pour la personne."),
            _("Appuyer sur « Expliquer »."),
            _("Faire une pause."),
        ),
    ),
    (
        _("À ne pas faire"),
        (
            _("Proposer une réponse, ou montrer par le ton ou le visage celle que vous attendez."),
            _("Dire la question avec vos mots, ou donner un exemple à vous."),
            _("Corriger une réponse qui vous étonne."),
            _("Aider pour des questions qui parlent de vous : demandez à quelqu’un d’autre."),
            _("Insister quand la personne se tait, hésite ou veut arrêter."),
        ),
        (
            _("Donner une réponse."),
            _("Changer les mots de la question."),
            _("Dire ce que vous pensez."),
            _("Changer la réponse de la personne."),
            _("Forcer la personne."),
        ),
    ),
    (
        _("Si la personne dit non"),
        (
            _("Son non l’emporte, par des mots ou autrement. Personne ne peut répondre à sa place contre elle."),
            _("Elle peut arrêter à tout moment, et garder ou effacer ses réponses."),
        ),
        (
            _("C’est non."),
            _("La personne peut arrêter."),
            _("La personne peut effacer ses réponses."),
        ),
    ),
    (
        _("Si vous répondez pour quelqu’un"),
        (
            _("Choisissez « Je réponds à la place de la personne concernée », et demandez-lui d’abord si elle est d’accord."),
            _("Si deux réponses vous sont demandées, donnez d’abord ce que vous pensez, puis ce qu’elle dirait. Elles sont gardées à part."),
        ),
        (
            _("Choisissez : « Je réponds pour une autre personne »."),
            _("Demandez à la personne si elle est d’accord."),
        ),
    ),
)  # fmt: skip
_MAY_EXPLAIN = _("Ce que vous pouvez expliquer")
_NOTHING = (
    _("Ce questionnaire n’a pas d’explication écrite. Relisez la question avec les mêmes mots."),
    _("Lisez la question encore une fois.\nGardez les mêmes mots."),
)
_MAY_SKIP = (
    _("Si cela ne suffit pas, la personne peut dire « Je ne comprends pas la question », et passer."),
    _("La personne peut dire « Je ne comprends pas »."),
)
_CONTACT = _("Une question ?")


@dataclass(frozen=True, slots=True)
class Rules:
    """One part of the sheet."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One question and what may be said of it."""

    question: str
    explanation: str


@dataclass(frozen=True, slots=True)
class HelperSheet:
    """The sheet of one questionnaire in one edition."""

    title: str
    about: str
    lead: str
    rules: Sequence[Rules]
    may_explain: str
    explained: Sequence[Explained]
    nothing: str
    may_skip: str
    contact: str


def helper_sheet_of(version: Version, edition: str) -> HelperSheet:
    """What to do, what may be explained question by question, what not to do."""
    instrument, easy = instrument_of(version), is_easy(edition)
    return HelperSheet(
        title=str(_TITLE),
        about=text_in(instrument.title, edition, instrument.name),
        lead=str(_LEAD[easy]),
        rules=[
            Rules(str(title), tuple(map(str, simple if easy else plain))) for title, plain, simple in _RULES
        ],
        may_explain=str(_MAY_EXPLAIN),
        explained=[
            Explained(text_in(question.label, edition, question.name), explanation_of(question, edition))
            for question in explainable(instrument)
        ],
        nothing=str(_NOTHING[easy]),
        may_skip=str(_MAY_SKIP[easy]),
        contact=str(_CONTACT),
    )


def helper_pdf(sheet: HelperSheet, *, contact: str, made_at: datetime) -> bytes:
    """The sheet on paper (PDF/UA-1)."""
    data = json.dumps(asdict(sheet) | {"whom": contact}, ensure_ascii=False)
    return compiled(LAYOUT.read_bytes(), {"sheet": printable(data)}, made_at)
