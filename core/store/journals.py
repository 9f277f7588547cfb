"""The tables of what a seller keeps a journal of: content, search words, people approached."""

from datetime import date, datetime

from sqlalchemy import Index, SmallInteger
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Instant


class ContentRow(SQLModel, table=True):
    """One post, picture or video: planned for a day, and published on one."""

    __tablename__ = "content"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    title: str = columns.text()
    channel: str = columns.text()
    planned_on: date = columns.day()
    published_on: date | None = columns.day(default=None)
    code: str = columns.text()
    """The code in its link, as the statistics of links name it."""
    reach: int | None = columns.count()
    clicks: int | None = columns.count()
    stage: str | None = Field(default=None, max_length=20)
    """For which stage of the way to a regular it is; None for none in particular."""
    persona_id: int | None = None
    """For which persona; None for everybody."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1

    __table_args__ = (Index("content_days", "shop_id", "planned_on"),)


class ContentPaceRow(SQLModel, table=True):
    """How often a week something is to be published on a channel, from a Monday on."""

    __tablename__ = "content_pace"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    channel: str = columns.text()
    per_week: int = Field(sa_type=SmallInteger)
    since: date = columns.day()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class SearchWordsRow(SQLModel, table=True):
    """The words by which a product is to be found; the id is that of the product."""

    __tablename__ = "search_words"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    words: str = columns.text()
    """One a line."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class SearchChangeRow(SQLModel, table=True):
    """What was changed of a product on a day so that it is found by searching."""

    __tablename__ = "search_change"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    product_id: int | None = None
    day: date = columns.day()
    part: str = Field(max_length=20)
    text: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class OutreachRow(SQLModel, table=True):
    """Where people were approached, when, and how many of them."""

    __tablename__ = "outreach"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    place: str = columns.text()
    day: date = columns.day()
    reached: int | None = columns.count()
    code: str = columns.text()
    note: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class OwnTacticRow(SQLModel, table=True):
    """Something to try that the seller added to the catalogue."""

    __tablename__ = "own_tactic"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    text: str = columns.text()
    stage: str = Field(max_length=20)
    metric: str = Field(max_length=40)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1
