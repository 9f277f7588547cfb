"""Where a change of net revenue came from.

Of orders alone: buyers, orders per buyer, average order value. With the visits: visits, orders per
visit, average order value (see ``core.analysis.journey``).
"""

from dataclasses import dataclass
from enum import StrEnum

from core.stats.split import log_mean_parts, whole_parts


class Part(StrEnum):
    """A factor of net revenue."""

    BUYERS = "buyers"
    ORDERS_PER_BUYER = "orders_per_buyer"
    ORDERS = "orders"
    ORDER_VALUE = "order_value"
    VISITS = "visits"
    PAY_RATE = "pay_rate"


@dataclass(frozen=True, slots=True)
class Sales:
    """The sales of a period. ``buyers`` is None where the files do not tell who bought."""

    net: int
    orders: int
    buyers: int | None


@dataclass(frozen=True, slots=True)
class PartChange:
    """One factor: its value before and now, and the won it moved revenue by."""

    part: Part
    before: float | None
    now: float | None
    won: int


@dataclass(frozen=True, slots=True)
class Split:
    """A change of net revenue in parts that add up to it, to the won."""

    before: int
    now: int
    parts: tuple[PartChange, ...]

    @property
    def change(self) -> int:
        """Won more than before."""
        return self.now - self.before

    @property
    def driver(self) -> PartChange | None:
        """The part that pushed most in the direction of the change; None without a change."""
        if self.change == 0:
            return None
        sign = 1 if self.change > 0 else -1
        return max(self.parts, key=lambda part: part.won * sign)


def split(before: Sales, now: Sales) -> Split | None:
    """The change from ``before`` to ``now`` in parts.

    None when revenue is negative, or when there is no sale on either side.
    """
    if min(before.net, now.net) < 0 or not (before.orders or now.orders):
        return None
    names: tuple[Part, ...] = (Part.BUYERS, Part.ORDERS_PER_BUYER, Part.ORDER_VALUE)
    if before.buyers is None or now.buyers is None:
        names = (Part.ORDERS, Part.ORDER_VALUE)
    was, is_now = [_factors(sales, names) for sales in (before, now)]
    parts = log_mean_parts([value or 0.0 for value in was], [value or 0.0 for value in is_now])
    won = whole_parts(parts, now.net - before.net)
    return Split(
        before.net,
        now.net,
        tuple(PartChange(*row) for row in zip(names, was, is_now, won, strict=True)),
    )


def _factors(sales: Sales, names: tuple[Part, ...]) -> list[float | None]:
    buyers = sales.buyers or 0
    values: dict[Part, float | None] = {
        Part.BUYERS: float(buyers),
        Part.ORDERS: float(sales.orders),
        Part.ORDERS_PER_BUYER: sales.orders / buyers if buyers else None,
        Part.ORDER_VALUE: sales.net / sales.orders if sales.orders else None,
    }
    return [values[name] for name in names]
