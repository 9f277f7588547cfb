"""How often customers name a theme per hundred orders, and whether that has become more.

Counts are held against the orders they came from. What is counted, and by which day, is the
caller's choice (the day of the order, or of the remark), the same for remarks and orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import chdtri

from core.stats.counts import pair_mid_p, pair_z
from core.stats.multiplicity import benjamini_hochberg
from core.stats.placebo import two_sided

Floats = npt.NDArray[np.float64]

LEAST_ORDERS: Final = 30
"""Below so many orders the remarks are shown and no rate."""

LEAST_EXPECTED: Final = 5
"""Remarks to be expected on each side before a change is spoken of."""

LEAST_FREEDOM: Final = 4
"""Weeks beyond the first that it takes to tell how much remarks scatter."""

HUNDRED: Final = 100


def rates(
    said: pd.DataFrame, orders: pd.DataFrame, by: Sequence[str], confidence: float = 0.95
) -> pd.DataFrame:
    """Remarks per hundred orders of each theme in each week, of each product, or both.

    The bounds are the exact ones of a count (Garwood 1936); one order may bring several remarks.

    Args:
        said: one row a remark and theme: ``theme`` and the columns ``by``.
        orders: one row for each combination of ``by`` that is known: those columns and ``orders``.
        by: "week", "product" or whatever divides both.
        confidence: of the bounds.

    Returns:
        one row for each theme of ``said`` and row of ``orders``: ``theme``, ``by``, ``count``,
        ``orders``, ``rate``, ``lower``, ``upper`` (per 100 orders; nan of no orders) and
        ``is_enough``. Remarks that belong to no row of ``orders`` have no rate and are left out.

    Raises:
        ValueError: the confidence is not between 0 and 1, or a combination stands there twice.
    """
    if not 0 < confidence < 1:
        msg = f"a confidence lies between 0 and 1, not {confidence}"
        raise ValueError(msg)
    if orders.duplicated(list(by)).any():
        msg = "orders of the same place are told twice"
        raise ValueError(msg)
    keys = ["theme", *by]
    themes = pd.DataFrame({"theme": sorted(said["theme"].unique())}, dtype=object)
    frame = themes.merge(orders[[*by, "orders"]], how="cross")
    counts = said.groupby(keys, observed=True).size()
    places = pd.MultiIndex.from_frame(frame[keys])
    frame["count"] = counts.reindex(places, fill_value=0).to_numpy(np.int64)
    count, of = frame["count"].to_numpy(np.float64), frame["orders"].to_numpy(np.float64)
    per = np.where(of > 0, HUNDRED / np.where(of > 0, of, 1), np.nan)
    lower, upper = count_bounds(count, confidence)
    frame = frame.assign(
        rate=count * per, lower=lower * per, upper=upper * per, is_enough=of >= LEAST_ORDERS
    )
    return frame[[*keys, "count", "orders", "rate", "lower", "upper", "is_enough"]]


def count_bounds(count: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Between which bounds the mean of a Poisson count lies (Garwood 1936)."""
    tail = (1 - confidence) / 2
    some = np.maximum(count, 1)
    lower = np.where(count > 0, chdtri(2 * some, 1 - tail) / 2, 0.0)
    return lower, np.asarray(chdtri(2 * count + 2, tail) / 2, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Change:
    """How often a theme was named lately and before.

    Attributes:
        theme: what was named.
        now: how often in the last weeks,
        before: and how often in the weeks they are held against.
        rate_now: the same per hundred orders,
        rate_before: and before.
        is_enough: whether enough remarks are to be expected on each side to speak of it.
        p: how often chance alone would tell so different rates, adjusted over all themes that have
            enough; None of the others.
    """

    theme: str
    now: int
    before: int
    rate_now: float | None
    rate_before: float | None
    is_enough: bool
    p: float | None

    @property
    def rose(self) -> bool:
        """Whether it is named more often per order than before, whatever that says."""
        return (self.rate_now or 0.0) > (self.rate_before or 0.0)


def changes(table: pd.DataFrame, orders: Sequence[int], last: int) -> list[Change]:
    """Which themes are named more, or less, often per order than before: the surest first.

    The score of two counts, given their sum and the orders of both sides, is divided by how much
    more the theme scatters from week to week than chance alone would (quasi-Poisson; McCullagh and
    Nelder 1989, 6.2.3): complaints come in heaps. All weeks count for that, around their common
    rate, as a heap among the last ones would otherwise speak for itself (``docs/methods.md``). It
    is never surer than the exact test of the two counts.

    Args:
        table: one row a week, the last one last; one column a theme; how often it was named.
        orders: of each week.
        last: so many weeks at the end are held against all before them.

    Raises:
        ValueError: there are no weeks on a side, or the orders do not fit the weeks.
    """
    of = np.asarray(orders, dtype=np.float64)
    if not 0 < last < len(table) or len(of) != len(table):
        msg = f"{last} of {len(table)} weeks with {len(of)} counts of orders cannot be compared"
        raise ValueError(msg)
    found = [_change(str(name), table[name].to_numpy(np.float64), of, last) for name in table]
    adjusted = iter(benjamini_hochberg([one.p for one in found if one.p is not None]))
    told = [one if one.p is None else replace(one, p=next(adjusted)) for one in found]
    return sorted(told, key=lambda one: (one.p is None, one.p or 0.0, -one.now, one.theme))


def _change(theme: str, weeks: Floats, orders: Floats, last: int) -> Change:
    """One theme by itself, its probability not yet adjusted."""
    parts = [(weeks[some], orders[some]) for some in (slice(-last, None), slice(None, -last))]
    (now, of_now), (before, of_before) = ((y.sum(), n.sum()) for y, n in parts)
    rate_now, rate_before = (
        float(HUNDRED * y / n) if n else None for y, n in ((now, of_now), (before, of_before))
    )
    both = of_now + of_before
    share = of_now / both if both else 0.0
    least = (now + before) * min(share, 1 - share)
    scatter, freedom = _scatter(weeks, orders)
    is_enough = bool(least >= LEAST_EXPECTED and freedom >= LEAST_FREEDOM)
    p = None
    if is_enough:
        z = pair_z(int(now), int(before), share) / max(1.0, scatter / freedom) ** 0.5
        p = max(two_sided(z, float(freedom)), pair_mid_p(int(now), int(before), share))
    return Change(theme, int(now), int(before), rate_now, rate_before, is_enough, p)


def _scatter(weeks: Floats, orders: Floats) -> tuple[float, int]:
    """Pearson's chi-square of weeks around their common rate, and its degrees of freedom."""
    is_open = orders > 0
    total = orders[is_open].sum()
    expected = weeks[is_open].sum() * orders[is_open] / total if total else np.empty(0)
    if not expected.sum():
        return 0.0, 0
    return float(((weeks[is_open] - expected) ** 2 / expected).sum()), len(expected) - 1
