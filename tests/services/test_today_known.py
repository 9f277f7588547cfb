"""오늘 takes days without a file and unknown amounts for unknown, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.services import today
from core.services.opening import OpenShop
from core.services.today import Kpi, Overview, PeriodChoice
from core.terms import Evidence, OrderState, Period
from core.verdicts import Claim
from core.wording import today as wording
from core.wording import verdicts
from tests import shops
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
WEEK = Period.ending(LAST, 7)
MONEY = ("net_sales", "orders", "order_value")


def look(shop: OpenShop, on: date = TODAY, period: PeriodChoice = PeriodChoice.WEEK) -> Overview:
    return today.overview(shop, today=on, now=NOW, period=period)


def kpi(view: Overview, name: str) -> Kpi:
    return next(one for one in view.kpis if one.metric == name)


def seen(view: Overview) -> dict[str, float | None]:
    return {name: kpi(view, name).now for name in MONEY}


def of(lines: list[Line], days: list[date]) -> dict[str, float]:
    """Net revenue, orders, and the value of an order whose amounts are all known, by pandas."""
    made = pd.DataFrame(
        [(one.day, one.order or f"o{at}", one.amount) for at, one in enumerate(lines)
         if one.state.counts],
        columns=["day", "order", "won"],
    )  # fmt: skip
    inside = made[made["day"].isin(days)]
    known = inside.groupby("order")["won"].agg(lambda won: won.notna().all())
    whole = inside[inside["order"].isin(known[known].index)]
    return {
        "net_sales": inside["won"].sum(), "orders": inside["order"].nunique(),
        "order_value": whole["won"].sum() / whole["order"].nunique(),
    }  # fmt: skip


def each(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]


def taken(shop: OpenShop, gap: Period, lines: list[Line]) -> list[Line]:
    """Two files with days between them that are in neither."""
    early = [one for one in lines if one.day < gap.first]
    late = [one for one in lines if one.day > gap.last]
    shops.take(shop, early, name="early.xlsx")
    shops.take(shop, late, name="late.xlsx", first_line=50_000)
    return early + late


def text(view: Overview) -> str:
    """All that is said of the numbers and concluded."""
    told = [wording.kpi(one) for one in view.kpis]
    said = [verdicts.words(one) for one in view.verdicts]
    return " ".join(
        [f"{one.value} {one.change} {one.note}" for one in told]
        + [f"{one.headline} {one.reason} {one.todo}" for one in said]
    )


def test_a_week_that_is_in_no_file_is_unknown_and_no_0(shop):
    """The newest file has the day that is going on, and nothing of the week before."""
    lines = shops.steady(300, 12, seed=3, last=WEEK.first - timedelta(days=1))
    shops.take(shop, lines, name="early.xlsx")
    shops.take(shop, [Line(TODAY, "z")], name="late.xlsx", first_line=50_000)
    view = look(shop)
    assert view.period == WEEK
    assert view.gaps == (WEEK,)
    assert {one.now for one in view.kpis} == {None}
    assert {one.level for one in view.kpis} == {Evidence.NO_DATA}
    assert {point.net for point in view.trend} == {None}
    assert [one.claim for one in view.verdicts] == [Claim.GAP, Claim.UNCOMPARED]
    assert {figure.now for one in view.verdicts for figure in one.evidence} == {None}
    said = text(view)
    assert "0원" not in said
    assert "더 모이면" not in said
    # The file that fills it is named.
    assert "11.16" in verdicts.words(view.verdicts[0]).todo


def test_a_week_after_one_without_a_file_is_whole_and_held_against_nothing(shop):
    lines = taken(shop, WEEK.before(), shops.steady(300, 12, seed=3))
    view = look(shop)
    assert seen(view) == pytest.approx(of(lines, each(WEEK)))
    assert {one.before for one in view.kpis} == {None}
    assert kpi(view, "net_sales").days is None
    assert view.split is None
    assert "더 모이면" not in text(view)
    assert "비교하지 않았어요" in wording.compared(view, today.Compare.BEFORE)


def test_days_without_a_file_are_not_added_up_and_it_is_said_of_how_many(shop):
    hole = Period(WEEK.first + timedelta(days=2), WEEK.first + timedelta(days=4))
    lines = taken(shop, hole, shops.steady(300, 12, seed=3))
    view = look(shop)
    there = [day for day in each(WEEK) if day not in hole]
    assert seen(view) == pytest.approx(of(lines, there))
    before = [day - timedelta(days=7) for day in there]
    assert kpi(view, "net_sales").before == of(lines, before)["net_sales"]
    assert {(kpi(view, name).days, kpi(view, name).is_matched) for name in MONEY} == {(4, False)}
    assert text(view).count("자료가 있는 4일만") >= 3


def test_days_whose_earlier_ones_are_in_no_file_are_said_to_be_left_out(local):
    hole = Period(WEEK.first - timedelta(days=5), WEEK.first - timedelta(days=3))
    lines = taken(local, hole, shops.steady(300, 12, seed=3))
    view = look(local)
    there = [day for day in each(WEEK) if day - timedelta(days=7) not in hole]
    assert seen(view) == pytest.approx(of(lines, there))
    assert kpi(view, "orders").is_matched
    assert "비교할 수 있는 4일만" in text(view)


def test_before_the_first_file_nothing_is_known(local):
    shops.take(local, [Line(LAST - timedelta(days=n), f"b{n % 20}") for n in range(35)])
    view = look(local, period=PeriodChoice.THREE_MONTHS)
    assert (kpi(view, "orders").now, kpi(view, "orders").days) == (35, 35)
    assert "자료가 있는 35일만" in text(view)


def mixed() -> list[Line]:
    """A shop with returns, and an order of which a part was cancelled."""
    return [
        *shops.steady(300, 12, seed=3),
        Line(WEEK.first, "r", 50_000, state=OrderState.RETURNED),
        Line(WEEK.first, "p", 20_000, order="half"),
        Line(WEEK.first, "p", 30_000, order="half", state=OrderState.CANCELLED),
    ]


def test_amounts_nobody_knows_are_no_0_won(shop):
    unknown = [Line(LAST, "u1", None, order="dark"), Line(LAST, "u2", None, order="dim"),
               Line(LAST, "u2", 9_000, order="dim")]  # fmt: skip
    lines = [*mixed(), *unknown]
    shops.take(shop, lines)
    view = look(shop)
    assert seen(view) == pytest.approx(of(lines, each(WEEK)))
    assert (kpi(view, "net_sales").before, kpi(view, "order_value").before) == (None, None)
    assert kpi(view, "orders").before == of(lines, each(WEEK.before()))["orders"]
    assert (kpi(view, "net_sales").unpriced, view.split) == (2, None)
    assert Claim.UNCOMPARED in {one.claim for one in view.verdicts}
    said = text(view)
    assert "주문 2건은 금액을 다 몰라서" in said
    assert "금액을 모르는 주문이 있어서 돈은 비교하지 않았어요." in said
    assert "더 모이면" not in said
    # A week of which an amount is unknown has no sum that could be drawn beside whole ones.
    assert kpi(view, "net_sales").spark[-1] is None
    assert kpi(view, "orders").spark[-1] == of(lines, each(WEEK))["orders"]


def test_amounts_of_days_that_are_left_out_do_not_matter(shop):
    hole = Period(WEEK.first - timedelta(days=5), WEEK.first - timedelta(days=3))
    left_out = Line(WEEK.first + timedelta(days=3), "u", None, order="dark")
    lines = taken(shop, hole, [*mixed(), left_out])
    view = look(shop)
    there = [day for day in each(WEEK) if day - timedelta(days=7) not in hole]
    assert seen(view) == pytest.approx(of(lines, there))
    assert kpi(view, "net_sales").unpriced == 0
    assert kpi(view, "net_sales").before is not None


def test_unknown_amounts_of_the_days_before_are_no_measure(local):
    dark = [Line(WEEK.before().first, f"u{n}", None) for n in range(40)]
    shops.take(local, [*mixed(), *dark])
    view = look(local)
    net = kpi(view, "net_sales")
    assert (net.before, net.unpriced, net.is_before_unpriced) == (None, 0, True)
    assert seen(view) == pytest.approx(of(mixed(), each(WEEK)))
    assert "금액을 모르는 주문이 있어 비교하지 않아요" in text(view)
    assert not {Claim.NET_ROSE, Claim.NET_FELL} & {one.claim for one in view.verdicts}


def test_where_no_amount_is_known_revenue_is_unknown(local):
    lines = shops.steady(200, 12, last=WEEK.before().last)
    dark = [Line(WEEK.first, f"u{n}", None) for n in range(9)]
    shops.take(local, [*lines, *dark, Line(TODAY, "z")])
    view = look(local, TODAY)
    assert seen(view) == {"net_sales": None, "orders": 9, "order_value": None}
    assert view.trend[0].net is None
    assert "0원" not in text(view)


def test_a_product_is_worth_nothing_that_could_be_said_where_amounts_are_unknown(local):
    since = LAST - timedelta(days=27)
    lines = [one for at, one in enumerate(shops.steady(500, 20, seed=5))
             if one.day < since or one.product != "mug" or at % 5 == 0]  # fmt: skip
    shops.take(local, [*lines, Line(LAST, "u", None, order="dark")])
    view = look(local, period=PeriodChoice.FOUR_WEEKS)
    fell = next(one for one in view.verdicts if one.claim is Claim.PRODUCT_FELL)
    assert fell.money_month is None
    assert [figure.metric for figure in fell.evidence] == ["product_orders"]
    assert "한 달" not in verdicts.words(fell).reason


def test_a_week_in_the_files_without_an_order_has_surely_sold_nothing(shop):
    """One file reaches from before that week to the day that is going on."""
    lines = shops.steady(300, 12, seed=3, last=WEEK.first - timedelta(days=1))
    shops.take(shop, [*lines, Line(TODAY, "z")])
    view = look(shop)
    net, orders = kpi(view, "net_sales"), kpi(view, "orders")
    assert (view.gaps, net.now, orders.now) == ((), 0, 0)
    assert orders.before == of(lines, each(WEEK.before()))["orders"]
    assert (orders.level, orders.direction) == (Evidence.KNOWN, -1)
    assert (net.level, net.direction) == (orders.level, orders.direction)
    assert kpi(view, "order_value").now is None
    assert view.verdicts[0].claim is Claim.NO_ORDERS
    words = verdicts.words(view.verdicts[0])
    assert (words.headline, words.badge) == ("이 기간에는 주문이 없었어요.", "알 수 있어요")
    assert f"{orders.before:,.0f}건" in words.reason
    assert "더 모이면" not in text(view)


def test_a_week_after_one_without_an_order_is_not_told_to_wait_a_day(shop):
    lines = [one for one in shops.steady(300, 12, seed=3) if one.day not in WEEK.before()]
    shops.take(shop, lines)
    view = look(shop)
    assert kpi(view, "net_sales").before == 0
    assert seen(view) == pytest.approx(of(lines, each(WEEK)))
    assert Claim.TOO_EARLY not in {one.claim for one in view.verdicts}
    assert "앞 기간에는 주문이 없었어요." in text(view)
    assert "더 모이면" not in text(view)
