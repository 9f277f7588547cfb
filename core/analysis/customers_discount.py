"""Who buys at a discount only, and whether those who came by one come again.

A discount that no file tells is unknown, never none.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.proportions import Tally

Floats = npt.NDArray[np.float64]

DEPENDS_FROM: Final = 0.8
"""Whoever had a discount on this part of the orders buys at a discount only."""

ALWAYS_FROM: Final = 0.8
"""A shop with a discount on this part of its orders always has one: nobody can be told apart."""

LEAST_ORDERS: Final = 2
"""With one order nobody has a habit."""


@dataclass(frozen=True, slots=True)
class Discounted:
    """How many orders of a shop had a discount.

    Attributes:
        orders: of how many orders it is known, and how many of them had one.
        unknown: of how many it is not.
    """

    orders: Tally
    unknown: int

    @property
    def is_always(self) -> bool:
        """Whether nearly every order has one."""
        rate = self.orders.rate
        return rate is not None and rate >= ALWAYS_FROM


def discounted(orders: pd.DataFrame) -> Discounted:
    """How many of some orders had a discount; ``is_discounted`` and ``is_known`` of each."""
    known = orders["is_known"]
    count = int((orders["is_discounted"] & known).sum())
    return Discounted(Tally(count, int(known.sum())), int((~known).sum()))


def habits(orders: pd.DataFrame) -> pd.DataFrame:
    """How often each customer had a discount, as far as it is known.

    Args:
        orders: ``buyer``, ``is_discounted`` and ``is_known`` of each.

    Returns:
        by buyer, in order: ``orders`` of which it is known, and ``discounted`` ones among them.
    """
    known = orders[orders["is_known"]]
    buyers, of = np.unique(known["buyer"].to_numpy(np.int64), return_inverse=True)
    counts = np.bincount(of, minlength=len(buyers))
    had = np.bincount(of, weights=known["is_discounted"], minlength=len(buyers))
    return pd.DataFrame(
        {"orders": counts.astype(np.int64), "discounted": had.astype(np.int64)},
        index=pd.Index(buyers, name="buyer"),
    )


def dependent(habits: pd.DataFrame) -> pd.DataFrame:
    """Those who buy at a discount only."""
    is_one = habits["discounted"] >= DEPENDS_FROM * habits["orders"] - 1e-9
    return habits[is_one & (habits["orders"] >= LEAST_ORDERS)]


def independent(habits: pd.DataFrame) -> pd.DataFrame:
    """Those who never had a discount, and bought more than once."""
    return habits[(habits["discounted"] == 0) & (habits["orders"] >= LEAST_ORDERS)]


def by_chance(orders: pd.DataFrame) -> float:
    """How many would seem to buy at a discount only if nobody cared for one.

    Everybody would then have one as often as the shop had in the months of the own orders: where
    discounts grow common, who came lately has had more of them without seeking any.

    Args:
        orders: ``buyer``, ``day``, ``is_discounted`` and ``is_known`` of each, in the order of
            buyers.
    """
    known = orders[orders["is_known"]]
    buyer, chance = known["buyer"].to_numpy(np.int64), _rates(known)
    starts = np.flatnonzero(np.diff(buyer, prepend=-1))
    sizes = np.diff(starts, append=len(buyer))
    total = 0.0
    for size in np.unique(sizes[sizes >= LEAST_ORDERS]).tolist():
        of = chance[starts[sizes == size][:, None] + np.arange(size)]
        total += float(_at_least(of, ceil(DEPENDS_FROM * size - 1e-9)).sum())
    return total


def _rates(known: pd.DataFrame) -> Floats:
    """Of each order how many of its month had a discount."""
    month = known["day"].to_numpy("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    _months, of = np.unique(month, return_inverse=True)
    had = np.bincount(of, weights=known["is_discounted"])
    return np.asarray((had / np.bincount(of))[of], dtype=np.float64)


def _at_least(chance: Floats, least: int) -> Floats:
    """How probable so many or more are, of trials (columns) with a chance each."""
    people, trials = chance.shape
    counts = np.zeros((people, trials + 1))
    counts[:, 0] = 1
    for trial in range(trials):
        is_one = chance[:, trial, None]
        more = counts[:, : trial + 1] * is_one
        counts[:, : trial + 1] -= more
        counts[:, 1 : trial + 2] += more
    return np.asarray(counts[:, least:].sum(axis=1))


def come_again(
    orders: pd.DataFrame, visits: pd.DataFrame, first: int, last: int, within: int
) -> tuple[Tally, Tally]:
    """How many bought again of those who first bought with a discount, and of those without.

    A first day of purchase had a discount where one of its orders had one; where one of them does
    not tell, the customer is left out, unless another had one.

    Args:
        orders: ``buyer``, ``day``, ``is_discounted``, ``is_known``, in the order of buyers, days.
        visits: ``buyer`` and ``day`` of each purchase, in this order.
        first: the first purchase was on this day or later,
        last: and on this one or earlier.
        within: so many days after it a second one counts.

    Returns:
        With a discount, and without.
    """
    buyer, day = (visits[name].to_numpy(np.int64) for name in ("buyer", "day"))
    starts = np.flatnonzero(np.diff(buyer, prepend=-1))
    following = np.minimum(starts + 1, len(buyer) - 1)
    is_again = (buyer[following] == buyer[starts]) & (following > starts)
    is_again &= day[following] - day[starts] <= within
    people = pd.DataFrame(
        {"day": day[starts], "is_again": is_again}, index=pd.Index(buyer[starts], name="buyer")
    )
    people = people[people["day"].between(first, last)]
    of_first = orders[orders["day"] == people["day"].reindex(orders["buyer"]).to_numpy()]
    grouped = of_first.groupby("buyer").agg(had=("is_discounted", "any"), told=("is_known", "all"))
    told = people.join(grouped, how="inner")

    def tally(some: "pd.Series[bool]") -> Tally:
        return Tally(int(told.loc[some, "is_again"].sum()), int(some.sum()))

    return tally(told["had"]), tally(~told["had"] & told["told"])
