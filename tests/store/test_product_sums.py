"""What was sold, asked and said about products, and what was bought together, on both databases."""

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from core.store import Store, baskets, orders, product_sums, totals, uploads
from core.store.tables import Upload
from core.terms import Mall, OrderState, Period, Record, Subject, Vocabulary
from core.terms.orders import NO_SALE
from tests.store import books
from tests.store.books import START, Line
from tests.store.facts import fact, put
from tests.store.test_malls import put as put_orders

FIRST = START.date()
MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
STATES = (OrderState.PAID, OrderState.CONFIRMED, OrderState.CANCELLED, OrderState.RETURNED)


def at(hour: int) -> int:
    return int(datetime(2026, 5, 2, hour, tzinfo=UTC).timestamp())


@pytest.fixture
def sold(store: Store) -> list[Line]:
    """Two lines to an order, products and states drawn at random."""
    rng = np.random.default_rng(4)
    lines = [
        Line(
            number,
            STATES[int(rng.integers(4))],
            int(rng.integers(1, 9)) * 1000,
            number // 2 % 7 + 1,
            int(rng.integers(1, 5)),
            int(number // 2 % 20),
        )
        for number in range(160)
    ]
    put_orders(store, Mall.SMARTSTORE, lines)
    return [line for line in lines if line.state not in NO_SALE]


def names(store: Store) -> dict[int, int]:
    """Our number of each product of the lines."""
    with store.read() as session:
        found = totals.product_names(session, 1, range(50))
    return {int(name.split()[1]): number for number, name in found.items()}


def test_orders_and_won_of_products_are_those_of_the_lines(store: Store, sold: list[Line]):
    parts = (Period(FIRST, FIRST + timedelta(days=4)), Period(FIRST + timedelta(days=9), MAY.last))
    with store.read() as session:
        found = product_sums.sold(session, 1, parts)
    wanted, known = {}, names(store)
    for line in sold:
        if line.day <= 4 or line.day >= 9:
            orders_of, won = wanted.setdefault(known[line.product], (set(), []))
            orders_of.add(line.number // 2)
            won.append(line.amount)
    assert {row.product_id: (row.orders, row.net) for row in found.itertuples()} == {
        product: (len(numbers), sum(won)) for product, (numbers, won) in wanted.items()
    }


def test_of_other_malls_nothing_was_sold(store: Store, sold: list[Line]):
    assert sold
    with store.read() as session:
        assert product_sums.sold(session, 1, (MAY,), {Mall.COUPANG}).empty
        assert product_sums.sold(session, 1, ()).empty
        assert baskets.orders(session, 1, MAY, {Mall.COUPANG}) == 0
        assert baskets.pairs(session, 1, MAY, 1, set()).empty


def test_pairs_are_those_of_the_orders(store: Store, sold: list[Line]):
    known, both, people = names(store), Counter(), {}
    for _, some in itertools.groupby(sold, key=lambda line: line.number // 2):
        own = list(some)
        for pair in itertools.combinations(sorted({known[line.product] for line in own}), 2):
            both[pair] += 1
            people.setdefault(pair, set()).add(own[0].buyer)
    with store.read() as session:
        found = baskets.pairs(session, 1, MAY, 2)
        assert baskets.orders(session, 1, MAY) == len({line.number // 2 for line in sold})
    assert {(row.first, row.second): row.orders for row in found.itertuples()} == {
        pair: count for pair, count in both.items() if count >= 2
    }
    assert (found["known"] == found["orders"]).all()
    assert {(row.first, row.second): row.buyers for row in found.itertuples()} == {
        pair: len(people[pair]) for pair, count in both.items() if count >= 2
    }


def test_the_first_day_of_a_product_is_that_of_its_first_line(store: Store, sold: list[Line]):
    with store.read() as session:
        found = baskets.first_days(session, 1, 1)
        half = baskets.first_days(session, 1, 2)
        none = baskets.first_days(session, 1, 1, frozenset({Mall.COUPANG}))
        people = {
            int(row[0]): int(row[1])
            for row in session.connection().exec_driver_sql(
                "SELECT buyer_id, count(DISTINCT product_id) FROM order_line "
                f"WHERE state NOT IN ({', '.join(str(s.value) for s in NO_SALE)}) GROUP BY buyer_id"
            )
        }
        assert baskets.lines(session, 1) == len(sold)
    assert found.groupby("buyer").size().to_dict() == people
    assert set(half["buyer"]) == {number for number in people if number % 2 == 0}
    assert none.empty
    known, wanted = names(store), Counter()
    for line in sold:
        wanted[known[line.product]] += 1
    assert set(found["product"]) == set(wanted)


def test_a_big_shop_is_counted_over_fewer_days(store: Store, sold: list[Line]):
    assert sold
    with store.read() as session:
        assert baskets.stretch(session, 1, MAY, 1_000) == MAY
        some = baskets.stretch(session, 1, MAY, 20)
        lines = product_sums.sold(session, 1, (some,))["orders"].sum()
        none = baskets.stretch(session, 1, MAY, 0)
    assert MAY.first < some.first < some.last == MAY.last
    assert lines <= 20
    assert none.last == MAY.last


def test_reviews_and_questions_are_those_of_the_product(store: Store):
    common = {"mall": 1, "product_no": "1", "product_name": "머그"}
    put(
        store,
        Record.REVIEW,
        [
            {**common, "review_no": "a", "rating": 5},
            {**common, "review_no": "b", "rating": 2},
            {**common, "review_no": "c"},
            {**common, "review_no": "d", "rating": 1, "product_no": "2"},
        ],
    )
    put(
        store,
        Record.INQUIRY,
        [
            {
                **common,
                "inquiry_no": "1",
                "title": "높이",
                "text": "몇 cm인가요?",
                "asked_at": at(1),
            },
            {**common, "inquiry_no": "2", "text": "언제 오나요?", "asked_at": at(5)},
            {
                **common,
                "inquiry_no": "3",
                "title": "선물 포장",
                "text": "선물 포장 되나요?",
                "asked_at": at(0),
            },
        ],
    )
    with store.read() as session:
        assert product_sums.stars(session, 1, 1) == product_sums.Stars(3, 2, 7)
        found = product_sums.questions(session, 1, 1, 10)
        assert [said for _, said in found] == [
            "언제 오나요?", "높이\n몇 cm인가요?", "선물 포장 되나요?",
        ]  # fmt: skip
        assert len({key for key, _ in found}) == len(found)
        assert product_sums.questions(session, 1, 1, 1) == found[:1]
        assert product_sums.stars(session, 1, 9) == product_sums.Stars(0, 0, 0)


def test_statistics_reach_to_the_last_day_of_the_newest(store: Store):
    with store.read() as session:
        assert product_sums.told_until(session, 1) is None
    more = {"subject": Subject.PRODUCT.value, "product_no": "1", "visits": 3}
    more["vocabulary"] = Vocabulary.SMARTSTORE.value
    put(store, Record.STATISTIC, [fact(20_000, **more), fact(20_001, 20_007, **more)])
    with store.read() as session:
        assert product_sums.told_until(session, 1) == date(1970, 1, 1) + timedelta(days=20_007)


def test_the_price_is_the_one_on_most_lines(store: Store):
    table = books.table([Line(number, product=1 + number // 3) for number in range(5)])
    table = table.append_column("unit_price", pa.array([9_000, 8_000, 9_000, None, 0], pa.int64()))
    with store.write() as session:
        upload = Upload(shop_id=1, id=0, name="a", sha256="0", format_id="x", created_at=START)
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None)
        loading.add(table)
        loading.settle()
    known = names(store)
    with store.read() as session:
        assert product_sums.price(session, 1, known[1], MAY) == 9_000
        assert product_sums.price(session, 1, known[2], MAY) is None
