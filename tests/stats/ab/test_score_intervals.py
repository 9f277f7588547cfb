"""The score intervals, held against naive searches, and the agreement of test and intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import ndtri

from core.stats.ab.arms import arm, critical
from core.stats.ab.comparison import compare, differs
from core.stats.ab.score_intervals import difference_interval, ratio_interval
from core.stats.ab.two_proportions import newcombe_interval, score_z, wilson_interval


@st.composite
def tables(draw):
    n_a, n_b = draw(st.integers(0, 400)), draw(st.integers(0, 400))
    return draw(st.integers(0, n_a)), n_a, draw(st.integers(0, n_b)), n_b


def log_likelihood(table, p_a, p_b):
    x_a, n_a, x_b, n_b = table
    chances = ((x_a, p_a), (n_a - x_a, 1 - p_a), (x_b, p_b), (n_b - x_b, 1 - p_b))
    return sum(count * np.log(p) for count, p in chances if count)


def naive_score(table, rates):
    """The score from the most likely rates on a curve, found by a plain search."""
    x_a, n_a, x_b, n_b = table
    low, high, other, weight = rates
    best = minimize_scalar(
        lambda p: -log_likelihood(table, p, other(p)),
        bounds=(low + 1e-13, high - 1e-13),
        method="bounded",
        options={"xatol": 1e-13},
    ).x
    total, p_b = n_a + n_b, other(best)
    spread = p_b * (1 - p_b) / n_b + weight**2 * best * (1 - best) / n_a
    return (x_b / n_b - weight * x_a / n_a) / np.sqrt(spread * total / (total - 1))


@pytest.mark.parametrize(
    "table", [(10, 500, 24, 500), (3, 40, 9, 25), (5, 12, 5, 80), (700, 900, 300, 310)]
)
def test_at_its_bounds_the_difference_lies_just_so_many_standard_deviations_off(table):
    found = difference_interval(arm(*table[:2]), arm(*table[2:]))
    for delta, z in zip(found, (1.959963984540054, -1.959963984540054), strict=True):
        d = float(delta)
        curve = (max(0, -d), min(1, 1 - d), lambda p, d=d: p + d, 1)
        x_a, n_a, x_b, n_b = table
        score = naive_score(table, curve)
        spread = (x_b / n_b - x_a / n_a) / score
        assert (x_b / n_b - x_a / n_a - d) / spread == pytest.approx(z, abs=1e-5)


@pytest.mark.parametrize("table", [(10, 500, 24, 500), (3, 40, 9, 25), (5, 12, 5, 80)])
def test_at_its_bounds_the_ratio_lies_just_so_many_standard_deviations_off(table):
    found = ratio_interval(arm(*table[:2]), arm(*table[2:]))
    for theta, z in zip(found, (1.959963984540054, -1.959963984540054), strict=True):
        t = float(theta)
        curve = (0, min(1, 1 / t), lambda p, t=t: t * p, t)
        assert naive_score(table, curve) == pytest.approx(z, abs=1e-5)


def test_the_published_example_of_newcombe_is_met_by_both_difference_intervals():
    control, variant = arm(48, 80), arm(56, 70)
    assert newcombe_interval(control, variant) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert difference_interval(control, variant) == pytest.approx((0.0528, 0.3382), abs=5e-5)


@given(tables(), st.floats(0.1, 9))
@settings(max_examples=100)
def test_test_and_intervals_never_disagree(table, z):
    found = compare(arm(*table[:2]), arm(*table[2:]), z)
    far = abs(found.z) >= z
    assert (found.difference.lower > 0 or found.difference.upper < 0) == far
    assert (found.ratio.lower > 1 or found.ratio.upper < 1) == far
    assert not found.differs or far


@given(tables())
@settings(max_examples=80)
def test_swapping_the_versions_mirrors_everything(table):
    one, other = arm(*table[:2]), arm(*table[2:])
    found, mirror = compare(one, other), compare(other, one)
    assert (found.z, found.p, found.differs) == (-mirror.z, mirror.p, mirror.differs)
    assert found.exact_p == pytest.approx(float(mirror.exact_p), rel=1e-9)
    assert (found.difference.lower, found.difference.upper) == (
        -mirror.difference.upper,
        -mirror.difference.lower,
    )
    turned = [1 / float(each) if each else np.inf for each in mirror.ratio]
    assert [float(each) for each in found.ratio] == pytest.approx(turned[::-1], rel=1e-12)


@given(tables())
@settings(max_examples=80)
def test_nothing_is_ever_missing_and_only_a_ratio_is_unbounded(table):
    found = compare(arm(*table[:2]), arm(*table[2:]))
    low, high = found.difference
    assert -1 <= low <= high <= 1
    assert 0 <= found.ratio.lower <= found.ratio.upper
    assert np.isinf(found.ratio.upper) == (table[0] == 0 or table[1] == 0 or table[3] == 0)
    assert np.isfinite([found.z, found.p, found.exact_p]).all()
    gap = table[2] / max(table[3], 1) - table[0] / max(table[1], 1)
    assert low - 1e-12 <= gap <= high + 1e-12 or 0 in {table[1], table[3]}


@given(tables(), st.integers(2, 5))
@settings(max_examples=50)
def test_more_of_the_same_never_widens(table, times):
    few = difference_interval(arm(*table[:2]), arm(*table[2:]))
    many = difference_interval(
        arm(table[0] * times, table[1] * times), arm(table[2] * times, table[3] * times)
    )
    assert many.upper - many.lower <= few.upper - few.lower + 1e-12


def test_a_version_nobody_saw_says_nothing():
    found = compare(arm(0, 0), arm(5, 10))
    assert (found.z, found.p, found.exact_p) == (0, 1, 1)
    assert found.difference == (-1, 1)
    assert found.ratio == (0, np.inf)


def test_one_alone_and_one_among_many_end_at_the_same_digits():
    random = np.random.default_rng(1)
    n = random.integers(50, 3000, (2, 400))
    x = random.binomial(n, 0.03)
    many = compare(arm(x[0], n[0]), arm(x[1], n[1]))
    for place in range(0, 400, 40):
        one = compare(arm(x[0, place], n[0, place]), arm(x[1, place], n[1, place]))
        assert one.difference == (many.difference.lower[place], many.difference.upper[place])
        assert one.ratio == (many.ratio.lower[place], many.ratio.upper[place])


def test_many_variants_are_compared_with_one_control_at_once():
    found = compare(arm(20, 1000), arm([25, 38], [1010, 990]), np.array([1.96, 2.5]))
    assert found.z.shape == found.differs.shape == found.ratio.lower.shape == (2,)
    assert found.differs.tolist() == [False, False]
    assert differs(arm(20, 1000), arm([25, 38], [1010, 990])).tolist() == [False, True]


def test_small_counts_have_to_pass_the_exact_test_as_well():
    control, variant = arm(0, 400), arm(2, 100)
    assert abs(score_z(control, variant)) > 1.96
    found = compare(control, variant)
    assert found.small
    assert found.exact_p == pytest.approx(2 * 0.5 * (100 * 99) / (500 * 499), rel=1e-9)
    assert differs(arm(0, 400), arm(1, 100)) == np.False_
    assert abs(score_z(arm(0, 400), arm(1, 100))) > 1.96


def test_a_rate_doubled_from_ten_of_five_hundred_is_seen_the_same_both_ways():
    assert compare(arm(10, 500), arm(24, 500)).p == pytest.approx(0.01462, abs=1e-5)
    assert compare(arm(24, 500), arm(10, 500)).p == compare(arm(10, 500), arm(24, 500)).p


def test_wilsons_interval_touches_none_and_all_and_is_everything_of_nothing():
    assert wilson_interval(arm(81, 263)) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    found = wilson_interval(arm([0, 10, 0], [10, 10, 0]))
    assert found.lower.tolist() == [0, pytest.approx(1 / (1 + critical() ** 2 / 10)), 0]
    assert found.upper.tolist() == [pytest.approx(0.277532799863), 1, 1]


@pytest.mark.parametrize("z", [0, -1, np.array([1.9, 0])])
def test_an_interval_reaches_to_both_sides(z):
    with pytest.raises(ValueError, match="standard deviations"):
        difference_interval(arm(1, 10), arm([2, 3], 10), z)


@pytest.mark.parametrize(
    ("successes", "trials", "why"),
    [
        (-1, 10, "not negative"),
        (11, 10, "more successes"),
        (1.5, 10, "whole"),
        ([], [], "no numbers"),
        (float("nan"), 10, "missing"),
        (1, float("inf"), "infinite"),
    ],
)
def test_impossible_counts_are_refused(successes, trials, why):
    with pytest.raises(ValueError, match=why):
        arm(successes, trials)


def test_a_confidence_lies_between_nothing_and_all():
    assert critical(0.9) == pytest.approx(float(ndtri(0.95)))
    with pytest.raises(ValueError, match="confidence"):
        critical(1)


def test_one_visitor_against_a_million_has_the_bounds_of_the_million():
    # The single visitor's most likely rate is none, or all: the bounds are those of one arm.
    z2 = critical() ** 2 * 1_000_001 / 1_000_000
    few = difference_interval(arm(0, 1), arm(3, 1_000_000)).upper
    assert (few - 3e-6) ** 2 == pytest.approx(z2 * few * (1 - few) / 1e6, rel=1e-9)
    none = difference_interval(arm(0, 1), arm(0, 1_000_000)).upper
    assert none == pytest.approx(z2 / 1e6 / (1 + z2 / 1e6), rel=1e-9)
    everybody = ratio_interval(arm(1, 1), arm(1_000_000, 1_000_000)).lower
    assert 1 / everybody - 1 == pytest.approx(z2 / 1e6, rel=1e-9)
