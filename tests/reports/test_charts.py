import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import vl_convert

from arpent.analysis.figures import Figure, Measure, Number, Panel
from arpent.reports.charts import dots
from arpent.reports.charts.draw import Chart, draw, draw_all
from arpent.reports.charts.picture import drawn
from arpent.reports.charts.rows import drawings
from arpent.reports.document import Section
from tests.reports.samples import ALONE, DOCUMENT, FAMILIES, HOURS, INFORMED, OPINION, SOURCES, figure, panel

SVG = "{http://www.w3.org/2000/svg}"


def charts_of(drawn: Figure) -> tuple[Chart, ...]:
    return draw(Section("figure-1", drawn, FAMILIES))


@pytest.fixture(scope="module")
def scale() -> Chart:
    return charts_of(INFORMED)[0]


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_each_chart_is_drawn_for_a_desk_and_for_a_phone(scale):
    assert (scale.wide.width, scale.narrow.width) == (860, 350)


def test_a_drawing_says_its_finding(scale):
    root = ElementTree.fromstring(scale.wide.svg)
    assert root.get("role") == "img"
    assert (root.findtext(f"{SVG}title") or "").startswith("Je me sens mieux informée")
    assert "72 % des familles se sentent mieux informées" in (root.findtext(f"{SVG}desc") or "")


def test_a_drawing_carries_no_style_that_the_page_would_refuse(scale):
    assert not re.search(r"style|script|onload|href", scale.wide.svg + scale.narrow.svg)


def test_two_drawings_share_no_identifier():
    svg = "".join(
        chart.wide.svg + chart.narrow.svg for charts in draw_all(DOCUMENT).values() for chart in charts
    )
    identifiers = re.findall(r' id="([^"]+)"', svg)
    assert len(identifiers) == len(set(identifiers)) > 12


def test_the_colours_of_a_scale_follow_the_theme(scale):
    assert all(f"c-s{step}" in scale.wide.svg for step in range(1, 6))
    assert "c-on1" in scale.wide.svg


def test_parts_and_favourable_share_are_printed(scale):
    assert {"6", "12", "45", "27", "72 %", "n = 410"} <= set(words(scale.wide.svg))


def test_a_part_too_thin_for_its_number_carries_none():
    thin = charts_of(figure(panel([0.02, 0.08, 0.1, 0.5, 0.3])))[0]
    assert "2" not in words(thin.wide.svg)


def test_what_is_hidden_is_hatched_and_said(scale):
    root = ElementTree.fromstring(scale.wide.svg)
    hatched = [one for one in root.iter() if (one.get("fill") or "").startswith("url(#figure-1")]
    assert len(hatched) == 2
    assert {"Trop peu de réponses", "Masqué aussi", "n masqué"} <= set(words(scale.wide.svg))


def test_a_scale_that_starts_with_its_favourable_answers_is_turned_round():
    downwards = figure(panel([0.4, 0.3, 0.1, 0.12, 0.08], labels=OPINION[::-1], favourable=(0, 1)))
    labels = words(charts_of(downwards)[0].wide.svg)
    assert labels.index("8") < labels.index("12") < labels.index("30") < labels.index("40")


def test_answers_that_are_no_scale_are_bars_the_most_frequent_first():
    labels = words(charts_of(SOURCES)[0].wide.svg)
    assert labels.index("Réunions") < labels.index("Site internet") < labels.index("Autre")


def test_a_scale_of_more_than_five_answers_is_drawn_as_bars():
    seven = figure(panel([0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.1], labels=tuple("abcdefg")))
    assert "c-s1" not in charts_of(seven)[0].wide.svg


def test_a_mean_has_an_axis_in_its_own_unit():
    assert {"10", "12", "14", "12,4"} <= set(words(charts_of(HOURS)[0].wide.svg))


@pytest.mark.parametrize("mean", [0.0, 0.004, 1e7, -12.0])
def test_any_mean_can_be_drawn(mean):
    one = Panel(None, "", None, "", 40, {}, (Number(None, "", mean, mean - 0.001, mean + 0.001),))
    assert charts_of(figure(one, measure=Measure.MEAN, ordered=False))


def test_a_figure_wholly_hidden_is_drawn_as_hidden():
    assert "Trop peu de réponses" in words(charts_of(ALONE)[0].wide.svg)


def test_many_groups_are_spread_over_several_drawings():
    groups = tuple(panel([0.1, 0.1, 0.1, 0.4, 0.3], group=f"Asso {at}", by="Association") for at in range(25))
    drawn = charts_of(figure(panel([0.1, 0.1, 0.1, 0.4, 0.3]), groups))
    assert [len(re.findall("n = 410", chart.wide.svg)) for chart in drawn] == [14, 12]
    assert max(chart.wide.height for chart in drawn) < 1000


def test_words_stand_where_the_renderer_puts_them():
    specification = dots.wide(HOURS, next(drawings(HOURS, "Ensemble")))
    ours = drawn(specification, name="n", title="t", description="d", kind="wide").svg
    theirs = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    assert words(ours) == words(theirs)
    assert re.findall(r"<text [^>]*?transform=.([^\"]+)", ours) == re.findall(
        r"<text [^>]*?transform=.([^\"]+)", theirs
    )


def test_labels_are_words_and_never_markup():
    hostile = figure(panel([0.5, 0.5], labels=("<script>alert(1)</script>", '"&\x08'), favourable=()))
    assert "<script>" not in charts_of(replace(hostile, ordered=False))[0].wide.svg


def test_progress_is_told_figure_by_figure():
    told: list[tuple[int, int]] = []
    draw_all(DOCUMENT, lambda done, total: told.append((done, total)))
    assert told == [(at, 5) for at in range(6)]
