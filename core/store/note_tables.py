"""The tables of what a seller notes: improvements, events, looks back, and every change of them."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Float, Index, SmallInteger, Text
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Instant


class ActionRow(SQLModel, table=True):
    """One improvement: what is done, why, which number it should move, and what came of it."""

    __tablename__ = "action"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    what: str = columns.text()
    why: str = columns.text()
    tactic: str | None = Field(default=None, max_length=40)
    claim: str | None = Field(default=None, max_length=120)
    snapshot: str = Field(default="{}", sa_type=Text)
    """What the claim was made of, as JSON."""
    page: str = Field(default="", max_length=20)
    stage: str = Field(max_length=20)
    metric: str = Field(max_length=40)
    product_id: int | None = None
    channel: str | None = Field(default=None, sa_type=Text)
    theme: str | None = Field(default=None, max_length=40)
    """What customers complain of, where the number counts complaints; None for all of them."""
    base_first: date | None = columns.day(default=None)
    base_last: date | None = columns.day(default=None)
    base_value: float | None = Field(default=None, sa_type=Float)
    base_trials: int | None = Field(default=None, sa_type=BigInteger)
    planned_on: date = columns.day()
    started_on: date | None = columns.day(default=None)
    changed_on: date | None = columns.day(default=None)
    check_on: date = columns.day()
    status: int = Field(sa_type=SmallInteger)
    note: str = columns.text()
    remark: str = columns.text()
    """What the seller says about the result."""
    outcome: str | None = Field(default=None, max_length=20)
    result: str | None = Field(default=None, sa_type=Text)
    """The numbers of the result as JSON, once it was written down."""
    without_events: int = Field(default=0, sa_type=SmallInteger)
    """1 when days on which something else happened are left out before and after the change."""
    measured_at: datetime | None = Field(default=None, sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class EventRow(SQLModel, table=True):
    """Something that happened on some days: a sale, a new price, nothing left to sell."""

    __tablename__ = "event"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    kind: str = Field(max_length=20)
    title: str = columns.text()
    product_id: int | None = None
    """Of one product only; None of the whole shop."""
    first_day: date = columns.day()
    last_day: date = columns.day()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1

    __table_args__ = (Index("event_days", "shop_id", "first_day", "last_day"),)


class LookBackRow(SQLModel, table=True):
    """What the seller answered to the questions of one week; the id is its Monday's number."""

    __tablename__ = "look_back"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    answers: str = Field(default="{}", sa_type=Text)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class NoteChange(SQLModel, table=True):
    """One note as it was before a change; undo writes it back."""

    __tablename__ = "note_change"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    kind: str = Field(max_length=20)
    note_id: int
    at: datetime = Field(sa_type=Instant)
    before: str = columns.text()

    __table_args__ = (Index("note_change_note", "shop_id", "kind", "note_id"),)
