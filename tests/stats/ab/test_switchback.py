"""Alternate days, held against scipy."""

import numpy as np
import pytest
from scipy import stats

from core.stats.ab.moments import moments_of
from core.stats.ab.revenue import fieller
from core.stats.ab.switchback import by_day, by_pair, daily_rates

A = [0.021, 0.019, 0.025, 0.018, 0.022, 0.020, 0.017]
B = [0.026, 0.024, 0.027, 0.021, 0.031, 0.022, 0.024]


def test_days_are_compared_as_scipy_compares_two_samples():
    expected = stats.ttest_ind(B, A, equal_var=False)
    found = by_day(A, B)
    assert (found.test.p, found.test.freedom) == pytest.approx((expected.pvalue, expected.df))
    assert found.days == (7, 7)
    freedom = float(found.test.freedom)
    assert found.ratio == fieller(moments_of(A), moments_of(B), freedom=freedom)


def test_pairs_of_days_are_compared_as_scipy_does():
    expected = stats.ttest_rel(B, A)
    found = by_pair(A, B, 0.9)
    assert (found.t, found.p, found.freedom) == pytest.approx(
        (expected.statistic, expected.pvalue, 6)
    )
    assert tuple(found.interval) == pytest.approx(tuple(expected.confidence_interval(0.9)))


def test_days_that_are_all_alike_say_nothing():
    found = by_day([0.5, 0.5], [0.25, 0.25, 0.25])
    assert found.test.p == 1
    assert found.ratio == (0, np.inf)
    assert by_pair([0.5, 0.5], [0.25, 0.25]).p == 1


def test_a_day_without_visitors_has_no_rate():
    assert daily_rates([3, 0, 5], [100, 0, 50]).tolist() == [0.03, 0.1]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: by_day([0.1], A),
        lambda: by_day([[0.1, 0.2]], A),
        lambda: by_day([0.1, -0.2], A),
        lambda: by_pair(A, B[:5]),
        lambda: daily_rates([0, 0], [0, 0]),
        lambda: daily_rates([1], [-1]),
    ],
)
def test_impossible_days_are_refused(wrong):
    with pytest.raises(ValueError, match=r"days|day has|numbers|counts"):
        wrong()
