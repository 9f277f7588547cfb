"""What orders tell of their buyers: where they live, on what and when they paid."""

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.moments import day_number
from core.store.sales import COUNTS, Malls, among, orders
from core.terms import Period

LATEST: Final = ("stretch", "buyer", "day", "hour", "region", "device")
"""The columns of one order of a buyer."""

_AT_ONCE: Final = 50_000
_DAYS: Final = 1 << 16
_HOURS: Final = 25
_REGIONS: Final = 128
_DEVICES: Final = 16


def latest(
    session: Session, shop_id: int, stretches: Sequence[Period], malls: Malls = None
) -> pd.DataFrame:
    """The latest order of each buyer within each of some stretches; only lines that count.

    Day, hour, region and device of a line make one number whose largest is the latest line, so
    that one pass over the lines is enough.

    Args:
        session: one that reads.
        shop_id: whose.
        stretches: days that follow upon each other, the earliest first.
        malls: the malls whose lines are read; None for all.

    Returns:
        the columns ``LATEST``: the place of the stretch, the number of the buyer, the day since
        1970, and what is unknown 0, of hours -1. In the order of stretches and buyers.
    """
    if not stretches:
        return pd.DataFrame({name: np.empty(0, dtype=np.int64) for name in LATEST})
    first, last = day_number(stretches[0].first), day_number(stretches[-1].last)
    place = " ".join(
        f"WHEN day <= {day_number(one.last)} THEN {at}" for at, one in enumerate(stretches)
    )
    one = (
        f"((CAST(day AS BIGINT) * {_HOURS} + coalesce(hour, -1) + 1) * {_REGIONS} "
        f"+ coalesce(region, 0)) * {_DEVICES} + coalesce(device, 0)"
    )
    found = session.connection().exec_driver_sql(
        f"SELECT CASE {place} END AS stretch, buyer_id, max({one}) FROM order_line "
        f"WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL AND {COUNTS}{among(malls)} "
        f"AND day BETWEEN {first} AND {last} GROUP BY 1, buyer_id ORDER BY 1, buyer_id"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        parts.append(np.fromiter(chain.from_iterable(rows), np.int64, 3 * len(rows)).reshape(-1, 3))
    found.close()
    values = np.concatenate(parts) if parts else np.empty((0, 3), dtype=np.int64)
    rest, device = np.divmod(values[:, 2], _DEVICES)
    rest, region = np.divmod(rest, _REGIONS)
    day, hour = np.divmod(rest, _HOURS)
    columns = (values[:, 0], values[:, 1], day, hour - 1, region, device)
    return pd.DataFrame(dict(zip(LATEST, columns, strict=True)))


def paid(session: Session, shop_id: int, period: Period, malls: Malls = None) -> pd.DataFrame:
    """The ``buyer`` and the ``day`` of each line of some days that counts and names its buyer."""
    found = session.connection().exec_driver_sql(
        f"SELECT CAST(buyer_id AS BIGINT) * {_DAYS} + day FROM order_line "
        f"WHERE shop_id = {shop_id:d} AND buyer_id IS NOT NULL AND {COUNTS}{among(malls)} "
        f"AND day BETWEEN {day_number(period.first)} AND {day_number(period.last)}"
    )
    assert found.cursor is not None  # noqa: S101  (it is a query)
    parts: list[npt.NDArray[np.int64]] = []
    while rows := found.cursor.fetchmany(_AT_ONCE):
        parts.append(np.fromiter(chain.from_iterable(rows), np.int64, len(rows)))
    found.close()
    values = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    buyer, day = np.divmod(values, _DAYS)
    return pd.DataFrame({"buyer": buyer, "day": day})


def nameless(session: Session, shop_id: int, period: Period, malls: Malls = None) -> int:
    """How many lines of some days count and name no buyer."""
    found = session.execute(
        text(
            "SELECT coalesce(sum(no_buyer), 0) FROM day_state WHERE shop_id = :shop "
            f"AND day BETWEEN :first AND :last AND {COUNTS}{among(malls)}"
        ),
        {"shop": shop_id, "first": day_number(period.first), "last": day_number(period.last)},
    )
    return int(found.scalar_one())


def orders_of(session: Session, shop_id: int, products: Collection[int]) -> Mapping[int, int]:
    """How many orders there are with each of some products."""
    found = session.execute(
        text(
            f"SELECT product_id, {orders(COUNTS)} FROM order_line "
            "WHERE shop_id = :shop AND product_id IN :some GROUP BY product_id"
        ).bindparams(bindparam("some", expanding=True)),
        {"shop": shop_id, "some": sorted(products)},
    )
    return {int(number): int(count) for number, count in found}
