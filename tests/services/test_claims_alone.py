"""Files of cancellations, returns and exchanges alone do not tell what was sold."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from core.analysis.journey import Stage, Step
from core.importers.formats import FORMATS, vocabulary
from core.services import (
    actions_past,
    channels,
    copy_calculator,
    covering,
    customer_book,
    importing,
    journey,
    lacking,
    products,
    products_together,
    state,
    target_when,
    today,
    todo,
)
from core.services.actions_past import Target
from core.services.importing import Source
from core.services.journey import Choice
from core.services.lacking import Lack
from core.services.products_source import OrdersFrom
from core.services.today import Stage as Shown
from core.terms import (
    CLAIM_FILES,
    DataSet,
    Mall,
    OrderState,
    Period,
    Record,
    Subject,
    Vocabulary,
)
from tests import shops
from tests.shops import Line
from tests.store.facts import fact, put

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
WINDOW = Period(date(2026, 10, 26), date(2026, 11, 22))
SMARTSTORE = frozenset({Mall.SMARTSTORE})
NO_SALE = ("취소", "반품")


def named(part):
    return next(path for path in sorted(SAMPLES.iterdir()) if part in path.name)


STATISTICS = tuple(map(named, ("visit_", "sales_", "상품별_")))
CLAIMS = tuple(map(named, ("교환관리", "반품관리", "취소관리")))
ORDERS, COUPANG = named("전체주문"), named("DeliveryList")


def take(shop, *paths):
    done = [importing.take(shop, Source(it.name, it.read_bytes()), now=NOW) for it in paths]
    return done[-1].upload_id


def told(part):
    """The rows of a sample as pandas reads them."""
    path = named(part)
    if path.suffix == ".csv":
        frame = pd.read_csv(path, encoding="cp949")
    else:
        frame = pd.read_excel(path, engine="openpyxl")
    return frame.rename(columns={"상품주문번호": "line", "주문번호": "order", "주문상태": "state",
                                 "결제일": "paid", "최종 상품별 총 주문금액": "won",
                                 "상품번호": "product"})  # fmt: skip


def sums():
    """Visits, payments and won of the statistics, as pandas adds them up."""
    visits, sales = told("visit_"), told("sales_")
    whole = sales[sales["채널상품명"] == "전체"]
    return (
        int(visits[visits["경로(1단계)"] == "전체"]["방문수"].sum()),
        int(whole["상품결제건수"].sum()),
        int(whole["판매금액(순)"].sum()),
    )


def sold():
    """The orders and won of the window as pandas counts them, and the orders of each product."""
    lines = told("전체주문").set_index("line")
    for part in ("취소관리", "반품관리", "교환관리"):
        claims = told(part).set_index("line")
        both = lines.index.intersection(claims.index)
        lines.loc[both, "state"] = claims.loc[both, "state"]
    lines = lines[(lines["paid"] >= "2026-10-26") & (lines["paid"] < "2026-11-23")]
    lines = lines[~lines["state"].isin(NO_SALE)]
    by_product = lines.groupby("product")["order"].nunique()
    return lines["order"].nunique(), int(lines["won"].sum()), int(by_product.sum())


def look(shop, mall=None):
    return today.overview(shop, today=TODAY, now=NOW, mall=mall)


def way(shop, mall=None):
    return journey.journey(shop, TODAY, NOW, Choice(mall=mall))


def kpi(view, metric):
    return next(one for one in view.kpis if one.metric == metric)


def stage(view, which):
    return next(one for one in view.stages if one.stage is which)


def past(shop, metric):
    with shop.store.read() as session:
        return actions_past.Reading(shop, session, TODAY).past(Target(metric))


def check(shop):
    """Nothing counts what claims alone name; statistics stand in on every page."""
    visits, payments, won = sums()
    assert covering.coverage(shop, SMARTSTORE) is None
    view, journeyed = look(shop), way(shop)
    assert view.stage is Shown.NO_ORDERS
    assert (kpi(view, "orders").now, kpi(view, "net_sales").now) == (payments, won)
    assert kpi(view, "visits").now == visits
    assert kpi(view, "pay_rate").now == pytest.approx(payments / visits)
    assert kpi(view, "pay_rate").counts_products
    assert view.origin("orders").counts_products
    assert not kpi(view, "visits").counts_products
    assert journeyed.counts_products
    assert stage(journeyed, Stage.BUY).of_first.move.now == (payments, visits)
    assert stage(view, Stage.BUY).count == stage(journeyed, Stage.BUY).count == payments
    for last in (Stage.AFTER, Stage.LOYAL):
        assert stage(journeyed, last).count is None
        assert stage(journeyed, last).needs == "smartstore_dispatch"
    checked = products.overview(shop, today=TODAY)
    assert checked.told.orders_from is OrdersFrom.STATISTICS
    assert sum(one.ruled.case.orders for one in checked.products) == payments
    for metric in ("orders", "net_sales", "claim_rate", "second_rate"):
        assert past(shop, metric) is None
    assert past(shop, "pay_rate").series.parts.sum() == payments
    assert channels.look(shop, today=TODAY).stage is not channels.Stage.EMPTY


def test_they_are_all_exports_whose_marks_are_claims():
    claims = {one.id for one in FORMATS if set(one.marks) & set(vocabulary.CLAIMS)}
    assert claims == CLAIM_FILES


def test_claims_alone_say_nothing_of_orders(shop):
    take(shop, *CLAIMS)
    assert covering.coverage(shop) is None
    assert covering.coverages(shop) == {}
    assert state.state(shop).period is None
    assert look(shop).stage is Shown.EMPTY
    assert way(shop).stages == ()
    assert products.overview(shop, today=TODAY).stage is products.Stage.EMPTY
    assert products_together.pairs(shop, today=TODAY) is None
    assert products_together.after(shop, today=TODAY) is None
    assert copy_calculator.usual(shop, TODAY) == copy_calculator.Usual()
    assert lacking.lacking(shop, TODAY).what is Lack.CLAIMS_ALONE
    brought = look(shop).since
    assert [(one.data_set, one.is_of_claims) for one in brought.kinds] == [(DataSet.ORDERS, True)]
    assert brought.net is None
    wanted = [it.data for it in todo.todo(shop, TODAY) if it.kind is todo.TodoKind.MISSING_FILE]
    assert wanted == [DataSet.ORDERS]


def test_beside_claims_alone_the_payments_of_statistics_stand_in(shop):
    take(shop, *STATISTICS, *CLAIMS)
    check(shop)
    assert DataSet.ORDERS not in covering.coverages(shop)
    assert lacking.lacking(shop, TODAY).what is Lack.CLAIMS_ALONE


def test_a_few_orders_of_another_mall_change_nothing_of_that(shop):
    take(shop, *STATISTICS, *CLAIMS, COUPANG)
    check(shop)
    assert lacking.lacking(shop, TODAY) == lacking.Lacking(Lack.STATISTICS_FIRST, (Mall.COUPANG,))
    there = look(shop, Mall.COUPANG)
    assert there.orders_total == told("DeliveryList")["order"].nunique()
    assert there.last_day == date(2026, 11, 21)
    assert lacking.lacking(shop, TODAY, Mall.SMARTSTORE).what is Lack.CLAIMS_ALONE
    assert lacking.lacking(shop, TODAY, Mall.COUPANG) is None


@pytest.mark.parametrize("is_first", [True, False])
def test_with_the_order_file_claims_correct_it_in_either_order(shop, is_first):
    files = (ORDERS, *STATISTICS, *CLAIMS) if is_first else (*STATISTICS, *CLAIMS, ORDERS)
    take(shop, *files)
    orders, won, by_product = sold()
    view, journeyed = look(shop), way(shop)
    assert view.origin("orders").files
    assert view.period == WINDOW
    assert (kpi(view, "net_sales").now, stage(view, Stage.BUY).count) == (won, orders)
    assert stage(journeyed, Stage.BUY).of_first.move.now == (orders, sums()[0])
    checked = products.overview(shop, today=TODAY)
    assert checked.told.orders_from is OrdersFrom.LINES
    assert sum(one.ruled.case.orders for one in checked.products) == by_product
    level = past(shop, "orders").series.parts
    assert level[-28:].sum() == orders
    assert covering.coverage(shop).period.first == date(2026, 9, 11)
    assert lacking.lacking(shop, TODAY) is None


def test_products_are_told_apart_by_mall_in_whichever_order_files_come(shop, tmp_path):
    """Claims name products without a number, and another mall sells them by the same names."""
    other = shops.opened(tmp_path / "other")
    take(shop, COUPANG, *CLAIMS, *STATISTICS, ORDERS)
    take(other, ORDERS, *STATISTICS, *CLAIMS, COUPANG)
    bought = [
        {one.name: one.ruled.case.orders for one in products.overview(it, today=TODAY).products}
        for it in (shop, other)
    ]
    other.close()
    assert bought[0] == bought[1]
    assert sum(bought[0].values()) == sold()[2]


@pytest.mark.parametrize("is_first", [True, False])
def test_the_order_file_taken_back_leaves_nothing_of_orders(shop, is_first):
    take(shop, *STATISTICS)
    if is_first:
        number = take(shop, ORDERS)
        take(shop, *CLAIMS)
    else:
        take(shop, *CLAIMS)
        number = take(shop, ORDERS)
    plan = importing.undo_plan(shop, number)
    importing.undo(shop, plan, now=NOW)
    gone = {entry.name for entry in (plan.target, *plan.together)}
    # Claims that changed lines of the order file go with it; those that were there before stay.
    assert gone == ({ORDERS.name, *(it.name for it in CLAIMS)} if is_first else {ORDERS.name})
    check(shop)


def test_a_newer_file_of_claims_does_not_make_the_orders_newer(local):
    until = shops.LAST - timedelta(days=10)
    shops.take(local, shops.steady(90, 6, last=until), as_of=datetime(2026, 11, 13, 3, tzinfo=UTC))
    put(local.store, Record.STATISTIC, product_visits())
    before = products.overview(local, today=TODAY), look(local).last_day, past(local, "orders")
    claims(local, [Line(shops.LAST - timedelta(days=1), amount=None)])
    after = products.overview(local, today=TODAY), look(local).last_day, past(local, "orders")
    assert after[0].last_day == before[0].last_day == until
    assert (after[0].usual, after[1], after[2].days) == (before[0].usual, before[1], before[2].days)


def test_old_claims_of_one_mall_are_no_orders_among_those_of_another(local):
    shops.take(local, shops.steady(90, 4), name="there.xlsx", mall=Mall.COUPANG)
    shops.take(local, shops.steady(30, 4, seed=3), name="own.xlsx", first_line=10_000)
    before = look(local).orders_total
    old = shops.days_ending(shops.LAST - timedelta(days=40), 20)
    claims(local, [Line(day, amount=None, state=OrderState.EXCHANGED) for day in old])
    assert look(local).orders_total == before


def test_visits_are_laid_beside_the_payments_of_their_own_mall(local):
    """Many orders elsewhere, none of the SmartStore: its payment rate is not nought."""
    shops.take(local, shops.steady(90, 20), name="there.xlsx", mall=Mall.COUPANG)
    put(local.store, Record.STATISTIC, shop_visits(90, visits=200, payments=6))
    view, journeyed = look(local), way(local)
    assert view.stage is Shown.READY
    assert kpi(view, "pay_rate").now == pytest.approx(0.03)
    assert stage(journeyed, Stage.BUY).of_first.move.now == (28 * 6, 28 * 200)
    assert stage(journeyed, Stage.BUY).count > 28 * 15
    found = lacking.lacking(local, TODAY)
    assert (found.what, found.malls) == (Lack.OTHERS_ONLY, (Mall.COUPANG,))
    assert covering.malls(local) == [Mall.SMARTSTORE, Mall.COUPANG]
    assert look(local, Mall.SMARTSTORE).stage is Shown.NO_ORDERS


def test_statistics_and_orders_are_weighed_over_the_same_days(local):
    """Two hundred days of orders elsewhere are more than four weeks of payments, day by day not."""
    shops.take(local, shops.steady(200, 5), name="there.xlsx", mall=Mall.COUPANG)
    put(local.store, Record.STATISTIC, shop_visits(28, visits=200, payments=10))
    view = look(local)
    assert view.stage is Shown.NO_ORDERS
    assert kpi(view, "orders").now == 28 * 10
    assert lacking.lacking(local, TODAY).what is Lack.STATISTICS_FIRST


def test_a_mall_that_is_quiet_as_often_before_had_no_orders_on_its_last_days(local):
    shops.take(local, shops.steady(90, 3), name="there.xlsx", mall=Mall.COUPANG)
    days = [shops.LAST - timedelta(days=2 + 3 * number) for number in range(25)]
    shops.take(local, [Line(day) for day in days for _ in "ab"], name="own.xlsx", first_line=9_000)
    put(local.store, Record.STATISTIC, shop_visits(90, visits=200))
    view = way(local)
    assert view.period == WINDOW
    bought = stage(view, Stage.BUY).of_first.move.now
    assert bought == (2 * sum(day in WINDOW for day in days), 28 * 200)


def test_the_first_order_file_changes_no_revenue_that_claims_had_told(local):
    take(local, *CLAIMS)
    later = NOW + timedelta(hours=3)
    importing.take(local, Source(ORDERS.name, ORDERS.read_bytes()), now=later)
    brought = look(local).since
    assert brought.files == (ORDERS.name,)
    assert brought.net is None


def test_days_before_the_first_order_of_their_own_mall_are_unknown(local):
    shops.take(local, shops.steady(120, 3), name="there.xlsx", mall=Mall.COUPANG)
    own = shops.steady(35, 6, seed=4)
    shops.take(local, own, name="own.xlsx", first_line=10_000)
    put(local.store, Record.STATISTIC, shop_visits(120, visits=200))
    bought = stage(way(local), Stage.BUY).of_first
    assert bought.move.step is Step.PAY_RATE
    assert bought.move.before is None
    assert bought.move.now[0] == sum(line.day in WINDOW for line in own)


def claims(shop, lines):
    """Take lines in as a file of claims, which tells no won."""
    number = shops.take(
        shop, lines, name="claims.xlsx", first_line=900_000,
        as_of=datetime(2026, 11, 24, 15, tzinfo=UTC),
    )  # fmt: skip
    with shop.store.write() as session:
        session.connection().exec_driver_sql(
            f"UPDATE upload SET format_id = 'smartstore_exchange', net = NULL WHERE id = {number}"
        )


def shop_visits(days, **counts):
    fixed = {"subject": Subject.SHOP.value, "vocabulary": Vocabulary.SMARTSTORE.value, "level": 0}
    return [
        fact((day - date(1970, 1, 1)).days, **{**fixed, "report": "smartstore_sales", **counts})
        for day in shops.days_ending(shops.LAST, days)
    ]


def product_visits():
    fixed = {
        "subject": Subject.PRODUCT.value, "vocabulary": Vocabulary.SMARTSTORE.value,
        "level": 256, "report": "smartstore_sales", "visits": 40,
    }  # fmt: skip
    return [
        fact((day - date(1970, 1, 1)).days, **fixed, product_no=name, product_name=name)
        for day in shops.days_ending(shops.LAST, 60)
        for name in ("mug", "plate", "bowl", "vase")
    ]


def test_customers_and_hours_are_those_of_malls_whose_orders_are_known(local):
    take(local, COUPANG)
    before, hours = customer_book.read(local), target_when.when(local)
    take(local, *CLAIMS)
    after, later = customer_book.read(local), target_when.when(local)
    assert before is not None
    assert after is not None
    assert hours is not None
    assert later is not None
    pd.testing.assert_frame_equal(after.visits, before.visits)
    assert after.unknown_lines == before.unknown_lines
    assert later.period == hours.period
    assert (later.times.orders == hours.times.orders).all()
