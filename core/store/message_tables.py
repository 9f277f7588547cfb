"""The tables of messages to customers: scenarios, texts, prices, sendings and who got them."""

from datetime import date, datetime

from sqlalchemy import Float, Index, Text
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Day, Instant


class MessageRuleRow(SQLModel, table=True):
    """One thing the seller set about messages: a sender number, the most per week, a window."""

    __tablename__ = "message_rule"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    name: str = Field(primary_key=True, max_length=20)
    value: str = columns.text()
    at: datetime = Field(sa_type=Instant)


class MessagePriceRow(SQLModel, table=True):
    """What one message costs by one channel, from a day on."""

    __tablename__ = "message_price"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    channel: str = Field(max_length=20)
    from_day: date = Field(sa_type=Day)
    won: float = Field(sa_type=Float)
    """Won without VAT; tenths are usual."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class ScenarioRow(SQLModel, table=True):
    """One occasion on which a customer is written to."""

    __tablename__ = "message_scenario"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    stage: str = Field(max_length=20)
    place: int = 0
    """Its place within the stage."""
    name: str = columns.text()
    persona_id: int | None = None
    """For whom; None for everybody."""
    group_id: int | None = None
    channel: str = Field(max_length=20)
    wait_days: int = 0
    """So many days after what it follows: the visit, the purchase, the arrival, the last one."""
    hour: int | None = None
    """At which hour of Seoul it is planned; None while that is open."""
    is_on: int = columns.flag(1)
    note: str = columns.text()
    """What the seller counted by hand where no file tells it."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class MessageRow(SQLModel, table=True):
    """One text of a scenario."""

    __tablename__ = "message_text"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    scenario_id: int
    name: str = columns.text()
    kind: str = Field(max_length=20)
    title: str = columns.text()
    """The subject of a mail or LMS; empty for the others."""
    block: str = columns.text()
    """What is said to the whole group, before what is said to one person."""
    text: str = columns.text()
    language: str = Field(default="ko", max_length=5)
    """In which language it is written."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("message_text_scenario", "shop_id", "scenario_id"),)


class SendRow(SQLModel, table=True):
    """One time that texts of a scenario went to a group."""

    __tablename__ = "message_send"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    title: str = columns.text()
    status: str = Field(max_length=20)
    scenario_id: int | None = None
    """None for one that belongs to none: 정리 안 된 메시지."""
    persona_id: int | None = None
    group_id: int | None = None
    group_rule: str = columns.text()
    """The rule of the group as it was, and empty for all customers."""
    group_day: date | None = Field(default=None, sa_type=Day)
    channel: str = Field(max_length=20)
    kind: str = Field(max_length=20)
    texts: str = Field(default="[]", sa_type=Text)
    """The versions as they were sent, as JSON: letter, number of the text, title, block, text."""
    offer: str = columns.text()
    """What is promised, in the seller's words; empty for nothing."""
    until: date | None = Field(default=None, sa_type=Day)
    """The last day on which it holds; None for no end."""
    excluded: str = Field(default="{}", sa_type=Text)
    """Whom the seller left out, as JSON."""
    hold_out: float = Field(default=0, sa_type=Float)
    """The share of the group that gets nothing, by lot, to compare with."""
    seed: str = Field(default="", max_length=32)
    planned_at: datetime | None = columns.moment()
    sent_at: datetime | None = columns.moment()
    window_days: int = 7
    """Purchases within so many days after it was sent count."""
    price: float | None = Field(default=None, sa_type=Float)
    """Won per message on the day; None while unknown."""
    sent: int | None = columns.count()
    failed: int | None = columns.count()
    opened: int | None = columns.count()
    reacted: int | None = columns.count()
    left: int | None = columns.count()
    """How many asked not to be written to any more."""
    bought: int | None = columns.count()
    """Purchases as the sending service or the seller counted them; None where files tell."""
    revenue: int | None = columns.count()
    note: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("message_send_day", "shop_id", "sent_at"),)


class SendCountRow(SQLModel, table=True):
    """What became of one version of a sending, where it is counted by version."""

    __tablename__ = "message_count"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    send_id: int = Field(primary_key=True)
    letter: str = Field(primary_key=True, max_length=2)
    sent: int | None = columns.count()
    failed: int | None = columns.count()
    opened: int | None = columns.count()
    reacted: int | None = columns.count()
    bought: int | None = columns.count()
    revenue: int | None = columns.count()
    at: datetime = Field(sa_type=Instant)


class SendPersonRow(SQLModel, table=True):
    """One customer of a sending: which version, or none, and what became of it."""

    __tablename__ = "message_person"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    send_id: int = Field(primary_key=True)
    buyer_key: str = Field(primary_key=True, max_length=32)
    letter: str = Field(max_length=2)
    """Which version; empty for those who get none."""
    place: int = 0
    """The place in the list, the same whenever it is written again."""
    outcome: str = Field(default="", max_length=10)
    """failed, reacted or left, where somebody told; else empty."""

    __table_args__ = (Index("message_person_buyer", "shop_id", "buyer_key"),)
