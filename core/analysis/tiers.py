"""Which tier of a shop each customer has reached on a day, by what was bought up to it.

A tier asks for won, for orders, or for both, bought within so many days up to the day. Whoever
meets what several ask for is in the highest of them. Won count as far as files tell them.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_KEPT: Final = 8
"""So many answers of a ledger are remembered."""

_FIGURES: Final = 2
"""So many figures of a suggested sum of won stay; the rest is cut off."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What one tier asks for.

    Attributes:
        least_won: won at least; None where it does not matter.
        least_orders: orders at least; None where it does not matter.
        days: within so many days, the day asked about among them; None for ever.
    """

    least_won: int | None = None
    least_orders: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bought:
    """What each customer bought within some days: won that are known, orders, unpriced lines."""

    won: Floats
    orders: Ints
    unpriced: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """All purchases in the order of their days, each with the place of its customer.

    Attributes:
        people: how many customers there are.
        place: of each purchase the place of the customer among all of them.
        day: its day.
        won: what of it is known.
        orders: how many it was.
        unpriced: how many of its lines tell no amount.
    """

    people: int
    place: Ints
    day: Ints
    won: Floats
    orders: Floats
    unpriced: Floats
    _kept: dict[tuple[int, int | None], Bought] = field(default_factory=dict, repr=False)
    """What was asked for last: the tiers that are kept and those that are tried ask the same."""

    def within(self, day: int, days: int | None) -> Bought:
        """What everybody bought in so many days up to ``day``; None for all days before it."""
        found = self._kept.get((day, days))
        if found is None:
            found = self._within(day, days)
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[day, days] = found
        return found

    def _within(self, day: int, days: int | None) -> Bought:
        begin = 0 if days is None else int(np.searchsorted(self.day, day - days, "right"))
        some = slice(begin, int(np.searchsorted(self.day, day, "right")))

        def added(values: Floats) -> Floats:
            summed = np.bincount(self.place[some], weights=values[some], minlength=self.people)
            return summed.astype(np.float64, copy=False)

        orders, unpriced = (
            added(values).astype(np.int64) for values in (self.orders, self.unpriced)
        )
        return Bought(added(self.won), orders, unpriced)


def ledger(visits: pd.DataFrame, customers: pd.DataFrame) -> Ledger:
    """The purchases of a customer book, whose rows are in the order of its customers."""
    place = np.repeat(np.arange(len(customers)), customers["visits"].to_numpy())
    day = visits["day"].to_numpy(np.int64)
    # Numbers of 16 bits, which days are until 2149, are put in order in a tenth of the time.
    order = np.argsort(day.astype(np.uint16), kind="stable")
    won, orders, unpriced = (
        visits[name].to_numpy(np.float64)[order] for name in ("net", "orders", "unpriced")
    )
    return Ledger(len(customers), place[order], day[order], won, orders, unpriced)


def bought(book: Ledger, asks: Sequence[Ask], day: int) -> dict[int | None, Bought]:
    """What was bought within the days of each tier, by the days."""
    return {days: book.within(day, days) for days in dict.fromkeys(one.days for one in asks)}


def reached(
    asks: Sequence[Ask], found: Mapping[int | None, Bought], *, at_most: bool = False
) -> Ints:
    """The tier of each customer: 1 for the first of ``asks``, 0 for none.

    Args:
        asks: the tiers, the lowest first; at least one.
        found: what was bought within the days of each.
        at_most: take lines that tell no amount for as much as it takes.
    """
    tier = np.zeros(len(found[asks[0].days].won), dtype=np.int64)
    for number, ask in enumerate(asks, start=1):
        tier[_met(ask, found[ask.days], at_most=at_most)] = number
    return tier


def _met(ask: Ask, some: Bought, *, at_most: bool) -> npt.NDArray[np.bool_]:
    met = np.ones(len(some.won), dtype=np.bool_)
    if ask.least_won is not None:
        met &= (some.won >= ask.least_won) | (at_most & (some.unpriced > 0))
    if ask.least_orders is not None:
        met &= some.orders >= ask.least_orders
    return met


def asks_more(higher: Ask, lower: Ask) -> bool:
    """Whether whoever meets the higher tier meets the lower one too, and not the other way."""
    reach = (higher.days or np.inf, lower.days or np.inf)
    pairs = ((higher.least_won, lower.least_won), (higher.least_orders, lower.least_orders))
    holds = all(low is None or (high is not None and high >= low) for high, low in pairs)
    return holds and reach[0] <= reach[1] and higher != lower


def share_done(ask: Ask, some: Bought) -> Floats:
    """How much of what a tier asks for each customer has: of several the least, at most 1."""
    done = np.ones(len(some.won))
    if ask.least_won is not None:
        done = np.minimum(done, some.won / ask.least_won)
    if ask.least_orders is not None:
        done = np.minimum(done, some.orders / ask.least_orders)
    return np.clip(done, 0, 1)


def thresholds(won: Floats, shares: Sequence[float]) -> list[int] | None:
    """Sums that the upper ``shares`` of customers have spent, rounded down; the least first.

    None where two of them would be one, or the least be nothing.
    """
    found = [rounded_down(float(np.quantile(won, 1 - share))) for share in shares]
    is_rising = all(low < high for low, high in itertools.pairwise(found))
    return found if is_rising and found[0] > 0 else None


def rounded_down(won: float) -> int:
    """A sum of which only the first figures stay, for people to remember it."""
    whole = int(max(won, 0))
    step = int(10 ** max(0, len(str(whole)) - _FIGURES))
    return whole // step * step
