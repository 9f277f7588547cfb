"""Who orders when: first orders, repurchases and the two things planted about them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.sample.days import DAYS, RECENT, Days, seconds
from core.sample.draw import Floats, Ints, shares

ORDERS_PER_BUYER: Final = 1.83
SECOND_BEFORE: Final = 0.46
SECOND_RECENT: Final = 0.22
"""Planted fault 3: chance of ever ordering again, for buyers of earlier and of recent months."""
FALLS_FROM: Final = 210
"""So many days before the end the chance of a second order begins to fall."""
RETURNING_LEFT: Final = 0.25
"""Of the returning orders of the 28 days before, this share is left in the last 28 days."""

_NEXT = (0.58, 0.66, 0.72)
_LONGEST = 8
_UNEVEN = 60


@dataclass(frozen=True, slots=True)
class Visits:
    """One row per order, in the order of time.

    ``second`` counts seconds since the shop's first midnight, ``nth`` is 1 for a buyer's first
    order.
    """

    buyer: Ints
    nth: Ints
    second: Ints


def orders_of_buyers(rng: np.random.Generator, days: Days, buyers: int, until: int) -> Visits:
    """Let ``buyers`` people order, some of them again; nothing is later than second ``until``."""
    first = _first_days(rng, days, buyers)
    chains = [(np.arange(buyers), first)]
    who, day = chains[0]
    for nth in range(2, _LONGEST + 1):
        comes = rng.random(len(who)) < _chance(first[who], nth)
        who, day = who[comes], day[comes] + _gaps(rng, int(comes.sum()))
        within = day < DAYS
        who, day = who[within], day[within]
        chains.append((who, day))
    buyer = np.concatenate([who for who, _ in chains])
    nth_order = np.repeat(np.arange(1, _LONGEST + 1), [len(who) for who, _ in chains])
    moment = np.concatenate([day for _, day in chains]) * 86400 + seconds(rng, len(buyer))
    moment = np.where(moment > until, until - rng.integers(60, 20000, len(moment)), moment)
    kept = _thinned(rng, nth_order, moment)
    order = kept[np.lexsort((nth_order[kept], moment[kept]))]
    return Visits(buyer[order], nth_order[order], moment[order])


def _first_days(rng: np.random.Generator, days: Days, buyers: int) -> Ints:
    """The days of first orders: uneven from day to day, steady over weeks."""
    places = (np.arange(buyers) + rng.random(buyers) * _UNEVEN) % buyers / buyers
    ends = np.cumsum(shares(days.weight))
    return np.sort(np.minimum(np.searchsorted(ends, places, side="right"), DAYS - 1))


def _chance(first: Ints, nth: int) -> Floats:
    if nth > 2:  # noqa: PLR2004  (the third order and later)
        return np.full(len(first), _NEXT[min(nth - 3, len(_NEXT) - 1)])
    fallen = np.clip((first - (DAYS - FALLS_FROM)) / 60.0, 0.0, 1.0)
    chance: Floats = SECOND_BEFORE + (SECOND_RECENT - SECOND_BEFORE) * fallen
    return chance


def _gaps(rng: np.random.Generator, size: int) -> Ints:
    """Days until the next order: half of them within six weeks, some after half a year."""
    gaps = np.exp(rng.normal(np.log(42.0), 0.75, size))
    return np.maximum(2, np.rint(gaps)).astype(np.int64)


def _thinned(rng: np.random.Generator, nth: Ints, moment: Ints) -> Ints:
    """Positions that stay when returning orders of the last 28 days are cut down."""
    day = moment // 86400
    returning = nth > 1
    recent = np.flatnonzero(returning & (day >= DAYS - RECENT))
    before = returning & (day >= DAYS - 2 * RECENT) & (day < DAYS - RECENT)
    surplus = len(recent) - round(RETURNING_LEFT * int(before.sum()))
    gone = rng.permutation(recent)[: max(0, surplus)]
    return np.delete(np.arange(len(nth)), gone)
