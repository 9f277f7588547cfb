"""Shops whose orders leave, arrive, come back and are reviewed as a test says."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from core.services.opening import OpenShop
from core.store import orders, uploads
from core.store.care_tables import CareTouchRow
from core.store.tables import Upload
from core.terms import Claim, Mall, OrderState, Period
from core.terms.order_lines import ORDER_LINES
from tests.store import facts

TODAY = date(2026, 11, 23)
DAYS = ("paid", "due", "dispatched", "delivered", "confirmed", "claimed")
MOMENTS = {
    "paid": "paid_at", "due": "ship_due", "dispatched": "dispatched_at",
    "delivered": "delivered_at", "confirmed": "confirmed_at", "claimed": "claim_requested_at",
}  # fmt: skip


def moment(day: date | None, hour: int = 3) -> int | None:
    """Noon in Seoul of a day, or another hour of UTC."""
    if day is None:
        return None
    return int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp())


def ago(days: int) -> date:
    """So many days before ``TODAY``."""
    return TODAY - timedelta(days=days)


def line(number: int, paid: date, **told: Any) -> dict[str, Any]:
    """One order line that left a day later and arrived two days after that, unless told."""
    sent = told.get("dispatched", paid + timedelta(days=1))
    base = {
        "line_no": f"L{number:07d}",
        "order_no": f"O{number:07d}",
        "paid": paid,
        "due": paid + timedelta(days=3),
        "dispatched": sent,
        "delivered": sent + timedelta(days=2) if sent else None,
        "state": OrderState.CONFIRMED,
        "product_no": "mug",
    }
    return {**base, **told}


def take(
    shop: OpenShop,
    lines: Sequence[Mapping[str, Any]],
    *,
    made: date | None = TODAY,
    format_id: str = "smartstore_dispatch",
    mall: Mall = Mall.SMARTSTORE,
) -> int:
    """Take the lines in as one file made in the night of a day; the number of the upload."""
    as_of = None if made is None else datetime(made.year, made.month, made.day, 14, 50, tzinfo=UTC)
    paid = [one["paid"] for one in lines]
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id, id=0, name=f"{format_id}.csv", sha256="0" * 64, format_id=format_id,
            as_of=as_of, created_at=datetime(2026, 11, 23, 15, tzinfo=UTC),
            first_day=min(paid), last_day=max(paid), mall=mall.value,
        )  # fmt: skip
        uploads.book(session, upload)
        loading = orders.Loading(session, shop.id, upload.id, as_of, mall=mall)
        loading.add(table(lines))
        loading.settle()
        return upload.id


def table(lines: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The lines as importers hand them over."""
    columns: dict[str, list[Any]] = {
        "line": list(range(2, 2 + len(lines))),
        "line_no": [one["line_no"] for one in lines],
        "order_no": [one["order_no"] for one in lines],
        "state": [int(one["state"]) for one in lines],
        "claim": [one.get("claim") for one in lines],
        "claim_reason": [one.get("reason") for one in lines],
        "quantity": [1] * len(lines),
        "amount": [10_000] * len(lines),
        "product_no": [one["product_no"] for one in lines],
        "product_name": [one["product_no"] for one in lines],
        "buyer_key": [one.get("buyer") and f"{one['buyer']:0>32}" for one in lines],
        **{column: [moment(one.get(name)) for one in lines] for name, column in MOMENTS.items()},
    }
    schema = pa.schema([ORDER_LINES.field(name) for name in columns])
    return pa.table(columns, schema=schema)


def touch(shop: OpenShop, kind: str, order: str, day: date, *, is_done: bool = True) -> None:
    """Note that something was done or skipped."""
    with shop.store.write() as session:
        session.add(
            CareTouchRow(
                shop_id=shop.id,
                kind=kind,
                mall=1,
                order_no=order,
                day=day,
                is_done=int(is_done),
                at=datetime(2026, 11, 23, tzinfo=UTC),
            )
        )


def review(shop: OpenShop, written: Sequence[tuple[str, date]], period: Period) -> None:
    """Take in a file of reviews of lines, written on days, that tells of a period."""
    rows = [
        {"mall": 1, "review_no": f"R{place}", "line_no": number, "product_no": "mug",
         "product_name": "mug", "rating": 5, "text": "좋아요", "written_at": moment(day)}
        for place, (number, day) in enumerate(written)
    ]  # fmt: skip
    facts.put(shop.store, facts.Record.REVIEW, rows)
    with shop.store.write() as session:
        upload = session.get(Upload, (shop.id, len(uploads.history(session, shop.id))))
        assert upload is not None
        upload.first_day, upload.last_day = period.first, period.last
        upload.as_of = datetime(2026, 11, 23, 14, 50, tzinfo=UTC)
        session.add(upload)


REASONS = (
    ("상품 파손", "defect"), ("오배송", "wrong"), ("단순 변심", ""), ("상품 정보 상이", "told"),
    ("다른 상품 잘못 주문", ""), (None, ""),
)  # fmt: skip


def generated(seed: int, orders_: int = 500, days: int = 100) -> list[dict[str, Any]]:
    """A shop of random orders of one to three lines, with all that can become of them."""
    rng = np.random.default_rng(seed)
    return [
        _random(rng, number, place, paid)
        for number in range(orders_)
        for paid in (ago(int(rng.integers(0, days))),)
        for place in range(int(rng.integers(1, 4)))
    ]


def _random(rng: np.random.Generator, number: int, place: int, paid: date) -> dict[str, Any]:
    one = line(number * 10 + place, paid, order_no=f"O{number:07d}")
    one["product_no"] = str(rng.choice(["mug", "plate", "bowl"]))
    one["buyer"] = f"b{number % 120}"
    one["due"] = paid + timedelta(days=int(rng.choice([2, 3, 3, 3, 10])))
    sent = paid + timedelta(days=int(rng.choice([0, 1, 1, 2, 4, 7])))
    arrived = sent + timedelta(days=int(rng.integers(1, 6)))
    confirmed = arrived + timedelta(days=int(rng.integers(0, 9)))
    one |= {"dispatched": sent, "delivered": arrived, "confirmed": confirmed}
    fate = rng.random()
    if fate < 0.05:
        one |= {"state": OrderState.CANCELLED, "dispatched": None, "claim": Claim.CANCEL}
        one |= {"delivered": None, "confirmed": None}
        return one
    if fate < 0.25 and arrived <= TODAY:
        reason = REASONS[int(rng.integers(len(REASONS) - (rng.random() < 0.9)))][0]
        is_return = rng.random() < 0.6
        one |= {"claim": Claim.RETURN if is_return else Claim.EXCHANGE, "reason": reason}
        one |= {"state": OrderState.RETURNED if is_return else OrderState.EXCHANGED}
        one["confirmed"] = None
        return one
    return _until_today(one)


def _until_today(one: dict[str, Any]) -> dict[str, Any]:
    """What has not happened by today is not told."""
    for name in ("dispatched", "delivered", "confirmed"):
        if one[name] is not None and one[name] > TODAY:
            one[name] = None
    one["state"] = (
        OrderState.PAID if one["dispatched"] is None
        else OrderState.SHIPPING if one["delivered"] is None
        else OrderState.DELIVERED if one["confirmed"] is None
        else OrderState.CONFIRMED
    )  # fmt: skip
    return one


def frame(lines: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The lines as a frame with days as numbers before ``TODAY`` (0 is today), nan where none."""
    told = pd.DataFrame(list(lines))
    for name in DAYS:
        if name not in told:
            told[name] = None
        told[name] = [
            np.nan if day is None or pd.isna(day) else float((day - TODAY).days)
            for day in told[name]
        ]
    for name in ("reason", "claim"):
        if name not in told:
            told[name] = None
    return told
