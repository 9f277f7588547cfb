"""Orders of two periods by where they were made, and the platforms that advertised."""

from collections.abc import Collection

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number
from core.store.rollups import COUNTS, orders
from core.terms import AdPlatform, Mall, Period


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
