"""Which customers are most like some others: by how they buy, and by what they bought."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.priced import lacking, spent

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HABITS: Final = ("away", "visits", "net")
"""Days since the last purchase, how often and how much: in logarithms, so that 1 and 2 purchases
are as far apart as 10 and 20."""

NEAR: Final = 0.5
"""Two customers are alike in a habit where it differs by less than half a standard deviation."""

NAMED: Final = 5
"""So many common products are told."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A customer who is like the others.

    Attributes:
        buyer: his number.
        closeness: 0 to 1: the mean of how near the habits and the products are.
        products: what he and they bought, the most telling first: what few others bought.
        common: how many products that are in all.
        habits: in which of ``HABITS`` he is alike.
    """

    buyer: int
    closeness: float
    products: tuple[int, ...]
    common: int
    habits: tuple[str, ...]


def alike(
    customers: pd.DataFrame, bought: pd.DataFrame, seeds: npt.ArrayLike, today: int, most: int
) -> list[Alike]:
    """The customers who are most like some others, the nearest first; of equals the lower number.

    Args:
        customers: one row each (index: the number of the buyer, in order): ``last`` day,
            ``visits``, ``net`` won.
        bought: one row for each ``buyer`` and ``product`` he bought, in the order of buyers.
        seeds: the numbers of the others; they are not named.
        today: the day.
        most: so many at most.
    """
    index = customers.index.to_numpy(np.int64)
    is_seed = np.isin(index, np.asarray(seeds, dtype=np.int64))
    if not is_seed.any() or is_seed.all():
        return []
    habits = _habits(customers, today)
    gaps = np.abs(habits - habits[is_seed].mean(axis=0))
    by_habit = np.exp(-np.sqrt((gaps**2).mean(axis=1)))
    rows = bought[bought["buyer"].isin(index)]
    place = np.searchsorted(index, rows["buyer"].to_numpy(np.int64))
    weights, shared = _weights(rows["product"].to_numpy(np.int64), place, is_seed)
    by_product = np.bincount(place, weights=weights, minlength=len(index))
    closeness = np.where(is_seed, -1.0, (by_habit + by_product) / 2)
    found = np.lexsort((index, -closeness))[: min(most, int((~is_seed).sum()))]
    order = np.argsort(place, kind="stable")
    return [
        _told(
            int(index[one]),
            float(closeness[one]),
            gaps[one],
            _rows(order, place, one),
            rows,
            weights,
            shared,
        )
        for one in found
    ]


def _habits(customers: pd.DataFrame, today: int) -> Floats:
    away = np.maximum(today - customers["last"].to_numpy(np.float64), 0)
    # Of whom no amount is known is taken to spend as most do, so that it draws him nowhere.
    net = np.maximum(spent(customers["net"], lacking(customers)), 0)
    logs = np.log1p(np.column_stack([away, customers["visits"].to_numpy(np.float64), net]))
    centre, spread = (
        np.array([some(one[~np.isnan(one)]) if (~np.isnan(one)).any() else 0.0 for one in logs.T])
        for some in (np.mean, np.std)
    )
    return np.asarray(np.nan_to_num((logs - centre) / np.where(spread > 0, spread, 1)))


def _weights(
    product: Ints, place: Ints, is_seed: npt.NDArray[np.bool_]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """What each row adds to the cosine of its buyer with the seeds, and whether they share it.

    A product counts the more, the fewer people bought it.
    """
    names, what = np.unique(product, return_inverse=True)
    sold = np.bincount(what, minlength=len(names))
    rarity = np.log1p(len(is_seed) / np.maximum(sold, 1))[what]
    length = np.sqrt(np.bincount(place, weights=rarity**2, minlength=len(is_seed)))
    unit = rarity / length[place]
    of_seed = is_seed[place]
    mean = np.bincount(what[of_seed], weights=unit[of_seed], minlength=len(names))
    size = float(np.sqrt((mean**2).sum()))
    if size <= 0:
        return np.zeros(len(product)), np.zeros(len(product), dtype=np.bool_)
    return np.asarray(unit * mean[what] / size), np.asarray(mean[what] > 0)


def _rows(order: Ints, place: Ints, one: int) -> Ints:
    ordered = place[order]
    begin, end = np.searchsorted(ordered, [one, one + 1])
    return order[int(begin) : int(end)]


def _told(  # noqa: PLR0913, PLR0917  (one customer out of the columns of all)
    buyer: int,
    closeness: float,
    gaps: Floats,
    mine: Ints,
    rows: pd.DataFrame,
    weights: Floats,
    shared: npt.NDArray[np.bool_],
) -> Alike:
    common = mine[shared[mine]]
    common = common[np.argsort(-weights[common], kind="stable")]
    products = rows["product"].to_numpy(np.int64)[common]
    habits = tuple(name for name, gap in zip(HABITS, gaps, strict=True) if gap < NEAR)
    return Alike(buyer, closeness, tuple(products[:NAMED].tolist()), len(products), habits)
