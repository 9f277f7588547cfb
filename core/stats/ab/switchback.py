"""Versions shown on alternate days: the day is the unit, not the visitor.

What a day does to all its visitors (weather, a broadcast, a pay day) would count as so many
independent visitors otherwise, and equal versions would look different in 7 to 20 of 100 tests.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.stats.ab.arms import Floats, Interval, numbers, whole
from core.stats.ab.moments import MeanTest, moments_of, student, welch
from core.stats.ab.revenue import fieller

FEWEST = 2
"""Days a version needs."""


@dataclass(frozen=True, slots=True)
class Switchback:
    """Days of one version against days of another: the difference of rates, and their ratio."""

    test: MeanTest
    ratio: Interval
    days: tuple[int, int]


def by_day(control: npt.ArrayLike, variant: npt.ArrayLike, confidence: float = 0.95) -> Switchback:
    """Compare the daily rates of two versions.

    Welch's t over days (Welch 1947) and Fieller's interval with its degrees of freedom. Assumes
    that days were given to versions by turns or by lot, so that every weekday meets both, and that
    a day does not act on the next.

    Args:
        control: one rate (or amount per visitor) for each day of the control, not negative.
        variant: the same for the version.
        confidence: of the intervals.

    Raises:
        ValueError: fewer than two days of a version, a rate missing or negative.
    """
    one, other = moments_of(_daily(control)), moments_of(_daily(variant))
    test = welch(one, other, confidence)
    ratio = fieller(one, other, confidence, float(test.freedom)) if test.freedom > 0 else UNKNOWN
    return Switchback(test, ratio, (int(one.count), int(other.count)))


UNKNOWN = Interval(np.asarray(0.0), np.asarray(np.inf))
"""The bounds of a ratio of which nothing is known."""


def by_pair(control: npt.ArrayLike, variant: npt.ArrayLike, confidence: float = 0.95) -> MeanTest:
    """Compare days in pairs, such as the same weekday of two weeks.

    Student's t of the differences within pairs (Student 1908); takes the weekday out.

    Args:
        control: one rate for each pair.
        variant: the other rate of each pair, in the same order.
        confidence: of the interval.

    Raises:
        ValueError: fewer than two pairs, sides of different length, a rate missing or negative.
    """
    one, other = _daily(control), _daily(variant)
    if one.shape != other.shape:
        raise ValueError("every day has its other one")
    apart = moments_of(other - one)
    error = np.sqrt(apart.mean_variance)
    return student(apart.mean, error, apart.count - 1, confidence)


def daily_rates(amounts: npt.ArrayLike, visitors: npt.ArrayLike) -> Floats:
    """Successes (or won) per visitor of each day; days without visitors have no rate and go.

    Raises:
        ValueError: counts of visitors are impossible, amounts are missing, or no day is left.
    """
    some, of = np.broadcast_arrays(numbers(amounts), whole(visitors))
    return numbers(some[of > 0] / of[of > 0])


def _daily(rates: npt.ArrayLike) -> Floats:
    values = numbers(rates)
    if values.ndim != 1 or len(values) < FEWEST or np.any(values < 0):
        raise ValueError("a version has at least two days, and no rate is negative")
    return values
