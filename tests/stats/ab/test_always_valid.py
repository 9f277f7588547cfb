"""Evidence at any time, held against a plain integral, and its promise against simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from core.stats.ab.always_valid import (
    confidence_sequence,
    division_evidence,
    evidence,
    evidence_by_day,
)
from core.stats.ab.arms import arm


@pytest.mark.parametrize(("a", "b", "share"), [(20, 40, 0.5), (3, 9, 0.3), (0, 7, 0.5)])
def test_the_e_value_is_the_mean_likelihood_over_the_likelihood_without_a_difference(a, b, share):
    prior = stats.beta(10 * share, 10 * (1 - share))
    mixed = integrate.quad(lambda t: t**b * (1 - t) ** a * prior.pdf(t), 0, 1, epsabs=0)[0]
    expected = np.log(mixed / (share**b * (1 - share) ** a))
    assert evidence(a, b, share=share).log_e == pytest.approx(expected, rel=1e-7)


def test_looking_every_day_errs_in_fewer_than_five_of_a_hundred_equal_tests():
    random = np.random.default_rng(4)
    some = np.cumsum(random.poisson(3, (4000, 28, 2)), axis=1)
    ever = np.any(evidence(some[..., 0], some[..., 1]).p <= 0.05, axis=1)
    assert 0.002 < np.mean(ever) < 0.02


@given(st.integers(0, 300), st.integers(0, 300), st.floats(0.05, 0.95), st.floats(0.5, 200))
@settings(max_examples=100)
def test_the_bounds_leave_one_out_just_when_the_evidence_says_so(a, b, share, k):
    low, high = confidence_sequence(a, b, share=share, concentration=k)
    found = evidence(a, b, share=share, concentration=k)
    assert (low > 1 or high < 1) == (found.log_e >= -np.log(0.05))
    assert 0 <= low <= high
    assert (low == 0, np.isinf(high)) == (b == 0, a == 0)
    assert 0 < found.p <= 1


def test_swapping_the_versions_mirrors_the_bounds():
    low, high = confidence_sequence(20, 40, share=0.3)
    mirrored = confidence_sequence(40, 20, share=0.7)
    assert (low, high) == pytest.approx((1 / mirrored.upper, 1 / mirrored.lower), rel=1e-12)


def test_without_successes_nothing_is_known():
    assert evidence(0, 0) == (0, 1)
    assert confidence_sequence(0, 0) == (0, np.inf)


def test_many_tests_are_examined_at_once():
    found = confidence_sequence([[5, 60]], [[15, 110]], concentration=24)
    assert found.lower.shape == (1, 2)
    assert found.lower[0, 0] == pytest.approx(0.696855777567)


def test_two_versions_are_divided_as_successes_are():
    both = division_evidence([[20, 40], [30, 33]], [1, 1], concentration=10)
    assert both.log_e == pytest.approx(evidence([20, 30], [40, 33]).log_e)


def test_days_divided_in_halves_say_what_all_of_them_say_together():
    found = evidence_by_day(arm([3, 0, 9], [50, 80, 90]), arm([5, 2, 20], [50, 80, 90]))
    assert found.log_e == pytest.approx(evidence([3, 3, 12], [5, 7, 27]).log_e, abs=1e-9)
    many = evidence_by_day(arm([9_000], [90_000]), arm([9_400], [90_000]))
    assert many.log_e == pytest.approx(evidence([9_000], [9_400]).log_e, abs=1e-9)


def test_shares_and_rates_that_go_together_fool_only_the_sum_of_days():
    # Good days show the variant more often; both versions are equal on every day.
    random = np.random.default_rng(10)
    n_b = np.tile([20, 180], 14)
    rates = np.tile([0.02, 0.08], 14)
    x_a = random.binomial(200 - n_b, rates, (200, 28))
    x_b = random.binomial(n_b, rates, (200, 28))
    by_day = evidence_by_day(arm(x_a, 200 - n_b), arm(x_b, n_b))
    summed = evidence(np.cumsum(x_a, axis=1), np.cumsum(x_b, axis=1))
    assert np.mean(np.any(by_day.p <= 0.05, axis=1)) < 0.05
    assert np.mean(np.any(summed.p <= 0.05, axis=1)) > 0.9


def test_days_find_a_version_that_is_twice_as_good():
    random = np.random.default_rng(11)
    x_a, x_b = random.binomial(100, 0.03, (100, 20)), random.binomial(60, 0.06, (100, 20))
    found = evidence_by_day(arm(x_a, 100), arm(x_b, 60))
    assert np.mean(np.any(found.p <= 0.05, axis=1)) > 0.7


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: evidence(-1, 2),
        lambda: evidence(1, 2, share=1),
        lambda: evidence(1, 2, concentration=0),
        lambda: confidence_sequence(1, 2, alpha=0),
        lambda: evidence_by_day(arm(1, 2), arm(1, 2)),
        lambda: evidence_by_day(arm([1], [2]), arm([1], [2]), concentration=0),
        lambda: division_evidence([1, 2], [1, 0]),
        lambda: division_evidence([1, 2, 3], [1, 1]),
        lambda: division_evidence([1, 2], [1, 1], concentration=-1),
    ],
)
def test_impossible_evidence_is_refused(wrong):
    with pytest.raises(ValueError, match=r"counts|share|concentration|alpha|days"):
        wrong()
