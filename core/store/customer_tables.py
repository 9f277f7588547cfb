"""The tables of what a seller says about customers: rules, interests, consents, contacts."""

from datetime import date, datetime

from sqlalchemy import Float, Index, SmallInteger, Text
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Day, Instant


class CustomerRuleRow(SQLModel, table=True):
    """One number the seller set herself: what makes a regular, within how many days one returns."""

    __tablename__ = "customer_rule"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    name: str = Field(primary_key=True, max_length=20)
    value: float = Field(sa_type=Float)
    at: datetime = Field(sa_type=Instant)


class CustomerTagRow(SQLModel, table=True):
    """One interest that the seller gave a customer, or took from what was bought."""

    __tablename__ = "customer_tag"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    buyer_key: str = Field(primary_key=True, max_length=32)
    tag: str = Field(primary_key=True, max_length=60)
    is_removed: int = Field(default=0, sa_type=SmallInteger)
    at: datetime = Field(sa_type=Instant)


class ConsentRow(SQLModel, table=True):
    """That a customer wants to hear from the shop: since when, and where that was said."""

    __tablename__ = "consent"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    buyer_key: str = Field(max_length=32)
    kind: str = Field(max_length=20)
    """marketing, or night for messages between nine in the evening and eight in the morning."""
    given_on: date = Field(sa_type=Day)
    source: str = columns.text()
    withdrawn_on: date | None = Field(default=None, sa_type=Day)
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("consent_buyer", "shop_id", "buyer_key"),)


class ContactRow(SQLModel, table=True):
    """One time the seller was in touch with a customer, or did something for a stage of them."""

    __tablename__ = "contact"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    buyer_key: str | None = Field(default=None, max_length=32)
    """None where it was with nobody in particular."""
    kind: str = Field(max_length=20)
    stage: str = Field(max_length=20)
    day: date = Field(sa_type=Day)
    text: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("contact_buyer", "shop_id", "buyer_key"),)


class CustomerPersonaRow(SQLModel, table=True):
    """Which persona a customer is, as the seller says."""

    __tablename__ = "customer_persona"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    buyer_key: str = Field(primary_key=True, max_length=32)
    persona_id: int
    at: datetime = Field(sa_type=Instant)


class CustomerGroupRow(SQLModel, table=True):
    """Customers who meet a rule; who they are is found out each time."""

    __tablename__ = "customer_group"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = columns.text()
    rule: str = Field(default="{}", sa_type=Text)
    """What has to hold, as JSON."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class CustomerContactRow(SQLModel, table=True):
    """That a customer of a list was contacted, or passed over, on a day."""

    __tablename__ = "customer_contact"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    kind: str = Field(primary_key=True, max_length=20)
    """Which list it was."""
    buyer_key: str = Field(primary_key=True, max_length=32)
    day: date = Field(primary_key=True, sa_type=Day)
    product_id: int | None = None
    """What it was about, where the list is about products."""
    is_done: int = Field(default=0, sa_type=SmallInteger)
    reason: str | None = Field(default=None, max_length=20)
    """Why the customer was passed over."""
    at: datetime = Field(sa_type=Instant)

    __table_args__ = (Index("customer_contact_day", "shop_id", "day"),)


class BuyerMergeRow(SQLModel, table=True):
    """Two recognised buyers who are one customer."""

    __tablename__ = "buyer_merge"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    from_key: str = Field(max_length=32)
    into_key: str = Field(max_length=32)
    evidence: str = Field(default="", max_length=20)
    """Why they were taken for one; empty where the seller alone said so."""
    at: datetime = Field(sa_type=Instant)
    undone_at: datetime | None = columns.moment()
    ended: str = Field(default="", max_length=10)
    """Why it was undone; one of ``core.store.identities.Ended``."""

    __table_args__ = (
        Index("buyer_merge_from", "shop_id", "from_key"),
        Index("buyer_merge_into", "shop_id", "into_key"),
    )


class ErasedBuyerRow(SQLModel, table=True):
    """A buyer whose data were deleted; files that name him again bring back nothing of him."""

    __tablename__ = "erased_buyer"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    key: str = Field(primary_key=True, max_length=32)
    at: datetime = Field(sa_type=Instant)
