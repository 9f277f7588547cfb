"""Who came when: what is kept added up says the same as looking through the lines."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from core.store import Store, journeys, note_facts, orders, product_sums, totals, uploads
from core.store.moments import day_number
from core.store.tables import Upload
from core.terms import Mall, OrderState, Period
from core.terms.orders import NO_SALE
from tests.store import books
from tests.store.books import Line
from tests.store.test_malls import put

FIRST = books.START.date()
DAYS = 260
STATES = (OrderState.CONFIRMED, OrderState.CONFIRMED, OrderState.CANCELLED, OrderState.RETURNED)


def drawn(count: int, seed: int, first: int = 0) -> list[Line]:
    """Lines of a few buyers, some of them unknown, over most of a year."""
    rng = np.random.default_rng(seed)
    return [
        Line(
            first + number,
            STATES[int(rng.integers(4))],
            None if rng.random() < 0.1 else 1000,
            None if rng.random() < 0.1 else int(rng.integers(1, 30)),
            int(rng.integers(1, 4)),
            int(rng.integers(DAYS)),
        )
        for number in range(count)
    ]


@pytest.fixture
def lines(store: Store) -> list[Line]:
    """What there is after a file, a newer one that changes some of it, and one taken back."""
    first = drawn(300, 1)
    newer = drawn(60, 2, first=280)
    books.put(store, first)
    books.put(store, newer, age=24)
    books.put(store, drawn(80, 3, first=330), age=48)
    books.take_back(store, 3)
    now = {line.number: line for line in first}
    for line in newer:
        was = now.get(line.number)
        if was is None:
            now[line.number] = line
            continue
        # the product of a numbered line stays, and so does its buyer where one was known
        buyer = line.buyer if was.buyer is None else was.buyer
        amount = was.amount if line.amount is None else line.amount
        now[line.number] = Line(line.number, line.state, amount, buyer, was.product, line.day)
    return list(now.values())


def sales(lines: Iterable[Line]) -> set[tuple[int, int, int]]:
    """Buyer, day and product of what counts."""
    return {
        (one.buyer, one.day, one.product)
        for one in lines
        if one.state not in NO_SALE and one.buyer is not None
    }


def on(number: int) -> date:
    return FIRST + timedelta(days=number)


def firsts(lines: Iterable[Line]) -> dict[int, int]:
    found: dict[int, int] = {}
    for buyer, day, _ in sorted(sales(lines), key=lambda one: one[1]):
        found.setdefault(buyer, day)
    return found


def test_buyers_of_a_period_are_counted_once(store: Store, lines: list[Line]) -> None:
    for start, size in ((0, 1), (40, 7), (100, 28), (3, 91), (150, 91), (90, 92), (0, DAYS)):
        wanted = {buyer for buyer, day, _ in sales(lines) if start <= day < start + size}
        rest = {b for b, day, _ in sales(lines) if start < day < start + size}
        period = Period(on(start), on(start + size - 1))
        with store.read() as session:
            assert totals.buyers(session, 1, period) == len(wanted)
            assert totals.buyers(session, 1, period, [period.first]) == len(rest)


def test_buyers_of_weeks_and_days_are_counted_once(store: Store, lines: list[Line]) -> None:
    last, weeks = 200, 9
    counted = [
        len({b for b, day, _ in sales(lines) if last - 7 * back - 7 < day <= last - 7 * back})
        for back in reversed(range(weeks))
    ]
    with store.read() as session:
        found = totals.weekly_buyers(session, 1, Period.ending(on(last), 7 * weeks + 3))
        days, buyers = note_facts.buyer_days(session, 1, Period(on(20), on(220)))
    assert found == counted
    sold = {line.day for line in lines if line.state not in NO_SALE and 20 <= line.day <= 220}
    wanted = {
        on(day): len({b for b, other, _ in sales(lines) if other == day}) for day in sorted(sold)
    }
    assert dict(zip(days, buyers, strict=True)) == wanted


def test_new_buyers_and_those_who_came_again(store: Store, lines: list[Line]) -> None:
    first, come = firsts(lines), sales(lines)
    soon = {
        buyer
        for buyer, day, _ in come
        if 0 < day - first[buyer] <= totals.SECOND_WITHIN
    }  # fmt: skip
    whole = Period(on(0), on(DAYS))
    with store.read() as session:
        new = totals.new_buyers(session, 1)
        again = totals.second_purchases(session, 1, whole)
    assert new == {
        on(day): sum(first[buyer] == day for buyer in first) for day in sorted({*first.values()})
    }
    assert again.to_dict("index") == {
        on(day): {
            "buyers": sum(one == day for one in first.values()),
            "again": sum(first[buyer] == day for buyer in soon),
        }
        for day in sorted({*first.values()})
    }
    for product in (1, 2, 3):
        mine = {b for b, day, bought in come if day == first[b] and bought == product}
        with store.read() as session:
            names = totals.product_names(session, 1, range(10))
            number = next(key for key, name in names.items() if name == f"상품 {product}")
            found = journeys.new_buyers_of(session, 1, number, whole, None)
            seconds = totals.second_purchases(session, 1, whole, product=number)
        days = sorted({first[buyer] for buyer in mine})
        assert found == {on(day): sum(first[b] == day for b in mine) for day in days}
        assert seconds["again"].tolist() == [
            sum(first[b] == day for b in mine & soon) for day in days
        ]


def test_the_last_day_of_ninety_still_counts(store: Store) -> None:
    # one comes again on the ninetieth day, the other a day too late
    books.put(store, [
        Line(1, buyer=1, day=0), Line(2, buyer=1, day=90),
        Line(3, buyer=2, day=0), Line(4, buyer=2, day=91),
    ])  # fmt: skip
    with store.read() as session:
        came = totals.second_purchases(session, 1, Period(on(0), on(0)))
        assert (came["buyers"].sum(), came["again"].sum()) == (2, 1)
        assert totals.buyers(session, 1, Period(on(0), on(90))) == 2
        assert totals.buyers(session, 1, Period(on(1), on(91))) == 2
        assert totals.buyers(session, 1, Period(on(0), on(91))) == 2


def test_naming_all_malls_asks_for_all_of_them(store: Store, lines: list[Line]) -> None:
    put(store, Mall.COUPANG, drawn(60, 9))
    period, both = Period(on(60), on(120)), [Mall.SMARTSTORE, Mall.COUPANG]
    with store.read() as session:
        assert totals.buyers(session, 1, period, malls=both) == totals.buyers(session, 1, period)
        assert totals.new_buyers(session, 1, both) == totals.new_buyers(session, 1)
        here = totals.buyers(session, 1, period, malls=[Mall.SMARTSTORE])
        states = totals.states(session, 1, period, [Mall.SMARTSTORE])
    inside = [line for line in lines if 60 <= line.day <= 120]
    assert here == len({buyer for buyer, day, _ in sales(lines) if 60 <= day <= 120})
    assert {row.state: (row.rows, row.no_amount, row.no_buyer) for row in states} == {
        state.value: (
            len(some), sum(one.amount is None for one in some),
            sum(one.buyer is None for one in some),
        )
        for state in {line.state for line in inside}
        if (some := [line for line in inside if line.state is state])
    }  # fmt: skip
    assert books.contents(store) == books.recomputed(store)


def test_the_sums_of_a_product_are_those_of_its_lines(store: Store, lines: list[Line]) -> None:
    with store.read() as session:
        names = totals.product_names(session, 1, range(10))
        number = next(key for key, name in names.items() if name == "상품 2")
        found = journeys.product_days(session, 1, number, None)
    mine = [line for line in lines if line.product == 2]
    assert list(found.index) == sorted({on(line.day) for line in mine})
    assert int(found["cancelled_lines"].sum()) == sum(
        line.state is OrderState.CANCELLED for line in mine
    )
    sold = [line for line in mine if line.state not in NO_SALE]
    assert int(found["lines"].sum()) == len(sold)
    assert int(found["unknown_amount_lines"].sum()) == sum(line.amount is None for line in sold)


def test_prices_of_days_with_one_and_with_several_are_told(store: Store) -> None:
    # number, day, product, price: product 1 has two prices on the second day
    told = [(0, 0, 1, 900), (2, 1, 1, 900), (4, 1, 1, 800), (6, 2, 1, 800), (8, 1, 2, 500),
            (10, 1, 2, None), (12, 3, 2, 500), (14, 2, 3, 0)]  # fmt: skip
    table = books.table([Line(n, product=product, day=day) for n, day, product, _ in told])
    table = table.append_column("unit_price", pa.array([one[3] for one in told], pa.int64()))
    with store.write() as session:
        upload = Upload(
            shop_id=1, id=0, name="a", sha256="0", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None)
        loading.add(table)
        loading.settle()
    with store.read() as session:
        names = totals.product_names(session, 1, range(10))
        found = product_sums.prices(session, 1, Period(on(0), on(9)))
        some = product_sums.prices(session, 1, Period(on(2), on(9)), [Mall.SMARTSTORE])
        none = product_sums.prices(session, 1, Period(on(0), on(9)), [Mall.COUPANG])
    number = {name: key for key, name in names.items()}
    one, other = number["상품 1"], number["상품 2"]
    assert found == [
        (one, 800, 2, on(1), on(2)), (one, 900, 2, on(0), on(1)), (other, 500, 2, on(1), on(3)),
    ]  # fmt: skip
    assert some == [(one, 800, 1, on(2), on(2)), (other, 500, 1, on(3), on(3))]
    assert none == []


def test_products_of_which_nothing_is_a_sale_were_not_sold(store: Store) -> None:
    books.put(store, [Line(0, product=1), Line(2, OrderState.RETURNED, product=2)])
    with store.read() as session:
        names = totals.product_names(session, 1, range(10))
        period = Period(on(0), on(1))
        assert len(product_sums.sold(session, 1, [period])) == 1
        top = totals.top_products(session, 1, [period], 5)
        assert [names[number] for number in top] == ["상품 1"]
        assert day_number(on(0)) == totals.product_days(session, 1, list(names)).days.astype(int)[0]
