"""Which product fell or rose more than the shop around it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

from core.stats.counts import pair_z
from core.stats.windows import Change, Comparison, Days, Sums, change

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
    for number, (orders, net) in products.items():
        moved = change(compared, [orders, shop_orders], _measure)
        found.append(ProductChange(number, moved, *compared.pair.sums(net)))
    return found


def _measure(product: Sums, shop: Sums) -> tuple[float, float, float]:
    """Orders of a product now and before, against the share that the rest of the shop gives."""
    now, before = product
    others_now, others_before = shop[0] - now, shop[1] - before
    share = 0.5
    if others_now + others_before >= LEAST_OTHERS:
        share = others_now / (others_now + others_before)
    if not 0 < share < 1:
        return now, before, nan
    return now, before, pair_z(int(now), int(before), share)
