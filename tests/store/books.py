"""Order lines made by hand, and a look at everything a store holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyarrow as pa
from sqlalchemy import text

from core.store import Store, orders, uploads
from core.store.fact_tables import FACTS
from core.store.rollups import refresh
from core.store.tables import Upload
from core.terms import OrderState
from core.terms.order_lines import ORDER_LINES

START = datetime(2026, 5, 1, tzinfo=UTC)
TABLES = (
    "order_line", "day_total", "day_state", "day_product", "day_device", "day_hour", "day_people",
    "day_gap", "day_first", "buyer", "product", "label", "before_image",
    "column_mapping", *(record.value for record in FACTS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One order line of a test."""

    number: int
    state: OrderState = OrderState.PAID
    amount: int | None = 10_000
    buyer: int | None = 1
    product: int = 1
    day: int = 0
    route: str | None = None


def table(lines: Sequence[Line]) -> pa.Table:
    """The lines as the importers hand them over."""
    columns = {
        "line": [place + 2 for place, _ in enumerate(lines)],
        "line_no": [f"2026050100{line.number:06d}" for line in lines],
        "order_no": [f"20260501{line.number // 2:06d}" for line in lines],
        "paid_at": [int((START + timedelta(days=line.day)).timestamp()) for line in lines],
        "state": [line.state.value for line in lines],
        "quantity": [1 for _ in lines],
        "amount": [line.amount for line in lines],
        "product_no": [str(line.product) for line in lines],
        "product_name": [f"상품 {line.product}" for line in lines],
        "buyer_key": [None if line.buyer is None else f"{line.buyer:032x}" for line in lines],
        "buyer_name": [None if line.buyer is None else "김*수" for line in lines],
        "route": [line.route for line in lines],
    }
    return pa.table(
        {name: pa.array(v, ORDER_LINES.field(name).type) for name, v in columns.items()}
    )


def put(store: Store, lines: Sequence[Line], age: int | None = 0, shop: int = 1) -> orders.Saved:
    """Take lines in as one upload that is ``age`` hours younger than the first."""
    with store.write() as session:
        upload = Upload(
            shop_id=shop, id=0, name="a.csv", sha256="0", format_id="x", created_at=START
        )
        uploads.book(session, upload)
        as_of = None if age is None else START + timedelta(days=200, hours=age)
        loading = orders.Loading(session, shop, upload.id, as_of)
        loading.add(table(lines))
        return loading.settle()


def take_back(store: Store, number: int, shop: int = 1) -> list[int]:
    """Undo an upload with all that depend on it; their numbers."""
    with store.write() as session:
        later = [entry.id for entry in uploads.dependents(session, shop, number)]
        uploads.undo(session, shop, [number, *later], START)
        return [number, *later]


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that holds data, in an order of its own."""
    with store.read() as session:
        return {
            name: sorted(
                (tuple(row) for row in session.execute(text("SELECT * FROM " + name))), key=repr
            )
            for name in TABLES
        }


def recomputed(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """The same with all sums added up afresh from the lines."""
    with store.write() as session:
        session.execute(text("UPDATE buyer SET first_day = 1, last_day = 1, orders = 77, net = 77"))
        for table in ("day_total", "day_product", "day_device", "day_hour"):
            session.execute(text(f"UPDATE {table} SET net = -1"))
        for table in ("day_people", "day_gap", "day_first"):
            session.execute(text(f"UPDATE {table} SET buyers = -1"))
        session.execute(text("UPDATE day_state SET lines = -1"))
        refresh(session, 1, before=None)
    return contents(store)


def state_of(store: Store, number: int) -> OrderState:
    """The state in which a line is kept."""
    with store.read() as session:
        found = session.execute(
            text("SELECT state FROM order_line WHERE line_no = :number"),
            {"number": f"2026050100{number:06d}"},
        )
        return OrderState(int(found.scalar_one()))
