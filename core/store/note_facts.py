"""What the effect of an improvement is measured by and no other page asks for."""

from datetime import date
from typing import Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store import statistics
from core.store.fact_sums import Wish, sums
from core.store.frames import frame_of
from core.store.moments import day_number
from core.terms import Period, Subject

CHANNEL_REPORTS: Final = (("visits", "payments"), ("visits", "payments_last"))
"""The two ways in which files count what came of a channel; never mixed."""


def buyer_days(session: Session, shop_id: int, period: Period) -> tuple[list[date], list[int]]:
    """How many different buyers each day had: the days, and the buyers of each."""
    found = session.execute(
        text(
            "SELECT t.day, coalesce(max(p.buyers), 0) FROM day_total t LEFT JOIN day_people p "
            "ON p.shop_id = t.shop_id AND p.day = t.day WHERE t.shop_id = :shop "
            "AND t.day BETWEEN :first AND :last AND t.lines > 0 GROUP BY t.day ORDER BY t.day"
        ),
        {"shop": shop_id, "first": day_number(period.first), "last": day_number(period.last)},
    )
    frame = frame_of(found.all(), {"day": pa.int64(), "buyers": pa.int64()}, days=("day",))
    return [day.date() for day in frame["day"]], [int(count) for count in frame["buyers"]]


def reach(session: Session, shop_id: int, subject: Subject) -> Period | None:
    """From the first to the last day that statistics of a subject tell of by the day."""
    days = [
        one.period.first
        for one in statistics.slices(session, shop_id, subject)
        if one.period.days == 1
    ]
    return Period(min(days), max(days)) if days else None


def view_days(session: Session, shop_id: int, period: Period) -> tuple[list[date], pd.Series]:
    """How often product pages were looked at, by day: the days, and the views of each."""
    wish = Wish(period, ("detail_views",), daily=True)
    rows = sums(session, shop_id, Subject.PRODUCT, wish).rows
    return _told(rows), rows["detail_views"]


def product_days(
    session: Session, shop_id: int, product_id: int, period: Period
) -> tuple[pd.DataFrame, list[date]]:
    """Visits and payments of a product by day, and the days on which products are told at all.

    Returns:
        a frame with ``day``, ``visits`` and ``payments``, and the days. On a day that is told
        and has no row of the product, it had none.
    """
    wish = Wish(period, ("visits", "payments"), by=("product_id",), daily=True)
    rows = sums(session, shop_id, Subject.PRODUCT, wish).rows
    return rows[rows["product_id"] == product_id], _told(rows)


def channel_days(
    session: Session, shop_id: int, channel: str, period: Period
) -> tuple[pd.DataFrame, list[date]]:
    """The same of a channel, its payments as the file counts them."""
    rows = pd.DataFrame({"day": [], "visits": [], "payments": []})
    for measures in CHANNEL_REPORTS:
        wish = Wish(period, measures, by=("channel_name",), daily=True)
        rows = sums(session, shop_id, Subject.CHANNEL, wish).rows
        rows = rows.rename(columns={measures[1]: "payments"})
        mine = rows[rows["channel_name"] == channel]
        if len(mine):
            return mine, _told(rows)
    return rows[:0], _told(rows)


def _told(rows: pd.DataFrame) -> list[date]:
    return [moment.date() for moment in rows["day"].drop_duplicates()]


def channel_names(session: Session, shop_id: int, period: Period) -> list[str]:
    """The channels of a period, those with the most visits first."""
    wish = Wish(period, ("visits",), by=("channel_name",))
    rows = sums(session, shop_id, Subject.CHANNEL, wish).rows
    return [str(name) for name in rows.sort_values("visits", ascending=False)["channel_name"]]
