"""What every customer has bought, read once for all that asks which products go with which."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import next_products
from core.analysis.together import following, steps
from core.services import covering
from core.services.opening import OpenShop
from core.store import customer_baskets as store
from core.store.moments import day_number

WITHIN: Final = 90
"""So many days later at most the next product is bought; after so many a purchase counts half."""


@dataclass(frozen=True, slots=True, eq=False)
class CustomerBaskets:
    """The products of every recognised buyer, and which of them follow which.

    Attributes:
        bought: one row a ``buyer`` and ``product`` in that order: the ``day`` on which he bought
            it for the first time, and the ``last`` one, since 1970.
        pairs: products of which at least five people bought ``second`` together with ``first``
            or within ``WITHIN`` days after it, more often than after others, with the numbers
            of ``core.analysis.together.Next`` and their ``closeness``.
        until: the last day that order files tell of.
    """

    bought: pd.DataFrame
    pairs: pd.DataFrame
    until: int

    def of(self, buyers: npt.ArrayLike) -> pd.DataFrame:
        """What some buyers have bought."""
        wanted = np.unique(np.asarray(buyers, dtype=np.int64))
        numbers = self.bought["buyer"].to_numpy()
        if len(wanted) == 1:  # the rows stand in the order of buyers
            begin, end = np.searchsorted(numbers, [wanted[0], wanted[0] + 1])
            return self.bought.iloc[int(begin) : int(end)]
        return self.bought[np.isin(numbers, wanted)]


def read(shop: OpenShop) -> CustomerBaskets | None:
    """Read what everybody bought; None without order files.

    Takes about a second for a million order lines, so whoever shows pages keeps it until another
    file is taken in or back (``OpenShop.files``).

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        if told.coverage is None:
            return None
        bought = store.bought(session, shop.id, told.malls)
    until = day_number(told.coverage.period.last)
    return CustomerBaskets(bought, pairs_of(bought), until)


def pairs_of(bought: pd.DataFrame) -> pd.DataFrame:
    """Which products go with which, or follow them, more often than they follow others.

    Same days count as well: of the next new product of customers of a real shop twice as many
    were foreseen with them (docs/benchmarks.md).
    """
    days = bought["day"]
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    taken = steps(bought, first, last, WITHIN, soonest=0)
    sold = bought.groupby("product").size()
    pairs = following(taken, sold, int(bought["buyer"].nunique()))
    pairs = pairs[pairs["lift"] > 1].reset_index(drop=True)
    return pairs.assign(closeness=next_products.closeness(pairs, sold))
