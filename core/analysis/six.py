"""Where a change of revenue between two weeks came from, from six numbers alone.

Revenue = visits × orders per visit × revenue per order. Of a week without visits the rate is
not defined, so only orders × revenue per order is split; without orders nothing is.
"""

from dataclasses import dataclass
from enum import StrEnum

from core.stats.split import log_mean_parts, whole_parts


class Part(StrEnum):
    """A factor of the revenue of a week."""

    VISITS = "visits"
    RATE = "pay_rate"
    ORDERS = "orders"
    ORDER_VALUE = "order_value"


class Unsplit(StrEnum):
    """Why a change is split into fewer parts, or into none."""

    NO_VISITS = "no_visits"
    NO_ORDERS = "no_orders"


@dataclass(frozen=True, slots=True)
class Week:
    """The numbers of one week; ``visits`` is None where nobody counted them.

    Raises:
        ValueError: a number is negative.
    """

    visits: int | None
    orders: int
    revenue: int

    def __post_init__(self) -> None:
        """Refuse the impossible."""
        if min(self.visits or 0, self.orders, self.revenue) < 0:
            msg = f"numbers of a week cannot be negative: {self}"
            raise ValueError(msg)

    @property
    def rate(self) -> float | None:
        """Orders per visit; None without visits."""
        return self.orders / self.visits if self.visits else None

    @property
    def order_value(self) -> float | None:
        """Won per order; None without orders."""
        return self.revenue / self.orders if self.orders else None

    def factor(self, part: Part) -> float | None:
        """The value of a factor; None where it is not defined."""
        return {
            Part.VISITS: None if self.visits is None else float(self.visits),
            Part.RATE: self.rate,
            Part.ORDERS: float(self.orders),
            Part.ORDER_VALUE: self.order_value,
        }[part]


@dataclass(frozen=True, slots=True)
class PartChange:
    """One factor: its value before and now, and the won it moved revenue by."""

    part: Part
    before: float
    now: float
    won: int


@dataclass(frozen=True, slots=True)
class Split:
    """A change of revenue in parts that add up to it, to the won; without parts none could be."""

    before: Week
    now: Week
    parts: tuple[PartChange, ...]
    unsplit: Unsplit | None = None

    @property
    def change(self) -> int:
        """Won more than the week before."""
        return self.now.revenue - self.before.revenue

    @property
    def named(self) -> PartChange | None:
        """The part to speak of: the heaviest loss, or what gained most where revenue rose.

        None where nothing moved, or nothing could be split.
        """
        moved = [part for part in self.parts if part.won]
        if not moved:
            return None
        if self.change > 0:
            return max(moved, key=lambda part: part.won)
        return min(moved, key=lambda part: part.won)


def split(before: Week, now: Week) -> Split:
    """The change from ``before`` to ``now`` in parts, as far as the numbers allow."""
    if not (before.orders and now.orders):
        return Split(before, now, (), Unsplit.NO_ORDERS)
    names: tuple[Part, ...] = (Part.VISITS, Part.RATE, Part.ORDER_VALUE)
    unsplit = None
    if not (before.visits and now.visits):
        names, unsplit = (Part.ORDERS, Part.ORDER_VALUE), Unsplit.NO_VISITS
    was, is_now = ([week.factor(name) or 0.0 for name in names] for week in (before, now))
    won = whole_parts(log_mean_parts(was, is_now), now.revenue - before.revenue)
    parts = tuple(PartChange(*row) for row in zip(names, was, is_now, won, strict=True))
    return Split(before, now, parts, unsplit)
