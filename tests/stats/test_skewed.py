"""Means of skewed amounts: by other means, and how often the bounds hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from core.stats.skewed import Difference, Estimate, mean, part, ratio


def bent(told, x):
    """Hall's transformation, as he wrote it."""
    return x + told.skew * x**2 / 3 + told.skew**2 * x**3 / 27 + told.skew / 6


def test_a_mean_has_the_bounds_of_hall():
    won = np.random.default_rng(1).lognormal(10, 1, 40)
    told = mean(won)
    assert told.value == pytest.approx(won.mean())
    assert told.error == pytest.approx(stats.sem(won))
    assert told.skew == pytest.approx(stats.skew(won, bias=False) / np.sqrt(40))
    reach = stats.t.ppf(0.975, 39)
    far = [brentq(lambda x, q=q: bent(told, x) - q, -50, 50) for q in (reach, -reach)]
    assert told.interval() == pytest.approx([told.value - one * told.error for one in far])


def test_without_skewness_the_bounds_are_those_of_student():
    told = mean(np.array([1.0, 2, 3, 4, 5]))
    assert told.interval(0.9) == pytest.approx(
        stats.t.interval(0.9, 4, 3, stats.sem([1, 2, 3, 4, 5]))
    )


def test_a_ratio_is_that_of_the_sums():
    above, below = np.array([4.0, 9, 2, 8]), np.array([1.0, 3, 1, 2])
    told = ratio(above, below)
    left = above - told.value * below
    assert told.value == pytest.approx(23 / 7)
    assert told.error == pytest.approx(left.std(ddof=1) * 2 / 7)


def test_of_too_few_or_of_nothing_there_is_no_estimate():
    assert mean(np.array([1.0, 2.0])) is None
    assert ratio(np.ones(5), np.zeros(5)) is None
    assert part(np.zeros(5), np.ones(5)) is None
    assert part(np.ones(2), np.ones(2)) is None
    # Both the same of everybody: nothing scatters, so nothing is told of how much.
    assert part(np.ones(5), np.full(5, 2.0)) is None


def test_what_is_alike_does_not_scatter():
    one, other = mean(np.full(5, 7.0)), mean(np.full(5, 4.0))
    assert one.interval() == (7, 7)
    apart = Difference(one, other)
    assert (apart.value, apart.interval(), apart.p) == (3, (3, 3), None)


amounts = st.lists(st.floats(0.01, 1e6), min_size=4, max_size=30).map(np.array)


@given(amounts, amounts)
def test_a_p_value_is_small_just_where_the_bounds_leave_out_nothing(some, others):
    told = Difference(mean(some), mean(others))
    if told.p is not None:
        for confidence in (0.5, 0.9, 0.99):
            low, high = told.interval(confidence)
            if abs(told.p - (1 - confidence)) > 1e-6:
                assert (told.p < 1 - confidence) == (not low <= 0 <= high)


@given(amounts)
def test_bounds_hold_the_estimate_and_grow_with_the_confidence(some):
    told = mean(some)
    low, high = told.interval(0.9)
    wider = told.interval(0.99)
    assert wider[0] <= low <= told.value <= high <= wider[1]


@given(amounts, st.data())
def test_a_part_lies_within_its_bounds_and_the_others_are_the_rest(some, data):
    whose = np.array(data.draw(st.lists(st.booleans(), min_size=len(some), max_size=len(some))))
    told = part(np.where(whose, some, 0.0), some)
    if told is not None:
        assert 0 <= told.low <= told.value <= told.high <= 1
        assert told.value == pytest.approx(some[whose].sum() / some.sum())
        rest = part(np.where(whose, 0.0, some), some)
        assert (told.others.low, told.others.high) == pytest.approx((rest.low, rest.high))


@pytest.mark.parametrize(("sigma", "size"), [(1.0, 30), (1.25, 100), (1.5, 30), (1.5, 300)])
def test_bounds_of_a_mean_hold_where_student_s_do_not(sigma, size):
    random = np.random.default_rng(7)
    truth = np.exp(sigma**2 / 2)
    held = [0, 0]
    for _ in range(600):
        won = random.lognormal(0, sigma, size)
        students = stats.t.interval(0.95, size - 1, won.mean(), stats.sem(won))
        for at, (low, high) in enumerate((mean(won).interval(), students)):
            held[at] += low <= truth <= high
    assert 0.88 <= held[0] / 600 <= 0.97
    assert held[0] > held[1]


@pytest.mark.parametrize(("size", "other"), [(30, 30), (100, 300)])
def test_bounds_of_a_difference_hold(size, other):
    random = np.random.default_rng(8)
    held = 0
    for _ in range(600):
        one, two = (random.lognormal(0, 1.25, of) for of in (size, other))
        low, high = Difference(mean(one), mean(two)).interval()
        held += low <= 0 <= high
    assert 0.89 <= held / 600 <= 0.98


@pytest.mark.parametrize(("size", "share"), [(30, 0.5), (100, 0.8)])
def test_bounds_of_a_part_hold(size, share):
    random = np.random.default_rng(9)
    held = 0
    for _ in range(600):
        won, whose = random.lognormal(0, 1.25, size), random.random(size) < share
        told = part(np.where(whose, won, 0.0), won)
        held += told.low <= share <= told.high
    assert 0.91 <= held / 600 <= 0.985


def test_a_bound_of_nothing_is_far_away():
    """The lower bound of what one of thirty brings lies below nought."""
    won = np.concatenate([[1e6], np.full(29, 10.0)])
    own = np.where(np.arange(30) == 0, won, 0.0)
    told = part(own, won)
    assert told.low < 0.01
    assert Estimate(1.0, 2.0, 30).interval()[0] < 0
