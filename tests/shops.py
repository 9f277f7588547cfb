"""Small shops for tests: order lines written down by hand, taken into a real store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from core.services import sample
from core.services.opening import STORE_FILE, OpenShop, open_shop
from core.store import orders, uploads
from core.store.tables import Upload
from core.terms import Mall, OrderState
from core.terms.order_lines import ORDER_LINES

LAST = date(2026, 11, 22)
"""A Sunday: the last day of the shops made here."""


@dataclass(frozen=True)
class Line:
    """One order line; the rest of its columns stays unknown."""

    day: date | None
    buyer: str | None = None
    amount: int | None = 10_000
    order: str | None = None
    product: str = "mug"
    state: OrderState = OrderState.CONFIRMED


def opened(folder: Path, url: str | None = None) -> OpenShop:
    """An empty shop in ``folder``, or the one that is there."""
    file = folder / STORE_FILE
    if url is None and not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_furnished())
    return open_shop(folder, url)


@cache
def _furnished() -> bytes:
    """A store with its tables and no facts: making them anew takes longer than most tests."""
    with TemporaryDirectory() as folder:
        shop = open_shop(Path(folder))
        shop.store.settle_file()
        shop.close()
        return (Path(folder) / STORE_FILE).read_bytes()


def sampled(folder: Path) -> None:
    """The made-up shop as it is today, in ``folder``; made once for all tests of a process."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _sample().items():
        (folder / name).write_bytes(content)


@cache
def _sample() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        sample.start(Path(folder), now=datetime.now(UTC)).close()
        return {name: (Path(folder) / name).read_bytes() for name in (sample.FILE, sample.KEY)}


def take(  # noqa: PLR0913  (a file has that many sides)
    shop: OpenShop,
    lines: Sequence[Line],
    *,
    name: str = "orders.xlsx",
    as_of: datetime | None = None,
    at: datetime | None = None,
    first_line: int = 0,
    mall: Mall = Mall.SMARTSTORE,
) -> int:
    """Take ``lines`` in as one file; the number of the upload."""
    days = [line.day for line in lines if line.day is not None]
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id,
            id=0,
            name=name,
            sha256=f"{name:0>64.64}",
            format_id="smartstore_dispatch",
            as_of=as_of,
            created_at=at or datetime(2026, 11, 23, 1, tzinfo=UTC),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            mall=mall.value,
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, shop.id, upload.id, as_of, mall=mall)
        loading.add(table(lines, first_line))
        saved = loading.settle()
        upload.rows, upload.new, upload.changed = len(lines), saved.new, saved.changed
        upload.net = sum(line.amount or 0 for line in lines if line.state.counts)
        session.add(upload)
        return upload.id


def table(lines: Sequence[Line], first_line: int = 0) -> pa.Table:
    """The lines as importers hand them over."""
    numbers = [f"L{first_line + number:09d}" for number in range(len(lines))]
    columns = {
        "line": list(range(2, 2 + len(lines))),
        "line_no": numbers,
        "order_no": [line.order or number for line, number in zip(lines, numbers, strict=True)],
        "paid_at": [noon(line.day) for line in lines],
        "state": [line.state.value for line in lines],
        "quantity": [1] * len(lines),
        "amount": [line.amount for line in lines],
        "product_no": [line.product for line in lines],
        "product_name": [line.product for line in lines],
        "buyer_key": [line.buyer and f"{line.buyer:0>32}" for line in lines],
    }
    schema = pa.schema([ORDER_LINES.field(name) for name in columns])
    return pa.table(columns, schema=schema)


def noon(day: date | None) -> int | None:
    """Noon in Seoul in seconds since 1970."""
    if day is None:
        return None
    return int(datetime(day.year, day.month, day.day, 3, tzinfo=UTC).timestamp())


def days_ending(last: date, count: int) -> list[date]:
    """``count`` days up to ``last``."""
    return [last - timedelta(days=number) for number in reversed(range(count))]


def steady(
    days: int, per_day: float, *, seed: int = 1, back: float = 0.2, last: date = LAST
) -> list[Line]:
    """A shop whose orders only scatter; a part of them by buyers who have bought before."""
    random = np.random.default_rng(seed)
    lines: list[Line] = []
    known: list[str] = []
    for day in days_ending(last, days):
        for _ in range(random.poisson(per_day)):
            if known and random.random() < back:
                buyer = known[int(random.integers(len(known)))]
            else:
                buyer = f"b{len(known)}"
                known.append(buyer)
            product = ("mug", "plate", "bowl", "vase")[int(random.integers(4))]
            amount = int(random.choice([12_000, 18_000, 24_000]))
            lines.append(Line(day, buyer, amount, product=product))
    return lines


def without(lines: Iterable[Line], keep: float, since: date, *, seed: int = 2) -> list[Line]:
    """``lines`` of which only a part is left from ``since`` on."""
    random = np.random.default_rng(seed)
    return [
        line for line in lines if line.day is None or line.day < since or random.random() < keep
    ]
