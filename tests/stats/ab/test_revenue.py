"""Revenue per visitor, held against naive enumeration and published values."""

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from core.stats.ab import revenue
from core.stats.ab.moments import moments, moments_of
from core.stats.ab.revenue import fieller, permutation, quantile, ratio_metric


def every_division(control, variant, visitors):
    """Every way to divide all visitors, one by one."""
    amounts = [*control, *variant, *[0] * (sum(visitors) - len(control) - len(variant))]
    middle = sum(amounts) * visitors[1] / sum(visitors)
    sums = np.array([sum(part) for part in combinations(amounts, visitors[1])])
    seen = sum(variant)
    return (
        np.mean(np.abs(sums - middle) >= abs(seen - middle) - 1e-9),
        np.mean(sums >= seen - 1e-9),
    )


@pytest.mark.parametrize(
    ("control", "variant", "visitors"),
    [
        ([12_000], [9_000, 30_000, 5_500], (8, 8)),
        ([100, 200, 300], [], (9, 5)),
        ([1.5, 2.25], [3.5, 8.125], (6, 9)),
        ([7, 7, 7], [7, 7], (5, 4)),
    ],
)
def test_the_permutation_test_counts_every_division_of_the_visitors(control, variant, visitors):
    expected = every_division(control, variant, visitors)
    assert permutation(control, variant, visitors) == pytest.approx(expected, abs=1e-12)


def test_amounts_of_no_common_unit_are_rounded_finely_enough():
    random = np.random.default_rng(6)
    control, variant = random.lognormal(10, 0.8, 4), random.lognormal(10.6, 0.8, 6)
    expected = every_division(control, variant, (9, 9))
    assert permutation(control, variant, (9, 9)) == pytest.approx(expected, abs=2e-3)


def test_large_revenues_are_divided_into_so_many_steps():
    amounts = np.array([10_001, 25_003, 13_007, 99_989])
    exact = every_division(amounts[:1], amounts[1:], (7, 7))
    assert permutation(amounts[:1], amounts[1:], (7, 7)) == pytest.approx(exact, abs=1e-12)


def test_without_buyers_nothing_differs():
    assert permutation([], [], (10, 10)) == (1, 1)


@pytest.mark.parametrize(
    ("control", "variant", "visitors", "why"),
    [
        ([1, 2, 3], [1], (2, 5), "more buyers than visitors"),
        ([0], [1], (5, 5), "above 0"),
        ([1] * 40, [1] * 21, (99, 99), "up to 60 buyers"),
    ],
)
def test_impossible_purchases_are_refused(control, variant, visitors, why):
    with pytest.raises(ValueError, match=why):
        permutation(control, variant, visitors)


def test_at_fiellers_bounds_the_difference_is_just_so_many_errors_off():
    a, b = moments(3407, 1396.87, 52377.9767), moments(3461, 2422.7, 134698.29)
    for theta, sign in zip(fieller(a, b), (1, -1), strict=True):
        error = np.sqrt(b.mean_variance + theta**2 * a.mean_variance)
        assert (b.mean - theta * a.mean) / error == pytest.approx(sign * 1.959963984540054)


def test_a_ratio_is_unbounded_where_the_control_may_earn_nothing():
    low, high = fieller(
        moments(100, [5, 5, 0], [25, 25, 0]), moments(100, [50, 500, 50], [2500, 5000, 2500])
    )
    assert np.isinf(high).all()
    assert low[0] == 0
    assert low[1] > 0
    assert np.isfinite(low).all()
    assert fieller(moments(10, 0, 0), moments(10, 0, 0)) == (0, np.inf)


def test_degrees_of_freedom_widen_the_ratio():
    a, b = moments(30, 300, 3900), moments(30, 420, 7000)
    normal, student = fieller(a, b), fieller(a, b, freedom=5)
    assert student.lower < normal.lower < normal.upper < student.upper
    assert quantile(0.9, 5) == pytest.approx(stats.t.ppf(0.95, 5))


def test_means_below_zero_have_no_ratio():
    with pytest.raises(ValueError, match="not negative"):
        fieller(moments(10, -5, 10), moments(10, 5, 10))


def test_the_value_of_an_order_has_the_variance_of_a_jackknife():
    random = np.random.default_rng(7)
    orders = random.poisson(1.5, 4000)
    spent = np.array([random.lognormal(10, 0.5, count).sum() for count in orders])
    found = ratio_metric(moments_of(spent), moments_of(orders), float(spent @ orders))
    left = (spent.sum() - spent) / (orders.sum() - orders)
    jackknife = 3999 / 4000 * np.sum((left - left.mean()) ** 2)
    assert found.ratio == pytest.approx(spent.sum() / orders.sum())
    assert found.variance == pytest.approx(jackknife, rel=0.01)


def test_nothing_over_no_orders_has_no_value():
    with pytest.raises(ValueError, match="above 0"):
        ratio_metric(moments(10, 5, 25), moments(10, 0, 0), 0)


def test_no_random_numbers_are_drawn():
    assert not hasattr(revenue, "random")
    one, two = (permutation([10, 20], [30, 5.5], (50, 50)) for _ in range(2))
    assert one == two
