"""What was answered to the points of a list, and when."""

from datetime import UTC, date, datetime

from core.store import Store, checks
from core.store.checks import Answer, Check

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
EARLY, LATE = date(2026, 9, 1), date(2026, 11, 20)


def said(item: str, day: date, answer: Answer, subject: str = "7") -> Check:
    return Check("detail_page", subject, item, day, answer)


def test_the_latest_answer_to_each_point_holds(store: Store) -> None:
    old, new = said("photo", EARLY, Answer.MISSING), said("photo", LATE, Answer.DONE)
    other = said("photo", EARLY, Answer.NOT_MINE, "8")
    with store.write() as session:
        for check in (new, old, other):
            checks.put(session, 1, check, NOW)
    with store.read() as session:
        assert checks.latest(session, 1, "detail_page") == [new, other]
        assert checks.latest(session, 1, "detail_page", "8") == [other]
        assert checks.latest(session, 2, "detail_page") == []
        assert checks.latest(session, 1, "channel") == []


def test_an_answer_of_the_same_day_gives_way_and_can_be_taken_back(store: Store) -> None:
    old, new = said("photo", EARLY, Answer.DONE), said("photo", LATE, Answer.MISSING)
    with store.write() as session:
        for check in (old, said("photo", LATE, Answer.DONE), new):
            checks.put(session, 1, check, NOW)
    with store.read() as session:
        assert checks.latest(session, 1, "detail_page") == [new]
    with store.write() as session:
        checks.take_back(session, 1, new)
        checks.take_back(session, 1, new)
        assert checks.latest(session, 1, "detail_page") == [old]


def test_the_last_day_of_a_list_is_known(store: Store) -> None:
    with store.write() as session:
        assert checks.last_day(session, 1, "detail_page") is None
        for day in (LATE, EARLY):
            checks.put(session, 1, said("photo", day, Answer.DONE), NOW)
        assert checks.last_day(session, 1, "detail_page") == LATE
        assert checks.last_day(session, 1, "channel") is None
