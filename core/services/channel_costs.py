"""What channels and advertising platforms cost, and what they brought on the same days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis.channels import Spend
from core.services import channel_source as sources
from core.services.channel_source import Source, whole
from core.store import fact_sums, records
from core.store.covers import TYPED, Cover
from core.store.fact_sums import Wish
from core.terms import AdPlatform, DataSet, Period
from core.verdicts.channels import CostFrom, Outlay, SalesFrom

_PURCHASES: Final = (
    ("cost", "purchases", "purchase_revenue"),
    ("cost", "purchases_14d", "revenue_14d"),
)
"""What platforms call purchases. Conversions may be things put into a cart: never used."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What came by one channel: by day, or in one sum where ``day`` is None.

    ``cost`` is what the same file says that the channel cost.
    """

    name: str
    platform: AdPlatform | None
    day: date | None
    orders: int | None
    won: int | None
    cost: int | None


@dataclass(frozen=True, slots=True)
class _Paid:
    """What a platform cost, on which days."""

    cost: int
    days: frozenset[date]
    cost_from: CostFrom
    with_vat: bool | None


def period(
    session: Session, shop_id: int, source: Source | None, days: int, today: date
) -> Period | None:
    """The days that are looked at: those of the file of channels, else up to the newest cost.

    Args:
        session: one that reads.
        shop_id: whose.
        source: the file of channels, if there is one.
        days: so many.
        today: the reader's day; no later one is looked at.

    Returns:
        None where nothing tells of channels or of what they cost.
    """
    if source is not None:
        return source.period
    last = max(
        (one.last for one in records.days(session, shop_id).get(DataSet.ADS, ())), default=None
    )
    return None if last is None else Period.ending(min(last, today), days)


def outlays(session: Session, shop_id: int, period: Period, sold: Sequence[Sold]) -> list[Outlay]:
    """What was spent within a period, the largest first: platforms, then other channels.

    A cost stands once: the report of a platform or what was typed, else the file of channels,
    whichever tells more days.
    """
    found: list[Outlay] = []
    each = _each(sold)
    told = {one.platform for one in sold if one.platform is not None}
    for platform in AdPlatform:
        rows = [one for one in sold if one.platform is platform]
        paid = _paid(session, shop_id, platform, period)
        own = _of_channels(rows, period)
        if paid is None or (own is not None and len(own.days) > len(paid.days)):
            paid = own
        if paid is None or paid.cost <= 0:
            continue
        if platform in told:
            spend, sales_from = _spend(paid, rows, each, period), SalesFrom.CHANNEL
        else:
            spend, sales_from = _of_platform(session, shop_id, platform, period), SalesFrom.PLATFORM
        names = tuple(dict.fromkeys(one.name for one in rows))
        found.append(_outlay(names, platform, paid, spend, sales_from))
    for name in sorted({one.name for one in sold if one.platform is None}):
        rows = [one for one in sold if one.name == name]
        paid = _of_channels(rows, period)
        if paid is not None and paid.cost > 0:
            spend = _spend(paid, rows, each, period)
            found.append(_outlay((name,), None, paid, spend, SalesFrom.CHANNEL))
    return sorted(found, key=lambda one: -one.cost)


def sold_rows(rows: pd.DataFrame, names: Sequence[str], period: Period) -> list[Sold]:
    """The sums of channels, by day where there is a column ``day``, within a period.

    Args:
        rows: ``payments``, ``gross``, maybe ``ad_cost`` and ``day``.
        names: what the channel of each row is called.
        period: other days are left out.
    """
    days: Iterable[date | None] = (
        [moment.date() for moment in rows["day"]] if "day" in rows.columns else [None] * len(rows)
    )
    platforms = _platforms(rows)
    told = zip(
        names, platforms, days, whole(rows, "payments"), whole(rows, "gross"),
        whole(rows, "ad_cost"), strict=True,
    )  # fmt: skip
    return [Sold(*one) for one in told if one[2] is None or one[2] in period]


def _platforms(rows: pd.DataFrame) -> list[AdPlatform | None]:
    return [rule.platform if rule else None for rule in sources.classified(rows)]


def _each(sold: Sequence[Sold]) -> float | None:
    """The usual won of an order, over all channels."""
    known = [one for one in sold if one.orders is not None and one.won is not None]
    orders = sum(one.orders or 0 for one in known)
    won = sum(one.won or 0 for one in known)
    return won / orders if orders and won else None


def _outlay(
    names: tuple[str, ...],
    platform: AdPlatform | None,
    paid: _Paid,
    spend: Spend | None,
    sales_from: SalesFrom,
) -> Outlay:
    return Outlay(
        names, platform, paid.cost, len(paid.days), paid.cost_from, paid.with_vat, spend,
        sales_from if spend else None,
    )  # fmt: skip


def _of_channels(rows: Sequence[Sold], period: Period) -> _Paid | None:
    """What the file of channels says that they cost."""
    told = [one for one in rows if one.cost is not None]
    if not told or len(told) < len(rows):
        return None
    days = frozenset(one.day for one in told if one.day is not None) or _days(period)
    return _Paid(sum(one.cost or 0 for one in told), days, CostFrom.CHANNEL, None)


def _paid(session: Session, shop_id: int, platform: AdPlatform, period: Period) -> _Paid | None:
    """What the report of a platform, or the seller, says that it cost."""
    found = fact_sums.ad_sums(session, shop_id, platform, Wish(period, ["cost"]))
    cost = whole(found.rows, "cost")
    if not cost or cost[0] is None:
        return None
    typed = [one.report.startswith(TYPED) for one in found.cover.used]
    taxed = fact_sums.ad_sums(session, shop_id, platform, Wish(period, ["with_vat"])).cover
    with_vat = True if taxed.days == found.cover.days else None
    from_where = CostFrom.TYPED if all(typed) else CostFrom.REPORT
    return _Paid(cost[0], _covered(found.cover), from_where, with_vat)


def _spend(paid: _Paid, rows: Sequence[Sold], each: float | None, period: Period) -> Spend | None:
    """What the channels sold on the days of the cost; None where the days cannot be told apart."""
    if any(one.day is None for one in rows):
        if paid.days != _days(period):
            return None
        within = list(rows)
    else:
        within = [one for one in rows if one.day in paid.days]
    if each is None or any(one.orders is None or one.won is None for one in within):
        return None
    orders = sum(one.orders or 0 for one in within)
    return Spend(paid.cost, orders, sum(one.won or 0 for one in within), each)


def _of_platform(
    session: Session, shop_id: int, platform: AdPlatform, period: Period
) -> Spend | None:
    """What a platform itself counted as purchases; conversions may be carts and are not used."""
    for measures in _PURCHASES:
        found = fact_sums.ad_sums(session, shop_id, platform, Wish(period, measures))
        if found.rows.empty or found.rows.isna().to_numpy().any():
            continue
        cost, orders, won = (float(found.rows[name].iloc[0]) for name in measures)
        if cost > 0 and orders > 0 and won > 0:
            return Spend(int(cost), orders, int(won), won / orders)
    return None


def _covered(cover: Cover) -> frozenset[date]:
    return frozenset(day for one in cover.used for day in _days(one.period))


def _days(period: Period) -> frozenset[date]:
    return frozenset(period.first + timedelta(days=at) for at in range(period.days))
