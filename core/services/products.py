"""Which products need their page mended, more visitors or nothing: all of it in one call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import detail_page
from core.services import covering, products_source
from core.services.opening import OpenShop
from core.services.products_look import Circumstances, Look, named
from core.services.products_obstacles import Obstacle
from core.services.products_source import Counts, Measure, OrdersFrom
from core.services.today_view import Compare, PeriodChoice
from core.store import totals
from core.terms import Mall, Period, Vocabulary
from core.verdicts.facts import STALE_AFTER
from core.verdicts.products import Case, Ruled, rule, worst

MOST: Final = 500
"""So many products are examined, those looked at most."""


class Stage(StrEnum):
    """How much there is to show."""

    EMPTY = "empty"
    """Neither orders nor statistics of products."""
    NO_VISITS = "no_visits"
    """Orders, but nobody knows how often a product was looked at."""
    NO_ORDERS = "no_orders"
    """Looks, but no orders of the same days."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate that is shown: drawn towards the usual one, and between which bounds it lies."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Product:
    """One product that was looked at.

    ``before`` are its looks and orders of the days before, ``obstacle`` what made its days unusual.
    """

    id: int
    name: str
    ruled: Ruled
    rate: Rate | None
    net: int | None
    before: tuple[int, int] | None
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Where the numbers are from."""

    measure: Measure
    vocabulary: Vocabulary
    orders_from: OrdersFrom
    period: Period
    days: int
    files: tuple[str, ...]
    rows: int
    by_channel: bool = False
    """Whether each product is measured by the channels its visits came from."""

    @property
    def left_out(self) -> int:
        """Days of the period that not both files tell of."""
        return self.period.days - self.days


@dataclass(frozen=True, slots=True)
class View:
    """The page 상품 진단. ``first`` are the numbers of the products to look at first."""

    stage: Stage
    products: tuple[Product, ...] = ()
    first: tuple[int, ...] = ()
    told: Told | None = None
    last_day: date | None = None
    days_old: int = 0
    usual: float | None = None
    """Orders per look of all products together."""
    split: float | None = None
    """From so many looks on a product counts as much looked at."""

    unseen: int = 0
    """Products with fewer looks than those, which are not examined."""

    @property
    def is_stale(self) -> bool:
        """Whether the newest numbers are too old to conclude from."""
        return self.days_old > STALE_AFTER

    def product(self, number: int) -> Product:
        """One of the products.

        Raises:
            KeyError: it is not among them.
        """
        return {one.id: one for one in self.products}[number]


def overview(
    shop: OpenShop,
    *,
    today: date,
    period: PeriodChoice = PeriodChoice.FOUR_WEEKS,
    compare: Compare = Compare.BEFORE,
    mall: Mall | None = None,
) -> View:
    """Everything the first tab shows.

    Args:
        shop: whose.
        today: the reader's day.
        period: how many days are looked at.
        compare: with which days each product is compared.
        mall: the only one that is looked at; None for the one with the best statistics.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        books = products_source.books(session, shop, today)
        source = books and products_source.choose(session, books, period.days, mall)
        if not books or not source:
            malls = None if mall is None else frozenset({mall})
            orders = covering.told(session, shop.id, malls).coverage
            return View(Stage.EMPTY if orders is None else Stage.NO_VISITS)
        counts = products_source.count(session, books, source, source.period)
        if counts is None:
            return View(Stage.NO_ORDERS, last_day=source.last)
        return _view(Look(session, books, source, counts), compare, today)


def _view(look: Look, compare: Compare, today: date) -> View:
    rows = look.counts.rows
    rows = rows[rows["visits"] > 0].sort_values(["visits", "product_id"], ascending=[False, True])
    unseen = max(0, len(rows) - MOST)
    rows = rows.head(MOST).reset_index(drop=True)
    visits = rows["visits"].to_numpy(dtype=np.int64)
    orders = rows["orders"].to_numpy(dtype=np.int64)
    before = look.before(compare)
    told = look.circumstances()
    mix = look.mix(rows["product_id"].tolist())
    cases = _cases(rows, _usual(visits, orders, mix), look.values(), before, told)
    ruled = rule(cases, look.counts.days)
    ids = [int(number) for number in rows["product_id"]]
    names = named(totals.product_names(look.session, look.shop, ids), ids)
    earlier = {} if before is None else _pairs(before.rows)
    rates = _rates(cases)
    products = tuple(
        Product(
            number,
            names[number],
            one,
            rate,
            None if net is pd.NA else int(net),
            None if before is None else earlier.get(number, (0, 0)),
            told.obstacles.of(number),
        )
        for number, one, rate, net in zip(ids, ruled, rates, rows["net"], strict=True)
    )
    sane = orders <= visits
    bought, looked = int(orders[sane].sum()), int(visits[sane].sum())
    usual = bought / looked if looked and bought else None
    return View(
        Stage.READY,
        products,
        tuple(worst(zip(ids, ruled, strict=True))),
        replace(_told(look), by_channel=mix is not None),
        look.source.last,
        (today - look.source.period.last).days,
        usual,
        _split(visits, usual),
        unseen,
    )


def _usual(
    visits: detail_page.Ints, orders: detail_page.Ints, mix: detail_page.Floats | None
) -> detail_page.Usual:
    """What the others let expect; a product with more orders than looks tells nothing."""
    sane = orders <= visits
    seen, bought = np.where(sane, visits, 0), np.where(sane, orders, 0)
    found = detail_page.usual(seen, bought)
    return found if mix is None else detail_page.usual_of(seen, bought, found.rate * mix)


def _cases(
    rows: pd.DataFrame,
    usual: detail_page.Usual,
    values: "pd.Series[float]",
    before: Counts | None,
    told: Circumstances,
) -> list[Case]:
    known = None if before is None else set(before.rows["product_id"])
    cases = []
    for place, (number, looks, orders) in enumerate(_triples(rows)):
        rate = float(usual.rate[place])
        obstacle = told.obstacles.of(number)
        value = values.get(number)
        cases.append(
            Case(
                visits=looks,
                orders=orders,
                reference=rate if 0 < rate < 1 else None,
                spread=float(usual.below[place]),
                spread_above=float(usual.above[place]),
                order_value=None if value is None else float(value),
                obstacle=None if obstacle is None else obstacle.doubt,
                is_new=known is not None and number not in known,
                price=told.prices.get(number),
                compared=told.compared.get(number),
            )
        )
    return cases


def _rates(cases: Sequence[Case]) -> list[Rate | None]:
    is_told = [case.reference is not None and case.orders <= case.visits for case in cases]
    known = [case for case, told in zip(cases, is_told, strict=True) if told]
    found = detail_page.shrunken(
        np.array([case.visits for case in known], dtype=np.int64),
        np.array([case.orders for case in known], dtype=np.int64),
        np.array([case.reference for case in known], dtype=np.float64),
    )
    columns = (part.tolist() for part in (found.middle, found.low, found.high))
    rates = (Rate(*row) for row in zip(*columns, strict=True))
    return [next(rates) if told else None for told in is_told]


def _pairs(rows: pd.DataFrame) -> dict[int, tuple[int, int]]:
    return {number: (visits, orders) for number, visits, orders in _triples(rows)}


def _triples(rows: pd.DataFrame) -> list[tuple[int, int, int]]:
    """Product, looks and orders of each row."""
    columns = [
        rows[name].to_numpy(dtype=np.int64).tolist() for name in ("product_id", "visits", "orders")
    ]
    return list(zip(*columns, strict=True))


def _split(visits: detail_page.Ints, usual: float | None) -> float | None:
    """The looks of the middle product, but not fewer than it takes to judge a page."""
    if usual is None:
        return None
    return max(float(np.median(visits)), float(detail_page.visits_needed(usual)))


def _told(look: Look) -> Told:
    counts = look.counts
    names = {one.id: one.name for one in look.books.files}
    files = [names[number] for number in reversed(counts.uploads) if number in names]
    if counts.orders_from is OrdersFrom.LINES:
        files += [one.name for one in look.source.orders.order_files if _meets(one.period, counts)]
    return Told(
        look.source.measure,
        look.source.vocabulary,
        counts.orders_from,
        look.source.period,
        counts.days,
        tuple(files),
        len(counts.rows),
    )


def _meets(period: Period | None, counts: Counts) -> bool:
    return period is not None and any(
        period.first <= some.last and some.first <= period.last for some in counts.stretches
    )
