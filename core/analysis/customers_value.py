"""What customers have spent so far, and how much of it comes from a few of them.

Days are whole numbers since 1970-01-01, money is whole won.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats import skewed
from core.stats.priced import lacking
from core.stats.topmost import topmost
from core.stats.watched import Watched

AGES: Final = (30, 60, 90, 180, 365)
"""Days after the first purchase at which revenue to date is told."""

LEAST_MATURE: Final = 30
"""With fewer customers who are known so long an age has no mean."""

TENTHS: Final = 10
CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class Spent:
    """What a customer has spent by an age: the mean of those known so long, with its bounds."""

    days: int
    customers: int
    mean: float | None
    low: float | None
    high: float | None


def to_date(
    visits: pd.DataFrame, watched: Watched, ages: Sequence[int] = AGES
) -> tuple[Spent, ...]:
    """What customers have spent by some ages, of all new ones who are known so long.

    A few who spend a lot make the bounds wide, upwards more than downwards.

    Args:
        visits: one row a customer and day, in that order: ``buyer``, ``day`` and ``net`` won, and
            how many lines tell no amount (``unpriced``): who has any by an age is left out.
        watched: the days that are known.
        ages: days after the first purchase, the day of which is 0.
    """
    kept = visits[visits["day"] <= watched.until]
    buyer, day, net = (kept[name].to_numpy(np.int64) for name in ("buyer", "day", "net"))
    starts = np.flatnonzero(np.diff(buyer, prepend=-1))
    if not len(starts):
        return tuple(Spent(age, 0, None, None, None) for age in ages)
    first = day[starts]
    age_of = day - np.repeat(first, np.diff(np.append(starts, len(day))))
    is_new, untold, told = watched.is_new(first), lacking(kept), []
    is_lacking = bool(untold.any())
    for age in ages:
        is_in = age_of <= age
        sums = np.add.reduceat(np.where(is_in, net, 0), starts)
        is_known = is_new & watched.is_seen(first + 1, first + age)
        if is_lacking:
            is_known &= np.add.reduceat(np.where(is_in, untold, 0), starts) == 0
        told.append(_mean(age, sums[is_known]))
    return tuple(told)


def _mean(age: int, sums: npt.NDArray[np.int64]) -> Spent:
    count = len(sums)
    if count < LEAST_MATURE:
        return Spent(age, count, None, None, None)
    told = skewed.mean(sums)
    assert told is not None  # noqa: S101  (there are enough)
    low, high = told.interval(CONFIDENCE)
    return Spent(age, count, told.value, low, high)


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """How much of revenue comes from how few.

    Attributes:
        customers: how many there are.
        top: the tenth that spent most, the largest first; of equals all or none, as in groups.
        share: the part that is theirs of the revenue of all who brought any.
        tenths: the part of each tenth of customers, those who spent most first.
        net: all revenue.
    """

    customers: int
    top: npt.NDArray[Any]
    share: float
    tenths: tuple[float, ...]
    net: int


def concentration(spent: "pd.Series[Any]") -> Concentration | None:
    """The part of revenue that the customers make who spent most.

    Who was paid back more than was paid in these days brings nothing, and takes nothing from the
    others: against a sum made smaller that way parts would be more than the whole.

    Args:
        spent: won by the number of the customer.

    Returns:
        None where nobody has spent anything, or nobody more than the others.
    """
    values = spent.clip(lower=0).to_numpy()
    total = float(values.sum())
    top = topmost(values, 1 / TENTHS)
    if total <= 0 or not top.any():
        return None
    order = np.argsort(-values, kind="stable")
    ordered = values[order]
    size = len(values)
    ends = [ceil(size * number / TENTHS) for number in range(TENTHS + 1)]
    parts = [float(ordered[one:other].sum()) / total for one, other in pairwise(ends)]
    few = spent.index.to_numpy()[order[: top.sum()]]
    share = float(values[top].sum()) / total
    return Concentration(size, few, share, tuple(parts), round(float(spent.sum())))
