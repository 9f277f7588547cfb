"""Second purchases and returning buyers."""

from datetime import date, timedelta

import pandas as pd

from core.analysis import repurchase
from core.stats.proportions import Tally
from core.terms import Period

LAST = date(2026, 11, 22)
FIRST = date(2024, 11, 23)


def every_day(count):
    return {FIRST + timedelta(days=number): count for number in range(730)}


def test_only_buyers_who_had_ninety_days_are_looked_at():
    before, now = repurchase.cohorts(LAST, FIRST, every_day(5))
    assert now == Period.ending(LAST - timedelta(days=90), 84)
    assert before == now.before()


def test_a_large_shop_needs_fewer_days():
    before, now = repurchase.cohorts(LAST, FIRST, every_day(100))
    assert (before.days, now.days) == (28, 28)


def test_a_young_shop_has_nothing_to_compare():
    assert repurchase.cohorts(LAST, LAST - timedelta(days=200), every_day(5)) is None
    assert repurchase.cohorts(LAST, LAST - timedelta(days=300), every_day(5)) is None


def test_fewer_second_purchases_are_found():
    before, now = repurchase.cohorts(LAST, FIRST, every_day(5))
    days = [before.first + timedelta(days=number) for number in range(168)]
    again = [2 if day in before else 1 for day in days]
    frame = pd.DataFrame({"buyers": [8] * 168, "again": again}, index=days)
    found = repurchase.second_rate(frame, before, now)
    assert found.now == Tally(84, 672)
    assert found.before == Tally(168, 672)
    assert found.z < 0
    assert found.p < 0.01


def test_days_outside_both_stretches_are_left_aside():
    period = Period.ending(LAST, 14)
    frame = pd.DataFrame({"buyers": [5], "again": [1]}, index=[date(2020, 1, 1)])
    assert repurchase.second_rate(frame, period.before(), period).now == Tally(0, 0)


def test_returning_buyers_are_those_who_are_not_new():
    found = repurchase.returning_share((50, 40), (30, 35), [(12, 8), (14, 9), (10, 6)])
    assert (found.now, found.before) == (Tally(20, 50), Tally(5, 40))
    assert found.p is not None


def test_more_new_buyers_than_buyers_are_never_fewer_than_none():
    assert repurchase.returning_share((3, 3), (4, 3), []).now == Tally(0, 3)


def test_first_days_whose_ninety_days_miss_too_many_are_left_aside():
    """Of 90 days three may be missing."""
    begun = [LAST - timedelta(days=number) for number in range(200, 89, -1)]
    frame = pd.DataFrame({"buyers": 1, "again": 0}, index=begun)
    whole = Period(FIRST, LAST)
    hole = Period(LAST - timedelta(days=60), LAST - timedelta(days=57))
    found = repurchase.seen(frame, whole, [hole])
    # Within 90 days of 147 days ago lie three of the four, of 148 two; nearer ones have all four.
    assert found.index[-1] == LAST - timedelta(days=148)
    assert len(found) == 53
    short = Period(LAST - timedelta(days=60), LAST - timedelta(days=58))
    assert repurchase.seen(frame, whole, [short]).equals(frame)
    assert repurchase.seen(frame.iloc[:0], whole, [hole]).empty
