"""Who is in which tier on a day: how many, how much of revenue, and who is close to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import tiers as analysis
from core.analysis.tiers import Ask, Ledger
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import customers as store
from core.store.moments import day_number, day_of

YEAR: Final = 365
"""Days up to the last one whose revenue is shared out among the tiers."""

CLOSE_FROM: Final = 0.8
"""Who has so much of what the next tier asks for is close to it."""

STALE_AFTER: Final = 7
"""Days after which tiers may be behind, since nobody knows who bought."""

LEAST_TO_SUGGEST: Final = 30
"""With fewer customers of the last year no sums are suggested."""

SHARES: Final = {3: (0.5, 0.2, 0.05), 4: (0.6, 0.3, 0.1, 0.03)}
"""How many tiers are suggested, and which upper share of customers each begins at."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Level:
    """How many customers are in a tier.

    Attributes:
        people: so many.
        won: net won they spent in the last year, as far as amounts are known.
        share: of the revenue of everybody in that year; None where there is none.
    """

    people: int
    won: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How many customers each tier has at the end of a day.

    Attributes:
        levels: of those in no tier first, then of each tier, the lowest first.
        people: all customers.
        maybe_low: who may belong higher, since files do not tell some of their amounts.
        day: the day.
        known_days: so many days the files reach back.
        lost: days in between that no file covers, within the longest stretch that is asked for.
    """

    levels: tuple[Level, ...]
    people: int
    maybe_low: int
    day: date
    known_days: int
    lost: int


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """The customers of a shop who were not deleted, and what they bought.

    Attributes:
        buyers: their numbers, in order.
        ledger: their purchases.
        day: the end of which day is asked about, as a day number.
        since: the first day with an order.
        gaps: the first and the last day of each stretch that no file covers.
    """

    buyers: Ints
    ledger: Ledger
    day: int
    since: int
    gaps: tuple[tuple[int, int], ...]


def people(shop: OpenShop, book: CustomerBook, today: date) -> People:
    """Everybody in the book but those who were deleted at their wish.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        gone = store.gone(session, shop.id)
    visits, customers = book.visits, book.customers
    if gone:
        some = np.fromiter(gone, np.int64, len(gone))
        visits = visits[~visits["buyer"].isin(some)]
        customers = customers[~customers.index.isin(some)]
    last = max(min(book.told_until, today), book.last_day)
    return People(
        customers.index.to_numpy(np.int64), analysis.ledger(visits, customers), day_number(last),
        book.since, book.gaps,
    )  # fmt: skip


def standing(some: People, asks: Sequence[Ask]) -> Standing:
    """How many customers each tier has; without tiers everybody is in none."""
    year = some.ledger.within(some.day, YEAR).won
    tier, high = _reached(some, asks)
    count = np.bincount(tier, minlength=len(asks) + 1)
    won = np.bincount(tier, weights=year, minlength=len(asks) + 1)
    whole = float(year.sum())
    levels = tuple(
        Level(int(one), round(spent), spent / whole if whole > 0 else None)
        for one, spent in zip(count, won.tolist(), strict=True)
    )
    return Standing(
        levels, len(some.buyers), int((high > tier).sum()), day_of(some.day),
        some.day - some.since + 1, _lost(some, asks),
    )  # fmt: skip


def members(some: People, asks: Sequence[Ask], place: int) -> Ints:
    """The numbers of the customers who are in a tier, 1 for the lowest; 0 for those in none."""
    found: Ints = some.buyers[_reached(some, asks)[0] == place]
    return found


def close(some: People, asks: Sequence[Ask]) -> pd.DataFrame:
    """Who lacks little to the next tier, the closest first.

    Returns:
        ``buyer``, ``tier`` (the place of the one he is in, 0 for none), ``won`` and ``orders``
        that are still lacking within the days of the next one, ``done`` (the share he has), and
        ``is_most`` where some of his amounts are unknown, so that he may lack less.
    """
    found = analysis.bought(some.ledger, asks, some.day)
    tier = analysis.reached(asks, found) if asks else np.zeros(len(some.buyers), np.int64)
    parts: list[pd.DataFrame] = []
    for place, ask in enumerate(asks):
        had = found[ask.days]
        done = analysis.share_done(ask, had)
        at = np.flatnonzero((tier == place) & (done >= CLOSE_FROM))
        parts.append(pd.DataFrame({
            "buyer": some.buyers[at], "tier": place,
            "won": np.maximum(0, (ask.least_won or 0) - had.won[at]).round().astype(np.int64),
            "orders": np.maximum(0, (ask.least_orders or 0) - had.orders[at]),
            "done": done[at],
            "is_most": (had.unpriced[at] > 0) & (ask.least_won is not None),
        }))  # fmt: skip
    if not parts:
        return pd.DataFrame(columns=["buyer", "tier", "won", "orders", "done", "is_most"])
    return pd.concat(parts, ignore_index=True).sort_values(
        ["done", "buyer"], ascending=[False, True], ignore_index=True
    )


def suggested(some: People, count: int) -> list[int] | None:
    """Won of the last year at which each of 3 or 4 tiers could begin, the least first.

    They are what the upper shares (``SHARES``) of those who bought in that year have spent,
    rounded down. Who has unknown amounts is left out. None with too few customers, or where
    those sums are all alike.
    """
    won = _spent(some)
    return None if len(won) < LEAST_TO_SUGGEST else analysis.thresholds(won, SHARES[count])


def told_by(some: People) -> int:
    """How many customers suggested sums are taken from."""
    return len(_spent(some))


def _spent(some: People) -> analysis.Floats:
    """What those who bought in the last year spent in it, where all amounts are known."""
    year = some.ledger.within(some.day, YEAR)
    won: analysis.Floats = year.won[(year.orders > 0) & (year.unpriced == 0)]
    return won


def _reached(some: People, asks: Sequence[Ask]) -> tuple[Ints, Ints]:
    """The tier of everybody, and what it could be at most."""
    if not asks:
        nothing = np.zeros(len(some.buyers), np.int64)
        return nothing, nothing
    found = analysis.bought(some.ledger, asks, some.day)
    return analysis.reached(asks, found), analysis.reached(asks, found, at_most=True)


def _lost(some: People, asks: Sequence[Ask]) -> int:
    """Days that no file covers among those that count for any tier."""
    reach = [some.since if one.days is None else some.day - one.days + 1 for one in asks]
    begin = min(reach, default=some.day + 1)
    return sum(max(0, last - max(first, begin) + 1) for first, last in some.gaps)
