"""Rows of statistics made by hand, and what a store keeps of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from core.store import Store, orders, records, uploads
from core.store.tables import Upload
from core.terms import DataSet, Record, Subject, Vocabulary
from core.terms.records import SCHEMAS
from tests.store.books import START

Row = Mapping[str, Any]

DATA_SETS = {
    Record.STATISTIC: DataSet.SALES,
    Record.AD_RESULT: DataSet.ADS,
    Record.REVIEW: DataSet.REVIEWS,
    Record.INQUIRY: DataSet.INQUIRIES,
    Record.SETTLEMENT: DataSet.SETTLEMENTS,
}


def table(record: Record, rows: Sequence[Row]) -> pa.Table:
    """The rows as the importers hand them over: only the columns that any of them has."""
    schema = SCHEMAS[record]
    there = {name for row in rows for name in row} | {"line"}
    numbered = [{"line": place + 2, **row} for place, row in enumerate(rows)]
    return pa.table(
        {
            field.name: pa.array([row.get(field.name) for row in numbered], field.type)
            for field in schema
            if field.name in there
        }
    )


def moment(age: int | None) -> datetime | None:
    """So many hours after the oldest file; None stays None."""
    return None if age is None else START + timedelta(days=200, hours=age)


def put(
    store: Store,
    record: Record,
    rows: Sequence[Row],
    age: int | None = 0,
    at_least: int | None = None,
) -> orders.Saved:
    """Take rows in as one upload that is ``age`` hours younger than the oldest."""
    with store.write() as session:
        upload = Upload(
            shop_id=1, id=0, name="a.csv", sha256="0", format_id="x", created_at=START,
            data_set=DATA_SETS[record].value,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = records.Loading(session, 1, upload.id, moment(age), record)
        if rows:
            loading.add(table(record, rows))
        return loading.settle(moment(at_least))


def fact(day: int, last: int | None = None, **values: Any) -> dict[str, Any]:
    """One row of statistics of the shop, of one day or of several."""
    return {
        "report": "smartstore_sales",
        "vocabulary": Vocabulary.SMARTSTORE.value,
        "subject": Subject.SHOP.value,
        "level": 0,
        "first_day": day,
        "last_day": day if last is None else last,
        **values,
    }
