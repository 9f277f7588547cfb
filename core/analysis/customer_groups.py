"""Who meets the rule of a group, told for all customers at once; and how groups compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.stats.priced import lacking, spent
from core.stats.proportions import Tally
from core.stats.watched import Watched
from core.terms.customer_groups import AnyOf, Asked, Between, Condition, Rule, Value

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HUNDRED: Final = 100


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of all customers, as far as a rule asks for it.

    Attributes:
        count: how many customers there are; they are told by their places.
        numbers: a number of each customer; NaN where nobody knows it.
        holders: of each value the places of the customers who have it, one or more of them.
        known: the places of those of whom anything is known, where that is not everybody; to the
            others neither a value applies nor that it does not.
    """

    count: int
    numbers: Mapping[Asked, Floats] = field(default_factory=dict)
    holders: Mapping[Asked, Mapping[Value, Ints]] = field(default_factory=dict)
    known: Mapping[Asked, Ints] = field(default_factory=dict)


def members(rule: Rule, facts: Facts) -> Flags:
    """Who meets a rule, for each customer in order.

    Raises:
        KeyError: the rule asks for something that was not brought.
    """
    blocks = [
        _joined([_holds(one, facts) for one in block.conditions], is_all=block.is_all)
        for block in rule.blocks
    ]
    return _joined(blocks, is_all=rule.is_all)


def _joined(some: list[Flags], *, is_all: bool) -> Flags:
    return reduce(np.logical_and if is_all else np.logical_or, some)


def _holds(one: Condition, facts: Facts) -> Flags:
    if isinstance(one, Between):
        return _lies(one, facts.numbers[one.asked])
    return _is_any(one, facts)


def _lies(one: Between, values: Floats) -> Flags:
    # A comparison with NaN is false: of whom nothing is known nothing holds.
    lower = -np.inf if one.least is None else one.least
    upper = np.inf if one.most is None else one.most
    return np.asarray((values >= lower) & (values <= upper))


def _is_any(one: AnyOf, facts: Facts) -> Flags:
    there = facts.holders[one.asked]
    found = np.zeros(facts.count, dtype=np.bool_)
    for value in one.any_of:
        found[there.get(value, np.empty(0, np.int64))] = True
    if not one.is_not:
        return found
    others = ~found
    if one.asked in facts.known:
        is_known = np.zeros(facts.count, dtype=np.bool_)
        is_known[facts.known[one.asked]] = True
        others &= is_known
    return others


def top(net: npt.ArrayLike) -> Floats:
    """Which percent of all customers spent at least as much as each; of equals all the same.

    So up to x are those of ``core.stats.topmost``. Of whom no amount is known (NaN) it is not
    known either, and they are not among all.
    """
    won = np.asarray(net, dtype=np.float64)
    is_known = ~np.isnan(won)
    known = np.sort(won[is_known])
    at_least = len(known) - np.searchsorted(known, won, side="left")
    return np.where(is_known, HUNDRED * at_least / max(1, len(known)), np.nan)


def within(visits: pd.DataFrame, buyers: npt.ArrayLike, since: int) -> tuple[Floats, Floats]:
    """On how many days each customer bought, and what he spent, from a day on.

    What was spent is NaN of whom no amount of these days is known.

    Args:
        visits: one row a customer and day: ``buyer``, ``day``, ``net``, in the order of buyers.
        buyers: the numbers of the customers, in order; all buyers of ``visits`` are among them.
        since: the day.
    """
    numbers = np.asarray(buyers, dtype=np.int64)
    recent = visits[visits["day"] >= since]
    place = np.searchsorted(numbers, recent["buyer"].to_numpy(np.int64))
    times = np.bincount(place, minlength=len(numbers)).astype(np.float64)
    net, untold = (
        np.bincount(place, weights=some, minlength=len(numbers))
        for some in (recent["net"], lacking(recent))
    )
    return times, spent(net, untold)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a group is, in numbers.

    Attributes:
        size: how many customers.
        net: what they have spent, in won, as far as amounts are known.
        orders: the orders they placed.
        unpriced: how many of them were placed on days of which an amount is unknown,
        unpriced_net: and what of these days is known; averages leave them out.
        second: how many of those who bought first long enough ago bought again within the days,
            and of how many.
    """

    size: int
    net: int
    orders: int
    second: Tally
    unpriced: int = 0
    unpriced_net: int = 0

    @property
    def spent(self) -> int | None:
        """What they have spent, in won; None where no amount is known."""
        return None if self.unpriced and not self.net else self.net

    @property
    def per_order(self) -> float | None:
        """Won an order, of days of which all amounts are known; None without such orders."""
        orders = self.orders - self.unpriced
        return (self.net - self.unpriced_net) / orders if orders else None


def figures(
    customers: pd.DataFrame, visits: pd.DataFrame, mask: Flags, watched: Watched, days: int
) -> Figures:
    """A group in numbers.

    Args:
        customers: one row each (index: the buyer): ``first`` day, ``net``, ``orders``.
        visits: one row a customer and day: ``buyer`` and ``day``, in this order; where some lines
            tell no amount, how many (``unpriced``), ``orders`` and ``net`` too.
        mask: who belongs to the group.
        watched: the days that are known.
        days: within so many days a second purchase counts.
    """
    first = customers["first"].to_numpy(np.int64)
    # Somebody who first bought lately has not had the time; of others it is not known.
    is_ripe = mask & watched.is_new(first) & watched.is_seen(first + 1, first + days)
    buyer, day = (visits[name].to_numpy(np.int64) for name in ("buyer", "day"))
    starts = np.flatnonzero(np.diff(buyer, prepend=-1)) if len(buyer) else np.empty(0, np.int64)
    following = np.minimum(starts + 1, max(0, len(buyer) - 1))
    came = np.zeros(len(customers), dtype=np.bool_)
    if len(starts):
        came = (buyer[following] == buyer[starts]) & (following > starts)
        came &= day[following] - day[starts] <= days
    net, orders = (
        int(customers[name].to_numpy(np.int64)[mask].sum()) for name in ("net", "orders")
    )
    return Figures(
        int(mask.sum()),
        net,
        orders,
        Tally(int((came & is_ripe).sum()), int(is_ripe.sum())),
        *_unpriced(customers, visits, mask),
    )


def _unpriced(customers: pd.DataFrame, visits: pd.DataFrame, mask: Flags) -> tuple[int, int]:
    """The orders of the days of a group of which an amount is unknown, and what is known."""
    some = visits[lacking(visits) > 0]
    if some.empty:
        return 0, 0
    places = np.searchsorted(customers.index.to_numpy(), some["buyer"].to_numpy())
    own = some[mask[places]]
    return int(own["orders"].sum()), int(own["net"].sum())
