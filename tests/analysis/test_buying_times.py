"""Weekdays and hours are added up right, and only what is steadily ahead is called the busiest."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core.analysis import buying_times
from core.analysis.buying_times import Times

MONDAY = (date(2026, 11, 2) - date(1970, 1, 1)).days


def rows(*told):
    return pd.DataFrame(list(told), columns=["day", "hour", "orders", "net"], dtype="int64")


def weekly(counts):
    """Orders by week and weekday, all at noon."""
    counts = np.asarray(counts)
    told = [
        (MONDAY + 7 * week + day, 12, int(orders), 0)
        for week, days in enumerate(counts)
        for day, orders in enumerate(days)
    ]
    return buying_times.times(rows(*told), MONDAY, len(counts))


def test_orders_are_added_up_by_weekday_and_hour():
    found = buying_times.times(
        rows(
            (MONDAY - 1, 9, 50, 500),  # before the weeks begin
            (MONDAY, 9, 2, 200),
            (MONDAY + 7, 9, 3, 300),
            (MONDAY + 6, 23, 1, 100),
            (MONDAY + 8, -1, 4, 400),
            (MONDAY + 14, 9, 50, 500),  # after they end
        ),
        MONDAY,
        2,
    )
    assert (found.orders[0, 9], found.net[0, 9], found.orders[6, 23]) == (5, 500, 1)
    assert (found.total, found.no_hour, found.weeks) == (6, 4, 2)
    assert found.weekly_days.tolist() == [[2, 0, 0, 0, 0, 0, 1], [3, 4, 0, 0, 0, 0, 0]]
    assert found.weekly_hours[:, 9].tolist() == [2, 3]


def test_weeks_begin_on_a_monday():
    with pytest.raises(ValueError, match="no Monday"):
        buying_times.times(rows(), MONDAY + 1, 2)


def test_a_weekday_that_is_steadily_ahead_is_the_busiest():
    random = np.random.default_rng(3)
    counts = random.poisson(20, (26, 7)) + np.array([0, 12, 0, 0, 0, 0, 0])
    found = buying_times.busiest_day(weekly(counts))
    others = [stats.ttest_rel(counts[:, 1], counts[:, day]).pvalue for day in (0, 2, 3, 4, 5, 6)]
    assert found is not None
    assert found.is_sure
    assert found.first == 1
    assert found.p_value == pytest.approx(max(others))
    assert found.share == pytest.approx(counts[:, 1].sum() / counts.sum())


def test_one_great_week_makes_no_busiest_weekday():
    counts = np.full((12, 7), 10) + np.arange(12)[:, None] % 3
    counts[5, 4] = 400
    found = buying_times.busiest_day(weekly(counts))
    assert found is not None
    assert found.first == 4
    assert not found.is_sure


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (np.tile([9, 1, 1, 1, 1, 1, 1], (7, 1)), "seven weeks"),
        (np.tile([3, 1, 1, 1, 1, 1, 1], (8, 1)), "72 orders"),
    ],
)
def test_with_too_little_it_is_not_asked(counts, why):
    found = buying_times.busiest_day(weekly(counts))
    assert found is not None, why
    assert found.p_value is None
    assert not found.is_sure


def test_equal_weekdays_are_never_told_apart():
    found = buying_times.busiest_day(weekly(np.full((20, 7), 5)))
    assert found is not None
    assert found.p_value == 1.0


def test_weekdays_that_differ_by_the_same_every_week_are_told_apart():
    found = buying_times.busiest_day(weekly(np.tile([9, 5, 5, 5, 5, 5, 5], (10, 1))))
    assert found is not None
    assert found.is_sure


def test_of_two_equal_weekdays_one_is_named_at_most_as_often_as_it_says():
    random = np.random.default_rng(11)
    named = 0
    for _ in range(600):
        rate = 8 * np.exp(random.normal(0, 0.4, (20, 7))) * np.array([2, 2, 1, 1, 1, 1, 1])
        found = buying_times.busiest_day(weekly(random.poisson(rate)))
        named += found is not None and found.is_sure
    assert named / 600 < 0.05 + 2.6 * (0.05 * 0.95 / 600) ** 0.5


def test_three_hours_in_a_row_are_found_within_a_day():
    random = np.random.default_rng(4)
    told = []
    for week in range(20):
        for hour in range(24):
            orders = int(random.poisson(9 if hour in {20, 21, 22} else 3))
            told.append((MONDAY + 7 * week + hour % 7, hour, orders, orders * 1000))
    found = buying_times.busiest_hours(buying_times.times(rows(*told), MONDAY, 20))
    assert found is not None
    assert found.first == 20
    assert found.is_sure


def test_a_stretch_is_not_held_against_those_that_overlap_it():
    """Four busy hours are two stretches of three that nobody could tell apart."""
    told = [
        (MONDAY + 7 * week, hour, 9 if hour in {19, 20, 21, 22} else 2 + week % 2, 0)
        for week in range(20)
        for hour in range(24)
    ]
    found = buying_times.busiest_hours(buying_times.times(rows(*told), MONDAY, 20))
    assert found is not None
    assert found.first == 19
    assert found.is_sure


def test_without_orders_nothing_is_busiest():
    found = buying_times.times(rows(), MONDAY, 3)
    assert buying_times.busiest_day(found) is None
    assert buying_times.busiest_hours(found) is None


def test_hours_put_together_keep_their_sum():
    table = np.arange(7 * 24).reshape(7, 24)
    together = buying_times.binned(table, 3)
    assert together.shape == (7, 8)
    assert together[2, 0] == table[2, :3].sum()
    assert together.sum() == table.sum()


def test_times_know_how_much_there_is():
    empty = np.zeros((7, 24), dtype=np.int64)
    found = Times(empty, empty, np.zeros((4, 7), dtype=np.int64), np.zeros((4, 24)), 0)
    assert (found.weeks, found.total) == (4, 0)
