"""Shares whose cases come in bunches, and the middle of days."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.stats import spreads
from core.stats.intervals import wilson
from core.stats.proportions import Tally


def test_weeks_alike_scatter_as_chance_does():
    assert spreads.spread([Tally(5, 100)] * 8) == 1.0
    assert spreads.spread([]) == 1.0


def test_weeks_apart_scatter_more_by_pearsons_chi_square():
    weeks = [Tally(0, 50), Tally(20, 50), Tally(2, 50), Tally(18, 50)]
    table = [[one.successes for one in weeks], [one.trials - one.successes for one in weeks]]
    expected = stats.chi2_contingency(table, correction=False)
    assert spreads.spread(weeks) == pytest.approx(expected.statistic / expected.dof)


def test_bounds_without_more_scatter_are_wilsons_and_wider_with_it():
    tally = Tally(24, 617)
    assert spreads.bounds(tally) == pytest.approx(wilson(tally))
    wider = spreads.bounds(tally, 4.0)
    assert wider[0] < wilson(tally)[0]
    assert wider[1] > wilson(tally)[1]
    # Four times the scatter is as much as a quarter of the cases.
    assert wider == pytest.approx(wilson(Tally(6, 154)), abs=0.005)
    assert spreads.bounds(Tally(0, 0)) is None


@given(st.integers(1, 500), st.floats(0, 1), st.floats(1, 1e6))
def test_a_share_lies_within_its_bounds(trials, part, scale):
    tally = Tally(int(trials * part), trials)
    low, high = spreads.bounds(tally, scale)
    assert 0 <= low <= tally.rate <= high <= 1


def test_the_probability_is_that_of_the_beta_distribution():
    expected = stats.beta(24.5, 593.5).sf(0.05)
    assert spreads.probability_above(Tally(24, 617), 0.05) == pytest.approx(expected)
    assert spreads.probability_above(Tally(0, 0), 0.05) is None


def test_the_middle_lies_between_order_statistics():
    values = np.arange(100.0)
    low, high = spreads.median_bounds(values)
    assert (low, high) == (40.0, 60.0)
    assert spreads.median_bounds(np.array([])) is None
    assert spreads.median_bounds(np.array([3.0, np.inf]))[1] == np.inf


def test_the_bounds_of_the_middle_hold_it_as_often_as_they_say():
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        low, high = spreads.median_bounds(rng.exponential(size=60))
        held += low <= np.log(2) <= high
    assert held / 400 > 0.93


@pytest.mark.parametrize("scale", [0.5, -1])
def test_an_impossible_scale_is_refused(scale):
    with pytest.raises(ValueError, match="scale"):
        spreads.bounds(Tally(1, 2), scale)
    with pytest.raises(ValueError, match="scale"):
        spreads.probability_above(Tally(1, 2), 0.5, scale)


def test_an_impossible_level_or_confidence_is_refused():
    with pytest.raises(ValueError, match="impossible"):
        spreads.probability_above(Tally(1, 2), 0.0)
    with pytest.raises(ValueError, match="confidence"):
        spreads.median_bounds(np.array([1.0]), 1.0)
