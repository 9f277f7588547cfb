"""The people who wait for the seller today: an answer that is late, or to be looked after."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from core.services import (
    care_files,
    care_late,
    care_queue,
    care_rates,
    voice_answers,
    voice_inquiries,
)
from core.services.care_queue import DueToday
from core.services.opening import OpenShop
from core.services.reminders import Reminder, ReminderKind
from core.services.voice_answers import Item, WaitKind
from core.store import care_promises as promises
from core.store.moments import day_of
from core.terms import Period, seoul_day

TOLD_WITHIN: Final = timedelta(days=2)
"""Older order files do not tell which orders have not left: they may have left since."""

_DAY: Final = timedelta(days=1)


def reminders(
    shop: OpenShop, today: date, now: datetime, due: DueToday | None = None
) -> tuple[Reminder, ...]:
    """What waits of people, in the order of the to-do list of 오늘.

    Args:
        shop: whose.
        today: the day, which says who is to be looked after.
        now: the moment, which says what is late.
        due: whom to look after, where that is known already; it takes longest to find out.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    tasks = due or care_queue.due_today(shop, today)
    found = (
        *_answers(shop, now),
        _questions(shop, today),
        _unsent(shop, today),
        _care(tasks, today),
        _rate(shop, today),
    )
    return tuple(one for one in found if one is not None)


def _answers(shop: OpenShop, now: datetime) -> Iterable[Reminder | None]:
    """Complaints and bad reviews or remarks that are late, and solved ones to be looked at."""
    late = [one for one in voice_answers.waiting(shop, now).items if one.is_overdue(now)]

    def of(kind: ReminderKind, *whats: WaitKind) -> Reminder | None:
        return _reminder(kind, [one for one in late if one.kind in whats])

    yield of(ReminderKind.COMPLAINTS, WaitKind.COMPLAINT)
    yield of(ReminderKind.REVIEWS, WaitKind.REVIEW, WaitKind.REMARK)
    yield of(ReminderKind.RECHECKS, WaitKind.CHECK)


def _reminder(kind: ReminderKind, some: list[Item]) -> Reminder | None:
    if not some:
        return None
    return Reminder(kind, len(some), seoul_day(min(one.since for one in some)), "voice")


def _questions(shop: OpenShop, today: date) -> Reminder | None:
    """Questions that wait; older ones than some months are not asked about every day."""
    count, oldest = voice_inquiries.waiting(shop, today, voice_inquiries.RECENT)
    if oldest is None:
        return None
    return Reminder(ReminderKind.QUESTIONS, count, seoul_day(oldest.asked_at), "voice")


def _unsent(shop: OpenShop, today: date) -> Reminder | None:
    """Orders that should have left by now; ``last`` of them have until the end of today."""
    with shop.store.read() as session:
        files = care_files.read(session, shop.id, today)
        if files is None or files.asof < today - TOLD_WITHIN:
            return None
        paid = Period(today - care_late.OLD_AFTER, today)
        first, count = promises.not_sent(session, shop.id, paid, today, 1)
        past = promises.not_sent(session, shop.id, paid, today - _DAY, 1)[1]
    if not count:
        return None
    due = day_of(int(first["due"].iloc[0]))
    return Reminder(ReminderKind.UNSENT, count, due, "care", count - past)


def _care(due: DueToday, today: date) -> Reminder | None:
    """The tasks of the day."""
    if not due.total:
        return None
    return Reminder(ReminderKind.CARE, due.total, today, "care", due.last_chance)


def _rate(shop: OpenShop, today: date) -> Reminder | None:
    """Whether too few orders were looked after two weeks in a row."""
    is_neglected = care_rates.read(shop, today).is_neglected
    return Reminder(ReminderKind.CARE_RATE, 1, None, "care") if is_neglected else None
