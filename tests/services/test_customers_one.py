"""One customer is found by whatever is in hand, and told as the orders tell."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from core.analysis.customer_states import State
from core.services import (
    customer_book,
    customers_erasing,
    customers_find,
    customers_identity,
    customers_states,
)
from core.services import customers_one as services
from core.services.customers_find import By, Hits
from core.services.customers_one import Customer, Gone
from core.services.opening import OpenShop
from core.terms import Mall, OrderState
from core.terms.orders import Region
from tests import customer_shops as shops
from tests.customer_shops import MINA, SORA, Sold

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
TODAY = date(2026, 11, 30)
LAST = date(2026, 11, 22)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def read(shop: OpenShop, key: str = MINA) -> Customer:
    book = customer_book.read(shop)
    assert book is not None
    rules = customers_states.rules(shop, book)
    return services.read(shop, book, rules, customers_states.states(book, rules, book.until), key)


def find(shop: OpenShop, said: str) -> Hits:
    book = customer_book.read(shop)
    assert book is not None
    states = customers_states.states(book, customers_states.rules(shop, book), book.until)
    return customers_find.find(shop, book, states, said, TODAY)


def keys(shop: OpenShop, said: str) -> list[str]:
    return [one.customer.key for one in find(shop, said).hits]


LINES = [
    Sold("2026110000000001", ago(90), amount=30_000, discount=3_000, region=Region.SEOUL),
    Sold("2026110000000002", ago(60), amount=20_000, discount=0),
    Sold("2026110000000002", ago(60), product="접시", amount=10_000, discount=500),
    Sold("2026110000000003", ago(20), amount=10_000, region=Region.BUSAN, line="20261177771"),
    Sold("2026110000000004", ago(10), amount=10_000),
    Sold("2026110000000005", ago(5), amount=99_000, state=OrderState.CANCELLED),
    Sold("2026110000000006", ago(0), SORA, "하얀 머그컵", 60_000, name="박*영"),
]


def test_the_head_adds_up_what_counts(shop: OpenShop):
    shops.take(shop, LINES)
    one = read(shop)
    assert (one.name, one.malls, one.until) == ("김*수", (Mall.SMARTSTORE,), LAST)
    assert one.region is Region.BUSAN
    assert one.discounted == (2, 2)
    bought = one.bought
    assert bought is not None
    assert (bought.first, bought.last, bought.away) == (ago(90), ago(10), 10)
    assert (bought.visits, bought.orders, bought.net) == (4, 4, 80_000)
    assert bought.value == 20_000
    assert bought.shop_value == pytest.approx(140_000 / 5)
    assert bought.state == State.REGULAR


def test_what_an_order_brings_is_of_those_whose_amounts_are_known(shop: OpenShop):
    lacking = Sold("2026110000000007", ago(3), amount=None)
    shops.take(shop, [*LINES, lacking])
    bought = read(shop).bought
    assert bought is not None
    assert (bought.orders, bought.net, bought.value) == (5, 80_000, 20_000)
    assert bought.shop_value == pytest.approx(140_000 / 5)


def test_where_no_amount_is_known_nothing_is_said_of_money(shop: OpenShop):
    shops.take(shop, [Sold("2026110000000007", ago(3), amount=None)])
    bought = read(shop).bought
    assert bought is not None
    assert (bought.net, bought.value, bought.shop_value) == (None, None, None)


def test_the_next_purchase_is_told_from_three_waits_on(shop: OpenShop):
    shops.take(shop, LINES)
    bought = read(shop).bought
    assert bought is not None
    usual = bought.usual
    assert usual is not None
    # The waits were 30, 40 and 10 days.
    assert (usual.lower, usual.median, usual.upper, usual.gaps) == (20, 30, 35, 3)
    assert (usual.first, usual.expected, usual.last) == (ago(-10), ago(-20), ago(-25))
    assert services.usual(np.array([1, 5, 9])) is None


def test_of_whom_everything_went_back_nothing_is_reckoned(shop: OpenShop):
    shops.take(shop, [*LINES, Sold("9", ago(3), "c3" * 16, state=OrderState.RETURNED)])
    one = read(shop, "c3" * 16)
    assert one.bought is None
    assert one.discounted == (0, 0)
    assert keys(shop, "c3" * 6) == ["c3" * 16]


def test_files_without_discounts_tell_of_none(local: OpenShop):
    shops.take(local, [Sold("1", ago(1), discount=None)])
    assert read(local).discounted == (0, 0)


def test_an_address_leads_to_its_customer(shop: OpenShop):
    shops.take(shop, LINES)
    assert services.keys(shop, MINA[:12]) == [MINA]
    assert services.keys(shop, f" {MINA.upper()} ") == [MINA]
    for wrong in ("", "a", "ffffffffffff", "%", "a1%", "' OR 1=1 --", "x" * 33):
        assert services.keys(shop, wrong) is Gone.UNKNOWN


def test_the_address_of_somebody_merged_leads_to_whom_they_are_now(shop: OpenShop):
    shops.take(shop, LINES)
    customers_identity.merge(shop, SORA, MINA, NOW)
    assert services.keys(shop, SORA[:12]) == [MINA]
    bought = read(shop).bought
    assert bought is not None
    assert (bought.visits, bought.net, bought.last) == (5, 140_000, LAST)
    assert keys(shop, "박*영") == [MINA]


def test_the_address_of_somebody_deleted_says_so(shop: OpenShop):
    shops.take(shop, LINES)
    customers_erasing.erase(shop, customers_erasing.erase_preview(shop, MINA), NOW)
    assert services.keys(shop, MINA[:12]) is Gone.ERASED
    assert keys(shop, "김*수") == []
    assert MINA not in keys(shop, "머그컵")


@pytest.mark.parametrize("end", [2, 30])
def test_keys_that_begin_alike_are_told_apart(shop: OpenShop, end: int):
    other = MINA[: 32 - end] + "f" * end
    shops.take(shop, [*LINES, Sold("9", ago(3), other)])
    assert services.keys(shop, MINA[: 32 - end] if end < 28 else MINA[:12]) == (
        [MINA, other] if end < 28 else [MINA]
    )


@pytest.mark.parametrize(
    "said",
    ["김*수", "김철수", "김철수 님", "김", "김수", "2026110000000002", "0003",
     "20261177771", "7771", "접시", MINA[:12], "김*수 접시", "김 머그"],
)  # fmt: skip
def test_somebody_is_found_by_whatever_is_in_hand(shop: OpenShop, said: str):
    shops.take(shop, LINES)
    assert keys(shop, said)[0] == MINA


def test_what_does_not_fit_finds_nobody(shop: OpenShop):
    shops.take(shop, LINES)
    for said in ("", "  ", "최*미", "%", "_", "찻잔", "박*영 접시", "9999"):
        assert keys(shop, said) == []


def test_who_was_found_is_told_with_state_last_purchase_and_won(shop: OpenShop):
    shops.take(shop, LINES)
    first, second = find(shop, "머그").hits
    assert (first.customer.key, first.by, first.what) == (SORA, By.PRODUCT, "머그")
    told = second.customer
    assert (told.name, told.state, told.last, told.net) == (
        "김*수", State.REGULAR, ago(10), 80_000
    )  # fmt: skip
    assert find(shop, "0002").hits[0].what == "2026110000000002"


def test_the_number_of_a_customer_finds_it_with_its_letter_and_an_order_with_its_sign(
    shop: OpenShop,
):
    shops.take(shop, LINES)
    for said in (f"G{SORA[:12]}", f"g{SORA[:12]}", SORA[:12], "#2026110000000006"):
        assert keys(shop, said) == [SORA]


def test_the_last_order_that_counts_tells_people_of_one_name_apart(shop: OpenShop):
    shops.take(shop, LINES)
    orders = {one.customer.key: one.customer.order for one in find(shop, "머그").hits}
    assert orders == {SORA: "2026110000000006", MINA: "2026110000000004"}


def test_of_many_the_newest_are_shown_and_it_is_said_that_there_are_more(local: OpenShop):
    many = [Sold(f"{n:010d}", ago(n), f"{n:02x}" * 16) for n in range(30)]
    shops.take(local, many)
    found = find(local, "김*수")
    assert (len(found.hits), found.more) == (customers_find.MOST, True)
    assert found.hits[0].customer.last == LAST
    assert not find(local, "0000000003").more


def test_who_bought_last_stands_first(shop: OpenShop):
    shops.take(shop, LINES)
    book = customer_book.read(shop)
    assert book is not None
    states = customers_states.states(book, customers_states.rules(shop, book), book.until)
    newest = customers_find.newest(shop, book, states, 5)
    assert [one.customer.key for one in newest.hits] == [SORA, MINA]
    known = customers_find.known(shop, book, states, [MINA, "ff" * 16, SORA])
    assert [one.customer.key for one in known.hits] == [MINA, SORA]
