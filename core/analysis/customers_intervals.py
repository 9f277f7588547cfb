"""How long customers take until they buy again.

A wait is the days from one purchase to the next of the same customer; purchases of one day are one.
Only those who came back have waited, so the middle wait says when to speak to somebody who is
going to come, not how many will. Waits longer than the files reach are in nobody's files, and of
those over days that no file covers nobody knows whether they were two. Days are whole numbers.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.watched import Watched

Ints = npt.NDArray[np.int64]

LEAST_PAIRS: Final = 10
"""Fewer waits than this have no middle worth telling (S1-07)."""

WIDTHS: Final = (7, 14, 28, 56)
"""Days a bar of waits may be wide."""

MOST_BARS: Final = 20
"""So many bars at most take 95 of 100 waits; what is longer is in a last one."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How many waits end in each stretch of ``width`` days from the first day on.

    The last of ``counts`` takes all that are longer.
    """

    width: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """The waits of customers who came back.

    Attributes:
        pairs: how many waits.
        lower: days after which a quarter of them had come back,
        median: half,
        upper: and three quarters.
    """

    pairs: int
    lower: float
    median: float
    upper: float


def waits(visits: pd.DataFrame, watched: Watched) -> tuple[Ints, int]:
    """The days from each purchase to the next one of the same customer.

    Args:
        visits: one row a customer and day, in that order: ``buyer`` and ``day``.
        watched: the days that are known.

    Returns:
        the waits, and how many more were left out as too many of their days are missing.
    """
    buyer, day = visits["buyer"].to_numpy(np.int64), visits["day"].to_numpy(np.int64)
    same = buyer[1:] == buyer[:-1]
    is_seen = same & watched.is_seen(day[:-1] + 1, day[1:])
    return np.asarray(np.diff(day)[is_seen]), int(same.sum() - is_seen.sum())


def interval(found: Ints, least: int = LEAST_PAIRS) -> Interval | None:
    """The middle and the quarters of some waits; None where there are too few."""
    if len(found) < least:
        return None
    lower, median, upper = np.quantile(found, (0.25, 0.5, 0.75))
    return Interval(len(found), float(lower), float(median), float(upper))


def bars(found: Ints) -> Bars:
    """The waits in stretches of equal width, as narrow as ``MOST_BARS`` allows."""
    most = float(np.quantile(found, 0.95)) if len(found) else 0.0
    width = next((one for one in WIDTHS if most <= one * MOST_BARS), WIDTHS[-1])
    needed = max(1, min(MOST_BARS, int(np.ceil(most / width))))
    place = np.minimum((np.maximum(found, 1) - 1) // width, needed)
    counts = np.bincount(place, minlength=needed + 1)
    return Bars(width, tuple(int(count) for count in counts))


def by_product(
    bought: pd.DataFrame, least: int = LEAST_PAIRS, watched: Watched | None = None
) -> pd.DataFrame:
    """The waits from one purchase of a product to the next of the same one.

    Args:
        bought: one row a product, customer and day, in that order: ``product``, ``buyer``, ``day``.
        least: with fewer waits a product has no middle.
        watched: the days that are known; None where all are. Waits of whose days too many are
            missing are not counted.

    Returns:
        one row a product that anybody bought, whose number is the index, in order: ``buyers``,
        ``again`` (those who bought it more than once), ``pairs`` (waits), and days ``lower``,
        ``median`` and ``upper``; nan with fewer than ``least`` waits.
    """
    product, buyer, day = (bought[name].to_numpy(np.int64) for name in ("product", "buyer", "day"))
    if not len(product):
        return pd.DataFrame(
            {"buyers": [], "again": [], "pairs": [], "lower": [], "median": [], "upper": []},
            index=pd.Index([], name="product", dtype=np.int64),
        ).astype({"buyers": np.int64, "again": np.int64, "pairs": np.int64, "lower": np.float64,
                  "median": np.float64, "upper": np.float64})  # fmt: skip
    same = (product[1:] == product[:-1]) & (buyer[1:] == buyer[:-1])
    ids, of = np.unique(product, return_inverse=True)
    count = len(ids)
    people = np.bincount(of[np.append(True, ~same)], minlength=count)
    # A second purchase is one whose own predecessor is a first one.
    is_second = same & ~np.append(False, same[:-1])
    again = np.bincount(of[1:][is_second], minlength=count)
    told = same if watched is None else same & watched.is_seen(day[:-1] + 1, day[1:])
    wait, which = np.diff(day)[told], of[1:][told]
    pairs = np.bincount(which, minlength=count)
    ordered = wait[np.lexsort((wait, which))]
    starts = np.cumsum(pairs) - pairs
    quarters = {
        name: _quantile(ordered, starts, pairs, part, least)
        for name, part in (("lower", 0.25), ("median", 0.5), ("upper", 0.75))
    }
    return pd.DataFrame(
        {"buyers": people, "again": again, "pairs": pairs, **quarters},
        index=pd.Index(ids, name="product"),
    )


def _quantile(
    ordered: Ints, starts: Ints, sizes: Ints, part: float, least: int
) -> npt.NDArray[np.float64]:
    """A quantile of each group of ordered numbers, between two of them as ``numpy.quantile``."""
    told = np.full(len(sizes), np.nan)
    known = np.flatnonzero(sizes >= max(1, least))
    at = (sizes[known] - 1) * part
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, sizes[known] - 1)
    base = starts[known]
    left, right = ordered[base + low], ordered[base + high]
    told[known] = left + (at - low) * (right - left)
    return told
