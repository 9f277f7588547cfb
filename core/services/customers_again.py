"""Who buys again: months of first purchases, the way to the second one, and 재구매율 twice."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.analysis import cohorts
from core.analysis import customers_again as analysis
from core.analysis.cohorts import Lately, Triangle
from core.analysis.customers_again import AGES, Compared, Finding, Repeats, Within
from core.services import customers_intervals
from core.services.customer_book import CustomerBook
from core.services.customers_intervals import Waits
from core.stats.survival import Curve
from core.stats.watched import LEARNT_AFTER

__all__ = ["AGES", "Compared", "Finding", "Point", "View", "Within", "view"]

LEAST_BUYERS: Final = 30
"""With fewer customers nothing of this is told."""

LONGEST: Final = 365
"""Days up to which the curve is drawn."""


@dataclass(frozen=True, slots=True)
class Point:
    """How many had come a second time by a day after the first, with bounds."""

    day: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the tab 다시 사기 shows.

    Attributes:
        triangle: the months of first purchases; months that have not begun are nan.
        unsure: how many of its first months may hold old customers who look new.
        compared: these months against each other.
        curve: the way to the second purchase, day by day.
        within: the same at some ages, next to those known so long.
        left_out: whether customers who may have bought before were left out of the curve.
        is_sure: whether files reach so far that those are left out; else shares may be too high.
        lost: days in between that no file covers.
        newcomers: how many are in it.
        repeats: the two meanings of 재구매율.
        waits: how long customers take until they buy again.
        lately: how many came in the last whole month, where that is unlike the months before.
    """

    triangle: Triangle
    unsure: int
    compared: Compared
    curve: tuple[Point, ...]
    within: tuple[Within, ...]
    left_out: bool
    is_sure: bool
    lost: int
    newcomers: int
    repeats: Repeats
    waits: Waits
    lately: Lately | None = None


def view(book: CustomerBook) -> View | None:
    """What can be said of second purchases; None with too few customers."""
    if len(book.customers) < LEAST_BUYERS:
        return None
    watched = book.watched
    found = cohorts.waits(book.visits, book.until)
    new = found[watched.is_new(found["first"])]
    line = analysis.curve(new, watched)
    told = cohorts.triangle(book.visits, watched)
    sure = book.since + LEARNT_AFTER
    begins = told.months.to_numpy().astype("datetime64[D]").astype(np.int64)
    unsure = int((begins < sure).sum())
    lately = cohorts.lately(told, unsure)
    return View(
        told, unsure, analysis.compared(found, watched), _points(line),
        analysis.within(new, line, watched), len(new) < len(found), watched.is_long, watched.lost,
        len(new),
        analysis.repeats(book.visits, book.since, book.until), customers_intervals.of_shop(book),
        lately if lately and lately.is_apart else None,
    )  # fmt: skip


def _points(line: Curve) -> tuple[Point, ...]:
    """The curve up to a year, on to the longest that anybody is known."""
    is_drawn = line.time <= LONGEST
    columns = (one[is_drawn].tolist() for one in (line.time, line.share, line.lower, line.upper))
    told = [Point(int(day), *rest) for day, *rest in zip(*columns, strict=True)]
    last = int(min(LONGEST, line.longest))
    if told and told[-1].day < last:
        told.append(Point(last, told[-1].share, told[-1].low, told[-1].high))
    return tuple(told)
