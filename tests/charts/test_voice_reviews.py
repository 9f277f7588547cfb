"""The chart of stars over time."""

from datetime import date, timedelta

import pytest

from core.charts.marks import Mark
from core.charts.theme import Look
from core.charts.voice_reviews import Point, Words, trend
from core.terms import Period

FIRST = date(2026, 9, 7)
WORDS = Words("리뷰", "별점", "범위")


def point(place, reviews=12, mean=4.5, spread=0.3):
    days = Period.ending(FIRST + timedelta(days=7 * place + 6), 7)
    if mean is None:
        return Point(days, reviews, None, None, None)
    return Point(days, reviews, mean, mean - spread, min(5.0, mean + spread))


def rows(chart):
    """The data of a chart."""
    told = chart.to_dict()["datasets"]
    return max(told.values(), key=len)


def test_a_point_has_its_mean_bounds_and_the_number_behind_it():
    drawn = rows(trend([point(0, 20), point(1, 10, 4.0)], Look(), WORDS))

    assert [row["mean"] for row in drawn] == [4.5, 4.0]
    assert [row["bounds"] for row in drawn] == ["4.2~4.8", "3.7~4.3"]
    first, second = (row["bar"] - row["floor"] for row in drawn)
    assert first == pytest.approx(2 * second)


def test_a_point_with_too_few_reviews_has_a_bar_and_no_mean():
    drawn = rows(trend([point(0), point(1, 2, None)], Look(dark=True), WORDS))

    assert [row["mean"] for row in drawn] == [4.5, None]
    assert drawn[1]["bounds"] == "–"
    assert drawn[1]["bar"] > drawn[1]["floor"]


def test_the_axis_holds_every_bound_and_whole_stars_only():
    chart = trend([point(0, mean=1.6, spread=0.5), point(1)], Look(), WORDS).to_dict()
    axes = [layer["encoding"]["y"] for layer in chart["layer"] if "y" in layer["encoding"]]

    assert axes[0]["axis"]["values"] == [1, 2, 3, 4, 5]
    low, high = axes[0]["scale"]["domain"]
    assert low < 1 < high == 5


def test_what_happened_is_marked_where_there_are_points():
    happened = [Mark(FIRST, FIRST, "사진을 바꿈", is_change=True)]

    with_marks, without, empty = (
        trend([point(0), point(1)], Look(), WORDS, happened),
        trend([point(0), point(1)], Look(), WORDS),
        trend([], Look(), WORDS, happened),
    )
    assert len(with_marks.to_dict()["layer"]) > len(without.to_dict()["layer"])
    assert len(empty.to_dict()["layer"]) == len(without.to_dict()["layer"])
