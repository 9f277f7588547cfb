"""What else happened is found by its days, whoever wrote it down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from core.analysis.shopping_days import Occasion
from core.services import actions, events, events_around
from core.services.actions import Draft, Target
from core.services.events import Event, EventKind, EventProblem, EventRefused
from core.store import totals
from core.store.notes import NoteChanged, NoteGone
from core.terms import Period
from core.verdicts.actions import JourneyStage
from tests import shops

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def shop(tmp_path):
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def sale(first=10, last=12, title="할인"):
    days = Period(date(2026, 11, first), date(2026, 11, last))
    return Event(EventKind.PROMOTION, days, title)


def test_the_calendar_the_seller_and_improvements_stand_side_by_side(shop):
    events.add(shop, sale(), NOW)
    action = actions.add(shop, Draft("새 사진", Target("orders"), JourneyStage.BUY), NOW)
    actions.made(shop, action.id, date(2026, 11, 20), NOW)
    found = events.within(shop, NOVEMBER)
    assert [(one.kind, one.title or one.occasion) for one in found] == [
        (EventKind.PROMOTION, "할인"),
        (EventKind.SHOPPING_DAY, Occasion.PEPERO),
        (EventKind.CHANGE, "새 사진"),
        (EventKind.SHOPPING_DAY, Occasion.BLACK_FRIDAY),
    ]
    assert [one.disturbs for one in found] == [True, False, True, False]
    assert events.within(shop, Period(date(2026, 11, 13), date(2026, 11, 19))) == []


def test_an_event_is_changed_thrown_away_and_brought_back(shop):
    one = events.add(shop, sale(), NOW)
    later = Event(EventKind.PRICE, NOVEMBER, "값 올림", id=one.id, version=one.version)
    changed = events.edit(shop, later, NOW)
    assert (changed.kind, changed.period) == (EventKind.PRICE, NOVEMBER)
    with pytest.raises(NoteChanged):
        events.edit(shop, later, NOW)
    events.delete(shop, one.id, NOW)
    assert events.listed(shop) == []
    assert [gone.title for gone in events.listed(shop, deleted=True)] == ["값 올림"]
    assert events.undo(shop, one.id).title == "값 올림"
    assert events.undo(shop, one.id).title == "할인"
    with pytest.raises(NoteGone):
        events.undo(shop, one.id)
    assert [kept.title for kept in events.listed(shop)] == ["할인"]


@pytest.mark.parametrize(
    ("event", "problem"),
    [
        (sale(title="x" * 61), EventProblem.TOO_LONG),
        (
            Event(EventKind.OTHER, Period.ending(date(2026, 11, 1), 367)),
            EventProblem.TOO_MANY_DAYS,
        ),
    ],
)
def test_an_impossible_event_is_refused(shop, event, problem):
    with pytest.raises(EventRefused) as caught:
        events.add(shop, event, NOW)
    assert caught.value.problem is problem


def test_the_long_holidays_disturb(shop):
    around = Period(date(2026, 9, 20), date(2026, 9, 24) + timedelta(days=1))
    assert [one.disturbs for one in events.within(shop, around)] == [True]


def test_an_event_of_one_product_stands_on_charts_of_that_product_only(shop):
    mine = events.add(shop, replace(sale(title="머그컵 할인"), product_id=7), NOW)
    events.add(shop, sale(20, 21), NOW)
    assert mine.product_id == 7

    def titles(product):
        return [one.title for one in events.within(shop, NOVEMBER, product) if one.title]

    assert titles(None) == titles(7) == ["머그컵 할인", "할인"]
    assert titles(8) == ["할인"]
    assert [one.title for one in events.marked(shop, NOVEMBER, 8)][:1] == ["할인"]
    both = events.edit(shop, replace(mine, product_id=None), NOW)
    assert both.product_id is None
    assert events.undo(shop, both.id).product_id == 7


def test_what_was_changed_weighs_most_on_a_chart(shop):
    events.add(shop, sale(), NOW)
    action = actions.add(shop, Draft("새 사진", Target("orders"), JourneyStage.BUY), NOW)
    actions.made(shop, action.id, date(2026, 11, 20), NOW)
    kinds = [one.kind for one in events.marked(shop, NOVEMBER)]
    assert kinds[:2] == [EventKind.CHANGE, EventKind.PROMOTION]


def test_the_numbers_around_an_event_are_those_of_the_orders(shop):
    lines = shops.steady(120, 10)
    shops.take(shop, lines)
    event = events.add(shop, sale(7, 8), NOW)
    found = events_around.table(shop, event, date(2026, 11, 23))
    told = {row.metric: row.told for row in found.rows}
    assert told["visits"] is None
    assert told["pay_rate"] is None
    frame = pd.DataFrame([(line.day, line.amount) for line in lines], columns=["day", "amount"])
    daily = frame.groupby("day")["amount"].agg(["size", "sum"])
    during = daily.loc[[date(2026, 11, 7), date(2026, 11, 8)]]
    weekends = [
        date(2026, 10, 10) + timedelta(days=7 * n + more) for n in range(4) for more in (0, 1)
    ]
    before = daily.reindex(weekends).fillna(0)
    assert told["orders"].during.value == during["size"].mean()
    assert told["net_sales"].during.value == during["sum"].mean()
    assert told["orders"].before.value == pytest.approx(before["size"].mean())
    assert told["net_sales"].before.value == pytest.approx(before["sum"].mean())
    assert (told["orders"].before.days, told["orders"].after.days) == (28, 14)
    assert found.orders == during["size"].sum()
    assert (found.before.first, found.after.last) == (date(2026, 10, 10), date(2026, 12, 6))
    assert not found.is_running
    assert found.others == ()


def test_the_numbers_around_an_event_of_a_product_are_those_of_the_product(shop):
    lines = shops.steady(120, 10)
    shops.take(shop, lines)
    with shop.store.read() as session:
        names = totals.product_names(session, shop.id, range(1, 9))
    number = next(key for key, name in names.items() if name == "mug")
    event = replace(sale(20, 30), product_id=number)
    events.add(shop, sale(15, 15, "앞"), NOW)
    found = events_around.table(shop, event, date(2026, 11, 23))
    (orders, net, rate) = found.rows
    mugs = [line.day for line in lines if line.product == "mug" and line.day >= date(2026, 11, 20)]
    assert (orders.metric, orders.told.during.value) == ("product_orders", len(mugs) / 3)
    won = sum(line.amount for line in lines
              if line.product == "mug" and line.day >= date(2026, 11, 20))  # fmt: skip
    assert (net.metric, net.told.during.value) == ("product_net", won / 3)
    assert net.told.before.days == 28
    assert (rate.metric, rate.told) == ("product_rate", None)
    assert (found.is_running, found.orders) == (True, len(mugs))
    assert [one.title for one in found.others] == ["앞"]


def test_without_any_file_nothing_is_known_around_an_event(shop):
    found = events_around.table(shop, sale(), date(2026, 11, 25))
    assert {row.told for row in found.rows} == {None}
    assert found.orders is None
