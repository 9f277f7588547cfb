"""The tables. Every one carries the shop in its key, so that many shops can share a store."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import BigInteger, Index, SmallInteger, Table, Text, text
from sqlmodel import Field, SQLModel

from core.store import columns
from core.store.moments import Day, Instant
from core.terms import DataSet, Mall


def _big(**kwargs: Any) -> Any:  # noqa: ANN401
    return Field(default=None, sa_type=BigInteger, **kwargs)


def _small(**kwargs: Any) -> Any:  # noqa: ANN401
    return Field(default=None, sa_type=SmallInteger, **kwargs)


def _where(condition: str) -> dict[str, Any]:
    """An index of the few rows that meet a condition."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Revision(SQLModel, table=True):
    """The one row that is counted up by every write; caches compare it."""

    __tablename__ = "revision"

    id: int = Field(primary_key=True)
    number: int = Field(default=0, sa_type=BigInteger)


class Shop(SQLModel, table=True):
    """One shop and what its seller told us about it."""

    __tablename__ = "shop"

    id: int = Field(primary_key=True)
    name: str = Field(default="", max_length=60)
    category: str = Field(default="", max_length=60)
    margin_percent: int | None = Field(default=None)
    language: str = Field(default="ko", max_length=5)
    seen_as: str = Field(default="", max_length=80)
    created_at: datetime = Field(sa_type=Instant)


class Upload(SQLModel, table=True):
    """One file that was taken, also after it was taken back."""

    __tablename__ = "upload"

    shop_id: int = Field(primary_key=True, foreign_key="shop.id")
    id: int = Field(primary_key=True)
    name: str = Field(max_length=255)
    sha256: str = Field(max_length=64)
    format_id: str = Field(max_length=40)
    as_of: datetime | None = columns.moment()
    created_at: datetime = Field(sa_type=Instant)
    undone_at: datetime | None = columns.moment()
    first_day: date | None = Field(default=None, sa_type=Day)
    last_day: date | None = Field(default=None, sa_type=Day)
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    outdated: int = 0
    skipped: int = 0
    refused: int = 0
    net: int | None = _big()
    data_set: str = Field(default=DataSet.ORDERS.value, max_length=20)
    mall: int = Field(default=Mall.SMARTSTORE.value, sa_type=SmallInteger)

    __table_args__ = (Index("upload_sha256", "shop_id", "sha256"),)


class UploadOverlap(SQLModel, table=True):
    """Two uploads of which the later one carried rows that the earlier one had written."""

    __tablename__ = "upload_overlap"

    shop_id: int = Field(primary_key=True)
    earlier_id: int = Field(primary_key=True)
    later_id: int = Field(primary_key=True)


class UploadIssue(SQLModel, table=True):
    """One row of a file that was not taken, or taken with a remark. Its cell is not kept."""

    __tablename__ = "upload_issue"

    shop_id: int = Field(primary_key=True)
    upload_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    line: int = Field(sa_type=BigInteger)
    reason: str = Field(max_length=40)
    heading: str | None = Field(default=None, max_length=100)


class Buyer(SQLModel, table=True):
    """One recognised buyer: a keyed hash, a masked name, and the sum of the orders that count."""

    __tablename__ = "buyer"

    shop_id: int = Field(primary_key=True)
    id: int = Field(primary_key=True)
    key: str = Field(max_length=32)
    name: str | None = Field(default=None, max_length=20)
    created_by: int
    first_day: date | None = Field(default=None, sa_type=Day)
    last_day: date | None = Field(default=None, sa_type=Day)
    orders: int = 0
    net: int = Field(default=0, sa_type=BigInteger)
    known_by: int | None = _small()
    """One of ``core.terms.KnownBy``; None for those of old files."""
    same_as: int | None = None
    """The buyer under whose number this one's orders stand, since both are one customer."""

    __table_args__ = (
        Index("buyer_key", "shop_id", "key", unique=True),
        Index("buyer_first_day", "shop_id", "first_day"),
        Index("buyer_same_as", "shop_id", "same_as", **_where("same_as IS NOT NULL")),
    )


class Product(SQLModel, table=True):
    """One product as the mall numbers it; without a number, as it is named."""

    __tablename__ = "product"

    shop_id: int = Field(primary_key=True)
    id: int = Field(primary_key=True)
    key: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    created_by: int

    __table_args__ = (Index("product_key", "shop_id", "key", unique=True),)


class Label(SQLModel, table=True):
    """One value of a column with few values: a route, a sales channel, a means of payment."""

    __tablename__ = "label"

    shop_id: int = Field(primary_key=True)
    id: int = Field(primary_key=True)
    text: str = Field(max_length=200)
    created_by: int

    __table_args__ = (Index("label_text", "shop_id", "text", unique=True),)


class ColumnMapping(SQLModel, table=True):
    """Which heading of a file the seller said is which of our columns."""

    __tablename__ = "column_mapping"

    shop_id: int = Field(primary_key=True)
    id: int = Field(primary_key=True)
    signature: str = Field(max_length=32)
    template: str = Field(max_length=40)
    columns: str = Field(sa_type=Text)
    headings: str = Field(sa_type=Text)
    mall: int = Field(sa_type=SmallInteger)
    created_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)

    __table_args__ = (Index("column_mapping_signature", "shop_id", "signature", unique=True),)


class OrderLineColumns(SQLModel):
    """What is kept of one product in one order (상품주문번호)."""

    shop_id: int = Field(primary_key=True)
    mall: int = Field(primary_key=True, sa_type=SmallInteger)
    line_no: str = Field(primary_key=True, max_length=60)
    order_no: str | None = Field(default=None, max_length=60)
    day: date | None = Field(default=None, sa_type=Day)
    hour: int | None = _small()
    ordered_at: datetime | None = columns.moment()
    paid_at: datetime | None = columns.moment()
    state: int = Field(default=0, sa_type=SmallInteger)
    claim: int | None = _small()
    claim_requested_at: datetime | None = columns.moment()
    claim_reason: int | None = None
    refunded_at: datetime | None = columns.moment()
    quantity: int | None = None
    unit_price: int | None = _big()
    discount: int | None = _big()
    seller_discount: int | None = _big()
    amount: int | None = _big()
    product_id: int | None = None
    product_code: str | None = Field(default=None, max_length=100)
    buyer_id: int | None = None
    """The customer's number."""
    own_buyer_id: int | None = None
    """Whom the files name, where that buyer is one customer with another (``Buyer.same_as``)."""
    also_buyer_id: int | None = None
    """Whom another file named by name and number for the same line, which the account proves to be
    the same person; 0 where files contradict each other, which proves nothing."""
    region: int | None = _small()
    route: int | None = None
    device: int | None = _small()
    sales_channel: int | None = None
    payment_means: int | None = None
    placed_at: datetime | None = columns.moment()
    ship_due: datetime | None = columns.moment()
    dispatched_at: datetime | None = columns.moment()
    delivered_at: datetime | None = columns.moment()
    confirmed_at: datetime | None = columns.moment()
    shipping_bundle: str | None = Field(default=None, max_length=60)
    shipping_fee: int | None = _big()
    settlement_expected: int | None = _big()
    payment_fee: int | None = _big()
    channel_fee: int | None = _big()
    as_of: int | None = _big()
    """Seconds since 1970: when the export was made that gave the state."""
    dated: int | None = _small()
    """Whether ``as_of`` is that moment, or only one before which it cannot have been."""
    created_by: int
    changed_by: int


class OrderLine(OrderLineColumns, table=True):
    """One product in one order, in the state the newest export gave it."""

    __tablename__ = "order_line"

    __table_args__ = (
        # Everything the questions about days and about buyers ask for, so that they are
        # answered from the index alone, for all malls or for some.
        Index("order_line_day", "shop_id", "day", "mall", "state", "amount", "order_no",
              "buyer_id", "product_id", "quantity"),
        Index("order_line_buyer", "shop_id", "buyer_id", "day", "order_no", "state", "amount",
              "mall", "product_id"),
        Index("order_line_created", "shop_id", "created_by"),
        Index("order_line_also", "shop_id", "also_buyer_id", **_where("also_buyer_id IS NOT NULL")),
        # One order by its number, and what arrived on some days: who is looked after.
        Index("order_line_order", "shop_id", "order_no"),
        Index("order_line_arrived", "shop_id", text("coalesce(delivered_at, dispatched_at)"),
              "day"),
    )  # fmt: skip


class BeforeImage(OrderLineColumns, table=True):
    """One order line as it was before an upload changed it; undo writes it back."""

    __tablename__ = "before_image"

    upload_id: int = Field(primary_key=True)

    __table_args__ = (Index("before_image_upload", "shop_id", "upload_id"),)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that are about columns rather than rows."""
    return cast("Table", vars(model)["__table__"])
