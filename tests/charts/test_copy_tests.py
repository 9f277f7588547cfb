"""Pictures of copy tests."""

from datetime import date

import pytest

from core.charts import copy_tests as charts
from core.charts.copy_tests import Bar
from core.charts.theme import Look


@pytest.mark.parametrize(
    ("rates", "of"),
    [((0.03, 0.05), 100), ((0.03, 0.034), 1000), ((0.004, 0.02), 1000), ((0.0, 0.02), 100),
     ((0.03, 0.03), 100), ((0.031, 0.049, 0.12), 100)],
)  # fmt: skip
def test_people_are_a_hundred_unless_that_says_too_little(rates, of):
    assert charts.people(rates, rates) == of


@pytest.mark.parametrize(
    ("rate", "of", "filled"),
    [(0.05, 100, 5), (0.0345, 1000, 35), (27 / 120, 100, 23), (0.0, 100, 0), (1.0, 100, 100)],
)
@pytest.mark.parametrize("dark", [False, True])
def test_as_many_dots_are_filled_as_people_reacted(rate, of, filled, dark):
    look = Look("ko", dark)
    drawn = charts.pictogram(rate, of, look, chosen=True).to_dict()
    (rows,) = drawn["datasets"].values()
    assert len(rows) == of
    assert sum(row["filled"] for row in rows) == filled
    assert drawn["encoding"]["color"]["condition"]["value"] == look.palette.main


def test_of_a_thousand_people_the_few_that_reacted_stand_out_and_the_others_do_not_touch():
    drawn = charts.pictogram(0.004, 1000, Look()).to_dict()
    size = drawn["encoding"]["size"]
    reacted, other = size["condition"]["value"], size["value"]
    assert reacted >= 4 * other
    # Dots are circles of so many square pixels, 32 in a row.
    assert 2 * (other / 3.14) ** 0.5 < drawn["width"] / 32 - 1


def test_intervals_reach_from_bound_to_bound():
    bars = [
        Bar("A 문구", 0.03, 0.02, 0.045, "3.0% (2.0~4.5%)"),
        Bar("B 문구", 0.05, 0.04, 0.06, "5.0% (4.0~6.0%)", chosen=True),
    ]
    drawn = charts.intervals(bars, Look()).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [(row["low"], row["rate"], row["high"]) for row in rows] == [
        (2.0, 3.0, 4.5),
        (4.0, 5.0, 6.0),
    ]
    assert drawn["height"] > 100


def test_rates_of_nothing_are_drawn_too():
    drawn = charts.intervals([Bar("A", 0.0, 0.0, 0.0, "0%")], Look("en")).to_dict()
    assert drawn["layer"]


def test_the_running_bound_shows_the_line_on_both_sides():
    steps = [(date(2026, 12, 7), 1.2, 3.0), (date(2026, 12, 8), -2.9, 2.8)]
    words = charts.BoundWords("날짜", "벌어진 정도", "넘어야 하는 선")
    drawn = charts.bound(steps, words, Look("ko", dark=True)).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [(row["low"], row["apart"], row["high"], row["crossed"]) for row in rows] == [
        (-3.0, 1.2, 3.0, False),
        (-2.8, -2.9, 2.8, True),
    ]


def test_a_thousand_dots_are_not_read_out_one_by_one():
    assert charts.pictogram(0.03, 1000, Look()).to_dict()["mark"]["aria"] is False


def test_what_is_not_called_different_may_look_the_same():
    assert charts.people([0.242, 0.243]) == 100
    assert charts.people([0.024, 0.02, 0.036], [0.024, 0.036]) == 100
    assert charts.people([0.004, 0.243]) == 1000


def test_the_lead_is_drawn_with_the_line_of_no_difference():
    bars = [
        charts.Bar("A 문구", 0.02, 0.004, 0.04, "100명 중 +0.4~+4.0명", chosen=True),
        charts.Bar("B 문구", 0.01, -0.01, 0.03, "100명 중 −1.0~+3.0명"),
    ]
    chart = charts.ahead(bars, 100, "100명 중 몇 명이 더", Look()).to_dict()
    rows = [row for some in chart["datasets"].values() for row in some if "name" in row]
    assert [row["low"] for row in rows] == pytest.approx([0.4, -1.0])
    low, high = chart["layer"][1]["encoding"]["x"]["scale"]["domain"]
    assert low < -1
    assert high > 4
    colour = chart["layer"][1]["encoding"]["color"]
    assert colour["condition"]["value"] != colour["value"]


def test_pictures_of_the_way_that_stand_together_reach_equally_far():
    steps = [(date(2026, 11, day), 1.0 * day, 3.0) for day in (1, 2)]
    words = charts.BoundWords("날", "차이", "선")
    chart = charts.bound(steps, words, Look(), edge=9.0).to_dict()
    assert chart["layer"][0]["encoding"]["y"]["scale"]["domain"] == [-9.0, 9.0]
    assert charts.farthest(steps) == pytest.approx(3.45)
