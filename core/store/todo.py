"""Which rows of the list of the day a seller has ticked off."""

from datetime import date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from core.store.moments import Day, Instant


class TodoRow(SQLModel, table=True):
    """One thing that was done, for one day; the next day it is asked about again."""

    __tablename__ = "todo_done"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    day: date = Field(primary_key=True, sa_type=Day)
    item: str = Field(primary_key=True, max_length=80)
    at: datetime = Field(sa_type=Instant)


def tick(session: Session, shop_id: int, day: date, item: str, at: datetime) -> None:
    """Mark a thing as done for a day; twice is the same as once."""
    session.merge(TodoRow(shop_id=shop_id, day=day, item=item, at=at))
    session.flush()


def untick(session: Session, shop_id: int, day: date, item: str) -> None:
    """Take the mark back."""
    kept = session.get(TodoRow, (shop_id, day, item))
    if kept is not None:
        session.delete(kept)
        session.flush()


def done(session: Session, shop_id: int, day: date) -> frozenset[str]:
    """What was marked as done for a day."""
    asked = select(col(TodoRow.item)).where(TodoRow.shop_id == shop_id, TodoRow.day == day)
    return frozenset(session.exec(asked))
