"""The tables of what regulars get and give: benefits, tiers, posts, and lists of subscribers."""

from datetime import date, datetime

from sqlalchemy import Float, Index, SmallInteger
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Day, Instant


class BenefitRow(SQLModel, table=True):
    """Something customers can be given, for good or for some days."""

    __tablename__ = "benefit"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = columns.text()
    kind: str = Field(max_length=20)
    cost: int | None = columns.count()
    """Won that one of them costs the shop; None while unknown."""
    first: date | None = Field(default=None, sa_type=Day)
    last: date | None = Field(default=None, sa_type=Day)
    """The days on which it is offered; None for no bound."""
    tier_id: int | None = None
    group_id: int | None = None
    """For whom it is alone; None of both for everybody."""
    every_days: int | None = None
    """After how many days a member is to hear of the shop again; None for no plan."""
    note: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class BenefitDrawRow(SQLModel, table=True):
    """One time that a benefit was given to some, while others were left without."""

    __tablename__ = "benefit_draw"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    benefit_id: int
    day: date = columns.day()
    hold_out: float = Field(default=0, sa_type=Float)
    """The share of people who were left without by lot."""
    seed: str = Field(default="", max_length=32)
    cost: int | None = columns.count()
    """Won that one cost on that day; None while unknown."""
    note: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("benefit_draw_of", "shop_id", "benefit_id"),)


class BenefitPersonRow(SQLModel, table=True):
    """One customer of such a time: given, or left without by lot."""

    __tablename__ = "benefit_person"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    draw_id: int = Field(primary_key=True)
    buyer_key: str = Field(primary_key=True, max_length=32)
    is_given: int = columns.flag()

    __table_args__ = (Index("benefit_person_buyer", "shop_id", "buyer_key"),)


class TierRow(SQLModel, table=True):
    """One tier of customers, and what takes one there."""

    __tablename__ = "tier"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = columns.text()
    place: int = 0
    """The highest has the greatest."""
    least_won: int | None = columns.count()
    least_orders: int | None = columns.count()
    """What was bought within the days at least; None where it does not matter."""
    days: int | None = None
    """Within how many days up to the day asked about; None for ever."""
    perk: str = columns.text()
    """What its members get, in the seller's words."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class PostRow(SQLModel, table=True):
    """What a customer showed or told others about the shop: a picture, a film, a recommendation."""

    __tablename__ = "customer_post"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    kind: str = Field(max_length=20)
    day: date = columns.day()
    buyer_key: str | None = Field(default=None, max_length=32)
    """Whose; None where the seller does not know."""
    invited_key: str | None = Field(default=None, max_length=32)
    """Who came by it; None where nobody did or nobody knows."""
    place: str = Field(default="", max_length=60)
    """Where it was shown: a channel, in the seller's words."""
    address: str = columns.text()
    link_id: int | None = None
    """The shop's own link in it, by which orders are counted."""
    points: int | None = columns.count()
    """Won of points given for it; None while unknown."""
    is_disclosed: int | None = Field(default=None, sa_type=SmallInteger)
    """Whether it says that something was given for it; None while nobody looked."""
    note: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class SubscriberRow(SQLModel, table=True):
    """How many want to hear from the shop by one channel, as it told at the end of a day."""

    __tablename__ = "subscriber_count"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    channel: str = Field(max_length=20)
    day: date = columns.day()
    total: int | None = columns.count()
    joined: int | None = columns.count()
    left: int | None = columns.count()
    """Since the line before; None where the channel does not tell."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class OfferRow(SQLModel, table=True):
    """One offer that is to be the same wherever customers meet it."""

    __tablename__ = "offer"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = columns.text()
    first: date = columns.day()
    last: date = columns.day()
    what: str = columns.text()
    """What is promised, as it has to stand everywhere."""
    percent: int | None = Field(default=None, sa_type=SmallInteger)
    """The discount; None where it is none."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class OfferPlaceRow(SQLModel, table=True):
    """How one offer stands in one channel."""

    __tablename__ = "offer_place"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    offer_id: int
    channel: str = Field(max_length=60)
    first: date | None = Field(default=None, sa_type=Day)
    last: date | None = Field(default=None, sa_type=Day)
    """Its days there; None where they were not looked at."""
    percent: int | None = Field(default=None, sa_type=SmallInteger)
    words: str = columns.text()
    """How the channel says it; empty where it was not looked at."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("offer_place_of", "shop_id", "offer_id"),)


class ProfileRow(SQLModel, table=True):
    """Whether the shop can be found and asked in one channel, as the seller last looked."""

    __tablename__ = "channel_profile"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    channel: str = Field(max_length=60)
    has_link: int | None = Field(default=None, sa_type=SmallInteger)
    has_introduction: int | None = Field(default=None, sa_type=SmallInteger)
    has_contact: int | None = Field(default=None, sa_type=SmallInteger)
    says_line: int | None = Field(default=None, sa_type=SmallInteger)
    """Whether it says what the shop wants to be seen as; None of each while nobody looked."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1
