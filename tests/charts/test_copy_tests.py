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
    assert charts.people(rates) == of


@pytest.mark.parametrize(("rate", "of", "filled"), [(0.05, 100, 5), (0.0345, 1000, 34),
                                                    (0.0, 100, 0), (1.0, 100, 100)])  # fmt: skip
@pytest.mark.parametrize("dark", [False, True])
def test_as_many_dots_are_filled_as_people_reacted(rate, of, filled, dark):
    look = Look("ko", dark)
    drawn = charts.pictogram(rate, of, look, chosen=True).to_dict()
    (rows,) = drawn["datasets"].values()
    assert len(rows) == of
    assert sum(row["filled"] for row in rows) == filled
    assert drawn["encoding"]["color"]["condition"]["value"] == look.palette.main


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
