"""The tables of copy tests: the test, its versions, what was counted, who got which version."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, Float, Index, Text
from sqlmodel import Field, SQLModel

from core.store.moments import EPOCH, Day, Instant

WHOLE: Final = EPOCH
"""The day under which counts of a test as a whole are kept; nobody sold anything on it."""


class CopyTestRow(SQLModel, table=True):
    """One test: the draft of it, once started its plan, at the end its result."""

    __tablename__ = "copy_test"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    status: str = Field(max_length=20)
    title: str = Field(default="", sa_type=Text)
    design: str = Field(max_length=20)
    response: str = Field(max_length=20)
    control: str = Field(max_length=1)
    persona: str = Field(default="", sa_type=Text)
    """Whom the versions speak to; empty for everybody."""
    product_id: int | None = None
    channel: str | None = Field(default=None, sa_type=Text)
    first_day: date | None = Field(default=None, sa_type=Day)
    days: int
    hold_out: int = 0
    seed: str = Field(max_length=32)
    visitors: int | None = Field(default=None, sa_type=BigInteger)
    """How many are expected a day; of a list how many it has in all."""
    visitors_from: str = Field(default="typed", max_length=20)
    base_rate: float | None = Field(default=None, sa_type=Float)
    planned: str = Field(default="{}", sa_type=Text)
    """How many are to be shown each version as JSON, once the test was started."""
    alpha: float | None = Field(default=None, sa_type=Float)
    method: str | None = Field(default=None, max_length=20)
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    result: str | None = Field(default=None, sa_type=Text)
    """The result as JSON, once it was written down."""
    applied: str | None = Field(default=None, max_length=1)
    """The version that is used since the result was known."""
    applied_on: date | None = Field(default=None, sa_type=Day)
    action_id: int | None = None
    """The improvement that was noted with it."""
    source: str = Field(default="", sa_type=Text)
    """Where a result was brought along from."""
    revises: int | None = None
    """The test this one was made of."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1

    __table_args__ = (Index("copy_test_status", "shop_id", "status"),)


class CopyVersionRow(SQLModel, table=True):
    """One version of a test."""

    __tablename__ = "copy_version"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    test_id: int = Field(primary_key=True)
    letter: str = Field(primary_key=True, max_length=1)
    text: str = Field(default="", sa_type=Text)
    label: str = Field(default="", sa_type=Text)
    need: str = Field(default="", max_length=40)
    tone: str = Field(default="", max_length=40)
    share: int = 1


class CopyCountRow(SQLModel, table=True):
    """What was counted of one version on one day, or of the whole test (``WHOLE``)."""

    __tablename__ = "copy_count"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    test_id: int = Field(primary_key=True)
    letter: str = Field(primary_key=True, max_length=1)
    day: date = Field(primary_key=True, sa_type=Day)
    shown: int | None = Field(default=None, sa_type=BigInteger)
    reacted: int | None = Field(default=None, sa_type=BigInteger)
    won: int | None = Field(default=None, sa_type=BigInteger)
    won_squares: str | None = Field(default=None, max_length=40)
    """A whole number in decimal digits: squares of won outgrow what databases count with."""
    source: str = Field(max_length=10)


class CopyRecipientRow(SQLModel, table=True):
    """Which version one recipient of a list gets: a keyed hash, never a number or an address."""

    __tablename__ = "copy_recipient"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    test_id: int = Field(primary_key=True)
    key: str = Field(primary_key=True, max_length=32)
    letter: str = Field(max_length=1)
    """The version; empty for those who get none."""
    place: int
    """Where the recipient stood in the list."""
    buyer_key: str | None = Field(default=None, max_length=32)
    """The hash under which order files would know the same person."""

    __table_args__ = (
        Index("copy_recipient_key", "shop_id", "key"),
        Index("copy_recipient_buyer", "shop_id", "buyer_key"),
    )


class CopyTestChange(SQLModel, table=True):
    """One test with its versions and counts as it was before a change; undo writes it back."""

    __tablename__ = "copy_test_change"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    test_id: int
    at: datetime = Field(sa_type=Instant)
    before: str = Field(default="", sa_type=Text)

    __table_args__ = (Index("copy_test_change_test", "shop_id", "test_id"),)
