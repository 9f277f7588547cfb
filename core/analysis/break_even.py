"""How many of those who get a message have to buy until its cost is back (D4)."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil


@dataclass(frozen=True, slots=True)
class BreakEven:
    """When a message has paid for itself.

    Attributes:
        people: who get it.
        cost: what sending costs, in won.
        kept: the won that remain of one purchase, with what is given off already taken.
        buyers: how many have to buy; None where a purchase leaves nothing to pay it with.
    """

    people: int
    cost: float
    kept: float
    buyers: int | None

    @property
    def rate(self) -> float | None:
        """The share of people that has to buy; None where that says nothing."""
        return self.buyers / self.people if self.buyers is not None and self.people else None

    @property
    def is_within_reach(self) -> bool:
        """Whether it can be had at all: no more have to buy than get it."""
        return self.buyers is not None and self.buyers <= self.people


def break_even(
    people: int, price: float, order_won: float, margin_percent: float, benefit_won: float = 0
) -> BreakEven:
    """How many have to buy: ⌈people x price ÷ (won an order x margin − benefit)⌉.

    Reckoned with fractions: a quotient that is a whole number is not rounded up.

    Args:
        people: who get it; those who are left out by lot are not among them.
        price: won for each message.
        order_won: won of a usual order.
        margin_percent: of which so much remains.
        benefit_won: won that are given off each order that the message brings.

    Raises:
        ValueError: a number is negative.
    """
    if min(people, price, order_won, margin_percent, benefit_won) < 0:
        msg = "people, prices and margins are not negative"
        raise ValueError(msg)
    cost = people * Fraction(str(price))
    kept = Fraction(str(order_won)) * Fraction(str(margin_percent)) / 100
    kept -= Fraction(str(benefit_won))
    buyers = ceil(cost / kept) if kept > 0 else (None if cost else 0)
    return BreakEven(people, float(cost), float(kept), buyers)
