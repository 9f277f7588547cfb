"""Orders of several malls in one shop: together, and each for itself."""

from collections.abc import Sequence
from datetime import date, timedelta

import pyarrow as pa
import pytest

from core.store import Store, orders, totals, uploads
from core.store.tables import Upload
from core.terms import Mall, OrderState, Period
from tests.store import books
from tests.store.books import Line

FIRST = date(2026, 5, 1)
MAY = Period(FIRST, date(2026, 5, 31))


def put(store: Store, mall: Mall, lines: Sequence[Line], column: Sequence[Mall] | None = None):
    table = books.table(lines)
    if column is not None:
        table = table.append_column("mall", pa.array([m.value for m in column], pa.int8()))
    with store.write() as session:
        upload = Upload(
            shop_id=1, id=0, name="a", sha256="0", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None, mall=mall)
        loading.add(table)
        return loading.settle()


@pytest.fixture
def two(store: Store) -> Store:
    """Buyer 1 buys in SmartStore first and at Coupang ten days later, buyer 2 at Coupang only."""
    put(store, Mall.SMARTSTORE, [Line(1, amount=1000), Line(2, amount=500, day=1)])
    put(
        store,
        Mall.COUPANG,
        [
            Line(1, amount=70, day=10),
            Line(2, amount=30, day=10, buyer=2),
            Line(4, amount=20, day=12, buyer=2),
            Line(6, OrderState.CANCELLED, amount=5, day=12, buyer=2),
        ],
    )
    return store


def test_the_same_number_in_two_malls_is_two_lines(two: Store) -> None:
    assert len(books.contents(two)["order_line"]) == 6
    assert put(two, Mall.COUPANG, [Line(1, amount=70, day=10)]).same == 1
    assert books.contents(two) == books.recomputed(two)


def test_each_line_may_tell_its_mall(store: Store) -> None:
    put(store, Mall.OTHER, [Line(1), Line(1)], [Mall.GMARKET, Mall.AUCTION])
    with store.read() as session:
        assert orders.malls(session, 1) == [Mall.GMARKET, Mall.AUCTION]


def test_the_same_number_of_a_product_in_two_malls_is_two_products(two: Store) -> None:
    with two.read() as session:
        days = totals.product_days(session, 1, [1, 2])
        assert (days.products.tolist(), days.net.tolist()) == ([1, 1, 2, 2], [1000, 500, 100, 20])
        lines = [books.table([Line(1, product=1), Line(2, product=8)])]
        assert orders.shared_products(session, 1, lines, Mall.COUPANG) == (2, 1)
        assert orders.shared_products(session, 1, lines, Mall.TOSS) == (2, 0)


def test_sums_are_those_of_all_malls_or_of_some(two: Store) -> None:
    coupang = [Mall.COUPANG]
    with two.read() as session:
        assert orders.malls(session, 1) == [Mall.SMARTSTORE, Mall.COUPANG]
        assert list(totals.daily(session, 1)["net"]) == [1000, 500, 100, 20]
        assert list(totals.daily(session, 1, coupang)["net"]) == [100, 20]
        assert list(totals.daily(session, 1, list(Mall))["net"]) == [1000, 500, 100, 20]
        assert totals.daily(session, 1, []).empty
        assert totals.buyers(session, 1, MAY) == 2
        assert totals.buyers(session, 1, MAY, malls=[Mall.SMARTSTORE]) == 1
        assert sum(row.rows for row in totals.states(session, 1, MAY)) == 6
        assert sum(row.rows for row in totals.states(session, 1, MAY, coupang)) == 4
        week = Period.ending(FIRST + timedelta(days=13), 14)
        assert totals.weekly_buyers(session, 1, week) == [1, 2]
        assert totals.weekly_buyers(session, 1, week, coupang) == [0, 2]
        assert totals.undated(session, 1, coupang) == 0
        assert totals.top_products(session, 1, [MAY], 9) == [2, 1]
        assert totals.top_products(session, 1, [MAY], 9, coupang) == [2]
        assert totals.product_days(session, 1, [1, 2], coupang).net.tolist() == [100, 20]
        assert orders.days_with_orders(session, 1)[0] == FIRST


def test_of_some_malls_a_buyer_is_new_when_they_come_there(two: Store) -> None:
    tenth = FIRST + timedelta(days=10)
    with two.read() as session:
        assert totals.new_buyers(session, 1) == {FIRST: 1, tenth: 1}
        assert totals.new_buyers(session, 1, [Mall.COUPANG]) == {tenth: 2}
        everywhere = totals.second_purchases(session, 1, MAY)
        there = totals.second_purchases(session, 1, MAY, [Mall.COUPANG])
    assert everywhere.to_dict("index") == {
        FIRST: {"buyers": 1, "again": 1},
        tenth: {"buyers": 1, "again": 1},
    }
    assert there.to_dict("index") == {tenth: {"buyers": 2, "again": 1}}


def test_a_product_known_by_name_adds_up_over_malls(store: Store) -> None:
    for mall in (Mall.SMARTSTORE, Mall.COUPANG):
        with store.write() as session:
            upload = Upload(
                shop_id=1, id=0, name="a", sha256="0", format_id="x", created_at=books.START
            )
            uploads.book(session, upload)
            loading = orders.Loading(session, 1, upload.id, None, mall=mall)
            loading.add(books.table([Line(1), Line(3, day=1)]).drop_columns(["product_no"]))
            loading.settle()
    with store.read() as session:
        days = totals.product_days(session, 1, [1])
        only = totals.product_days(session, 1, [1], [Mall.COUPANG])
        nothing = totals.product_days(session, 1, [7])
    assert (days.orders.tolist(), days.net.tolist()) == ([2, 2], [20_000, 20_000])
    assert only.net.tolist() == [10_000, 10_000]
    assert nothing.days.tolist() == []
