"""Which products are bought together or one after the other: the tab 같이 팔기."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from core.analysis.together import (
    LEAST_TOGETHER,
    Bundle,
    Next,
    Pair,
    afterwards,
    bundle,
    steps,
    together,
)
from core.services import covering
from core.services.opening import OpenShop
from core.services.products_look import named
from core.store import baskets, product_sums, totals
from core.store.moments import day_number
from core.terms import Mall, Period

MOST_DAYS: Final = 364
MOST_LINES: Final = 60_000
"""What was bought together is counted over at most so many order lines."""

MOST_HISTORY: Final = 20_000
"""Of a shop with more lines than these only some of the people are looked at."""

MOST_PAIRS: Final = 30

WITHIN: Final = 90
"""So many days later at most the second product is bought."""


@dataclass(frozen=True, slots=True)
class Together:
    """Pairs of products, those bought together most often first, and over which orders."""

    pairs: tuple[Pair, ...]
    names: Mapping[int, str]
    period: Period
    orders: int
    files: tuple[str, ...]
    prices: Mapping[int, float] = field(default_factory=dict)
    """What an order with a product pays for it, in won after discounts, in the mean."""

    def bundle(self, pair: Pair) -> Bundle | None:
        """What the second product of a pair adds to an order with the first one."""
        return bundle(pair, self.prices.get(pair.other, 0.0))


def pairs(shop: OpenShop, *, today: date, mall: Mall | None = None) -> Together | None:
    """What was bought together over the last year, of a big shop the last weeks of it.

    Returns:
        None when there are no orders.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id, None if mall is None else frozenset({mall}))
        last, malls = told.last_complete(today), told.malls
        if told.coverage is None or last is None:
            return None
        begin = told.coverage.period.first
        within = Period(max(begin, Period.ending(last, MOST_DAYS).first), last)
        period = baskets.stretch(session, shop.id, within, MOST_LINES, malls)
        counted = baskets.pairs(session, shop.id, period, LEAST_TOGETHER, malls)
        sold = product_sums.sold(session, shop.id, (period,), malls).set_index("product_id")
        orders = baskets.orders(session, shop.id, period, malls)
        found = together(counted, sold["orders"].astype("int64"), orders)[:MOST_PAIRS]
        ids = sorted({number for pair in found for number in (pair.base, pair.other)})
        names = named(totals.product_names(session, shop.id, ids), ids)
        paid = (sold["net"] / sold["orders"]).reindex(ids)
    files = tuple(
        one.name for one in told.order_files if one.period and one.period.last >= period.first
    )
    prices = dict(zip(ids, paid.tolist(), strict=True))
    return Together(tuple(found), names, period, orders, files, prices)


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is bought later by those who bought something else.

    Attributes:
        followers: the products that follow another one.
        names: what they are called.
        period: the days of the first purchase.
        buyers: people who bought anything for the first time in these days and were looked at.
        every: of so many people one was looked at.
        left_out: days at the end that are too new to be counted.
    """

    followers: tuple[Next, ...]
    names: Mapping[int, str]
    period: Period
    buyers: int
    every: int
    left_out: int = WITHIN


def after(shop: OpenShop, *, today: date, mall: Mall | None = None) -> Afterwards | None:
    """What comes after what, by first purchases of the last year that ninety days have passed.

    Returns:
        None when the orders do not reach back far enough.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id, None if mall is None else frozenset({mall}))
        newest, malls = told.last_complete(today), told.malls
        if told.coverage is None or newest is None:
            return None
        begin, last = told.coverage.period.first, newest - timedelta(days=WITHIN)
        if last < begin:
            return None
        period = Period(max(begin, Period.ending(last, MOST_DAYS).first), last)
        every = max(1, -(-baskets.lines(session, shop.id, malls) // MOST_HISTORY))
        bought = baskets.first_days(session, shop.id, every, malls).astype("int64")
        ends = (day_number(period.first), day_number(period.last))
        begun = bought[bought["day"].between(*ends)]
        buyers = int(begun["buyer"].nunique())
        taken = steps(bought, *ends, WITHIN)
        found = afterwards(taken, begun.groupby("product").size(), buyers)[:MOST_PAIRS]
        ids = sorted({number for one in found for number in (one.base, one.other)})
        names = named(totals.product_names(session, shop.id, ids), ids)
    return Afterwards(tuple(found), names, period, buyers, every)
