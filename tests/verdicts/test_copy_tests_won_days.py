"""Won of each day are judged day against day, where nobody knows what each buyer paid."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from core.terms import Period
from core.terms.copy_tests import Count, Design, Plan, PlannedVersion, Response
from core.verdicts.copy_tests import Beside, judge
from tests.verdicts.test_copy_tests import AFTER, FIRST, on

PLAN = Plan(
    Design.AD_PLATFORM, Response.REVENUE, "A", (PlannedVersion("A", 1), PlannedVersion("B", 1)),
    Period(FIRST, on(13)),
)  # fmt: skip
WON = {
    "A": [90, 150, 60, 120, 180, 30, 120, 90, 150, 60, 120, 90, 150, 90],
    "B": [180, 210, 150, 180, 300, 90, 210, 150, 270, 120, 210, 150, 240, 180],
}


def counts(days=14, **more):
    return [
        replace(Count(letter, on(n), 100, 4, won[n] * 1000), **more)
        for letter, won in WON.items() for n in range(days)
    ]  # fmt: skip


def test_days_are_held_against_the_same_days():
    (money,) = judge(PLAN, counts(), AFTER).money
    a, b = (np.array(WON[letter]) * 10.0 for letter in "AB")
    wanted = stats.ttest_rel(b, a)
    level = judge(PLAN, counts(), AFTER).look.alpha
    low, high = wanted.confidence_interval(1 - level)
    assert money.per_visitor == pytest.approx((a.mean(), b.mean()))
    assert money.p == pytest.approx(wanted.pvalue)
    assert tuple(money.difference) == pytest.approx((low, (b - a).mean(), high))


def test_a_sure_difference_of_money_is_told_beside_as_many_buyers():
    assert judge(PLAN, counts(), AFTER).conflict


def test_amounts_of_buyers_go_before_days():
    rows = [replace(one, won_squares=one.won**2 // 4 + 10**6) for one in counts()]
    (money,) = judge(PLAN, rows, AFTER).money
    assert money.freedom > 100


@pytest.mark.parametrize("design", [Design.LIST_SPLIT, Design.TWO_LINKS])
def test_other_designs_have_no_pairs_of_days(design):
    assert judge(replace(PLAN, design=design), counts(), AFTER).money == ()


def test_six_days_or_a_day_without_won_are_too_little():
    short = replace(PLAN, period=Period(FIRST, on(5)))
    assert judge(short, counts(6), AFTER).money == ()
    rows = counts()
    rows[3] = replace(rows[3], won=None)
    assert judge(PLAN, rows, AFTER).money == ()
    nobody = replace(rows[3], reacted=0)
    assert judge(PLAN, [*rows[:3], nobody, *rows[4:]], AFTER).money


def test_days_that_are_left_out_are_in_no_pair():
    rows = counts()
    rows[2] = replace(rows[2], won=9_000_000)
    cut = judge(PLAN, rows, AFTER, Beside(mixed=[on(2)], cut=True))
    assert cut.money[0].per_visitor[0] < 2000
    assert judge(PLAN, rows, AFTER).money[0].per_visitor[0] > 2000
