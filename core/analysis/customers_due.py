"""Whose time to buy again has come, and whether lists of such people were right before.

Days are whole numbers of the seller's calendar. What was bought on one day is one purchase.
Whoever is on a list of a day is found from what had been bought by the end of that day alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from core.stats.proportions import Tally

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEVER: Final = 2**40
"""The day of a purchase that has not come."""

FROM_PART: Final = 5 / 6
TO_PART: Final = 4 / 3
"""The window of a product: from and to these parts of the median interval. 42 days: 35 to 56."""

OTHERS_UP_TO: Final = 2
"""Compared with are those of the same product outside of the window, up to twice its end ago."""

LEAST_LISTED: Final = 50
LEAST_HITS: Final = 5
"""Fewer on past lists, or fewer of them who bought, and nothing is said of the difference."""

LEAST_OTHERS: Final = 5
"""Things that fewer others bought are not compared: of one or two nobody sees how they scatter."""

_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """Purchases of things by people, each with the next one of the same thing by the same person.

    Attributes:
        buyer: who.
        thing: what: a product, or 0 for anything.
        day: when.
        next: when again; ``NEVER`` where that has not happened.
    """

    buyer: Ints
    thing: Ints
    day: Ints
    next: Ints

    @classmethod
    def of(cls, bought: pd.DataFrame, thing: str | None = None) -> "Purchases":
        """Purchases in the order of things, buyers and days, which stays as it is.

        Args:
            bought: ``buyer`` and ``day``, once each for a thing; ordered.
            thing: the column of what was bought, None for anything.
        """
        buyer, day = (bought[name].to_numpy(np.int64) for name in ("buyer", "day"))
        things = np.zeros(len(buyer), np.int64) if thing is None else bought[thing].to_numpy()
        after = np.full(len(buyer), NEVER, dtype=np.int64)
        is_same = (buyer[1:] == buyer[:-1]) & (things[1:] == things[:-1])
        after[:-1][is_same] = day[1:][is_same]
        return cls(buyer, things, day, after)

    def first(self) -> "Purchases":
        """Only the first purchase of a thing by each person."""
        is_first = np.ones(len(self.buyer), dtype=np.bool_)
        is_first[1:] = (self.buyer[1:] != self.buyer[:-1]) | (self.thing[1:] != self.thing[:-1])
        return Purchases(
            *(some[is_first] for some in (self.buyer, self.thing, self.day, self.next))
        )


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """From how many to how many days after a purchase its time has come; both are within.

    Attributes:
        first: by thing; beyond the last one, and where ``NEVER``, there is none.
        last: by thing.
    """

    first: Ints
    last: Ints

    @classmethod
    def same(cls, first: int, last: int = NEVER) -> "Windows":
        """The same for anything."""
        return cls(np.array([first]), np.array([last]))

    @classmethod
    def around(cls, median: "pd.Series[float]") -> "Windows":
        """Around the median days after which each product (the index) is bought again."""
        told = median.dropna()
        size = int(told.index.max()) + 1 if len(told) else 1
        first, last = np.full(size, NEVER, np.int64), np.full(size, -1, np.int64)
        places = told.index.to_numpy(np.int64)
        first[places], last[places] = bounds(np.asarray(told, dtype=np.float64))
        return cls(first, last)

    def of(self, things: Ints) -> tuple[Ints, Ints]:
        """The windows of some things."""
        inside = np.minimum(things, len(self.first) - 1)
        first = np.where(things < len(self.first), self.first[inside], NEVER)
        return first, np.where(things < len(self.first), self.last[inside], -1)


def bounds(median: Floats) -> tuple[Ints, Ints]:
    """The whole days of the window around some medians."""
    first = np.ceil(median * FROM_PART - _ROUNDING).astype(np.int64)
    return first, np.floor(median * TO_PART + _ROUNDING).astype(np.int64)


def due(bought: Purchases, windows: Windows, day: int) -> npt.NDArray[np.intp]:
    """The places of the purchases whose time has come at the end of a day, and no later one."""
    since = day - bought.day
    first, last = windows.of(bought.thing)
    return np.flatnonzero(
        (since >= 0) & (bought.next > day) & (since >= first) & (since <= last)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """What came of the list of one day.

    Attributes:
        day: of which day the list would have been.
        listed: how many of it bought the thing within the days after.
        others: the same of those who were not on it.
    """

    day: int
    listed: Tally
    others: Tally


@dataclass(frozen=True, slots=True)
class HitRate:
    """How right the lists of earlier days were.

    Attributes:
        within: so many days after a list a purchase counts.
        lists: day by day, the newest first.
        listed: all of them together.
        customers: how many different people were on them.
        others: what the rate would be if those who were not on the lists had bought the same
            things in the same proportions as those who were, of things that ``LEAST_OTHERS`` of
            them had bought; None where there are none to tell.
        bounds: between which the difference lies (95 %), allowing for people who were on several
            lists; None where too little happened.
        chance: how probable it is that there is a difference at all; None likewise.
        hidden: lists that were passed over, as too many of the days after them are in no file.
    """

    within: int
    lists: tuple[Past, ...]
    listed: Tally
    customers: int
    others: float | None
    bounds: tuple[float, float] | None
    chance: float | None
    hidden: int = 0

    @property
    def is_more(self) -> bool:
        """Whether more of the list bought than of the others of the same things."""
        return self.bounds is not None and sum(self.bounds) > 0


def hit_rate(
    bought: Purchases, days: Sequence[int], within: int, windows: Callable[[int], Windows]
) -> HitRate:
    """How many of the people on the lists of some days bought within the days after.

    The lists are those of these days: the windows and the people are found from what had been
    bought by then. Compared with are buyers of the same things who were not on the list, the last
    purchase up to ``OTHERS_UP_TO`` times the end of the window ago, weighted so that each thing
    has the part it has on the lists (direct standardisation). The interval is that of a sum over
    people, as one may be on several lists (Liang and Zeger 1986).

    Args:
        bought: what was bought until now.
        days: the days, each ``within`` days before the last one of the data or earlier.
        within: so many days after the list count.
        windows: the windows as they were known at the end of a day.
    """
    seen = [_seen(bought, day, within, windows(day)) for day in days]
    lists = tuple(
        Past(day, _tally(one.is_hit[one.is_listed]), _tally(one.is_hit[~one.is_listed]))
        for day, one in zip(days, seen, strict=True)
    )
    listed = sum((one.listed for one in lists), Tally(0, 0))
    people = [one.buyer[one.is_listed] for one in seen]
    customers = len(np.unique(np.concatenate(people))) if people else 0
    others, sides, chance = _against(seen, listed)
    return HitRate(within, lists, listed, customers, others, sides, chance)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """People and things at the end of a day: whether on its list, and whether bought after.

    ``day`` is that of the last purchase.
    """

    buyer: Ints
    thing: Ints
    day: Ints
    is_listed: Flags
    is_hit: Flags

    def counts(self, things: int) -> Floats:
        """By thing: listed, those of them who bought, the others, and those of them who did."""
        # One number a row for all four, so that the rows are counted once.
        code = self.thing * 4 + 2 * ~self.is_listed + self.is_hit
        one = np.bincount(code, minlength=things * 4).reshape(things, 4).astype(np.float64)
        return np.stack([one[:, 0] + one[:, 1], one[:, 1], one[:, 2] + one[:, 3], one[:, 3]])


def _seen(bought: Purchases, day: int, within: int, windows: Windows) -> _Seen:
    """Everybody with a purchase that was the last one of its thing at the end of a day."""
    first, last = windows.of(bought.thing)
    since = day - bought.day
    reach = np.where(last < NEVER, last * OTHERS_UP_TO, NEVER)
    places = np.flatnonzero((since >= 0) & (bought.next > day) & (since <= reach))
    is_listed = (since[places] >= first[places]) & (since[places] <= last[places])
    is_hit = bought.next[places] <= day + within
    return _Seen(bought.buyer[places], bought.thing[places], bought.day[places], is_listed, is_hit)


def _tally(hits: Flags) -> Tally:
    return Tally(int(hits.sum()), len(hits))


def _against(
    seen: Sequence[_Seen], listed: Tally
) -> tuple[float | None, tuple[float, float] | None, float | None]:
    """The rate of the others, the bounds of the difference, and how sure there is one."""
    things, people = (
        max((int(getattr(one, name).max()) for one in seen if len(one.buyer)), default=0) + 1
        for name in ("thing", "buyer")
    )
    of_listed, hit_listed, of_others, hit_others = sum(
        (one.counts(things) for one in seen), np.zeros((4, things))
    )
    # A thing that is on one side only cannot be compared.
    is_both = (of_listed > 0) & (of_others >= LEAST_OTHERS)
    total = of_listed[is_both].sum()
    if not total:
        return None, None, None
    part = np.where(is_both, of_listed, 0) / total
    rate_listed, rate_others = _ratio(hit_listed, of_listed), _ratio(hit_others, of_others)
    others, difference = (float(part @ one) for one in (rate_others, rate_listed - rate_others))
    if listed.trials < LEAST_LISTED or listed.successes < LEAST_HITS:
        return others, None, None
    # What is left of each person beyond the rates, with the weight it has in the difference.
    left = np.zeros(people)
    of, hit = np.stack([of_others, of_listed]), np.stack([hit_others, hit_listed])
    rates, wider = _scatter(of, hit)
    weights = wider * np.stack([-_ratio(part, of_others), _ratio(part, of_listed)])
    for one in seen:
        side = one.is_listed.astype(np.int64)
        beyond = (one.is_hit - rates[side, one.thing]) * weights[side, one.thing]
        left += np.bincount(one.buyer, weights=beyond, minlength=people)
    spread = float(np.sqrt((left**2).sum()))
    if not spread:
        return others, None, None
    reach = float(ndtri(0.975)) * spread
    sides = (max(-1.0, difference - reach), min(1.0, difference + reach))
    return others, sides, 1 - erfc(abs(difference) / spread / sqrt(2))


def _scatter(of: Floats, hit: Floats) -> tuple[Floats, Floats]:
    """By side and thing: the rate people are held against, and by how much they scatter more.

    Around the rate of few people these very people scatter too little, around that of one not at
    all; so fewer than ``LEAST_OTHERS`` are held against both sides together.
    """
    is_few = of < LEAST_OTHERS
    size = np.where(is_few, of.sum(axis=0), of)
    rates = np.divide(np.where(is_few, hit.sum(axis=0), hit), size, out=np.zeros(of.shape),
                      where=size > 0)  # fmt: skip
    return rates, np.sqrt(np.divide(size, size - 1, out=np.ones(of.shape), where=size > 1))


def _ratio(some: Floats, of: Floats) -> Floats:
    """The one by the other; 0 of nothing."""
    return np.divide(some, of, out=np.zeros(len(of)), where=of > 0)


def came(bought: Purchases, notes: pd.DataFrame, within: int) -> Flags:
    """Whether each of some people bought a thing within some days after a day.

    Args:
        bought: what was bought.
        notes: ``buyer``, ``thing`` and ``day`` of each.
        within: so many days after it count, the day itself not.
    """
    places = np.flatnonzero(np.isin(bought.buyer, notes["buyer"].to_numpy(np.int64)))
    some = pd.DataFrame({"buyer": bought.buyer[places], "thing": bought.thing[places],
                         "then": bought.day[places]})  # fmt: skip
    pairs = notes.reset_index(drop=True).reset_index().merge(some, on=["buyer", "thing"])
    is_after = pairs["then"].between(pairs["day"] + 1, pairs["day"] + within)
    return np.isin(np.arange(len(notes)), pairs.loc[is_after, "index"])


def left_alone(
    bought: Purchases, windows: Windows, day: int, within: int, apart: npt.ArrayLike
) -> "pd.Series[bool]":
    """Who was on the list of a day, but for some people, and whether they bought in the days after.

    Each person once: of several things that were due, the one bought last counts.

    Returns:
        whether they bought, by the number of the buyer.
    """
    seen = _seen(bought, day, within, windows)
    kept = np.flatnonzero(seen.is_listed & ~np.isin(seen.buyer, apart))
    kept = kept[np.argsort(-seen.day[kept], kind="stable")]
    told = pd.Series(seen.is_hit[kept], index=pd.Index(seen.buyer[kept], name="buyer"))
    return told[~told.index.duplicated()].sort_index()
