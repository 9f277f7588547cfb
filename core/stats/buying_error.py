"""How far what is expected of all customers together could be off (``core.stats.buying``)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.stats import buying
from core.stats.buying import Customers, Fit

Floats = npt.NDArray[np.float64]

_STEP: Final = 1e-4
_UNTOLD: Final = 1e-9
"""Part of the largest information below which there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What a purchase of customers is worth, one element each, as often as its weight says.

    Attributes:
        mean: the sum of what it is worth on average,
        square: and of that squared.
        scatter: variance of what a purchase is worth over its mean squared.
    """

    mean: Floats
    square: Floats
    scatter: float


def spread(
    told: Fit,
    of: Customers,
    ahead: float,
    worth: Worth | None = None,
    taught: Customers | None = None,
) -> tuple[float, float]:
    """The total expected of all within a time, and its standard error.

    From how far the parameters could be elsewhere (``covariance``, delta method), and from chance
    in what each will do: whether he is still there, at what rate he buys (gamma of shape r + x),
    how often at that rate, and how much a purchase is worth.

    Args:
        told: the parameters.
        of: customers.
        ahead: the time.
        worth: what purchases are worth; without it they are counted.
        taught: the customers that the parameters were learnt from; without them the same ones.
    """
    what = worth or Worth(of.weight, of.weight, 0.0)
    centre = _centre(told)

    def total(at: Floats) -> float:
        r, alpha, a, b = (float(value) for value in np.exp(at))
        one = Fit(told.model, r, alpha, a, b, 0.0)
        return float((buying.expected(one, of, ahead) * what.mean).sum())

    steps = _STEP * np.eye(4)
    slope = np.array([(total(centre + s) - total(centre - s)) / (2 * _STEP) for s in steps])
    each, chance = (
        buying.expected(told, of, ahead),
        np.maximum(buying.alive(told, of), np.finfo(float).tiny),
    )
    own = each * (1 + what.scatter) + each**2 * ((1 + 1 / (told.r + of.x)) / chance - 1)
    unsure = max(float(slope @ covariance(told, taught or of) @ slope), 0.0)
    return float((each * what.mean).sum()), (unsure + float((own * what.square).sum())) ** 0.5


def covariance(told: Fit, of: Customers) -> Floats:
    """How far the logarithms of the parameters could be elsewhere: the inverted information.

    What the data do not tell at all, as in a fit that ``is_degenerate``, is taken as known.
    """
    centre, steps = _centre(told), _STEP * np.eye(4)

    def slope_at(at: Floats) -> Floats:
        return buying.slope(of, np.exp(at), told.model) * np.exp(at)

    bent = np.array(
        [(slope_at(centre + s) - slope_at(centre - s)) / (2 * _STEP)
         for s in steps]
    )  # fmt: skip
    return inverted(-(bent + bent.T) / 2)


def inverted(information: Floats) -> Floats:
    """The inverse of an information matrix, of the directions in which there is any."""
    values, vectors = np.linalg.eigh(information)
    is_told = values > _UNTOLD * max(float(values.max(initial=0.0)), np.finfo(float).tiny)
    return np.asarray((vectors[:, is_told] / values[is_told]) @ vectors[:, is_told].T)


def _centre(told: Fit) -> Floats:
    return np.log([told.r, told.alpha, told.a, told.b])
