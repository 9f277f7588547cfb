"""Products against the rest of the shop."""

from datetime import date

import numpy as np

from core.analysis.products import changes
from core.stats import windows
from core.terms import Period

LAST = date(2026, 11, 22)


def compared(days=365):
    history = windows.calendar(Period.ending(LAST, days), ())
    return windows.comparison(history, windows.pair(history, Period.ending(LAST, 28), 28))


def test_a_product_that_falls_alone_is_found():
    random = np.random.default_rng(2)
    others = random.poisson(20, 365).astype(float)
    mug = random.poisson(4, 365).astype(float)
    mug[-28:] = random.poisson(1.5, 28)
    found = changes(compared(), others + mug, {7: (mug, mug * 100)})[0]
    assert found.product == 7
    assert found.orders.judgement.statistic < 0
    assert found.orders.judgement.p < 0.01
    assert found.net_now == found.orders.now * 100


def test_a_product_that_falls_with_the_shop_is_no_news():
    random = np.random.default_rng(2)
    level = np.ones(365)
    level[-28:] = 0.4
    others, mug = random.poisson(20 * level).astype(float), random.poisson(4 * level).astype(float)
    assert changes(compared(), others + mug, {7: (mug, mug)})[0].orders.judgement.p > 0.1


def test_with_few_other_orders_a_product_is_held_against_its_own_past():
    mug = np.random.default_rng(2).poisson(4, 365).astype(float)
    mug[-28:] = 1
    assert changes(compared(), mug, {7: (mug, mug)})[0].orders.judgement.p < 0.01


def test_where_the_others_sold_only_in_one_period_nothing_is_judged():
    mug, shop = np.ones(365), np.ones(365)
    shop[-28:] = 5
    assert changes(compared(), shop, {7: (mug, mug)})[0].orders.judgement is None
