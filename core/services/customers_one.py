"""One customer: who it is, how the person stands with the shop, and when to expect them again."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from core.analysis.customer_states import Rules
from core.services import customers_story
from core.services.customer_book import CustomerBook
from core.services.customers_story import Whose
from core.services.opening import OpenShop
from core.store import customers_one as store
from core.store import identities
from core.store.customers_one import Discounted, Product
from core.store.moments import day_number, day_of
from core.terms import Mall
from core.terms.orders import Region

__all__ = ["Discounted", "Product", "Whose"]

LEAST_GAPS: Final = 3
"""So many times somebody has to have come again before a usual interval is told."""

_START: Final = re.compile(r"[0-9a-z]{4,32}")


class Gone(StrEnum):
    """Why an address shows no customer."""

    UNKNOWN = "unknown"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Usual:
    """How long a customer usually waits until buying again.

    Attributes:
        median: days; half of the times it took no longer.
        lower: a quarter of the times it took no longer than this,
        upper: and three quarters no longer than this.
        gaps: from so many times.
        first: the day from which the next purchase is to be expected,
        expected: the likeliest one,
        last: and the day by which three of four times it had come.
    """

    median: int
    lower: int
    upper: int
    gaps: int
    first: date
    expected: date
    last: date


@dataclass(frozen=True, slots=True)
class Bought:
    """What a customer bought that counts.

    Attributes:
        first: the day of the first purchase.
        last: of the last one.
        visits: on how many days.
        orders: how many orders.
        net: won in all, as far as amounts are known; None where none is.
        away: days from the last purchase to the last day that files tell of.
        state: the number of a ``State``.
        usual: how long the customer usually waits; None of too few times.
        value: won of an order, of days of which all amounts are known; None without any.
        shop_value: the same of the shop, of all customers.
    """

    first: date
    last: date
    visits: int
    orders: int
    net: int | None
    away: int
    state: int
    usual: Usual | None
    value: float | None
    shop_value: float | None


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer.

    Attributes:
        key: the durable key the customer goes by.
        name: the masked name; None where no file says it.
        whose: all buyers the customer is.
        bought: what was bought; None where everything was cancelled or sent back.
        rules: what makes a state.
        until: the last day that order files tell of.
        region: where the newest order that says it went.
        malls: through which malls.
        discounted: how many orders had a discount.
    """

    key: str
    name: str | None
    whose: Whose
    bought: Bought | None
    rules: Rules
    until: date
    region: Region | None
    malls: tuple[Mall, ...]
    discounted: Discounted


def keys(shop: OpenShop, start: str) -> list[str] | Gone:
    """The customers an address means: of one key it is one, of the beginning of it mostly.

    Whoever was merged into another customer is that one.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    start = start.strip().lower()
    if not _START.fullmatch(start):
        return Gone.UNKNOWN
    with shop.store.read() as session:
        found = [one.key for one in store.starting(session, shop.id, start)]
        if not found:
            erased = store.is_erased(session, shop.id, start)
            return Gone.ERASED if erased else Gone.UNKNOWN
        return list(dict.fromkeys(identities.keys_of(session, shop.id, one)[0] for one in found))


def read(
    shop: OpenShop, book: CustomerBook, rules: Rules, states: "pd.Series[int]", key: str
) -> Customer:
    """One customer by the key.

    Args:
        shop: whose.
        book: who bought when.
        rules: what makes a state.
        states: the state of everybody.
        key: the durable key the customer goes by.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    whose = customers_story.whose(shop, key)
    with shop.store.read() as session:
        named = store.of_keys(session, shop.id, whose.keys)
        names = [named[it].name for it in whose.keys if it in named and named[it].name]
        return Customer(
            key, next(iter(names), None), whose, _bought(book, states, whose), rules,
            book.last_day, store.region(session, shop.id, whose),
            tuple(store.malls(session, shop.id, whose)),
            store.discounted(session, shop.id, whose),
        )  # fmt: skip


def products(shop: OpenShop, whose: Whose) -> list[Product]:
    """What one customer bought and kept, what was bought on most days first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return store.products(session, shop.id, whose)


def usual(days: np.ndarray) -> Usual | None:
    """How long somebody who bought on these days, in order, usually waits.

    Args:
        days: numbers of days, each once.
    """
    gaps = np.diff(days)
    if len(gaps) < LEAST_GAPS:
        return None
    # Rounded up: before that day it had not happened in so many of the cases.
    lower, median, upper = (
        int(np.ceil(it)) for it in np.quantile(gaps, [0.25, 0.5, 0.75], method="linear")
    )
    last = day_of(int(days[-1]))
    expected = (last + timedelta(days=wait) for wait in (lower, median, upper))
    return Usual(median, lower, upper, len(gaps), *expected)


def _bought(book: CustomerBook, states: "pd.Series[int]", whose: Whose) -> Bought | None:
    there = [one for one in whose.buyers if one in book.customers.index]
    if not there:
        return None
    visits = _visits(book, there)
    days = np.unique(visits["day"].to_numpy())
    net, untold = int(visits["net"].sum()), int(visits["unpriced"].sum())
    return Bought(
        day_of(int(days[0])), day_of(int(days[-1])), len(days), int(visits["orders"].sum()),
        None if untold and not net else net, day_number(book.last_day) - int(days[-1]),
        int(states.loc[there[0]]), usual(days),
        _value(visits), _value(book.visits),
    )  # fmt: skip


def _value(visits: pd.DataFrame) -> float | None:
    """Won of an order, of days of which all amounts are known."""
    is_told = visits["unpriced"].to_numpy() == 0
    net, orders = (int(visits[name].to_numpy()[is_told].sum()) for name in ("net", "orders"))
    return net / orders if orders else None


def _visits(book: CustomerBook, buyers: list[int]) -> pd.DataFrame:
    """The purchases of some buyers, found without going through all of them."""
    buyer = book.visits["buyer"].to_numpy()
    places = [
        np.arange(np.searchsorted(buyer, one, "left"), np.searchsorted(buyer, one, "right"))
        for one in buyers
    ]
    return book.visits.iloc[np.concatenate(places)]
