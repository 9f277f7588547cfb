"""Which products cost something else from some day on, as far as order lines can tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import comb
from typing import Final

MOST_CHANCE: Final = 0.05
"""How often any product may seem to have a new price only because options took turns."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A price that stands on order lines of a product: on how many days, and from when to when."""

    product: int
    price: int
    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A new price: the first day that has it, and the price on most days before and from then."""

    product: int
    day: date
    before: int
    after: int


def changes(seen: Iterable[Priced]) -> dict[int, PriceChange]:
    """The products none of whose earlier prices was paid again after some day.

    Options have prices of their own, and few sales of two options may by chance lie one after the
    other. On n days with the earlier and m with the later prices that happens in one of
    ``comb(n + m, n)`` orders for each way to part the prices in two; a change counts where this
    is rare, allowing for all products that have several prices.

    Args:
        seen: each price of each product.
    """
    ordered = sorted(seen, key=lambda one: (one.product, one.first, one.last))
    several = [list(group) for _, group in groupby(ordered, key=lambda one: one.product)]
    several = [prices for prices in several if len(prices) > 1]
    found = {}
    for prices in several:
        chance, change = min(
            (_cut(prices, place) for place in range(1, len(prices))),
            key=lambda pair: (pair[0], pair[1].day),
        )
        if chance <= MOST_CHANCE / len(several):
            found[change.product] = change
    return found


def _cut(prices: Sequence[Priced], place: int) -> tuple[float, PriceChange]:
    """A change between two prices, and how often it would seem to be one; 1 where they overlap."""
    early, late = prices[:place], prices[place:]
    before, after = (max(some, key=lambda one: (one.days, -one.price)) for some in (early, late))
    change = PriceChange(late[0].product, late[0].first, before.price, after.price)
    if max(one.last for one in early) >= late[0].first:
        return 1.0, change
    many, more = (sum(one.days for one in some) for some in (early, late))
    ways = 2 ** len(prices) - 2
    return min(1.0, ways / comb(many + more, many)), change
