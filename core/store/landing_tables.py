"""The tables of landing pages: which there are, what they brought week by week, what changed."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Instant


class LandingRow(SQLModel, table=True):
    """A page with a form on which visitors leave how they can be reached."""

    __tablename__ = "landing_page"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = columns.text()
    address: str = columns.text()
    """Empty where the seller did not say."""
    first: date = columns.day()
    """Since when it can be seen."""
    link_id: int | None = None
    """The shop's own link to it, by which visits are counted."""
    note: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1


class LandingCountRow(SQLModel, table=True):
    """What the seller wrote down of one week of such a page."""

    __tablename__ = "landing_count"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    landing_id: int
    day: date = columns.day()
    """The Monday of the week."""
    visits: int | None = columns.count()
    contacts: int | None = columns.count()
    """None while unknown."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("landing_count_of", "shop_id", "landing_id"),)


class LandingChangeRow(SQLModel, table=True):
    """What was changed of the form of such a page on a day."""

    __tablename__ = "landing_change"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    landing_id: int
    day: date = columns.day()
    text: str = columns.text()
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = columns.moment()
    version: int = 1

    __table_args__ = (Index("landing_change_of", "shop_id", "landing_id"),)
