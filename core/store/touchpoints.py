"""Points of contact a seller added to those everybody has."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, Session, SQLModel, col, select

from core.store.moments import Instant
from core.store.tables import table_of


class TouchpointRow(SQLModel, table=True):
    """One point of contact of the seller's own; what was thrown away can be brought back."""

    __tablename__ = "touchpoint"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    stage: str = Field(max_length=20)
    name: str = Field(max_length=60)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


def own(session: Session, shop_id: int, *, deleted: bool = False) -> list[TouchpointRow]:
    """The points of a shop in the order in which they were added, or those thrown away."""
    gone = col(TouchpointRow.deleted_at)
    asked = select(TouchpointRow).where(
        TouchpointRow.shop_id == shop_id, gone.is_not(None) if deleted else gone.is_(None)
    )
    return list(session.exec(asked.order_by(col(TouchpointRow.id))))


def add(session: Session, shop_id: int, stage: str, name: str, at: datetime) -> TouchpointRow:
    """Keep a point of the seller's own."""
    numbers = table_of(TouchpointRow).c
    asked = select(func.max(numbers.id)).where(numbers.shop_id == shop_id)
    number = (session.exec(asked).one() or 0) + 1
    row = TouchpointRow(shop_id=shop_id, id=number, stage=stage, name=name, created_at=at)
    session.add(row)
    session.flush()
    return row


def throw_away(session: Session, shop_id: int, number: int, at: datetime | None) -> bool:
    """Take a point from the list; None as the moment brings it back. Whether there is one."""
    row = session.get(TouchpointRow, (shop_id, number))
    if row is None:
        return False
    row.deleted_at = at
    session.add(row)
    session.flush()
    return True
