"""How many of those who bought for the first time bought again within some days.

Only customers who had so many days' time count: of the younger ones nobody can know it yet. Who may
have bought before the files begin is no first-time buyer, and of whom days are missing nobody knows
whether he came (``core.stats.watched``); both are left out.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.proportions import Tally
from core.stats.watched import Watched

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_WEEK = 7


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """What became of first purchases.

    Attributes:
        days: within so many days a second purchase counts.
        tally: how many of the customers who had that much time bought again.
        young: customers who had not; they are left out, and so are
        early: those who may have bought before, and
        hidden: those of whose days too many are missing.
        months: one row a month of first purchases, in order: ``month`` (months since January 1970),
            ``customers`` who had the time, how many of them came ``again``, and ``young`` ones.
    """

    days: int
    tally: Tally
    young: int
    early: int
    hidden: int
    months: pd.DataFrame


def second(visits: pd.DataFrame, watched: Watched, days: int) -> Second:
    """How many of the first-time buyers bought again within some days.

    Args:
        visits: one row a customer and day: ``buyer`` and ``day``, in the order of buyers and their
            days.
        watched: the days that are known.
        days: within how many days after the first purchase.
    """
    first, to_next = _waits(visits)
    is_new, is_over = watched.is_new(first), first + days <= watched.until
    is_old, young = _known(first, watched, days), is_new & ~is_over
    came = is_old & (to_next > 0) & (to_next <= days)
    month = first.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    begun = int(month.min()) if len(month) else 0
    counted = {
        name: np.bincount(month[which] - begun, minlength=int(month.max()) - begun + 1)
        if len(month)
        else first
        for name, which in (("customers", is_old), ("again", came), ("young", young))
    }
    months = pd.DataFrame(counted)
    months.insert(0, "month", begun + np.arange(len(months)))
    kept = months[(months["customers"] > 0) | (months["young"] > 0)].reset_index(drop=True)
    return Second(
        days, Tally(int(came.sum()), int(is_old.sum())), int(young.sum()), int((~is_new).sum()),
        int((is_new & is_over & ~is_old).sum()), kept,
    )  # fmt: skip


def quarters(months: pd.DataFrame) -> pd.DataFrame:
    """The same by quarters; ``month`` is the first month of each."""
    first = months["month"] - months["month"] % 3
    summed = months.drop(columns="month").groupby(first.to_numpy(), sort=True).sum()
    return summed.rename_axis("month").reset_index()


def weekly(visits: pd.DataFrame, watched: Watched, days: int, last: int, weeks: int) -> list[Tally]:
    """The same of the first purchases of some weeks, the oldest first.

    Args:
        visits: one row a customer and day: ``buyer`` and ``day``, in the order of buyers and their
            days.
        watched: the days that are known.
        days: within how many days after the first purchase.
        last: the last day of the newest week; so long ago that everybody had the time.
        weeks: how many.

    Raises:
        ValueError: the customers of the newest week have not had the time.
    """
    if last + days > watched.until:
        msg = f"{days} days after {last} are not over on {watched.until}"
        raise ValueError(msg)
    first, to_next = _waits(visits)
    week = weeks - 1 - (last - first) // _WEEK
    is_in = (first <= last) & (week >= 0) & _known(first, watched, days)
    came = is_in & (to_next > 0) & (to_next <= days)
    all_of, again = (np.bincount(week[which], minlength=weeks) for which in (is_in, came))
    return [Tally(int(some), int(of)) for some, of in zip(again, all_of, strict=True)]


def once_by(visits: pd.DataFrame, days: list[int]) -> pd.DataFrame:
    """How many of all buyers had bought but once, at the end of some days.

    Returns:
        one row a day: ``day``, ``buyers`` known by then, and of them ``once``.
    """
    first, to_next = _waits(visits)
    seconds = np.sort((first + to_next)[to_next > 0])
    begun = np.sort(first)
    ends = np.asarray(days, dtype=np.int64)
    buyers = np.searchsorted(begun, ends, side="right")
    again = np.searchsorted(seconds, ends, side="right")
    return pd.DataFrame({"day": ends, "buyers": buyers, "once": buyers - again})


def _known(first: Ints, watched: Watched, days: int) -> Flags:
    """Who is new, and of whom it is known whether he came again within some days."""
    return watched.is_new(first) & watched.is_seen(first + 1, first + days)


def _waits(visits: pd.DataFrame) -> tuple[Ints, Ints]:
    """The first day of each customer, and the days until the second one; 0 where there is none."""
    buyer, day = (visits[name].to_numpy(np.int64) for name in ("buyer", "day"))
    if not len(buyer):
        return day, day
    starts = np.flatnonzero(np.diff(buyer, prepend=-1))
    ends = np.append(starts[1:], len(buyer))
    seconds = np.minimum(starts + 1, ends - 1)
    return day[starts], day[seconds] - day[starts]
