"""The claims of 오늘, from figures made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.analysis.levels import Levels
from core.analysis.revenue import Sales, split
from core.stats.placebo import Judgement
from core.stats.proportions import Rates, Tally
from core.stats.windows import Change
from core.terms import Evidence, Period
from core.verdicts import Action, Claim, day
from core.verdicts.day import Examined
from core.verdicts.facts import Facts

LAST = date(2026, 11, 22)
PERIOD = Period.ending(LAST, 28)
SURE = Judgement(-5.0, 1.0, 20, 0.0001)
CALM = Judgement(0.1, 1.0, 20, 0.9)


def facts(now, before, *, judgement=SURE, returning=None, **more):
    orders = Change(now.orders, before.orders, judgement)
    known = {
        "now": datetime(2026, 11, 23, tzinfo=UTC),
        "today": date(2026, 11, 23),
        "last_day": LAST,
        "orders_total": 5_000,
        "history_days": 600,
        "history_needed": 126,
        "period": PERIOD,
        "before": PERIOD.before(),
        "days_compared": 28,
        "gaps": (),
        "sales": now,
        "levels": Levels(Change(now.net, before.net, judgement), orders, orders, orders),
        "split": split(before, now),
        "claims": None,
        "second": None,
        "returning": returning,
        "products": (),
        "product_names": {},
        "new_per_day": 3.0,
    }
    return Facts(**{**known, **more})


def first(found):
    seen = Examined(found)
    return day.conclude(seen, day.chances(seen))[0]


def rates(now, before, p=0.001):
    z = 3.0 if now[0] / now[1] > before[0] / before[1] else -3.0
    return Rates(Tally(*now), Tally(*before), z, p)


@pytest.mark.parametrize(
    ("now", "action"),
    [
        (Sales(500_000, 100, 100), Action.LIFT_ORDER),
        (Sales(500_000, 50, 95), Action.SELL_MORE),
    ],
)
def test_what_to_do_follows_from_the_part_that_fell_most(now, action):
    assert first(facts(now, Sales(1_000_000, 100, 100))).action is action


def test_fewer_new_buyers_and_fewer_returning_ones_are_told_apart():
    now, before = Sales(500_000, 50, 50), Sales(1_000_000, 100, 100)
    gone = rates((5, 50), (80, 100), p=None)
    assert first(facts(now, before)).action is Action.WELCOME_NEW
    assert first(facts(now, before, returning=gone)).action is Action.CALL_BACK


def test_the_same_revenue_is_no_news():
    same = Sales(1_000_000, 100, 100)
    assert first(facts(same, same)).claim is Claim.STEADY


def test_how_far_a_calm_shop_swings_decides_how_sure_we_are():
    same = Sales(1_000_000, 100, 100)
    wide = Judgement(0.1, 9.0, 20, 0.9)
    assert first(facts(same, same, judgement=CALM)).level is Evidence.HINT
    assert first(facts(same, same, judgement=wide)).level is Evidence.HINT
    many = Sales(1_000_000, 5_000, 4_000)
    assert first(facts(many, many, judgement=CALM)).level is Evidence.KNOWN


def test_a_swing_cannot_be_told_from_a_period_without_orders():
    now, before = Sales(0, 0, 0), Sales(1_000_000, 100, 100)
    assert first(facts(now, before)).params["usual"] is None


def test_returns_that_fell_and_second_purchases_that_rose_are_no_fault():
    same = Sales(1_000_000, 100, 100)
    good = facts(
        same,
        same,
        judgement=CALM,
        claims=rates((10, 400), (60, 400)),
        second=rates((60, 400), (10, 400)),
    )
    assert first(good).claim is Claim.STEADY


def test_rates_of_nothing_are_never_enough():
    same = Sales(1_000_000, 100, 100)
    none = Rates(Tally(0, 0), Tally(0, 0), 3.0, 0.001)
    assert first(facts(same, same, judgement=CALM, claims=none)).claim is Claim.STEADY


def test_returns_of_a_period_without_orders_cost_nothing_known():
    now, before = Sales(0, 0, 0), Sales(0, 0, 0)
    found = facts(now, before, judgement=CALM, claims=rates((60, 400), (10, 400)))
    assert first(found).claim is Claim.CLAIMS_ROSE
    assert first(found).money_month == 0


def test_few_cases_are_too_early_however_sure():
    same = Sales(1_000_000, 100, 100)
    few = facts(same, same, judgement=CALM, claims=rates((4, 40), (1, 400)))
    assert first(few).claim is Claim.STEADY


def test_the_days_compared_are_turned_into_a_month():
    one = facts(Sales(500_000, 50, 50), Sales(1_000_000, 100, 100))
    assert one.per_month(-280_000) == -300_000
    assert replace(one, days_compared=0).per_month(10) == 300


@pytest.mark.parametrize(("days", "claim"), [(None, Claim.NO_ORDERS), (2, Claim.UNCOMPARED)])
def test_nothing_was_ordered_only_where_all_days_are_told(days, claim):
    none = Sales(0, 0, 0)
    told = first(facts(none, none, levels=None, split=None, days_known=days))
    assert told.claim is claim
