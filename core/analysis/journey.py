"""The way from a visit to a customer who comes back: how each step changed, and what it costs."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log, nan, sqrt
from typing import Final, TypeAlias

import numpy as np
from scipy.special import ndtri

from core.stats.counts import pair_z
from core.stats.mix import newcombe
from core.stats.placebo import Judgement
from core.stats.proportions import Rates, Tally, difference_z
from core.stats.split import log_mean_parts, whole_parts
from core.stats.windows import Change, Comparison, Days, Sums, change, judged

CONFIDENCE: Final = 0.95


class Stage(StrEnum):
    """How far somebody has come, always in this order."""

    REACH = "reach"
    LOOK = "look"
    BUY = "buy"
    AFTER = "after"
    LOYAL = "loyal"


class Step(StrEnum):
    """What is examined of a stage: a count, or how many go on from the stage before."""

    VISITS = "visits"
    LOOK_RATE = "look_rate"
    BUY_RATE = "buy_rate"
    PAY_RATE = "pay_rate"
    ORDERS = "orders"
    KEPT_RATE = "kept_rate"
    SECOND_RATE = "second_rate"
    ORDER_VALUE = "order_value"

    @property
    def stage(self) -> Stage:
        """The stage that it leads to. The value of an order belongs to buying."""
        return _STAGES.get(self, Stage.BUY)


_STAGES: Final = {
    Step.VISITS: Stage.REACH,
    Step.LOOK_RATE: Stage.LOOK,
    Step.KEPT_RATE: Stage.AFTER,
    Step.SECOND_RATE: Stage.LOYAL,
}

COUNTS: Final = frozenset({Step.VISITS, Step.ORDERS})
"""Steps that are counts; the others are how many of how many."""


@dataclass(frozen=True, slots=True)
class Move:
    """How a step changed.

    Attributes:
        step: which.
        now: how many, of how many; of a count the second is None.
        before: the same in the period compared with; None where that is unknown.
        low: bound of the change: of a share its difference, of a count or of a ratio that may
            exceed one the relative change. None where it cannot be told.
        high: the other bound.
        is_relative: the bounds are relative changes.
        p: chance of such a change where nothing has happened; None where it cannot be told.
    """

    step: Step
    now: tuple[float, float | None]
    before: tuple[float, float | None] | None
    low: float | None = None
    high: float | None = None
    is_relative: bool = True
    p: float | None = None

    @property
    def value(self) -> float | None:
        """The count or the share."""
        return _value(self.now)

    @property
    def value_before(self) -> float | None:
        """The same before."""
        return None if self.before is None else _value(self.before)

    @property
    def least_events(self) -> float:
        """How many events the smaller side has if nothing has changed."""
        if self.before is None:
            return 0.0
        first, second = self.now, self.before
        if first[1] is None or second[1] is None:
            return (first[0] + second[0]) / 2
        trials = first[1] + second[1]
        rate = (first[0] + second[0]) / trials if trials else 0.0
        rarer = min(rate, 1 - rate) if rate <= 1 else rate
        return min(first[1], second[1]) * rarer


def _value(side: tuple[float, float | None]) -> float | None:
    if side[1] is None:
        return side[0]
    return side[0] / side[1] if side[1] else None


def count(step: Step, compared: Comparison, values: Days) -> Move:
    """How a count changed, against the ups and downs it has always had."""
    found = change(compared, [values], _counted)
    low, high = _relative(found, sqrt(1 / found.now + 1 / found.before)
                          if found.now and found.before else nan)  # fmt: skip
    return Move(step, (found.now, None), (found.before, None), low, high, p=_p(found))


def share(step: Step, compared: Comparison, parts: Days, wholes: Days) -> Move:
    """How the part of ``wholes`` changed that ``parts`` are.

    Where there may be more parts than wholes, as of views of a visit, the ratio is examined.
    """
    sums = [
        (_whole(part), _whole(whole))
        for part, whole in zip(compared.sums(parts), compared.sums(wholes), strict=True)
    ]
    if all(p <= w for both in sums for p, w in zip(*both, strict=True)):
        return _proportion(step, compared, sums)
    return _ratio(step, compared, sums)


def _counted(told: Sums) -> tuple[float, float, float]:
    now, before = _whole(told)
    return now, before, pair_z(now, before)


_Both: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""The parts, now and before, and the wholes."""


def _proportion(step: Step, compared: Comparison, sums: Sequence[_Both]) -> Move:
    def measure(both: _Both) -> tuple[float, float, float]:
        now, before = _tallies(*both)
        z = difference_z(now, before)
        return now.rate or 0.0, before.rate or 0.0, nan if z is None else z

    found = _judged(compared, measure, sums)
    now, before = _tallies(*sums[0])
    bounds = None
    if found.judgement is not None:
        bounds = newcombe(now, before, found.judgement.smallest(CONFIDENCE))
    return _move(step, now, before, bounds, _p(found))


def _ratio(step: Step, compared: Comparison, sums: Sequence[_Both]) -> Move:
    def measure(both: _Both) -> tuple[float, float, float]:
        part, whole = both
        if min(*part, *whole) <= 0:
            return nan, nan, nan
        now, before = part[0] / whole[0], part[1] / whole[1]
        return now, before, log(now / before) / _spread(part, whole)

    found = _judged(compared, measure, sums)
    part, whole = sums[0]
    unit = _spread(part, whole) if min(*part, *whole) > 0 else nan
    low, high = _relative(found, unit)
    return Move(step, (part[0], whole[0]), (part[1], whole[1]), low, high, p=_p(found))


def _judged(
    compared: Comparison,
    measure: Callable[[_Both], tuple[float, float, float]],
    sums: Sequence[_Both],
) -> Change:
    return judged(compared, measure(sums[0]), lambda: [measure(both)[2] for both in sums[1:]])


def rates(step: Step, found: Rates) -> Move:
    """A comparison of two rates as a move.

    Its test allows for more scatter than chance alone; the interval is widened as much.
    """
    bounds = None
    if found.p is not None and found.z is not None:
        seen = -float(ndtri(max(found.p, 1e-12) / 2))
        wider = max(1.0, abs(found.z) / seen) if seen > 0 else 1.0
        bounds = newcombe(found.now, found.before, wider * float(ndtri((1 + CONFIDENCE) / 2)))
    return _move(step, found.now, found.before, bounds, found.p)


def _move(
    step: Step, now: Tally, before: Tally, bounds: tuple[float, float] | None, p: float | None
) -> Move:
    low, high = bounds or (None, None)
    sides = [(float(side.successes), float(side.trials)) for side in (now, before)]
    return Move(step, sides[0], sides[1], low, high, is_relative=False, p=p)


def _tallies(parts: tuple[int, int], wholes: tuple[int, int]) -> tuple[Tally, Tally]:
    now, before = (Tally(part, whole) for part, whole in zip(parts, wholes, strict=True))
    return now, before


def _whole(told: Sums) -> tuple[int, int]:
    now, before = told
    return round(now), round(before)


def _spread(part: tuple[int, int], whole: tuple[int, int]) -> float:
    return sqrt(sum(1 / one for one in (*part, *whole)))


def _p(found: Change) -> float | None:
    return found.judgement.p if found.judgement else None


def _relative(found: Change, unit: float) -> tuple[float | None, float | None]:
    """The bounds of a relative change, from how much it usually goes up and down."""
    judgement: Judgement | None = found.judgement
    if judgement is None or not np.isfinite(unit) or not (found.now > 0 and found.before > 0):
        return None, None
    middle, reach = log(found.now / found.before), judgement.smallest(CONFIDENCE) * unit
    return exp(middle - reach) - 1, exp(min(middle + reach, 50.0)) - 1


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of revenue before and now, and the won it moved revenue by."""

    step: Step
    before: float
    now: float
    won: int


@dataclass(frozen=True, slots=True)
class Revenue:
    """A change of revenue in parts along the way that add up to it, to the won."""

    before: int
    now: int
    factors: tuple[Factor, ...]

    @property
    def driver(self) -> Factor | None:
        """The part that pushed most in the direction of the change; None without a change."""
        if self.now == self.before:
            return None
        sign = 1 if self.now > self.before else -1
        return max(self.factors, key=lambda factor: factor.won * sign)


def revenue(counts: list[tuple[Step, float, float]]) -> Revenue | None:
    """Split a change of revenue along a chain of counts.

    Args:
        counts: each with its step, its value now and before, from the first to the last; the
            last is revenue in won, under the step ``ORDER_VALUE``. Each is a factor of its
            own: the first as it is, the others per one of the count before.

    Returns:
        None when revenue is negative, came from nothing, or when there is nothing at all.
    """
    steps = [step for step, _, _ in counts]
    now, before = ([value for _, value, _ in counts], [value for _, _, value in counts])
    if min(*now, *before) < 0 or not (now[0] or before[0]):
        return None
    if any(side[-1] and not all(side) for side in (now, before)):
        return None
    was, is_now = _chain(before), _chain(now)
    won = whole_parts(log_mean_parts(was, is_now), round(now[-1]) - round(before[-1]))
    rows = zip(steps, was, is_now, won, strict=True)
    return Revenue(round(before[-1]), round(now[-1]), tuple(Factor(*row) for row in rows))


def _chain(counts: list[float]) -> list[float]:
    factors = [counts[0]]
    for first, second in itertools.pairwise(counts):
        factors.append(second / first if first else 0.0)
    return factors
