"""Kaplan and Meier's curve against hand computation and published values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.stats import survival

PEOPLE = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


def test_the_curve_of_six_people_by_hand():
    found = survival.curve([5, 8, 8, 12, 15, 20], [1, 1, 0, 1, 0, 0])
    assert found.by([5, 8, 12, 20]) == pytest.approx([1 / 6, 1 / 3, 5 / 9, 5 / 9])
    assert found.by([0, 4.9]) == pytest.approx([0, 0])
    assert found.at_risk.tolist() == [6, 5, 3]
    assert found.median() == 12


@given(PEOPLE)
def test_the_curve_is_that_of_the_definition(people):
    waited, happened = (np.array(one) for one in zip(*people, strict=True))
    found = survival.curve(waited, happened)
    left, times = 1.0, sorted({time for time, event in people if event})
    assert found.time.tolist() == times
    for time, share, risk in zip(times, found.share, found.at_risk, strict=True):
        assert risk == (waited >= time).sum()
        left *= 1 - ((waited == time) & happened).sum() / risk
        assert share == pytest.approx(1 - left)


def test_the_bounds_of_six_people_by_hand():
    # S = 5/6, variance of log S: 1/(6*5); log-log bounds S ** exp(-+ 1.96 se / |log S|).
    found = survival.curve([5, 8, 8, 12, 15, 20], [1, 1, 0, 1, 0, 0])
    reach = 1.959964 * (1 / 30) ** 0.5 / abs(np.log(5 / 6))
    assert found.upper[0] == pytest.approx(1 - (5 / 6) ** np.exp(reach), abs=1e-6)
    assert found.lower[0] == pytest.approx(1 - (5 / 6) ** np.exp(-reach), abs=1e-6)


def test_the_bounds_hold_the_truth_as_often_as_promised():
    rng, hits = np.random.default_rng(5), 0
    for _ in range(400):
        truth, until = rng.exponential(60, 120), rng.uniform(20, 200, 120)
        found = survival.curve(np.minimum(truth, until), truth <= until)
        at = np.searchsorted(found.time, 60, side="right") - 1
        hits += found.lower[at] <= 1 - np.exp(-1) <= found.upper[at]
    assert 0.92 <= hits / 400 <= 0.98


@given(PEOPLE)
def test_shares_rise_within_their_bounds(people):
    found = survival.curve(*zip(*people, strict=True))
    assert (np.diff(found.share) >= 0).all()
    assert (found.lower <= found.share + 1e-12).all()
    assert (found.share <= found.upper + 1e-12).all()


def test_nobody_and_nothing():
    assert survival.curve([], []).median() is None
    assert survival.curve([3, 4], [0, 0]).by([10]).tolist() == [0]
    with pytest.raises(ValueError, match="no time"):
        survival.curve([-1], [1])
    with pytest.raises(ValueError, match="no time"):
        survival.curve([1], [1], confidence=1)


def test_the_bounds_by_a_time_are_those_of_the_last_one_it_happened_at():
    found = survival.curve([5, 8, 8, 12, 15, 20], [1, 1, 0, 1, 0, 0])
    assert found.between(6) == (found.lower[0], found.upper[0])
    assert found.between(20) == (found.lower[2], found.upper[2])
    assert found.between(4) is None
    assert found.between(21) is None
