"""The six numbers of a report, worked out again with pandas from the files themselves."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core import sample
from core.services import importing, report
from core.services.opening import OpenShop
from core.services.receipts import Source
from core.services.report import Report, ReportKind
from core.services.report_spans import Span, span_of
from core.terms import Evidence, OrderState, Period
from core.verdicts import Claim
from core.wording import reports
from tests import shops
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
WEEK = span_of(ReportKind.WEEK, LAST)
MONTH = span_of(ReportKind.MONTH, date(2026, 10, 5))


@dataclass(frozen=True)
class Files:
    """The files of the made-up shop as tables of text."""

    orders: pd.DataFrame
    visits: pd.DataFrame
    products: pd.DataFrame


def table(content: bytes) -> pd.DataFrame:
    """A file as a seller's own program would read it."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return pd.read_csv(io.BytesIO(content), dtype=str, encoding=encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError(content[:40])


@pytest.fixture(scope="module")
def files() -> list[tuple[str, bytes]]:
    made_up = sample.generate(LAST, lines=6000)
    return [*sample.order_files(made_up), *(
        one for one in sample.report_files(made_up) if one[0].startswith(("visit_", "sales_"))
    )]  # fmt: skip


@pytest.fixture(scope="module")
def told(files) -> Files:
    orders = table(next(content for name, content in files if "발주발송관리" in name))
    orders["day"] = pd.to_datetime(orders["결제일"]).dt.date
    orders["won"] = orders["최종 상품별 총 주문금액"].astype(int)
    visits = table(next(content for name, content in files if name.startswith("visit_")))
    products = table(next(content for name, content in files if name.startswith("sales_")))
    return Files(orders, visits[visits["경로(1단계)"] == "전체"], products)


def six(files: Files, period: Period) -> dict[str, float]:
    """The numbers of some days, straight from the tables."""
    sold = files.orders[~files.orders["주문상태"].isin(["취소", "반품"])]
    sold = sold[sold["day"].notna()]
    inside = sold[(sold["day"] >= period.first) & (sold["day"] <= period.last)]
    orders = inside["주문번호"].nunique()
    buyers = set(inside["구매자ID"])
    earlier = set(sold.loc[sold["day"] < period.first, "구매자ID"])
    day = files.visits["날짜"].map(date.fromisoformat)
    looked = files.visits.loc[(day >= period.first) & (day <= period.last), "방문수"].astype(int)
    return {
        "net_sales": inside["won"].sum(), "orders": orders,
        "order_value": inside["won"].sum() / orders, "visits": looked.sum(),
        "pay_rate": orders / looked.sum(), "returning_share": len(buyers & earlier) / len(buyers),
    }  # fmt: skip


@pytest.mark.parametrize("span", [WEEK, MONTH])
def test_the_numbers_of_the_sample_shop_are_those_of_its_files(shop, files, told, span):
    for name, content in files:
        importing.take(shop, Source(name, content), now=NOW)
    found = report.make(shop, span, TODAY, NOW)
    assert found.is_whole
    for period, side in ((span.period, "now"), (span.before, "before")):
        made = {one.metric: getattr(one, side) for one in found.kpis}
        assert made == pytest.approx(six(told, period)), side
    change = six(told, span.period)["net_sales"] - six(told, span.before)["net_sales"]
    assert found.view.split is not None
    assert sum(one.won for one in found.view.split.parts) == change
    days = {one.day: one.net for one in found.view.trend}
    sold = told.orders[~told.orders["주문상태"].isin(["취소", "반품"])].groupby("day")["won"].sum()
    assert days == {day: sold.get(day, 0) for day in days}


@pytest.mark.parametrize("span", [WEEK, MONTH])
def test_a_page_that_is_concluded_about_was_seen_and_bought_from_so_often(local, files, told, span):
    for name, content in files:
        importing.take(local, Source(name, content), now=NOW)
    found = report.make(local, span, TODAY, NOW)
    poor = [one for one in found.verdicts if one.claim is Claim.PAGE_POOR]
    assert poor
    for one in poor:
        name, period = one.params["product"], span.period
        seen = told.products[told.products["채널상품명"] == name]
        day = seen["날짜"].map(date.fromisoformat)
        inside = (day >= period.first) & (day <= period.last)
        assert one.params["visits"] == seen.loc[inside, "방문수"].astype(int).sum()
        orders = told.orders[
            (told.orders["상품명"] == name) & ~told.orders["주문상태"].isin(["취소", "반품"])
            & told.orders["day"].between(period.first, period.last)
        ]  # fmt: skip
        assert one.params["product_orders"] == orders["주문번호"].nunique()


def frame(lines: list[Line]) -> pd.DataFrame:
    """Order lines with whether they were sold, their order and their buyer."""
    made = pd.DataFrame(
        [(one.day, one.order or f"o{at}", one.buyer, one.amount, one.state.counts)
         for at, one in enumerate(lines)],
        columns=["day", "order", "buyer", "won", "sold"],
    )  # fmt: skip
    return made[made["sold"]]


def of(lines: list[Line], period: Period) -> dict[str, float]:
    """Net revenue, orders and the value of an order whose amounts are all known."""
    sold = frame(lines)
    inside = sold[(sold["day"] >= period.first) & (sold["day"] <= period.last)]
    known = inside.groupby("order")["won"].agg(lambda won: won.notna().all())
    whole = inside[inside["order"].isin(known[known].index)]
    return {
        "net_sales": inside["won"].sum(), "orders": inside["order"].nunique(),
        "order_value": whole["won"].sum() / whole["order"].nunique(),
    }  # fmt: skip


def mixed() -> list[Line]:
    """A shop with returns, orders of which a part was cancelled, and amounts nobody knows."""
    lines = shops.steady(300, 12, seed=3)
    first = WEEK.period.first
    lines += [
        Line(first, "r", 50_000, state=OrderState.RETURNED),
        Line(first, "p", 20_000, order="half"),
        Line(first, "p", 30_000, order="half", state=OrderState.CANCELLED),
        Line(first, "q", 11_000, order="two"),
        Line(first, "q", 13_000, order="two"),
    ]
    return lines


def seen(found: Report) -> dict[str, float | None]:
    return {name: found.kpi(name).now for name in ("net_sales", "orders", "order_value")}


def test_returns_and_parts_that_were_cancelled_are_no_revenue(shop):
    lines = mixed()
    shops.take(shop, lines)
    found = report.make(shop, WEEK, TODAY, NOW)
    assert seen(found) == pytest.approx(of(lines, WEEK.period))
    assert found.kpi("net_sales").before == of(lines, WEEK.before)["net_sales"]


def test_amounts_nobody_knows_are_no_0_won(shop):
    unknown = [Line(LAST, "u1", None, order="dark"), Line(LAST, "u2", None, order="dim"),
               Line(LAST, "u2", 9_000, order="dim")]  # fmt: skip
    lines = [*mixed(), *unknown]
    shops.take(shop, lines)
    found = report.make(shop, WEEK, TODAY, NOW)
    assert seen(found) == pytest.approx(of(lines, WEEK.period))
    assert found.unpriced == 2
    # The week before is known, and no less is it a wrong measure for a week of which a part is.
    assert found.kpi("net_sales").before is None
    assert found.kpi("orders").before == of(lines, WEEK.before)["orders"]
    assert found.view.split is None
    assert "주문 2건은 금액을 다 알지 못해요" in " ".join(reports.document(found, "", NOW).notes)
    after = report.make(shop, WEEK.next, TODAY, NOW)
    assert after.kpi("net_sales").now is None


def test_a_week_after_unknown_amounts_is_not_held_against_them(local):
    dark = [Line(WEEK.before.first, f"u{n}", None) for n in range(40)]
    shops.take(local, [*mixed(), *dark])
    found = report.make(local, WEEK, TODAY, NOW)
    assert (found.kpi("net_sales").before, found.unpriced) == (None, 0)
    assert seen(found) == pytest.approx(of(mixed(), WEEK.period))


def test_where_no_amount_is_known_revenue_is_unknown(local):
    lines = shops.steady(200, 12, last=WEEK.before.last)
    dark = [Line(WEEK.period.first, f"u{n}", None) for n in range(9)]
    shops.take(local, [*lines, *dark, Line(TODAY, "z")])
    found = report.make(local, WEEK, TODAY + timedelta(days=1), NOW)
    assert seen(found) == {"net_sales": None, "orders": 9, "order_value": None}
    assert found.view.trend[0].net is None
    assert not {"today.net_fell"} & {one.id for one in found.verdicts}


def taken(shop: OpenShop, gap: Period, lines: list[Line]) -> list[Line]:
    """Two files with days between them that are in neither."""
    early = [one for one in lines if one.day < gap.first]
    late = [one for one in lines if one.day > gap.last]
    shops.take(shop, early, name="early.xlsx")
    shops.take(shop, late, name="late.xlsx", first_line=50_000)
    return early + late


def test_a_week_that_is_in_no_file_is_unknown_and_nothing_is_lost(shop):
    lines = taken(shop, WEEK.before, shops.steady(300, 12, seed=3))
    gone = Span(ReportKind.WEEK, WEEK.before)
    found = report.make(shop, gone, TODAY, NOW)
    assert {one.now for one in found.kpis} == {None}
    assert {one.level for one in found.kpis} == {Evidence.NO_DATA}
    assert (found.is_whole, found.days_told, found.verdicts) == (False, 0, ())
    assert (found.view.split, found.view.trend) == (None, ())
    words = reports.document(found, "", NOW)
    assert words.notes[0].startswith("2026.11.09(월)~11.15(일) 주문 파일이 없어서")
    assert words.steps[0] == "2026.11.09(월)~11.15(일) 주문 파일을 올려 주세요."
    after = report.make(shop, WEEK, TODAY, NOW)
    assert after.is_whole
    assert seen(after) == pytest.approx(of(lines, WEEK.period))
    assert {one.before for one in after.kpis} == {None}
    assert "비교하지 않았어요" in " ".join(reports.document(after, "", NOW).notes)
    assert after.verdicts == ()


def test_a_week_with_some_days_in_no_file_adds_up_the_others_and_says_so(shop):
    hole = Period(WEEK.period.first + timedelta(days=2), WEEK.period.first + timedelta(days=4))
    lines = taken(shop, hole, shops.steady(300, 12, seed=3))
    found = report.make(shop, WEEK, TODAY, NOW)
    assert seen(found) == pytest.approx(of(lines, WEEK.period))
    assert (found.is_whole, found.days_told, found.blank) == (False, 4, (hole,))
    assert {one.before for one in found.kpis} == {None}
    assert reports.document(found, "", NOW).days.endswith("· 자료가 있는 4일만")
    month = report.make(shop, span_of(ReportKind.MONTH, LAST), TODAY + timedelta(days=9), NOW)
    assert month.days_told == 30 - 3 - month.days_lacking


def test_a_week_before_one_with_missing_days_is_summed_whole(shop):
    hole = Period(WEEK.before.first, WEEK.before.first)
    lines = taken(shop, hole, shops.steady(300, 12, seed=3))
    found = report.make(shop, WEEK, TODAY, NOW)
    assert found.is_whole
    assert seen(found) == pytest.approx(of(lines, WEEK.period))
    assert {one.before for one in found.kpis} == {None}


def test_a_week_in_the_files_without_an_order_has_surely_sold_nothing(shop):
    lines = [one for one in shops.steady(300, 12, seed=3) if one.day not in WEEK.before]
    shops.take(shop, lines)
    found = report.make(shop, Span(ReportKind.WEEK, WEEK.before), TODAY, NOW)
    net, orders = found.kpi("net_sales"), found.kpi("orders")
    assert (found.is_whole, net.now, orders.now) == (True, 0, 0)
    assert (net.level, net.direction) == (orders.level, orders.direction)
    assert (orders.level, orders.direction) == (Evidence.KNOWN, -1)
    assert found.kpi("order_value").now is None
    words = reports.document(found, "", NOW)
    assert [one.headline for one in words.conclusions] == ["이 기간에는 주문이 없었어요."]
    assert "아직 일러요" not in {one.badge for one in words.conclusions}
    assert words.why == ""
    after = report.make(shop, WEEK, TODAY, NOW)
    assert after.kpi("net_sales").before == 0
    assert after.view.split is None


def test_a_first_week_that_begins_midweek_is_no_whole_one(shop):
    first = WEEK.before.first + timedelta(days=3)
    lines = [one for one in shops.steady(30, 12, seed=3) if one.day >= first]
    shops.take(shop, lines)
    early = Span(ReportKind.WEEK, WEEK.before)
    found = report.make(shop, early, TODAY, NOW)
    assert (found.is_whole, found.days_told) == (False, 4)
    assert seen(found) == pytest.approx(of(lines, WEEK.before))
    assert reports.document(found, "", NOW).days.endswith("· 자료가 있는 4일만")
    whole = report.make(shop, WEEK, TODAY, NOW)
    assert whole.is_whole
    assert {one.before for one in whole.kpis} == {None}
    assert whole.view.split is None
    month = report.make(shop, span_of(ReportKind.MONTH, LAST), TODAY + timedelta(days=9), NOW)
    assert month.blank[0].last == first - timedelta(days=1)


def test_what_is_concluded_names_the_numbers_of_the_files(shop):
    since = WEEK.period.first
    lines = shops.without(shops.steady(500, 12, seed=11), 0.4, since)
    shops.take(shop, lines)
    found = report.make(shop, WEEK, TODAY, NOW)
    now, before = (of(lines, one)["net_sales"] for one in (WEEK.period, WEEK.before))
    (fell,) = [one for one in found.verdicts if one.id == "today.net_fell"]
    (net, *_) = fell.evidence
    assert (net.metric, net.now, net.before) == ("net_sales", now, before)
