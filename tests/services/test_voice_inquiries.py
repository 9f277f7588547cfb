"""How soon questions are answered, and which wait."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.services.voice_inquiries import inquiries
from core.terms import Record
from tests.store import facts

TODAY = date(2026, 12, 1)
NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)


def asked(number, hours=None, *, days=0, said=None, product="mug"):
    """A question so many days before the 20th, answered after so many hours."""
    at = int((NOON - timedelta(days=days)).timestamp())
    return {
        "mall": 1, "inquiry_no": str(number), "title": "크기", "text": f"크기가 {number}인가요?",
        "asked_at": at, "answered_at": None if hours is None else at + int(3600 * hours),
        "is_answered": said if said is not None else int(hours is not None),
        "product_no": product, "product_name": product,
    }  # fmt: skip


def test_the_middle_counts_those_that_wait_as_the_slowest(shop):
    rows = [asked(1, 1), asked(2, 2), asked(3, 30), asked(4, days=2), asked(5, days=1)]
    facts.put(shop.store, Record.INQUIRY, rows)
    found = inquiries(shop, TODAY, 84)
    assert (found.asked, found.timed, found.untold, found.waiting) == (5, 5, 0, 2)
    assert found.hours == pytest.approx(30)
    assert [one.text for one in found.oldest] == ["크기가 4인가요?", "크기가 5인가요?"]
    assert found.products == ((1, "mug", 5),)


def test_what_waits_is_late_after_a_day_of_the_file(shop):
    facts.put(shop.store, Record.INQUIRY, [asked(1, 1), asked(2, 25), asked(3)])
    found = inquiries(shop, TODAY, 84)
    assert found.as_of is not None
    waits = found.as_of - NOON > timedelta(days=1)
    assert found.late == 1 + waits


def test_most_still_waiting_gives_no_middle(shop):
    facts.put(shop.store, Record.INQUIRY, [asked(1, 1), asked(2, 1), *map(asked, range(3, 7))])
    assert inquiries(shop, TODAY, 84).hours is None


def test_an_answer_without_its_time_is_not_timed(shop):
    facts.put(shop.store, Record.INQUIRY, [asked(1, said=1), asked(2, 3)])
    found = inquiries(shop, TODAY, 84)
    assert (found.asked, found.timed, found.untold, found.waiting) == (2, 1, 1, 0)


def test_an_answer_from_before_the_question_is_not_timed(shop):
    facts.put(shop.store, Record.INQUIRY, [asked(1, -5), *(asked(n, 3) for n in range(2, 7))])
    found = inquiries(shop, TODAY, 84)
    assert (found.asked, found.timed, found.untold) == (6, 5, 1)
    assert found.hours == pytest.approx(3)


def test_old_questions_are_not_counted_but_may_wait(shop):
    facts.put(shop.store, Record.INQUIRY, [asked(1, days=200), asked(2, days=400)])
    found = inquiries(shop, TODAY, 84)
    assert (found.asked, found.waiting, found.hours, found.products) == (0, 1, None, ())


def test_without_a_file_nothing_is_known(shop):
    found = inquiries(shop, TODAY, 84)
    assert (found.asked, found.hours, found.as_of, found.oldest) == (0, None, None, ())
