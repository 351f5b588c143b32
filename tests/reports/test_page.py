import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from arpent.reports.charts.draw import draw_all
from arpent.reports.html import body, page
from arpent.reports.printed import Printed, printed
from arpent.reports.tables import tables
from tests.reports.samples import DOCUMENT, INFORMED, panel


@pytest.fixture(scope="module")
def report() -> Printed:
    return printed(DOCUMENT, draw_all(DOCUMENT))


class Headings(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_the_sentence_comes_before_the_drawing(report):
    html = body(report)
    assert html.index("72\u202f% des familles se sentent") < html.index("chart--wide")


@pytest.mark.rgaa("1.6")
def test_each_figure_has_its_numbers_in_a_table(report):
    html = body(report)
    assert html.count("<figure") == html.count("<details") == 5
    assert "72\u202f% [68\u00a0–\u00a076]" in html


def test_each_figure_says_how_it_is_known(report):
    html = body(report)
    for head in ("Réponses exprimées", "Réponses manquantes", "Méthode"):
        assert html.count(f"<dt>{head}</dt>") == 5
    assert "Sans réponse\u202f: 7, Ne sait pas\u202f: 11" in html


def test_hidden_cells_say_why(report):
    assert "masqué\u202f: trop peu" in body(report)


def test_proxies_stand_apart_from_the_persons_own_voice(report):
    html = body(report)
    assert html.index('id="proxies"') < html.index('id="figure-5"')
    assert html.index('id="figure-4"') < html.index('id="proxies"')


def test_who_answered_is_told_with_the_response_rate(report):
    assert '<td class="num" data-label="Taux de réponse">43\u202f%</td>' in body(report)


def test_the_hash_of_the_answers_is_printed(report):
    assert "4be109d7" * 8 in body(report)


def test_no_level_of_heading_is_skipped(report):
    levels = Headings(page(report)).levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_asks_nobody_for_anything(report):
    html = page(report)
    assert not re.search(r"""(src|href)=["'](?!#)|url\((?!"?data:|"?none|#)|@import""", html)


def test_a_fictional_report_says_so(report):
    assert "tout ce que vous lisez ici est inventé" in page(report)
    assert "inventé" not in page(replace(report, fictional=False))


def test_words_of_users_are_words():
    hostile = replace(DOCUMENT, title="<img src=x onerror=alert(1)>", question="</style><script>1</script>")
    html = page(printed(hostile, {}))
    assert "<img" not in html
    assert "<script>" not in html


def test_a_document_without_figures_is_still_a_page():
    assert "<h1>" in page(printed(replace(DOCUMENT, themes=(), proxies=(), samples=()), {}))


def test_the_name_of_a_theme_is_not_required():
    nameless = replace(DOCUMENT.themes[0], title="")
    assert "Les réponses" in body(printed(replace(DOCUMENT, themes=(nameless,)), {}))


def test_an_answer_that_was_never_counted_is_told_as_left_out(report):
    assert "« Commentaire\u202f»".replace("« ", "«\u202f") in body(report)


def test_the_sample_figure_is_the_one_under_test():
    assert INFORMED in [section.figure for section in DOCUMENT.sections()]


def test_a_table_is_never_wider_than_a_sheet():
    groups = tuple(panel([0.1, 0.1, 0.1, 0.4, 0.3], group=f"Asso {at}", by="Association") for at in range(25))
    found = tables(replace(INFORMED, breakdowns=(groups,)))
    assert [len(table.columns) for table in found] == [8, 8, 8, 5]
    assert [name for table in found for name in table.columns[1:]] == [f"Asso {at}" for at in range(25)]


def test_a_question_with_long_answers_and_no_group_has_one_table():
    assert [table.columns for table in tables(replace(INFORMED, breakdowns=()))] == [("Ensemble",)]
