"""People who wait for the seller come first on 오늘."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.services import reminders_people, todo, voice_answers, voice_complaints, voice_feedback
from core.services import voice_steps as steps
from core.services.reminders import Reminder, ReminderKind
from core.services.todo import TodoKind
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.services.voice_steps import StepRefused
from core.store.voice_tables import ReviewNoteRow
from core.terms import Mall, OrderState, Record, seoul_day
from core.terms.voice import AskedScale
from tests import shops
from tests.services.review_shops import NOW, review, reviews
from tests.shops import Line
from tests.store import facts

TODAY = seoul_day(NOW)


def told(shop, now=NOW):
    return reminders_people.reminders(shop, seoul_day(now), now)


def late(shop, now=NOW):
    return [(one.kind, one.count) for one in told(shop, now)]


def complain(shop, hours, text="깨져서 왔어요"):
    return voice_complaints.add(shop, Complaint(text, opened_at=NOW - timedelta(hours=hours)), NOW)


def answered(shop, number):
    with shop.store.write() as session:
        session.add(
            ReviewNoteRow(
                shop_id=shop.id, mall=Mall.SMARTSTORE, review_no=number, at=NOW, replied_at=NOW
            )
        )


def test_an_empty_shop_has_nobody_who_waits(shop):
    assert told(shop) == ()


def ask(shop, days, *, answered=0, number="Q"):
    row = {
        "mall": 1, "inquiry_no": number, "text": "언제 와요?", "is_answered": answered,
        "asked_at": int((NOW - timedelta(days=days)).timestamp()),
    }  # fmt: skip
    facts.put(shop.store, Record.INQUIRY, [row], int(number == "Q"))


def test_questions_of_the_last_months_are_reminded_of_until_a_file_tells_of_an_answer(shop):
    ask(shop, 120, number="old")
    assert told(shop) == ()
    ask(shop, 80)
    assert told(shop) == (
        Reminder(ReminderKind.QUESTIONS, 1, seoul_day(NOW - timedelta(days=80)), "voice"),
    )


def test_an_answered_question_does_not_wait(shop):
    ask(shop, 3, answered=1)
    assert told(shop) == ()


def test_a_bad_review_is_first_of_all_after_a_day(shop):
    shops.take(shop, [Line(seoul_day(NOW) - timedelta(days=60), "a")])
    reviews(shop, [review("1", 1, hours=25), review("2", 2, hours=23), review("3", 5, hours=99)])

    first, *rest = todo.todo(shop, TODAY, NOW)

    assert (first.kind, first.page, first.count) == (TodoKind.REVIEWS, "voice", 1)
    assert first.day == seoul_day(NOW - timedelta(hours=25))
    assert TodoKind.REVIEWS not in [one.kind for one in rest]
    answered(shop, "1")
    assert TodoKind.REVIEWS not in [one.kind for one in todo.todo(shop, TODAY, NOW)]


@pytest.mark.parametrize(("hours", "there"), [(24, []), (24.1, [(ReminderKind.REVIEWS, 1)])])
def test_it_is_asked_for_by_the_hour_and_not_by_the_day(shop, hours, there):
    reviews(shop, [review("1", 1, hours=hours)])
    assert late(shop) == there


def test_a_bad_remark_nobody_answered_counts_with_the_reviews(shop):
    reviews(shop, [review("1", 1, hours=30)])
    before = NOW - timedelta(hours=48)
    bad = Remark("기대와 달라요", seoul_day(before), scale=AskedScale.CSAT, score=1)
    one = voice_feedback.add(shop, bad, before)
    assert late(shop) == [(ReminderKind.REVIEWS, 2)]
    voice_feedback.answered(shop, one.id, NOW)
    assert late(shop) == [(ReminderKind.REVIEWS, 1)]


def test_a_complaint_past_its_day_comes_before_reviews(shop):
    complain(shop, 25)
    complain(shop, 50, "색이 달라요")
    complain(shop, 3, "답이 없어요")
    reviews(shop, [review("1", 1, hours=25)])

    assert [one.kind for one in todo.todo(shop, TODAY, NOW)][:2] == [
        TodoKind.COMPLAINTS, TodoKind.REVIEWS,
    ]  # fmt: skip
    (first, _) = told(shop)
    oldest = seoul_day(NOW - timedelta(hours=50))
    assert first == Reminder(ReminderKind.COMPLAINTS, 2, oldest, "voice")


def test_a_review_of_which_a_complaint_was_made_is_told_once(shop):
    reviews(shop, [review("1", 1, hours=25)])
    (waiting,) = voice_answers.waiting(shop, NOW).items
    made = Complaint(
        waiting.text or "별점 1점", about=replace(voice_complaints.NOTHING, mall=Mall.SMARTSTORE),
        review_no="1", opened_at=waiting.since,
    )  # fmt: skip
    voice_complaints.add(shop, made, NOW)
    assert late(shop) == [(ReminderKind.COMPLAINTS, 1)]


def test_a_solved_complaint_is_asked_about_once_more_after_a_week(shop):
    one = complain(shop, 25)
    with pytest.raises(StepRefused):
        steps.solve(shop, one.id, NOW)
    assert late(shop) == [(ReminderKind.COMPLAINTS, 1)]
    steps.solve(shop, one.id, NOW, alternative="새로 보내 드렸어요")
    assert late(shop) == []
    week = NOW + timedelta(days=7, hours=1)
    assert late(shop, week) == [(ReminderKind.RECHECKS, 1)]
    steps.checked(shop, one.id, week)
    assert late(shop, week) == []


def test_what_is_ticked_off_stays_for_the_day_and_comes_back_the_next(shop):
    complain(shop, 25)
    (first, *_) = todo.todo(shop, TODAY, NOW)
    todo.tick(shop, TODAY, first.item, NOW)
    assert todo.todo(shop, TODAY, NOW)[0].is_done
    tomorrow = TODAY + timedelta(days=1)
    assert not todo.todo(shop, tomorrow, NOW + timedelta(days=1))[0].is_done


def sent(shop, days, **more):
    """One order that arrived so many days ago, told by a file of this morning."""
    day = TODAY - timedelta(days=days)
    shops.take(shop, [Line(day - timedelta(days=9), "kim", order="O1", **more)], as_of=NOW)
    at = int((NOW - timedelta(days=days)).timestamp())
    with shop.store.write() as session:
        session.execute(
            text("UPDATE order_line SET dispatched_at = :sent, delivered_at = :at"),
            {"sent": at - 8 * 86_400, "at": at},
        )


def test_somebody_to_ask_how_it_is_is_named_once_and_only_while_it_is_due(shop):
    sent(shop, 3)
    care = [one for one in todo.todo(shop, TODAY, NOW) if one.kind is TodoKind.CARE]
    assert [(one.page, one.count) for one in care] == [("care", 1)]
    sent(shop, 3)  # the same file once more
    assert (ReminderKind.CARE, 1) in late(shop)
    before = NOW - timedelta(days=1)
    assert ReminderKind.CARE not in [kind for kind, _ in late(shop, before)]


def test_nobody_is_looked_after_while_a_complaint_is_open(shop):
    sent(shop, 3)
    about = About(Mall.SMARTSTORE, "O1")
    complaint = voice_complaints.add(shop, Complaint("깨져서 왔어요", about), NOW)
    assert late(shop) == []
    steps.solve(shop, complaint.id, NOW, alternative="새로 보내 드렸어요")
    assert late(shop) == [(ReminderKind.CARE, 1)]


def test_what_came_back_is_not_asked_about(shop):
    sent(shop, 3, state=OrderState.RETURNED)
    assert late(shop) == []


def to_send(shop, due, *, made=NOW):
    """Two orders that have not left, one of which has time."""
    days = [TODAY - timedelta(days=4)] * 2
    lines = [Line(day, f"b{n}", order=f"O{n}", state=OrderState.PAID)
             for n, day in enumerate(days)]  # fmt: skip
    shops.take(shop, lines, as_of=made)
    with shop.store.write() as session:
        for order, day in (("O0", due), ("O1", TODAY + timedelta(days=1))):
            end = int((NOW + timedelta(days=(day - TODAY).days)).timestamp())
            session.execute(
                text("UPDATE order_line SET ship_due = :end WHERE order_no = :order"),
                {"end": end, "order": order},
            )


@pytest.mark.parametrize(("days", "counts"), [(1, [(1, 0)]), (0, [(1, 1)]), (-1, [])])
def test_orders_of_today_are_told_and_told_apart_from_late_ones(shop, days, counts):
    to_send(shop, TODAY - timedelta(days=days))
    found = [one for one in told(shop) if one.kind is ReminderKind.UNSENT]
    assert [(one.count, one.last) for one in found] == counts
    assert all(one.oldest == TODAY - timedelta(days=days) for one in found)


def test_an_old_file_does_not_tell_what_has_not_left(shop):
    to_send(shop, TODAY - timedelta(days=4), made=NOW - timedelta(days=3))
    assert ReminderKind.UNSENT not in [kind for kind, _ in late(shop)]
