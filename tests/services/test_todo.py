"""What is to be done today, and what was ticked off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import reminders, todo, typed
from core.services.opening import OpenShop
from core.services.reminders import Reminder, ReminderKind
from core.services.todo import Todo, TodoKind
from core.services.typed_rows import Stamp, WeekNumbers
from core.store.moments import day_number
from core.terms import DataSet, Period, Record, Subject
from tests import shops
from tests.services import product_shops
from tests.services.review_shops import review, reviews
from tests.shops import LAST
from tests.store import facts

TODAY = LAST + timedelta(days=1)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def kinds(shop: OpenShop, on: date = TODAY) -> list[TodoKind]:
    return [one.kind for one in todo.todo(shop, on)]


def tell(shop: OpenShop, days: int, last: date = LAST, **more: object) -> None:
    rows = [
        facts.fact(day_number(day), visits=100, **more) for day in shops.days_ending(last, days)
    ]
    facts.put(shop.store, Record.STATISTIC, rows)


def test_an_empty_shop_is_asked_for_orders(shop):
    assert todo.todo(shop, TODAY) == (
        Todo(TodoKind.MISSING_FILE, "upload", data=DataSet.ORDERS),
    )  # fmt: skip


def test_the_missing_file_worth_most_is_asked_for(local):
    shops.take(local, shops.steady(20, 3))
    assert todo.todo(local, TODAY)[-1].data is DataSet.SALES
    tell(local, 20)
    assert todo.todo(local, TODAY)[-1].data is DataSet.PRODUCTS
    facts.put(
        local.store, Record.STATISTIC,
        [product_shops.row("mug", day_number(LAST), visits=5)],
    )  # fmt: skip
    assert todo.todo(local, TODAY)[-1].data is DataSet.TRAFFIC
    tell(local, 3, subject=Subject.CHANNEL.value, level=8, channel_name="search")
    assert todo.todo(local, TODAY)[-1].data is DataSet.REVIEWS
    reviews(local, [review("1", 5, has_reply=1)])
    assert TodoKind.MISSING_FILE not in kinds(local)


def test_an_old_review_does_not_make_the_file_an_old_one(local):
    shops.take(local, shops.steady(20, 3))
    reviews(local, [review("1", 5, hours=24 * 50)])
    assert TodoKind.NEW_FILE not in kinds(local)


def test_typed_numbers_are_no_file(local):
    week = WeekNumbers(3_400, 88, 3_005_600)
    typed.keep_weeks(local, week, week, Stamp(NOW, TODAY, "numbers"))
    assert todo.todo(local, TODAY)[-1].data is DataSet.ORDERS


@pytest.mark.parametrize(("days", "asked"), [(7, False), (8, True)])
def test_a_new_file_is_asked_for_after_a_week(local, days, asked):
    shops.take(local, shops.steady(20, 3))
    found = [one for one in todo.todo(local, LAST + timedelta(days=days))
             if one.kind is TodoKind.NEW_FILE]  # fmt: skip
    assert found == ([Todo(TodoKind.NEW_FILE, "upload", 1, LAST, DataSet.ORDERS)] if asked else [])


def test_statistics_that_lie_behind_are_asked_for(local):
    shops.take(local, shops.steady(40, 3))
    tell(local, 20, LAST - timedelta(days=10))
    first = todo.todo(local, TODAY)[0]
    assert (first.kind, first.data) == (TodoKind.NEW_FILE, DataSet.SALES)
    assert first.day == LAST - timedelta(days=10)


def test_a_gap_is_asked_about_as_long_as_it_is_recent(local):
    gap = Period(LAST - timedelta(days=12), LAST - timedelta(days=8))
    lines = shops.steady(60, 6)
    shops.take(local, [line for line in lines if line.day < gap.first], name="a.xlsx")
    shops.take(local, [line for line in lines if line.day > gap.last], name="b.xlsx",
               first_line=9_000)  # fmt: skip
    first = todo.todo(local, TODAY)[0]
    assert first == Todo(TodoKind.GAP, "upload", 5, period=gap)
    more = shops.steady(60, 6, last=LAST + timedelta(days=60))
    shops.take(local, [line for line in more if line.day > LAST], name="c.xlsx", first_line=30_000)
    assert TodoKind.GAP not in kinds(local, LAST + timedelta(days=61))


def test_sales_that_rise_do_not_silence_the_check_of_what_prepares_them(local):
    shops.take(local, shops.steady(60, 6) + shops.steady(20, 9, seed=4))
    found = [one for one in todo.todo(local, TODAY) if one.kind is TodoKind.CHECKS]
    assert [(one.page, one.day) for one in found] == [("products", None)]


def test_a_tick_holds_for_the_day_and_can_be_taken_back(shop):
    (one,) = todo.todo(shop, TODAY)
    before = shop.revision()
    todo.tick(shop, TODAY, one.item, NOW)
    assert shop.revision() == before
    assert [it.is_done for it in todo.todo(shop, TODAY)] == [True]
    assert [it.is_done for it in todo.todo(shop, TODAY + timedelta(days=1))] == [False]
    todo.untick(shop, TODAY, one.item)
    assert [it.is_done for it in todo.todo(shop, TODAY)] == [False]


def test_at_most_five_things_are_asked_for_in_one_order(local, monkeypatch):
    told = [Reminder(kind, 2, LAST, "actions") for kind in reversed(ReminderKind)]
    monkeypatch.setattr(reminders, "reminders", lambda *_: tuple(told))
    shops.take(local, shops.steady(20, 3))
    found = todo.todo(local, LAST + timedelta(days=30))
    assert [one.kind for one in found] == [
        TodoKind.COMPLAINTS, TodoKind.REVIEWS, TodoKind.QUESTIONS, TodoKind.UNSENT,
        TodoKind.NEW_FILE,
    ]  # fmt: skip
    todo.tick(local, LAST + timedelta(days=30), found[0].item, NOW)
    assert [one.kind for one in todo.todo(local, LAST + timedelta(days=30))] == [
        one.kind for one in found
    ]


def test_every_reminder_has_its_place():
    assert {TodoKind(kind.value) for kind in ReminderKind} <= set(TodoKind)
    assert len({Todo(kind, "x").item for kind in TodoKind}) == len(TodoKind)
