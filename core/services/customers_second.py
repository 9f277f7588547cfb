"""From the first purchase to the second one: how many come again within so many days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import second_purchase as analysis
from core.services.customer_book import CustomerBook
from core.stats.intervals import wilson
from core.stats.proportions import Rates, Tally, compare
from core.store.people import SECOND_WITHIN
from core.terms import Period

__all__ = ["SECOND_WITHIN"]

LEAST_DAYS: Final = 7
MOST_DAYS: Final = 365

STRETCH: Final = 84
"""Days of first purchases that are held against as many before them, as 오늘 does it."""
WEEK: Final = 7

LEAST: Final = 30
"""Customers who had the time, from which on a share is told."""
MONTHS: Final = 24
"""So many months of first purchases are drawn."""


@dataclass(frozen=True, slots=True)
class Part:
    """First purchases of a month or a quarter.

    Attributes:
        first: the first day of it.
        tally: how many of the customers who had the time bought again.
        bounds: of that share; None of nobody.
        young: how many had not had the time.
    """

    first: date
    tally: Tally
    bounds: tuple[float, float] | None
    young: int


@dataclass(frozen=True, slots=True)
class SecondView:
    """How many first-time buyers come again.

    Attributes:
        days: within so many.
        asof: the last day that files tell of.
        tally: how many of the customers who had the time bought again.
        bounds: of that share; None of nobody.
        young: customers who had not had the time; they are left out.
        months: by the month of the first purchase, the oldest first.
        quarters: the same by quarters.
        change: the newest first purchases that had the time against those before them; None where
            they are too few, or where files do not cover all of these days.
        days_needed: so many days later as many have had the time as it takes to tell of a share;
            None where there are too few customers.
        early: customers who may have bought before the files begin, or on days without a file;
            left out as well.
        hidden: those of whose days too many are in no file; left out as well.
        is_sure: whether files reach so far that the early ones are left out; else the share may be
            too high.
        lost: days in between that no file covers.
    """

    days: int
    asof: date
    tally: Tally
    bounds: tuple[float, float] | None
    young: int
    months: tuple[Part, ...]
    quarters: tuple[Part, ...]
    change: Rates | None
    days_needed: int | None = 0
    early: int = 0
    hidden: int = 0
    is_sure: bool = True
    lost: int = 0

    @property
    def newest(self) -> Period:
        """The days of the newest first purchases that ``change`` speaks of."""
        last = self.asof - timedelta(days=self.days)
        return Period(last - timedelta(days=STRETCH - 1), last)

    @property
    def earlier(self) -> Period:
        """The days of those before them."""
        last = self.newest.first - timedelta(days=1)
        return Period(last - timedelta(days=STRETCH - 1), last)


def view(book: CustomerBook, days: int = SECOND_WITHIN) -> SecondView:
    """How many first-time buyers come again within some days, and when they first bought.

    Raises:
        ValueError: the number of days is impossible.
    """
    if not LEAST_DAYS <= days <= MOST_DAYS:
        msg = f"a second purchase within {days} days is not asked for"
        raise ValueError(msg)
    found = analysis.second(book.visits, book.watched, days)
    return SecondView(
        days, book.last_day, found.tally, wilson(found.tally), found.young,
        _parts(found.months), _parts(analysis.quarters(found.months)), _change(book, days),
        _days_needed(book, days), found.early, found.hidden, book.watched.is_long,
        book.watched.lost,
    )  # fmt: skip


def _days_needed(book: CustomerBook, days: int) -> int | None:
    first = book.customers["first"].to_numpy(np.int64)
    first = first[book.watched.is_new(first)]
    if len(first) < LEAST:
        return None
    return max(0, int(np.partition(first, LEAST - 1)[LEAST - 1]) + days - book.until)


def _change(book: CustomerBook, days: int) -> Rates | None:
    last = book.until - days
    # Where files begin customers look new who are not. Where days are missing nobody knows who came
    # again on them, nor who had bought before.
    begin = last - 2 * STRETCH + 1
    watched = book.watched
    if not watched.is_sure(begin) or not watched.is_seen(begin - STRETCH, book.until):
        return None
    weeks = analysis.weekly(book.visits, watched, days, last, 2 * STRETCH // WEEK)
    before, now = weeks[: STRETCH // WEEK], weeks[STRETCH // WEEK :]
    lately, earlier = (sum(some, Tally(0, 0)) for some in (now, before))
    if min(lately.trials, earlier.trials) < LEAST:
        return None
    return compare(lately, earlier, [now, before])


def _parts(frame: pd.DataFrame) -> tuple[Part, ...]:
    months = np.asarray(frame["month"], dtype="datetime64[M]").astype("datetime64[D]")
    numbers = (frame[name].tolist() for name in ("again", "customers", "young"))
    return tuple(
        Part(day, Tally(again, customers), wilson(Tally(again, customers)), young)
        for day, again, customers, young in zip(months.tolist(), *numbers, strict=True)
    )[-MONTHS:]
