"""The page 상품 진단: what is found out about the products of a shop."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from core.sample import files
from core.services import importing, products, products_detail, products_together
from core.services.opening import OpenShop
from core.services.products import Stage, overview
from core.services.products_look import named
from core.services.products_source import Measure, OrdersFrom
from core.services.reading import Source
from core.services.today_view import Compare, PeriodChoice
from core.terms import SEOUL, Evidence, Mall, OrderState, Period, Record, Vocabulary
from core.terms.records import DIMENSIONS
from core.verdicts.products import Doubt, Ruling
from tests import shops
from tests.services.product_shops import LAST, WINDOW, fill, orders, row, visits
from tests.shops import Line
from tests.store.facts import put

TODAY = LAST + timedelta(days=1)
CHANNEL = 1 << DIMENSIONS[Record.STATISTIC].index("channel_name")
J8 = {"lamp": (1000, 12), "mug": (3000, 90), "plate": (4000, 120), "bowl": (3000, 90)}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def look(shop, **more):
    return overview(shop, today=TODAY, **more)


def by_name(view):
    return {one.name: one for one in view.products}


def day_number(day):
    return day.toordinal() - 719163


@pytest.mark.parametrize(
    ("count", "ruling"),
    [
        ((1000, 12), Ruling.FIX_PAGE),
        ((1000, 20), Ruling.TOO_EARLY),
        ((120, 0), Ruling.BRING_VISITS),
    ],
)
def test_j8_a_page_is_mended_left_for_later_or_needs_visitors(shop, count, ruling):
    fill(shop, {**J8, "lamp": count})
    lamp = by_name(look(shop))["lamp"].ruled
    assert lamp.case.reference == pytest.approx(0.03)
    assert lamp.ruling is ruling
    if ruling is Ruling.BRING_VISITS:
        assert lamp.needed == 167


def test_the_planted_page_is_found_in_the_example_files_as_well(shop, tmp_path):
    """One month of orders and statistics, with a gift wrapping that one in eight visitors takes."""
    now = datetime(2026, 11, 23, 9, tzinfo=SEOUL)
    for path in files.write_samples(tmp_path / "samples"):
        if path.name.startswith(("sales_", "스마트스토어_전체")):
            importing.take(shop, Source(path.name, path.read_bytes()), now=now)
    view = overview(shop, today=now.date())
    assert [view.product(number).name for number in view.first] == ["원목 스탠드 조명"]
    lamp = view.product(view.first[0]).ruled
    assert (lamp.case.visits, lamp.case.orders, lamp.level) == (1970, 0, Evidence.KNOWN)


def test_every_number_equals_a_plain_computation(shop):
    fill(shop, J8)
    lines = pd.DataFrame(
        [(line.product, line.amount) for line in orders(J8)], columns=["product", "won"]
    )
    plain = lines.groupby("product")["won"].agg(["size", "sum"])
    view = look(shop)
    total_v, total_k = 11_000, 312
    for name, one in by_name(view).items():
        case = one.ruled.case
        v, k = J8[name]
        r = (total_k - k) / (total_v - v)
        assert (case.visits, case.orders, one.net) == (v, plain["size"][name], plain["sum"][name])
        assert case.reference == pytest.approx(r)
        assert case.order_value == 10_000
        a, b = k + 50 * r, v - k + 50 * (1 - r)
        assert one.rate.middle == pytest.approx(a / (a + b))
        assert (one.rate.low, one.rate.high) == pytest.approx(stats.beta.interval(0.95, a, b))
        assert one.ruled.p_low == pytest.approx(stats.beta.cdf(0.8 * r, a, b))
    assert view.usual == pytest.approx(312 / 11_000)
    assert view.split == max(np.median([1000, 3000, 4000, 3000]), 177)
    lamp = by_name(view)["lamp"]
    assert view.first == (lamp.id,)
    assert lamp.ruled.money_month == round((30 - 12) * 10_000 / 28 * 30)


def test_what_was_cancelled_was_not_bought(shop):
    fill(shop, J8)
    gone = [
        Line(LAST, f"c{number}", product="lamp", state=OrderState.CANCELLED) for number in range(30)
    ]
    shops.take(shop, gone, name="b.xlsx", first_line=5000)
    assert by_name(look(shop))["lamp"].ruled.case.orders == 12


def test_where_the_numbers_are_from_is_told(shop):
    fill(shop, J8)
    told = look(shop).told
    assert (told.measure, told.vocabulary) == (Measure.VISITS, Vocabulary.SMARTSTORE)
    assert (told.orders_from, told.period, told.days) == (OrdersFrom.LINES, WINDOW, 28)
    assert set(told.files) == {"a.csv", "orders.xlsx"}
    assert (told.rows, told.left_out) == (4, 0)


def test_an_empty_shop_has_nothing_to_show(shop):
    assert look(shop).stage is Stage.EMPTY
    assert products_together.pairs(shop, today=TODAY) is None
    found = products_detail.detail(shop, 1, today=TODAY, reference=None)
    assert (found.weeks, found.price, found.questions) == ((), None, ())


def test_with_orders_only_nobody_knows_how_often_a_product_was_seen(shop):
    shops.take(shop, orders(J8))
    assert look(shop).stage is Stage.NO_VISITS


def test_with_statistics_only_their_own_payments_count(shop):
    rows = visits(J8)
    for one in rows:
        one |= {"payments": 1, "net": 9_000}
    put(shop.store, Record.STATISTIC, rows)
    view = look(shop)
    assert view.told.orders_from is OrdersFrom.STATISTICS
    assert by_name(view)["lamp"].ruled.case.orders == 28
    assert by_name(view)["lamp"].ruled.case.order_value == 9_000


def test_views_without_payments_and_orders_judge_nothing(shop):
    rows = [row("mug", day_number(LAST), detail_views=50, report="bizadvisor_behavior")]
    put(shop.store, Record.STATISTIC, rows)
    assert look(shop).stage is Stage.NO_ORDERS


def test_a_file_of_a_longer_period_decides_which_days_are_looked_at(shop):
    first = LAST - timedelta(days=40)
    whole = Period(first, LAST - timedelta(days=10))
    shops.take(shop, orders(J8, period=Period(first - timedelta(days=50), LAST)))
    rows = [
        row(name, day_number(whole.first), day_number(whole.last), detail_views=looked,
            report="bizadvisor_behavior")
        for name, (looked, _) in J8.items()
    ]  # fmt: skip
    put(shop.store, Record.STATISTIC, rows)
    view = look(shop)
    assert view.told.measure is Measure.VIEWS
    assert view.told.vocabulary is Vocabulary.BIZADVISOR
    wanted = [line for line in orders(J8, period=Period(first - timedelta(days=50), LAST))
              if line.day in whole and line.product == "mug"]  # fmt: skip
    assert view.told.period == whole
    assert by_name(view)["mug"].ruled.case.orders == len(wanted)
    assert by_name(view)["mug"].ruled.case.visits == 3000


@pytest.mark.parametrize(("days", "is_enough"), [(7, True), (6, False)])
def test_a_file_that_reaches_into_the_days_asked_for_tells_a_week_at_least(shop, days, is_enough):
    whole = Period.ending(WINDOW.first + timedelta(days=2), days)
    shops.take(shop, orders(J8, period=Period(WINDOW.first - timedelta(days=50), LAST)))
    rows = [
        row(name, day_number(whole.first), day_number(whole.last), detail_views=looked,
            report="bizadvisor_behavior")
        for name, (looked, _) in J8.items()
    ]  # fmt: skip
    put(shop.store, Record.STATISTIC, rows)
    put(shop.store, Record.STATISTIC, [row("mug", day_number(LAST), visits=50)])
    told = look(shop).told
    assert told.measure is (Measure.VIEWS if is_enough else Measure.VISITS)
    assert (told.period == whole) is is_enough


def test_days_without_orders_files_are_left_out_of_the_visits_too(shop):
    early = Period(WINDOW.first - timedelta(days=60), WINDOW.first + timedelta(days=6))
    late = Period(WINDOW.first + timedelta(days=14), LAST)
    shops.take(shop, orders(J8, period=early), name="a.xlsx")
    shops.take(shop, orders(J8, period=late), name="b.xlsx", first_line=5000)
    put(shop.store, Record.STATISTIC, visits(J8))
    view = look(shop)
    assert (view.told.days, view.told.left_out) == (21, 7)
    daily = {one["first_day"]: one["visits"] for one in visits({"mug": J8["mug"]})}
    kept = [count for day, count in daily.items() if not 7 <= day - day_number(WINDOW.first) < 14]
    assert by_name(view)["mug"].ruled.case.visits == sum(kept)


def test_days_without_an_order_before_a_file_was_made_count(shop):
    few = {"mug": (400, 4), "lamp": (300, 3)}
    shops.take(shop, orders(few), as_of=datetime(2026, 11, 23, 1, tzinfo=UTC))
    put(shop.store, Record.STATISTIC, visits(few))
    view = look(shop)
    assert (view.last_day, view.told.days) == (LAST, 28)
    assert by_name(view)["mug"].ruled.case.visits == 400


def test_the_day_on_which_a_file_was_made_is_not_over(shop):
    fill(shop, J8)
    shops.take(shop, [], name="later.xlsx", as_of=datetime(2026, 11, 22, 3, tzinfo=UTC))
    assert look(shop).last_day == LAST - timedelta(days=1)


def test_numbers_of_two_malls_are_not_mixed(shop):
    fill(shop, J8)
    other = visits({"mug": (280_000, 0)}, report="coupang_insights")
    put(shop.store, Record.STATISTIC, other)
    assert by_name(look(shop))["mug"].ruled.case.visits == 3000
    assert by_name(look(shop, mall=Mall.SMARTSTORE))["mug"].ruled.case.visits == 3000
    assert look(shop, mall=Mall.KAKAO).stage is not Stage.READY


def test_a_product_that_came_lately_is_new(shop):
    earlier = {name: count for name, count in J8.items() if name != "lamp"}
    both = Period.ending(LAST, 56)
    shops.take(shop, [*orders(earlier, period=both), *orders({"lamp": (50, 0)})])
    put(shop.store, Record.STATISTIC, [*visits(earlier, period=both), *visits({"lamp": (50, 0)})])
    view = look(shop)
    assert by_name(view)["lamp"].ruled.doubt is Doubt.NEW
    assert by_name(view)["lamp"].before == (0, 0)
    now = by_name(view)["mug"].ruled.case
    assert np.add(by_name(view)["mug"].before, (now.visits, now.orders)).tolist() == [3000, 90]


def test_the_same_days_of_last_year_are_unknown_without_files(shop):
    fill(shop, J8)
    assert by_name(look(shop, compare=Compare.LAST_YEAR))["mug"].before is None
    week = look(shop, period=PeriodChoice.WEEK)
    assert week.told.days == 7
    assert by_name(week)["mug"].before is not None


def test_more_orders_than_visits_tell_nothing_about_the_others(shop):
    fill(shop, {**J8, "gift": (5, 40)})
    view = look(shop)
    assert by_name(view)["gift"].ruled.doubt is Doubt.MORE_ORDERS
    assert by_name(view)["gift"].rate is None
    assert by_name(view)["lamp"].ruled.case.reference == pytest.approx(0.03)


def test_a_shop_that_sold_nothing_has_no_rate(shop):
    fill(shop, {"lamp": (100, 0), "mug": (200, 0), "bowl": (50, 0)})
    shops.take(shop, [Line(LAST, "b", product="unseen")], name="c.xlsx", first_line=9000)
    view = look(shop)
    assert view.usual is None
    assert {one.ruled.doubt for one in view.products} == {Doubt.NO_OTHERS}


def test_old_numbers_are_stale(shop):
    fill(shop, J8)
    assert not look(shop).is_stale
    assert overview(shop, today=LAST + timedelta(days=40)).is_stale


def test_no_product_of_that_number_is_an_error(shop):
    fill(shop, J8)
    with pytest.raises(KeyError):
        look(shop).product(99)


def test_the_weeks_of_a_product_are_those_of_its_days(shop):
    long = Period.ending(LAST, 91)
    fill(shop, J8, period=long)
    lamp = by_name(look(shop, period=PeriodChoice.THREE_MONTHS))["lamp"]
    found = products_detail.detail(shop, lamp.id, today=TODAY, reference=0.03)
    assert len(found.weeks) == 13
    assert sum(week.visits for week in found.weeks) == 1000
    assert sum(week.orders for week in found.weeks) == 12
    first = found.weeks[0]
    assert first.rate.middle == pytest.approx((first.orders + 1.5) / (first.visits + 50))
    assert found.price is None


def test_weeks_with_a_day_that_nobody_tells_are_unknown(shop):
    fill(shop, J8)
    found = products_detail.detail(
        shop, by_name(look(shop))["lamp"].id, today=TODAY, reference=0.03
    )
    assert [week.visits is None for week in found.weeks] == [True] * 9 + [False] * 4


def test_products_of_one_order_are_offered_together(shop):
    lines = [
        Line(LAST - timedelta(days=number % 20), f"b{number}", order=f"o{number}", product=product)
        for number in range(30)
        for product in ("mug", "plate")
    ]
    lines += [Line(LAST, f"c{number}", product="bowl") for number in range(60)]
    shops.take(shop, lines)
    found = products_together.pairs(shop, today=TODAY)
    pair = found.pairs[0]
    assert {found.names[pair.base], found.names[pair.other]} == {"mug", "plate"}
    assert (pair.orders, pair.buyers, pair.confidence, found.orders) == (30, 30, 1.0, 90)
    assert pair.lift == pytest.approx(3)
    assert pair.is_known
    assert found.files == ("orders.xlsx",)
    assert products_together.pairs(shop, today=TODAY, mall=Mall.COUPANG) is None


def test_what_a_pair_adds_to_an_order_is_that_of_its_orders(shop):
    """Of 40 orders with a plate 15 have a mug too, which is sold for 8,000 won in the mean."""
    lines = [
        Line(LAST - timedelta(days=n % 20), f"b{n}", order=f"o{n}", product=product, amount=won)
        for n in range(15)
        for product, won in (("plate", 20_000), ("mug", 6_000))
    ]
    lines += [Line(LAST, f"c{n}", 20_000, product="plate") for n in range(25)]
    lines += [Line(LAST, f"d{n}", 9_000, product="mug") for n in range(30)]
    lines += [Line(LAST, f"e{n}", product="bowl") for n in range(430)]
    shops.take(shop, lines)
    found = products_together.pairs(shop, today=TODAY)
    pair = found.pairs[0]
    assert (found.names[pair.base], found.names[pair.other]) == ("plate", "mug")
    told = found.bundle(pair)
    price = (15 * 6_000 + 30 * 9_000) / 45
    assert told.now == pytest.approx(15 / 40 * price)
    # The bounds of Wilson for 15 of 40, computed apart: 0.2422 to 0.5297.
    assert (told.low, told.high) == pytest.approx((0.2422 * price, 0.5297 * price), rel=1e-3)
    assert told.more == pytest.approx(0.1 * price)
    assert told.all_orders == pytest.approx(0.1 * price * 40 / 500)


def test_a_pair_by_chance_promises_nothing(shop):
    lines = [Line(LAST, f"b{n}", order=f"o{n}", product=one) for n in range(30) for one in "ab"]
    shops.take(shop, lines)
    found = products_together.pairs(shop, today=TODAY)
    assert [found.bundle(pair) for pair in found.pairs] == [None]


def test_what_comes_after_is_told_of_purchases_long_enough_ago(shop):
    start = LAST - timedelta(days=200)
    lines = [Line(start + timedelta(days=n % 9), f"b{n}", product="mug") for n in range(40)]
    lines += [Line(start + timedelta(days=n % 9 + 30), f"b{n}", product="plate") for n in range(25)]
    lines += [Line(start + timedelta(days=n % 9), f"c{n}", product="bowl") for n in range(40)]
    lines += [Line(start + timedelta(days=n % 9 + 20), f"c{n}", product="vase") for n in range(25)]
    lines += [Line(LAST - timedelta(days=3), f"d{n}", product="bowl") for n in range(30)]
    shops.take(shop, lines)
    found = products_together.after(shop, today=TODAY)
    told = {(found.names[one.base], found.names[one.other]): one for one in found.followers}
    assert set(told) == {("mug", "plate"), ("bowl", "vase")}
    step = told["bowl", "vase"]
    # The thirty people of last week are too new to be counted.
    assert (step.buyers, step.base_buyers, step.days, found.buyers) == (25, 40, 20, 80)
    assert step.is_known
    assert products_together.after(shop, today=TODAY, mall=Mall.COUPANG) is None


def test_orders_of_the_last_weeks_alone_tell_nothing_of_later(shop):
    shops.take(shop, [Line(LAST - timedelta(days=n), "b") for n in range(40)])
    assert products_together.after(shop, today=TODAY) is None


def test_products_without_a_name_or_of_one_name_are_told_apart():
    assert named({1: "lamp", 2: " ", 4: "lamp", 5: "mug"}, [1, 2, 3, 4, 5]) == {
        1: "lamp #1", 2: "#2", 3: "#3", 4: "lamp #4", 5: "mug",
    }  # fmt: skip


def test_x7_refunds_only_and_free_orders_are_no_purchases(shop):
    """Nothing but cancelled orders of the lamp, and a gift at no price, change no rate."""
    fill(shop, {**J8, "lamp": (1000, 0)})
    back = [
        Line(WINDOW.first + timedelta(days=n), f"x{n}", -5_000 if n % 2 else 0, product="lamp",
             state=OrderState.RETURNED)
        for n in range(20)
    ]  # fmt: skip
    shops.take(shop, back, name="back.xlsx", first_line=5000)
    lamp = by_name(look(shop))["lamp"]
    assert (lamp.ruled.case.orders, lamp.net) == (0, 0)
    assert lamp.ruled.ruling is Ruling.FIX_PAGE
    assert lamp.ruled.money_month is None


def test_of_very_many_products_those_looked_at_most_are_examined(shop, monkeypatch):
    monkeypatch.setattr(products, "MOST", 3)
    fill(shop, J8)
    view = look(shop)
    assert (len(view.products), view.unseen) == (3, 1)
    assert "lamp" not in by_name(view)


def test_a_product_is_measured_by_the_channels_its_visits_come_from(shop):
    """The lamp is seen on a channel where nobody buys: its page is not to blame."""
    shops.take(shop, orders({**J8, "lamp": (2800, 28)}))
    told = {
        "lamp": ((280, 11), (2520, 17)), "mug": ((2800, 110), (2800, 18)),
        "plate": ((5600, 220), (5600, 37)), "bowl": ((2800, 115), (2800, 18)),
    }  # fmt: skip
    rows = [
        row(
            product, day_number(WINDOW.first) + place, visits=seen // 28, channel_name=channel,
            payments=bought // 28 + (place < bought % 28), level=256 | CHANNEL,
        )
        for product, sides in told.items()
        for channel, (seen, bought) in zip(("search", "social"), sides, strict=True)
        for place in range(28)
    ]  # fmt: skip
    put(shop.store, Record.STATISTIC, rows)
    view = look(shop)
    assert view.told.by_channel
    lamp = by_name(view)["lamp"].ruled
    search, social = 445 / 11_200, 73 / 11_200
    others = 300 / 22_400
    ratio = (280 * search + 2520 * social) / (2800 * 518 / 22_400)
    assert lamp.case.reference == pytest.approx(others * ratio, rel=0.02)
    assert lamp.ruling is not Ruling.FIX_PAGE


def test_without_statistics_by_channel_all_visits_count_alike(shop):
    fill(shop, J8)
    assert not look(shop).told.by_channel
