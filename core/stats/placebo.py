"""Is a change larger than the ups and downs this shop has always had?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from scipy.special import stdtr, stdtrit

SLACK = sqrt(4 / 3)
"""Scales from few earlier dates are a little too small; measured in docs/methods.md."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A change beside the changes at earlier dates, when nothing in particular had happened."""

    statistic: float
    scale: float
    freedom: int
    p: float

    def smallest(self, probability: float = 0.9) -> float:
        """The size from which a change would be called one, in units of the statistic."""
        return self.scale * float(stdtrit(self.freedom, (1 + probability) / 2))


def judge(
    statistic: float, earlier: Sequence[float], *, least: float, independent: int
) -> Judgement | None:
    """Hold ``statistic`` against its values at ``earlier`` dates.

    The scale is the root mean square of the earlier values, never below ``least``, which chance
    alone would give; the p-value is two-sided, from Student's distribution.

    Args:
        statistic: the change, symmetric around 0 when nothing has changed.
        earlier: the same for earlier dates; they may overlap.
        least: standard deviation of the statistic by chance alone.
        independent: how many of the earlier stretches do not overlap.

    Returns:
        None when there are no earlier dates to hold it against.
    """
    told = [value for value in earlier if isfinite(value)]
    if not told or independent < 1:
        return None
    spread = sqrt(sum(value**2 for value in told) / len(told)) * SLACK
    scale = max(least, spread)
    if scale <= 0:
        return None
    return Judgement(
        statistic, scale, independent, two_sided(statistic / scale, float(independent))
    )


def two_sided(t: float, freedom: float) -> float:
    """The chance of a value at least as far from 0 under Student's distribution."""
    return min(1.0, 2 * float(stdtr(freedom, -abs(t))))
