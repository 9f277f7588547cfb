"""Means of amounts, held against scipy."""

import numpy as np
import pytest
from scipy import stats

from core.stats.ab.moments import moments, moments_of, welch

A = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
B = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def test_welchs_test_is_that_of_scipy():
    expected = stats.ttest_ind(B, A, equal_var=False)
    found = welch(moments_of(A), moments_of(B))
    assert (found.t, found.p, found.freedom) == pytest.approx(
        (expected.statistic, expected.pvalue, expected.df)
    )
    assert tuple(found.interval) == pytest.approx(tuple(expected.confidence_interval()))


def test_sums_and_amounts_say_the_same_and_add_up():
    sums = moments(10, sum(A), sum(a * a for a in A))
    assert (sums.mean, sums.variance) == pytest.approx((np.mean(A), np.var(A, ddof=1)))
    both = moments_of(A) + moments_of(B)
    assert (both.mean, both.variance) == pytest.approx((np.mean(A + B), np.var(A + B, ddof=1)))


def test_large_amounts_keep_their_digits():
    far = np.array(A) + 1e7
    assert moments_of(far).variance == pytest.approx(np.var(A, ddof=1), rel=1e-8)


def test_amounts_alike_but_for_rounding_do_not_scatter():
    assert moments_of([0.1, 0.1, 0.1]).variance == 0
    assert moments(3, 0.3, 0.03).variance == 0


def test_nothing_is_known_where_no_amount_differs():
    found = welch(moments([10, 10], [0, 0], 0), moments([10, 10], [0, 5], [0, 5]))
    assert found.p[0] == 1
    assert found.freedom[0] == found.t[0] == 0
    assert found.interval.lower[0] == -np.inf
    assert found.interval.upper[0] == np.inf
    assert found.freedom[1] == pytest.approx(9)
    assert np.isfinite([found.p[1], *[bound[1] for bound in found.interval]]).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: moments(1, 5, 25),
        lambda: moments(10, 100, 5),
        lambda: moments_of([]),
        lambda: moments_of([1, float("nan")]),
        lambda: welch(moments_of(A), moments_of(B), 1.2),
    ],
)
def test_impossible_amounts_are_refused(wrong):
    with pytest.raises(ValueError, match=r"two visitors|squares|numbers|missing|confidence"):
        wrong()
