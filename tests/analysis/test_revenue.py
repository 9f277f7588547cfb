"""Splitting a change of revenue."""

import pytest

from core.analysis.revenue import Part, Sales, split


def test_revenue_is_split_into_buyers_orders_per_buyer_and_order_value():
    found = split(Sales(3_840_000, 120, 100), Sales(3_005_600, 88, 80))
    assert [part.part for part in found.parts] == [
        Part.BUYERS,
        Part.ORDERS_PER_BUYER,
        Part.ORDER_VALUE,
    ]
    assert sum(part.won for part in found.parts) == found.change == -834_400
    assert found.driver.part is Part.BUYERS


def test_without_buyers_revenue_is_split_into_orders_and_order_value():
    found = split(Sales(100, 10, None), Sales(300, 20, 15))
    assert [part.part for part in found.parts] == [Part.ORDERS, Part.ORDER_VALUE]
    assert sum(part.won for part in found.parts) == 200


def test_a_shop_that_sold_for_the_first_time_owes_it_to_its_buyers():
    found = split(Sales(0, 0, 0), Sales(50_000, 2, 2))
    assert [part.won for part in found.parts] == [50_000, 0, 0]
    assert [part.before for part in found.parts] == [0, None, None]


def test_orders_given_away_change_the_order_value():
    found = split(Sales(50_000, 2, 2), Sales(0, 3, 3))
    assert [part.won for part in found.parts] == [0, 0, -50_000]


def test_the_same_revenue_has_no_driver():
    assert split(Sales(100, 2, 2), Sales(100, 2, 2)).driver is None


@pytest.mark.parametrize("sales", [Sales(0, 0, 0), Sales(-100, 1, 1)])
def test_nothing_to_split(sales):
    assert split(sales, sales) is None
