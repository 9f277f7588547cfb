"""What made the days of a product unusual: said by the seller, noted, or seen in the orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import Session

from core.analysis.price_changes import PriceChange, Priced, changes
from core.services.events import EventKind
from core.services.products_said import Happened, ProductNote
from core.store import notes, product_sums
from core.store.note_tables import EventRow
from core.terms import Mall, Period
from core.verdicts.products import Doubt

LASTING: Final = 0.2
"""A promotion or a stock-out on more than this part of the days makes them unusual."""

_DOUBTS: Final = {
    EventKind.STOCK_OUT: Doubt.SOLD_OUT,
    EventKind.PROMOTION: Doubt.PROMOTION,
    EventKind.PRICE: Doubt.CHANGED,
}


class KnownFrom(StrEnum):
    """Who says so."""

    SELLER = "seller"
    NOTE = "note"
    ORDERS = "orders"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the days of a product are unusual.

    Attributes:
        doubt: what happened.
        known_from: who says so.
        title: what the note is called.
        period: the days the note is about.
        change: the new price that the order lines show.
    """

    doubt: Doubt
    known_from: KnownFrom
    title: str = ""
    period: Period | None = None
    change: PriceChange | None = None


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What is in the way of a verdict: of single products, and of ``all`` others."""

    single: Mapping[int, Obstacle | None]
    all: Obstacle | None

    def of(self, product: int) -> Obstacle | None:
        """What is in the way at one product; None if nothing is."""
        return self.single.get(product, self.all)


def find(
    session: Session,
    shop_id: int,
    period: Period,
    said: Mapping[int, ProductNote],
    malls: frozenset[Mall] | None,
) -> Obstacles:
    """What happened on the days of a period; what the seller says of a product comes first."""
    prices = product_sums.prices(session, shop_id, period, malls)
    found: dict[int, Obstacle | None] = {
        product: Obstacle(Doubt.CHANGED, KnownFrom.ORDERS, change=change)
        for product, change in changes(Priced(*price) for price in prices).items()
    }
    rows = notes.events(session, shop_id, period)
    of_all = _noted([row for row in rows if row.product_id is None], period)
    for product in {row.product_id for row in rows if row.product_id is not None}:
        noted = _noted([row for row in rows if row.product_id == product], period)
        if noted is not None:
            found[product] = noted
    for product, note in said.items():
        if note.happened and note.happened_on and note.happened_on >= period.first:
            found[product] = _said(Happened(note.happened))
    return Obstacles(found, of_all)


def _said(what: Happened) -> Obstacle | None:
    if what is Happened.NOTHING:
        return None
    return Obstacle(Doubt(what.value), KnownFrom.SELLER)


def _noted(rows: Iterable[EventRow], period: Period) -> Obstacle | None:
    """The gravest of some notes: nothing to sell, then a promotion, then a new price."""
    own = list(rows)
    for kind, doubt in _DOUBTS.items():
        some = [row for row in own if row.kind == kind]
        if kind is EventKind.PRICE:
            some = [row for row in some if _changes_inside(row, period)]
        elif len(_days(some, period)) <= LASTING * period.days:
            continue
        if some:
            first = some[-1]
            days = Period(first.first_day, first.last_day)
            return Obstacle(doubt, KnownFrom.NOTE, first.title, days)
    return None


def _days(rows: Iterable[EventRow], period: Period) -> set[int]:
    """The numbers of the days of a period that notes are about, each once."""
    found: set[int] = set()
    for row in rows:
        first, last = max(row.first_day, period.first), min(row.last_day, period.last)
        found |= set(range(first.toordinal(), last.toordinal() + 1))
    return found


def _changes_inside(row: EventRow, period: Period) -> bool:
    """Whether a price began or ended inside, so that these days have two prices."""
    after = row.last_day + timedelta(days=1)
    began = period.first < row.first_day <= period.last
    return began or (row.last_day > row.first_day and period.first < after <= period.last)
