"""Plans, held against published tables and sums over all tables."""

import numpy as np
import pytest
from scipy import stats

from benchmarks.rivals import exact_rejections
from core.stats.ab import planning
from core.stats.ab.planning import days_needed, detectable_rate, power_of, sample_size

TABLE = {
    0.01: (42_693, 19_827, 7_750, 2_319),
    0.02: (21_109, 9_798, 3_826, 1_141),
    0.05: (8_158, 3_780, 1_471, 435),
}
"""Visitors an arm for +20, +30, +50 and +100 %, as R's power.prop.test gives them."""


@pytest.mark.parametrize("base", TABLE)
def test_the_visitors_needed_are_those_of_r(base):
    variants = base * np.array([1.2, 1.3, 1.5, 2])
    assert np.ceil(sample_size(base, variants)).tolist() == list(TABLE[base])


def test_the_power_of_the_visitors_needed_is_the_power_asked_for():
    n = sample_size(0.02, [0.03, 0.04, 0.012])
    assert power_of((0.02, [0.03, 0.04, 0.012]), (n, n)) == pytest.approx(0.8, abs=1e-4)


def test_power_is_close_to_the_sum_over_all_tables():
    exact = exact_rejections(500, 0.02, 0.04)["nminus1"]
    assert power_of((0.02, 0.04), (500, 500)) == pytest.approx(exact, abs=0.01)


def test_power_counts_arms_of_different_size():
    assert power_of((0.02, 0.04), (900, 100)) < power_of((0.02, 0.04), (500, 500))
    assert power_of((0.02, 0.04), (900, 300)) == pytest.approx(power_of((0.04, 0.02), (300, 900)))


def test_rates_without_scatter_are_found_for_certain_or_never():
    assert power_of((0, [0, 1]), (10, 10)).tolist() == [0, 1]


def test_the_rate_that_is_found_needs_just_these_visitors():
    n = np.array([500, 1000, 50_000])
    assert sample_size(0.02, detectable_rate(0.02, n)) == pytest.approx(n)
    assert sample_size(0.02, detectable_rate(0.02, 50_000, higher=False)) == pytest.approx(50_000)


def test_a_seller_with_60_visitors_a_day_finds_only_almost_three_times_the_rate():
    assert detectable_rate(0.02, 420) / 0.02 - 1 == pytest.approx(1.86, abs=0.01)


def test_what_cannot_be_found_at_all_is_the_end_of_the_scale():
    assert detectable_rate(0.5, 3) == 1
    assert detectable_rate(0.02, 100, higher=False) == 0


@pytest.mark.parametrize(
    ("per_version", "versions", "daily", "days"),
    [(420, 2, 60, 14), (421, 2, 60, 21), (1, 2, 1000, 7), (420.3, 2, 60, 21), (100, 6, 30, 21)],
)
def test_a_test_runs_whole_weeks(per_version, versions, daily, days):
    assert days_needed(per_version, versions, daily) == days


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: sample_size(0.02, 0.02),
        lambda: sample_size(0.02, 1.2),
        lambda: sample_size(0.02, 0.03, alpha=0),
        lambda: sample_size(0.02, 0.03, power=1),
        lambda: power_of((0.1, 0.2), (0, 10)),
        lambda: detectable_rate(0.02, -5),
        lambda: days_needed(100, 1, 10),
        lambda: days_needed(100, 2, 0),
        lambda: days_needed(float("nan"), 2, 5),
    ],
)
def test_an_impossible_plan_is_refused(wrong):
    with pytest.raises(ValueError, match=r"rates|between|visitors|versions"):
        wrong()


@pytest.mark.parametrize(("none", "higher"), [(0, True), (1, False)])
def test_a_rate_beside_none_or_all_is_found_as_often_as_asked_for(none, higher):
    found = detectable_rate(none, [10, 1000], higher=higher)
    assert np.all(found != none)
    assert sample_size(none, found) == pytest.approx([10, 1000], rel=1e-6)
    assert power_of((none, found), (1000, 1000))[1] > 0.8


@pytest.mark.parametrize("swing", [0.0, 0.2])
def test_the_power_of_days_is_the_noncentral_t_of_scipy(swing):
    days, visitors = 7, 300
    one, other = ((p * (1 - p) / visitors + (swing * p) ** 2) / days for p in (0.03, 0.05))
    freedom = (one + other) ** 2 / (one**2 / (days - 1) + other**2 / (days - 1))
    far = stats.nct(freedom, 0.02 / (one + other) ** 0.5).sf(stats.t.ppf(0.975, freedom))
    told = planning.power_by_day(0.03, 0.05, visitors, days, swing=swing)
    assert told == pytest.approx(far, abs=1e-6)
    found = planning.detectable_by_day(0.03, visitors, days, swing=swing)
    at = planning.power_by_day(0.03, found, visitors, days, swing=swing)
    assert at == pytest.approx(0.8, abs=1e-9)


def test_days_that_can_find_nothing_are_told_as_one():
    assert planning.detectable_by_day(0.5, 20, 2, swing=0.5) == 1.0
    assert planning.power_by_day(0.0, 0.0, 20, 2, swing=0.5) == 0.0


@pytest.mark.parametrize(("visitors", "days"), [(0, 7), (20, 1)])
def test_days_without_visitors_or_a_second_day_are_refused(visitors, days):
    with pytest.raises(ValueError, match=r"visitors|two days"):
        planning.power_by_day(0.1, 0.2, visitors, days, swing=0.2)
