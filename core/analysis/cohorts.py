"""Customers by the month of their first purchase: who came again, and what they have spent so far.

A cell is empty until all of its days have passed: a month that has only begun, or an age the
youngest have not reached, is not a small number but none. So it is where too many of its days are
in no file (``core.stats.watched``): who came on them nobody knows. Days are whole numbers since
1970-01-01; purchases of one day are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.priced import lacking
from core.stats.watched import Watched

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

AGES: Final = (30, 60, 90, 180, 365)
"""Days after the first purchase at which revenue to date is told."""

BEFORE: Final = 6
"""So many months before the last one tell how many usually come."""

LEAST_USUAL: Final = 20
"""With fewer who usually come a month is not called another one."""

_FAR: Final = 3.0
"""Standard deviations from which on a month is another one,"""
_PART: Final = 0.25
"""and the part of the usual number it has to be off by."""

_EPOCH: Final = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True, slots=True, eq=False)
class Triangle:
    """Customers of a month, and how many of them bought in the months after it.

    Attributes:
        months: the first day of each cohort's month, the earliest first.
        sizes: customers of each.
        active: one row a cohort, one column a month after (0 is the month itself): how many of them
            bought in it; nan where it has not begun, and where too many of its days are missing.
        partial: the same shape: whether the month has begun and not ended.
        hidden: the same shape: whether too many of its days are missing.
    """

    months: "pd.DatetimeIndex"
    sizes: Ints
    active: Floats
    partial: npt.NDArray[np.bool_]
    hidden: npt.NDArray[np.bool_]

    @property
    def rates(self) -> Floats:
        """The share of each cohort that bought in each month; nan where it has no customers."""
        sizes = np.where(self.sizes > 0, self.sizes, np.nan)
        return np.asarray(self.active / sizes[:, None])


@dataclass(frozen=True, slots=True)
class Lately:
    """Customers of all months who came in the last whole month, beside how many usually would have.

    Attributes:
        month: its first day.
        came: how many came.
        usual: how many would have, as in the months before.
        z: how far apart that is (Cochran 1954), in standard deviations; below 0 of fewer.
    """

    month: "pd.Timestamp"
    came: int
    usual: float
    z: float

    @property
    def is_apart(self) -> bool:
        """Whether that is more than chance does, and not a little."""
        is_much = abs(self.came - self.usual) >= _PART * self.usual
        return self.usual >= LEAST_USUAL and abs(self.z) >= _FAR and is_much


def lately(told: Triangle, unsure: int = 0) -> Lately | None:
    """Whether in the last whole month customers of all months came as they usually do.

    Of each age those who had it then are compared with those who had it in the months before;
    the ages are strata.

    Args:
        told: the months.
        unsure: so many of the first ones are not compared.
    """
    rows, width = told.active.shape
    last = width - 1 - int(told.partial.any())
    came, usual, apart, variance = 0, 0.0, 0.0, 0.0
    for row in range(max(unsure + 1, 0), min(rows, last)):
        after = last - row
        earlier = np.arange(max(unsure, row - BEFORE), row)
        earlier = earlier[~np.isnan(told.active[earlier, after])]
        size, others = int(told.sizes[row]), int(told.sizes[earlier].sum())
        if not size or not others or np.isnan(told.active[row, after]):
            continue
        here, there = int(told.active[row, after]), int(told.active[earlier, after].sum())
        whole, both = size + others, here + there
        came, usual = came + here, usual + size * there / others
        apart += here - size * both / whole
        variance += size * others * both * (whole - both) / (whole**2 * (whole - 1))
    if not variance:
        return None
    month = told.months[0] + pd.DateOffset(months=last)
    return Lately(month, came, usual, apart / variance**0.5)


def triangle(visits: pd.DataFrame, watched: Watched) -> Triangle:
    """The cohorts of some visits.

    Args:
        visits: one row a customer and day: ``buyer`` and ``day``.
        watched: the days that are known; later visits are not counted.
    """
    until = watched.until
    _, people, day = _ordered(visits, until)
    month = months_of(day)
    starts = np.flatnonzero(np.diff(people, prepend=-1))
    first = month[starts]
    cohorts = np.arange(first.min(), first.max() + 1) if len(first) else first
    last = int(months_of(np.array([until]))[0])
    width = int(last - cohorts[0] + 1) if len(cohorts) else 0
    is_new = (np.diff(people, prepend=-1) != 0) | (np.diff(month, prepend=-1) != 0)
    begun = first[people[is_new]]
    at = (begun - cohorts[0]) * width + month[is_new] - begun if len(cohorts) else begun
    counts = np.bincount(at, minlength=len(cohorts) * width).reshape(len(cohorts), width)
    which = cohorts[:, None] + np.arange(width)
    begins = _first_days(which)
    is_seen = watched.is_seen(begins, np.minimum(_first_days(which + 1) - 1, until))
    # The month itself is that of the first purchase, which is known.
    hidden = ~is_seen & (which <= last) & (np.arange(width) > 0)
    active = np.where((which > last) | hidden, np.nan, counts)
    is_whole = bool(months_of(np.array([until + 1]))[0] > last)
    sizes = np.bincount(first - cohorts[0], minlength=len(cohorts)) if len(cohorts) else first
    names = pd.DatetimeIndex(cohorts.astype("datetime64[M]"))
    return Triangle(names, sizes, active, (which == last) & (not is_whole), hidden)


def _first_days(months: Ints) -> Ints:
    """The first day of months counted from January 1970."""
    moments = months.astype("datetime64[M]").astype("datetime64[D]")
    return np.asarray((moments - _EPOCH).astype(np.int64))


def months_of(days: Ints) -> Ints:
    """The month each day lies in, counted from January 1970."""
    moments = _EPOCH + days.astype("timedelta64[D]")
    return moments.astype("datetime64[M]").astype(np.int64)


def revenue_to_date(
    visits: pd.DataFrame, watched: Watched, ages: Sequence[int] = AGES
) -> pd.DataFrame:
    """What customers of each month have brought so far, by how old they are.

    Args:
        visits: one row a customer and day: ``buyer``, ``day`` and ``net`` won, and how many lines
            tell no amount (``unpriced``): who has any by an age is left out of it.
        watched: the days that are known.
        ages: days after the first purchase, the day of which is 0.

    Returns:
        one row a cohort: ``month``, ``customers``, and for each age a column of its number: net won
        per customer within so many days; nan until the youngest of the month is so old, and where
        too many days from the beginning of the month until then are missing.
    """
    until = watched.until
    kept = visits[visits["day"] <= until]
    day = kept["day"].to_numpy(np.int64)
    people, names = pd.factorize(kept["buyer"].to_numpy())
    first = np.full(len(names), until)
    np.minimum.at(first, people, day)
    begun = first[people]
    sizes = pd.Series(months_of(first)).value_counts().sort_index()
    number = sizes.index.to_numpy(np.int64)
    begins, youngest = _first_days(number), _first_days(number + 1) - 1
    frame = pd.DataFrame(
        {"month": pd.DatetimeIndex(number.astype("datetime64[M]")),
         "customers": sizes.to_numpy(np.int64)}
    )  # fmt: skip
    net, untold = kept["net"].to_numpy(np.float64), lacking(kept)
    whose = np.searchsorted(number, months_of(first))
    place, is_lacking = whose[people], bool(untold.any())
    for age in ages:
        is_in, of = day - begun <= age, sizes.to_numpy()
        if is_lacking:
            hidden = np.bincount(people[is_in], untold[is_in], len(names)) > 0
            is_in &= ~hidden[people]
            of = np.bincount(whose[~hidden], minlength=len(number))
        sums = np.bincount(place, np.where(is_in, net, 0.0), len(number))
        each = np.divide(sums, of, out=np.full(len(number), np.nan), where=of > 0)
        frame[age] = np.where(watched.is_seen(begins, youngest + age), each, np.nan)
    return frame


def waits(visits: pd.DataFrame, until: int) -> pd.DataFrame:
    """How long each customer took to come a second time, or has not come yet.

    Returns:
        by the number of the buyer, in order: the ``first`` day, ``waited`` days and whether he
        ``came``, for ``core.stats.survival``.
    """
    names, people, day = _ordered(visits, until)
    starts = np.flatnonzero(np.diff(people, prepend=-1))
    ends = np.append(starts[1:], len(people))[: len(starts)]
    came = ends - starts > 1
    first = day[starts]
    second = day[np.minimum(starts + 1, max(len(day) - 1, 0))] if len(day) else day
    return pd.DataFrame(
        {"first": first, "waited": np.where(came, second, until) - first, "came": came},
        index=pd.Index(names, name="buyer"),
    )


def _ordered(visits: pd.DataFrame, until: int) -> tuple[Ints, Ints, Ints]:
    """The buyers in order, and the days up to one as pairs of a buyer's place and a day, once."""
    kept = visits[visits["day"] <= until]
    people, names = pd.factorize(kept["buyer"].to_numpy(), sort=True)
    day = kept["day"].to_numpy(np.int64)
    if not len(day):
        return day, day, day
    least, span = int(day.min()), int(day.max() - day.min() + 1)
    # As one number a purchase: sorting these takes a tenth of sorting rows.
    codes = people.astype(np.int64) * span + (day - least)
    codes.sort()
    codes = codes[np.append(True, codes[1:] != codes[:-1])]
    of, since = np.divmod(codes, span)
    return np.asarray(names), of, since + least
