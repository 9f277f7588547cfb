"""A look back on each week: two standing questions and three more, answered in own words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from core.services.opening import OpenShop
from core.store import notes
from core.store.moments import day_of
from core.store.note_tables import LookBackRow

LONGEST: Final = 2000
"""So many characters an answer may have."""

OVERDUE_AFTER: Final = 10
"""Days after the end of the week looked back on, from which on a new look is due."""

_WEEK: Final = 7


class Question(StrEnum):
    """What is asked every week; the first two are the standing ones."""

    DISCOMFORT = "discomfort"
    DELIGHT = "delight"
    WORKED = "worked"
    STOP = "stop"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class LookBack:
    """The answers of the week that begins on ``monday``; ``version`` 0 while there are none."""

    monday: date
    answers: Mapping[Question, str]
    version: int = 0

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=_WEEK - 1)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def listed(shop: OpenShop) -> list[LookBack]:
    """All looks back, the newest week first."""
    with shop.store.read() as session:
        return [_read(row) for row in notes.look_backs(session, shop.id)]


def save(
    shop: OpenShop, monday: date, answers: Mapping[Question, str], now: datetime, seen: int
) -> LookBack:
    """Keep the answers of a week; what was there before can be brought back with ``undo``.

    Args:
        shop: whose.
        monday: the first day of the week.
        answers: in the seller's words; cut off at ``LONGEST``.
        now: when.
        seen: the version that was on the screen, 0 if there was none.

    Raises:
        core.store.notes.NoteChanged: it was written elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    told = {key.value: text.strip()[:LONGEST] for key, text in answers.items() if text.strip()}
    kept = json.dumps(told, ensure_ascii=False)
    number = notes.week_number(monday)
    with shop.store.write() as session:
        row = session.get(LookBackRow, (shop.id, number))
        if row is not None:
            return _read(notes.change(session, row, {"answers": kept}, now, seen))
        if seen:
            raise notes.NoteChanged
        row = LookBackRow(shop_id=shop.id, id=number, answers=kept, created_at=now)
        return _read(notes.add(session, row))


def undo(shop: OpenShop, monday: date, seen: int | None = None) -> LookBack:
    """Bring back the answers as they were before they were changed last.

    Args:
        shop: whose.
        monday: the first day of the week.
        seen: the version that was on the screen.

    Raises:
        core.store.notes.NoteChanged: they were changed elsewhere since they were read.
        core.store.notes.NoteGone: nothing was changed.
    """
    with shop.store.write() as session:
        row = notes.find(session, LookBackRow, shop.id, notes.week_number(monday))
        if not notes.undo(session, row, seen):
            raise notes.NoteGone(monday)
        return _read(row)


def days_overdue(latest: date | None, today: date) -> int | None:
    """How many days ago the last week that was looked back on ended, if that is too long.

    Args:
        latest: the Monday of that week; None if there is none.
        today: the day.
    """
    if latest is None:
        return None
    days = (today - (latest + timedelta(days=_WEEK - 1))).days
    return days if days > OVERDUE_AFTER else None


def _read(row: LookBackRow) -> LookBack:
    kept = json.loads(row.answers)
    answers = {Question(key): text for key, text in kept.items()}
    return LookBack(day_of(row.id), answers, row.version)
