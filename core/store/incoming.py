"""Order lines on their way into the store: from Arrow columns to rows of our table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from sqlmodel import Session

from core.store.bulk import append
from core.store.incoming_buyers import Buyers
from core.store.incoming_numbers import BY_NAME, Numbers, column, flat, names
from core.store.tables import Label, OrderLine, Product, table_of
from core.terms import Mall, OrderState

SEOUL_SECONDS = 9 * 3600
"""Seoul is nine hours ahead of UTC, without summer time since 1988."""
_DAY = 86_400
_HOUR = 3600

PLAIN: Final = (
    "line_no", "order_no", "ordered_at", "paid_at", "claim", "claim_requested_at", "refunded_at",
    "quantity", "unit_price", "discount", "seller_discount", "amount", "product_code", "region",
    "device", "placed_at", "ship_due", "dispatched_at", "delivered_at", "confirmed_at",
    "shipping_bundle", "shipping_fee", "settlement_expected", "payment_fee", "channel_fee",
)  # fmt: skip
"""Columns that are kept as they come."""

LABELS: Final = ("claim_reason", "route", "sales_channel", "payment_means")
"""Columns with few values, kept as the number of a ``Label``."""

COLUMNS: Final = tuple(column.name for column in table_of(OrderLine).columns)
"""The columns of the table, in its order."""


@dataclass(slots=True)
class Resolver:
    """Turns tables of order lines into rows of ``OrderLine``, with numbers for names."""

    session: Session
    shop_id: int
    upload_id: int
    as_of: int | None
    writes: bool = True
    mall: Mall = Mall.SMARTSTORE
    """Of the lines that do not tell theirs."""

    def __post_init__(self) -> None:
        """Read the numbers that are known."""
        place = (self.session, self.shop_id, self.upload_id)
        self._products = Numbers(*place, Product, writes=self.writes)
        self._buyers = Buyers(*place, writes=self.writes)
        self._labels = Numbers(*place, Label, writes=self.writes)

    _products: Any = None
    _buyers: Any = None
    _labels: Any = None

    def put(self, table: pa.Table, into: str) -> None:
        """Append the lines of ``table`` to a table with the columns of ``OrderLine``."""
        columns = self._columns(table)
        same = {
            "shop_id": self.shop_id, "as_of": self.as_of, "dated": int(self.as_of is not None),
            "created_by": self.upload_id, "changed_by": self.upload_id,
        }  # fmt: skip
        if "mall" not in columns:
            same["mall"] = self.mall.value
        append(self.session, into, list(columns), zip(*columns.values(), strict=True), same)

    def _columns(self, table: pa.Table) -> dict[str, Sequence[Any]]:
        """The columns that the lines have, with numbers for names."""
        there = set(table.column_names)
        columns: dict[str, Sequence[Any]] = {
            name: table[name].to_pylist() for name in PLAIN if name in there
        }
        malls = malls_of(table, self.mall)
        if "mall" in there:
            columns["mall"] = malls.to_pylist()
        for name in LABELS:
            if name in there:
                columns[name] = self._labels.of(flat(table[name]))
        columns["state"] = pc.fill_null(
            column(table, "state", pa.int8()), OrderState.UNKNOWN.value
        ).to_pylist()
        columns["product_id"] = self._products.of(
            product_keys(table, malls), names(table, "product_name")
        )
        if "buyer_key" in there:
            columns |= self._buyers.columns(table)
        columns["day"], columns["hour"] = when(table)
        return columns


def malls_of(table: pa.Table, mall: Mall) -> pa.Array:
    """The mall of each row; ``mall`` where it does not tell."""
    return pc.fill_null(column(table, "mall", pa.int8()), pa.scalar(mall.value, pa.int8()))


def product_keys(table: pa.Table, malls: pa.Array) -> pa.Array:
    """What tells products apart: the mall's number, without one the name.

    Each mall counts for itself, so the number of another mall than SmartStore has the mall before
    it. A name means the same product everywhere.
    """
    numbers = column(table, "product_no", pa.string())
    if pc.any(pc.not_equal(malls, Mall.SMARTSTORE.value)).as_py():
        elsewhere = pc.binary_join_element_wise(pc.cast(malls, pa.string()), numbers, ":")
        numbers = pc.if_else(pc.equal(malls, Mall.SMARTSTORE.value), numbers, elsewhere)
    by_name = pc.binary_join_element_wise(BY_NAME, names(table, "product_name"), "")
    return pc.coalesce(numbers, by_name)


def seoul_days(table: pa.Table) -> pa.Array:
    """The Seoul day of each line as days since 1970.

    The day of payment; without one the day of the order; without that the day in a line number
    of 16 digits, whose first eight are the date.
    """
    paid = pc.coalesce(
        column(table, "paid_at", pa.int64()), column(table, "ordered_at", pa.int64())
    )
    by_moment = pc.cast(pc.divide(pc.add(paid, SEOUL_SECONDS), _DAY), pa.int32())
    if not by_moment.null_count:
        return by_moment
    numbers = flat(table["line_no"])
    dated = pc.match_substring_regex(numbers, r"^20\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{8}$")
    texts = pc.if_else(dated, pc.utf8_slice_codeunits(numbers, 0, 8), None)
    stamps = pc.strptime(texts, format="%Y%m%d", unit="s", error_is_null=True)
    return pc.coalesce(by_moment, pc.cast(pc.cast(stamps, pa.date32()), pa.int32()))


def when(table: pa.Table) -> tuple[list[int | None], list[int | None]]:
    """The Seoul day and hour of each line."""
    moments = pc.coalesce(
        column(table, "paid_at", pa.int64()), column(table, "ordered_at", pa.int64())
    )
    shifted = pc.add(moments, SEOUL_SECONDS)
    within = pc.subtract(shifted, pc.multiply(pc.divide(shifted, _DAY), _DAY))
    return seoul_days(table).to_pylist(), pc.divide(within, _HOUR).to_pylist()
