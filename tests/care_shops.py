"""Small shops whose orders were sent and arrived, for tests of looking after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from core.services import importing
from core.services.opening import OpenShop
from core.store import orders, uploads
from core.store.tables import Upload
from core.terms import Mall, OrderState
from core.terms.order_lines import ORDER_LINES
from tests.shops import noon


@dataclass(frozen=True)
class Sent:
    """One order line with its way to the buyer; days nobody tells are None."""

    order: str
    paid: date | None
    sent: date | None = None
    arrived: date | None = None
    buyer: str | None = "b1"
    product: str = "머그컵"
    state: OrderState = OrderState.DELIVERED
    line: str = ""
    name: str | None = "김*수"
    mall: Mall = Mall.SMARTSTORE
    ship_by: date | None = None


def take(
    shop: OpenShop,
    lines: Sequence[Sent],
    *,
    name: str = "orders.xlsx",
    as_of: datetime | None = None,
    mall: Mall = Mall.SMARTSTORE,
) -> int:
    """Take ``lines`` in as one file; the number of the upload."""
    days = [line.paid for line in lines if line.paid is not None]
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id, id=0, name=name, sha256=f"{name:0>64.64}",
            format_id="smartstore_dispatch", as_of=as_of,
            created_at=datetime(2026, 11, 23, 1, tzinfo=UTC),
            first_day=min(days, default=None), last_day=max(days, default=None), mall=mall.value,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = orders.Loading(session, shop.id, upload.id, as_of, mall=mall)
        loading.add(table(lines))
        saved = loading.settle()
        upload.rows, upload.new, upload.changed = len(lines), saved.new, saved.changed
        session.add(upload)
        return upload.id


def take_back(shop: OpenShop, upload: int) -> None:
    """Undo an upload, and those that lie on top of it."""
    plan = importing.undo_plan(shop, upload)
    importing.undo(shop, plan, now=datetime(2026, 11, 24, 1, tzinfo=UTC))


def table(lines: Sequence[Sent]) -> pa.Table:
    """The lines as importers hand them over."""
    columns = {
        "line": list(range(2, 2 + len(lines))),
        "mall": [int(line.mall) for line in lines],
        "line_no": [line.line or f"{line.order}-{line.product}" for line in lines],
        "order_no": [line.order for line in lines],
        "paid_at": [noon(line.paid) for line in lines],
        "state": [line.state.value for line in lines],
        "quantity": [1] * len(lines),
        "amount": [10_000] * len(lines),
        "product_no": [line.product for line in lines],
        "product_name": [line.product for line in lines],
        "buyer_key": [line.buyer and f"{line.buyer:0>32}" for line in lines],
        "buyer_name": [line.buyer and line.name for line in lines],
        "ship_due": [noon(line.ship_by) for line in lines],
        "dispatched_at": [noon(line.sent) for line in lines],
        "delivered_at": [noon(line.arrived) for line in lines],
    }
    schema = pa.schema([ORDER_LINES.field(name) for name in columns])
    return pa.table(columns, schema=schema)


def ago(today: date, days: int) -> date:
    """A day some days before."""
    return today - timedelta(days=days)


def busy(today: date, each: int = 12) -> list[Sent]:
    """Orders of which every kind of care is due, so many of each."""
    names = ("김*수", "이*영", "박*준", "최*아", None)
    products = ("하얀 머그컵", "큰 접시", "유리컵 세트", "나무 젓가락")

    def some(kind: str, paid: int, sent: int | None, arrived: int | None) -> list[Sent]:
        return [
            Sent(
                f"2026{kind}{number:06d}", ago(today, paid),
                None if sent is None else ago(today, sent),
                None if arrived is None else ago(today, arrived),
                f"{kind}{number}", products[number % 4],
                OrderState.PAID if sent is None else OrderState.DELIVERED,
                name=names[number % 5], ship_by=ago(today, paid - 2),
            )
            for number in range(each)
        ]  # fmt: skip

    return [
        *some("1", 1, None, None),
        *some("2", 2, 1, None),
        *some("3", 8, 7, 4),
        *some("4", 24, 23, 20),
    ]
