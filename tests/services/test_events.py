"""What else happened is found by its days, whoever wrote it down."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.shopping_days import Occasion
from core.services import actions, events
from core.services.actions import Draft, Target
from core.services.events import Event, EventKind, EventProblem, EventRefused
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
