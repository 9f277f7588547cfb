"""What is paid out of an order line is counted once, whatever files tell of it."""

import io
from datetime import date
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from core import sample
from core.services.opening import OpenShop
from core.store import statistics
from core.terms import Period
from tests.attacks.taking import back, csv, rows, take

HEADINGS = (
    "주문번호,상품주문번호,구분,정산예정일,정산완료일,정산기준일,정산상태,정산기준금액,Npay 수수료,"
    "매출 연동 수수료 합계,무이자할부 수수료,혜택금액,정산예정금액"
)
FEES = ("amount", "payment_fee", "channel_fee", "installment_fee", "benefit", "expected")
KOREAN = dict(zip(FEES, HEADINGS.split(",")[7:], strict=True))
LINE = "2026050112345671"
MAY = Period(date(2026, 5, 1), date(2026, 5, 31))


def case(state: str = "일반정산", amount: int = 10_000, **more: str) -> str:
    """A row; ``more`` are the basis, the day it was done, the line and the item."""
    of = {"basis": "2026-05-10", "done": "", "line": LINE, "item": "상품주문", **more}
    paid, linked = -amount * 3 // 100, -amount * 2 // 100
    cells = [
        "2026050112345670", of["line"], of["item"], "2026-05-11", of["done"], of["basis"], state,
        amount, paid, linked, 0, 0, amount + paid + linked,
    ]  # fmt: skip
    return ",".join(map(str, cells))


def paid_out(shop: OpenShop) -> list[int]:
    with shop.store.read() as session:
        return statistics.settled(session, shop.id, MAY)["expected"].tolist()


def test_the_sample_is_settled_to_the_won_of_each_line_and_item(books: OpenShop) -> None:
    shop = sample.generate(date(2026, 11, 22))
    name, content = sample.every_export(shop)["smartstore_settlement"]
    take(books, name, content)
    told = pd.read_excel(io.BytesIO(content), dtype={"상품주문번호": str}, engine="openpyxl")
    told = told[told["정산상태"] != "정산전 취소"]
    days = pd.to_datetime(told["정산기준일"])
    period = Period(days.min().date(), days.max().date())
    with books.store.read() as session:
        found = statistics.settled(session, books.id, period)
    item = told["구분"].map({"상품주문": 1, "배송비": 2}).rename("item")
    wanted = told.groupby(["상품주문번호", item])[list(KOREAN.values())].sum()
    mine = found.set_index(["line_no", "item"]).sort_index()[list(FEES)]
    assert mine.index.tolist() == wanted.sort_index().index.tolist()
    assert np.array_equal(mine.to_numpy(np.int64), wanted.sort_index().to_numpy(np.int64))
    assert (mine["expected"] == mine[list(FEES[:-1])].sum(axis=1)).all()


def test_a_line_is_counted_once_before_and_after_it_is_paid_and_when_its_amount_changes(
    books: OpenShop,
) -> None:
    take(books, "가.csv", csv(HEADINGS, case()))
    take(books, "나.csv", csv(HEADINGS, case(done="2026-05-11")))
    changed = take(books, "다.csv", csv(HEADINGS, case(amount=9_000, done="2026-05-11")))
    assert changed.saved.changed == 1
    assert paid_out(books) == [8_550]
    back(books, changed.upload_id)
    assert paid_out(books) == [9_500]


@pytest.mark.parametrize("order", list(permutations(range(3)))[::2])
def test_an_early_payment_its_recall_and_the_payment_add_up_in_any_order(books, order) -> None:
    parts = [[case("빠른정산")], [case("빠른정산 회수", -10_000)],
             [case(), case("정산전 취소", 7_000, line="2026050112345699")]]  # fmt: skip
    for place in order:
        take(books, f"{place}.csv", csv(HEADINGS, *parts[place]))
    assert paid_out(books) == [9_500]


def test_parts_taken_back_on_one_day_are_both_counted_and_once_only(books: OpenShop) -> None:
    halves = [case("정산후 취소", won, basis="2026-05-20") for won in (-5_000, -3_000)]
    take(books, "가.csv", csv(HEADINGS, case(), *halves))
    take(books, "나.csv", csv(HEADINGS, *reversed(halves)))
    assert paid_out(books) == [9_500 - 7_600]


def test_a_fee_of_shipping_and_of_the_line_are_two_items(books: OpenShop) -> None:
    take(books, "가.csv", csv(HEADINGS, case(), case(amount=3_000, item="배송비")))
    assert sorted(paid_out(books)) == [2_850, 9_500]
    assert rows(books, "SELECT count(*) FROM settlement WHERE current = 1") == [(2,)]
