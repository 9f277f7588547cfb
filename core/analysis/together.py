"""Which products are bought together, or one after the other, more often than by chance."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import hypergeom

from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms.evidence import KNOWN_FROM

Ints = npt.NDArray[np.int64]

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


MORE: Final = 0.1
"""What it would be worth is told of so many more of the buyers taking the second product along."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What the second product adds to an order with the first one, in won.

    Attributes:
        now: of an order as it is, in the middle of those who took it along and those who did not,
        low: at least,
        high: and at most (95 %, from the share of those who took it).
        more: by which an order would grow if ``MORE`` of the buyers more took it along.
        all_orders: the same spread over all orders of the shop.
    """

    now: float
    low: float
    high: float
    more: float
    all_orders: float


def bundle(pair: Pair, price: float) -> Bundle | None:
    """What a pair adds to an order; None where it is not known to belong together.

    Who took both chose so: that as many would when asked to is not said.

    Args:
        pair: the two products.
        price: what an order with the second product pays for it, in won.
    """
    bounds = wilson(Tally(pair.orders, pair.base_orders))
    if not pair.is_known or bounds is None or not price > 0 or pair.support <= 0:
        return None
    total = pair.orders / pair.support
    more = min(MORE, 1 - pair.confidence) * price
    return Bundle(
        pair.confidence * price, bounds[0] * price, bounds[1] * price,
        more, more * pair.base_orders / total,
    )  # fmt: skip


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
    # Every pair of products that might have been named is looked at, also if it never occurs.
    often = int((orders >= LEAST_TOGETHER).sum())
    sure = _adjusted(tails.clip(0, 1), often * (often - 1) // 2)
    found = [
        _pair(row, int(a), int(b), total, 1 - float(q))
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


@dataclass(frozen=True, slots=True)
class Next:
    """Two products of one buyer: who has bought ``base`` buys ``other`` later.

    Attributes:
        base: the first of the two.
        other: what was bought on a later day, by people who had not bought it before.
        buyers: so many people did.
        base_buyers: people who bought ``base`` long enough ago to be counted.
        support: the part of all buyers who did.
        confidence: the part of the buyers of ``base`` who did.
        lift: how many times as often as after other products ``other`` comes next.
        days: from the one to the other, in the middle.
        chance: how probable it is that one follows the other, allowing for all pairs looked at.
    """

    base: int
    other: int
    buyers: int
    base_buyers: int
    support: float
    confidence: float
    lift: float
    days: int
    chance: float

    @property
    def is_known(self) -> bool:
        """Whether one follows the other more often than by chance."""
        return self.lift > 1 and self.chance >= KNOWN_FROM


def steps(
    bought: pd.DataFrame, first: int, last: int, within: int, *, soonest: int = 1
) -> pd.DataFrame:
    """What people bought after a product: ``first``, ``second``, ``days`` between, ``buyers``.

    Args:
        bought: the first ``day`` on which a ``buyer`` bought a ``product``.
        first: the first product was bought on this day or later,
        last: and on this one or earlier.
        within: so many days later at most the second was bought,
        soonest: and so many at least; with 0 what was bought on the same day comes both ways.
    """
    begun = bought[bought["day"].between(first, last)]
    pairs = begun.merge(bought, on="buyer", suffixes=("", "_next"))
    days = pairs["day_next"] - pairs["day"]
    is_other = pairs["product"] != pairs["product_next"]
    taken = pairs[is_other & (days >= soonest) & (days <= within)].assign(days=days)
    counted = taken.groupby(["product", "product_next", "days"]).size().reset_index(name="buyers")
    return counted.rename(columns={"product": "first", "product_next": "second"})


def afterwards(steps: pd.DataFrame, bases: "pd.Series[int]", total: int) -> list[Next]:
    """The products that follow another one: those that belong together first, the surest first.

    Args:
        steps: ``first``, ``second``, ``days`` between them, and how many ``buyers`` took it.
        bases: of each product (the index) by how many people it was bought long enough ago.
        total: how many different people these are.
    """
    told = following(steps, bases, total)
    found = [Next(*one) for one in zip(*(told[name].tolist() for name in told), strict=True)]
    return sorted(found, key=lambda one: (not one.is_known, -one.chance, -one.lift, one.base))


def following(steps: pd.DataFrame, bases: "pd.Series[int]", total: int) -> pd.DataFrame:
    """All pairs of which one follows the other often enough to be named, with their numbers.

    Somebody who buys much buys much of everything, and a product that sells well comes after any.
    So each step from one product to another is held against all steps of all buyers: how often
    ``other`` comes next after anything else is what chance lets expect after ``base``.

    Args:
        steps: ``first``, ``second``, ``days`` between them, and how many ``buyers`` took it.
        bases: of each product (the index) by how many people it was bought long enough ago.
        total: how many different people these are.

    Returns:
        ``first`` and ``second``, in that order, and what ``Next`` says of them: ``buyers``,
        ``base_buyers``, ``support``, ``confidence``, ``lift``, ``days``, ``chance``.
    """
    taken = steps.groupby(["first", "second"])["buyers"].sum()
    kept = taken[taken >= LEAST_TOGETHER] if total > 0 else taken.iloc[:0]
    first, second = (kept.index.get_level_values(name) for name in ("first", "second"))
    count = kept.to_numpy(dtype=np.int64)
    of_base = bases.reindex(first).fillna(0).to_numpy(np.int64)
    leaving, coming = (taken.groupby(level=name).sum() for name in ("first", "second"))
    back = taken.reindex(pd.MultiIndex.from_arrays([second, first])).fillna(0)
    rows, others = (side.reindex(second).fillna(0).to_numpy(np.int64) for side in (leaving, coming))
    drawn = leaving.reindex(first).to_numpy(np.int64)
    # A step never leads from a product to itself, so these have no place in the comparison.
    into_first = coming.reindex(first).fillna(0).to_numpy(np.int64)
    pool = int(taken.sum()) - into_first - rows + back.to_numpy(np.int64)
    tails = np.asarray(hypergeom.sf(count - 1, pool, others, drawn), dtype=np.float64)
    often = [int((side >= LEAST_TOGETHER).sum()) for side in (leaving, coming)]
    sure = 1 - _adjusted(tails.clip(0, 1), often[0] * often[1])
    return pd.DataFrame({
        "first": first, "second": second, "buyers": count, "base_buyers": of_base,
        "support": count / max(total, 1), "confidence": count / of_base,
        "lift": (count / drawn) / (others / pool), "days": _middles(steps, kept.index),
        "chance": sure,
    })  # fmt: skip


def _middles(steps: pd.DataFrame, pairs: pd.Index) -> Ints:
    """The median of the days of each pair, each day as often as buyers took it."""
    ordered = steps.sort_values(["first", "second", "days"])
    grouped = ordered.groupby(["first", "second"])["buyers"]
    is_reached = grouped.cumsum() * 2 >= grouped.transform("sum")
    middle = ordered[is_reached].groupby(["first", "second"])["days"].first()
    return middle.reindex(pairs).to_numpy(dtype=np.int64)


def _adjusted(tails: npt.NDArray[np.float64], looked_at: int) -> npt.NDArray[np.float64]:
    """Chances after Benjamini and Hochberg (1995), where the other pairs looked at have none."""
    falling = np.argsort(-tails, kind="stable")
    ranks = np.arange(len(tails), 0, -1)
    many = max(looked_at, len(tails))
    least = np.minimum.accumulate(tails[falling] * many / ranks).clip(0, 1)
    adjusted = np.empty_like(tails)
    adjusted[falling] = least
    return adjusted
