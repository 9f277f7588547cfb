"""What a seller has looked after, and when: points of a checklist, each with its latest answer."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from sqlalchemy import SmallInteger, func
from sqlmodel import Field, Session, SQLModel, col, select

from core.store.moments import Day, Instant
from core.store.tables import table_of


class Answer(IntEnum):
    """What was said of a point."""

    DONE = 1
    MISSING = 2
    NOT_MINE = 3
    """It does not apply here and counts nowhere."""


class CheckRow(SQLModel, table=True):
    """One answer to one point of a list; earlier answers stay."""

    __tablename__ = "check_mark"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    scope: str = Field(primary_key=True, max_length=20)
    subject: str = Field(primary_key=True, max_length=120)
    item: str = Field(primary_key=True, max_length=40)
    day: date = Field(primary_key=True, sa_type=Day)
    answer: int = Field(sa_type=SmallInteger)
    at: datetime = Field(sa_type=Instant)


@dataclass(frozen=True, slots=True)
class Check:
    """The latest answer to a point.

    ``scope`` names the list (a detail page, a channel, the points of contact), ``subject`` whose it
    is (a product, a channel, empty for the shop as a whole), ``item`` the point.
    """

    scope: str
    subject: str
    item: str
    day: date
    answer: Answer


def put(session: Session, shop_id: int, check: Check, at: datetime) -> None:
    """Keep an answer; one of the same day gives way to it."""
    session.merge(
        CheckRow(
            shop_id=shop_id, scope=check.scope, subject=check.subject, item=check.item,
            day=check.day, answer=check.answer.value, at=at,
        )
    )  # fmt: skip
    session.flush()


def take_back(session: Session, shop_id: int, check: Check) -> None:
    """Forget the answer of that day; the one before it holds again."""
    kept = session.get(CheckRow, (shop_id, check.scope, check.subject, check.item, check.day))
    if kept is not None:
        session.delete(kept)
        session.flush()


def latest(session: Session, shop_id: int, scope: str, subject: str | None = None) -> list[Check]:
    """The latest answer to each point of a list, by subject and item.

    Args:
        session: where.
        shop_id: whose.
        scope: which list.
        subject: only of this one; None for all of them.
    """
    asked = select(CheckRow).where(CheckRow.shop_id == shop_id, CheckRow.scope == scope)
    if subject is not None:
        asked = asked.where(CheckRow.subject == subject)
    rows = session.exec(asked.order_by(*(col(getattr(CheckRow, name)) for name in _ORDER)))
    newest = {(row.subject, row.item): row for row in rows}
    return [
        Check(row.scope, row.subject, row.item, row.day, Answer(row.answer))
        for row in newest.values()
    ]


def last_day(session: Session, shop_id: int, scope: str) -> date | None:
    """When anything of a list was last answered."""
    days = table_of(CheckRow).c
    asked = select(func.max(days.day)).where(days.shop_id == shop_id, days.scope == scope)
    found: date | None = session.exec(asked).one()
    return found


_ORDER = ("subject", "item", "day")
