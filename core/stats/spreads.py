"""A share whose cases are not independent: one bad day makes many orders late at once."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, ndtr, ndtri

from core.stats.intervals import wilson
from core.stats.proportions import Tally, dispersion


def spread(groups: Sequence[Tally]) -> float:
    """How many times wider than chance the shares of several stretches scatter, at least 1.

    Pearson's chi-square of homogeneity over its degrees of freedom (McCullagh and Nelder 1989,
    4.5.2): so many cases count as one.
    """
    found = dispersion(groups)
    return 1.0 if found is None else max(1.0, found[0])


def bounds(
    tally: Tally, scale: float = 1.0, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Wilson's bounds of a share whose cases scatter ``scale`` times wider; None of nothing.

    Raises:
        ValueError: the scale is below 1, or the confidence not between 0 and 1.
    """
    if scale < 1:
        msg = f"a scale is at least 1, not {scale}"
        raise ValueError(msg)
    z = float(ndtri((1 + confidence) / 2)) * sqrt(scale)
    # A confidence of exactly 1 has no bounds; past this nothing is learned from the cases anyway.
    wider = min(2 * float(ndtr(z)) - 1, 1 - 1e-12)
    return wilson(tally, wider)


def probability_above(tally: Tally, level: float, scale: float = 1.0) -> float | None:
    """How likely the true share lies above a level, given the cases; None of nothing.

    The beta distribution after Jeffreys' prior, with so many cases as the scatter leaves.

    Raises:
        ValueError: the level is not between 0 and 1, or the scale is below 1.
    """
    if not 0 < level < 1 or scale < 1:
        msg = f"a share of {level} at a scale of {scale} is impossible"
        raise ValueError(msg)
    if not tally.trials:
        return None
    happened = tally.successes / scale + 0.5
    not_happened = (tally.trials - tally.successes) / scale + 0.5
    return 1.0 - float(betainc(happened, not_happened, level))


def median_bounds(
    values: npt.NDArray[np.float64], confidence: float = 0.95
) -> tuple[float, float] | None:
    """Between which of the values the true middle lies; None of nothing.

    By the order statistics whose ranks the binomial distribution puts around the middle (Conover
    1999, 3.2, in its normal approximation). Values may be infinite: not over yet.

    Raises:
        ValueError: the confidence does not lie between 0 and 1.
    """
    if not 0 < confidence < 1:
        msg = f"a confidence lies between 0 and 1, not {confidence}"
        raise ValueError(msg)
    size = len(values)
    if not size:
        return None
    reach = float(ndtri((1 + confidence) / 2)) * sqrt(size) / 2
    ordered = np.sort(values)
    low = max(0, int(np.floor(size / 2 - reach)))
    high = min(size - 1, int(np.ceil(size / 2 + reach)))
    return float(ordered[low]), float(ordered[high])
