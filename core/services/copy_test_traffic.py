"""How many visitors a test may expect, and how many of them usually buy, from uploaded files."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.services import channel_source
from core.services.channel_source import Asked
from core.services.opening import OpenShop
from core.store import fact_sums, product_sums, statistics
from core.store.fact_sums import Wish
from core.terms import Period, Subject

DAYS: Final = 28
"""Complete days that are looked at."""

STALE_AFTER: Final = 21
"""Days after which numbers say little about what is to come."""


class About(StrEnum):
    """Whose visitors they are."""

    SHOP = "shop"
    PRODUCT = "product"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was usual in the last days there are.

    Attributes:
        about: whose visitors they are.
        period: the days that were looked at.
        days: of so many of them the visits are known.
        visits: of these days together.
        orders: what was bought on these days; None where any of them does not tell.
        stale: whether the newest day is too long ago to say much.
    """

    about: About
    period: Period
    days: int
    visits: int
    orders: int | None = None
    stale: bool = False

    @property
    def per_day(self) -> int:
        """Visits of a day, to the nearest whole one."""
        return round(self.visits / self.days)

    @property
    def rate(self) -> float | None:
        """Orders of each visit, 0 to 1; None where unknown or impossible."""
        if not self.visits or self.orders is None or self.orders > self.visits:
            return None
        return self.orders / self.visits


def traffic(
    shop: OpenShop, today: date, product_id: int | None = None, channel: str | None = None
) -> Traffic | None:
    """What visitors of the shop, of a product or of a channel were usual; None without files.

    The last 28 days up to the last one that any file tells of, all of them over; days of which
    the visits are unknown are left out, never counted as nought.

    Args:
        shop: whose.
        today: the day in Seoul; it is not over.
        product_id: the product, by its number in the store.
        channel: the channel, as ``core.services.channels`` calls it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        if product_id is not None:
            return _of_product(session, shop.id, product_id, today)
        if channel:
            return _of_channel(session, shop.id, channel, today)
        return _of_shop(session, shop.id, today)


def _of_shop(session: Session, shop_id: int, today: date) -> Traffic | None:
    last = _last(session, shop_id, today)
    if last is None:
        return None
    frame = statistics.shop_days(session, shop_id, Period.ending(last, DAYS))
    return _summed(About.SHOP, frame["visits"], frame["payments"], today)


def _last(session: Session, shop_id: int, today: date) -> date | None:
    """The last day before today that statistics tell of."""
    slices = [
        one.period.last
        for subject in (Subject.SHOP, Subject.CHANNEL)
        for one in statistics.slices(session, shop_id, subject)
        if one.period.days == 1 and one.period.last < today
    ]
    return max(slices, default=None)


def _of_product(session: Session, shop_id: int, product_id: int, today: date) -> Traffic | None:
    told = product_sums.told_until(session, shop_id)
    if told is None:
        return None
    period = Period.ending(min(told, today - timedelta(days=1)), DAYS)
    for measure in ("visits", "detail_views"):
        for measures in ((measure, "payments"), (measure,)):
            wish = Wish(period, measures, ("product_id",), daily=True)
            rows = fact_sums.sums(session, shop_id, Subject.PRODUCT, wish).rows
            if not rows.empty and (rows["product_id"] == product_id).any():
                there = _days_of(rows, product_id, measures)
                return _summed(About.PRODUCT, there[measure], there["payments"], today)
    return None


def _days_of(rows: pd.DataFrame, product_id: int, measures: tuple[str, ...]) -> pd.DataFrame:
    """The days of a product; one on which only others were looked at is a day without a visit."""
    days = pd.Index(sorted(set(rows["day"])), name="day")
    mine = rows[rows["product_id"] == product_id].set_index("day")
    there = mine.reindex(days)
    there.loc[~days.isin(mine.index), list(measures)] = 0
    return there.reindex(columns=[*there.columns.union(["payments"])])


def _of_channel(session: Session, shop_id: int, channel: str, today: date) -> Traffic | None:
    asked = Asked(Subject.CHANNEL, won=False)
    source = channel_source.find(session, shop_id, asked, DAYS, today)
    if source is None:
        return None
    rows = channel_source.sums(session, shop_id, asked, source, source.period).rows
    if rows.empty:
        return None
    mine = rows[np.array(channel_source.labels(rows)) == channel]
    visits = channel_source.whole(mine, "visits")
    if not visits or None in visits or not source.days:
        return None
    orders = channel_source.whole(mine, "payments")
    bought = None if None in orders else sum(one or 0 for one in orders)
    return Traffic(
        About.CHANNEL, source.period, source.days, sum(one or 0 for one in visits), bought,
        _stale(source.period.last, today),
    )  # fmt: skip


def _summed(about: About, visits: pd.Series, payments: pd.Series, today: date) -> Traffic | None:
    """Sums over the days of which the visits are known."""
    known = visits.dropna()
    if known.empty:
        return None
    paid = payments.loc[known.index]
    orders = None if paid.isna().any() else int(paid.sum())
    days = [pd.Timestamp(day).date() for day in known.index]
    period = Period(min(days), max(days))
    return Traffic(
        about, period, len(days), int(known.sum()), orders, _stale(period.last, today)
    )  # fmt: skip


def _stale(last: date, today: date) -> bool:
    return (today - last).days > STALE_AFTER
