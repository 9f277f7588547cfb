"""What looking after customers goes along with: who was looked after, and who bought again.

Nobody was drawn by lot here. People who are contacted, or whose complaint is answered soon, differ
from others in more than that. So both sides start on the same day after their order or complaint,
what happened until then decides the side and never counts as coming back, and orders of the same
month by buyers as new are held against each other. What remains may still have other causes: no
difference is called more than a hint.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.ab.two_proportions import two_sided
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence
from core.terms.evidence import evidence_of

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

AGAIN_WITHIN: Final = 90
"""Days within which another order counts, and after which a start is old enough to tell."""

CARED_WITHIN: Final = 14
"""Days after the arrival in which somebody is looked after or not."""

SOLVED_WITHIN: Final = 7
"""Days after a complaint came in in which it is solved or not."""

LEAST_EXPECTED: Final = 5
"""So many who came back and who did not, expected on each side, and a difference is spoken of."""

_MONTH: Final = 30
_Z: Final = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Side:
    """How many of those with time enough bought again; ``waiting`` had none yet."""

    tally: Tally
    waiting: int

    def interval(self) -> tuple[float, float] | None:
        """Wilson's bounds at 95 %; None of nobody."""
        return wilson(self.tally)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two sides that nobody drew by lot.

    Attributes:
        done: those for whom it was done.
        without: those for whom it was not.
        difference: of the shares, alike months and buyers held against each other
            (Mantel-Haenszel); None where no stretch has both.
        bounds: of it, at 95 % (Sato 1989).
        p: how often chance alone would tell so different shares (Cochran-Mantel-Haenszel).
        evidence: never more than a hint.
    """

    done: Side
    without: Side
    difference: float | None
    bounds: tuple[float, float] | None
    p: float | None
    evidence: Evidence


def came_again(starts: pd.DataFrame, orders: pd.DataFrame) -> Flags:
    """Who placed another order soon enough after the start.

    Args:
        starts: one row a person: ``buyer`` and the day ``start`` after which an order counts.
        orders: the orders of these people: ``buyer`` and ``day``.
    """
    pairs = starts[["buyer", "start"]].merge(orders[["buyer", "day"]], on="buyer")
    days = pairs["day"] - pairs["start"]
    came = pairs.loc[(days > 0) & (days <= AGAIN_WITHIN), "buyer"]
    return np.asarray(starts["buyer"].isin(came), dtype=np.bool_)


def came_between(starts: pd.DataFrame, since: "pd.Series[int]", orders: pd.DataFrame) -> Flags:
    """Who placed another order after ``since`` and not after the start: they count on no side."""
    told = pd.DataFrame(
        {"buyer": starts["buyer"].to_numpy(), "start": starts["start"].to_numpy(),
         "since": since.to_numpy()}
    )  # fmt: skip
    pairs = told.merge(orders[["buyer", "day"]], on="buyer")
    came = pairs.loc[(pairs["day"] > pairs["since"]) & (pairs["day"] <= pairs["start"]), "buyer"]
    return np.asarray(starts["buyer"].isin(came), dtype=np.bool_)


def side(came: Flags, is_old: Flags, is_here: Flags) -> Side:
    """The people of one side."""
    some = is_here & is_old
    return Side(Tally(int((came & some).sum()), int(some.sum())), int((is_here & ~is_old).sum()))


def beside(starts: pd.DataFrame, came: Flags, until: int) -> Beside:
    """Those for whom something was done, beside those for whom it was not.

    Args:
        starts: one row a person: ``start``, ``is_done`` and ``is_new`` (it is the first order).
        came: who came back.
        until: the last day of which orders are known.
    """
    is_old = np.asarray(starts["start"] + AGAIN_WITHIN <= until, dtype=np.bool_)
    is_done = np.asarray(starts["is_done"], dtype=np.bool_)
    sides = side(came, is_old, is_done), side(came, is_old, ~is_done)
    table = _strata(starts.loc[is_old], came[is_old])
    if not len(table):
        sure = Evidence.EARLY if is_old.any() else Evidence.NO_DATA
        return Beside(*sides, None, None, None, sure)
    difference, bounds = risk_difference(*table.T)
    p, enough = _chance(*table.T)
    found = evidence_of(1 - p, enough=enough)
    sure = Evidence.HINT if found is Evidence.KNOWN else found
    return Beside(*sides, difference, bounds, p if enough else None, sure)


def risk_difference(
    done: Floats, of_done: Floats, without: Floats, of_without: Floats
) -> tuple[float, tuple[float, float]]:
    """The difference of two shares over several strata, and its bounds at 95 %.

    Mantel-Haenszel's estimate with Sato's variance (Biometrics 45, 1989), which holds for few
    large strata and for many small ones.

    Args:
        done: of each stratum who came back of the first side,
        of_done: and how many they were.
        without: the same of the second side,
        of_without: and how many they were.
    """
    a, n1, c, n0 = (np.asarray(one, dtype=np.float64) for one in
                    (done, of_done, without, of_without))  # fmt: skip
    n = n1 + n0
    weight = (n1 * n0 / n).sum()
    found = float(((a * n0 - c * n1) / n).sum() / weight)
    p = ((n1**2 * c - n0**2 * a + n1 * n0 * (n0 - n1) / 2) / n**2).sum()
    q = ((a * (n0 - c) + c * (n1 - a)) / (2 * n)).sum()
    reach = _Z * float(np.sqrt(max(0.0, found * p + q))) / weight
    return found, (max(-1.0, found - reach), min(1.0, found + reach))


def _chance(a: Floats, n1: Floats, c: Floats, n0: Floats) -> tuple[float, bool]:
    """The p of Cochran, Mantel and Haenszel, and whether enough is to be expected for it."""
    n, came = n1 + n0, a + c
    expected = n1 * came / n
    spread = (n1 * n0 * came * (n - came) / (n**2 * np.maximum(n - 1, 1))).sum()
    cells = (expected, n1 - expected, came - expected, n0 - (came - expected))
    enough = min(float(one.sum()) for one in cells) >= LEAST_EXPECTED and spread > 0
    z = float((a - expected).sum() / np.sqrt(spread)) if spread > 0 else 0.0
    return float(two_sided(np.array([z]))[0]), bool(enough)


def _strata(starts: pd.DataFrame, came: Flags) -> Floats:
    """Months and new or returning buyers in which both sides are: who came, of how many."""
    told = pd.DataFrame(
        {
            "month": starts["start"].to_numpy() // _MONTH,
            "is_new": starts["is_new"].to_numpy(),
            "is_done": starts["is_done"].to_numpy(dtype=np.bool_),
            "came": came.astype(np.int64),
        }
    )
    counted = told.groupby(["month", "is_new", "is_done"])["came"].agg(["sum", "count"])
    sides = counted.unstack("is_done", fill_value=0)  # noqa: PD010  (sums there are none of)
    if not {True, False} <= set(told["is_done"]):
        return np.empty((0, 4))
    table = np.column_stack([
        sides[(name, is_done)] for is_done in (True, False) for name in ("sum", "count")
    ]).astype(np.float64)  # fmt: skip
    return table[(table[:, 1] > 0) & (table[:, 3] > 0)]
