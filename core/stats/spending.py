"""What customers spend on average: the gamma-gamma model (Fader and Hardie 2013).

What somebody spends varies around a mean of his own, gamma distributed (shape p); the means of
customers vary as the inverse of a gamma variable (shape q, rate v). How much and how often are
taken to have nothing to do with each other. A customer is told by ``x`` purchases and their mean
``m``; somebody of few purchases is drawn towards what customers spend on the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import digamma, gammaln, ndtri

Floats = npt.NDArray[np.float64]

_STARTS: Final = ((1.0, 1.0, 1.0), (6.0, 4.0, 0.5))
_DRAWN: Final = (0.2, 20.0)
"""Own purchases are taken together with at least and at most so many of the mean."""

LINKED_FROM: Final = 0.2
"""A correlation of purchases and their value from which on the two are not taken as unrelated."""

_FEW: Final = 4
_BOUND: Final = 12.0
_CLOSE: Final = 1e-13
"""Gain in the logarithm of the likelihood, for each customer, that is not worth another step."""

_MANY: Final = 20_000
"""With more customers than this the parameters are looked for on a part first."""


@dataclass(frozen=True, slots=True)
class Spending:
    """The parameters that make what customers spent likeliest.

    Attributes:
        p: how little one purchase varies around a customer's own mean.
        q: how little customers differ,
        v: and around what, in won.
        log_likelihood: how likely what they spent is.
    """

    p: float
    q: float
    v: float
    log_likelihood: float

    @property
    def mean(self) -> float | None:
        """What customers spend on the whole, in won; None where that has no bounds (q ≤ 1)."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else None


@dataclass(frozen=True, slots=True)
class Link:
    """How purchases and what is spent on one go together: a correlation and its bounds."""

    value: float
    low: float
    high: float

    @property
    def is_strong(self) -> bool:
        """Whether the gamma-gamma model takes for unrelated what is not."""
        return abs(self.value) >= LINKED_FROM and (self.low > 0 or self.high < 0)


def fit(x: npt.ArrayLike, m: npt.ArrayLike, weight: npt.ArrayLike | None = None) -> Spending:
    """The parameters by maximum likelihood.

    Args:
        x: purchases of each customer, of those that ``m`` is the mean of.
        m: won a purchase, on average.
        weight: how many customers an element stands for; 1 without it.

    Raises:
        ValueError: there is nobody, or a number is not above 0.
    """
    times, mean = np.asarray(x, dtype=np.float64), np.asarray(m, dtype=np.float64)
    each = np.ones(len(times)) if weight is None else np.asarray(weight, dtype=np.float64)
    if not len(times) or not (times > 0).all() or not (mean > 0).all() or not each.sum():
        msg = "what customers spend can only be learnt from purchases that cost something"
        raise ValueError(msg)
    scale = float((mean * each).sum() / each.sum())
    scaled = mean / scale
    starts: Sequence[Floats] = [np.log(one) for one in _STARTS]
    if len(times) > _MANY:
        # Where the parameters lie is found on a part of the customers, and then improved.
        part = slice(None, None, len(times) // _MANY + 1)
        starts = [_climb(times[part], scaled[part], each[part], starts)[0]]
    at, height = _climb(times, scaled, each, starts)
    p, q, v = np.exp(at)
    value = height - float(each.sum() * np.log(scale))
    return Spending(float(p), float(q), float(v * scale), value)


def _climb(
    times: Floats, scaled: Floats, each: Floats, starts: Sequence[Floats]
) -> tuple[Floats, float]:
    """The logarithms of the likeliest parameters from some starting points, and how likely."""
    people = float(each.sum())

    def wanted(at: Floats) -> tuple[float, Floats]:
        value, slope = _likelihood(times, scaled, each, np.exp(at))
        return -value / people, -slope * np.exp(at) / people

    found = [
        minimize(wanted, start, jac=True, method="SLSQP", bounds=[(-_BOUND, _BOUND)] * 3,
                 options={"ftol": _CLOSE, "maxiter": 500})
        for start in starts
    ]  # fmt: skip
    best = min(found, key=lambda one: float(one.fun))
    return np.asarray(best.x), -float(best.fun) * people


def average(told: Spending, x: npt.ArrayLike, m: npt.ArrayLike) -> Floats:
    """What each customer is expected to spend on a purchase, in won (equation 5).

    Args:
        told: the parameters.
        x: purchases so far; 0 of somebody of whom nothing counts.
        m: their mean in won; whatever where ``x`` is 0.
    """
    times = np.asarray(x, dtype=np.float64)
    mean = np.where(times > 0, np.asarray(m, dtype=np.float64), 0.0)
    below = told.p * times + told.q - 1
    return np.where(below > 0, told.p * (told.v + times * mean) / np.where(below > 0, below, 1),
                    np.nan)  # fmt: skip


def drawn(x: Floats, means: Floats, variance: float) -> float:
    """How many purchases of the mean of all stand beside those of each customer.

    The variance of purchases of one customer over that between customers (Bühlmann and Straub
    1970, of moments), within ``_DRAWN``; the most where purchases do not tell it.
    """
    least, most = _DRAWN
    spare = x.sum() - (x**2).sum() / x.sum() - (len(x) - 1)
    middle = (x * means).sum() / x.sum()
    beyond = (x * (means - middle) ** 2).sum() - (len(x) - 1) * variance
    between = beyond / spare if spare > 0 else 0.0
    if between <= 0:
        return most
    return float(np.clip((variance - between) / between, least, most))


def link(x: Floats, means: Floats, confidence: float = 0.95) -> Link | None:
    """The correlation of how often and how much, with the bounds of Fisher (1921).

    Of the numbers themselves: means of few purchases scatter more than means of many, which ranks
    and logarithms of skewed amounts would take for a difference. None of fewer than four.
    """
    if len(x) < _FEW or not x.std() or not means.std():
        return None
    both = ((x - x.mean()) * (means - means.mean())).mean()
    value = max(-1.0, min(1.0, float(both / (x.std() * means.std()))))
    if abs(value) >= 1:
        return Link(value, value, value)
    reach = float(ndtri((1 + confidence) / 2)) / max(len(x) - 3, 1) ** 0.5
    low, high = np.tanh(np.arctanh(value) + np.array([-reach, reach]))
    return Link(value, float(low), float(high))


def slope(x: Floats, m: Floats, at: Floats) -> Floats:
    """The derivatives of the logarithm of the likelihood by p, q and v."""
    return _likelihood(x, m, np.ones(len(x)), at)[1]


def _likelihood(x: Floats, m: Floats, weight: Floats, at: Floats) -> tuple[float, Floats]:
    """The logarithm of the likelihood (equation 1a), and its derivatives."""
    p, q, v = at
    # What depends on the number of purchases alone is worked out once for each number.
    each, places = np.unique(x, return_inverse=True)
    count = np.bincount(places, weight)
    shape, total = p * x, np.log(x * m + v)
    told = p * each
    value = count * (gammaln(told + q) - gammaln(told) - gammaln(q) + q * np.log(v))
    rest = (shape - 1) * np.log(m) + shape * np.log(x) - (shape + q) * total
    rises = count * each * (digamma(told + q) - digamma(told))
    # Sums of products, not products of vectors: the linear algebra library would start threads.
    slopes = (
        rises.sum() + (weight * x * (np.log(m) + np.log(x) - total)).sum(),
        (count * (digamma(told + q) - digamma(q) + np.log(v))).sum() - (weight * total).sum(),
        (weight * (q / v - (shape + q) / (x * m + v))).sum(),
    )
    return float(value.sum() + (rest * weight).sum()), np.array([float(one) for one in slopes])
