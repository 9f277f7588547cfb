"""When customers buy: orders and won by weekday and hour over whole weeks."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

import numpy as np

from core.analysis import buying_times
from core.analysis.buying_times import DAYS, Busiest, Times
from core.services import covering
from core.services.opening import OpenShop
from core.store import hours as store
from core.store.moments import day_number
from core.terms import Period

THIN: Final = 5
"""A cell with fewer orders says little and is marked."""

FINE_FROM: Final = 1000
"""From so many orders on hours are shown one by one, below three by three.

Half-samples of two real shops: under a thousand orders 168 cells are mostly chance.
"""

COARSE: Final = 3


class Reach(IntEnum):
    """How far back it is looked: whole weeks; 0 for all there are."""

    QUARTER = 13
    HALF = 26
    YEAR = 52
    ALL = 0


@dataclass(frozen=True, slots=True)
class When:
    """When customers buy.

    Attributes:
        period: the whole weeks looked at, Monday to Sunday.
        times: orders and won by weekday and hour.
        day: the weekday with most orders.
        hours: the three hours in a row with most orders.
        files: the order files that tell of it.
    """

    period: Period
    times: Times
    day: Busiest | None
    hours: Busiest | None
    files: int

    @property
    def is_fine(self) -> bool:
        """Whether there are enough orders to show hours one by one."""
        return self.times.total >= FINE_FROM


def when(shop: OpenShop, reach: Reach = Reach.HALF) -> When | None:
    """When customers buy; None without a whole week of orders.

    The last week counts once all of its days are there. Malls of which only claims are known are
    left out.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        if told.coverage is None:
            return None
        period = whole_weeks(told.coverage.period, int(reach))
        if period is None:
            return None
        rows = store.by_hour(session, shop.id, period, told.malls)
    hour = rows["hour"].to_numpy(np.int64)
    if buying_times.are_days_alone(hour, rows["orders"].to_numpy(np.int64)):
        rows = rows.assign(hour=np.where(hour == 0, -1, hour))
    found = buying_times.times(rows, day_number(period.first), period.days // DAYS)
    return When(
        period, found, buying_times.busiest_day(found), buying_times.busiest_hours(found),
        len(told.order_files),
    )  # fmt: skip


def whole_weeks(period: Period, most: int) -> Period | None:
    """The last weeks that lie wholly in a period, Monday to Sunday; None if none does.

    Args:
        period: the days that are known.
        most: at most so many weeks; 0 for all.
    """
    last = period.last - timedelta(days=(period.last.weekday() + 1) % DAYS)
    first = _monday_from(period.first)
    if most:
        first = max(first, last - timedelta(days=most * DAYS - 1))
    return Period(first, last) if first < last else None


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % DAYS)
