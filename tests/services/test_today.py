"""The page 오늘: what is said about shops of many kinds, on both databases."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import isfinite

import pytest

from core.services import covering, today
from core.services.opening import OpenShop
from core.services.today import (
    Compare,
    Freshness,
    LeftOut,
    NewRows,
    Overview,
    PeriodChoice,
    Stage,
)
from core.store import uploads
from core.terms import DataSet, Evidence, Mall, OrderState, Period
from core.verdicts import Action, Claim
from tests import shops
from tests.shops import LAST, Line

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def look(shop: OpenShop, on: date = TODAY, **choices: object) -> Overview:
    return today.overview(shop, today=on, now=NOW, **choices)


def numbers(value: object) -> Iterator[float]:
    """Every number anywhere in ``value``."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, dict):
        yield from numbers(list(value.values()))
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))


def test_an_empty_shop_has_nothing_to_show(shop):
    assert look(shop) == Overview(Stage.EMPTY)


def test_where_it_is_unknown_who_had_bought_before_no_week_tells_it_either(shop):
    shops.take(shop, shops.steady(40, 8))
    share = look(shop).kpis[-1]
    assert (share.metric, share.now, share.spark) == ("returning_share", None, ())
    assert len(look(shop).kpis[0].spark) > 1


def test_a_tiny_shop_is_told_how_many_orders_are_missing(shop):
    shops.take(shop, [Line(LAST - timedelta(days=n), f"b{n}") for n in range(7)])
    view = look(shop)
    (verdict,) = view.verdicts
    assert view.stage is Stage.TINY
    assert (verdict.claim, verdict.level) == (Claim.TOO_FEW, Evidence.EARLY)
    assert (verdict.params["orders"], verdict.params["missing"]) == (7, 23)
    assert verdict.action is Action.COLLECT
    assert len(verdict.evidence) == 2


def test_a_shop_in_which_nothing_happens_is_as_usual(shop):
    shops.take(shop, shops.steady(500, 9, seed=11))
    view = look(shop)
    assert view.verdicts[0].claim is Claim.STEADY
    assert {kpi.direction for kpi in view.kpis} == {0}
    assert all(kpi.is_judged for kpi in view.kpis)


def test_a_drop_of_revenue_is_said_with_its_largest_part(shop):
    since = LAST - timedelta(days=27)
    shops.take(shop, shops.without(shops.steady(500, 9, seed=11), 0.5, since))
    view = look(shop)
    verdict = view.verdicts[0]
    assert (verdict.claim, verdict.level) == (Claim.NET_FELL, Evidence.KNOWN)
    assert verdict.params["part"] == "buyers"
    assert verdict.action in {Action.WELCOME_NEW, Action.CALL_BACK}
    assert verdict.money_month == round(view.split.change / 28 * 30)
    assert [kpi.direction for kpi in view.kpis][:2] == [-1, -1]
    assert sum(part.won for part in view.split.parts) == view.split.now - view.split.before


def test_a_rise_of_revenue_is_said_too(local):
    before = LAST - timedelta(days=28)
    lines = [line for line in shops.without(shops.steady(500, 9, seed=11), 0.5, date(2020, 1, 1))
             if line.day <= before]  # fmt: skip
    lines += [replace(line, buyer=f"n{line.buyer}")
              for line in shops.steady(28, 9, seed=3)]  # fmt: skip
    shops.take(local, lines)
    verdict = look(local).verdicts[0]
    assert (verdict.claim, verdict.action) == (Claim.NET_ROSE, Action.REPEAT)
    assert verdict.money_month > 0


def test_a_product_that_fell_is_named(local):
    since = LAST - timedelta(days=27)
    lines = shops.steady(500, 16, seed=5)
    kept = [line for line in lines if line.product == "mug"]
    fewer = set(map(id, shops.without(kept, 0.25, since)))
    shops.take(local, [line for line in lines if line.product != "mug" or id(line) in fewer])
    found = [one for one in look(local).verdicts if one.claim is Claim.PRODUCT_FELL]
    assert [one.params["product"] for one in found] == ["mug"]
    assert found[0].action is Action.CHECK_PRODUCT


def test_a_product_that_rose_is_named(local):
    since = LAST - timedelta(days=27)
    lines = shops.steady(500, 16, seed=5)
    more = [replace(line, buyer=f"m{n}") for n, line in enumerate(lines)
            if line.product == "vase" and line.day >= since]  # fmt: skip
    shops.take(local, lines + more)
    claims = {(one.claim, one.params.get("product")) for one in look(local).verdicts}
    assert (Claim.PRODUCT_ROSE, "vase") in claims


def test_rising_returns_are_said(local):
    lines = shops.steady(500, 16, seed=8)
    since, until = LAST - timedelta(days=41), LAST - timedelta(days=14)
    changed = [
        replace(line, state=OrderState.RETURNED)
        if n % 40 == 0 or (n % 5 == 0 and since <= line.day <= until)
        else line
        for n, line in enumerate(lines)
    ]
    shops.take(local, changed)
    found = [one for one in look(local).verdicts if one.claim is Claim.CLAIMS_ROSE]
    assert found[0].action is Action.READ_REASONS
    assert found[0].money_month < 0


def test_fewer_second_purchases_are_said(local):
    days = shops.days_ending(LAST, 500)
    turn = LAST - timedelta(days=90 + 84)
    lines = []
    for place, day in enumerate(days):
        for number in range(6):
            buyer = f"{place}x{number}"
            lines.append(Line(day, buyer, product=f"p{number}"))
            again = day + timedelta(days=20)
            if number < (1 if day > turn else 3) and again <= LAST:
                lines.append(Line(again, buyer, product=f"p{number}"))
    shops.take(local, lines)
    found = [one for one in look(local).verdicts if one.claim is Claim.SECOND_FELL]
    assert (found[0].level, found[0].action) == (Evidence.KNOWN, Action.FOLLOW_UP)
    assert found[0].evidence[0].now == pytest.approx(1 / 6)
    assert found[0].evidence[0].before == pytest.approx(3 / 6)


def test_days_that_no_file_covers_are_no_fall_of_second_purchases(local):
    """Who came again on them looks as if he had not."""
    days = shops.days_ending(LAST, 500)
    lines = [
        Line(day, f"{place}x{number}") for place, day in enumerate(days) for number in range(6)
    ]
    lines += [
        Line(day + timedelta(days=60), f"{place}x{number}")
        for place, day in enumerate(days[:-60])
        for number in range(3)
    ]
    hole = {LAST - timedelta(days=number) for number in range(40, 85)}
    kept = [line for line in lines if line.day not in hole]
    older = [line for line in kept if line.day < min(hole)]
    shops.take(local, older)
    shops.take(local, [line for line in kept if line.day > max(hole)], name="newer.xlsx",
               first_line=len(older))  # fmt: skip
    assert not [one for one in look(local).verdicts if one.claim is Claim.SECOND_FELL]


def test_a_young_shop_is_told_how_much_history_is_missing(local):
    shops.take(local, shops.steady(60, 8))
    view = look(local)
    assert view.verdicts[0].claim is Claim.TOO_EARLY
    assert view.verdicts[0].params["missing"] == 126 - 60
    assert view.before is not None
    assert not any(kpi.is_judged for kpi in view.kpis)


def test_old_data_replace_every_conclusion(local):
    since = LAST - timedelta(days=27)
    shops.take(local, shops.without(shops.steady(500, 9), 0.4, since))
    view = look(local, LAST + timedelta(days=22))
    assert [one.claim for one in view.verdicts] == [Claim.STALE]
    assert view.freshness is Freshness.STALE


@pytest.mark.parametrize(
    ("days", "freshness"),
    [(1, "fresh"), (7, "fresh"), (8, "aging"), (21, "aging"), (22, "stale")],
)
def test_data_grow_old(local, days, freshness):
    shops.take(local, [Line(LAST)])
    assert look(local, LAST + timedelta(days=days)).freshness == freshness


def test_a_gap_between_files_is_said_and_left_out_on_both_sides(local):
    lines = shops.steady(500, 9, seed=11)
    gap = Period(LAST - timedelta(days=12), LAST - timedelta(days=8))
    shops.take(local, [line for line in lines if line.day < gap.first], name="a.xlsx")
    shops.take(local, [line for line in lines if line.day > gap.last], name="b.xlsx",
               first_line=100_000)  # fmt: skip
    view = look(local)
    assert view.verdicts[0].claim is Claim.GAP
    assert view.gaps == (gap,)
    assert view.days_left_out == 5
    assert view.verdicts[0].params["missing"] == 5
    assert [point.net for point in view.trend if point.day in gap] == [None] * 5
    assert view.split.before < sum(point.before or 0 for point in view.trend)


def test_a_day_that_was_not_over_when_the_file_was_made_is_left_out(local):
    made = datetime(2026, 11, 22, 5, tzinfo=UTC)
    shops.take(local, shops.steady(60, 8), as_of=made)
    assert look(local).last_day == LAST - timedelta(days=1)


def test_a_file_made_at_night_has_the_whole_day(local):
    made = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
    shops.take(local, shops.steady(60, 8), as_of=made)
    assert look(local).last_day == LAST


def test_the_reader_s_own_day_is_never_complete(local):
    shops.take(local, shops.steady(60, 8))
    assert look(local, LAST).last_day == LAST - timedelta(days=1)


def test_a_single_day_is_all_there_is(local):
    shops.take(local, [Line(LAST, "a")])
    assert look(local, LAST).last_day == LAST


@pytest.mark.parametrize("choice", list(PeriodChoice))
def test_the_period_can_be_chosen_and_has_whole_weeks(local, choice):
    shops.take(local, shops.steady(300, 4))
    view = look(local, period=choice)
    assert view.period.last == LAST
    assert view.period.days == choice.days
    assert view.period.days % 7 == 0
    assert view.before == view.period.before()


def test_a_period_can_be_compared_with_the_same_weekdays_of_last_year(local):
    shops.take(local, shops.steady(460, 4))
    view = look(local, compare=Compare.LAST_YEAR)
    assert (view.period.first - view.before.first).days == 364
    assert view.before.first.weekday() == view.period.first.weekday()


def test_without_last_year_nothing_is_compared(local):
    shops.take(local, shops.steady(200, 4))
    view = look(local, compare=Compare.LAST_YEAR)
    assert view.before is None
    assert view.split is None
    assert {kpi.before for kpi in view.kpis} == {None}
    assert view.verdicts[0].claim is Claim.TOO_EARLY


def test_a_shop_younger_than_the_period_still_shows_its_numbers(local):
    shops.take(local, [Line(LAST - timedelta(days=n), f"b{n % 20}") for n in range(35)])
    view = look(local, period=PeriodChoice.THREE_MONTHS)
    assert view.kpis[1].now == 35
    assert view.trend[0].net is None


def test_files_without_buyers_split_revenue_into_orders_and_order_value(local):
    shops.take(local, [replace(line, buyer=None) for line in shops.steady(200, 6)])
    view = look(local)
    assert [part.part for part in view.split.parts] == ["orders", "order_value"]
    assert view.kpis[3].now is None
    assert view.kpis[3].level is Evidence.NO_DATA


def test_every_line_of_the_period_is_used_or_left_out_with_a_reason(shop):
    lines = [Line(LAST, f"b{n}", order=f"o{n}") for n in range(40)]
    lines += [
        Line(LAST, "x", state=OrderState.CANCELLED),
        Line(LAST, "x", state=OrderState.RETURNED),
        Line(LAST, "x", state=OrderState.UNPAID),
        Line(LAST, "x", state=OrderState.CANCELLED_UNPAID),
        Line(LAST, "x", amount=None),
        Line(None, "x"),
        Line(LAST, None),
    ]
    shops.take(shop, lines, name="november.xlsx")
    view = look(shop)
    money, people = view.origin("net_sales"), view.origin("returning_share")
    assert money.files == ("november.xlsx",)
    assert money.rows == 41
    assert dict(money.left_out) == {
        LeftOut.CANCELLED: 1,
        LeftOut.RETURNED: 1,
        LeftOut.UNPAID: 2,
        LeftOut.NO_DATE: 1,
        LeftOut.NO_AMOUNT: 1,
    }
    assert money.rows + sum(count for _, count in money.left_out) == len(lines)
    assert dict(people.left_out)[LeftOut.NO_BUYER] == 1
    assert view.origin("unheard_of") is None


def test_the_newest_file_tells_what_changed(shop):
    lines = [Line(LAST - timedelta(days=n % 50), f"b{n}", 10_000) for n in range(100)]
    shops.take(shop, lines, name="a.xlsx", at=NOW - timedelta(days=7))
    later = [
        *[replace(line, state=OrderState.CANCELLED) for line in lines[:3]],
        *lines[3:60],
        *[Line(LAST, f"n{n}", 7_000) for n in range(2)],
    ]
    shops.take(shop, later[:60], name="b.xlsx", as_of=NOW, at=NOW)
    shops.take(shop, later[60:], name="c.xlsx", at=NOW + timedelta(minutes=5), first_line=900)
    since = look(shop).since
    assert since.files == ("c.xlsx", "b.xlsx")
    assert since.kinds == (NewRows(DataSet.ORDERS, 2, 3, 0),)
    assert since.net == 2 * 7_000 - 3 * 10_000


def test_of_the_very_first_files_no_effect_is_told(local):
    shops.take(local, shops.steady(60, 8), name="a.xlsx")
    since = look(local).since
    assert [one.changed for one in since.kinds] == [0]
    assert since.net is None


def test_a_file_that_was_taken_back_is_no_news(local):
    shops.take(local, shops.steady(60, 8), name="a.xlsx")
    second = shops.take(local, [Line(LAST, "z")], name="b.xlsx", first_line=90_000)
    with local.store.write() as session:
        uploads.undo(session, local.id, [second], NOW)
    assert look(local).since.files == ("a.xlsx",)


def test_orders_without_a_file_have_no_news(local):
    first = shops.take(local, shops.steady(60, 8))
    with local.store.write() as session:
        session.connection().exec_driver_sql(f"UPDATE upload SET undone_at = 1 WHERE id = {first}")
    assert look(local).since is None


@pytest.mark.parametrize(
    "lines",
    [
        [Line(LAST, "a", 0)],
        [Line(LAST, "a", None)],
        [Line(LAST, None, state=OrderState.CANCELLED)],
        [Line(LAST - timedelta(days=n), f"b{n}", 0) for n in range(200)],
        [Line(LAST - timedelta(days=n), "b", 10, state=OrderState.RETURNED) for n in range(200)],
        [Line(LAST - timedelta(days=n), "b", 10) for n in range(30, 200)]
        + [Line(LAST, "b", state=OrderState.CANCELLED)],
    ],
    ids=["free", "no amount", "cancelled", "all free", "all returned", "stopped"],
)
def test_odd_shops_give_neither_nan_nor_infinity(local, lines):
    shops.take(local, lines)
    for choice in PeriodChoice:
        view = look(local, period=choice)
        assert view.verdicts
        assert all(isfinite(number) for number in numbers(view))


def test_a_file_of_exchanges_does_not_stretch_the_history(local):
    shops.take(local, shops.steady(60, 5), name="orders.xlsx")
    old = [
        Line(day, amount=None, state=OrderState.EXCHANGED)
        for day in shops.days_ending(date(2025, 11, 1), 10)
    ]
    shops.take(local, old, name="exchanges.xlsx", first_line=100_000)
    assert covering.coverage(local).period.first > date(2026, 1, 1)
    assert not look(local).gaps


def test_one_mall_alone_is_told_by_its_own_lines_and_files(local):
    shops.take(local, shops.steady(60, 6), name="own.xlsx")
    shops.take(local, shops.steady(60, 2, seed=5), name="there.xlsx", mall=Mall.COUPANG)
    both, own, there = (look(local, mall=mall) for mall in (None, Mall.SMARTSTORE, Mall.COUPANG))
    assert both.orders_total == own.orders_total + there.orders_total
    assert there.since.files == ("there.xlsx",)
    assert own.origin("orders").files == ("own.xlsx",)


def test_a_gap_in_one_mall_is_not_filled_by_the_files_of_another(local):
    gap = Period(date(2026, 9, 1), date(2026, 9, 20))
    own = [line for line in shops.steady(120, 6) if line.day not in gap]
    shops.take(local, [line for line in own if line.day < gap.first], name="before.xlsx")
    shops.take(
        local, [line for line in own if line.day > gap.last], name="after.xlsx", first_line=10_000
    )
    shops.take(local, shops.steady(120, 2, seed=5), name="there.xlsx", mall=Mall.COUPANG)
    assert not covering.coverage(local).gaps
    assert covering.coverage(local, frozenset({Mall.SMARTSTORE})).gaps == (gap,)
