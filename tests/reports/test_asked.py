"""A question put to some people only speaks of them, everywhere it is told."""

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from arpent.analysis.figures import Figure, Measure, Number, Panel, Suppression
from arpent.reports.asked import asked_in_words
from arpent.reports.charts.draw import draw
from arpent.reports.document import Document, themes_of
from arpent.reports.highlights import highlights
from arpent.reports.html import body
from arpent.reports.pdf import _data
from arpent.reports.printed import printed
from arpent.reports.sentences import says
from arpent.reports.workbook import workbook
from tests.reports.samples import (
    DOCUMENT,
    FAMILIES,
    HOURS,
    INFORMED,
    PARTNERS,
    PEOPLE,
    SOURCES,
    figure,
    hidden_panel,
)

SOME = {"no_answer": 7, "dont_know": 11, "not_asked": 562}
ONE = "72\u202f% des familles à qui la question est posée se sentent mieux informées"


def routed(whole: Figure, **changes: object) -> Figure:
    return replace(whole, overall=replace(whole.overall, missing=SOME), **changes)


@pytest.fixture(scope="module")
def document() -> Document:
    return replace(DOCUMENT, themes=themes_of([(routed(INFORMED), FAMILIES)]), proxies=())


def test_the_sentence_speaks_of_those_who_were_asked() -> None:
    assert says(routed(INFORMED), FAMILIES) == (
        f"{ONE}\u202f; entre 68\u202f% et 76\u202f% si l’on interrogeait toutes celles que la question concerne."
    )


def test_a_masculine_audience_keeps_its_grammar() -> None:
    told = says(routed(INFORMED), PARTNERS)
    assert "des partenaires à qui la question est posée" in told
    assert told.endswith("si l’on interrogeait tous ceux que la question concerne.")


def test_a_question_that_everyone_was_asked_speaks_of_everyone() -> None:
    everybody = replace(INFORMED, overall=replace(INFORMED.overall, missing=SOME | {"not_asked": 0}))
    assert says(everybody, FAMILIES) == says(INFORMED, FAMILIES)


def test_a_census_is_one_of_those_who_were_asked() -> None:
    assert says(routed(INFORMED, census=True), FAMILIES).endswith(
        "toutes celles que la question concerne ont été interrogées\u202f: il n’y a pas de marge d’erreur."
    )


def test_the_most_frequent_answer_is_theirs() -> None:
    assert "64\u202f% des familles à qui la question est posée\u202f;" in says(routed(SOURCES), FAMILIES)


def test_a_mean_is_theirs() -> None:
    assert says(routed(HOURS), FAMILIES).startswith(
        "En moyenne, les familles à qui la question est posée répondent"
    )


def test_a_rank_is_theirs() -> None:
    ranks = (Number("a", "Le répit", 2.6, 2.4, 2.8), Number("b", "L’écoute", 1.4, 1.2, 1.6))
    ranking = figure(Panel(None, "", None, "", 200, SOME, ranks), measure=Measure.MEAN, ordered=False)
    assert "en moyenne parmi les familles à qui la question est posée\u202f;" in says(ranking, FAMILIES)


def test_a_proxy_is_asked_for_someone() -> None:
    spoken = routed(INFORMED, voice="proxy")
    assert "personnes pour qui la question est posée" in says(spoken, PEOPLE)
    assert asked_in_words(spoken, PEOPLE) == ("Question posée pour", "428 personnes sur 990")


def test_a_proxy_gives_answers_for_people_who_do_not_give_them() -> None:
    close = replace(
        SOURCES, voice="proxy", overall=replace(SOURCES.overall, numbers=SOURCES.overall.numbers[:1] * 2)
    )
    assert "sont les réponses données le plus souvent pour les personnes\u202f;" in says(close, PEOPLE)


def test_the_drawing_is_described_so(document: Document) -> None:
    section = next(document.sections())
    assert draw(section)[0].wide.description.startswith(ONE)


def test_the_fact_of_a_front_page_says_so(document: Document) -> None:
    fact = highlights(document)[0]
    assert fact["says"] == "des familles à qui la question est posée se sentent mieux informées."
    assert str(fact["sure"]).endswith("si l’on interrogeait toutes celles que la question concerne.")


def test_the_page_and_the_paper_count_those_who_were_asked(document: Document) -> None:
    laid_out = printed(document, {})
    for words in (body(laid_out), json.dumps(_data(laid_out), ensure_ascii=False)):
        assert "Question posée à" in words
        assert "428 familles sur 990" in words
        assert "Les questions posées à certains" in words


def test_the_workbook_counts_them_too(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(document)))
    assert (
        book["S’informer"]["A4"].value
        == "Je me sens mieux informée (info) · question posée à 428 familles sur 990"
    )


def test_a_hidden_count_says_nothing_of_who_was_asked() -> None:
    closed = replace(INFORMED, overall=hidden_panel("", "", why=Suppression.COMPLEMENT))
    assert asked_in_words(closed, FAMILIES) is None
    assert "la question est posée" not in says(closed, FAMILIES)


def test_a_count_hidden_on_its_own_is_not_given_by_the_others() -> None:
    closed = replace(INFORMED, overall=replace(INFORMED.overall, n=None, missing=SOME))
    assert asked_in_words(closed, FAMILIES) is None
