"""The way from a visit to a regular: every number against a computation of its own."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import isfinite

import pytest

from core.analysis.journey import Stage, Step
from core.services.journey import Choice, devices, journey
from core.services.journey_splits import By
from core.services.journey_view import Journey
from core.services.opening import OpenShop
from core.services.today import Compare, PeriodChoice
from core.store.moments import day_number
from core.terms import AdPlatform, Evidence, Mall, OrderState, Period, Record, Subject
from core.verdicts.journey import Say, Tactic
from tests import shops, ways
from tests.shops import LAST, Line
from tests.store import facts

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
PERIOD = Period.ending(LAST, 28)
SINCE = PERIOD.first


def look(shop: OpenShop, on: date = TODAY, **choice: object) -> Journey:
    return journey(shop, on, NOW, Choice(**choice))


def stage(view: Journey, code: Stage):
    return {one.stage: one for one in view.stages}[code]


def numbers(value: object) -> Iterator[float]:
    """Every number anywhere in ``value``."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from numbers(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))


def test_an_empty_shop_has_no_stages(shop):
    assert look(shop) == Journey()
    assert devices(shop, TODAY, NOW, Choice()).explained is None


def test_every_stage_has_the_numbers_of_the_files(shop):
    lines = shops.steady(500, 12, seed=11)
    lines[40::50] = [replace(line, state=OrderState.RETURNED) for line in lines[40::50]]
    shops.take(shop, lines)
    told = ways.visits(shop, 500)
    ways.views(shop)
    view = look(shop)

    assert [one.stage for one in view.stages] == list(Stage)
    assert (view.period, view.before) == (PERIOD, PERIOD.before())
    reach, seen, buy, *_ = view.stages
    sold = [line for line in lines if line.state.counts]
    for one, period in ((PERIOD, 0), (PERIOD.before(), 1)):
        visits = sum(count for day, count in told.items() if day in one)
        orders = sum(line.day in one for line in sold)
        counts = (reach.count, reach.before)[period], (buy.count, buy.before)[period]
        assert counts == (visits, orders)
        move = buy.of_first.move
        assert (move.now, move.before)[period] == (orders, visits)
    assert (seen.count, seen.before) == (15_000, 15_037)
    assert seen.of_previous.move.now == (15_000, reach.count)
    assert buy.of_previous.move.now == (buy.count, 15_000)


def test_what_was_kept_and_who_came_again_are_those_of_the_orders(shop):
    lines = shops.steady(500, 12, seed=11)
    lines[40::50] = [replace(line, state=OrderState.RETURNED) for line in lines[40::50]]
    shops.take(shop, lines)
    sold = [line for line in lines if line.state.counts]
    *_, after, loyal = look(shop).stages
    settled = Period.ending(LAST - timedelta(days=14), 28)
    kept = sum(line.day in settled for line in sold)
    assert after.of_previous.move.now == (kept, sum(line.day in settled for line in lines))
    assert after.waiting == sum(line.day > settled.last for line in sold)
    assert after.period == settled
    first: dict[str, date] = {}
    for line in sold:
        first.setdefault(line.buyer, line.day)
    cohort = Period.ending(LAST - timedelta(days=90), 84)
    new = [buyer for buyer, day in first.items() if day in cohort]
    again = {
        line.buyer
        for line in sold
        if first[line.buyer] in cohort
        and first[line.buyer] < line.day <= first[line.buyer] + timedelta(days=90)
    }
    assert loyal.of_previous.move.now == (len(again), len(new))
    assert loyal.count == len(again)
    assert loyal.waiting == sum(day > LAST - timedelta(days=90) for day in first.values())


def test_a_shop_in_which_nothing_happens_has_no_weak_stage(local):
    # Without buyers who come back: of an ever larger crowd fewer and fewer of the new ones do.
    shops.take(local, shops.steady(500, 12, seed=11, back=0.0))
    ways.visits(local, 500)
    view = look(local)
    assert view.conclusion.say is Say.STEADY
    assert view.conclusion.tactics == ()
    called = [one for each in view.stages for one in (each.change, each.of_previous, each.of_first)]
    assert Evidence.KNOWN not in {one.level for one in called if one}


def test_fewer_visits_are_found(local):
    """Orders fall with the visits; the rates stay."""
    shops.take(local, shops.without(shops.steady(500, 12, seed=11), 0.5, SINCE))
    ways.visits(local, 500, drop=0.5)
    view = look(local)
    worst = view.conclusion.worst
    assert (view.conclusion.say, worst.step, worst.level) == (
        Say.BOTTLENECK, Step.VISITS, Evidence.KNOWN,
    )  # fmt: skip
    assert view.conclusion.tactics[0] is Tactic.BE_FOUND
    visits = next(one for one in view.split.factors if one.step is Step.VISITS)
    assert worst.won == round(visits.won / 28 * 30)
    assert sum(one.won for one in view.split.factors) == view.split.now - view.split.before


def test_fewer_orders_of_as_many_visits_are_found(shop):
    shops.take(shop, shops.without(shops.steady(500, 12, seed=11), 0.5, SINCE))
    ways.visits(shop, 500)
    view = look(shop)
    assert view.conclusion.worst.step is Step.PAY_RATE
    assert view.conclusion.tactics == (
        Tactic.CHECK_TRUST, Tactic.SHORTEN_WAY, Tactic.ANSWER_QUESTIONS,
    )  # fmt: skip
    buy = stage(view, Stage.BUY)
    assert (buy.of_first.direction, buy.of_first.level) == (-1, Evidence.KNOWN)
    assert buy.of_first.move.high < 0


def test_with_product_views_the_step_between_is_told(local):
    shops.take(local, shops.without(shops.steady(500, 12, seed=11), 0.5, SINCE))
    ways.visits(local, 500)
    ways.views(local, now=7_500)
    view = look(local)
    assert stage(view, Stage.LOOK).of_previous.direction == -1
    steps = [one.step for one in view.split.factors]
    assert steps == [Step.VISITS, Step.LOOK_RATE, Step.BUY_RATE, Step.ORDER_VALUE]
    assert view.conclusion.worst.step is Step.LOOK_RATE


def test_more_returns_are_found(local):
    lines = shops.steady(500, 16, seed=8)
    settled = Period.ending(LAST - timedelta(days=14), 28)
    changed = [
        replace(line, state=OrderState.RETURNED)
        if n % 40 == 0 or (n % 4 == 0 and line.day in settled)
        else line
        for n, line in enumerate(lines)
    ]
    shops.take(local, changed)
    ways.visits(local, 500)
    view = look(local)
    after = stage(view, Stage.AFTER)
    assert (after.of_previous.direction, after.of_previous.level) == (-1, Evidence.KNOWN)
    assert Step.KEPT_RATE in {view.conclusion.worst.step, view.conclusion.second.step}


def test_fewer_second_purchases_are_found(local):
    turn = LAST - timedelta(days=90 + 84)
    lines = []
    for place, day in enumerate(shops.days_ending(LAST, 500)):
        for number in range(6):
            lines.append(Line(day, f"{place}x{number}"))
            again = day + timedelta(days=20)
            if number < (1 if day > turn else 3) and again <= LAST:
                lines.append(Line(again, f"{place}x{number}"))
    shops.take(local, lines)
    view = look(local)
    assert view.conclusion.worst.step is Step.SECOND_RATE
    loyal = stage(view, Stage.LOYAL)
    assert loyal.of_previous.move.value == pytest.approx(1 / 6)
    assert loyal.of_previous.move.value_before == pytest.approx(3 / 6)
    # six new customers a day of whom a third comes no more, at 10,000 won
    assert view.conclusion.worst.won == -round(6 * 30 * 10_000 * 2 / 6)


def test_orders_only_name_the_files_of_the_other_stages(shop):
    shops.take(shop, shops.steady(500, 12, seed=11))
    view = look(shop)
    reach, seen, buy, after, loyal = view.stages
    assert (reach.count, reach.needs) == (None, "smartstore_sales")
    assert (seen.count, seen.needs) == (None, "bizadvisor_behavior")
    assert buy.count > 0
    assert buy.of_first is None
    assert after.count > 0
    assert loyal.count > 0
    assert [one.step for one in view.split.factors] == [Step.ORDERS, Step.ORDER_VALUE]
    assert [one.explained for one in view.finds] == [None] * 4


def test_statistics_only_fill_the_side_of_the_visits(shop):
    ways.sales(shop, drop=0.5)
    view = look(shop)
    reach, _, buy, after, loyal = view.stages
    assert reach.count > 0
    assert buy.count > 0
    assert buy.of_first.move.now == (buy.count, reach.count)
    assert (after.count, after.needs) == (None, "smartstore_dispatch")
    assert (loyal.count, loyal.needs) == (None, "smartstore_dispatch")
    assert view.conclusion.worst.step is Step.PAY_RATE
    assert buy.files == ("a.csv",)
    assert devices(shop, TODAY, NOW, Choice()).explained is None


def test_visits_of_channels_stand_in_for_those_of_the_shop(local):
    shops.take(local, shops.steady(100, 12))
    ways.channels(local)
    assert stage(look(local), Stage.REACH).count == 28 * 400


def test_a_tiny_shop_is_told_how_many_orders_are_missing(shop):
    shops.take(shop, [Line(LAST - timedelta(days=n), f"b{n}") for n in range(7)])
    ways.visits(shop, 200)
    view = look(shop)
    assert view.is_tiny
    assert (view.conclusion.say, view.conclusion.missing) == (Say.TOO_FEW, 23)
    assert view.losses == ()
    assert view.finds == ()
    buy, after = stage(view, Stage.BUY), stage(view, Stage.AFTER)
    assert (buy.count, buy.before) == (7, None)
    assert (after.count, after.needs, after.waiting) == (None, None, 7)
    assert all(one is None or one.level is Evidence.EARLY
               for each in view.stages for one in (each.change, each.of_previous))  # fmt: skip


def test_a_young_shop_is_told_how_much_history_is_missing(local):
    shops.take(local, shops.steady(60, 8))
    view = look(local)
    assert (view.conclusion.say, view.conclusion.missing) == (Say.TOO_EARLY, 126 - 60)
    loyal = stage(view, Stage.LOYAL)
    assert (loyal.count, loyal.needs) == (None, None)
    assert loyal.waiting > 0


def test_customers_who_had_time_are_told_before_they_can_be_compared(local):
    shops.take(local, shops.steady(150, 8))
    loyal = stage(look(local), Stage.LOYAL)
    assert loyal.count is not None
    assert loyal.before is None
    assert loyal.of_previous.level is Evidence.EARLY


def test_old_data_replace_every_conclusion(local):
    shops.take(local, shops.steady(200, 9))
    assert look(local, LAST + timedelta(days=22)).conclusion.say is Say.STALE


def test_where_buyers_are_not_told_no_regulars_are(local):
    shops.take(local, [replace(line, buyer=None) for line in shops.steady(300, 8)])
    loyal = stage(look(local), Stage.LOYAL)
    assert (loyal.count, loyal.needs) == (None, "smartstore_dispatch")


def test_statistics_that_lag_behind_end_what_is_shown(local):
    shops.take(local, shops.steady(300, 8))
    ways.visits(local, 300, last=LAST - timedelta(days=5))
    view = look(local)
    assert view.is_behind
    assert view.period.last == LAST - timedelta(days=5)
    assert view.days_old == 1


def test_statistics_of_long_ago_do_not(local):
    shops.take(local, shops.steady(300, 8))
    ways.visits(local, 100, last=LAST - timedelta(days=60))
    view = look(local)
    assert view.period.last == LAST
    assert stage(view, Stage.REACH).count is None


def test_old_statistics_alone_are_still_shown(local):
    ways.sales(local, 100, last=LAST - timedelta(days=900))
    view = look(local)
    assert view.conclusion.say is Say.STALE
    assert stage(view, Stage.REACH).count > 0


def test_days_without_visits_are_left_out_on_both_sides(local):
    shops.take(local, shops.steady(300, 8))
    told = ways.visits(local, 300)
    missing = {LAST - timedelta(days=3), LAST - timedelta(days=40)}
    with local.store.write() as session:
        days = ", ".join(str(day_number(day)) for day in missing)
        for table in ("statistic", "statistic_slice"):
            asked = f"DELETE FROM {table} WHERE first_day IN ({days})"
            session.connection().exec_driver_sql(asked)
    reach = stage(look(local), Stage.REACH)
    gone = {LAST - timedelta(days=3), LAST - timedelta(days=12)}
    assert reach.count == sum(n for day, n in told.items() if day in PERIOD and day not in gone)
    assert look(local).days_left_out == 0  # of the orders none is


def test_a_gap_between_order_files_does_not_make_a_second_purchase_worthless(local):
    gap = {LAST - timedelta(days=n) for n in range(8, 20)}
    lines = [line for line in shops.steady(500, 12, seed=11) if line.day not in gap]
    shops.take(local, [line for line in lines if line.day < min(gap)], name="a.xlsx")
    shops.take(local, [line for line in lines if line.day > max(gap)], name="b.xlsx",
               first_line=90_000)  # fmt: skip
    view = look(local)
    assert view.days_left_out == 12
    second = next(one for one in view.losses if one.step is Step.SECOND_RATE)
    assert second.won != 0


def test_visits_of_one_period_alone_are_not_compared(local):
    shops.take(local, shops.steady(300, 8))
    ways.visits(local, 28)
    reach = stage(look(local), Stage.REACH)
    assert reach.count > 0
    assert (reach.before, reach.change.level) == (None, Evidence.EARLY)
    assert stage(look(local), Stage.BUY).of_first.move.before is None


def test_files_that_reach_over_the_end_of_a_period_are_not_cut(local):
    shops.take(local, shops.steady(300, 8))
    ways.visits(local, 300)
    ways.views(local, stretches=3)
    assert stage(look(local), Stage.LOOK).count == 15_000
    assert stage(look(local, period=PeriodChoice.WEEK), Stage.LOOK).count is None
    last_year = look(local, compare=Compare.LAST_YEAR)
    assert stage(last_year, Stage.LOOK).before is None


def test_another_mall_has_no_visits(local):
    shops.take(local, shops.steady(300, 8))
    ways.visits(local, 300)
    with local.store.write() as session:
        for table in ("order_line", "day_total", "day_product"):
            session.connection().exec_driver_sql(
                f"UPDATE {table} SET mall = {Mall.COUPANG.value} WHERE day % 2 = 0"
            )
        session.connection().exec_driver_sql(f"UPDATE upload SET mall = {Mall.COUPANG.value}")
    view = look(local, mall=Mall.COUPANG)
    assert view.is_elsewhere
    assert stage(view, Stage.REACH).count is None
    assert stage(view, Stage.BUY).count > 0
    assert view.finds == ()
    both = look(local)
    assert both.joined is not None
    assert both.joined < stage(both, Stage.BUY).count
    assert stage(both, Stage.BUY).of_first.move.now[0] == both.joined


def test_what_explains_the_rate_adds_up(shop):
    shops.take(shop, shops.without(shops.steady(500, 12, seed=11), 0.6, SINCE))
    ways.visits(shop, 500)
    ways.channels(shop, drop=0.5)
    found = {one.by: one for one in look(shop).finds}
    assert list(found) == [By.CHANNEL, By.PRODUCT, By.DEVICE, By.BUYER]
    channel = found[By.CHANNEL].explained
    assert channel.parts[0].key == "search"
    assert sum(part.won for part in channel.parts) == channel.won < 0
    assert channel.now.trials == 28 * 400
    buyer = found[By.BUYER].explained
    assert {part.key for part in buyer.parts} == {"new", "returning"}
    assert sum(part.won for part in buyer.parts) == buyer.won
    assert buyer.now.successes == stage(look(shop), Stage.BUY).count


def test_where_customers_who_came_before_are_missing_they_are_called_first(local):
    lines = shops.steady(500, 12, seed=11, back=0.5)
    first: dict[str, date] = {}
    for line in lines:
        first.setdefault(line.buyer, line.day)
    kept = [line for n, line in enumerate(lines)
            if line.day < SINCE or line.day == first[line.buyer] or n % 6 == 0]  # fmt: skip
    shops.take(local, kept)
    ways.visits(local, 500)
    view = look(local)
    assert view.conclusion.worst.step is Step.PAY_RATE
    assert view.conclusion.tactics[0] is Tactic.REMIND
    buyer = next(one for one in view.finds if one.by is By.BUYER)
    assert buyer.explained.most.key == "returning"


def test_products_are_called_by_their_names(local):
    shops.take(local, shops.steady(500, 12, seed=11))
    ways.visits(local, 500)
    rows = [
        facts.fact(day_number(LAST) - back, subject=Subject.PRODUCT.value, level=256,
                   product_no=name, product_name=name, visits=100,
                   payments=2 + (name == "mug" and back > 27))
        for back in range(56) for name in ("mug", "vase")
    ]  # fmt: skip
    facts.put(local.store, Record.STATISTIC, rows)
    found = {one.by: one for one in look(local).finds}[By.PRODUCT]
    assert [found.name(part.key) for part in found.explained.parts] == ["mug", "vase"]


def test_devices_are_told_when_the_orders_tell_them(local):
    shops.take(local, shops.without(shops.steady(500, 12, seed=11), 0.6, SINCE))
    ways.visits(local, 500)
    assert devices(local, TODAY, NOW, Choice()).explained is None
    with local.store.write() as session:
        session.connection().exec_driver_sql("UPDATE order_line SET device = 1 + (buyer_id & 1)")
    found = devices(local, TODAY, NOW, Choice()).explained
    assert {part.key for part in found.parts} <= {"pc", "mobile", "unknown"}
    assert found.now.successes == stage(look(local), Stage.BUY).count
    assert sum(part.won for part in found.parts) == found.won


def test_devices_need_visits_of_every_day(local):
    shops.take(local, shops.steady(500, 12))
    assert devices(local, TODAY, NOW, Choice()).explained is None


def test_how_often_ads_were_shown_stands_beside(local):
    shops.take(local, shops.steady(100, 12))
    rows = [
        {"report": "naver_search_ads", "platform": AdPlatform.NAVER_SEARCH.value, "level": 0,
         "first_day": day_number(LAST) - back, "last_day": day_number(LAST) - back,
         "impressions": 100 + back, "cost": 1}
        for back in range(28)
    ]  # fmt: skip
    facts.put(local.store, Record.AD_RESULT, rows)
    assert look(local).shown == sum(100 + back for back in range(28))
    assert look(local, period=PeriodChoice.THREE_MONTHS).shown is None


def test_the_weeks_are_those_of_the_files(local):
    lines = shops.steady(300, 8)
    shops.take(local, lines)
    told = ways.visits(local, 300)
    view = look(local)
    start, value = stage(view, Stage.REACH).trend[-1]
    week = Period.ending(LAST, 7)
    assert start == week.first
    assert value == sum(count for day, count in told.items() if day in week)
    assert stage(view, Stage.BUY).trend[-1][1] == pytest.approx(
        sum(line.day in week for line in lines) / value
    )


@pytest.mark.parametrize(
    "lines",
    [
        [Line(LAST, "a", 0)],
        [Line(LAST, "a", None)],
        [Line(LAST - timedelta(days=n), f"b{n}", 0) for n in range(200)],
        [Line(LAST - timedelta(days=n), "b", 10, state=OrderState.RETURNED) for n in range(200)],
        [Line(LAST - timedelta(days=n), "b", 10) for n in range(30, 200)]
        + [Line(LAST, "b", state=OrderState.CANCELLED)],
        [Line(LAST - timedelta(days=n), "b", -10) for n in range(200)],
    ],
    ids=["free", "no amount", "all free", "all returned", "stopped", "negative"],
)
@pytest.mark.parametrize("level", [0, 3, 400])
def test_odd_shops_give_neither_nan_nor_infinity(local, lines, level):
    shops.take(local, lines)
    ways.visits(local, 200, level)
    for period in PeriodChoice:
        view = look(local, period=period)
        assert view.stages == () or view.conclusion
        assert all(isfinite(number) for number in numbers(view))
