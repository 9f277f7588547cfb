"""Notes are kept on both databases, and every change of them can be taken back."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, BrokenBarrierError

import pytest

from core.store import Store, notes
from core.store.journals import (
    ContentPaceRow,
    ContentRow,
    OutreachRow,
    OwnTacticRow,
    SearchChangeRow,
    SearchWordsRow,
)
from core.store.note_tables import ActionRow, EventRow, LookBackRow
from core.store.notes import NoteChanged, NoteGone
from core.terms import Period

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 25)


def action(**more):
    told = {
        "shop_id": 1, "id": 0, "what": "새 사진", "stage": "buy", "metric": "orders", "status": 1,
        "planned_on": DAY, "check_on": DAY + timedelta(days=14), "created_at": NOW,
    }  # fmt: skip
    return ActionRow(**told | more)


def event(first, last, **more):
    return EventRow(
        shop_id=1, id=0, kind="promotion", title="할인", first_day=first, last_day=last,
        created_at=NOW, **more,
    )  # fmt: skip


def test_notes_are_numbered_and_come_newest_first(store: Store) -> None:
    with store.write() as session:
        assert [notes.add(session, action()).id for _ in range(3)] == [1, 2, 3]
    with store.read() as session:
        rows = notes.actions(session, 1)
        assert [row.id for row in rows] == [3, 2, 1]
        assert rows[0].check_on == DAY + timedelta(days=14)
        assert rows[0].created_at == NOW
        assert notes.actions(session, 2) == []


def test_a_change_is_taken_back_to_the_letter(store: Store) -> None:
    with store.write() as session:
        row = notes.add(session, action(base_value=0.031, base_first=DAY, base_last=DAY))
        before = row.model_dump()
        notes.change(
            session,
            row,
            {"what": "다른 사진", "changed_on": DAY, "status": 3, "base_value": None},
            NOW,
        )
        notes.change(session, row, {"deleted_at": NOW}, NOW)
    with store.read() as session:
        assert notes.actions(session, 1) == []
        assert [row.id for row in notes.actions(session, 1, deleted=True)] == [1]
        assert notes.changed(session, 1, ActionRow) == {1: 2}
    with store.write() as session:
        row = notes.find(session, ActionRow, 1, 1)
        assert notes.undo(session, row)
        assert (row.what, row.status, row.deleted_at) == ("다른 사진", 3, None)
        assert notes.undo(session, row)
        assert not notes.undo(session, row)
    with store.read() as session:
        after = notes.find(session, ActionRow, 1, 1).model_dump()
    assert after | {"version": 0} == before | {"version": 0}
    # Undo counts as a change: who saw an older version is told.
    assert after["version"] == 5


def test_a_sign_that_a_database_refuses_is_left_out(store: Store) -> None:
    with store.write() as session:
        row = notes.add(session, action(what="새\0 사진"))
        assert row.what == "새 사진"
        notes.change(session, row, {"what": "\0다른 사진\0"}, NOW)
    with store.read() as session:
        assert [row.what for row in notes.actions(session, 1)] == ["다른 사진"]


def test_who_did_not_see_the_newest_version_changes_nothing(store: Store) -> None:
    with store.write() as session:
        row = notes.add(session, action())
        notes.change(session, row, {"note": "a"}, NOW, 1)
    with pytest.raises(NoteChanged), store.write() as session:
        notes.change(session, notes.find(session, ActionRow, 1, 1), {"note": "b"}, NOW, 1)
    with store.read() as session:
        assert notes.find(session, ActionRow, 1, 1).note == "a"


def test_a_note_that_is_not_there(store: Store) -> None:
    with store.read() as session, pytest.raises(NoteGone):
        notes.find(session, ActionRow, 1, 7)


def test_events_of_a_period_are_those_that_meet_it(store: Store) -> None:
    with store.write() as session:
        for first, last in ((1, 3), (5, 9), (12, 12)):
            notes.add(session, event(date(2026, 11, first), date(2026, 11, last)))
        gone = notes.add(session, event(date(2026, 11, 6), date(2026, 11, 6)))
        notes.change(session, gone, {"deleted_at": NOW}, NOW)
    with store.read() as session:
        found = notes.events(session, 1, Period(date(2026, 11, 3), date(2026, 11, 11)))
        assert [row.first_day.day for row in found] == [5, 1]
        assert len(notes.events(session, 1)) == 3
        assert [row.first_day.day for row in notes.events(session, 1, deleted=True)] == [6]


def test_changes_of_one_kind_of_note_are_not_those_of_another(store: Store) -> None:
    with store.write() as session:
        one, other = notes.add(session, action()), notes.add(session, event(DAY, DAY))
        assert (one.id, other.id) == (1, 1)
        notes.change(session, one, {"note": "a"}, NOW)
        assert not notes.undo(session, other)
        assert notes.changed(session, 1, EventRow) == {}


def test_a_look_back_brings_its_own_number(store: Store) -> None:
    number = notes.week_number(date(2026, 11, 23))
    with store.write() as session:
        row = LookBackRow(shop_id=1, id=number, answers='{"next": "사진"}', created_at=NOW)
        assert notes.add(session, row).id == number
    with store.read() as session:
        assert [row.answers for row in notes.look_backs(session, 1)] == ['{"next": "사진"}']


JOURNALS = [
    ContentRow(title="공방 이야기", channel="블로그", planned_on=DAY, published_on=DAY, code="mug",
               reach=1200, clicks=None, shop_id=1, id=0, created_at=NOW),
    ContentPaceRow(channel="블로그", per_week=2, since=DAY, shop_id=1, id=0, created_at=NOW),
    SearchWordsRow(words="머그컵\n수제 머그", shop_id=1, id=7, created_at=NOW),
    SearchChangeRow(product_id=7, day=DAY, part="title", text="이름", shop_id=1, id=0,
                    created_at=NOW),
    OutreachRow(place="캠핑 카페", day=DAY, reached=40, code="camp", note="", shop_id=1, id=0,
                created_at=NOW),
    OwnTacticRow(text="엽서 넣기", stage="after", metric="second_rate", shop_id=1, id=0,
                 created_at=NOW),
]  # fmt: skip


@pytest.mark.parametrize("row", JOURNALS, ids=lambda row: row.__tablename__)
def test_a_journal_is_kept_and_a_change_of_it_taken_back(store: Store, row) -> None:
    kind, told = type(row), row.model_dump()
    with store.write() as session:
        number = notes.add(session, kind(**told)).id
    assert number == (told["id"] or 1)
    with store.write() as session:
        kept = notes.find(session, kind, 1, number)
        assert kept.model_dump() == told | {"id": number}
        notes.change(session, kept, {"deleted_at": NOW}, NOW, 1)
        assert notes.listed(session, kind, 1) == []
        assert [one.id for one in notes.listed(session, kind, 1, deleted=True)] == [number]
        assert notes.undo(session, kept)
    with store.read() as session:
        (after,) = notes.listed(session, kind, 1)
        assert after.model_dump() == told | {"id": number, "version": 3}


def test_two_who_note_something_at_the_same_moment_get_two_numbers(store: Store) -> None:
    def second() -> int:
        with store.write() as session:
            return notes.add(session, action(what="둘째")).id

    with ThreadPoolExecutor() as pool:
        with store.write() as session:
            first = notes.add(session, action()).id
            waits = pool.submit(second)
            wait([waits], timeout=0.5)
        assert (first, waits.result(timeout=20)) == (1, 2)

    with store.read() as session:
        assert [row.what for row in notes.actions(session, 1)] == ["둘째", "새 사진"]


def test_two_notes_changed_at_the_same_moment_are_both_taken_back(store: Store) -> None:
    with store.write() as session:
        one, other = (notes.add(session, action()).id for _ in range(2))

    def change(number: int) -> None:
        with store.write() as session:
            found = notes.find(session, ActionRow, 1, number)
            notes.change(session, found, {"what": "바꿈"}, NOW)

    with ThreadPoolExecutor() as pool:
        with store.write() as session:
            notes.change(session, notes.find(session, ActionRow, 1, one), {"what": "바꿈"}, NOW)
            waits = pool.submit(change, other)
            wait([waits], timeout=0.5)
        waits.result(timeout=20)

    with store.write() as session:
        for number in (one, other):
            assert notes.undo(session, notes.find(session, ActionRow, 1, number))
    with store.read() as session:
        assert {row.what for row in notes.actions(session, 1)} == {"새 사진"}


def test_two_who_have_put_in_something_else_before_do_not_wait_for_each_other(
    store: Store,
) -> None:
    """Both hold the key of the shop by then; a lock that wanted it would never be had."""
    both = Barrier(2, timeout=2)

    def put(number: int) -> int:
        with store.write() as session:
            session.add(SearchWordsRow(shop_id=1, id=number, words="컵", created_at=NOW))
            session.flush()
            with suppress(BrokenBarrierError):  # SQLite lets the second in when the first is done
                both.wait()
            return notes.add(session, action()).id

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(put, (7, 8), timeout=30)) == [1, 2]


def test_of_two_who_change_one_note_at_the_same_moment_the_second_is_told(store: Store) -> None:
    with store.write() as session:
        one = notes.add(session, action()).id

    def change(what: str) -> None:
        with store.write() as session:
            notes.change(session, notes.find(session, ActionRow, 1, one), {"what": what}, NOW, 1)

    with ThreadPoolExecutor() as pool:
        with store.write() as session:
            found = notes.find(session, ActionRow, 1, one)
            notes.change(session, found, {"what": "먼저"}, NOW, 1)
            waits = pool.submit(change, "나중")
            wait([waits], timeout=0.5)
        with pytest.raises(NoteChanged):
            waits.result(timeout=20)

    with store.read() as session:
        assert [(row.what, row.version) for row in notes.actions(session, 1)] == [("먼저", 2)]
