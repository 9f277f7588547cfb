"""Read what 오늘 examines beside orders: the way, product pages, and channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import detail_page
from core.analysis.journey import Step
from core.services import (
    channel_book,
    channel_costs,
    channel_inflows,
    products_obstacles,
    products_source,
)
from core.services import channel_source as sources
from core.services.channel_source import Asked, Source
from core.services.opening import OpenShop
from core.services.products_look import PRICE_DAYS
from core.services.products_source import Counts, OrdersFrom
from core.services.today_traffic import Choice, Traffic
from core.store import product_notes, product_sums, totals
from core.terms import Period, Subject, Vocabulary
from core.verdicts.channels import Inflow, Outlay
from core.verdicts.day import Page, Way
from core.verdicts.facts import DAYS_PER_MONTH, STALE_AFTER, Facts
from core.verdicts.products import FAULTY, Case, Ruled, rule

MOST_PAGES: Final = 500
"""So many products are examined, those looked at most."""

LEAST_ORDERS: Final = 3
"""Orders below which what an order brings is taken from the whole year."""

A_YEAR: Final = 365

_CHANNELS: Final = Asked(Subject.CHANNEL)
_WITH_COST: Final = Asked(
    Subject.CHANNEL, more=("ad_cost",), vocabularies=(Vocabulary.BIZADVISOR, Vocabulary.OTHER)
)


@dataclass(frozen=True, slots=True)
class Look:
    """Where one look reads: whose books, for which choice, and what orders told already."""

    session: Session
    shop: OpenShop
    choice: Choice
    facts: Facts
    traffic: Traffic | None = None


@dataclass(frozen=True, slots=True)
class Channels:
    """What channels cost and brought, those whose visits can be judged, and of which days."""

    outlays: tuple[Outlay, ...] = ()
    inflows: tuple[Inflow, ...] = ()
    period: Period | None = None


def way(look: Look) -> Way | None:
    """How the steps changed; None where nothing tells of visits."""
    told = look.traffic
    if told is None or told.before is None:
        return None
    moves = {step: one.move for step, one in told.called.items()}
    judged = frozenset(step for step, move in moves.items() if move.p is not None)
    money: dict[Step, float] = {}
    # The finer chain comes last, so that its parts count where both tell a step.
    for steps in (frozenset[Step](), judged):
        split, days = told.way.revenue(steps)
        for factor in split.factors if split else ():
            money[factor.step] = factor.won / max(days, 1) * DAYS_PER_MONTH
    return Way(moves, money, told.period, told.before)


def pages(look: Look) -> tuple[Page, ...]:
    """The products that can be judged by their looks."""
    session, choice = look.session, look.choice
    books = products_source.books(session, look.shop, choice.today)
    source = books and products_source.choose(session, books, choice.period.days, choice.mall)
    if not books or not source or _is_old(source.period, look):
        return ()
    counts = products_source.count(session, books, source, source.period)
    if counts is None:
        return ()
    there = counts.rows[counts.rows["visits"] > 0]
    rows = there.sort_values(["visits", "product_id"], ascending=[False, True]).head(MOST_PAGES)
    among = MOST_PAGES if len(there) > MOST_PAGES else None
    judged = _judged(look, counts, rows.reset_index(drop=True), source)
    return tuple(replace(one, among=among) for one in judged)


def _is_old(period: Period, look: Look) -> bool:
    return (look.choice.today - period.last).days > STALE_AFTER


def _judged(
    look: Look, counts: Counts, rows: pd.DataFrame, source: products_source.Source
) -> tuple[Page, ...]:
    visits = rows["visits"].to_numpy(dtype=np.int64)
    orders = rows["orders"].to_numpy(dtype=np.int64)
    sane = orders <= visits
    usual = detail_page.usual(np.where(sane, visits, 0), np.where(sane, orders, 0))
    cases = [
        Case(
            int(visits[at]), int(orders[at]), rate if 0 < rate < 1 else None,
            float(usual.below[at]), float(usual.above[at]),
        )
        for at, rate in enumerate(map(float, usual.rate))
    ]  # fmt: skip
    ruled = rule(cases, counts.days)
    chance = detail_page.chance_below(visits, orders, usual)
    some = [
        at
        for at, case in enumerate(cases)
        if sane[at] and case.expected is not None and case.expected >= detail_page.LEAST_EXPECTED
    ]
    ids = rows["product_id"].to_numpy(dtype=np.int64)
    poor = [at for at in some if ruled[at].ruling in FAULTY]
    if poor:
        for at, case in _known_of(look, source, {at: int(ids[at]) for at in poor}, cases).items():
            cases[at] = case
        ruled = rule(cases, counts.days)
        poor = [at for at in poor if ruled[at].ruling in FAULTY]
    values = _values(look, counts, rows.iloc[poor], source) if poor else {}
    names = totals.product_names(look.session, look.shop.id, [int(ids[at]) for at in poor])
    return tuple(
        Page(
            int(ids[at]), names.get(int(ids[at]), ""),
            _priced(ruled[at], values.get(int(ids[at])), counts.days), float(chance[at]),
            source.period,
        )
        for at in some
    )  # fmt: skip


def _known_of(
    look: Look, source: products_source.Source, ids: Mapping[int, int], cases: Sequence[Case]
) -> dict[int, Case]:
    """What happened to products that seem poor, and what they cost elsewhere."""
    session, shop_id, period = look.session, look.shop.id, source.period
    said, paid = product_notes.kept(session, shop_id), Period.ending(period.last, PRICE_DAYS)
    happened = products_obstacles.find(session, shop_id, period, said, source.malls)
    found = {}
    for at, number in ids.items():
        obstacle = happened.of(number)
        compared = said[number].compared if number in said else None
        price = product_sums.price(session, shop_id, number, paid) if compared else None
        found[at] = replace(
            cases[at], obstacle=None if obstacle is None else obstacle.doubt,
            price=price, compared=compared,
        )  # fmt: skip
    return found


def _priced(ruled: Ruled, value: float | None, days: int) -> Ruled:
    if value is None or ruled.ruling not in FAULTY:
        return ruled
    won = round(ruled.missing_orders * value / max(days, 1) * DAYS_PER_MONTH)
    return replace(ruled, money_month=won)


def _values(
    look: Look, counts: Counts, rows: pd.DataFrame, source: products_source.Source
) -> dict[int, float]:
    """What an order brings of each product, in won; of the whole year where it sold rarely."""
    own = _per_order(rows, LEAST_ORDERS)
    if set(own) < set(rows["product_id"]) and counts.orders_from is OrdersFrom.LINES:
        year = source.covered(Period.ending(source.period.last, A_YEAR))
        sold = product_sums.sold(look.session, look.shop.id, year, source.malls)
        own = _per_order(sold, 1) | own
    return _per_order(rows, 1) | own


def _per_order(rows: pd.DataFrame, least: int) -> dict[int, float]:
    known = rows.dropna(subset=["orders", "net"])
    known = known[known["orders"] >= least]
    return {
        int(number): float(net) / float(orders)
        for number, orders, net in zip(
            known["product_id"], known["orders"], known["net"], strict=True
        )
    }


def channels(look: Look) -> Channels:
    """What channels cost and brought, and those whose visits can be judged."""
    session, shop_id = look.session, look.shop.id
    days, today = look.choice.period.days, look.choice.today
    source = sources.find(session, shop_id, _CHANNELS, days, today)
    if source is not None and _is_old(source.period, look):
        source = None
    period = channel_costs.period(session, shop_id, source, days, today)
    if period is None or _is_old(period, look):
        return Channels()
    with_cost = sources.find(session, shop_id, _WITH_COST, days, today)
    told = rows = None
    if with_cost is not None and with_cost.period == period:
        told = rows = _rows(session, shop_id, _WITH_COST, with_cost)
    if source is not None and source != with_cost:
        rows = _rows(session, shop_id, _CHANNELS, source)
    told = rows if told is None else told
    sold = [] if told is None else channel_costs.sold_rows(told, sources.labels(told), period)
    book = channel_book.of(session, shop_id)
    outlays = tuple(
        replace(one, least=channel_book.least(book, *one.names, one.key))
        for one in channel_costs.outlays(session, shop_id, period, sold)
    )
    counted = [] if rows is None else _counted(rows)
    return Channels(outlays, channel_inflows.judged(counted, period), period)


def _rows(session: Session, shop_id: int, asked: Asked, source: Source) -> pd.DataFrame:
    daily = source.is_daily
    return sources.sums(session, shop_id, asked, source, source.period, daily=daily).rows


def _counted(rows: pd.DataFrame) -> list[channel_inflows.Counted]:
    """The channels whose visits and payments are known on all their days."""
    named = rows.assign(label=sources.labels(rows))
    first = named.drop_duplicates("label")
    rules = dict(zip(first["label"], sources.classified(first), strict=True))
    known: list[channel_inflows.Counted] = []
    for name, part in named.groupby("label", sort=False)[["visits", "payments"]]:
        if part.isna().any(axis=None):
            continue
        visits, paid = (int(part[column].sum()) for column in ("visits", "payments"))
        rule = rules[name]
        known.append((str(name), rule.platform if rule else None, visits, paid))
    return known
