"""Which days are compared: same weekdays, gaps left out on both sides."""

from datetime import date, timedelta

import numpy as np
import pytest

from core.stats import windows
from core.stats.counts import pair_z
from core.stats.windows import Sums
from core.terms import Period

FIRST = date(2026, 1, 1)


def whole(days, gaps=()):
    return windows.calendar(Period.ending(FIRST + timedelta(days=days - 1), days), gaps)


def period(days, size):
    return Period.ending(FIRST + timedelta(days=days - 1), size)


def test_a_quiet_day_is_zero_and_a_gap_is_unknown():
    gap = Period(FIRST + timedelta(days=1), FIRST + timedelta(days=2))
    values = whole(5, [gap]).series([FIRST, FIRST + timedelta(days=2)], [7, 9])
    assert values[[0, 3, 4]].tolist() == [7, 0, 0]
    assert np.isnan(values[1:3]).all()


def test_days_outside_the_history_are_left_aside():
    days = [FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=9)]
    assert whole(3).series(days, [1, 2, 3]).tolist() == [2, 0, 0]


def test_a_gap_before_the_history_takes_nothing_away():
    days = whole(3, [Period(FIRST - timedelta(days=9), FIRST - timedelta(days=5))])
    assert days.covered.all()


def test_a_day_without_its_counterpart_is_left_out_on_both_sides():
    days = whole(14, [Period(FIRST + timedelta(days=2), FIRST + timedelta(days=2))])
    pair = windows.pair(days, period(14, 7), 7)
    values = days.series([FIRST + timedelta(days=n) for n in range(14)], [1.0] * 14)
    assert pair.sums(values) == (6, 6)
    assert pair.left_out == 1


def test_a_period_older_than_the_history_cannot_be_compared():
    assert windows.pair(whole(13), period(13, 7), 7) is None


def test_a_period_that_is_all_gap_cannot_be_compared():
    assert windows.pair(whole(14, [period(14, 7)]), period(14, 7), 7) is None


def test_earlier_comparisons_lie_wholly_before_the_period():
    days = whole(200)
    found = windows.comparison(days, windows.pair(days, period(200, 28), 28))
    assert found.earlier[0].end == 172
    assert found.earlier[-1].end - 56 >= 0
    assert {one.end % 7 for one in found.earlier} == {172 % 7}
    assert found.independent == 5


def test_earlier_comparisons_that_are_mostly_gap_are_not_used():
    gap = Period(FIRST + timedelta(days=60), FIRST + timedelta(days=90))
    days, full = whole(200, [gap]), whole(200)
    some = windows.comparison(days, windows.pair(days, period(200, 28), 28))
    many = windows.comparison(full, windows.pair(full, period(200, 28), 28))
    assert 0 < len(some.earlier) < len(many.earlier)


def count(told: Sums) -> tuple[float, float, float]:
    now, before = told
    return now, before, pair_z(int(now), int(before))


def test_a_short_history_is_compared_but_not_judged():
    days = whole(100)
    compared = windows.comparison(days, windows.pair(days, period(100, 28), 28))
    found = windows.change(compared, [np.ones(100)], count)
    assert (found.now, found.before, found.judgement) == (28, 28, None)


@pytest.mark.parametrize(("size", "shift"), [(7, 7), (28, 28), (91, 91), (28, 364)])
def test_the_history_that_is_asked_for_is_just_enough(size, shift):
    for days, judged in (
        (windows.history_needed(size, shift), True),
        (windows.history_needed(size, shift) - 1, False),
    ):
        history = whole(days)
        compared = windows.comparison(history, windows.pair(history, period(days, size), shift))
        found = windows.change(compared, [np.full(days, 3.0)], count)
        assert (found.judgement is not None) is judged


def test_a_drop_far_beyond_the_usual_is_seen():
    random = np.random.default_rng(5)
    orders = random.poisson(9, 365).astype(float)
    orders[-28:] = random.poisson(4, 28)
    days = whole(365)
    compared = windows.comparison(days, windows.pair(days, period(365, 28), 28))
    assert windows.change(compared, [orders], count).judgement.p < 0.001


def test_sums_of_all_stretches_are_those_of_each_by_itself():
    rng = np.random.default_rng(3)
    gap = Period(FIRST + timedelta(days=60), FIRST + timedelta(days=64))
    for days in (whole(400), whole(400, [gap])):
        found = windows.comparison(days, windows.pair(days, period(400, 28), 28))
        counts = np.where(days.covered, rng.integers(0, 10**9, 400), np.nan)
        hole = counts.copy()
        hole[90] = np.nan
        # running sums of fractions round differently, and a day nobody knows makes a sum unknown
        for values in (counts, counts / 7, counts * 1e9, hole):
            wanted = [one.sums(values) for one in found.all]
            np.testing.assert_array_equal(np.array(found.sums(values)), np.array(wanted))
