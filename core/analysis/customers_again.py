"""How many customers came a second time, by how long they have been known and by month.

Only customers of whom it is known long enough are asked within how many days they came; the curve
of Kaplan and Meier (``core.stats.survival``) takes the others for as long as they are known, which
days that no file covers may end. Who is new says ``core.stats.watched``. Days are whole numbers
since 1970-01-01.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr

from core.stats import survival
from core.stats.intervals import wilson
from core.stats.proportions import Tally, difference_z
from core.stats.survival import Curve
from core.stats.watched import LEARNT_AFTER, Watched

Ints = npt.NDArray[np.int64]

AGES: Final = (30, 60, 90, 180, 365)
"""Days within which customers may have come again."""

COMPARED_BY: Final = (90, 60, 30)
"""Within how many days months are compared; the longest of which there are enough months."""

LEAST_MONTHS: Final = 3
LEAST_CUSTOMERS: Final = 30
"""A month with fewer is not compared."""

LEAST_WATCHED: Final = 10
"""With fewer who are known so long an age has no share."""

CHANCE: Final = 0.1
"""How often a month may be named although all are alike."""

_EPOCH: Final = np.datetime64("1970-01-01", "D")


class Finding(StrEnum):
    """What months of first purchases can be said to differ by."""

    MOST = "most"
    """One came back more than each of the others."""
    MORE = "more"
    """One came back more than the others together."""
    LESS = "less"
    """One came back less than the others together."""
    ALIKE = "alike"
    """Nothing that chance does not do."""
    EARLY = "early"
    """There are too few months to compare."""


@dataclass(frozen=True, slots=True)
class Month:
    """Customers who came first in a month: how many of them came again in time.

    ``month`` counts from January 1970; ``low`` and ``high`` hold for all months at once.
    """

    month: int
    again: Tally
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Months of first purchases against each other.

    Attributes:
        finding: what can be said.
        days: within how many days customers came again; 0 where nothing is compared.
        months: those compared, the earliest first.
        named: the month the finding speaks of; None if of none.
    """

    finding: Finding
    days: int = 0
    months: tuple[Month, ...] = ()
    named: Month | None = None

    @property
    def whole(self) -> Tally:
        """All compared customers."""
        return sum((one.again for one in self.months), Tally(0, 0))


@dataclass(frozen=True, slots=True)
class Within:
    """How many came again within some days.

    Attributes:
        days: how many.
        share: by Kaplan and Meier; None where hardly anybody is known so long.
        low: its lowest value,
        high: and its highest.
        mature: those known for so long, and who of them came in time.
    """

    days: int
    share: float | None
    low: float | None
    high: float | None
    mature: Tally


def compared(waits: pd.DataFrame, watched: Watched) -> Compared:
    """The months of first purchases against each other.

    Bounds of the months hold all at once (Bonferroni 1936); only a month whose bounds lie above
    those of each other one came back most. One that differs from the others together is named if
    chance, over all months, rarely does that (score test, adjusted the same way).

    Args:
        waits: ``first`` day, ``waited`` and ``came`` of each customer, as ``cohorts.waits`` gives.
        watched: the days that are known. Months that begin before somebody new is taken for new,
            and those of whose days too many are missing, are not compared.
    """
    for days in COMPARED_BY:
        tallies = _months(waits, watched, days)
        if len(tallies) >= LEAST_MONTHS:
            return _compared(tallies, days)
    return Compared(Finding.EARLY)


def _months(waits: pd.DataFrame, watched: Watched, days: int) -> dict[int, Tally]:
    waits = waits[watched.is_sure(waits["first"])]
    first = waits["first"].to_numpy(np.int64)
    month = (_EPOCH + first.astype("timedelta64[D]")).astype("datetime64[M]").astype(np.int64)
    came = waits["came"].to_numpy(np.bool_) & (waits["waited"].to_numpy() <= days)
    told: dict[int, Tally] = {}
    for one in np.unique(month).tolist():
        ends = np.array([one, one + 1]).astype("datetime64[M]").astype("datetime64[D]") - _EPOCH
        begin, end = (int(day) for day in ends.astype(np.int64))
        is_its = month == one
        size = int(is_its.sum())
        is_whole = begin >= watched.since + LEARNT_AFTER
        if is_whole and watched.is_seen(begin, end - 1 + days) and size >= LEAST_CUSTOMERS:
            told[one] = Tally(int(came[is_its].sum()), size)
    return told


def _compared(tallies: dict[int, Tally], days: int) -> Compared:
    confidence = 1 - CHANCE / len(tallies)
    months = tuple(
        Month(one, tally, *(wilson(tally, confidence) or (0.0, 1.0)))
        for one, tally in tallies.items()
    )
    best = max(months, key=lambda one: one.again.successes / one.again.trials)
    if all(best.low > other.high for other in months if other is not best):
        return Compared(Finding.MOST, days, months, best)
    whole = sum(tallies.values(), Tally(0, 0))
    apart = [(one, _apart(one.again, whole)) for one in months]
    far, z = max(apart, key=lambda pair: abs(pair[1]))
    if 2 * float(ndtr(-abs(z))) * len(months) > CHANCE:
        return Compared(Finding.ALIKE, days, months)
    return Compared(Finding.MORE if z > 0 else Finding.LESS, days, months, far)


def _apart(one: Tally, whole: Tally) -> float:
    rest = Tally(whole.successes - one.successes, whole.trials - one.trials)
    return difference_z(one, rest) or 0.0


def curve(waits: pd.DataFrame, watched: Watched) -> Curve:
    """How many have come a second time by how many days after the first.

    Each counts up to the first days that are missing too many of.
    """
    first, waited = (waits[name].to_numpy(np.int64) for name in ("first", "waited"))
    followed = watched.followed(first) - first
    came = waits["came"].to_numpy(np.bool_) & (waited <= followed)
    return survival.curve(np.minimum(waited, followed), came)


def within(
    waits: pd.DataFrame, found: Curve, watched: Watched, ages: Sequence[int] = AGES
) -> tuple[Within, ...]:
    """How many came again within some days, once by everybody and once by those known so long."""
    first, waited = waits["first"].to_numpy(np.int64), waits["waited"].to_numpy(np.int64)
    came = waits["came"].to_numpy(np.bool_)
    told = []
    for days in ages:
        is_mature = watched.is_seen(first + 1, first + days)
        mature = Tally(int((is_mature & came & (waited <= days)).sum()), int(is_mature.sum()))
        bounds = found.between(days) if mature.trials >= LEAST_WATCHED else None
        share = float(found.by([days])[0]) if bounds else None
        low, high = bounds or (None, None)
        told.append(Within(days, share, low, high, mature))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Repeats:
    """The two numbers that are called 재구매율, of some days.

    Attributes:
        days: how many.
        orders: orders, and those of customers who had bought on an earlier day.
        customers: customers, and those who bought on more than one of these days.
    """

    days: int
    orders: Tally
    customers: Tally


def repeats(visits: pd.DataFrame, since: int, until: int, days: int = 365) -> Repeats:
    """Repeat orders of all orders, and repeat customers of all customers, of the last days.

    Args:
        visits: one row a customer and day, in that order: ``buyer``, ``day`` and ``orders``.
        since: the first day of the files.
        until: the last one.
        days: how many days; fewer where files do not reach that far.
    """
    begin = max(since, until - days + 1)
    buyer, day, orders = (visits[name].to_numpy(np.int64) for name in ("buyer", "day", "orders"))
    is_later = np.append(False, buyer[1:] == buyer[:-1])[: len(buyer)]
    is_in = (day >= begin) & (day <= until)
    bought = buyer[is_in]
    starts = np.flatnonzero(np.diff(bought, prepend=-1))
    times = np.diff(np.append(starts, len(bought)))
    return Repeats(
        until - begin + 1,
        Tally(int(orders[is_in & is_later].sum()), int(orders[is_in].sum())),
        Tally(int((times > 1).sum()), len(starts)),
    )
