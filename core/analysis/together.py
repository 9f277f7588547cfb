"""Which products are bought together more often than by chance."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from scipy.stats import hypergeom

from core.stats.multiplicity import benjamini_hochberg
from core.terms.evidence import KNOWN_FROM

LEAST_TOGETHER: Final = 5
"""Different buyers, or orders where buyers are unknown, below which a pair is not named."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products in one order: who buys ``base`` also buys ``other``.

    Attributes:
        base: the product of which the larger part of the buyers took the other one along.
        other: what they took along.
        orders: orders with both.
        buyers: different people who placed these; None where nobody knows them.
        support: the part of all orders that has both.
        confidence: the part of the orders with ``base`` that has ``other`` too.
        base_orders: orders with ``base``.
        lift: how many times as often as in all orders ``other`` is there.
        chance: how probable it is that they belong together, allowing for all pairs looked at.
    """

    base: int
    other: int
    orders: int
    buyers: int | None
    support: float
    confidence: float
    base_orders: int
    lift: float
    chance: float

    @property
    def is_known(self) -> bool:
        """Whether they are bought together more often than by chance."""
        return self.lift > 1 and self.chance >= KNOWN_FROM


def together(pairs: pd.DataFrame, orders: "pd.Series[int]", total: int) -> list[Pair]:
    """The pairs worth naming: those that belong together first, the closest ones first.

    How close two products are is the cosine of their orders.

    Args:
        pairs: one row for each two products: ``first``, ``second``, ``orders`` with both,
            ``buyers`` and of how many of these orders the buyer is ``known``.
        orders: of each product (the index) how many orders it was in.
        total: how many orders there were.
    """
    enough = np.where(pairs["known"] > 0, pairs["buyers"], pairs["orders"]) >= LEAST_TOGETHER
    kept = pairs[enough]
    if kept.empty or total <= 0:
        return []
    both = kept["orders"].to_numpy(dtype=np.int64)
    left = orders.reindex(kept["first"]).to_numpy(dtype=np.int64)
    right = orders.reindex(kept["second"]).to_numpy(dtype=np.int64)
    tails = np.asarray(hypergeom.sf(both - 1, total, left, right), dtype=np.float64)
    sure = benjamini_hochberg([float(p) for p in tails.clip(0, 1)])
    found = [
        _pair(row, int(a), int(b), total, 1 - q)
        for row, a, b, q in zip(kept.itertuples(index=False), left, right, sure, strict=True)
    ]
    close = both / np.sqrt(left.astype(np.float64) * right)
    order = sorted(
        range(len(found)), key=lambda at: (not found[at].is_known, -close[at], found[at].base)
    )
    return [found[at] for at in order]


def _pair(row: tuple[int, ...], left: int, right: int, total: int, chance: float) -> Pair:
    first, second, both, buyers, known = (int(value) for value in row)
    # The rarer product is the one whose buyers say most about the other.
    base, other, of_base, of_other = (
        (first, second, left, right) if left <= right else (second, first, right, left)
    )
    confidence = both / of_base
    lift = confidence / (of_other / total)
    people = buyers if known else None
    return Pair(base, other, both, people, both / total, confidence, of_base, lift, chance)
