"""Points of contact: when they were looked at, and which ones are due."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.journey import Stage
from core.services import touchpoints
from core.services.opening import OpenShop
from core.services.touchpoints import LONGEST, MOST, Point, PointProblem, PointRefused
from core.store import checks

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


def point(shop: OpenShop, item: str, today: date = TODAY) -> Point:
    return next(one for one in touchpoints.listed(shop, today).points if one.item == item)


def test_every_stage_has_points_and_none_was_looked_at_yet(shop):
    found = touchpoints.listed(shop, TODAY)
    assert all(len(found.of(stage)) >= 3 for stage in Stage)
    assert [one.stage for one in found.points] == sorted(
        (one.stage for one in found.points), key=list(Stage).index
    )
    assert found.due == found.never == found.used == len(found.points)


def test_a_point_is_due_on_the_57th_day_and_not_before(local):
    touchpoints.check(local, point(local, "packing"), NOW, TODAY)
    for days, due in ((0, False), (56, False), (57, True)):
        on = TODAY + timedelta(days=days)
        assert point(local, "packing", on).is_due(on) is due
    found = touchpoints.listed(local, TODAY)
    assert (found.due, found.never) == (len(found.points) - 1, len(found.points) - 1)
    late = touchpoints.listed(local, TODAY + timedelta(days=57))
    assert (late.due, late.never) == (len(found.points), len(found.points) - 1)


def test_what_was_said_today_is_taken_back(shop):
    early = TODAY - timedelta(days=60)
    touchpoints.check(shop, point(shop, "packing"), NOW, early)
    before = point(shop, "packing")
    touchpoints.check(shop, before, NOW, TODAY)
    assert point(shop, "packing").checked == TODAY
    touchpoints.take_back(shop, before, NOW, TODAY)
    assert point(shop, "packing").checked == early
    with shop.store.read() as session:
        assert checks.last_day(session, shop.id, touchpoints.SCOPE) == early


def test_leaving_out_what_was_looked_at_today_can_be_taken_back(local):
    touchpoints.check(local, point(local, "coupon"), NOW, TODAY)
    before = point(local, "coupon")
    touchpoints.leave_out(local, before, NOW, TODAY)
    gone = touchpoints.listed(local, TODAY)
    assert gone.used == len(gone.points) - 1
    assert point(local, "coupon").is_left_out
    assert not point(local, "coupon").is_due(TODAY + timedelta(days=500))
    touchpoints.take_back(local, before, NOW, TODAY)
    assert point(local, "coupon").checked == TODAY


def test_own_points_are_added_thrown_away_and_brought_back(shop):
    number = touchpoints.add(shop, Stage.AFTER, "  손 편지 ", NOW)
    own = point(shop, f"own-{number}")
    assert (own.name, own.stage, own.number) == ("손 편지", Stage.AFTER, number)
    touchpoints.check(shop, own, NOW, TODAY)
    touchpoints.throw_away(shop, number, NOW)
    assert all(one.number is None for one in touchpoints.listed(shop, TODAY).points)
    touchpoints.restore(shop, number)
    assert point(shop, own.item).checked == TODAY


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("  ", PointProblem.NO_NAME),
        ("가" * (LONGEST + 1), PointProblem.TOO_LONG),
        ("손  편지", PointProblem.THERE),
    ],
)
def test_a_point_without_a_proper_name_is_refused(local, name, problem):
    touchpoints.add(local, Stage.AFTER, "손 편지", NOW)
    with pytest.raises(PointRefused) as refused:
        touchpoints.add(local, Stage.AFTER, name, NOW)
    assert refused.value.problem is problem


def test_there_is_room_for_so_many(local):
    for number in range(MOST):
        touchpoints.add(local, Stage.BUY, f"p{number}", NOW)
    with pytest.raises(PointRefused) as refused:
        touchpoints.add(local, Stage.BUY, "one more", NOW)
    assert refused.value.problem is PointProblem.TOO_MANY
