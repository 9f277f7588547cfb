"""What was concluded on a day, kept as it was said then."""

from datetime import UTC, date, datetime

import pytest

from core.store import Store, StoreProblem, findings
from core.store.findings import Finding

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
DAY, NEXT = date(2026, 11, 25), date(2026, 11, 26)


def said(claim: str, day: date = DAY, money: int | None = -100, place: int = 0) -> Finding:
    return Finding(day, claim, place, "known", money, 0.95, 40, date(2026, 11, 22), "day.v1")


def test_what_was_said_on_a_day_is_kept_in_its_order(store: Store) -> None:
    late, first = said("today.second_fell", place=1, money=None), said("today.net_fell")
    with store.write() as session:
        findings.put(session, 1, [late, first], AT)
    with store.read() as session:
        assert findings.of_day(session, 1, DAY) == [first, late]
        assert findings.of_day(session, 1, NEXT) == []
        assert findings.of_day(session, 2, DAY) == []


def test_saying_it_twice_on_a_day_keeps_the_later_words_and_what_was_put_off(store: Store) -> None:
    for money in (-100, -300):
        with store.write() as session:
            findings.put(session, 1, [said("a", money=money)], AT)
            findings.put(session, 1, [], AT)
            assert findings.dismiss(session, 1, DAY, "a", AT)
    with store.read() as session:
        (kept,) = findings.of_day(session, 1, DAY)
        assert (kept.money_month, kept.dismissed) == (-300, True)
    with store.write() as session:
        assert findings.dismiss(session, 1, DAY, "a", None)
        assert not findings.dismiss(session, 1, DAY, "b", AT)
    with store.read() as session:
        assert not findings.of_day(session, 1, DAY)[0].dismissed


def test_the_first_time_of_each_claim_is_told(store: Store) -> None:
    with store.write() as session:
        findings.put(session, 1, [said("a"), said("b")], AT)
        findings.put(session, 1, [said("a", NEXT, -500), said("c", NEXT)], AT)
    with store.read() as session:
        told = findings.first_since(session, 1, DAY, date(2026, 11, 27))
        assert {key: (one.day, one.money_month) for key, one in told.items()} == {
            "a": (DAY, -100), "b": (DAY, -100), "c": (NEXT, -100),
        }  # fmt: skip
        assert set(findings.first_since(session, 1, NEXT, NEXT)) == set()
        assert set(findings.first_since(session, 1, DAY, NEXT)) == {"a", "b"}


def test_a_note_on_the_side_leaves_the_revision_as_it_is(store: Store) -> None:
    before = store.revision()
    with store.aside() as session:
        findings.put(session, 1, [said("a")], AT)
    assert store.revision() == before
    with store.read() as session:
        assert len(findings.of_day(session, 1, DAY)) == 1


def test_a_note_on_the_side_does_not_wait_for_a_writer(store: Store) -> None:
    if store.path is None:
        pytest.skip("a server locks rows, not the whole store")
    with store.write() as session:
        session.connection()
        with pytest.raises(StoreProblem), store.aside() as other:
            findings.put(other, 1, [said("a")], AT)
    with store.aside() as session:
        findings.put(session, 1, [said("a")], AT)
