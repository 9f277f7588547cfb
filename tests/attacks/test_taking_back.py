"""Files taken and taken back in any order leave what the remaining ones say, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.services import importing, typed
from core.services.opening import OpenShop, open_shop
from core.services.typed_rows import DayCounts, Stamp
from core.store import Store, open_store, uploads
from core.terms import Record
from core.terms.orders import NO_SALE
from tests.attacks.taking import TODAY, back, csv, rows, take
from tests.store import facts
from tests.store.facts import fact

SHOP = Record.STATISTIC
DAY = 20_574
WORDS = ("컵", "접시", "그릇")
Files = dict[int, tuple[int, dict[tuple[int, str], int]]]

files = st.tuples(
    st.integers(0, 2),
    st.dictionaries(st.tuples(st.integers(0, 2), st.sampled_from(WORDS)), st.integers(1, 9),
                    min_size=1),
)  # fmt: skip
"""How old a file is, and what it tells of days and words."""
steps = st.lists(st.one_of(files, st.integers(0, 9)), max_size=8)
"""Files that are taken, and places of files that are taken back."""


def expected(there: Files) -> dict[Any, int]:
    """What counts, reckoned with a table of all rows of all files."""
    lines = [
        (day, word, age, number, visits)
        for number, (age, told) in there.items()
        for (day, word), visits in told.items()
    ]
    frame = pd.DataFrame(lines, columns=["day", "word", "age", "file", "visits"])
    best = frame.sort_values(["age", "file"]).groupby(["day", "word"]).tail(1)
    return {(row.day, row.word): row.visits for row in best.itertuples()}


def current(store: Store) -> dict[Any, int]:
    with store.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT first_day, keyword, visits FROM statistic WHERE current = 1"
        )
        told = [tuple(row) for row in found]
    assert len({row[:2] for row in told}) == len(told)
    return {(day - DAY, word): visits for day, word, visits in told}


def run(store: Store, drawn: list[Any]) -> None:
    """Take each step on an empty store, and look after each of them."""
    there: Files = {}
    taken = 0
    for step in drawn:
        if not isinstance(step, int):
            taken += 1
            there[taken] = step
            put(store, there, taken)
        elif there:
            gone = sorted(there)[step % len(there)]
            with store.write() as session:
                uploads.undo(session, 1, [gone], datetime(2026, 11, 25, tzinfo=UTC))
            del there[gone]
        assert current(store) == expected(there)
    with store.read() as session:
        kept = session.connection().exec_driver_sql("SELECT count(*) FROM statistic").scalar()
    assert kept == sum(len(told) for _, told in there.values())


def put(store: Store, there: Files, number: int) -> None:
    """Take the newest of the files, and look at what is said to have become of its rows."""
    age, told = there[number]
    lines = [fact(DAY + day, keyword=word, visits=n) for (day, word), n in told.items()]
    before, now = current(store), expected(there)
    saved = facts.put(store, SHOP, lines, age=age)
    assert saved.new == len(told.keys() - before.keys())
    assert saved.changed == sum(now[it] != before[it] for it in told.keys() & before.keys())
    assert saved.new + saved.changed + saved.same == len(told)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=steps)
def test_in_any_order_the_youngest_of_the_files_that_are_left_counts(tmp_path, drawn) -> None:
    place = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
    store = open_store(f"sqlite:///{place.as_posix()}")
    run(store, drawn)
    store.close()


@pytest.mark.postgresql
def test_it_is_so_on_a_server_too(postgresql_url: str) -> None:
    store = open_store(postgresql_url)
    cup, plate = (0, "컵"), (1, "접시")
    first = [(1, {cup: 1, plate: 2}), (1, {cup: 3}), (0, {cup: 4, (2, "컵"): 5}), 0]
    run(store, [*first, (2, {cup: 6, plate: 7}), (1, {cup: 8}), 2, 0, (0, {plate: 9}), 1, 0, 0])
    store.close()


SALES = "판매한 날,결제된 금액,결제된 건수"
HEADINGS = (
    "상품주문번호,주문번호,주문상태,결제일,상품번호,상품명,수량,최종 상품별 총 주문금액,구매자ID"
)
STATES = ("결제완료", "배송중", "구매확정", "취소완료", "반품완료")
order_lines = st.fixed_dictionaries(
    {
        "line": st.integers(1, 4),
        "state": st.sampled_from(STATES),
        "day": st.integers(1, 3),
        "won": st.integers(1, 3).map(lambda it: it * 1000),
        "buyer": st.sampled_from(["ann", "bo"]),
    }
)
order_files = st.tuples(
    st.sampled_from(["20260510_0900", "20260511_0900", "20260512_0900", ""]),
    st.lists(order_lines, min_size=1, max_size=4, unique_by=lambda it: it["line"]),
)


def order_file(number: int, drawn: Any) -> tuple[str, bytes]:
    stamp, lines = drawn
    told = [
        f"202605{it['day']:02}1234567{it['line']},20260501000000{it['line'] % 2},{it['state']},"
        f"2026-05-{it['day']:02} 10:00:00,{it['line'] % 3},컵 {it['line'] % 3},1,{it['won']},"
        f"{it['buyer']}"
        for it in lines
    ]
    return f"주문 {number}_{stamp}.csv", csv(HEADINGS, *told)


def books_of(shop: OpenShop) -> list[list[tuple[Any, ...]]]:
    """All that is known of orders, without the numbers of files and buyers."""
    queries = (
        "SELECT line_no, order_no, state, claim, paid_at, quantity, amount, l.day, as_of, dated, "
        "b.key, p.key FROM order_line l LEFT JOIN buyer b ON b.id = l.buyer_id "
        "LEFT JOIN product p ON p.id = l.product_id ORDER BY line_no",
        "SELECT day, orders, lines, units, gross, net, cancelled_lines, returned_lines "
        "FROM day_total ORDER BY day",
        "SELECT day, p.key, d.orders, d.units, d.net FROM day_product d "
        "JOIN product p ON p.id = d.product_id ORDER BY 1, 2",
        "SELECT key, first_day, last_day, orders, net FROM buyer ORDER BY key",
        "SELECT key, name FROM product ORDER BY key",
    )
    return [rows(shop, query) for query in queries]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(order_files, min_size=2, max_size=4), data=st.data())
def test_orders_are_as_if_the_files_taken_back_had_never_been_there(tmp_path, drawn, data) -> None:
    place = tmp_path / str(len(list(tmp_path.iterdir())))
    shop = open_shop(place / "a")
    taken = [take(shop, *order_file(at, it)).upload_id for at, it in enumerate(drawn)]
    # The same bytes once more are not taken again: they keep their first number.
    known = {number: at for at, number in reversed(list(enumerate(taken)))}
    for _ in range(data.draw(st.integers(1, 2))):
        left = [it.id for it in importing.history(shop) if it.undone_at is None]
        if left:
            back(shop, data.draw(st.sampled_from(left)))
    left = sorted(it.id for it in importing.history(shop) if it.undone_at is None)
    other = replace(open_shop(place / "b"), key=shop.key)
    for number in left:
        take(other, *order_file(known[number], drawn[known[number]]))
    assert books_of(shop) == books_of(other)
    sums_are_right(shop)
    shop.close()
    other.close()


def sums_are_right(shop: OpenShop) -> None:
    """The sums of days are those of the lines."""
    lines = pd.DataFrame(
        rows(shop, "SELECT day, state, order_no, amount FROM order_line"),
        columns=["day", "state", "order", "won"],
    )
    sold = lines[~lines["state"].isin([int(it) for it in NO_SALE])]
    sums = sold.groupby("day").agg(orders=("order", "nunique"), won=("won", "sum"))
    kept = rows(shop, "SELECT day, orders, net FROM day_total WHERE lines > 0 ORDER BY day")
    assert kept == list(sums.itertuples(name=None))


def test_the_same_bytes_come_in_again_after_they_were_taken_back(books: OpenShop) -> None:
    content = csv(SALES, "2026-05-01,1000,1", "2026-05-02,2000,2")
    first = take(books, "a.csv", content)
    again = take(books, "a.csv", content)
    assert (again.upload_id, again.saved.new, again.saved.same) == (first.upload_id, 0, 2)
    back(books, first.upload_id)
    second = take(books, "a.csv", content)
    assert second.upload_id > first.upload_id
    assert rows(books, "SELECT sum(gross), count(*) FROM statistic WHERE current = 1") == [
        (3000, 2)
    ]
    assert rows(books, "SELECT count(*) FROM statistic") == [(2,)]


def test_a_file_whose_rows_were_replaced_twice_leaves_the_newest_alone(books: OpenShop) -> None:
    numbers = [
        take(books, f"{won}.csv", csv(SALES, f"2026-05-01,{won},1")).upload_id
        for won in (1000, 2000, 3000)
    ]
    gross = "SELECT gross FROM statistic WHERE current = 1"
    back(books, numbers[0])
    assert rows(books, gross) == [(3000,)]
    back(books, numbers[2])
    assert rows(books, gross) == [(2000,)]
    back(books, numbers[1])
    assert rows(books, "SELECT count(*) FROM statistic") == [(0,)]


def test_numbers_typed_between_files_come_and_go_without_touching_them(books: OpenShop) -> None:
    stamp = Stamp(datetime(2026, 11, 25, 3, tzinfo=UTC), TODAY, "적은 숫자")
    day = TODAY - timedelta(days=1)
    sales = take(books, "a.csv", csv(SALES, f"{day},1000,1"))
    first = typed.keep_days(books, [DayCounts(day, wishes=5)], stamp)
    typed.keep_days(books, [DayCounts(day, cart_adds=3)], stamp)
    back(books, sales.upload_id)
    assert typed.days(books) == [DayCounts(day, 5, 3)]
    assert first.upload_id is not None
    typed.take_back(books, first.upload_id, at=stamp.at)
    assert typed.days(books) == []
    assert take(books, "a.csv", csv(SALES, f"{day},1000,1")).saved.new == 1
    assert rows(books, "SELECT report, gross FROM statistic") == [("plain_sales", 1000)]
