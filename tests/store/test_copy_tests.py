"""Copy tests are kept on both databases, and every change of them can be taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.store import Store, copy_test_people, copy_tests
from core.store.copy_test_people import Bought, Recipient
from core.store.copy_test_tables import CopyTestRow
from core.store.copy_tests import Change
from core.store.moments import day_of
from core.store.notes import NoteChanged, NoteGone
from core.terms import Period
from core.terms.copy_tests import Count, CountSource, TestStatus, Version
from tests.store import books
from tests.store.books import Line

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 25)
SEED = "00112233445566778899aabbccddeeff"
AB = (
    Version("A", "무료배송이에요", need="price"),
    Version("B", "오늘 보내요", "b-ad", "", "warm", 2),
)
OWN = (TestStatus.DRAFT, TestStatus.RUNNING)


def row(**more):
    told = {
        "shop_id": 1, "id": 0, "status": "draft", "design": "list_split", "response": "clicks",
        "control": "A", "days": 14, "seed": SEED, "created_at": NOW,
    }  # fmt: skip
    return CopyTestRow(**told | more)


def test_tests_are_numbered_and_come_newest_first(store: Store) -> None:
    with store.write() as session:
        assert [copy_tests.add(session, row(), AB).id for _ in range(3)] == [1, 2, 3]
        gone = copy_tests.find(session, 1, 2, locked=True)
        copy_tests.change(session, gone, Change({"deleted_at": NOW}), NOW)
    with store.read() as session:
        assert [one.id for one in copy_tests.listed(session, 1, OWN)] == [3, 1]
        assert [one.id for one in copy_tests.listed(session, 1, OWN, deleted=True)] == [2]
        assert copy_tests.listed(session, 1, [TestStatus.ENDED]) == []
        assert copy_tests.versions(session, 1, [1, 3]) == {1: AB, 3: AB}
        assert copy_tests.versions(session, 2, [1]) == {}
        with pytest.raises(NoteGone):
            copy_tests.find(session, 1, 9)


def test_counts_come_back_as_they_were_put_in(store: Store) -> None:
    told = (
        Count("A", None, 2000, 60, None, None, CountSource.FILE),
        Count("A", DAY, 0, None),
        Count("B", DAY, 10**12, 0, -5, 10**24, CountSource.PASTED),
    )
    with store.write() as session:
        test = copy_tests.add(session, row(), AB)
        copy_tests.change(session, test, Change(counts=told), NOW)
    with store.read() as session:
        assert copy_tests.counts(session, 1, [1]) == {1: told}
        assert copy_tests.counts(session, 1, []) == {}


def test_a_change_is_taken_back_with_versions_and_counts(store: Store) -> None:
    counts = (Count("A", DAY, 5, 1),)
    with store.write() as session:
        test = copy_tests.add(session, row(first_day=DAY, base_rate=0.031), AB)
        copy_tests.change(session, test, Change(counts=counts), NOW)
        before = test.model_dump()
        new = Change({"title": "다른 이름", "first_day": None, "started_at": NOW}, AB[:1], ())
        copy_tests.change(session, test, new, NOW)
        assert copy_tests.changed(session, 1) == {1: 2}
        assert copy_tests.last_change(session, test)["title"] == ""
        assert copy_tests.undo(session, test)
        assert test.model_dump() == before | {"version": 4}
    with store.read() as session:
        assert copy_tests.versions(session, 1, [1]) == {1: AB}
        assert copy_tests.counts(session, 1, [1]) == {1: counts}
    with store.write() as session:
        test = copy_tests.find(session, 1, 1)
        assert copy_tests.undo(session, test)
        assert not copy_tests.undo(session, test)
        assert copy_tests.last_change(session, test) is None
        assert copy_tests.counts(session, 1, [1]) == {}


def test_a_change_of_what_somebody_else_changed_is_refused(store: Store) -> None:
    with store.write() as session:
        test = copy_tests.add(session, row(), AB)
        copy_tests.change(session, test, Change({"days": 7}), NOW, seen=1)
        with pytest.raises(NoteChanged):
            copy_tests.change(session, test, Change({"days": 9}), NOW, seen=1)
        assert test.days == 7


def people(*letters: str) -> list[Recipient]:
    return [Recipient(f"{n:032x}", one, n) for n, one in enumerate(letters)]


def test_recipients_are_kept_by_test_and_can_be_forgotten(store: Store) -> None:
    some = people("A", "", "B", "A")
    with store.write() as session:
        for status in ("draft", "running", "running"):
            copy_tests.add(session, row(status=status), AB)
        copy_test_people.add(session, 1, 1, some)
        copy_test_people.add(session, 1, 2, some[1:3])
        copy_test_people.add(session, 1, 3, [])
    with store.read() as session:
        assert list(copy_test_people.of(session, 1, 1).values()) == some
        assert copy_test_people.sizes(session, 1, 1) == {"": 1, "A": 2, "B": 1}
        assert copy_test_people.elsewhere(session, 1, 1) == {2: 2}
        assert copy_test_people.elsewhere(session, 1, 2) == {}
        assert copy_test_people.known_buyers(session, 1, 1) == {}
    with store.write() as session:
        assert copy_test_people.forget(session, 1, 1) == 4
        assert copy_test_people.of(session, 1, 1) == {}
        assert copy_test_people.sizes(session, 1, 2) == {"": 1, "B": 1}


def test_what_recipients_bought_is_added_up_by_version(store: Store) -> None:
    books.put(store, [Line(n, buyer=n % 4, day=n % 5) for n in range(40)])
    with store.read() as session:
        first = books.START.date()
        rows = session.execute(
            books.text("SELECT b.key, l.amount, l.day FROM order_line l JOIN buyer b "
                       "ON b.id = l.buyer_id AND b.shop_id = l.shop_id")
        ).all()  # fmt: skip
    keys = sorted({key for key, _, _ in rows})
    letters = dict(zip(keys, ("A", "A", "B", ""), strict=True))
    told = [Recipient(f"{n:032x}", letters[key], n, key) for n, key in enumerate(keys)]
    twice = [Recipient(f"{90 + n:032x}", "B", 90 + n, "f" * 32) for n in range(2)]
    with store.write() as session:
        copy_tests.add(session, row(), AB)
        copy_test_people.add(session, 1, 1, [*told, *twice])
    period = Period(first, first + timedelta(days=2))
    spent = dict.fromkeys(keys, 0)
    for key, amount, day in rows:
        if day_of(day) in period:
            spent[key] += amount
    expected = {}
    for letter in ("A", "B", ""):
        won = [spent[key] for key in keys if letters[key] == letter and spent[key]]
        expected[letter] = Bought(len(won), sum(won), sum(one * one for one in won))
    with store.write() as session:
        assert copy_test_people.bought(session, 1, 1, period) == expected
        assert copy_test_people.known_buyers(session, 1, 1) == {"": 1, "A": 2, "B": 1}
        session.execute(books.text("UPDATE order_line SET amount = NULL"))
        assert set(copy_test_people.bought(session, 1, 1, period).values()) >= {
            Bought(2, None, None)
        }
