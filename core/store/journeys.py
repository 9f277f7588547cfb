"""Orders of two periods by where they were made, and the platforms that advertised."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.store.sales import COUNTS, among, only_some, orders
from core.terms import AdPlatform, Device, Mall, Period

SUMS: Final = (
    "orders", "lines", "net", "cancelled_lines", "returned_lines", "unknown_amount_lines",
)  # fmt: skip
"""The sums of a part of the orders of a day, each a whole number."""


def orders_by_device(
    session: Session, shop_id: int, now: Period, before: Period, malls: Collection[Mall]
) -> pd.DataFrame:
    """The orders of two periods that do not overlap, by device.

    One row per ``is_now`` (1 or 0) and ``device``, NA where the files do not tell it: how many
    ``orders``.
    """
    names = ("is_now", "device", "orders")
    found = session.execute(
        text(
            "SELECT CASE WHEN day >= :first THEN 1 ELSE 0 END AS is_now, device, "
            f"{orders(COUNTS)} AS orders FROM order_line WHERE shop_id = :shop "
            "AND (day BETWEEN :first AND :last OR day BETWEEN :first_before AND :last_before) "
            f"AND {COUNTS} "
            f"AND mall IN ({', '.join(str(int(mall)) for mall in sorted(malls)) or 'NULL'}) "
            "GROUP BY 1, 2 ORDER BY 1, 2"
        ),
        {
            "shop": shop_id,
            "first": day_number(now.first),
            "last": day_number(now.last),
            "first_before": day_number(before.first),
            "last_before": day_number(before.last),
        },
    )
    return frame_of(found.all(), {name: pa.int64() for name in names})


def platforms(session: Session, shop_id: int) -> list[AdPlatform]:
    """The platforms of which any advertisement is known."""
    found = session.execute(
        text(
            "SELECT DISTINCT platform FROM ad_result WHERE shop_id = :shop AND current = 1 "
            "ORDER BY platform"
        ),
        {"shop": shop_id},
    )
    return [AdPlatform(int(row[0])) for row in found]


def device_days(
    session: Session, shop_id: int, device: Device, malls: Collection[Mall] | None
) -> pd.DataFrame:
    """The sums of what was paid on a device, by day; the index is the day as a date."""
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in SUMS)
    found = session.execute(
        text(
            f"SELECT day, {sums} FROM day_device WHERE shop_id = :shop AND device = :device"
            f"{among(malls)} GROUP BY day ORDER BY day"
        ),
        {"shop": shop_id, "device": device.value},
    )
    return _by_day(found.all())


def days_without_device(
    session: Session, shop_id: int, malls: Collection[Mall] | None
) -> list[date]:
    """The days of which at least one line does not tell on which device it was paid."""
    found = session.execute(
        text(
            "SELECT DISTINCT day FROM day_device WHERE shop_id = :shop AND device = 0"
            f"{among(malls)} ORDER BY day"
        ),
        {"shop": shop_id},
    )
    return [day_of(row[0]) for row in found]


def last_day(session: Session, shop_id: int) -> date | None:
    """The last day with an order line."""
    found = session.execute(
        text("SELECT max(day) FROM day_total WHERE shop_id = :shop"), {"shop": shop_id}
    ).scalar_one()
    return None if found is None else day_of(found)


def devices(session: Session, shop_id: int) -> list[Device]:
    """On which devices anything was paid, the one with the most orders first."""
    found = session.execute(
        text(
            "SELECT device FROM day_device WHERE shop_id = :shop AND device > 0 "
            "GROUP BY device ORDER BY sum(orders) DESC, device"
        ),
        {"shop": shop_id},
    )
    return [Device(int(row[0])) for row in found]


def product_days(
    session: Session, shop_id: int, product: int, malls: Collection[Mall] | None
) -> pd.DataFrame:
    """The sums of the orders with a product, by day; the index is the day as a date."""
    sums = ", ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in SUMS)
    found = session.execute(
        text(
            f"SELECT day, {sums} FROM day_product WHERE shop_id = :shop "
            f"AND product_id = :product{among(malls)} GROUP BY day ORDER BY day"
        ),
        {"shop": shop_id, "product": product},
    )
    return _by_day(found.all())


def new_buyers_of(
    session: Session, shop_id: int, product: int, days: Period, malls: Collection[Mall] | None
) -> dict[date, int]:
    """How many buyers bought for the first time by day, and this product among what they bought.

    Of some malls, the first time there.
    """
    some = only_some(session, shop_id, malls)
    buyers = (
        "(SELECT shop_id, buyer_id AS id, min(day) AS first_day FROM order_line "
        f"WHERE shop_id = :shop AND buyer_id IS NOT NULL AND {COUNTS}{among(some)} "
        "GROUP BY shop_id, buyer_id)"
    )
    found = session.execute(
        text(
            "SELECT day, buyers FROM day_first WHERE shop_id = :shop "
            "AND day BETWEEN :first AND :last AND product_id = :product ORDER BY day"
            if some is None
            else f"SELECT l.day, count(DISTINCT l.buyer_id) FROM order_line l JOIN {buyers} b "
            "ON b.shop_id = l.shop_id AND b.id = l.buyer_id AND b.first_day = l.day "
            "WHERE l.shop_id = :shop AND l.day BETWEEN :first AND :last "
            f"AND l.product_id = :product AND l.{COUNTS}{among(some, 'l.')} "
            "GROUP BY l.day ORDER BY l.day"
        ),
        {
            "shop": shop_id,
            "product": product,
            "first": day_number(days.first),
            "last": day_number(days.last),
        },
    )
    return {day_of(row[0]): int(row[1]) for row in found}


def _by_day(rows: Sequence[Any]) -> pd.DataFrame:
    frame = pd.DataFrame([tuple(row) for row in rows], columns=["day", *SUMS])
    days = pd.Index([day_of(number) for number in frame.pop("day")], name="day", dtype="object")
    return frame.set_index(days).astype("int64")
