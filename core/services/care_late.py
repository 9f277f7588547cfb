"""The orders that should have left by now, those that left late, and which products they had."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis.care_rates import SENT_AFTER, WEEK
from core.services import care_claims, care_files
from core.services.care_claims import ProductClaims
from core.services.care_files import Files
from core.services.opening import OpenShop
from core.stats.proportions import Tally
from core.store import care_promises as store
from core.store import totals
from core.store.moments import day_of
from core.terms import Mall, Period

MOST: Final = 500
"""So many orders are listed; how many there are is told."""

SENT_LATE_DAYS: Final = 28
"""Orders that left late are listed for so many days up to the newest file."""

OLD_AFTER: Final = timedelta(days=120)
"""Orders that were paid longer ago and never left are not waited for."""

_OLD: Final = timedelta(days=SENT_AFTER)
_LENGTH: Final = timedelta(days=SENT_AFTER + WEEK * 4 - 1)
_EMPTY: Final = ProductClaims(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class LateOrder:
    """One order that left late, or has not left.

    Attributes:
        mall: where it was placed.
        order: its number.
        buyer: the masked name; empty if nobody knows.
        product: one of its products.
        paid: the day it was paid.
        due: the last day it should have left.
        sent: the day it left; None while it has not.
        days: how many days too late, up to today where it has not left; None where its file is
            older than that: it may have left since.
        seen: the day of the file that told it last.
    """

    mall: Mall
    order: str
    buyer: str
    product: str
    paid: date
    due: date
    sent: date | None
    days: int | None
    seen: date | None


@dataclass(frozen=True, slots=True)
class ProductPromise:
    """How the promises are kept with one product.

    Attributes:
        id: its number.
        name: what it is called.
        late: how many orders with it left late, of those that are told.
        claims: what came back of it; None where no file tells.
    """

    id: int
    name: str
    late: Tally
    claims: ProductClaims | None


@dataclass(frozen=True, slots=True)
class Late:
    """What to send now, and what was late before.

    Attributes:
        asof: the day of the newest order file; None without one.
        waiting: orders that have not left and are due today or before, the most urgent first.
        waiting_count: how many there are.
        late: orders that left late in the last weeks, the newest first.
        late_count: how many there are.
        products: those with the most broken promises first.
        period: the days of payment that late orders of products are of.
        sent: the days of dispatch that ``late`` is of, up to the newest file.
    """

    asof: date | None
    waiting: tuple[LateOrder, ...] = ()
    waiting_count: int = 0
    late: tuple[LateOrder, ...] = ()
    late_count: int = 0
    products: tuple[ProductPromise, ...] = ()
    period: Period | None = None
    sent: Period | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether the files tell of all waiting orders that they have not left by today."""
        return all(one.days is not None for one in self.waiting)


def read(shop: OpenShop, today: date) -> Late:
    """The lists below the promises.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        files = care_files.read(session, shop.id, today)
        if files is None:
            return Late(None)
        paid = Period(today - OLD_AFTER, today)
        waiting, waiting_count = store.not_sent(session, shop.id, paid, today, MOST)
        sent = Period(files.asof - timedelta(days=SENT_LATE_DAYS - 1), files.asof)
        late, late_count = store.sent_late(session, shop.id, sent, MOST)
        products = _products(session, shop, files)
    return Late(
        files.asof,
        _orders(waiting, today),
        waiting_count,
        _orders(late, today),
        late_count,
        products,
        Period(files.asof - _LENGTH, files.asof - _OLD),
        sent,
    )


def _products(session: Session, shop: OpenShop, files: Files) -> tuple[ProductPromise, ...]:
    ends = {mall: Period(made - _LENGTH, made - _OLD) for mall, made in files.made.items()}
    late = store.by_product(session, shop.id, ends)
    claims = care_claims.read(session, shop.id, files)
    came_back = dict(claims.products)
    columns = (late[name].tolist() for name in ("product", "late", "orders"))
    tallies = {number: Tally(some, all_) for number, some, all_ in zip(*columns, strict=True)}
    numbers = sorted({*tallies, *came_back})
    names = totals.product_names(session, shop.id, numbers)
    told = [
        ProductPromise(
            number,
            names.get(number, ""),
            tallies.get(number, Tally(0, 0)),
            None if claims.period is None else came_back.get(number, _EMPTY),
        )
        for number in numbers
    ]
    return tuple(sorted(told, key=_worst))


def _worst(one: ProductPromise) -> tuple[int, int, int]:
    faults = 0 if one.claims is None else one.claims.defect + one.claims.wrong
    return -(one.late.successes + faults), -one.late.trials, one.id


def _orders(frame: pd.DataFrame, today: date) -> tuple[LateOrder, ...]:
    return tuple(_order(row, today) for row in frame.itertuples(index=False, name=None))


def _order(row: tuple[object, ...], today: date) -> LateOrder:
    mall, order, buyer, product, *days = row
    paid, due, sent, seen = (None if day is None else day_of(int(str(day))) for day in days)
    return LateOrder(
        Mall(int(str(mall))),
        str(order),
        str(buyer or ""),
        str(product or ""),
        paid or date.min,
        due or date.min,
        sent,
        _late_days(due, sent, seen, today),
        seen,
    )


def _late_days(due: date | None, sent: date | None, seen: date | None, today: date) -> int | None:
    if due is None or (sent is None and (seen is None or seen < today)):
        return None
    return ((sent or today) - due).days
