"""What waits for the seller is told with its number and its oldest day."""

from datetime import UTC, datetime, timedelta

import pytest

from core.analysis.journey import Stage
from core.services import actions, content_items, look_back, reminders, touchpoints
from core.services.actions import Draft, Target
from core.services.content_items import Content
from core.services.look_back import Question
from core.services.reminders import Reminder, ReminderKind
from core.store import checks
from core.store.checks import Answer, Check
from core.terms import seoul_day
from core.verdicts.actions import JourneyStage
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = seoul_day(NOW)


def ago(days):
    return TODAY - timedelta(days=days)


def add(shop, days):
    when = NOW - timedelta(days=days)
    return actions.add(shop, Draft("새 사진", Target("orders"), JourneyStage.BUY), when)


def look_at(shop, scope, item, days, answer=Answer.DONE):
    with shop.store.write() as session:
        checks.put(session, shop.id, Check(scope, "", item, ago(days), answer), NOW)


def kinds(shop):
    return [one.kind for one in reminders.reminders(shop, TODAY)]


def test_an_empty_shop_is_reminded_of_nothing(shop):
    assert reminders.reminders(shop, TODAY) == ()


def test_improvements_whose_day_has_come_are_counted(local):
    for days in (20, 14, 13):
        add(local, days)
    gone = add(local, 30)
    actions.delete(local, gone.id, NOW)
    assert reminders.reminders(local, TODAY) == (
        Reminder(ReminderKind.ACTIONS, 2, ago(6), "actions"),
    )


def test_overdue_content_is_counted(shop):
    for days, published in ((3, None), (1, None), (0, None), (5, ago(2))):
        content_items.add(shop, Content("글", "블로그", ago(days), published), NOW)
    gone = content_items.add(shop, Content("글", "블로그", ago(9)), NOW)
    content_items.delete(shop, gone.id, NOW)
    assert reminders.reminders(shop, TODAY) == (
        Reminder(ReminderKind.CONTENT, 2, ago(3), "actions"),
    )


@pytest.mark.parametrize(("days", "reminded"), [(27, False), (28, True), (200, True)])
def test_a_shop_that_never_looked_after_its_pages_is_reminded_after_four_weeks(
    local, days, reminded
):
    shops.take(local, [Line(ago(days), "a"), Line(ago(1), "b")])
    found = reminders.reminders(local, TODAY)
    expected = (Reminder(ReminderKind.CHECKS, 1, None, "products"),) if reminded else ()
    assert found == expected


@pytest.mark.parametrize("scope", ["detail_page", "seo", "channel", "touchpoint"])
def test_any_look_counts_for_four_weeks(shop, scope):
    shops.take(shop, [Line(ago(100), "a")])
    look_at(shop, scope, "photo", 27)
    assert kinds(shop) == []
    with shop.store.write() as session:
        checks.take_back(session, shop.id, Check(scope, "", "photo", ago(27), Answer.DONE))
    look_at(shop, scope, "photo", 28)
    assert reminders.reminders(shop, TODAY)[0] == Reminder(
        ReminderKind.CHECKS, 1, ago(28), "products"
    )


def test_points_of_contact_have_eight_weeks(local):
    look_at(local, "touchpoint", "packing", 70)
    look_at(local, "touchpoint", "packing", 57)
    for item, days in (("coupon", 57), ("reviews", 56), ("payment_notice", 3)):
        look_at(local, "touchpoint", item, days)
    due = touchpoints.listed(local, TODAY).due
    assert reminders.reminders(local, TODAY) == (
        Reminder(ReminderKind.TOUCHPOINTS, due, ago(57), "journey"),
    )
    assert due == sum(map(len, touchpoints.POINTS.values())) - 2


def test_a_point_that_is_not_there_or_was_thrown_away_is_not_due(local):
    look_at(local, "touchpoint", "packing", 3)
    look_at(local, "touchpoint", "coupon", 57, Answer.NOT_MINE)
    own = touchpoints.add(local, Stage.BUY, "전단", NOW)
    look_at(local, "touchpoint", f"own-{own}", 60)
    assert kinds(local) == [ReminderKind.TOUCHPOINTS]
    touchpoints.throw_away(local, own, NOW)
    assert kinds(local) == []


@pytest.mark.parametrize(("weeks", "reminded"), [(1, False), (2, False), (3, True)])
def test_a_week_to_look_back_on_is_due_after_ten_days(local, weeks, reminded):
    monday = look_back.week_of(ago(7 * weeks))
    look_back.save(local, monday, {Question.NEXT: "글"}, NOW, 0)
    found = reminders.reminders(local, TODAY)
    sunday = monday + timedelta(days=6)
    assert found == ((Reminder(ReminderKind.LOOK_BACK, 1, sunday, "actions"),) if reminded else ())
