"""The book of customers is what the order lines add up to, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd

from core.services import customer_book
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import customers as store
from core.store import uploads
from core.store.moments import day_number
from core.store.tables import Upload
from core.terms import CLAIM_FILES, Mall, OrderState
from tests import shops
from tests.shops import LAST, Line

LINES = [
    *shops.steady(120, 4, seed=5),
    Line(LAST, "b1", 7_000, order="one"),
    Line(LAST, "b1", 3_000, order="one"),
    Line(LAST, "b1", 5_000, order="two"),
    Line(LAST, "gone", 9_000, state=OrderState.CANCELLED),
    Line(LAST, "sent back", 9_000, state=OrderState.RETURNED),
    Line(LAST, None, 9_000),
    Line(LAST, "no amount", None),
]


def read(shop: OpenShop) -> CustomerBook:
    book = customer_book.read(shop)
    assert book is not None
    return book


def by_hand(lines: list[Line]) -> dict[tuple[str, int], tuple[int, int]]:
    """Net won and orders of each buyer's days."""
    told: dict[tuple[str, int], tuple[int, set[str]]] = {}
    for place, line in enumerate(lines):
        if line.buyer is None or line.day is None or not line.state.counts:
            continue
        key = (f"{line.buyer:0>32}", day_number(line.day))
        net, orders = told.get(key, (0, set()))
        told[key] = (net + (line.amount or 0), orders | {line.order or f"L{place:09d}"})
    return {key: (net, len(orders)) for key, (net, orders) in told.items()}


def as_told(shop: OpenShop, book: CustomerBook) -> dict[tuple[str, int], tuple[int, int]]:
    with shop.store.read() as session:
        names = store.named(session, shop.id, book.customers.index)
    return {
        (names[buyer].key, day): (net, orders)
        for buyer, day, net, orders, _unpriced in book.visits.itertuples(index=False)
    }


def test_every_purchase_that_counts_is_in_it_once(shop: OpenShop):
    shops.take(shop, LINES)
    book = read(shop)
    assert as_told(shop, book) == by_hand(LINES)
    assert (book.last_day, book.unknown_lines) == (LAST, 1)
    assert book.days == (LAST - min(line.day for line in LINES if line.day)).days + 1


def test_customers_are_their_purchases_added_up(shop: OpenShop):
    shops.take(shop, LINES)
    book = read(shop)
    by_pandas = book.visits.groupby("buyer").agg(
        first=("day", "min"), last=("day", "max"), visits=("day", "nunique"),
        orders=("orders", "sum"), net=("net", "sum"), unpriced=("unpriced", "sum"),
    )  # fmt: skip
    pd.testing.assert_frame_equal(book.customers, by_pandas)


def test_a_file_that_is_taken_back_leaves_nothing(shop: OpenShop):
    shops.take(shop, LINES[:100])
    before = as_told(shop, read(shop))
    number = shops.take(shop, LINES[100:], name="more.xlsx", first_line=100)
    assert as_told(shop, read(shop)) != before
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [number], datetime(2026, 11, 24, tzinfo=UTC))
    assert as_told(shop, read(shop)) == before


def test_it_can_be_read_as_it_was_on_a_day(shop: OpenShop):
    shops.take(shop, LINES)
    day = LAST - timedelta(days=40)
    early = [line for line in LINES if line.day is not None and line.day <= day]
    then = customer_book.known_on(read(shop), day_number(day))
    assert as_told(shop, then) == by_hand(early)
    assert then.last_day == day


def test_an_unknown_amount_is_not_nothing(shop: OpenShop):
    """Of one nothing is known, of one a part, and one paid nothing at all."""
    lines = [
        Line(LAST, "none", None), Line(LAST - timedelta(days=9), "none", None),
        Line(LAST, "part", None, order="one"), Line(LAST, "part", 7_000, order="one"),
        Line(LAST, "free", 0), Line(LAST, "whole", 9_000),
    ]  # fmt: skip
    shops.take(shop, lines)
    book = read(shop)
    with shop.store.read() as session:
        names = store.named(session, shop.id, book.customers.index)
    spent = {names[buyer].key.lstrip("0"): won for buyer, won in book.spent.items()}
    assert spent.pop("none") != spent.get("none")  # NaN
    assert spent == {"part": 7_000, "free": 0, "whole": 9_000}
    assert book.unpriced == 3
    assert book.customers["visits"].sum() == 5


def test_without_order_files_there_is_none(shop: OpenShop):
    assert customer_book.read(shop) is None


def test_a_shop_whose_files_name_nobody_has_no_customers(shop: OpenShop):
    shops.take(shop, [Line(date(2026, 11, 1))])
    book = read(shop)
    assert book.customers.empty
    assert list(book.customers.columns) == [
        "first", "last", "visits", "orders", "net", "unpriced",
    ]  # fmt: skip


def test_a_mall_of_which_only_claims_are_known_has_no_customers(shop: OpenShop):
    """They name a few of its orders; who took those for all would know too little of each buyer."""
    shops.take(shop, LINES)
    before = as_told(shop, read(shop))
    claims = [Line(LAST, "b1", 4_000), Line(LAST, "elsewhere", 4_000), Line(LAST, None, 4_000)]
    number = shops.take(shop, claims, name="returns.xlsx", first_line=900, mall=Mall.COUPANG)
    with shop.store.write() as session:
        upload = session.get_one(Upload, (shop.id, number))
        upload.format_id = min(CLAIM_FILES)
        session.add(upload)
    book = read(shop)
    assert as_told(shop, book) == before
    assert book.unknown_lines == 1


def test_buyers_are_found_by_their_keys(shop: OpenShop):
    shops.take(shop, LINES)
    with shop.store.read() as session:
        names = store.named(session, shop.id, read(shop).customers.index)
        numbers = store.numbers(session, shop.id, [one.key for one in names.values()] + ["no"])
    assert numbers == {one.key: number for number, one in names.items()}
