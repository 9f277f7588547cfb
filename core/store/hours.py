"""Orders by the hour of Seoul in which they were paid."""

from typing import Final

import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store.moments import day_number
from core.store.sales import Malls, among
from core.terms import Period

HOURS: Final = ("day", "hour", "orders", "net")


def by_hour(session: Session, shop_id: int, period: Period, malls: Malls = None) -> pd.DataFrame:
    """What was paid in each hour of the days of a period; only lines that count.

    An order of which lines were paid in two hours is counted in both.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days.
        malls: the malls that are looked at; None for all.

    Returns:
        the columns ``HOURS``, whole numbers: days since 1970, hours 0 to 23 or -1 where no file
        tells it, orders and net won. Hours without an order have no row.
    """
    found = session.execute(
        text(
            "SELECT day, hour, CAST(sum(orders) AS BIGINT), CAST(sum(net) AS BIGINT) "
            "FROM day_hour WHERE shop_id = :shop AND day BETWEEN :first AND :last"
            f"{among(malls)} GROUP BY day, hour ORDER BY day, hour"
        ),
        {"shop": shop_id, "first": day_number(period.first), "last": day_number(period.last)},
    )
    return pd.DataFrame(found.all(), columns=list(HOURS), dtype="int64")
