"""Which way in brings buyers, and which one brings back what it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from core.stats.amounts import Takings
from core.stats.counts import pair_z
from core.stats.proportions import Rates, Tally, compare
from core.stats.shrinkage import Shrunk, chance_higher, prior
from core.stats.split import whole_parts
from core.stats.windows import STEP, Change, Comparison, Days, Pair, Sums, change
from core.terms import AdPlatform

CROWNED_FROM: Final = 5
"""Payments below which no channel is called the best, and as many expected for the worst."""

SURE: Final = 0.9
"""Chance from which on a channel is called the best or the worst of all."""

_FEWEST: Final = 2


class Kind(StrEnum):
    """How a seller comes by visits."""

    PAID = "paid"
    OWN = "own"
    ORGANIC = "organic"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """Parts of a channel's names, in small letters and without blanks, and what they mean."""

    parts: tuple[str, ...]
    kind: Kind
    platform: AdPlatform | None = None


def classify(rules: Sequence[Rule], names: Sequence[str | None]) -> Rule | None:
    """The first rule all parts of which stand in the names of a channel; None if none does."""
    told = "/".join("".join(name.split()).casefold() for name in names if name)
    return next((rule for rule in rules if all(part in told for part in rule.parts)), None)


def label(group: str | None, name: str | None, detail: str | None) -> str:
    """What a channel is called: its name and detail without saying a thing twice."""
    told = [part for part in (name, detail) if part] or [part for part in (group,) if part]
    if len(told) == _FEWEST and told[0] in told[1]:
        told = told[1:]
    return " · ".join(told)


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of a channel after shrinking, with its bounds."""

    tally: Tally
    shrunk: Shrunk

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which rates it lies, nineteen times of twenty."""
        return self.shrunk.interval()


def rates(tallies: Mapping[str, Tally]) -> dict[str, Rate]:
    """The rate of each channel that had visits."""
    usual = prior(list(tallies.values()))
    if usual is None:
        return {}
    return {key: Rate(tally, usual.shrink(tally)) for key, tally in tallies.items() if tally.trials}


def best(found: Mapping[str, Rate]) -> str | None:
    """The channel whose visitors surely buy most; None where none is surely ahead of all."""
    able = [key for key, rate in found.items() if rate.tally.successes >= CROWNED_FROM]
    return _ahead(found, able, lowest=False)


def worst(found: Mapping[str, Rate]) -> str | None:
    """The channel whose visitors surely buy least; None where none is surely behind all."""
    all_of_them = sum((rate.tally for rate in found.values()), Tally(0, 0))
    usual = all_of_them.rate or 0.0
    able = [key for key, rate in found.items() if rate.tally.trials * usual >= CROWNED_FROM]
    return _ahead(found, able, lowest=True)


def _ahead(found: Mapping[str, Rate], able: Sequence[str], *, lowest: bool) -> str | None:
    if len(found) < _FEWEST or not able:
        return None
    pick = min if lowest else max
    first = pick(able, key=lambda key: found[key].shrunk.mean)
    others = [rate.shrunk for key, rate in found.items() if key != first]
    chances = [chance_higher(found[first].shrunk, other) for other in others]
    needed = 1 - (1 - SURE) / len(others)
    worst_case = 1 - max(chances) if lowest else min(chances)
    return first if worst_case >= needed else None


@dataclass(frozen=True, slots=True)
class Moved:
    """How visits and the rate of a channel changed between two stretches of days."""

    visits: Change
    rate: Rates | None


def moved(compared: Comparison, visits: Days, payments: Days) -> Moved:
    """Compare two stretches of days; both series have one number per day of the history."""
    return Moved(change(compared, [visits], _visits), _rates(compared.pair, visits, payments))


def _visits(told: Sums) -> tuple[float, float, float]:
    now, before = told
    return now, before, pair_z(int(now), int(before))


def _rates(pair: Pair, visits: Days, payments: Days) -> Rates | None:
    start = pair.end - pair.days
    stretches = [
        (payments[at : at + pair.days][pair.usable], visits[at : at + pair.days][pair.usable])
        for at in (start, start - pair.shift)
    ]
    if any(np.isnan(part).any() for stretch in stretches for part in stretch):
        return None
    tallies = [_tally(paid.sum(), came.sum()) for paid, came in stretches]
    if tallies[0] is None or tallies[1] is None:
        return None
    size = STEP if pair.days >= _FEWEST * STEP else 1
    groups = [_groups(paid, came, size) for paid, came in stretches]
    return compare(tallies[0], tallies[1], groups)


def _groups(paid: Days, came: Days, size: int) -> list[Tally]:
    parts = [
        _tally(paid[at : at + size].sum(), came[at : at + size].sum())
        for at in range(0, len(came), size)
    ]
    return [part for part in parts if part is not None]


def _tally(payments: float, visits: float) -> Tally | None:
    """None where more was paid than came: payments of a day may belong to visits before."""
    return Tally(int(payments), int(visits)) if payments <= visits else None


@dataclass(frozen=True, slots=True)
class Spend:
    """What was spent for a channel and what came of it; ``each`` is the usual won of an order.

    Raises:
        ValueError: nothing was spent.
    """

    cost: int
    orders: float
    won: int
    each: float

    def __post_init__(self) -> None:
        """Refuse what cost nothing: nothing comes back of nothing."""
        if self.cost <= 0:
            msg = f"{self.cost} won are no cost"
            raise ValueError(msg)

    @property
    def roas(self) -> float:
        """Won that came back for each won."""
        return self.won / self.cost

    @property
    def roas_bounds(self) -> tuple[float, float]:
        """Between which the return lies, nineteen times of twenty."""
        low, high = self.takings.interval()
        return low / self.cost, high / self.cost

    @property
    def per_order(self) -> float | None:
        """Won spent for an order; None of none."""
        return self.cost / self.orders if self.orders else None

    @property
    def per_order_bounds(self) -> tuple[float, float | None]:
        """Between which the cost of an order lies; without an upper bound where none came."""
        low, high = Takings(self.orders, self.orders, 1.0, 0.0).interval()
        return self.cost / high, self.cost / low if low else None

    @property
    def takings(self) -> Takings:
        """What came back, with its scatter. The value of few orders says little of the next."""
        known = self.orders >= CROWNED_FROM
        return Takings(self.won, self.orders, self.won / self.orders if known else self.each)

    def p(self, break_even: float) -> float:
        """The p-value of the claim that it brings back ``break_even`` won for each won."""
        return self.takings.p(break_even * self.cost)

    def wanted(self, break_even: float) -> float:
        """How many orders it would have taken to bring back ``break_even`` won for each won."""
        return break_even * self.cost / self.each


def shares(parts: Mapping[Kind, int]) -> dict[Kind, int]:
    """Whole per cent of each kind that add up to 100; all 0 of nothing."""
    total = sum(parts.values())
    if not total:
        return dict.fromkeys(parts, 0)
    rounded = whole_parts([100 * part / total for part in parts.values()], 100)
    return dict(zip(parts, rounded, strict=True))


@dataclass(frozen=True, slots=True)
class Credit:
    """What two ways of counting give to a channel; they are never added."""

    last_orders: float
    late_orders: float
    last_won: int
    late_won: int

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most won that either of the two gives."""
        return min(self.last_won, self.late_won), max(self.last_won, self.late_won)

    @property
    def more(self) -> float | None:
        """How much more the estimate gives than the last click, as a part of the latter."""
        return (self.late_won - self.last_won) / self.last_won if self.last_won else None
