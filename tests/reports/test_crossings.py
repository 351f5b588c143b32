"""What a report says when several audiences answer one question."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from arpent.analysis.crossed.values import Crossed, Gap, Said, Sight
from arpent.analysis.figures import Number
from arpent.reports.crossings.drawing import draw, draw_views
from arpent.reports.crossings.sentences import says, tells
from arpent.reports.crossings.tables import tables
from arpent.reports.document import Document, Sample
from arpent.reports.html import body
from arpent.reports.pdf import pdf
from arpent.reports.printed import printed
from arpent.reports.records import records
from arpent.reports.typography import typeset
from arpent.reports.workbook import workbook
from tests.reports.samples import FAMILIES, PARTNERS, PEOPLE, number

NAMES = {one.code: one for one in (FAMILIES, PEOPLE, PARTNERS)}
FACES = ("Mal", "Moyen", "Bien")


def sight(audience: str, shares: tuple[float, ...], mean: float, labels: tuple[str, ...] = FACES) -> Sight:
    numbers = tuple(
        number(str(at), label, share, 0.04, favourable=label in ("Bien", "Oui"))
        for at, (label, share) in enumerate(zip(labels, shares, strict=True))
    )
    return Sight(audience, "ecoute", "Êtes-vous écouté ?", 300, numbers, number(None, "", mean, 0.06))


def gap(
    value: float, low: float, high: float, said: Said, pair: tuple[str, str] = ("people", "families")
) -> Gap:
    return Gap(
        *pair,
        gap=Number(None, "", value, low, high),
        overlap=Number(None, "", 0.83, 0.78, 0.88),
        higher=Number(None, "", 0.42, 0.38, 0.46),
        said=said,
        p=0.01,
        smallest=0.24,
    )


LISTENED = Crossed(
    title="Être écouté par l'association",
    low=1,
    high=3,
    margin=0.2,
    level=0.95,
    sights=(sight("people", (0.1, 0.2, 0.7), 2.6), sight("families", (0.2, 0.3, 0.5), 2.3)),
    gaps=(gap(-0.3, -0.41, -0.19, Said.DIFFER),),
)
CHOOSING = replace(
    LISTENED,
    title="Choisir ses sorties",
    low=0,
    high=1,
    margin=0.1,
    sights=(
        sight("people", (0.81, 0.19), 0.81, ("Oui", "Non")),
        sight("families", (0.69, 0.31), 0.69, ("Oui", "Non")),
    ),
    gaps=(gap(-0.12, -0.19, -0.05, Said.DIFFER),),
)


def test_two_views_that_differ_are_said_to():
    assert says(LISTENED, NAMES) == typeset(
        "Sur « Être écouté par l’association », les personnes et les familles ne disent pas la même chose."
    )


def test_the_gap_goes_from_the_higher_to_the_lower_with_its_interval():
    assert tells(LISTENED, NAMES) == (
        typeset(
            "Les personnes répondent plus haut (2,60) que les familles (2,30) : un écart de 0,30 "
            "[0,19\u00a0–\u00a00,41] ; leurs réponses se recouvrent à 83 %."
        ),
    )


def test_shares_are_told_with_the_answer_that_they_count():
    assert tells(CHOOSING, NAMES)[0].startswith(
        typeset(
            "81 % des personnes répondent « Oui », contre 69 % des familles : un écart de 12 points "
            "[5\u00a0–\u00a019]"
        )
    )


def test_views_that_are_alike_are_a_result():
    same = replace(LISTENED, gaps=(gap(0.02, -0.05, 0.09, Said.ALIKE),))
    assert says(same, NAMES) == typeset(
        "Sur « Être écouté par l’association », les personnes et les familles disent à peu près la même chose."
    )
    assert "compte pour moins de 0,20" in tells(same, NAMES)[0]


def test_when_nobody_can_tell_the_report_says_what_could_have_shown():
    unsure = replace(LISTENED, gaps=(gap(0.12, -0.08, 0.32, Said.CANNOT_TELL),))
    assert says(unsure, NAMES).endswith("nous ne pouvons pas dire si les regards diffèrent.")
    assert tells(unsure, NAMES)[0].startswith(
        typeset(
            "Entre les personnes et les familles, nous ne pouvons pas trancher : 2,60 contre 2,30, un écart de +0,12 "
            "[−0,08\u00a0–\u00a00,32], quand il aurait fallu 0,24 pour le voir quatre fois sur cinq"
        )
    )


def hidden_one() -> Crossed:
    nobody = Sight("partners", "ecoute", "Êtes-vous écouté ?", None, (), None)
    return replace(LISTENED, sights=(*LISTENED.sights, nobody))


def test_a_hidden_audience_is_said_to_be_and_hatched():
    assert tells(hidden_one(), NAMES)[-1] == (
        "Trop peu de réponses pour montrer ce que disent les partenaires."
    )
    cells = tables(hidden_one(), NAMES)[0].rows[2].cells
    assert all(cell.hidden for cell in cells)
    assert "hatch" in draw(hidden_one(), NAMES, "crossed-1")[0].wide.svg


def test_an_audience_that_is_not_asked_alike_is_named():
    assert "partenaires" in tells(replace(LISTENED, missing=("partners",)), NAMES)[-1]


def test_without_two_shown_audiences_nothing_is_compared():
    assert "trop peu de réponses" in says(replace(LISTENED, gaps=()), NAMES)


def test_nothing_is_drawn_when_everything_is_hidden():
    nobody = tuple(replace(one, n=None, numbers=(), mean=None) for one in LISTENED.sights)
    assert draw(replace(LISTENED, sights=nobody, gaps=()), NAMES, "crossed-1") == ()


def test_many_answers_are_drawn_as_dots():
    labels = tuple(str(place) for place in range(11))
    many = tuple(sight(name, (1 / 11,) * 11, 6.0, labels) for name in ("people", "families"))
    assert draw(replace(LISTENED, high=11, sights=many), NAMES, "crossed-1")


@pytest.fixture
def document() -> Document:
    return Document(
        title="Choisir sa vie",
        digest="0" * 64,
        themes=(),
        samples=(Sample(PEOPLE, 300), Sample(FAMILIES, 310), Sample(PARTNERS, None)),
        crossings=(LISTENED, CHOOSING, hidden_one()),
    )


def test_the_page_has_a_chapter_of_crossed_views(document: Document):
    page = body(printed(document, draw_views(document)))
    assert "Regards croisés" in page
    assert 'id="crossed-3"' in page
    assert "style=" not in page


def test_the_paper_takes_them_too(document: Document):
    made = pdf(printed(document, draw_views(document)), made_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert made.startswith(b"%PDF")


def test_the_workbook_has_a_sheet_for_them(document: Document):
    book = load_workbook(BytesIO(workbook(document)))
    sheet = book["Regards croisés"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Recouvrement" in cells
    assert any("ne disent pas la même chose" in str(cell) for cell in cells)


def test_gaps_are_records(document: Document):
    found = [record for record in records(document) if record["measure"] == "gap"]
    assert (found[0]["audience"], found[0]["group"], found[0]["value"]) == ("people", "families", -0.3)
