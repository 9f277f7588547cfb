"""When people buy: weekdays and hours, and which of them stand out from the others.

Orders of one day hang together (a message goes out, a parcel of a blogger arrives), so that their
number scatters more than chance alone would have it. Weeks are therefore the unit: a weekday, or
a few hours in a row, is called the busiest only where week by week it was ahead of each other one.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

DAYS: Final = 7
HOURS: Final = 24
WINDOW: Final = 3
"""So many hours in a row are one stretch."""

LEAST_WEEKS: Final = 8
LEAST_ORDERS: Final = 100
"""What it takes before one is called the busiest."""

SURE: Final = 0.05
"""The chance to call one the busiest of equals is at most this."""

MIDNIGHT: Final = 0.9
MIDNIGHT_FROM: Final = 30
"""So large a part of so many orders in the first hour of a day: the files tell days alone."""

_MONDAY: Final = 4
"""1970-01-05, the first Monday, counted from 1970-01-01."""


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """Orders and won by weekday (Monday first) and hour of Seoul, summed over whole weeks.

    Attributes:
        orders: 7 by 24.
        net: 7 by 24, won.
        weekly_days: a row a week: the orders of each weekday.
        weekly_hours: a row a week: the orders of each hour.
        no_hour: orders of which no file tells the hour; they are in ``weekly_days`` alone.
    """

    orders: Ints
    net: Ints
    weekly_days: Ints
    weekly_hours: Ints
    no_hour: int

    @property
    def weeks(self) -> int:
        """How many weeks."""
        return len(self.weekly_days)

    @property
    def total(self) -> int:
        """Orders whose hour is known."""
        return int(self.orders.sum())


@dataclass(frozen=True, slots=True)
class Busiest:
    """What has most orders, and whether it is ahead of all others beyond chance.

    Attributes:
        first: the weekday (0 is Monday), or the first hour of the stretch.
        share: of all orders, 0 to 1.
        p_value: that it looks ahead of all others by chance; None where there is too little to ask.
    """

    first: int
    share: float
    p_value: float | None

    @property
    def is_sure(self) -> bool:
        """Whether it may be called the busiest."""
        return self.p_value is not None and self.p_value < SURE


def times(rows: pd.DataFrame, first: int, weeks: int) -> Times:
    """Add up orders by weekday and hour.

    Args:
        rows: ``day`` since 1970, ``hour`` (-1 where unknown), ``orders`` and ``net``.
        first: the Monday with which the weeks begin, in days since 1970.
        weeks: how many; what lies outside of them is left out.

    Raises:
        ValueError: ``first`` is no Monday.
    """
    if (first - _MONDAY) % DAYS:
        msg = f"day {first} is no Monday"
        raise ValueError(msg)
    day, hour, orders, net = (rows[name].to_numpy(np.int64) for name in rows)
    inside = (day >= first) & (day < first + weeks * DAYS)
    since = (day - first)[inside]
    hour, orders, net = hour[inside], orders[inside], net[inside]
    told = hour >= 0
    place = (since % DAYS * HOURS + hour)[told]

    def summed(keys: Ints, values: Ints, *shape: int) -> Ints:
        flat = np.bincount(keys, weights=values, minlength=int(np.prod(shape)))
        return flat.reshape(shape).astype(np.int64)

    return Times(
        orders=summed(place, orders[told], DAYS, HOURS),
        net=summed(place, net[told], DAYS, HOURS),
        weekly_days=summed(since, orders, weeks, DAYS),
        weekly_hours=summed((since // DAYS * HOURS + hour)[told], orders[told], weeks, HOURS),
        no_hour=int(orders[~told].sum()),
    )


def are_days_alone(hour: Ints, orders: Ints) -> bool:
    """Whether the hours are none: tables of days alone put everything at midnight.

    Args:
        hour: -1 where unknown.
        orders: how many there are at each.
    """
    known = int(orders[hour >= 0].sum())
    return known >= MIDNIGHT_FROM and int(orders[hour == 0].sum()) >= MIDNIGHT * known


def busiest_day(found: Times) -> Busiest | None:
    """The weekday with most orders; None without any."""
    if not found.weekly_days.sum():
        return None
    totals = found.weekly_days.sum(axis=0)
    best = int(totals.argmax())
    others = [place for place in range(DAYS) if place != best]
    share = float(totals[best] / totals.sum())
    return Busiest(best, share, _ahead(found.weekly_days, best, others))


def busiest_hours(found: Times) -> Busiest | None:
    """The ``WINDOW`` hours in a row, within one day, with most orders; None without any."""
    if not found.total:
        return None
    starts = HOURS - WINDOW + 1
    weekly = sum(found.weekly_hours[:, shift : shift + starts] for shift in range(WINDOW))
    totals = np.asarray(weekly).sum(axis=0)
    best = int(totals.argmax())
    others = [place for place in range(starts) if abs(place - best) >= WINDOW]
    share = float(totals[best] / found.total)
    return Busiest(best, share, _ahead(np.asarray(weekly), best, others))


def _ahead(weekly: Ints, best: int, others: list[int]) -> float | None:
    """How easily chance puts the best one ahead of the next, week by week.

    The largest of the two-sided p-values of paired t-tests against each other one (intersection
    and union, Berger 1982). Whoever is named was picked because it was ahead, so that of two equal
    ones either may be named; two-sided p-values allow for that, and with more equals it is rarer.
    """
    if len(weekly) < LEAST_WEEKS or weekly.sum() < LEAST_ORDERS:
        return None
    worst = 0.0
    for other in others:
        apart = weekly[:, best] - weekly[:, other]
        if not apart.any():
            return 1.0
        spread = apart.std(ddof=1)
        if spread:
            t = apart.mean() / (spread / np.sqrt(len(apart)))
            worst = max(worst, float(2 * stats.t.sf(abs(t), len(apart) - 1)))
    return worst


def binned(table: Ints, hours: int) -> Ints:
    """A table of 24 columns with so many hours made one.

    Raises:
        ValueError: 24 cannot be divided by ``hours``.
    """
    return np.asarray(table.reshape(len(table), HOURS // hours, hours).sum(axis=2))
