"""Order files that name buyers in different ways, for tests of who is one customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.services.opening import OpenShop
from core.store import orders, uploads
from core.store.tables import Upload
from core.terms import KnownBy, OrderState, Region
from core.terms.order_lines import ORDER_LINES
from tests.shops import noon

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
DAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Named:
    """One order line and whom its file names: an account (a1), a number (p1), a mask (m1)."""

    number: int
    who: str | None
    day: date = DAY
    name: str | None = "김*수"
    region: Region | None = Region.SEOUL
    product: str = "mug"


def key(who: str) -> str:
    """The key of a buyer."""
    return who.encode().hex().rjust(32, "0")


def take(shop: OpenShop, lines: Sequence[Named]) -> int:
    """Take lines in as one file; the number of the upload."""
    with shop.store.write() as session:
        upload = Upload(shop_id=shop.id, id=0, name="a.xlsx", sha256="0", format_id="x",
                        created_at=NOW, first_day=DAY, last_day=DAY)  # fmt: skip
        uploads.book(session, upload)
        put(session, shop, upload.id, lines)
        return upload.id


def put(session: Session, shop: OpenShop, upload: int, lines: Sequence[Named]) -> None:
    """Put the lines of an upload in."""
    loading = orders.Loading(session, shop.id, upload, None)
    loading.add(table(lines))
    loading.settle()


def table(lines: Sequence[Named]) -> pa.Table:
    """The lines as importers hand them over."""
    signs = {"a": KnownBy.ACCOUNT, "p": KnownBy.PHONE, "m": KnownBy.MASKED}
    columns = {
        "line": list(range(2, 2 + len(lines))),
        "line_no": [f"L{line.number}" for line in lines],
        "order_no": [f"O{line.number}" for line in lines],
        "paid_at": [noon(line.day) for line in lines],
        "state": [OrderState.CONFIRMED.value] * len(lines),
        "amount": [10_000] * len(lines),
        "product_no": [line.product for line in lines],
        "buyer_key": [line.who and key(line.who) for line in lines],
        "buyer_name": [line.name if line.who else None for line in lines],
        "buyer_known_by": [line.who and signs[line.who[0]].value for line in lines],
        "region": [line.region for line in lines],
    }
    return pa.table({n: pa.array(v, ORDER_LINES.field(n).type) for n, v in columns.items()})


def customers(shop: OpenShop) -> dict[str, int]:
    """How many orders each customer has, by the end of the key he goes by."""
    with shop.store.read() as session:
        rows = session.execute(text("SELECT key, orders FROM buyer WHERE orders > 0"))
        return {bytes.fromhex(str(who)).lstrip(b"\0").decode(): int(n) for who, n in rows}
