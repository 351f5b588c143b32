"""What is drawn says the same as what is written."""

from pathlib import Path as File

import pytest

from arpent.ui.drawings import FACES, HEIGHTS, SETS, Interval, Path, ScaleBar, Station, Walk

CSS = File(__file__).parents[2] / "arpent/ui/static/ui/css/components/path.css"


def stations(*states: str) -> list[Station]:
    return [Station(n, f"Étape {n}", "", state, state) for n, state in enumerate(states, start=1)]


def test_the_walk_goes_from_edge_to_edge():
    walk = Walk(3, 12)
    assert [dot.state for dot in walk.dots] == ["done"] * 2 + ["here"] + ["ahead"] * 9
    assert walk.dots[0].x == Walk.START
    assert walk.dots[-1].x == Walk.END


def test_a_walk_of_one_question_does_not_divide_by_zero():
    assert [dot.x for dot in Walk(1, 1).dots] == [Walk.START]


def test_a_long_walk_keeps_only_where_we_are():
    assert [dot.state for dot in Walk(20, 60).dots] == ["here"]


def test_the_line_is_solid_up_to_where_we_are():
    legs = Path(stations("done", "done", "here", "ahead", "ahead")).legs
    assert [leg.walked for leg in legs] == [True, True, True, False, False, False]


def test_a_finished_path_is_walked_beyond_its_last_station():
    assert all(leg.walked for leg in Path(stations(*["done"] * 7)).legs)


@pytest.mark.parametrize("count", [1, 2, 5, 7, 9, 12])
def test_a_path_of_any_length_joins_its_stations_without_a_gap(count: int):
    lines = [leg.line for leg in Path(stations(*["ahead"] * count)).legs]
    assert len(lines) == count + 1
    ends = [line.split()[-2:] for line in lines[:-1]]
    starts = [line[1:].split("C")[0].split() for line in lines[1:]]
    assert ends == starts
    assert lines[0].startswith("M0 ")
    assert lines[-1].split()[-2] == "1400"


def test_stations_stand_in_the_page_where_the_line_passes():
    css = CSS.read_text()
    for place, height in enumerate(HEIGHTS, start=1):
        assert f".path__step:nth-child({place}) {{ --y: {height / 16:g}rem; }}" in css


@pytest.mark.parametrize(
    ("done", "total", "reached"), [(0, 10, 0), (5, 10, 50), (15, 10, 100), (3, 0, 0), (1, 3, 33.3)]
)
def test_a_scale_bar_never_leaves_its_rule(done: int, total: int, reached: float):
    assert ScaleBar(done, total).reached == reached


def test_an_interval_is_drawn_on_the_scale_of_its_axis():
    interval = Interval(50, 40, 65)
    assert (interval.x, interval.left, interval.width) == (150, 122, 70)


def test_faces_go_from_good_to_bad():
    assert all(list(levels) == sorted(levels, reverse=True) for levels in SETS.values())
    assert set(FACES) == {1, 2, 3, 4, 5}
