"""Points of contact of the seller's own, and what the stages should reach."""

from datetime import UTC, datetime

from core.store import Store, targets, touchpoints

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def test_points_are_kept_in_order_and_come_back_when_thrown_away(store: Store) -> None:
    with store.write() as session:
        first = touchpoints.add(session, 1, "reach", "네이버 톡톡", NOW)
        second = touchpoints.add(session, 1, "after", "손편지", NOW)
        assert (first.id, second.id) == (1, 2)
        assert touchpoints.throw_away(session, 1, 1, NOW)
        assert [row.name for row in touchpoints.own(session, 1)] == ["손편지"]
        assert [row.name for row in touchpoints.own(session, 1, deleted=True)] == ["네이버 톡톡"]
        third = touchpoints.add(session, 1, "buy", "결제창", NOW)
        assert third.id == 3
        assert touchpoints.throw_away(session, 1, 1, None)
    with store.read() as session:
        assert [row.id for row in touchpoints.own(session, 1)] == [1, 2, 3]
        assert touchpoints.own(session, 2) == []


def test_a_point_that_is_not_there_is_not_thrown_away(store: Store) -> None:
    with store.write() as session:
        assert not touchpoints.throw_away(session, 1, 7, NOW)


def test_a_target_gives_way_to_a_newer_one_and_can_be_forgotten(store: Store) -> None:
    with store.write() as session:
        targets.put(session, 1, "pay_rate", 0.03, NOW)
        targets.put(session, 1, "visits", 9000.0, NOW)
        targets.put(session, 1, "pay_rate", 0.035, NOW)
        assert targets.all_of(session, 1) == {"pay_rate": 0.035, "visits": 9000.0}
        targets.put(session, 1, "visits", None, NOW)
        targets.put(session, 1, "visits", None, NOW)
        assert targets.all_of(session, 1) == {"pay_rate": 0.035}
        assert targets.all_of(session, 2) == {}
