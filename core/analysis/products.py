"""Which product fell or rose more than the shop around it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from math import nan

from core.stats.counts import pair_z
from core.stats.windows import Change, Comparison, Days, Pair, change

LEAST_OTHERS = 30
"""Orders of the other products, both periods together, from which on they are a yardstick."""


@dataclass(frozen=True, slots=True)
class ProductChange:
    """A product in two stretches of days; ``orders`` is judged against the rest of the shop."""

    product: int
    orders: Change
    net_now: float
    net_before: float


def changes(
    compared: Comparison, shop_orders: Days, products: Mapping[int, tuple[Days, Days]]
) -> list[ProductChange]:
    """How each product changed.

    Args:
        compared: the two stretches, and earlier ones.
        shop_orders: the orders of the whole shop per day.
        products: of each product its orders and its net revenue per day.
    """
    found = []
    shop = cache(lambda end: by_end[end].sums(shop_orders))
    by_end = {one.end: one for one in (compared.pair, *compared.earlier)}
    for number, (orders, net) in products.items():
        moved = change(compared, _measure(shop, orders))
        net_now, net_before = compared.pair.sums(net)
        found.append(ProductChange(number, moved, net_now, net_before))
    return found


class _measure:  # noqa: N801  (a function with two values bound)
    """Orders of a product now and before, against the share that the rest of the shop gives."""

    def __init__(self, shop: Callable[[int], tuple[float, float]], product: Days) -> None:
        self._shop, self._product = shop, product

    def __call__(self, pair: Pair) -> tuple[float, float, float]:
        now, before = pair.sums(self._product)
        shop_now, shop_before = self._shop(pair.end)
        others_now, others_before = shop_now - now, shop_before - before
        share = 0.5
        if others_now + others_before >= LEAST_OTHERS:
            share = others_now / (others_now + others_before)
        if not 0 < share < 1:
            return now, before, nan
        return now, before, pair_z(int(now), int(before), share)
