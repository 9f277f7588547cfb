"""Comparing counts: published and independently computed values, and what must always hold."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from core.stats.counts import pair_mid_p, pair_z

COUNTS = st.integers(0, 500)


def test_the_score_of_two_counts_is_their_difference_over_the_root_of_their_sum():
    assert pair_z(30, 20) == pytest.approx(10 / sqrt(50))


def test_the_score_allows_for_an_unequal_share():
    # Przyborowski and Wilenski: given the sum, a binomial with mean 50 * .2 and variance 50 * .16
    assert pair_z(16, 34, share=0.2) == pytest.approx((16 - 10) / sqrt(8))


def test_nothing_at_all_is_no_change():
    assert pair_z(0, 0) == 0
    assert pair_mid_p(0, 0) == 1


@pytest.mark.parametrize(("now", "before"), [(0, 6), (3, 12), (10, 10), (40, 22)])
def test_the_exact_p_value_agrees_with_the_binomial_of_scipy(now, before):
    binomial = scipy_stats.binom(now + before, 0.5)
    half = binomial.pmf(now) / 2
    tails = binomial.cdf(now) - half, binomial.sf(now) + half
    assert pair_mid_p(now, before) == pytest.approx(min(1, 2 * min(tails)))


def test_six_events_on_one_side_only_are_just_enough_for_three_per_cent():
    assert pair_mid_p(0, 6) == pytest.approx(0.5**6)


@given(COUNTS, COUNTS)
def test_turning_the_periods_round_turns_the_sign(now, before):
    assert pair_z(now, before) == pytest.approx(-pair_z(before, now))
    assert pair_mid_p(now, before) == pytest.approx(pair_mid_p(before, now))


@pytest.mark.parametrize("ask", [pair_z, pair_mid_p])
@pytest.mark.parametrize(("now", "before", "share"), [(-1, 3, 0.5), (1, -3, 0.5), (1, 3, 1.0)])
def test_the_impossible_is_refused(ask, now, before, share):
    with pytest.raises(ValueError, match=r"negative|between"):
        ask(now, before, share)
