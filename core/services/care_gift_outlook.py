"""Before gifts or letters are drawn for: what a draw can find out, and when it pays."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from sqlmodel import Session

from core.analysis.care_gifts import AGAIN_WITHIN
from core.services import settings
from core.services.opening import OpenShop
from core.stats.ab.planning import sample_size
from core.stats.proportions import Tally
from core.store import care_gift_effects as facts

LIFTS: Final = (0.05, 0.10, 0.15)
"""Of a hundred buyers so many more is what a draw may be asked to find."""

LEAST_USUAL: Final = 30
"""So many first buyers it takes to say how many come again."""

TAKEN_RATE: Final = 0.2
"""The share that comes again where the shop is too young to tell its own."""

YEAR: Final = 365
PACE_DAYS: Final = 28
BASKET_DAYS: Final = 90

ALPHA: Final = 0.05
"""Two outcomes are looked at and a thing is known from 90 % on: each may err half of the rest."""


@dataclass(frozen=True, slots=True)
class Size:
    """What it takes to find one difference in 80 of 100 draws.

    Attributes:
        lift: the difference of the two shares.
        people: buyers of both sides together.
        days: on which so many order at the pace of the last weeks; None where none did.
    """

    lift: float
    people: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be said before a draw.

    Attributes:
        usual: of those who bought first, how many came again within 90 days; None where too few
            are known, and a fifth is taken.
        sizes: what it takes to find differences, the largest difference last.
        basket: won an order brings; None where no order is known.
        margin_percent: what is left of it; None where the seller has not said.
    """

    usual: Tally | None
    sizes: tuple[Size, ...]
    basket: int | None
    margin_percent: int | None

    def needed(self, cost: int) -> int | None:
        """How many orders more bring back what was spent; None where nobody can say."""
        if not self.basket or not self.margin_percent:
            return None
        return ceil(100 * cost / (self.basket * self.margin_percent))


def outlook(shop: OpenShop, today: date) -> Outlook:
    """What a draw could find out, and when one more order pays for what it costs.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        last = today - timedelta(days=AGAIN_WITHIN + 1)
        first, again = facts.usual(session, shop.id, last - timedelta(days=YEAR - 1), last)
        a_day = pace(session, shop.id, today)
        orders, net = facts.sold(session, shop.id, today - timedelta(days=BASKET_DAYS), today)
        margin = settings.read(shop).margin_percent
    usual = Tally(again, first) if first >= LEAST_USUAL else None
    basket = round(net / orders) if orders and net > 0 else None
    return Outlook(usual, _sizes(usual, a_day), basket, margin)


def pace(session: Session, shop_id: int, today: date) -> float:
    """Orders a day over the last weeks."""
    first = today - timedelta(days=PACE_DAYS)
    return facts.sold(session, shop_id, first, today - timedelta(days=1))[0] / PACE_DAYS


def _sizes(usual: Tally | None, a_day: float) -> tuple[Size, ...]:
    base = usual.rate if usual is not None and usual.rate is not None else TAKEN_RATE
    found = []
    for lift in LIFTS:
        if base + lift >= 1:
            continue
        people = 2 * ceil(float(sample_size(base, base + lift, alpha=ALPHA)))
        found.append(Size(lift, people, ceil(people / a_day) if a_day else None))
    return tuple(found)
