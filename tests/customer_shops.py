"""Small shops in which one customer has a story, for tests of the page of one customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow as pa

from core.services.opening import OpenShop
from core.store import orders, uploads
from core.store.tables import Upload
from core.terms import Mall, OrderState
from core.terms.order_lines import ORDER_LINES
from core.terms.orders import Claim, Region
from tests.shops import noon

MINA = "a1" * 16
SORA = "b2" * 16
TAKEN = datetime(2026, 11, 23, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sold:
    """One order line; what nobody tells is None."""

    order: str | None
    day: date | None
    buyer: str | None = MINA
    product: str = "머그컵"
    amount: int | None = 10_000
    state: OrderState = OrderState.CONFIRMED
    name: str | None = "김*수"
    claim: Claim | None = None
    asked: date | None = None
    reason: str | None = None
    discount: int | None = None
    region: Region | None = None
    line: str = ""

    @property
    def line_no(self) -> str:
        """The number of the line."""
        return self.line or f"{self.order}-{self.product}"


def take(shop: OpenShop, lines: Sequence[Sold], *, name: str = "orders.xlsx") -> int:
    """Take ``lines`` in as one file; the number of the upload."""
    days = [line.day for line in lines if line.day is not None]
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id, id=0, name=name, sha256=f"{name:0>64.64}",
            format_id="smartstore_dispatch", created_at=TAKEN,
            first_day=min(days, default=None), last_day=max(days, default=None),
            mall=Mall.SMARTSTORE.value,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = orders.Loading(session, shop.id, upload.id, None, mall=Mall.SMARTSTORE)
        loading.add(table(lines))
        saved = loading.settle()
        upload.rows, upload.new, upload.changed = len(lines), saved.new, saved.changed
        session.add(upload)
        return upload.id


def table(lines: Sequence[Sold]) -> pa.Table:
    """The lines as importers hand them over."""
    columns = {
        "line": list(range(2, 2 + len(lines))),
        "line_no": [line.line_no for line in lines],
        "order_no": [line.order for line in lines],
        "paid_at": [noon(line.day) for line in lines],
        "state": [line.state.value for line in lines],
        "claim": [line.claim for line in lines],
        "claim_requested_at": [noon(line.asked) for line in lines],
        "claim_reason": [line.reason for line in lines],
        "quantity": [1] * len(lines),
        "discount": [line.discount for line in lines],
        "amount": [line.amount for line in lines],
        "product_no": [line.product for line in lines],
        "product_name": [line.product for line in lines],
        "buyer_key": [line.buyer for line in lines],
        "buyer_name": [line.buyer and line.name for line in lines],
        "region": [line.region for line in lines],
    }
    schema = pa.schema([field for field in ORDER_LINES if field.name in columns])
    return pa.table({field.name: columns[field.name] for field in schema}, schema=schema)
