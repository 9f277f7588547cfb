"""What customers are worth and will buy, out of a real store, on both databases."""

from datetime import timedelta

import numpy as np
import pytest

from core.services import customer_book, customers_forecast, customers_value
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from tests import shops
from tests.shops import LAST, Line


def lines() -> list[Line]:
    """Two years of customers who leave after some purchases."""
    random, found = np.random.default_rng(5), []
    for n in range(500):
        day, own = 700 * (1 - n / 520), int(random.choice([10_000, 20_000, 40_000]))
        while day > 0:
            found.append(Line(LAST - timedelta(days=int(day)), f"c{n}", own))
            if random.random() < 0.4:
                break
            day -= random.exponential(60)
    return found


def read(shop: OpenShop) -> CustomerBook:
    shops.take(shop, lines())
    book = customer_book.read(shop)
    assert book is not None
    return book


def test_what_was_spent_is_told_by_month_and_of_everybody(shop: OpenShop):
    book = read(shop)
    told = customers_value.view(book)
    assert told is not None
    assert told.months["customers"].sum() == len(book.customers)
    assert told.left_out
    assert told.unsure >= 3
    means = [one.mean for one in told.whole if one.mean is not None]
    assert means == sorted(means)
    assert told.few is not None
    assert told.few.net == book.customers["net"].sum()
    top = book.customers["net"].loc[told.few.top]
    assert top.sum() / told.few.net == pytest.approx(told.few.share)
    assert top.min() >= book.customers["net"].drop(told.few.top).max()


def test_a_forecast_adds_up_and_is_as_wide_as_such_forecasts(shop: OpenShop):
    book = read(shop)
    assert customers_forecast.enough(book).is_enough
    assert customers_forecast.possible(book) == (3, 6, 12)
    learnt = customers_forecast.learn(book)
    before = customers_forecast.past(book, 6)
    assert before is not None
    each = customers_forecast.each(book, learnt, 6)
    told = customers_forecast.ahead(book, learnt, before, float(each["worth"].sum()), 6)
    assert told.purchases.value == pytest.approx(each["purchases"].sum())
    assert told.won.value == pytest.approx(each["won"].sum())
    assert 0.9 * told.won.value < told.worth < told.won.value
    assert told.newcomer.low < told.newcomer.value < told.newcomer.high
    assert told.purchases.high / told.purchases.value > np.exp(1.64 * 0.15)
    unchecked = customers_forecast.ahead(book, learnt, None, told.worth, 6)
    assert (told.checked, unchecked.checked) == (True, False)


def test_a_few_customers_have_no_value_to_tell(shop: OpenShop):
    shops.take(shop, shops.steady(6, 3))
    book = customer_book.read(shop)
    assert book is not None
    assert customers_value.view(book) is None
    there = customers_forecast.enough(book)
    assert not there.is_enough
    assert there.customers == len(book.customers)
