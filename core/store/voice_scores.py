"""How often customers gave each answer on a scale, by what their orders tell of them."""

from datetime import date
from typing import Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number
from core.store.voice_feedback import COUNTS
from core.terms import SEOUL, Period

_IS_ANSWER: Final = (
    f"feedback.shop_id = :shop AND {COUNTS} AND feedback.scale IS NOT NULL "
    "AND feedback.score IS NOT NULL"
)
"""Which remarks are answers: not thrown away, and not counted with another one."""

_IN_DAYS: Final = f"{_IS_ANSWER} AND feedback.said_on BETWEEN :first AND :last"
_COUNTS: Final = {
    "scale": pa.string(), "score": pa.int64(), "week": pa.int64(), "name": pa.string(),
    "answers": pa.int64(),
}  # fmt: skip
# A line without the number of an order is an order of its own.
_OF_ORDER: Final = (
    "(SELECT max(b.text) FROM order_line l JOIN label b ON b.shop_id = l.shop_id AND b.id = l.{0} "
    "WHERE l.shop_id = feedback.shop_id AND l.order_no = feedback.order_no "
    "AND (feedback.mall IS NULL OR l.mall = feedback.mall))"
)
_NAMES: Final = {
    "": "''",
    "source": "feedback.source",
    "product": (
        "(SELECT p.name FROM product p WHERE p.shop_id = feedback.shop_id "
        "AND p.id = feedback.product_id)"
    ),
    "route": _OF_ORDER.format("route"),
    "place": _OF_ORDER.format("sales_channel"),
}
"""SQL: what tells answers apart. Of an order by which several routes are told the last one by
name counts."""


def counts(session: Session, shop_id: int, period: Period, by: str = "") -> pd.DataFrame:
    """How often each answer was given, week by week back from the end of a period.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days.
        by: product, route (by which the order came), place (where it was sold), source (where it
            was said), or nothing.

    Returns:
        ``scale`` (csat, nps or ces), ``score``, ``week`` (0 for the last seven days), ``name`` (NA
        where nobody knows) and ``answers``.
    """
    here = {"shop": shop_id, "first": day_number(period.first), "last": day_number(period.last)}
    rows = session.execute(
        text(
            f"SELECT scale, score, (:last - said_on) / 7, {_NAMES[by]}, count(*) FROM feedback "
            f"WHERE {_IN_DAYS} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        ),
        here,
    ).all()
    return frame_of(rows, _COUNTS)


def ever(session: Session, shop_id: int) -> int:
    """How many answers there are at all."""
    asked = text(f"SELECT count(*) FROM feedback WHERE {_IS_ANSWER}")
    return int(session.execute(asked, {"shop": shop_id}).scalar_one())


def stars(session: Session, shop_id: int, period: Period) -> tuple[int, int]:
    """The reviews with stars of some days: how many, and the sum of their stars."""
    first, last = (int(_midnight(day)) for day in (period.first, period.last))
    row = session.execute(
        text(
            "SELECT count(rating), coalesce(sum(rating), 0) FROM review WHERE shop_id = :shop "
            "AND current = 1 AND written_at >= :first AND written_at < :end"
        ),
        {"shop": shop_id, "first": first, "end": last + 86_400},
    ).one()
    return int(row[0]), int(row[1])


def _midnight(day: date) -> float:
    return pd.Timestamp(day, tz=SEOUL).timestamp()
