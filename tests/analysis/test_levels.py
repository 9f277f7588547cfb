"""The levels of revenue, orders and order value."""

from datetime import date

import numpy as np

from core.analysis.levels import Daily, levels, weekly
from core.stats import windows
from core.terms import Period

LAST = date(2026, 11, 22)


def changes(orders, net, days=365):
    history = windows.calendar(Period.ending(LAST, days), ())
    pair = windows.pair(history, Period.ending(LAST, 28), 28)
    return levels(windows.comparison(history, pair), Daily(orders, net, orders * 0.8))


def test_a_dearer_assortment_lifts_the_order_value_and_not_the_orders():
    random = np.random.default_rng(4)
    orders = random.poisson(20, 365).astype(float)
    price = random.normal(10_000, 300, 365)
    price[-28:] *= 1.3
    found = changes(orders, orders * price)
    assert found.order_value.judgement.p < 0.01
    assert found.net.judgement.p < 0.05
    assert found.orders.judgement.p > 0.1
    assert found.new_buyers.judgement.p > 0.1


def test_a_period_without_sales_has_no_order_value():
    orders = np.ones(365)
    orders[-28:] = 0
    found = changes(orders, orders * 100)
    assert np.isnan(found.order_value.now)
    assert found.order_value.judgement is None
    assert found.net.judgement is None
    assert found.net.now == 0


def test_weeks_end_with_the_last_day_and_know_what_they_do_not_know():
    values = np.arange(17.0)
    values[4] = np.nan
    assert weekly(values, 17, 3) == [None, None, sum(range(10, 17))]
    assert weekly(np.ones(14), 14, 2) == [7, 7]
    assert weekly(np.ones(14), 14, 3)[0] is None
