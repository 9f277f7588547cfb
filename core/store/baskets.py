"""Which products were bought in one order or one after the other, counted by the database."""

from datetime import timedelta
from typing import Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.store.sales import COUNTS, Malls, among
from core.terms import Period

COLUMNS: Final = ("first", "second", "orders", "buyers", "known")
BOUGHT: Final = ("buyer", "product", "day")


def stretch(
    session: Session, shop_id: int, within: Period, most_lines: int, malls: Malls = None
) -> Period:
    """The last days of a period that have at most so many lines, at least its last day.

    A big shop needs fewer days to say what is bought together.
    """
    found = session.execute(
        text(
            "SELECT day, CAST(sum(lines) AS BIGINT) FROM day_total WHERE shop_id = :shop "
            f"AND day BETWEEN :first AND :last{among(malls)} GROUP BY day ORDER BY day DESC"
        ),
        {"shop": shop_id, **_ends(within)},
    )
    lines = 0
    for day, count in found:
        lines += int(count)
        if lines > most_lines:
            return Period(min(within.last, day_of(int(day)) + timedelta(days=1)), within.last)
    return within


def orders(session: Session, shop_id: int, period: Period, malls: Malls = None) -> int:
    """How many orders that count a period had."""
    found = session.execute(
        text(
            "SELECT coalesce(sum(orders), 0) FROM day_total WHERE shop_id = :shop "
            f"AND day BETWEEN :first AND :last{among(malls)}"
        ),
        {"shop": shop_id, **_ends(period)},
    )
    return int(found.scalar_one())


def pairs(
    session: Session, shop_id: int, period: Period, least: int, malls: Malls = None
) -> pd.DataFrame:
    """Products ``first`` < ``second`` that were in one order, at least ``least`` times.

    Beside them the ``orders`` with both, by how many different ``buyers`` these were placed, and
    of how many of them the buyer is ``known``. Lines without an order number belong to no order.
    """
    found = session.execute(
        text(
            "WITH line AS MATERIALIZED (SELECT day, mall, order_no, product_id, buyer_id "
            "FROM order_line WHERE shop_id = :shop AND day BETWEEN :first AND :last "
            f"AND {COUNTS} AND product_id IS NOT NULL AND order_no IS NOT NULL{among(malls)}), "
            "several AS MATERIALIZED (SELECT day, mall, order_no, max(buyer_id) AS buyer_id "
            "FROM line GROUP BY day, mall, order_no HAVING min(product_id) < max(product_id)), "
            "one AS MATERIALIZED (SELECT DISTINCT s.day, s.mall, s.order_no, s.buyer_id, "
            "l.product_id FROM several s JOIN line l "
            "ON l.day = s.day AND l.mall = s.mall AND l.order_no = s.order_no) "
            "SELECT a.product_id, b.product_id, count(*), count(DISTINCT a.buyer_id), "
            "count(a.buyer_id) FROM one a JOIN one b ON b.day = a.day AND b.mall = a.mall "
            "AND b.order_no = a.order_no AND b.product_id > a.product_id "
            "GROUP BY a.product_id, b.product_id HAVING count(*) >= :least "
            "ORDER BY a.product_id, b.product_id"
        ),
        {"shop": shop_id, "least": least, **_ends(period)},
    )
    return frame_of(list(found), dict.fromkeys(COLUMNS, pa.int64()))


def lines(session: Session, shop_id: int, malls: Malls = None) -> int:
    """How many lines that count there are of all days."""
    found = session.execute(
        text(f"SELECT coalesce(sum(lines), 0) FROM day_total WHERE shop_id = :shop{among(malls)}"),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def first_days(session: Session, shop_id: int, every: int, malls: Malls = None) -> pd.DataFrame:
    """The first day on which a person bought a product: ``buyer``, ``product``, ``day``.

    Args:
        session: one that reads.
        shop_id: whose.
        every: of so many people one is looked at.
        malls: only these.
    """
    found = session.execute(
        text(
            "WITH people AS MATERIALIZED (SELECT id FROM buyer WHERE shop_id = :shop "
            "AND id % :every = 0) SELECT l.buyer_id, l.product_id, min(l.day) AS day "
            # The index of days has all but the line number; without that SQLite would look through
            # all days for each person.
            "FROM people s JOIN order_line l ON l.shop_id = :shop AND l.buyer_id = s.id "
            f"WHERE {COUNTS} AND l.product_id IS NOT NULL AND l.day IS NOT NULL "
            f"AND l.line_no <> ''{among(malls)} "
            "GROUP BY l.buyer_id, l.product_id ORDER BY l.buyer_id, day"
        ),
        {"shop": shop_id, "every": every},
    )
    return frame_of(list(found), dict.fromkeys(BOUGHT, pa.int64()))


def _ends(period: Period) -> dict[str, int]:
    return {"first": day_number(period.first), "last": day_number(period.last)}
