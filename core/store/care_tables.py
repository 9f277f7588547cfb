"""The tables of looking after orders: rules, what was done, worries, gifts."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Float, Index, SmallInteger
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Day, Instant


class CareRuleRow(SQLModel, table=True):
    """When one kind of care is due, and with which words."""

    __tablename__ = "care_rule"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    kind: str = Field(primary_key=True, max_length=20)
    days: int
    lapses: int
    is_on: int = columns.flag(1)
    since: date | None = Field(default=None, sa_type=Day)
    """The day on which it was switched on, where it was ever off."""
    text: str = columns.text()
    """The seller's own words; empty for those the program brings along."""
    at: datetime = Field(sa_type=Instant)


class CareTipRow(SQLModel, table=True):
    """How to use one product well."""

    __tablename__ = "care_tip"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    product_id: int = Field(primary_key=True)
    text: str = columns.text()
    at: datetime = Field(sa_type=Instant)


class CareTouchRow(SQLModel, table=True):
    """What was done for an order, or skipped."""

    __tablename__ = "care_touch"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    kind: str = Field(primary_key=True, max_length=20)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    order_no: str = Field(primary_key=True, max_length=60)
    buyer_key: str | None = Field(default=None, max_length=32)
    day: date = Field(sa_type=Day)
    is_done: int = columns.flag()
    reason: str | None = Field(default=None, max_length=20)
    """Why it was skipped."""
    words: str | None = Field(default=None, max_length=32)
    """A hash of the text without its variables: equal for equal texts."""
    at: datetime = Field(sa_type=Instant)

    __table_args__ = (
        Index("care_touch_day", "shop_id", "day"),
        Index("care_touch_buyer", "shop_id", "buyer_key"),
    )


class CareExclusionRow(SQLModel, table=True):
    """An order, a buyer or a product for which nothing is ever due."""

    __tablename__ = "care_exclusion"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    scope: str = Field(primary_key=True, max_length=10)
    value: str = Field(primary_key=True, max_length=80)
    at: datetime = Field(sa_type=Instant)


class CareTargetRow(SQLModel, table=True):
    """What the seller wants one promise to reach: days to dispatch, share late, share defect."""

    __tablename__ = "care_target"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    name: str = Field(primary_key=True, max_length=20)
    value: float = Field(sa_type=Float)
    at: datetime = Field(sa_type=Instant)


class WorryRow(SQLModel, table=True):
    """What people worry about between order and arrival, and the notice that answers it."""

    __tablename__ = "worry"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    point: str = Field(max_length=40)
    """The code of one that most shops have; empty for one of the seller's own."""
    step: str = Field(default="", max_length=20)
    """At which step on the way from the order to the first use it comes up."""
    name: str = columns.text()
    notice: str = Field(default="", max_length=20)
    """Which kind of care answers it, or where it is answered; empty for none."""
    text: str = columns.text()
    is_left_out: int = columns.flag()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class GiftDrawRow(SQLModel, table=True):
    """One time that orders were given a gift or a letter, by lot or by choice."""

    __tablename__ = "gift_draw"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    what: str = Field(max_length=20)
    """gift or letter."""
    is_random: int = columns.flag()
    note: str = columns.text()
    cost: int | None = Field(default=None, sa_type=BigInteger)
    """Won that one of them costs."""
    orders: int = 0
    """How many were drawn for."""
    day: date = Field(sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class GiftRow(SQLModel, table=True):
    """Whether one order got what was drawn; of one draw only."""

    __tablename__ = "gift"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    what: str = Field(primary_key=True, max_length=20)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    order_no: str = Field(primary_key=True, max_length=60)
    draw_id: int
    day: date = Field(sa_type=Day)
    """The day of the order, by which its lines are found."""
    is_given: int = columns.flag()
    sent_on: date | None = Field(default=None, sa_type=Day)

    __table_args__ = (Index("gift_draw_id", "shop_id", "draw_id"),)


class GiftPlanRow(SQLModel, table=True):
    """After how many orders drawn for the seller wants to know what came of it."""

    __tablename__ = "gift_plan"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    what: str = Field(primary_key=True, max_length=20)
    goal: int
    at: datetime = Field(sa_type=Instant)
