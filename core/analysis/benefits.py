"""What those did who were given something, beside customers who bought alike and were not.

Where chance decided who was left without, ``core.analysis.message_effect.lift`` tells what the
benefit did. Where it did not, the seller chose: those given it may have bought again anyway. Then
they are only held beside others who had bought as often and as lately (direct standardisation on
the days before; Fleiss, Levin and Paik 2003, chapter 19), never called the effect.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.proportions import Tally

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WITHIN: Final = 90
"""Days after the day of giving within which purchases count; those of the day itself do not."""

_TIMES: Final = (1, 2, 3, 5)
"""Customers alike bought once, twice, three or four times, or more often,"""

_AWAY: Final = (30, 90, 180)
"""and last within so many days, or longer ago."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Those who were given something, beside customers who bought alike before.

    Attributes:
        given: how many of them bought within ``WITHIN`` days, of those who have somebody alike.
        others: how many others are alike.
        rate: what share of the others would have bought, were they as many of each kind.
        alone: how many of those given have nobody alike.
    """

    given: Tally
    others: int
    rate: float
    alone: int


def bought_after(visits: pd.DataFrame, day: int) -> pd.DataFrame:
    """What each customer bought in the days after a day, by his number.

    Args:
        visits: one row a customer and day: ``buyer``, ``day``, ``net`` won and ``unpriced``.
        day: the day of giving.

    Returns:
        ``won`` and ``unpriced``: of how many lines the amount is unknown.
    """
    days = visits["day"].to_numpy()
    some = visits[(days > day) & (days <= day + WITHIN)]
    found = some.groupby("buyer")[["net", "unpriced"]].sum()
    return found.rename(columns={"net": "won"})


def beside(visits: pd.DataFrame, given: Ints, without: Ints, day: int) -> Beside | None:
    """Those given something on a day beside customers who had bought alike; None with none alike.

    Args:
        visits: one row a customer and day: ``buyer`` and ``day``.
        given: the numbers of those who were given it,
        without: and those of whom nobody is taken for the others, given it or not.
        day: the day.
    """
    days = visits["day"].to_numpy()
    before = visits[days <= day].groupby("buyer")["day"].agg(["size", "max"])
    came = np.isin(before.index, visits["buyer"].to_numpy()[(days > day) & (days <= day + WITHIN)])
    kind = np.searchsorted(_TIMES, before["size"].to_numpy(), "right") * (len(_AWAY) + 1)
    kind += np.searchsorted(_AWAY, day - before["max"].to_numpy(), "left")
    is_given = np.isin(before.index, given)
    is_other = ~np.isin(before.index, without) & ~is_given
    most = (len(_TIMES) + 1) * (len(_AWAY) + 1)
    mine = np.bincount(kind[is_given], minlength=most)
    mine_came = np.bincount(kind[is_given & came], minlength=most)
    theirs = np.bincount(kind[is_other], minlength=most)
    theirs_came = np.bincount(kind[is_other & came], minlength=most)
    both = (mine > 0) & (theirs > 0)
    people = int(mine[both].sum())
    if not people:
        return None
    rate = float((mine[both] * theirs_came[both] / theirs[both]).sum() / people)
    return Beside(
        Tally(int(mine_came[both].sum()), people), int(theirs[both].sum()), rate,
        len(given) - people,
    )  # fmt: skip
