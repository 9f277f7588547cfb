"""The tables of statistics, advertisements, reviews, inquiries and settlements.

Their columns are those of ``core.terms.records``, with the number of a ``Product`` for what a
file calls it. All rows of an upload stay as they came. Of the rows with one key, one counts:
that of the youngest file (``rank``), and of files of one age the one taken last.
"""

from collections.abc import Mapping
from typing import Any, Final

import pyarrow as pa
from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)
from sqlmodel import SQLModel

from core.terms import Record
from core.terms.records import SCHEMAS

FACTS: Final = tuple(record for record in Record if record is not Record.ORDER_LINE)
"""The records whose rows are kept upload by upload."""

PLACE: Final = ("shop_id", "upload_id", "number", "key", "rank", "current")
"""Whose row it is, from where, what it is about, and whether it counts."""

_TYPES: Final[Mapping[pa.DataType, Any]] = {
    pa.int8(): SmallInteger,
    pa.int32(): Integer,
    pa.int64(): BigInteger,
    pa.float64(): Float,
    pa.string(): Text,
}
_NOT_KEPT: Final = frozenset({"line", "product_name"})


def kept(record: Record) -> tuple[str, ...]:
    """The columns of a record's table that come from the file, in the order of its schema."""
    names = (field.name for field in SCHEMAS[record] if field.name not in _NOT_KEPT)
    return tuple("product_id" if name == "product_no" else name for name in names)


def _column(record: Record, name: str) -> "Column[Any]":
    if name == "product_id":
        return Column(name, Integer)
    field = SCHEMAS[record].field(name)
    return Column(name, _TYPES[field.type], nullable=field.nullable)


def _table(record: Record, *look_up: str, more: "tuple[Index, ...]" = ()) -> Table:
    name = record.value
    return Table(
        name,
        SQLModel.metadata,
        Column("shop_id", Integer, primary_key=True, autoincrement=False),
        Column("upload_id", Integer, primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),
        # 32 hex digits of a hash over the columns in ``KEYS``
        Column("key", String(32), nullable=False),
        # seconds since 1970: how old the file is, or the least it can be; 0 where nobody knows
        Column("rank", BigInteger, nullable=False),
        Column("current", SmallInteger, nullable=False),
        *(_column(record, column) for column in kept(record)),
        Index(f"{name}_key", "shop_id", "key"),
        # ``current`` stands last: at the front SQLite would take it for a way to find a key.
        Index(f"{name}_look_up", "shop_id", *look_up, "current"),
        *more,
    )


def _of_products(record: Record, *columns: str) -> Index:
    """An index of the rows that are about a product."""
    told = text("product_id IS NOT NULL")
    return Index(
        f"{record.value}_product", "shop_id", "product_id", *columns,
        sqlite_where=told, postgresql_where=told,
    )  # fmt: skip


def _of_lines(record: Record) -> Index:
    """An index of the rows that are about an order line: what one customer said."""
    told = text("line_no IS NOT NULL")
    return Index(
        f"{record.value}_line", "shop_id", "line_no", sqlite_where=told, postgresql_where=told
    )


TABLES: Final[Mapping[Record, Table]] = {
    Record.STATISTIC: _table(
        Record.STATISTIC,
        "subject", "first_day", "last_day", "report", "level", "vocabulary", "upload_id",
        more=(_of_products(Record.STATISTIC, "subject", "first_day"),),
    ),
    Record.AD_RESULT: _table(
        Record.AD_RESULT, "platform", "first_day", "last_day", "report", "level", "upload_id"
    ),
    Record.REVIEW: _table(
        Record.REVIEW, "written_at",
        # All that reviews are added up by, so that their texts need not be passed by.
        more=(
            Index(
                "review_sums", "shop_id", "written_at", "rating", "product_id", "kind",
                "related_no", "shown", "has_reply", "replied_at", "current", "mall", "review_no",
            ),
            _of_lines(Record.REVIEW),
        ),
    ),
    Record.INQUIRY: _table(Record.INQUIRY, "asked_at", more=(_of_lines(Record.INQUIRY),)),
    Record.SETTLEMENT: _table(Record.SETTLEMENT, "basis_day", "paid_at"),
}  # fmt: skip
"""The table of each record."""
