"""Two accounts of the same days for tests: order lines, statistics and settlements by hand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from core.store import Store, orders, records, uploads
from core.store.moments import day_number, day_of
from core.store.tables import Upload
from core.terms import (
    DataSet,
    Mall,
    OrderState,
    Record,
    SettledItem,
    SettlementReport,
    SettlementState,
    Subject,
    Vocabulary,
)
from core.terms.order_lines import ORDER_LINES
from core.terms.records import SCHEMAS

Row = Mapping[str, Any]

FIRST = date(2026, 10, 1)
DAY = day_number(FIRST)
TODAY = date(2026, 11, 25)
TAKEN = datetime(2026, 11, 24, 1, tzinfo=UTC)


def noon(day: int) -> int:
    """Noon in Seoul so many days after the first."""
    return (DAY + day) * 86_400 + 3 * 3600


def line(number: int, day: int = 0, amount: int | None = 10_000, **values: Any) -> dict[str, Any]:
    """One paid line, 5 to an order."""
    return {
        "line_no": f"L{number:09d}", "order_no": f"O{number // 5:09d}", "paid_at": noon(day),
        "state": OrderState.CONFIRMED.value, "quantity": 1, "amount": amount, **values,
    }  # fmt: skip


def back(
    number: int, day: int, refunded: int, amount: int = 10_000, **values: Any
) -> dict[str, Any]:
    """A line that was returned, and refunded on a later day."""
    state = OrderState.RETURNED.value
    return line(number, day, amount, state=state, refunded_at=noon(refunded), **values)


def told(day: int, **values: Any) -> dict[str, Any]:
    """What the statistics tell of a day of the shop."""
    return {
        "report": "smartstore_sales", "vocabulary": Vocabulary.SMARTSTORE.value,
        "subject": Subject.SHOP.value, "level": 0, "first_day": DAY + day, "last_day": DAY + day,
        **values,
    }  # fmt: skip


def settled(number: int, day: int = 0, **values: Any) -> dict[str, Any]:
    """A settled line: 10,000 won, of which 9,500 are paid out."""
    return {
        "mall": Mall.SMARTSTORE.value, "report": SettlementReport.CASE.value,
        "line_no": f"L{number:09d}", "item": SettledItem.ORDER.value,
        "state": SettlementState.NORMAL.value, "basis_day": DAY + day, "amount": 10_000,
        "payment_fee": -300, "channel_fee": -200, "installment_fee": 0, "expected": 9_500, **values,
    }  # fmt: skip


def take(  # noqa: PLR0913  (a file has that many sides)
    store: Store,
    rows: Sequence[Row],
    record: Record = Record.ORDER_LINE,
    *,
    format_id: str | None = None,
    mall: Mall = Mall.SMARTSTORE,
    days: tuple[int, int] | None = None,
    as_of: datetime | None = None,
) -> int:
    """Take rows in as one file; ``days`` are those it says it covers."""
    is_orders = record is Record.ORDER_LINE
    format_id = format_id or ("smartstore_dispatch" if is_orders else "smartstore_sales")
    schema = ORDER_LINES if is_orders else SCHEMAS[record]
    table = pa.table(
        {
            field.name: pa.array([row.get(field.name) for row in rows], field.type)
            for field in schema
            if any(field.name in row for row in rows)
        }
    ).add_column(0, schema.field("line"), [list(range(2, 2 + len(rows)))])
    amounts = [row.get("amount") for row in rows]
    spans = days or _days(rows)
    with store.write() as session:
        upload = Upload(
            shop_id=1, id=0, name=f"{format_id}.xlsx", sha256="0", format_id=format_id,
            created_at=TAKEN, as_of=as_of, mall=mall.value,
            data_set=(DataSet.ORDERS if is_orders else DataSet.SALES).value,
            first_day=spans and day_of(DAY + spans[0]), last_day=spans and day_of(DAY + spans[1]),
            net=sum(it or 0 for it in amounts) if any(amounts) else None,
        )  # fmt: skip
        uploads.book(session, upload)
        loading: orders.Loading | records.Loading = (
            orders.Loading(session, 1, upload.id, as_of, mall=mall)
            if is_orders
            else records.Loading(session, 1, upload.id, as_of, record)
        )
        loading.add(table)
        loading.settle()
        return upload.id


def _days(rows: Sequence[Row]) -> tuple[int, int] | None:
    paid = [(row["paid_at"] + 32_400) // 86_400 - DAY for row in rows if row.get("paid_at")]
    return (min(paid), max(paid)) if paid else None


def day(number: int) -> date:
    """So many days after the first."""
    return FIRST + timedelta(days=number)
