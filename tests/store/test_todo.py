"""What was ticked off stays so for its day."""

from datetime import UTC, date, datetime

from core.store import Store, todo

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DAY, NEXT = date(2026, 11, 25), date(2026, 11, 26)


def test_a_tick_holds_for_its_day_alone(store: Store) -> None:
    with store.write() as session:
        for item in ("content", "look_back", "content"):
            todo.tick(session, 1, DAY, item, NOW)
    with store.read() as session:
        assert todo.done(session, 1, DAY) == {"content", "look_back"}
        assert todo.done(session, 1, NEXT) == set()
        assert todo.done(session, 2, DAY) == set()


def test_a_tick_can_be_taken_back(store: Store) -> None:
    with store.write() as session:
        todo.tick(session, 1, DAY, "content", NOW)
        todo.tick(session, 1, NEXT, "content", NOW)
        todo.untick(session, 1, DAY, "content")
        todo.untick(session, 1, DAY, "content")
    with store.read() as session:
        assert todo.done(session, 1, DAY) == set()
        assert todo.done(session, 1, NEXT) == {"content"}
