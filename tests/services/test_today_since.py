"""What the newest files brought, of every kind."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.services import importing, today, typed
from core.services.opening import OpenShop
from core.services.receipts import Source
from core.services.today import NewRows, Since
from core.services.typed_rows import Stamp, WeekNumbers
from core.terms import DataSet, Mall, OrderState
from tests import shops
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
WORDS = "날짜,검색어,방문수,상품결제건수\n"
VISITS = (
    "날짜,경로(1단계),경로(2단계),경로(3단계),방문수,"
    "상품결제건수(마지막방문기준),상품결제금액(마지막방문기준)\n"
)


def since(shop: OpenShop, **choices: object) -> Since | None:
    return today.overview(shop, today=TODAY, now=LATER, **choices).since


def test_a_file_of_another_kind_is_told_by_its_kind(shop):
    shops.take(shop, shops.steady(60, 6), name="own.xlsx", at=NOW)
    importing.take(shop, Source("검색.csv", f"{WORDS}2026-11-21,컵,3,1\n".encode()), now=LATER)
    found = since(shop)
    assert found.files == ("검색.csv",)
    assert found.kinds == (NewRows(DataSet.KEYWORDS, 1),)
    assert (found.net, found.visits) == (None, None)


def test_several_kinds_together_are_told_in_one_order(local):
    importing.take(local, Source("검색.csv", f"{WORDS}2026-11-21,컵,3,1\n".encode()), now=NOW)
    shops.take(local, [Line(LAST, f"b{n}") for n in range(5)], at=NOW)
    assert [one.data_set for one in since(local).kinds] == [DataSet.ORDERS, DataSet.KEYWORDS]


def test_orders_that_were_cancelled_lower_revenue_by_exactly_those(shop):
    lines = [Line(LAST - timedelta(days=n % 14), f"b{n}", 10_000 + n) for n in range(40)]
    shops.take(shop, lines[:30], name="week.xlsx", at=NOW, as_of=NOW)
    both = [replace(line, state=OrderState.CANCELLED) if n < 3 else line
            for n, line in enumerate(lines)]  # fmt: skip
    shops.take(shop, both, name="both.xlsx", at=LATER, as_of=LATER)
    found = since(shop)
    assert found.kinds == (NewRows(DataSet.ORDERS, 10, 3),)
    lost, won = (sum(line.amount for line in some) for some in (lines[:3], lines[30:]))
    assert found.net == won - lost


def test_typed_numbers_are_a_kind_of_their_own(local):
    shops.take(local, shops.steady(60, 6), name="own.xlsx", at=NOW)
    week = WeekNumbers(3_400, 88, 3_005_600)
    typed.keep_weeks(local, week, week, Stamp(LATER, TODAY, "numbers"))
    assert since(local).kinds == (NewRows(DataSet.SALES, 2, is_typed=True),)


def test_new_days_of_visits_are_counted(local):
    def visits(*rows: str) -> bytes:
        told = "".join(f"{row},1,1000\n" for row in rows)
        return f"{VISITS}{told}".encode()

    def take(name: str, content: bytes, at: datetime) -> None:
        importing.take(local, Source(name, content), now=at)

    shops.take(local, shops.steady(60, 6), name="own.xlsx", at=NOW)
    take("visit_20261120-20261120.csv", visits("2026-11-20,검색,네이버,-,100"), NOW)
    assert since(local).visits is None
    newer = visits("2026-11-20,검색,네이버,-,110", "2026-11-21,검색,네이버,-,50")
    take("visit_20261120-20261121.csv", newer, LATER)
    assert since(local).visits == 110 - 100 + 50


def test_of_one_mall_only_its_own_files_are_told(local):
    shops.take(local, shops.steady(60, 6), name="own.xlsx", at=NOW)
    shops.take(local, shops.steady(60, 2), name="there.xlsx", mall=Mall.COUPANG, at=LATER)
    assert since(local, mall=Mall.SMARTSTORE).files == ("own.xlsx",)
    assert since(local).files == ("there.xlsx",)
