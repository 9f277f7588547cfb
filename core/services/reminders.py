"""What waits for the seller besides conclusions: looks that have come due, and looks forgotten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.services import look_back, offers_board, offers_profiles, touchpoints
from core.services.offers import Phase
from core.services.offers_board import Board
from core.services.opening import OpenShop
from core.services.touchpoints import Map
from core.store import checks, notes, uploads
from core.store.journals import ContentRow
from core.store.moments import day_of
from core.verdicts.actions import Status

CHECKED_EVERY: Final = 28
"""Days after which what prepares a sale is to be looked at again, however well it sells."""

SCOPES: Final = ("detail_page", "seo")
"""The lists of what prepares a sale; points of contact have a rhythm of their own."""


class ReminderKind(StrEnum):
    """What is waiting."""

    COMPLAINTS = "complaints"
    """Complaints whose next step is late."""
    REVIEWS = "reviews"
    """Bad reviews and remarks that wait longer for an answer than they should."""
    QUESTIONS = "questions"
    """Questions of the last months that a file calls unanswered."""
    UNSENT = "unsent"
    """Orders that have not left although they should have, or should today."""
    CARE = "care"
    """Orders to be looked after today."""
    CARE_RATE = "care_rate"
    """Less than half of the orders were looked after two weeks in a row."""
    RECHECKS = "rechecks"
    """Solved complaints of which the customer is to be asked once more."""
    ACTIONS = "actions"
    """Improvements whose day to look has come."""
    CONTENT = "content"
    """Planned content that was not published."""
    OFFERS = "offers"
    """Offers that differ in some channel while they run, or stand there although they are over."""
    CHECKS = "checks"
    """Nothing that prepares a sale was looked at for four weeks."""
    TOUCHPOINTS = "touchpoints"
    """A point of contact was last looked at more than eight weeks ago."""
    LOOK_BACK = "look_back"
    """The last week that was looked back on ended more than ten days ago."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be done, without any number behind it that could be wrong.

    Attributes:
        kind: what.
        count: how many of it there are.
        oldest: since when, or when it was done last; None if it was never done.
        page: the page on which it is done, by the last part of its address.
        last: how many of them cannot be done any more tomorrow.
    """

    kind: ReminderKind
    count: int
    oldest: date | None
    page: str
    last: int = 0


def reminders(shop: OpenShop, today: date) -> tuple[Reminder, ...]:
    """What waits on a day, in the order of the to-do list of 오늘.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    points = _touchpoints(touchpoints.listed(shop, today))
    apart = _offers(offers_board.board(shop, today))
    with shop.store.read() as session:
        since = _first_day(session, shop.id)
        found = (
            _actions(session, shop.id, today),
            _content(session, shop.id, today),
            apart,
            _checks(session, shop.id, since, today),
            points,
            _look_back(session, shop.id, today),
        )
    return tuple(one for one in found if one is not None)


def _first_day(session: Session, shop_id: int) -> date | None:
    """The first day that any file tells of."""
    told = (
        one.period.first
        for one in uploads.history(session, shop_id)
        if one.period and one.undone_at is None
    )
    return min(told, default=None)


def _actions(session: Session, shop_id: int, today: date) -> Reminder | None:
    due = [
        row.check_on
        for row in notes.actions(session, shop_id)
        if row.status != Status.DONE and row.check_on <= today
    ]
    return _of(ReminderKind.ACTIONS, due, "actions")


def _content(session: Session, shop_id: int, today: date) -> Reminder | None:
    late = [
        row.planned_on
        for row in notes.listed(session, ContentRow, shop_id)
        if row.published_on is None and row.planned_on < today
    ]
    return _of(ReminderKind.CONTENT, late, "actions")


def _offers(found: Board) -> Reminder | None:
    """Those that differ, since they began; those that are over, since they ended."""
    days = [
        row.offer.first if row.phase is Phase.RUNNING else row.offer.last for row in found.wrong
    ]
    return _of(ReminderKind.OFFERS, days, "messages")


def _checks(session: Session, shop_id: int, since: date | None, today: date) -> Reminder | None:
    told = [checks.last_day(session, shop_id, scope) for scope in (*SCOPES, touchpoints.SCOPE)]
    told.append(offers_profiles.last_look(session, shop_id))
    last = max((day for day in told if day is not None), default=None)
    # Whoever begins has four weeks to settle in.
    begun = last or since
    if begun is None or begun > today - timedelta(days=CHECKED_EVERY):
        return None
    return Reminder(ReminderKind.CHECKS, 1, last, "products")


def _touchpoints(found: Map) -> Reminder | None:
    """As many as the map counts; somebody who never looked at any is asked by the checks."""
    late = [one.checked for one in found.points if one.checked and one.is_due(found.today)]
    return Reminder(ReminderKind.TOUCHPOINTS, found.due, min(late), "journey") if late else None


def _look_back(session: Session, shop_id: int, today: date) -> Reminder | None:
    weeks = [day_of(row.id) for row in notes.look_backs(session, shop_id)]
    latest = max(weeks, default=None)
    days = look_back.days_overdue(latest, today)
    if days is None or latest is None:
        return None
    ended = look_back.LookBack(latest, {}).sunday
    return Reminder(ReminderKind.LOOK_BACK, 1, ended, "actions")


def _of(kind: ReminderKind, days: Iterable[date], page: str) -> Reminder | None:
    told = sorted(days)
    return Reminder(kind, len(told), told[0], page) if told else None
