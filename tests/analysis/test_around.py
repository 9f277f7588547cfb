"""Before, during and after are the means a plain computation gives, weekday by weekday."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from core.analysis.around import NEAR, Side, around

FIRST = date(2026, 6, 1)


def frame(days=120, seed=3):
    random = np.random.default_rng(seed)
    day = [FIRST + timedelta(days=number) for number in range(days)]
    weekend = np.array([2.0 if one.weekday() > 4 else 1.0 for one in day])
    visits = random.poisson(200 * weekend).astype(float)
    told = pd.DataFrame(
        {"day": day, "visits": visits, "paid": random.binomial(visits.astype(int), 0.05)}
    )
    told["weekday"] = [one.weekday() for one in day]
    return told.assign(paid=told["paid"].astype(float))


def plain(side, during, rate):
    """Weekday means of ``side``, weighted by the weekdays of ``during``."""
    known = side.dropna()
    means = known.groupby("weekday")[["paid", "visits"]].mean()
    weighted = means.loc[list(during["weekday"])].mean()
    return weighted["paid"] / weighted["visits"] if rate else weighted["paid"]


@pytest.mark.parametrize("rate", [False, True])
@pytest.mark.parametrize(("start", "days"), [(60, 2), (62, 9), (59, 1), (40, 30)])
def test_the_sides_equal_a_plain_computation(rate, start, days):
    told = frame()
    told.loc[[45, 46], ["visits", "paid"]] = np.nan
    during = told.iloc[start : start + days]
    wholes = told["visits"].to_numpy() if rate else None
    found = around(told["paid"].to_numpy(), wholes, start, days, 119)
    sides = {
        "before": told.iloc[start - NEAR : start],
        "during": during,
        "after": told.iloc[start + days : start + days + NEAR],
    }
    for name, side in sides.items():
        got = getattr(found, name)
        assert got.value == pytest.approx(plain(side, during, rate)), name
        assert got.days == len(side.dropna())


def test_a_weekend_is_held_against_weekends():
    told = frame()
    visits = np.where(told["weekday"] > 4, 200.0, 100.0)
    found = around(visits, None, 61, 2, 119)
    assert (FIRST + timedelta(days=61)).weekday() == 5
    assert (found.before.value, found.during.value, found.after.value) == (200, 200, 200)


def test_a_weekday_nobody_tells_leaves_the_side_unknown():
    values = np.full(120, 10.0)
    values[[33, 40, 47, 54]] = np.nan
    found = around(values, None, 61, 2, 119)
    assert found.before == Side(None, 24)
    assert found.after.value == 10


def test_days_to_come_are_neither_counted_nor_weighted():
    values = np.full(65, 10.0)
    found = around(values, None, 62, 7, 64)
    assert (found.during, found.after) == (Side(10.0, 3), Side(None, 0))
    later = around(values, None, 80, 3, 64)
    assert (later.before, later.during) == (Side(None, 13), Side(None, 0))


def test_before_the_first_day_nothing_is_known():
    values = np.full(40, 10.0)
    found = around(values, np.full(40, 100.0), -5, 4, 39)
    assert (found.before, found.during) == (Side(None, 0), Side(None, 0))
    assert found.after == Side(0.1, 27)


def test_a_rate_of_nothing_is_unknown():
    found = around(np.zeros(60), np.zeros(60), 30, 2, 59)
    assert found.during == Side(None, 2)
