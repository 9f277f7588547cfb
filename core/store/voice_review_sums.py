"""Reviews added up: by week and stars, by product, how soon they were answered, who wrote one."""

from datetime import date
from typing import Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.store.sales import COUNTS
from core.store.voice_reviews import ANSWERED, FIRST_WORD, LOW, NOTES, SEEN
from core.terms import DataSet, Period

_SEOUL: Final = 9 * 3600
_DAY: Final = 86_400
_WEEK: Final = 7
_TO_MONDAY: Final = 3
"""Day 0 was a Thursday: days from the Monday before."""

DAY: Final = f"((r.written_at + {_SEOUL}) / {_DAY})"
"""SQL: the day of the Seoul calendar on which a review was written."""


def begins(day: date) -> int:
    """Seconds since 1970 at which a day begins in Seoul."""
    return day_number(day) * _DAY - _SEOUL


def told(session: Session, shop_id: int) -> Period | None:
    """From the first review to the day until which files tell of reviews; None without any."""
    ends = session.execute(
        text(
            "SELECT min(written_at), max(written_at) FROM review WHERE shop_id = :shop "
            "AND current = 1 AND written_at IS NOT NULL"
        ),
        {"shop": shop_id},
    ).one()
    if ends[0] is None:
        return None
    made = session.execute(
        text(
            "SELECT max(as_of) FROM upload WHERE shop_id = :shop AND data_set = :reviews "
            "AND undone_at IS NULL"
        ),
        {"shop": shop_id, "reviews": DataSet.REVIEWS.value},
    ).scalar()
    last = max(int(ends[1]), int(made or 0))
    first, last_day = (day_of((int(at) + _SEOUL) // _DAY) for at in (ends[0], last))
    return Period(first, last_day)


def weeks(session: Session, shop_id: int, since: date, product: int | None = None) -> pd.DataFrame:
    """First reviews by week and stars: ``week`` (its Monday), ``stars``, ``count``."""
    mine = "" if product is None else "AND r.product_id = :product "
    found = session.execute(
        text(
            f"SELECT ({DAY} + {_TO_MONDAY}) / {_WEEK} * {_WEEK} - {_TO_MONDAY}, r.rating, count(*) "
            "FROM review r WHERE r.shop_id = :shop AND r.current = 1 AND r.written_at >= :since "
            f"AND r.rating IS NOT NULL AND {FIRST_WORD} {mine}GROUP BY 1, 2 ORDER BY 1, 2"
        ),
        {"shop": shop_id, "since": begins(since)}
        | ({} if product is None else {"product": product}),
    )
    types = dict.fromkeys(("week", "stars", "count"), pa.int64())
    return frame_of(found.all(), types, days=("week",))


def months_later(
    session: Session, shop_id: int, since: date, product: int | None = None
) -> tuple[int, int]:
    """Reviews after a month of use: how many with stars, and the sum of these."""
    mine = "" if product is None else "AND r.product_id = :product "
    row = session.execute(
        text(
            "SELECT count(r.rating), coalesce(sum(r.rating), 0) FROM review r "
            "WHERE r.shop_id = :shop AND r.current = 1 AND r.written_at >= :since "
            f"AND NOT {FIRST_WORD} {mine}"
        ),
        {"shop": shop_id, "since": begins(since)}
        | ({} if product is None else {"product": product}),
    ).one()
    return int(row[0]), int(row[1])


def by_product(session: Session, shop_id: int) -> pd.DataFrame:
    """First reviews that visitors see, by product: ``product_id``, ``reviews``, ``stars``."""
    found = session.execute(
        text(
            "SELECT r.product_id, count(*), coalesce(sum(r.rating), 0) FROM review r "
            "WHERE r.shop_id = :shop AND r.current = 1 AND r.product_id IS NOT NULL "
            f"AND {FIRST_WORD} AND {SEEN} GROUP BY r.product_id ORDER BY r.product_id"
        ),
        {"shop": shop_id},
    )
    return frame_of(found.all(), dict.fromkeys(("product_id", "reviews", "stars"), pa.int64()))


def replies(session: Session, shop_id: int, low: int, since: date) -> pd.DataFrame:
    """Low reviews that visitors see, one row each, the oldest first.

    Returns:
        ``day`` (written), ``is_answered``, ``seconds`` until the first reply (NA where it is not
        known or there is none), ``written`` in seconds since 1970.
    """
    first = (
        "CASE WHEN r.replied_at IS NULL THEN n.replied_at WHEN n.replied_at IS NULL "
        "OR r.replied_at < n.replied_at THEN r.replied_at ELSE n.replied_at END"
    )
    found = session.execute(
        text(
            f"SELECT {DAY}, CASE WHEN {ANSWERED} THEN 1 ELSE 0 END, ({first}) - r.written_at, "
            f"r.written_at FROM review r {NOTES}WHERE r.shop_id = :shop AND r.current = 1 "
            f"AND r.written_at >= :since AND {LOW} AND {SEEN} ORDER BY r.written_at, r.review_no"
        ),
        {"shop": shop_id, "low": low, "since": begins(since)},
    )
    types = dict.fromkeys(("day", "is_answered", "seconds", "written"), pa.int64())
    return frame_of(found.all(), types, days=("day",))


def rates(session: Session, shop_id: int, period: Period, old: date) -> pd.DataFrame:
    """Confirmed lines by product, of the orders of a period, and how many were reviewed.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days of the orders, and the last day on which a line is seen as confirmed.
        old: lines confirmed until that day have had their time.

    Returns:
        ``product_id`` (NA for lines without one), ``lines`` old enough, ``reviewed`` of these,
        and ``waiting`` ones.
    """
    within = (
        f"o.shop_id = :shop AND o.day BETWEEN :first AND :last AND o.{COUNTS} "
        "AND o.confirmed_at < :end"
    )
    there = (
        "SELECT o.product_id, sum(CASE WHEN o.confirmed_at < :old THEN 1 ELSE 0 END) AS lines, "
        "sum(CASE WHEN o.confirmed_at >= :old THEN 1 ELSE 0 END) AS waiting "
        f"FROM order_line o WHERE {within} GROUP BY o.product_id"
    )
    # SQLite takes the tables of a cross join in this order: from reviews to their lines.
    written = (
        "SELECT o.product_id, count(*) AS reviewed FROM (SELECT DISTINCT mall, line_no FROM review "
        "WHERE shop_id = :shop AND written_at >= :begin AND current = 1 AND line_no IS NOT NULL) r "
        "CROSS JOIN order_line o WHERE o.mall = r.mall AND o.line_no = r.line_no "
        f"AND {within} AND o.confirmed_at < :old GROUP BY o.product_id"
    )
    found = session.execute(
        text(
            "SELECT t.product_id, t.lines, coalesce(w.reviewed, 0), t.waiting "
            f"FROM ({there}) t LEFT JOIN ({written}) w "
            "ON w.product_id = t.product_id OR (w.product_id IS NULL AND t.product_id IS NULL) "
            "ORDER BY t.product_id"
        ),
        {
            "shop": shop_id,
            "first": day_number(period.first),
            "last": day_number(period.last),
            "begin": begins(period.first),
            "end": begins(period.last) + _DAY,
            "old": begins(old) + _DAY,
        },
    )
    rows = [(row[0], *map(int, row[1:])) for row in found]
    types = dict.fromkeys(("product_id", "lines", "reviewed", "waiting"), pa.int64())
    return frame_of(rows, types)
