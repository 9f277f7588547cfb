"""The orders of a shop day by day, as far as order files tell of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd
from sqlmodel import Session

from core.services import covering
from core.services.covering import Told
from core.stats import windows
from core.stats.windows import Calendar, Days
from core.store import orders as order_lines
from core.store import totals
from core.store.uploads import UploadEntry
from core.terms import Mall, Period


@dataclass(frozen=True, slots=True)
class Book:
    """The history of a shop: sums per day, the files, and the days no file covers."""

    daily: pd.DataFrame
    new_buyers: dict[date, int]
    files: tuple[UploadEntry, ...]
    days: Calendar
    gaps: tuple[Period, ...]
    malls: frozenset[Mall] | None = None
    """Those that are looked at, whose orders a file tells; None for all there are."""

    @property
    def last(self) -> date:
        """The last complete day."""
        return self.days.all.last

    def column(self, name: str) -> Days:
        """A sum per day of the history."""
        return self.days.series(list(self.daily.index), self.daily[name])

    @property
    def orders_total(self) -> int:
        """All orders there are, also of the day that is not over."""
        return int(self.daily["orders"].sum())


def book(
    session: Session, shop_id: int, today: date, malls: frozenset[Mall] | None = None
) -> Book | None:
    """The history up to the last complete day; None when no order file tells of a day."""
    found = sold(session, shop_id, today, malls)
    if found is None:
        return None
    return replace(found, new_buyers=totals.new_buyers(session, shop_id, found.malls))


def sold(
    session: Session, shop_id: int, today: date, malls: frozenset[Mall] | None = None
) -> Book | None:
    """The same without its new buyers, whom the database would have to look for."""
    told = covering.told(session, shop_id, malls)
    daily = _daily(session, shop_id, told)
    if daily.empty:
        return None
    gaps = told.coverage.gaps if told.coverage else ()
    history = Period(daily.index[0], _last_complete(daily, told, today))
    days = windows.calendar(history, gaps)
    return Book(daily, {}, told.files, days, gaps, told.malls)


def until(book: Book, last: date) -> Book | None:
    """The same up to ``last``, and not one day more or less; None where nothing is left.

    Days after the last order have none. Lines that were cancelled or returned since then are as
    they are now.
    """
    history = book.days.all
    if last < history.first:
        return None
    return replace(
        book,
        daily=book.daily[book.daily.index <= last],
        new_buyers={day: count for day, count in book.new_buyers.items() if day <= last},
        days=windows.calendar(Period(history.first, last), book.gaps),
    )


def daily(session: Session, shop_id: int, malls: frozenset[Mall] | None = None) -> pd.DataFrame:
    """The sums of each day that order files tell of; see ``totals.daily``."""
    return _daily(session, shop_id, covering.told(session, shop_id, malls))


def _daily(session: Session, shop_id: int, told: Told) -> pd.DataFrame:
    there = order_lines.malls(session, shop_id)
    some = [mall for mall in there if told.malls is None or mall in told.malls]
    if len(some) == len(there) <= 1:
        return _with_sales(totals.daily(session, shop_id))
    # Each mall by itself: the claims of one reach back into the days of another.
    each = [_with_sales(totals.daily(session, shop_id, {mall})) for mall in some]
    if not each:
        return totals.daily(session, shop_id, ())
    return each[0] if len(each) == 1 else pd.concat(each).groupby(level=0, sort=True).sum()


def _with_sales(daily: pd.DataFrame) -> pd.DataFrame:
    """From the first to the last day with a sale of a known amount, if there is any.

    Files of claims reach further back than the order files; their days are not days on which
    nothing else was sold.
    """
    sold = daily.index[daily["lines"] > daily["unknown_amount_lines"]]
    if not len(sold):
        sold = daily.index[daily["lines"] > 0]
    return daily.loc[sold[0] : sold[-1]] if len(sold) else daily


def _last_complete(daily: pd.DataFrame, told: Told, today: date) -> date:
    """The last day with data, unless it was still going on when the newest file was made."""
    first: date = daily.index[0]
    last: date = daily.index[-1]
    going_on = last >= today or (told.made is not None and covering.cuts(told.made, last))
    return last - timedelta(days=1) if going_on and last > first else last
