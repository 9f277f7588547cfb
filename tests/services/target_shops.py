"""Small shops of which a test says who buys."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from core.services.opening import OpenShop
from core.store import orders, uploads
from core.store.tables import Upload
from core.terms import Gender, Record, Subject, Vocabulary
from core.terms.order_lines import ORDER_LINES
from core.terms.records import DIMENSIONS
from tests.shops import noon
from tests.store.books import START
from tests.store.facts import fact, put

_BITS = {name: 1 << place for place, name in enumerate(DIMENSIONS[Record.STATISTIC])}


def day(when: date) -> int:
    """Days since 1970."""
    return (when - date(1970, 1, 1)).days


def people(  # noqa: PLR0913  (a row has that many sides)
    counts: Mapping[str | None, int],
    first: date,
    last: date,
    *,
    gender: Gender | None = None,
    product: str = "mug",
    counted: str = "payments",
) -> list[dict[str, object]]:
    """Rows of 상품/인구통계: so many of each age band over some days."""
    tells = ["product_no", "age_band", *(["gender"] if gender else [])]
    return [
        fact(
            day(first), day(last), report="bizadvisor_demography",
            subject=Subject.DEMOGRAPHY.value, vocabulary=Vocabulary.BIZADVISOR.value,
            level=sum(_BITS[name] for name in tells), product_no=product, product_name=product,
            age_band=band, gender=gender and gender.value, **{counted: number},
        )
        for band, number in counts.items()
    ]  # fmt: skip


def tell(shop: OpenShop, rows: Sequence[Mapping[str, object]]) -> None:
    """Take rows of statistics in as one file."""
    put(shop.store, Record.STATISTIC, rows)


def bought(shop: OpenShop, lines: Sequence[Mapping[str, object]]) -> None:
    """Take order lines in: ``day``, ``buyer``, and region, device and hour where a test says so."""
    with shop.store.write() as session:
        days = [line["day"] for line in lines]
        upload = Upload(
            shop_id=shop.id, id=0, name="orders.xlsx", sha256="0" * 64, created_at=START,
            format_id="smartstore_dispatch", first_day=min(days), last_day=max(days), mall=1,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = orders.Loading(session, shop.id, upload.id, None)
        loading.add(_table(lines))
        loading.settle()
        session.add(upload)


def _table(lines: Sequence[Mapping[str, object]]) -> pa.Table:
    numbers = [f"T{place:09d}" for place in range(len(lines))]
    columns = {
        "line": list(range(2, 2 + len(lines))),
        "line_no": numbers,
        "order_no": numbers,
        # noon in Seoul, moved to the hour
        "paid_at": [noon(one["day"]) + (one.get("hour", 12) - 12) * 3600 for one in lines],
        "state": [6] * len(lines),
        "quantity": [1] * len(lines),
        "amount": [10_000] * len(lines),
        "product_no": ["mug"] * len(lines),
        "product_name": ["mug"] * len(lines),
        "buyer_key": [one["buyer"] and f"{one['buyer']:0>32}" for one in lines],
        "region": [one.get("region") for one in lines],
        "device": [one.get("device") for one in lines],
    }
    return pa.table(columns, schema=pa.schema([ORDER_LINES.field(name) for name in columns]))
