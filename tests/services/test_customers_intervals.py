"""Waits of a shop and of its products, out of order lines, on both databases."""

from datetime import timedelta

import numpy as np

from core.services import customer_book, customers_intervals
from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import OrderState
from tests import shops
from tests.shops import LAST, Line


def day(ago: int):
    return LAST - timedelta(days=ago)


LINES = [
    *(Line(day(100 - 3 * n), f"b{n}", product="soap") for n in range(12)),
    *(Line(day(58 - 3 * n), f"b{n}", product="soap") for n in range(12)),
    # Once more on the same day, in another order, and what does not count.
    Line(day(58), "b0", product="soap"),
    Line(day(20), "b0", product="soap", state=OrderState.RETURNED),
    Line(day(20), None, product="soap"),
    Line(day(90), "b1", product="mug"),
    Line(day(30), "b1", product="mug"),
]


def product(shop: OpenShop, name: str) -> int:
    with shop.store.read() as session:
        found = session.connection().exec_driver_sql(
            f"SELECT id FROM product WHERE name = '{name}'"
        )
        return int(found.scalar_one())


def test_only_purchases_that_count_are_read_each_once(shop: OpenShop):
    shops.take(shop, LINES)
    found = customers_intervals.bought(shop)
    assert list(found.columns) == ["product", "buyer", "day"]
    soap = found[found["product"] == product(shop, "soap")]
    assert len(soap) == 24
    assert sorted(soap["day"]) == sorted(
        day_number(day(start - 3 * n)) for start in (100, 58) for n in range(12)
    )
    order = np.lexsort((found["day"], found["buyer"], found["product"]))
    assert (order == np.arange(len(found))).all()


def test_a_product_has_a_middle_wait_from_ten_on(shop: OpenShop):
    shops.take(shop, LINES)
    told = customers_intervals.of_products(shop)
    soap, mug = (told.loc[product(shop, name)] for name in ("soap", "mug"))
    assert soap.tolist() == [12, 12, 12, 42, 42, 42]
    assert mug[["buyers", "again", "pairs"]].tolist() == [1, 1, 1]
    assert mug[["lower", "median", "upper"]].isna().all()


def test_waits_of_the_shop_are_of_whatever_was_bought(shop: OpenShop):
    shops.take(shop, LINES)
    book = customer_book.read(shop)
    assert book is not None
    told = customers_intervals.of_shop(book)
    # b1 came on days 97, 90, 55 and 30 ago; the others twice.
    assert (told.pairs, told.interval.median, told.reach) == (14, 42, 81)
    assert sum(told.bars.counts) == 14


def test_a_mall_of_which_only_claims_are_known_is_left_out(shop: OpenShop):
    shops.take(shop, LINES)
    before = customers_intervals.of_products(shop)
    with shop.store.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE upload SET format_id = 'smartstore_return' WHERE shop_id = 1"
        )
    assert len(before)
    assert customers_intervals.of_products(shop).empty


def test_without_files_there_is_nothing(shop: OpenShop):
    assert customers_intervals.bought(shop).empty
    assert customers_intervals.of_products(shop).empty
