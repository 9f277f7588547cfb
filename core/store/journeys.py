"""Orders by where they were made and by whom, added up by the database for two periods."""

from collections.abc import Collection

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number
from core.store.rollups import orders
from core.terms import Mall, Period
from core.terms.orders import NO_SALE

_COUNTS = f"l.state NOT IN ({', '.join(str(s.value) for s in sorted(NO_SALE))})"


def orders_by_kind(
    session: Session, shop_id: int, now: Period, before: Period, malls: Collection[Mall]
) -> pd.DataFrame:
    """The orders of two periods that do not overlap, by device and by whether it was the first.

    One row per ``is_now`` (1 or 0), ``device`` and ``is_first`` (1 on the day on which its buyer
    bought for the first time, 0 later, NA of a buyer nobody knows): how many ``orders``.
    """
    names = ("is_now", "device", "is_first", "orders")
    found = session.execute(
        text(
            "SELECT CASE WHEN l.day >= :first THEN 1 ELSE 0 END AS is_now, l.device, "
            "CASE WHEN b.first_day = l.day THEN 1 WHEN b.first_day < l.day THEN 0 END "
            f"AS is_first, {orders(_COUNTS)} AS orders "
            "FROM order_line l LEFT JOIN buyer b ON b.shop_id = l.shop_id AND b.id = l.buyer_id "
            "WHERE l.shop_id = :shop AND (l.day BETWEEN :first AND :last "
            f"OR l.day BETWEEN :first_before AND :last_before) AND {_COUNTS} "
            f"AND l.mall IN ({', '.join(str(int(mall)) for mall in sorted(malls)) or 'NULL'}) "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
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
