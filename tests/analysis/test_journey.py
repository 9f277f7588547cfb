"""How the steps of the way changed, against independent computations."""

from datetime import date
from math import isnan, log, sqrt

import numpy as np
import pytest

from core.analysis import journey
from core.analysis.journey import Move, Stage, Step
from core.stats import windows
from core.stats.intervals import wilson
from core.stats.proportions import Rates, Tally, compare, difference_z
from core.terms import Period

LAST = date(2026, 11, 22)


def compared(days: int = 400, size: int = 28):
    history = Period.ending(LAST, days)
    calendar = windows.calendar(history, ())
    pair = windows.pair(calendar, Period.ending(LAST, size), size)
    return windows.comparison(calendar, pair)


def series(level: float, days: int = 400, seed: int = 1, drop: float = 1.0):
    random = np.random.default_rng(seed)
    levels = np.full(days, float(level))
    levels[-28:] *= drop
    return random.poisson(levels).astype(float)


def test_every_step_leads_to_a_stage():
    assert {step.stage for step in Step} == set(Stage)
    assert Step.PAY_RATE.stage is Step.ORDERS.stage is Stage.BUY


def test_a_count_is_judged_by_its_own_ups_and_downs():
    visits = series(400)
    move = journey.count(Step.VISITS, compared(), visits)
    assert move.now == (visits[-28:].sum(), None)
    assert move.before == (visits[-56:-28].sum(), None)
    assert move.low < move.now[0] / move.before[0] - 1 < move.high
    assert move.p > 0.05
    assert journey.count(Step.VISITS, compared(), series(400, drop=0.7)).p < 0.01


def test_the_bounds_of_a_count_go_with_its_test():
    visits = series(400, drop=0.7)
    move = journey.count(Step.VISITS, compared(), visits)
    now, before = move.now[0], move.before[0]
    assert move.high < 0
    middle = log(now / before)
    assert log(1 + move.low) - middle == pytest.approx(-(log(1 + move.high) - middle))


def test_a_share_is_judged_as_a_rate():
    visits, orders = series(400), series(12, seed=2, drop=0.5)
    move = journey.share(Step.PAY_RATE, compared(), orders, visits)
    assert move.value == orders[-28:].sum() / visits[-28:].sum()
    assert move.value_before == orders[-56:-28].sum() / visits[-56:-28].sum()
    assert not move.is_relative
    assert move.low < move.value - move.value_before < move.high < 0
    assert move.p < 0.01


def test_views_of_a_visit_are_judged_as_a_ratio():
    visits, views = series(400), series(560, seed=2, drop=0.8)
    move = journey.share(Step.LOOK_RATE, compared(), views, visits)
    assert move.is_relative
    assert move.value > 1
    assert -0.5 < move.low < move.value / move.value_before - 1 < move.high < 0
    assert move.p < 0.01


def test_without_history_there_is_neither_a_chance_nor_bounds():
    short = compared(60)
    visits, orders = series(400, 60), series(12, 60)
    for move in (
        journey.count(Step.VISITS, short, visits),
        journey.share(Step.PAY_RATE, short, orders, visits),
        journey.share(Step.LOOK_RATE, short, visits * 2, visits),
    ):
        assert (move.p, move.low, move.high) == (None, None, None)
        assert move.value is not None


@pytest.mark.parametrize("part", ["now", "before"])
def test_nothing_on_a_side_gives_no_number_that_is_none(part):
    visits = series(400)
    views = visits * 2
    views[-28:] = 0 if part == "now" else views[-28:]
    views[-56:-28] = 0 if part == "before" else views[-56:-28]
    move = journey.share(Step.LOOK_RATE, compared(), views, visits)
    assert move.p is None
    assert not any(isnan(value) for value in (*move.now, *move.before))
    count = journey.count(Step.VISITS, compared(), np.zeros(400))
    assert (count.low, count.high) == (None, None)


def test_a_ratio_of_nothing_is_unknown():
    move = Move(Step.PAY_RATE, (0.0, 0.0), None)
    assert (move.value, move.value_before, move.least_events) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("now", "before", "least"),
    [
        ((30, None), (10, None), 20),
        ((10, 100), (30, 300), 10),
        ((95, 100), (285, 300), 5),
        ((300, 100), (300, 100), 300),
        ((0, 0), (0, 0), 0),
    ],
)
def test_the_rarer_event_counts(now, before, least):
    assert Move(Step.PAY_RATE, now, before).least_events == pytest.approx(least)


def test_rates_of_cohorts_keep_their_test_and_get_bounds():
    weeks = [[Tally(30, 100)] * 4, [Tally(45, 100)] * 4]
    found = compare(Tally(120, 400), Tally(180, 400), weeks)
    move = journey.rates(Step.SECOND_RATE, found)
    assert move.p == found.p
    assert move.now == (120.0, 400.0)
    assert move.low < -0.15 < move.high < 0


def test_bounds_are_wider_where_the_weeks_scatter_more():
    even = [[Tally(25, 100)] * 4, [Tally(30, 100)] * 4]
    wild = [[Tally(k, 100) for k in (5, 45, 10, 40)], [Tally(k, 100) for k in (10, 50, 15, 45)]]
    spans = []
    for weeks in (even, wild):
        sums = [sum(side, Tally(0, 0)) for side in weeks]
        move = journey.rates(Step.SECOND_RATE, compare(*sums, weeks))
        spans.append(move.high - move.low)
    assert spans[1] > 1.5 * spans[0]


def test_rates_nobody_can_tell_apart_have_no_bounds():
    assert journey.rates(Step.SECOND_RATE, Rates(Tally(0, 5), Tally(0, 4), None, None)).low is None
    same = compare(Tally(40, 400), Tally(40, 400), [[Tally(10, 100)] * 4] * 2)
    move = journey.rates(Step.SECOND_RATE, same)
    assert move.low == pytest.approx(-move.high)


def test_revenue_along_the_way_adds_up_to_the_won():
    """The reference vector of the split, with its visits, payment rate and order value."""
    found = journey.revenue(
        [
            (Step.VISITS, 3400, 4000),
            (Step.PAY_RATE, 3400 * 0.026, 4000 * 0.03),
            (Step.ORDER_VALUE, 3_005_600, 3_840_000),
        ]
    )
    assert [(one.step, one.won) for one in found.factors] == [
        (Step.VISITS, -553_504), (Step.PAY_RATE, -487_370), (Step.ORDER_VALUE, 206_474),
    ]  # fmt: skip
    assert found.driver.step is Step.VISITS
    assert found.factors[1].now == pytest.approx(0.026)


def test_the_step_that_pushed_most_is_the_driver():
    risen = journey.revenue([(Step.ORDERS, 20, 10), (Step.ORDER_VALUE, 220_000, 100_000)])
    assert risen.driver.step is Step.ORDERS
    assert journey.revenue([(Step.ORDERS, 1, 1), (Step.ORDER_VALUE, 5, 5)]).driver is None


@pytest.mark.parametrize(
    "counts",
    [
        [(Step.ORDERS, 0, 0), (Step.ORDER_VALUE, 0, 0)],
        [(Step.ORDERS, 5, 5), (Step.ORDER_VALUE, -10, 100)],
        [(Step.ORDERS, 0, 5), (Step.ORDER_VALUE, 10, 100)],
    ],
)
def test_odd_revenue_is_not_split(counts):
    assert journey.revenue(counts) is None


def test_all_gone_is_laid_at_the_first_step_that_went():
    found = journey.revenue(
        [(Step.VISITS, 100, 100), (Step.PAY_RATE, 0, 5), (Step.ORDER_VALUE, 0, 50_000)]
    )
    assert [one.won for one in found.factors] == [0, -50_000, 0]


def test_the_interval_of_a_rate_is_newcombes_at_the_scale_of_the_shop():
    visits, orders = series(400), series(12, seed=2)
    there = compared()
    move = journey.share(Step.PAY_RATE, there, orders, visits)
    zs = []
    for pair in there.earlier:
        now, before = (
            Tally(round(k), round(n))
            for k, n in zip(pair.sums(orders), pair.sums(visits), strict=True)
        )
        zs.append(difference_z(now, before))
    scale = max(1.0, sqrt(sum(z**2 for z in zs) / len(zs)) * sqrt(4 / 3))
    from scipy.stats import norm, t  # independent of the special functions the code uses

    z = scale * t.ppf(0.975, there.independent)
    now, before = (Tally(int(k), int(n)) for k, n in (move.now, move.before))
    confidence = 2 * norm.cdf(z) - 1
    (l1, u1), (l0, u0) = (wilson(side, confidence) for side in (now, before))
    gap = now.rate - before.rate
    assert move.low == pytest.approx(gap - sqrt((now.rate - l1) ** 2 + (u0 - before.rate) ** 2))
    assert move.high == pytest.approx(gap + sqrt((u1 - now.rate) ** 2 + (before.rate - l0) ** 2))
