"""What orders that arrived were followed by, added up by the database.

An order is a mall and a number; a line without an order number is an order of its own.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store.care_queue import ENDED
from core.store.incoming import SEOUL_SECONDS
from core.store.moments import day_number, day_of
from core.store.sales import among
from core.terms import Mall, OrderState, Period

DAY: Final = 86_400
NUMBER: Final = "coalesce(order_no, line_no)"
"""SQL: the number of an order."""

BACK: Final = timedelta(days=120)
"""So long before they arrive orders are paid at most, those that have not left yet included."""

APART: Final = timedelta(days=30)
"""So long before the rest of an order a part of it arrives or goes back, or anything is done."""

_NEVER: Final = 9_999_999
_ENDED: Final = ", ".join(str(int(one)) for one in ENDED)
_ARRIVED: Final = "coalesce(delivered_at, dispatched_at)"


def day_in(moment: str) -> str:
    """SQL: the Seoul day of a moment, in days since 1970."""
    return f"(({moment} + {SEOUL_SECONDS}) / {DAY})"


def second(day: date) -> int:
    """The first second of a Seoul day since 1970."""
    return day_number(day) * DAY - SEOUL_SECONDS


def begun(session: Session, shop_id: int) -> date | None:
    """The first day on which anything was done for an order, or skipped; None without any."""
    found = session.execute(
        text("SELECT min(day) FROM care_touch WHERE shop_id = :shop"), {"shop": shop_id}
    ).scalar()
    return None if found is None else day_of(int(found))


def arrived(
    session: Session, shop_id: int, period: Period, malls: Collection[Mall], transport: int
) -> pd.DataFrame:
    """The orders that arrived in a period.

    An order has arrived when the last of its lines has that was not cancelled or returned; where
    nobody tells the arrival, some days after it was dispatched.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days of arrival.
        malls: only the orders of these.
        transport: days from dispatch to an arrival that nobody tells.

    Returns:
        one row an order: the day it ``arrived`` (since 1970), whether that ``is_estimated``,
        whether anything of it ``is_ended`` (cancelled, returned, or asked to be), and whether
        something was done for it (``is_cared``).
    """
    # The database adds up, and alike orders are written out here: a tenth of reading each.
    found = session.execute(
        text(
            "SELECT arrived, is_ended, is_cared, is_estimated, count(*) FROM ("
            "SELECT max(arrived) AS arrived, max(is_ended) AS is_ended, "
            "max(is_cared) AS is_cared, max(is_estimated) AS is_estimated "
            f"FROM ({_lines(malls, transport)} UNION ALL {_TOUCHED}) pieces "
            "GROUP BY mall, number) orders "
            "WHERE arrived BETWEEN :first AND :last GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        ),
        {
            "shop": shop_id,
            "first": day_number(period.first),
            "last": day_number(period.last),
            "from": second(period.first - timedelta(days=transport)),
            "early": second(period.first - APART),
            "back": day_number(period.first - BACK),
            "noted": day_number(period.first - APART),
        },
    ).all()
    counts = np.array([tuple(row) for row in found], dtype=np.int64).reshape(-1, 5)
    each = np.repeat(counts[:, :4], counts[:, 4], axis=0)
    return pd.DataFrame(
        {
            "arrived": each[:, 0],
            "is_ended": each[:, 1] == 1,
            "is_cared": each[:, 2] == 1,
            "is_estimated": each[:, 3] == 1,
        }
    )


def _lines(malls: Collection[Mall], transport: int) -> str:
    """SQL: the lines that arrived, and those of the same orders that have not or went back."""
    piece = (
        f"SELECT mall, {NUMBER} AS number, "
        f"CASE WHEN state IN ({_ENDED}) THEN NULL "
        f"ELSE coalesce({day_in('delivered_at')}, {day_in('dispatched_at')} + {transport:d}, "
        f"{_NEVER}) END AS arrived, "
        f"CASE WHEN state IN ({_ENDED}) THEN 1 ELSE 0 END AS is_ended, 0 AS is_cared, "
        f"CASE WHEN state NOT IN ({_ENDED}) AND delivered_at IS NULL THEN 1 ELSE 0 END "
        f"AS is_estimated FROM order_line WHERE shop_id = :shop{among(malls)} "
        f"AND state <> {OrderState.UNPAID.value} AND "
    )
    conditions = (
        f"{_ARRIVED} >= :from",
        f"{_ARRIVED} IS NULL AND day >= :back",
        f"{_ARRIVED} >= :early AND {_ARRIVED} < :from AND state IN ({_ENDED})",
    )
    return " UNION ALL ".join(piece + condition for condition in conditions)


_TOUCHED: Final = (
    # What was noted while a line had no order number belongs to its order by now.
    # Asked line by line: PostgreSQL would read all order lines to join them.
    "SELECT t.mall, coalesce((SELECT l.order_no FROM order_line l WHERE l.shop_id = t.shop_id "
    "AND l.mall = t.mall AND l.line_no = t.order_no), t.order_no), NULL, 0, 1, 0 "
    "FROM care_touch t WHERE t.shop_id = :shop AND t.is_done = 1 AND t.day >= :noted"
)
