"""Order lines on their way into the store: from Arrow columns to rows of our table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import func, select, update
from sqlmodel import Session

from core.store.bulk import append
from core.store.tables import Buyer, Label, OrderLine, Product, table_of
from core.terms import Mall, OrderState

SEOUL_SECONDS = 9 * 3600
"""Seoul is nine hours ahead of UTC, without summer time since 1988."""
BY_NAME = "name:"
"""Begins the key of a product that came without a number."""

AT_ONCE: Final = 500
"""So many keys are looked up in one question."""

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
class Numbers:
    """The numbers under which a kind of thing is kept, by its key; new ones are put in."""

    session: Session
    shop_id: int
    upload_id: int
    model: type[Buyer | Product | Label]
    writes: bool = True

    def __post_init__(self) -> None:
        """Find out where to go on counting."""
        self._table = table_of(self.model)
        self._key = self._table.c["text" if self.model is Label else "key"]
        self._here = self._table.c.shop_id == self.shop_id
        top = self.session.execute(select(func.max(self._table.c.id)).where(self._here)).scalar()
        self._next = int(top or 0) + 1
        self._empty = top is None
        if self.model is Product:
            # A file that gives only a product's name means the product we know by that name.
            named = select(self._table.c.name, self._table.c.id).where(self._here)
            for name, number in self.session.execute(named.order_by(self._table.c.id)):
                if name:
                    self._known.setdefault(BY_NAME + str(name), int(number))
                else:
                    self._nameless.add(int(number))

    _known: dict[str, int] = field(default_factory=dict)
    _nameless: set[int] = field(default_factory=set)
    _next: int = 1
    _empty: bool = True
    _table: Any = None
    _key: Any = None
    _here: Any = None

    def of(self, keys: pa.Array, names: pa.Array | None = None) -> list[int | None]:
        """The number of each key; null stays None."""
        coded = keys.dictionary_encode()
        values = coded.dictionary.to_pylist()
        self._look_up([value for value in values if value not in self._known])
        new = [place for place, value in enumerate(values) if value not in self._known]
        if new:
            self._add([values[place] for place in new], self._names(coded, names, new))
        numbers = [self._known[value] for value in values]
        if names is not None and not self._nameless.isdisjoint(numbers):
            bare = [place for place, number in enumerate(numbers) if number in self._nameless]
            self._name([numbers[place] for place in bare], self._names(coded, names, bare))
        return [None if code is None else numbers[code] for code in coded.indices.to_pylist()]

    def _name(self, numbers: list[int], names: Sequence[str | None]) -> None:
        """Give products a name that came in a file without names."""
        for number, name in zip(numbers, names, strict=True):
            if name:
                self._nameless.discard(number)
                self._known.setdefault(BY_NAME + name, number)
                if self.writes:
                    this = self._here & (self._table.c.id == number)
                    self.session.execute(update(self._table).where(this).values(name=name))

    def _look_up(self, keys: list[str]) -> None:
        if self._empty:
            return
        for start in range(0, len(keys), AT_ONCE):
            some = select(self._key, self._table.c.id).where(
                self._here, self._key.in_(keys[start : start + AT_ONCE])
            )
            for key, number in self.session.execute(some):
                self._known[key] = int(number)

    @staticmethod
    def _names(coded: Any, names: pa.Array | None, new: list[int]) -> Sequence[str | None]:  # noqa: ANN401
        if names is None:
            return [None] * len(new)
        # of each new key, the name in its last row
        last = np.full(len(coded.dictionary), -1)
        rows = np.flatnonzero(coded.indices.is_valid().to_numpy(zero_copy_only=False))
        last[coded.indices.drop_null().to_numpy()] = rows
        return cast("list[str | None]", names.take(pa.array(last[new])).to_pylist())

    def _add(self, keys: list[str], names: Sequence[str | None]) -> None:
        first = self._next
        self._next += len(keys)
        numbers = range(first, self._next)
        self._known.update(zip(keys, numbers, strict=True))
        if self.model is Product:
            for name, number in zip(names, numbers, strict=True):
                if name:
                    self._known.setdefault(BY_NAME + name, number)
                else:
                    self._nameless.add(number)
        if self.writes:
            self._put(zip(keys, numbers, names, strict=True))

    def _put(self, new: Iterable[tuple[str, int, str | None]]) -> None:
        place = (self.shop_id, self.upload_id)
        columns = ["shop_id", "created_by", self._key.name, "id"]
        if self.model is Label:
            rows: Iterable[tuple[Any, ...]] = ((*place, key, number) for key, number, _ in new)
        elif self.model is Product:
            columns.append("name")
            rows = ((*place, key, number, name or "") for key, number, name in new)
        else:
            columns += ["name", "orders", "net"]
            rows = ((*place, key, number, name, 0, 0) for key, number, name in new)
        append(self.session, self._table.name, columns, rows)


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
        self._buyers = Numbers(*place, Buyer, writes=self.writes)
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
            columns["buyer_id"] = self._buyers.of(
                flat(table["buyer_key"]), names(table, "buyer_name")
            )
        columns["day"], columns["hour"] = when(table)
        return columns


def flat(values: pa.ChunkedArray) -> pa.Array:
    """The chunks of a column as one array."""
    joined = values.combine_chunks()
    return joined if isinstance(joined, pa.Array) else joined.chunk(0)


def column(table: pa.Table, name: str, kind: Any) -> pa.Array:  # noqa: ANN401
    """The column ``name``, all null if the table does not have it."""
    if name in table.column_names:
        return flat(table[name])
    return pa.nulls(table.num_rows, kind)


def names(table: pa.Table, name: str) -> pa.Array:
    """A column of names."""
    return column(table, name, pa.string())


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
