"""Split the change of a rate of several groups into who came and how many of them succeeded."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from core.stats.intervals import wilson
from core.stats.proportions import Tally

Floats = npt.NDArray[np.float64]

WIDEST: Final = 6.0
"""Standard deviations beyond which a bound says nothing any more."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many for so many; unlike a ``Tally`` there may be more of the first."""

    successes: int
    trials: int

    @property
    def rate(self) -> float | None:
        """The first for one of the second; None of nothing."""
        return self.successes / self.trials if self.trials else None

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.successes + other.successes, self.trials + other.trials)


@dataclass(frozen=True, slots=True)
class Parts:
    """What each group did to the rate of all: by its share of the trials, and by its own rate."""

    mix: tuple[float, ...]
    rate: tuple[float, ...]

    @property
    def change(self) -> float:
        """The change of the rate of all, the sum of everything."""
        return sum(self.mix) + sum(self.rate)


def parts(now: Sequence[Ratio], before: Sequence[Ratio]) -> Parts:
    """Split the change of the rate of all groups together.

    With w the share of a group in the trials, r its rate and bars for the mean of both periods::

        R1 - R0 = sum((w1 - w0) * (mean r - mean R)) + sum(mean w * (r1 - r0))

    the symmetric decomposition of Kitagawa (1955, Journal of the American Statistical Association
    50), the two-fold one of Oaxaca and Blinder with equal weights (Oaxaca 1973, International
    Economic Review 14). The shares add up to one, so taking the rate of all from each group's
    does not move the sum; it makes a group with an average rate neutral. A group without trials
    in one period has no rate there: it takes that of the other, and all of it is mix.

    Raises:
        ValueError: the numbers of groups differ, or there is no trial on a side.
    """
    shares, rates, totals = zip(*(_shares(side) for side in (now, before)), strict=True)
    if len(shares[0]) != len(shares[1]):
        msg = f"{len(shares[0])} groups cannot be compared with {len(shares[1])}"
        raise ValueError(msg)
    is_now, was = (
        np.where(np.isnan(own), other, own)
        for own, other in ((rates[0], rates[1]), (rates[1], rates[0]))
    )
    # of a group that is never there nothing is known, and nothing comes
    is_now, was = np.nan_to_num(is_now), np.nan_to_num(was)
    centre = (totals[0] + totals[1]) / 2
    mix = (shares[0] - shares[1]) * ((is_now + was) / 2 - centre)
    own_rate = (shares[0] + shares[1]) / 2 * (is_now - was)
    return Parts(tuple(map(float, mix)), tuple(map(float, own_rate)))


def _shares(side: Sequence[Ratio]) -> tuple[Floats, Floats, float]:
    trials = np.array([one.trials for one in side], dtype=np.float64)
    successes = np.array([one.successes for one in side], dtype=np.float64)
    if not trials.sum():
        msg = "a rate of nothing cannot be split"
        raise ValueError(msg)
    rates = np.divide(successes, trials, out=np.full(len(side), np.nan), where=trials > 0)
    return trials / trials.sum(), rates, float(successes.sum() / trials.sum())


def newcombe(now: Tally, before: Tally, z: float) -> tuple[float, float] | None:
    """The bounds of the difference of two rates; None where one of them is a rate of nothing.

    The square-and-add interval from two score intervals, method 10 of Newcombe (1998, Statistics
    in Medicine 17, 873): it keeps its coverage where little happened.

    Args:
        now: this period.
        before: the one compared with.
        z: how many standard deviations each bound lies away; larger than that of chance alone
            where the rates have scattered more than that.
    """
    confidence = 2 * float(ndtr(min(z, WIDEST))) - 1
    bounds = wilson(now, confidence), wilson(before, confidence)
    if bounds[0] is None or bounds[1] is None or now.rate is None or before.rate is None:
        return None
    difference = now.rate - before.rate
    below = sqrt((now.rate - bounds[0][0]) ** 2 + (bounds[1][1] - before.rate) ** 2)
    above = sqrt((bounds[0][1] - now.rate) ** 2 + (before.rate - bounds[1][0]) ** 2)
    return max(-1.0, difference - below), min(1.0, difference + above)
