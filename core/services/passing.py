"""What is added up while the rows of a file pass by, and its first rows for a look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from core.store.incoming import SEOUL_SECONDS, seoul_days
from core.store.moments import day_of
from core.terms import Period, Record
from core.terms.orders import NO_SALE

SAMPLE_ROWS: Final = 5
"""So many rows a preview shows."""

_DAY: Final = 86_400
_NO_SALE: Final = pa.array(sorted(state.value for state in NO_SALE), pa.int8())

SHOWN: Final[Mapping[Record, tuple[str, ...]]] = {
    Record.ORDER_LINE: ("product_name", "quantity", "amount", "state", "buyer_name"),
    Record.STATISTIC: (
        "channel_group", "channel_name", "product_name", "keyword", "category", "customer_group",
        "visits", "detail_views", "payments", "gross", "payments_last", "gross_last", "gross_14d",
        "customers", "subscribers", "wishes", "cart_adds",
    ),
    Record.AD_RESULT: (
        "campaign", "ad_group", "keyword", "impressions", "clicks", "cost", "purchases",
        "purchase_revenue",
    ),
    Record.REVIEW: ("product_name", "rating", "text", "has_reply"),
    Record.INQUIRY: ("product_name", "title", "text", "is_answered"),
    Record.SETTLEMENT: ("item", "amount", "payment_fee", "channel_fee", "expected"),
}  # fmt: skip
"""Columns that tell a seller whether a file was understood."""

SUMMED: Final[Mapping[Record, tuple[str, ...]]] = {
    Record.ORDER_LINE: (),
    Record.STATISTIC: ("visits", "payments", "gross", "detail_views", "gross_last", "gross_14d"),
    Record.AD_RESULT: ("impressions", "clicks", "cost", "purchases", "purchase_revenue"),
    Record.REVIEW: (),
    Record.INQUIRY: (),
    Record.SETTLEMENT: ("amount", "payment_fee", "channel_fee", "installment_fee", "expected"),
}
"""Columns whose sum over all rows of a file means something to a seller."""

_MOMENT: Final = {Record.REVIEW: "written_at", Record.INQUIRY: "asked_at"}


@dataclass(slots=True)
class Facts:
    """What is added up while the rows of a file pass by."""

    record: Record
    figures: dict[str, int | float] = field(default_factory=dict)
    """Sums by the name of the column; ``net`` is the won of order lines that count."""
    first: int | None = None
    last: int | None = None

    def watching(self, tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """The same tables, each counted."""
        for table in tables:
            self._add(table)
            yield table

    @property
    def period(self) -> Period | None:
        """The Seoul days of the rows."""
        if self.first is None or self.last is None:
            return None
        return Period(day_of(self.first), day_of(self.last))

    def _add(self, table: pa.Table) -> None:
        for days in days_of(table, self.record):
            ends = pc.min_max(days).as_py()
            if ends["min"] is not None:
                self.first = ends["min"] if self.first is None else min(self.first, ends["min"])
                self.last = ends["max"] if self.last is None else max(self.last, ends["max"])
        if self.record is Record.ORDER_LINE and "amount" in table.column_names:
            self._count("net", _sold(table))
        for name in SUMMED[self.record]:
            if name in table.column_names and table[name].null_count < table.num_rows:
                self._count(name, table[name])

    def _count(self, name: str, values: Any) -> None:  # noqa: ANN401
        self.figures[name] = self.figures.get(name, 0) + (pc.sum(values).as_py() or 0)


def days_of(table: pa.Table, record: Record) -> list[pa.Array]:
    """The Seoul days of the rows, first and last ones, as days since 1970."""
    if record is Record.ORDER_LINE:
        return [seoul_days(table)]
    if record in _MOMENT:
        moments = pc.add(table[_MOMENT[record]], SEOUL_SECONDS)
        return [pc.cast(pc.divide(moments, _DAY), pa.int32())]
    if record is Record.SETTLEMENT:
        return [table["basis_day"]] if "basis_day" in table.column_names else []
    return [table["first_day"], table["last_day"]]


def _sold(table: pa.Table) -> Any:  # noqa: ANN401
    if "state" not in table.column_names:
        return table["amount"]
    sold = pc.invert(pc.is_in(table["state"], value_set=_NO_SALE))
    return table["amount"].filter(pc.fill_null(sold, True))  # noqa: FBT003


def sample_of(tables: Sequence[pa.Table], record: Record) -> pd.DataFrame:
    """The first rows of a file, for a look before it is taken.

    Columns of ``SHOWN`` that say something in these rows, and ``day``, their first day.
    """
    if not tables:
        return pd.DataFrame({"day": []})
    first = tables[0].slice(0, SAMPLE_ROWS)
    shown = {
        name: first[name].to_pylist()
        for name in SHOWN[record]
        if name in first.column_names and first[name].null_count < first.num_rows
    }
    days = days_of(first, record)
    said = days[0].to_pylist() if days else [None] * first.num_rows
    return pd.DataFrame({"day": [None if day is None else day_of(day) for day in said], **shown})
