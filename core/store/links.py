"""The tables of what a seller keeps about channels: links, codes, plans, answers, paths."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, SmallInteger, Text
from sqlmodel import Field, SQLModel

from core.store.moments import Day, Instant


def _text() -> Any:  # noqa: ANN401
    return Field(default="", sa_type=Text)


class LinkRow(SQLModel, table=True):
    """One link with codes that was made; the address is kept without them."""

    __tablename__ = "link"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    style: str = Field(max_length=10)
    address: str = _text()
    source: str = Field(max_length=60)
    medium: str = Field(max_length=60)
    detail: str = _text()
    keyword: str = _text()
    memo: str = _text()
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
    channel: str = _text()
    kind: str | None = Field(default=None, max_length=20)
    planned_share: int | None = Field(default=None, sa_type=SmallInteger)
    """Per cent of all visits that are to come by it."""
    least_roas: int | None = Field(default=None, sa_type=BigInteger)
    """Per cent of its cost that it has to bring back."""
    goal: str = _text()
    next_step: str = _text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class SurveyRow(SQLModel, table=True):
    """How many customers named one source when asked where they saw the shop."""

    __tablename__ = "survey_answer"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    day: date = Field(sa_type=Day)
    source: str = _text()
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
    note: str = _text()
    lines: str = _text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1
