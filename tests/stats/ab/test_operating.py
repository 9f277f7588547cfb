"""The rules as they are used, on seeded tests: how often they err, how often they find."""

import numpy as np
import pytest

from benchmarks.ab import days, first, judged, tables
from core.stats.ab.arms import arm
from core.stats.ab.comparison import compare, differs
from core.stats.ab.group_sequential import FARTHEST
from core.stats.ab.score_intervals import difference_interval, ratio_interval


def called(visitors, rates, versions=2):
    random = np.random.default_rng([visitors, versions])
    return judged(*days(random, 2000, visitors, rates), versions=versions)


@pytest.mark.parametrize(("visitors", "rate"), [(200, 0.02), (1000, 0.01), (1000, 0.05)])
def test_fourteen_daily_looks_call_five_of_a_hundred_equal_tests_different_at_most(visitors, rate):
    assert np.mean(first(called(visitors, [rate, rate])[..., 0]) != 0) < 0.06


@pytest.mark.parametrize("versions", [3, 6])
def test_so_they_do_with_more_versions(versions):
    found = called(1000, [0.02] * versions, versions)
    assert np.mean(np.any(found != 0, axis=(1, 2))) < 0.06


def test_looking_daily_loses_at_most_three_of_a_hundred_finds():
    random = np.random.default_rng(9)
    n, x = days(random, 4000, 1000, [0.02, 0.04])
    with_looks = np.mean(first(judged(n, x)[..., 0]) > 0)
    control, variant, chance = tables(1000, 1000, 0.02, 0.04)
    assert with_looks > np.sum(chance[differs(control, variant)]) - 0.03


@pytest.mark.parametrize("n", [(200, 200), (400, 100)])
def test_intervals_hold_the_truth_in_about_95_of_100(n):
    control, variant, chance = tables(*n, 0.03, 0.06)
    difference = difference_interval(control, variant)
    ratio = ratio_interval(control, variant)
    held = np.sum(chance[(difference.lower <= 0.03) & (difference.upper >= 0.03)])
    assert held == pytest.approx(0.95, abs=0.012)
    held = np.sum(chance[(ratio.lower <= 2) & (ratio.upper >= 2)])
    assert held == pytest.approx(0.95, abs=0.012)


def test_the_exact_gate_keeps_the_worst_small_table_at_its_level():
    control, variant, chance = tables(400, 100, 0.004, 0.004)
    assert np.sum(chance[differs(control, variant)]) < 0.05


def test_equal_versions_win_in_no_more_than_two_and_a_half_of_a_hundred_single_looks():
    # A well-known example of an A/B page calls 15 % of them won.
    control, variant, chance = tables(500, 500, 0.1, 0.1)
    better = differs(control, variant) & (variant.rate > control.rate)
    assert np.sum(chance[better]) < 0.027


def test_a_halved_rate_is_called_worse_and_not_unsure():
    # The same example reports p = 0.9994 here.
    found = compare(arm(200, 2000), arm(100, 2000))
    assert found.p < 1e-8
    assert found.differs
    assert found.difference.upper < 0
    assert found.ratio.upper < 0.65


def test_a_look_that_may_hardly_stop_has_wide_but_finite_bounds():
    found = compare(arm([0, 20], [40, 1000]), arm([0, 60], [40, 1000]), FARTHEST)
    assert not found.differs.any()
    assert np.all((found.difference.lower > -1) & (found.difference.lower < 0))
    assert np.all((found.difference.upper < 1) & (found.difference.upper > 0))
