"""The tables of what is added up of order lines, so that pages never read the lines for it."""

from datetime import date

from sqlalchemy import BigInteger, Index, SmallInteger
from sqlmodel import Field, SQLModel

from core.store.moments import Day


class DayTotal(SQLModel, table=True):
    """The order lines of one day and mall, added up."""

    __tablename__ = "day_total"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    orders: int
    lines: int
    units: int
    gross: int = Field(sa_type=BigInteger)
    net: int = Field(sa_type=BigInteger)
    cancelled_lines: int
    returned_lines: int
    unknown_amount_lines: int


class DayProduct(SQLModel, table=True):
    """One product on one day in one mall: the order lines with it, added up.

    Units and net revenue are of what counts; ``priced_lines`` are the lines that count and tell
    their price, which lies between the other two.
    """

    __tablename__ = "day_product"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    product_id: int = Field(primary_key=True)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    orders: int
    lines: int
    units: int
    net: int = Field(sa_type=BigInteger)
    cancelled_lines: int
    returned_lines: int
    unknown_amount_lines: int
    priced_lines: int
    lowest_price: int | None = Field(default=None, sa_type=BigInteger)
    highest_price: int | None = Field(default=None, sa_type=BigInteger)

    __table_args__ = (
        # All days of a few products, from the index alone.
        Index("day_product_product", "shop_id", "product_id", "day", "mall", "lines", "orders",
              "net"),
    )  # fmt: skip


class DayDevice(SQLModel, table=True):
    """The order lines of one day and mall that were paid on one device, added up."""

    __tablename__ = "day_device"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    device: int = Field(primary_key=True, sa_type=SmallInteger)
    """0 where no file tells it."""
    orders: int
    lines: int
    net: int = Field(sa_type=BigInteger)
    cancelled_lines: int
    returned_lines: int
    unknown_amount_lines: int


class DayHour(SQLModel, table=True):
    """The order lines of one day and mall that were paid within one hour of Seoul, added up."""

    __tablename__ = "day_hour"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    hour: int = Field(primary_key=True, sa_type=SmallInteger)
    """-1 where no file tells it."""
    orders: int
    net: int = Field(sa_type=BigInteger)


class DayState(SQLModel, table=True):
    """The order lines of one day, mall and state, and of how many of them something is unknown."""

    __tablename__ = "day_state"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    state: int = Field(primary_key=True, sa_type=SmallInteger)
    lines: int
    no_amount: int
    no_buyer: int


class DayPeople(SQLModel, table=True):
    """The different buyers of one day in all malls together, and those who came first that day.

    ``again`` are those of the new ones who bought on a later day within
    ``core.store.people.SECOND_WITHIN`` days.
    """

    __tablename__ = "day_people"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    buyers: int
    new_buyers: int
    again: int


class DayGap(SQLModel, table=True):
    """The buyers of one day whose purchase before that was ``gap`` days earlier.

    Different buyers of a stretch of days are the sum of those of each day without those who had
    bought in the same stretch before: whose gap does not reach back beyond its beginning.
    """

    __tablename__ = "day_gap"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    gap: int = Field(primary_key=True, sa_type=SmallInteger)
    buyers: int


class DayFirst(SQLModel, table=True):
    """The new buyers of one day who bought a product that day, and who of them came again."""

    __tablename__ = "day_first"

    shop_id: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    product_id: int = Field(primary_key=True)
    buyers: int
    again: int
