"""How a shop's discounts bring customers, and whether these come again."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import pandas as pd
from scipy.special import ndtri

from core.analysis import customers_discount as analysis
from core.analysis.customers_discount import Discounted
from core.services.customer_book import CustomerBook
from core.stats.mix import newcombe
from core.stats.proportions import Tally

WITHIN: Final = 90
"""Days within which a second purchase counts."""

SETTLED: Final = 90
"""Days of files before a first purchase from which on it is taken for one."""

LEAST: Final = 30
"""With fewer first purchases on one side nothing is said of the difference."""


@dataclass(frozen=True, slots=True)
class Discounts:
    """What is known of the discounts of a shop.

    Attributes:
        orders: how many orders had one.
        dependent: how many customers buy at a discount only.
        by_chance: how many would seem to by chance alone.
        with_one: of those who first bought with a discount, how many bought again soon.
        without: the same of those who paid the full price.
        bounds: between which the difference lies (95 %); None where there are too few.
    """

    orders: Discounted
    dependent: int
    by_chance: float
    with_one: Tally
    without: Tally
    bounds: tuple[float, float] | None

    @property
    def is_told(self) -> bool:
        """Whether customers can be told apart by their discounts."""
        return bool(self.orders.orders.successes) and not self.orders.is_always

    @property
    def stands_out(self) -> bool:
        """Whether more buy at a discount only than chance would make: by two deviations."""
        return self.dependent > self.by_chance + 2 * sqrt(self.by_chance)


def read(book: CustomerBook, orders: pd.DataFrame) -> Discounts:
    """What the orders tell.

    Args:
        book: who bought when.
        orders: each order and its discount, as ``core.store.customers_due.orders`` has them.
    """
    found = analysis.discounted(orders)
    habits = analysis.habits(orders)
    sides = analysis.come_again(
        orders, book.visits, book.since + SETTLED, book.until - WITHIN, WITHIN
    )
    is_enough = min(side.trials for side in sides) >= LEAST
    bounds = newcombe(*sides, float(ndtri(0.975))) if is_enough else None
    return Discounts(
        found, len(analysis.dependent(habits)), analysis.by_chance(orders), *sides, bounds
    )
