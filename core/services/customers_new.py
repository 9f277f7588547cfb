"""New customers against those who had bought before: what they spend, how often, their share."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.analysis import new_and_existing as analysis
from core.analysis.new_and_existing import FOLLOWED, LEAST, WINDOW, Compared, Pair
from core.services.customer_book import CustomerBook
from core.stats.multiplicity import benjamini_hochberg
from core.store.moments import day_of
from core.terms import Evidence, Period, evidence_of

__all__ = ["ALIKE", "FOLLOWED", "HALF", "LEAST", "WINDOW"]

HALF: Final = 0.5
ALIKE: Final = (0.4, 0.6)
"""Both bring about alike where the whole range of a share lies within these."""


@dataclass(frozen=True, slots=True)
class NewView:
    """New customers against those who had bought before.

    Attributes:
        period: the days that are looked at.
        entered: the days of the purchases from which on orders are counted.
        found: the numbers; None while files do not reach back far enough.
        value: how sure it is that orders of the two differ in value,
        orders: and that one kind orders oftener.
        days_needed: so many days more files have to reach back; 0 where they do.
    """

    period: Period
    entered: Period
    found: Compared | None
    value: Evidence
    orders: Evidence
    days_needed: int

    @property
    def share(self) -> Evidence:
        """How sure it is whose purchases are most of the revenue, or that both are about alike.

        A range that holds a half tells nothing by itself: with few customers it always does.
        """
        told = self.found.share if self.found else None
        if told is None:
            return Evidence.EARLY
        low, high = told.low, told.high
        is_told = low > HALF or high < HALF or (ALIKE[0] <= low and high <= ALIKE[1])
        return Evidence.KNOWN if is_told else Evidence.EARLY


def view(book: CustomerBook) -> NewView:
    """New customers against those who had bought before, over the last thirteen weeks."""
    found = analysis.compare(book.visits, book.since, book.until)
    value, orders = levels(found)
    last = day_of(book.until - FOLLOWED + 1)
    return NewView(
        _until(book.last_day), _until(last), found, value, orders,
        max(0, 2 * WINDOW - book.days) if found is None else 0,
    )  # fmt: skip


def _until(last: date) -> Period:
    return Period(last - timedelta(days=WINDOW - 1), last)


def levels(found: Compared | None) -> tuple[Evidence, Evidence]:
    """How sure both differences are, allowing for two having been looked at.

    Plain only where the range that is shown beside it leaves out that there is none.
    """
    pairs = [] if found is None else [found.order_value, found.orders]
    asked = [None if pair is None else pair.p for pair in pairs]
    known = iter(benjamini_hochberg([p for p in asked if p is not None]))
    levels = [
        Evidence.EARLY if p is None or pair is None else _level(pair, next(known))
        for pair, p in zip(pairs, asked, strict=True)
    ]
    return (levels[0], levels[1]) if levels else (Evidence.EARLY, Evidence.EARLY)


def _level(pair: Pair, p: float) -> Evidence:
    level = evidence_of(1 - p, enough=True)
    return Evidence.HINT if level is Evidence.KNOWN and not pair.is_apart else level
