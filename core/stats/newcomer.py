"""What somebody who has just come is worth on average, and how sure that is.

His first purchase is known as well as a mean of amounts is; what follows hangs on how often people
come again and on what they spend then, each of which was learnt from others than the first one.
"""

from math import exp, hypot
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from core.stats import lifetime
from core.stats.buying import Customers, Fit
from core.stats.buying_error import covariance
from core.stats.skewed import Estimate

Floats = npt.NDArray[np.float64]

_STEP: Final = 1e-4


class Range(NamedTuple):
    """A value and its bounds."""

    value: float
    low: float
    high: float


def purchases(told: Fit, taught: Customers, months: int) -> tuple[float, float]:
    """The purchases after the first that are expected of somebody new, discounted; their error.

    Args:
        told: the parameters.
        taught: those they were learnt from.
        months: within how many.
    """
    centre, steps = np.log([told.r, told.alpha, told.a, told.b]), _STEP * np.eye(4)

    def total(at: Floats) -> float:
        r, alpha, a, b = (float(value) for value in np.exp(at))
        return lifetime.worth_of_newcomer(Fit(told.model, r, alpha, a, b, 0.0), months)

    slope = np.array([(total(centre + s) - total(centre - s)) / (2 * _STEP) for s in steps])
    unsure = max(float(slope @ covariance(told, taught) @ slope), 0.0)
    return lifetime.worth_of_newcomer(told, months), unsure**0.5


def worth(
    first: Estimate,
    again: tuple[float, float],
    spent: tuple[float, float],
    off: float,
    confidence: float,
) -> Range:
    """What somebody new is worth within some months, with bounds.

    The bounds of the first purchase are those of a mean of skewed amounts, of the others
    log-normal; both are put together by the square-and-add rule (Zou and Donner 2008).

    Args:
        first: won of a first purchase.
        again: purchases after it, and the error of that.
        spent: won of one of these, and the error of that.
        off: one standard deviation, as a logarithm, of what the models do not know.
        confidence: how often the bounds hold.
    """
    low, high = first.interval(confidence)
    later = again[0] * spent[0]
    if later <= 0:
        return Range(first.value, low, high)
    of_each = [error / value for value, error in (again, spent)]
    reach = float(ndtri((1 + confidence) / 2)) * hypot(*of_each, off)
    value = first.value + later
    below = hypot(first.value - low, later - later * exp(-reach))
    above = hypot(high - first.value, later * exp(reach) - later)
    return Range(value, value - below, value + above)
