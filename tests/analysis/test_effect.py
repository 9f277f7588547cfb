"""What came of a change equals an independent computation, and is not said where it cannot be."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core.analysis import effect
from core.analysis.effect import Missing, Series

DAYS = 14
WEEKDAYS = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.7, 1.1])


def made(days, per_day=20.0, seed=1):
    random = np.random.default_rng(seed)
    return random.poisson(per_day * WEEKDAYS[np.arange(days) % 7]).astype(float)


def expected_by_pandas(values, start, days=DAYS):
    """The weekday profile of 56 days times the level of 28 days, written with group-bys."""
    frame = pd.DataFrame({"y": values, "weekday": np.arange(len(values)) % 7})
    past = frame.iloc[max(0, start - 56) : start]
    means = past.groupby("weekday")["y"].mean()
    profile = means / means.mean()
    recent = past.iloc[-28:].dropna()
    level = recent["y"].sum() / recent["weekday"].map(profile).sum()
    after = frame.iloc[start : start + days].dropna()
    return after["y"].sum(), level * after["weekday"].map(profile).sum()


def judged_by_pandas(values, start, days=DAYS):
    """Probability and smallest change from placebo dates, as docs/methods.md says."""

    def error(end):
        now, usual = expected_by_pandas(values, end, days)
        return (now - usual) / usual

    first = max(56, start - 728)
    errors = [error(end) for end in range(start - days, first - 1, -7)]
    scale = sqrt(np.mean(np.square(errors))) * sqrt(4 / 3)
    usual = expected_by_pandas(values, start, days)[1]
    chance = sqrt(1 / usual + 1 / values[start - 28 : start].sum())
    scale = max(scale, chance)
    freedom = (start - first) // days
    p = 2 * stats.t.sf(abs(error(start)) / scale, freedom)
    return 1 - p, scale * stats.t.ppf(0.95, freedom)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("days", [7, 14, 17])
def test_a_sum_is_held_against_profile_times_level(seed, days):
    values = made(200 + days, seed=seed)
    found = effect.change(Series(values, None, values), 200, days)
    now, usual = expected_by_pandas(values, 200, days)
    assert found.now == now
    assert found.expected == pytest.approx(usual)
    assert found.relative == pytest.approx((now - usual) / usual)
    probability, smallest = judged_by_pandas(values, 200, days)
    assert found.judged.probability == pytest.approx(probability)
    assert found.judged.smallest == pytest.approx(smallest)
    assert found.judged.high - found.judged.low == pytest.approx(2 * smallest)


def test_whole_weeks_without_gaps_need_no_profile():
    values = made(140)
    found = effect.change(Series(values, None, values), 126, 14)
    assert found.expected == pytest.approx(values[98:126].sum() / 2)


def test_a_rate_is_held_against_the_rate_of_the_28_days_before():
    visits = made(200, 600)
    paid = np.random.default_rng(3).binomial(visits.astype(int), 0.03).astype(float)
    found = effect.change(Series(paid, visits, paid), 180, DAYS)
    assert found.now == pytest.approx(paid[180:194].sum() / visits[180:194].sum())
    assert found.expected == pytest.approx(paid[152:180].sum() / visits[152:180].sum())
    assert found.before == found.expected
    # How many orders that many visits would have brought.
    assert found.events == pytest.approx(found.expected * visits[180:194].sum(), rel=0.05)


def test_days_nobody_knows_are_left_out_on_both_sides():
    values = made(220)
    values[[150, 190, 204, 205]] = np.nan
    found = effect.change(Series(values, None, values), 200, DAYS)
    now, usual = expected_by_pandas(values, 200)
    assert (found.now, found.days) == (now, 12)
    assert found.expected == pytest.approx(usual)


def test_a_change_that_is_there_is_found():
    values = made(300)
    values[280:] *= 1.5
    assert effect.change(Series(values, None, values), 280, DAYS).judged.probability > 0.95


def test_less_than_fourteen_weeks_are_not_judged():
    values = made(120)
    found = effect.change(Series(values, None, values), 97, DAYS)
    assert (found.judged, found.missing) == (None, Missing.SHORT_HISTORY)
    assert effect.change(Series(values, None, values), 98, DAYS).judged is not None


@pytest.mark.parametrize("start", [10, 195, 300])
def test_days_that_are_not_there_are_no_data(start):
    values = made(200)
    assert effect.change(Series(values, None, values), start, DAYS).missing is Missing.NO_DATA


def test_mostly_unknown_days_are_no_data():
    values = made(220)
    values[201:210] = np.nan
    assert effect.change(Series(values, None, values), 200, DAYS) == effect.NOTHING


def test_a_rate_of_nothing_is_no_data():
    visits = np.zeros(220)
    assert effect.change(Series(visits, visits, visits), 200, DAYS) == effect.NOTHING


def test_what_was_never_sold_is_told_but_not_judged():
    nothing = np.zeros(220)
    nothing[205] = 3
    found = effect.change(Series(nothing, None, nothing), 200, DAYS)
    assert (found.now, found.expected, found.judged, found.relative) == (3, 0, None, None)


def test_a_level_is_told_for_28_days():
    values = made(100)
    values[95] = np.nan
    value, events, count = effect.level(Series(values, None, values), 100)
    known = values[72:100][np.isfinite(values[72:100])]
    assert (count, events) == (27, known.sum())
    assert value == pytest.approx(known.mean() * 28)


def test_a_level_of_a_rate_and_of_nothing():
    visits, paid = made(100, 100), made(100, 3)
    value, whole, _ = effect.level(Series(paid, visits, paid), 100)
    assert value == pytest.approx(paid[72:].sum() / visits[72:].sum())
    assert whole == visits[72:].sum()
    assert effect.level(Series(paid, np.zeros(100), paid), 100) is None
    assert effect.level(Series(np.full(100, np.nan), None, paid), 100) is None


def test_a_shop_in_which_nothing_was_done_is_rarely_called_changed():
    called = 0
    for seed in range(120):
        values = made(250, 8.0, seed=seed)
        found = effect.change(Series(values, None, values), 236, DAYS)
        called += found.judged.probability >= 0.9
    assert called / 120 <= 0.12


def test_events_of_a_rate_are_expected_of_as_many_as_came():
    days = np.arange(140)
    wholes = np.where(days < 126, 100.0, 200.0)
    parts = np.where(days < 126, 2.0, 4.0)
    found = effect.change(Series(parts, wholes, parts), 126, 14)
    assert (found.now, found.expected) == (0.02, 0.02)
    assert found.events == pytest.approx(2 * 14 * 2)
