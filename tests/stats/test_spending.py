"""Does the model of what customers spend agree with the published fit and with simulation?"""

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.stats import gamma

from core.stats import spending
from core.stats.spending import Spending

CDNOW = Spending(6.25, 3.74, 15.44, 0)
"""The published fit of the CDNOW sample, in dollars (Fader and Hardie 2013)."""


def simulated(
    told: Spending, people: int, seed: int
) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    rng = np.random.default_rng(seed)
    x = 1 + rng.poisson(2, people)
    rate = gamma.rvs(told.q, scale=1 / told.v, size=people, random_state=rng)
    m = gamma.rvs(told.p * x, scale=1 / rate, random_state=rng) / x
    return x.astype(float), m, told.p / rate


def test_the_published_values_of_a_customer():
    assert spending.average(CDNOW, [3], [35])[0] == pytest.approx(35.0279199628)
    assert spending.average(CDNOW, [2, 1, 0, 7], [22.35, 11.77, 0, 73.74]) == pytest.approx(
        [24.66, 18.92, 35.22, 71.47], abs=0.05
    )
    assert CDNOW.mean == pytest.approx(35.22, abs=0.01)


def test_the_slopes_are_those_of_the_likelihood():
    x, m, _ = simulated(CDNOW, 60, seed=2)
    at, each = np.array([4.0, 3.0, 10.0]), np.ones(60)
    _, slopes = spending._likelihood(x, m, each, at)
    numeric = approx_fprime(at, lambda one: spending._likelihood(x, m, each, one)[0], 1e-7)
    assert slopes == pytest.approx(numeric, rel=1e-3)


def test_a_fit_finds_the_parameters_and_each_one_s_mean():
    x, m, truth = simulated(CDNOW, 8000, seed=4)
    found = spending.fit(x, m)
    assert (found.p, found.q) == pytest.approx((6.25, 3.74), rel=0.1)
    assert found.mean == pytest.approx(35.22, rel=0.03)
    error = np.abs(spending.average(found, x, m) - truth).mean()
    assert error < np.abs(m - truth).mean()


def test_won_instead_of_dollars_change_nothing_but_the_unit():
    x, m, _ = simulated(CDNOW, 1000, seed=6)
    small, large = spending.fit(x, m), spending.fit(x, m * 1300)
    assert large.v == pytest.approx(1300 * small.v, rel=1e-3)
    assert (large.p, large.q) == pytest.approx((small.p, small.q), rel=1e-3)
    assert large.log_likelihood == pytest.approx(small.log_likelihood - 1000 * np.log(1300))


def test_weights_stand_for_customers():
    x, m, _ = simulated(CDNOW, 200, seed=7)
    twice = spending.fit(np.tile(x, 2), np.tile(m, 2))
    assert spending.fit(x, m, np.full(200, 2.0)).p == pytest.approx(twice.p, rel=1e-4)


def test_a_mean_without_bounds_is_not_told():
    assert Spending(2, 0.9, 10, 0).mean is None
    assert np.isnan(spending.average(Spending(2, 0.9, 10, 0), [0], [0])[0])


@pytest.mark.parametrize(("x", "m"), [([], []), ([0], [10]), ([1], [0])])
def test_the_impossible_is_refused(x, m):
    with pytest.raises(ValueError, match="purchases that cost something"):
        spending.fit(x, m)


def test_how_often_and_how_much_go_together():
    rng = np.random.default_rng(4)
    x = rng.integers(1, 8, 800).astype(float)
    alone = rng.gamma(3 * x) / 3 / x * 20_000
    told = spending.link(x, alone)
    assert told.low < told.value < told.high
    assert abs(told.value) < 0.1
    assert not told.is_strong
    together = spending.link(x, alone * x)
    assert together.value == pytest.approx(np.corrcoef(x, alone * x)[0, 1])
    assert together.is_strong
    assert spending.link(np.ones(3), np.arange(3.0)) is None
    assert spending.link(np.ones(9), np.arange(9.0)) is None
    assert spending.link(np.arange(9.0), np.arange(9.0)).value == 1
