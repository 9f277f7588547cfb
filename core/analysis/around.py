"""A number before, during and after some days, each as so many a day on the same weekdays."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

NEAR: Final = 28
"""Days before and after that are looked at: each weekday four times."""

_WEEK: Final = 7

Days = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """A number over some days: a day, or as a rate; None where it is not known.

    ``days``: of them so many are known.
    """

    value: float | None
    days: int


@dataclass(frozen=True, slots=True)
class Around:
    """Before, during and after."""

    before: Side
    during: Side
    after: Side


def around(parts: Days, wholes: Days | None, start: int, days: int, last: int) -> Around:
    """A number around some days.

    Before and after are means over the same weekdays, each weekday weighted as it occurs within
    the days in question, so that a weekend sale is held against weekends.

    Args:
        parts: the number day by day, or what the rate is a part of; nan where nobody tells.
        wholes: what a rate is taken of; None for a number of its own.
        start: the place of the first of the days; it may lie before the first known one.
        days: how many there are.
        last: the place of the last of them that is over.
    """
    inside = np.arange(start, min(start + days, last + 1))
    weights = np.bincount(inside % _WEEK, minlength=_WEEK).astype(np.float64)
    return Around(
        _side(parts, wholes, np.arange(start - NEAR, start), weights),
        _side(parts, wholes, inside, weights),
        _side(parts, wholes, np.arange(start + days, start + days + NEAR), weights),
    )


def _side(parts: Days, wholes: Days | None, places: npt.NDArray[np.int_], weights: Days) -> Side:
    there = places[(places >= 0) & (places < len(parts))]
    known = np.isfinite(parts[there])
    if wholes is not None:
        known &= np.isfinite(wholes[there])
    there = there[known]
    above = _mean(parts, there, weights)
    below = 1.0 if wholes is None else _mean(wholes, there, weights)
    if above is None or not below:
        return Side(None, len(there))
    return Side(above / below, len(there))


def _mean(values: Days, places: npt.NDArray[np.int_], weights: Days) -> float | None:
    """The mean of each weekday, weighted; None where a weekday that is needed is not known."""
    counts = np.bincount(places % _WEEK, minlength=_WEEK)
    needed = weights > 0
    if not needed.any() or counts[needed].min() == 0:
        return None
    sums = np.bincount(places % _WEEK, values[places], minlength=_WEEK)
    means = sums[needed] / counts[needed]
    return float((means * weights[needed]).sum() / weights[needed].sum())
