"""Means of amounts, as won per visitor: what is known of them and how two compare."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from core.stats.ab.arms import Floats, Interval, numbers, part, whole

ALIKE: Final = 1e-12
"""Amounts that lie closer together than this part of the largest are alike but for rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """How many visitors, the sum of their amounts and of the squared distances from their mean.

    Made by :func:`moments` or :func:`moments_of`, which check the numbers; the unit of the amounts
    is the caller's, such as won.
    """

    count: Floats
    total: Floats
    scatter: Floats

    @property
    def mean(self) -> Floats:
        """The amount of a visitor."""
        return self.total / self.count

    @property
    def variance(self) -> Floats:
        """Of the amount of a visitor, with one degree of freedom given up."""
        return self.scatter / (self.count - 1)

    @property
    def mean_variance(self) -> Floats:
        """Of the mean."""
        return self.variance / self.count

    def __add__(self, other: "Moments") -> "Moments":
        # Chan, Golub and LeVeque (1983), eq. 2.1.
        both = self.count + other.count
        apart = (other.mean - self.mean) ** 2 * self.count * other.count / both
        return Moments(both, self.total + other.total, self.scatter + other.scatter + apart)


def moments(count: npt.ArrayLike, total: npt.ArrayLike, squares: npt.ArrayLike) -> Moments:
    """What is known of some amounts, from sums.

    Args:
        count: of all visitors, those who bought nothing included; at least two.
        total: the sum of their amounts.
        squares: the sum of their squared amounts.

    Raises:
        ValueError: fewer than two visitors, or the squares are less than they can be.
    """
    n, s, q = np.broadcast_arrays(whole(count), numbers(total), numbers(squares))
    _enough(n)
    scatter = q - s**2 / n
    if np.any(scatter < -1e-9 * q):
        raise ValueError("the sum of squares is less than the sum allows")
    return Moments(n, s, np.where(scatter > ALIKE * q, scatter, 0.0))


def moments_of(amounts: npt.ArrayLike) -> Moments:
    """What is known of some amounts, from the amounts themselves.

    Raises:
        ValueError: fewer than two, or one is missing.
    """
    values = numbers(amounts).ravel()
    count = _enough(np.asarray(float(len(values))))
    scatter = float(np.sum((values - np.mean(values)) ** 2))
    alike = scatter <= len(values) * (ALIKE * float(np.max(np.abs(values)))) ** 2
    return Moments(count, np.asarray(np.sum(values)), np.asarray(0.0 if alike else scatter))


def _enough(count: Floats) -> Floats:
    if np.any(count < 2):  # noqa: PLR2004
        raise ValueError("a mean needs at least two visitors to say how sure it is")
    return count


class MeanTest(NamedTuple):
    """Two means compared.

    Where nothing is known ``freedom`` is 0, ``p`` 1 and the bounds are infinite.
    """

    difference: Floats
    error: Floats
    t: Floats
    freedom: Floats
    p: Floats
    interval: Interval


def welch(control: Moments, variant: Moments, confidence: float = 0.95) -> MeanTest:
    """Do two means differ? Differences are variant minus control.

    t = (m_B - m_A) / √(v_A + v_B), v = s²/n, with (v_A + v_B)² / [v_A²/(n_A - 1) + v_B²/(n_B - 1)]
    degrees of freedom (Welch 1947, *Biometrika* 34, eq. 28). Assumes independent visitors and means
    that are nearly normal: below some 50 buyers add the permutation test. Nothing is known where no
    amount differs from another.

    Raises:
        ValueError: the confidence is not between 0 and 1.
    """
    part(confidence, "confidence")
    a, b = control.mean_variance, variant.mean_variance
    both = a + b
    known = both > 0
    spread = np.where(known, both, 1)
    parts = (a / spread) ** 2 / (control.count - 1) + (b / spread) ** 2 / (variant.count - 1)
    freedom = np.where(known, 1 / np.where(known, parts, 1), 0.0)
    return student(variant.mean - control.mean, np.sqrt(both), freedom, confidence)


def student(
    difference: Floats, error: Floats, freedom: Floats, confidence: float = 0.95
) -> MeanTest:
    """A difference over its standard error, by Student's distribution.

    Args:
        difference: of two means.
        error: its standard error; 0 where it is unknown.
        freedom: degrees of freedom; 0 where nothing is known.
        confidence: of the interval.
    """
    known = (freedom > 0) & (error > 0)
    scale, df = np.where(known, error, 1), np.where(known, freedom, 1)
    t = np.where(known, difference / scale, 0.0)
    p = np.where(known, 2 * stdtr(df, -np.abs(t)), 1.0)
    reach = np.where(known, stdtrit(df, (1 + confidence) / 2) * scale, np.inf)
    bounds = Interval(difference - reach, difference + reach)
    return MeanTest(difference, error, t, np.where(known, freedom, 0.0), np.minimum(p, 1), bounds)
