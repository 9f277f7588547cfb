"""Means of amounts of which a few are very large, as of what customers spend.

Student's interval takes a mean to scatter alike to both sides. Where a few spend most it is too low
far too often: whoever spends so much is mostly not in a sample. Hall's transformation (1992,
Journal of the Royal Statistical Society B 54, 221) bends the interval by the skewness that is seen,
and costs no more than a mean.
"""

from dataclasses import dataclass
from math import cbrt, exp, hypot, log, sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

Floats = npt.NDArray[np.float64]

LEAST: Final = 30
"""Cases from which on bounds of 95 % hold nine of ten times, of log-normal amounts up to sigma 1.5
(``docs/methods.md``)."""

CONFIDENCE: Final = 0.95

_STRAIGHT: Final = 1e-6
_LEAST_SKEWED: Final = 3
_HALVINGS: Final = 60
_RAREST: Final = 1e-15


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate and how it scatters.

    Attributes:
        value: the estimate.
        error: its standard error.
        cases: from how many.
        skew: its skewness: that of the cases, by the root of their number.
    """

    value: float
    error: float
    cases: int
    skew: float = 0.0

    def interval(self, confidence: float = CONFIDENCE) -> tuple[float, float]:
        """The bounds that hold the truth so often."""
        return self.between((1 - confidence) / 2)

    def between(self, side: float) -> tuple[float, float]:
        """The bounds beyond each of which the truth lies so rarely."""
        reach = -float(stdtrit(max(1, self.cases - 1), side))
        low, high = (self.value - self.error * self._straight(one) for one in (reach, -reach))
        # The bend is a guess from few: it never moves the estimate out of its own bounds.
        return min(low, self.value), max(high, self.value)

    def _straight(self, bent: float) -> float:
        """How many errors lie so far away once the skewness is allowed for."""
        if abs(self.skew) < _STRAIGHT:
            return bent
        a = self.skew / 3
        return (cbrt(1 + 3 * a * (bent - self.skew / 6)) - 1) / a


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more one of two is that have nothing to do with each other.

    The bounds are put together from those of each by the square-and-add rule (Zou and Donner 2008,
    Statistics in Medicine 27, 1693), so that what is skewed stays so.
    """

    one: Estimate
    other: Estimate

    @property
    def value(self) -> float:
        """The difference."""
        return self.one.value - self.other.value

    def interval(self, confidence: float = CONFIDENCE) -> tuple[float, float]:
        """The bounds that hold the truth so often."""
        return self.between((1 - confidence) / 2)

    @property
    def p(self) -> float | None:
        """The two-sided p-value that there is none; None where nothing scatters.

        One minus the confidence at which the bounds begin to hold 0, found by halving.
        """
        if not self.one.error and not self.other.error:
            return None
        few, many = log(_RAREST), log(0.5)
        for _time in range(_HALVINGS):
            middle = (few + many) / 2
            low, high = self.between(exp(middle))
            few, many = (middle, many) if low <= 0 <= high else (few, middle)
        return 2 * exp(many)

    def between(self, side: float) -> tuple[float, float]:
        """The bounds beyond each of which the truth lies so rarely."""
        (low, high), (other_low, other_high) = (
            some.between(side) for some in (self.one, self.other)
        )
        below = hypot(self.one.value - low, other_high - self.other.value)
        above = hypot(high - self.one.value, self.other.value - other_low)
        return self.value - below, self.value + above


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a sum is that of some, with the bounds that hold the truth 19 of 20 times."""

    value: float
    low: float
    high: float

    @property
    def others(self) -> "Part":
        """The part of the others."""
        return Part(1 - self.value, 1 - self.high, 1 - self.low)


def mean(values: npt.NDArray[Any]) -> Estimate | None:
    """The mean of some cases; None of fewer than three, of which no skewness is seen."""
    some = np.asarray(values, dtype=np.float64)
    return ratio(some, np.ones(len(some)))


def ratio(above: Floats, below: Floats) -> Estimate | None:
    """A ratio of two sums over cases, by what is left of each (Cochran 1977, 6.3).

    Returns:
        None of fewer than three cases, or where nothing is below.
    """
    count, total = len(below), float(below.sum())
    if count < _LEAST_SKEWED or total <= 0:
        return None
    value = float(above.sum()) / total
    left = above - value * below
    squares = left * left
    square = float(squares.sum())
    if not square:
        return Estimate(value, 0.0, count)
    error = sqrt(square * count / (count - 1)) / total
    biased = float((squares * left).sum()) / count / (square / count) ** 1.5
    skewness = biased * sqrt(count * (count - 1)) / (count - 2)
    return Estimate(value, error, count, skewness / sqrt(count))


def part(own: Floats, all_of: Floats) -> Part | None:
    """Which part of a sum over cases is that of some of them.

    The bounds are those of the logarithm of own for others', put together from both by the
    square-and-add rule, as these two hang together: whoever is one is not the other.

    Args:
        own: what is theirs of each case; 0 of the others.
        all_of: everything of each case, 0 or more.

    Returns:
        None of fewer than three cases, or where one of the two brings nothing.
    """
    mine, theirs = mean(own), mean(all_of - own)
    if mine is None or theirs is None or mine.value <= 0 or theirs.value <= 0:
        return None
    if not mine.error or not theirs.error:
        return None
    bond = float(np.cov(own, all_of - own)[0, 1]) / len(own) / (mine.error * theirs.error)
    (below, above), (theirs_below, theirs_above) = (_logs(one) for one in (mine, theirs))
    middle = log(mine.value / theirs.value)
    low = middle - _joined(below, theirs_above, bond)
    high = middle + _joined(above, theirs_below, bond)
    return Part(mine.value / (mine.value + theirs.value), _of_odds(low), _of_odds(high))


def _logs(one: Estimate) -> tuple[float, float]:
    """How far the bounds lie below and above in logarithms; a bound of nothing lies far away."""
    low, high = one.interval()
    return log(one.value / max(low, one.value * _RAREST)), log(high / one.value)


def _joined(one: float, other: float, bond: float) -> float:
    return sqrt(max(0.0, one**2 + other**2 - 2 * bond * one * other))


def _of_odds(logarithm: float) -> float:
    return 1 / (1 + exp(-logarithm))
