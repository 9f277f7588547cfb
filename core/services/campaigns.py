"""What each campaign cost and brought, where an advertising report tells of campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis.channels import Spend
from core.services import channel_book, settings
from core.services.channel_book import Book
from core.services.channel_source import whole
from core.services.opening import OpenShop
from core.store import fact_sums, records
from core.store.fact_sums import Wish
from core.terms import AdPlatform, DataSet, Period
from core.verdicts import without_chance
from core.verdicts.channels import (
    CostFrom,
    Judged,
    Outlay,
    SalesFrom,
    break_even,
    judge,
    questions,
)

SHOWN: Final = 20

_PURCHASES: Final = (
    ("cost", "purchases", "purchase_revenue"),
    ("cost", "purchases_14d", "revenue_14d"),
)
"""What platforms call purchases; conversions may be things put into a cart."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign of a platform, and what to do about it."""

    platform: AdPlatform
    name: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Campaigns:
    """Those that cost most, the most first; ``looked_at`` counts all of them."""

    period: Period | None = None
    found: tuple[Campaign, ...] = ()
    looked_at: int = 0


def read(shop: OpenShop, *, today: date, days: int) -> Campaigns:
    """The campaigns of so many days, up to the last one any report tells of.

    Each is held against the seller's own least return, that of the campaign before that of its
    platform, else against the break-even; of those that are looked at, chance is allowed for.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    even = break_even(settings.read(shop).margin_percent)
    with shop.store.read() as session:
        told = records.days(session, shop.id).get(DataSet.ADS, ())
        last = max((one.last for one in told if one.first < today), default=None)
        if last is None:
            return Campaigns()
        period = Period.ending(min(last, today), days)
        book = channel_book.of(session, shop.id)
        found = [
            (platform, name, replace(outlay, least=_least(book, platform, name)))
            for platform in AdPlatform
            for name, outlay in _outlays(session, shop.id, platform, period)
        ]
    chances = without_chance(questions([outlay for _platform, _name, outlay in found], even))
    judged = [Campaign(a, name, judge(outlay, even, chances)) for a, name, outlay in found]
    judged.sort(key=lambda one: -one.judged.outlay.cost)
    return Campaigns(period, tuple(judged[:SHOWN]), len(judged))


def _least(book: Book, platform: AdPlatform, name: str) -> float | None:
    return channel_book.least(book, channel_book.of_campaign(platform, name), str(platform.value))


def _outlays(
    session: Session, shop_id: int, platform: AdPlatform, period: Period
) -> list[tuple[str, Outlay]]:
    """What each campaign cost and brought. Without purchases its sales are unknown."""
    for measures in (*_PURCHASES, ("cost",)):
        wish = Wish(period, measures, by=("campaign",))
        found = fact_sums.ad_sums(session, shop_id, platform, wish)
        rows = found.rows.dropna(subset=["campaign", "cost"])
        if rows.empty or rows[list(measures)].isna().to_numpy().all(axis=0).any():
            continue
        spends = _spends(rows, measures)
        return [
            (name, _outlay(platform, name, cost, found.cover.days, spend))
            for name, cost, spend in zip(rows["campaign"], whole(rows, "cost"), spends, strict=True)
            if cost
        ]
    return []


def _spends(rows: pd.DataFrame, measures: Sequence[str]) -> list[Spend | None]:
    """What came of each campaign; None where the report does not tell."""
    if len(measures) == 1:
        return [None] * len(rows)
    orders, won = (rows[name].astype("Float64") for name in measures[1:])
    each = float(won.sum() / orders.sum()) if orders.sum() > 0 and won.sum() > 0 else None
    return [
        Spend(cost, float(count), int(sold), each)
        if cost and each is not None and not pd.isna(count) and not pd.isna(sold)
        else None
        for cost, count, sold in zip(whole(rows, "cost"), orders, won, strict=True)
    ]


def _outlay(platform: AdPlatform, name: str, cost: int, days: int, spend: Spend | None) -> Outlay:
    # Two platforms may have a campaign of one name; the key has to tell them apart.
    sales_from = SalesFrom.PLATFORM if spend else None
    key = f"{platform.value} {name}"
    return Outlay((key,), None, cost, days, CostFrom.REPORT, None, spend, sales_from)
