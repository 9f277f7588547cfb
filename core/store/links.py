"""The tables of what a seller keeps about channels: links, codes, plans, answers, paths."""

from datetime import date, datetime

from sqlalchemy import BigInteger, SmallInteger
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Day, Instant


class LinkRow(SQLModel, table=True):
    """One link with codes that was made; the address is kept without them."""

    __tablename__ = "link"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    style: str = Field(max_length=10)
    address: str = columns.text()
    source: str = Field(max_length=60)
    medium: str = Field(max_length=60)
    detail: str = columns.text()
    keyword: str = columns.text()
    memo: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class LinkCodeRow(SQLModel, table=True):
    """One code of the seller's own in the list of sources or of mediums."""

    __tablename__ = "link_code"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    code: str = Field(max_length=60)
    is_source: int = Field(sa_type=SmallInteger)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class ChannelNoteRow(SQLModel, table=True):
    """What a seller says of one channel; of the shop as a whole where the name is empty."""

    __tablename__ = "channel_note"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    channel: str = columns.text()
    kind: str | None = Field(default=None, max_length=20)
    planned_share: int | None = Field(default=None, sa_type=SmallInteger)
    """Per cent of all visits that are to come by it."""
    least_roas: int | None = Field(default=None, sa_type=BigInteger)
    """Per cent of its cost that it has to bring back."""
    goal: str = columns.text()
    next_step: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class SurveyRow(SQLModel, table=True):
    """How many customers named one source when asked where they saw the shop."""

    __tablename__ = "survey_answer"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    day: date = Field(sa_type=Day)
    source: str = columns.text()
    count: int = Field(sa_type=BigInteger)
    places: int | None = Field(default=None, sa_type=BigInteger)
    """In how many places they saw it, all of them together; None if they were not asked."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class PathsRow(SQLModel, table=True):
    """Ways to orders as the seller put them in at one time: lines of way, orders and won."""

    __tablename__ = "channel_paths"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    note: str = columns.text()
    lines: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1
