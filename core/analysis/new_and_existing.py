"""Whether customers who had bought before buy more at a time, and oftener, than new ones.

The purchases of one customer belong together, so customers are what is drawn: every interval is
that of a ratio of sums over customers, bent by their skewness (``core.stats.skewed``).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.priced import lacking
from core.stats.skewed import Difference, Estimate, Part, part, ratio

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WINDOW: Final = 91
"""Days that are looked at: thirteen whole weeks."""
FOLLOWED: Final = 90
"""Days over which the orders of one customer are counted, from a purchase on."""
LEAST: Final = 30
"""Customers of each kind from which on anything is compared."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same of new customers and of those who had bought before; None where there are few."""

    new: Estimate | None
    existing: Estimate | None

    @property
    def p(self) -> float | None:
        """The two-sided p-value that both are the same."""
        gap = self._gap
        return None if gap is None else gap.p

    @property
    def difference(self) -> tuple[float, float] | None:
        """The bounds of how much more it is of those who had bought before, 95 of 100 times."""
        gap = self._gap
        return None if gap is None else gap.interval()

    @property
    def is_apart(self) -> bool:
        """Whether the bounds that are shown leave out that both are the same."""
        between = self.difference
        return between is not None and not between[0] <= 0 <= between[1]

    @property
    def _gap(self) -> Difference | None:
        if self.new is None or self.existing is None:
            return None
        return Difference(self.existing, self.new)


@dataclass(frozen=True, slots=True)
class Compared:
    """New customers against those who had bought before.

    Attributes:
        new: how many of the customers of the last ``WINDOW`` days were new,
        existing: and how many were not.
        order_value: won an order.
        orders: orders a customer, within ``FOLLOWED`` days from a purchase on; of purchases long
            enough ago that everybody had that time. None where files do not reach back so far.
        share: which part of the won of the window came from those who had bought before.
        unpriced: how many orders of the window were placed on days of which an amount is unknown;
            they are in neither of the numbers of won.
    """

    new: int
    existing: int
    order_value: Pair
    orders: Pair | None
    share: Part | None
    unpriced: int = 0


def compare(visits: pd.DataFrame, since: int, until: int) -> Compared | None:
    """New customers against those who had bought before.

    Args:
        visits: one row a customer and day: ``buyer``, ``day``, ``net`` and ``orders``, in the order
            of buyers and their days; where some lines tell no amount, how many (``unpriced``).
        since: the first day of which everything is known.
        until: the last day of which everything is known.

    Returns:
        None until files reach over two windows: before that, nobody can tell who was new.
    """
    if until - since + 1 < 2 * WINDOW:
        return None
    told = _Told.of(visits)
    recent = told.summed(until - WINDOW + 1, until)
    # Who has bought nothing of which the amount is known is in no number of won.
    is_told = recent.priced > 0
    is_new = recent.is_new[is_told]
    net, orders = (some[is_told] for some in (recent.net, recent.priced))
    value = Pair(*(_ratio(net[some], orders[some]) for some in (is_new, ~is_new)))
    share = part(np.where(is_new, 0.0, net), net) if len(net) >= LEAST else None
    return Compared(
        int(recent.is_new.sum()), int((~recent.is_new).sum()), value,
        _followed(told, since, until), share, round(recent.orders.sum() - orders.sum()),
    )  # fmt: skip


def _followed(told: "_Told", since: int, until: int) -> Pair | None:
    """Orders from a purchase on, everybody over the same number of days."""
    last = until - FOLLOWED + 1
    if last - WINDOW + 1 - since < WINDOW:
        return None
    begun = told.entered(last - WINDOW + 1, last)
    counted = told.orders_from(begun, FOLLOWED)
    ones = np.ones(len(counted))
    is_new = begun == told.starts[told.rank[begun]]
    return Pair(*(_ratio(counted[some], ones[some]) for some in (is_new, ~is_new)))


def _ratio(above: Floats, below: Floats) -> Estimate | None:
    return ratio(above, below) if len(below) >= LEAST else None


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Of each customer who bought in some days: whether he was new, his won and his orders.

    ``priced`` are the orders of the days of which all amounts are known, whose won ``net`` is.
    """

    is_new: Flags
    net: Floats
    orders: Floats
    priced: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """The purchases as columns; ``rank`` is whose, ``starts`` where each customer begins."""

    day: npt.NDArray[np.int64]
    net: Floats
    orders: Floats
    priced: Floats
    rank: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, visits: pd.DataFrame) -> "_Told":
        buyer = visits["buyer"].to_numpy(np.int64)
        begins = np.ones(len(buyer), dtype=np.bool_)
        begins[1:] = buyer[1:] != buyer[:-1]
        net, orders = (visits[name].to_numpy(np.float64) for name in ("net", "orders"))
        is_told = lacking(visits) == 0
        return cls(
            visits["day"].to_numpy(np.int64), np.where(is_told, net, 0.0), orders,
            np.where(is_told, orders, 0.0), np.cumsum(begins) - 1, np.flatnonzero(begins),
        )  # fmt: skip

    def summed(self, first: int, last: int) -> _Sums:
        """What each customer bought in some days."""
        places = np.flatnonzero((self.day >= first) & (self.day <= last))
        if not len(places):
            return _Sums(np.empty(0, np.bool_), *(np.empty(0) for _ in range(3)))
        begins = np.flatnonzero(np.diff(self.rank[places], prepend=-1))
        is_new = self.day[self.starts[self.rank[places[begins]]]] >= first
        sums = (
            np.add.reduceat(one[places], begins) for one in (self.net, self.orders, self.priced)
        )
        return _Sums(is_new, *sums)

    def entered(self, first: int, last: int) -> npt.NDArray[np.int64]:
        """The place of the first purchase of each customer in some days."""
        places = np.flatnonzero((self.day >= first) & (self.day <= last))
        return np.asarray(places[np.diff(self.rank[places], prepend=-1) != 0])

    def orders_from(self, begun: npt.NDArray[np.int64], days: int) -> Floats:
        """The orders from each of these purchases on, within so many days; its own among them."""
        # One growing number for "whose" and "when" finds the end by bisection.
        wide = int(self.day.max()) + days + 1 if len(self.day) else 1
        whole = self.rank * wide + self.day
        ends = np.searchsorted(whole, whole[begun] + days, side="left")
        so_far = np.append(0.0, np.cumsum(self.orders))
        return np.asarray(so_far[ends] - so_far[begun])
