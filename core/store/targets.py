"""What a seller wants a stage of the way to reach."""

from datetime import datetime

from sqlalchemy import Float
from sqlmodel import Field, Session, SQLModel, col, select

from core.store.moments import Instant


class TargetRow(SQLModel, table=True):
    """One number a step of the way should reach."""

    __tablename__ = "stage_target"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    step: str = Field(primary_key=True, max_length=20)
    value: float = Field(sa_type=Float)
    at: datetime = Field(sa_type=Instant)


def all_of(session: Session, shop_id: int) -> dict[str, float]:
    """The targets of a shop, by step."""
    asked = select(TargetRow).where(TargetRow.shop_id == shop_id).order_by(col(TargetRow.step))
    return {row.step: row.value for row in session.exec(asked)}


def put(session: Session, shop_id: int, step: str, value: float | None, at: datetime) -> None:
    """Keep a target; None forgets it."""
    kept = session.get(TargetRow, (shop_id, step))
    if value is not None:
        session.merge(TargetRow(shop_id=shop_id, step=step, value=value, at=at))
    elif kept is not None:
        session.delete(kept)
    session.flush()
