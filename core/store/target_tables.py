"""The tables of whom a seller has in mind: personas, and the shares she aims at."""

from datetime import datetime

from sqlalchemy import Float, SmallInteger, Text
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Instant


class PersonaRow(SQLModel, table=True):
    """One person the shop is made for."""

    __tablename__ = "persona"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = columns.text()
    sentence: str = columns.text()
    """The customer in one sentence."""
    is_main: int = Field(default=0, sa_type=SmallInteger)
    age: str = columns.text()
    gender: str = columns.text()
    job: str = columns.text()
    interests: str = columns.text()
    problem: str = columns.text()
    wish: str = columns.text()
    """The solution this person wants."""
    tendency: str = columns.text()
    liked_copy: str = columns.text()
    needs: str = columns.text()
    """One need a line."""
    evidence: str = columns.text()
    """How the seller knows: a product or a copy test a line, as kind and number (product:12)."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1


class TargetShareRow(SQLModel, table=True):
    """Which shares of the buyers the values of one dimension are meant to make.

    There is one for each dimension at most; ``id`` is the number of the dimension.
    """

    __tablename__ = "target_share"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    dimension: str = Field(max_length=20)
    shares: str = Field(default="{}", sa_type=Text)
    """The share of each value, 0 to 1, as JSON; none at all before the first was kept."""
    most: float = Field(sa_type=Float)
    """The error, 0 to 1, above which something should be done about it."""
    created_at: datetime = Field(sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 1
