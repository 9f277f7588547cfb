"""How many visitors a test needs, and what it can find out with those it gets."""

from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import nctdtr, ndtr, ndtri, stdtrit

from core.stats.ab.arms import Floats, numbers, part
from core.stats.ab.roots import root

ALPHA: Final = 0.05
"""How often two equal versions may be called different."""

POWER: Final = 0.8
"""How often a difference of the planned size is found."""

NEAR: Final = 1e-12
"""Of the way to all or none: nearer to the control's rate no other one is looked for."""

WEEK: Final = 7
"""Days; tests run whole weeks, because weekdays differ."""


def sample_size(
    control: npt.ArrayLike, variant: npt.ArrayLike, *, alpha: float = ALPHA, power: float = POWER
) -> Floats:
    """Visitors per version to tell two rates apart, not yet rounded up.

    n = [z_{α/2}√(2p̄q̄) + z_β√(p₁q₁ + p₂q₂)]² / (p₂ - p₁)² (Fleiss 1981, eq. 3.14 without
    continuity; R's ``power.prop.test``). Assumes two equal arms and one look at the end; with
    looks on the way multiply by :func:`~core.stats.ab.group_sequential.inflation`.

    Args:
        control: rate of the control, 0 to 1.
        variant: rate of the version, 0 to 1 and another one.
        alpha: two-sided; with k versions divide it by k - 1.
        power: how often the difference is to be found.

    Raises:
        ValueError: rates outside 0 to 1 or equal, ``alpha`` or ``power`` outside 0 to 1.
    """
    p1, p2 = np.broadcast_arrays(_rates(control), _rates(variant))
    if np.any(p1 == p2):
        raise ValueError("two equal rates cannot be told apart")
    return np.asarray((_reach(p1, p2, alpha, power) / (p2 - p1)) ** 2)


def _reach(p1: Floats, p2: Floats, alpha: float, power: float) -> Floats:
    """√n times the smallest difference that is found."""
    mean = (p1 + p2) / 2
    null = -ndtri(part(alpha, "alpha") / 2) * np.sqrt(2 * mean * (1 - mean))
    return np.asarray(null + ndtri(part(power, "power")) * _spread(p1, p2))


def _spread(p1: Floats, p2: Floats) -> Floats:
    return np.asarray(np.sqrt(p1 * (1 - p1) + p2 * (1 - p2)))


def power_of(
    rates: tuple[npt.ArrayLike, npt.ArrayLike],
    visitors: tuple[npt.ArrayLike, npt.ArrayLike],
    *,
    alpha: float = ALPHA,
) -> Floats:
    """How often the score test calls two rates different, in either direction.

    Φ[(|d| - zσ₀)/σ₁] + Φ[(-|d| - zσ₀)/σ₁], σ₀² = p̄q̄(1/n₁ + 1/n₂) with the rate pooled over all
    visitors, σ₁² = p₁q₁/n₁ + p₂q₂/n₂ (Fleiss 1981, 3.2; arms may differ in size). Normal
    approximation: within two points from five expected successes an arm.

    Args:
        rates: of the control and of the version, 0 to 1.
        visitors: of the control and of the version, above 0.
        alpha: two-sided.

    Raises:
        ValueError: rates outside 0 to 1, no visitors, ``alpha`` outside 0 to 1.
    """
    p1, p2 = (_rates(each) for each in rates)
    n1, n2 = (_visitors(each) for each in visitors)
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    null = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    real = np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    line = -ndtri(part(alpha, "alpha") / 2) * null
    gap, sure = np.abs(p2 - p1), real == 0
    scale = np.where(sure, 1, real)
    found = ndtr((gap - line) / scale) + ndtr((-gap - line) / scale)
    return np.asarray(np.where(sure, (gap > line).astype(np.float64), found))


def detectable_rate(
    control: npt.ArrayLike,
    visitors: npt.ArrayLike,
    *,
    higher: bool = True,
    alpha: float = ALPHA,
    power: float = POWER,
) -> Floats:
    """The rate nearest to the control's that is found as often as asked for.

    Solves :func:`sample_size` for the other rate. 1 (or 0 for a lower rate) where the visitors are
    too few to find even that.

    Args:
        control: rate of the control, 0 to 1.
        visitors: per version, above 0.
        higher: look for a better rate; False for a worse one.
        alpha: two-sided; with k versions divide it by k - 1.
        power: how often the difference is to be found.

    Raises:
        ValueError: rates outside 0 to 1, no visitors, ``alpha`` or ``power`` outside 0 to 1.
    """
    p1, n = np.broadcast_arrays(_rates(control), _visitors(visitors))
    end = np.full_like(p1, 1.0 if higher else 0.0)

    def short(p2: Floats, p1: Floats, n: Floats) -> Floats:
        return np.asarray(np.sqrt(n) * np.abs(p2 - p1) - _reach(p1, p2, alpha, power))

    # Beside the control's rate, not at it: of none nothing scatters, which is no answer.
    near = p1 + NEAR * (end - p1)
    return np.where(short(end, p1, n) > 0, root(short, end, near, p1, n), end)


def power_by_day(  # noqa: PLR0913  (by name: how much days differ, how often to err)
    control: float,
    variant: float,
    visitors: float,
    days: int,
    *,
    swing: float,
    alpha: float = ALPHA,
) -> float:
    """How often days of a better version are called better, Welch's t over days.

    The noncentral t (Johnson, Kotz and Balakrishnan 1995, ch. 31) with Welch's degrees of freedom
    and, of a day, the variance p(1 - p)/n + (swing·p)².

    Args:
        control: rate of the control, 0 to 1.
        variant: the higher rate of the version.
        visitors: of a day, all of whom are shown the version of that day.
        days: of each version, at least two.
        swing: how far the rates of days lie apart beyond chance, as a part of the rate (one
            standard deviation).
        alpha: two-sided.

    Raises:
        ValueError: fewer than two days, no visitors, rates outside 0 to 1.
    """
    _rates([control, variant])
    _visitors(visitors)
    if days < 2:  # noqa: PLR2004
        raise ValueError("a version has at least two days")
    one, other = (
        (rate * (1 - rate) / visitors + (swing * rate) ** 2) / days for rate in (control, variant)
    )
    both = one + other
    if not both:
        return float(variant > control)
    freedom = both**2 / (one**2 / (days - 1) + other**2 / (days - 1))
    line = float(stdtrit(freedom, 1 - part(alpha, "alpha") / 2))
    return 1 - float(nctdtr(freedom, (variant - control) / both**0.5, line))


def detectable_by_day(  # noqa: PLR0913  (by name: how much days differ, how often to err)
    control: float,
    visitors: float,
    days: int,
    *,
    swing: float,
    alpha: float = ALPHA,
    power: float = POWER,
) -> float:
    """The higher rate that days against days find as often as asked for; 1 if none is.

    Solves :func:`power_by_day` for the version.

    Raises:
        ValueError: as there, or ``power`` outside 0 to 1.
    """
    part(power, "power")

    def short(rate: float) -> float:
        told = power_by_day(control, rate, visitors, days, swing=swing, alpha=alpha)
        return told - power

    # The swing grows with the rate, so that the power need not rise all the way to 1.
    places = np.linspace(control, 1.0, PLACES)[1:]
    enough = next((float(one) for one in places if short(float(one)) >= 0), None)
    if enough is None or control >= enough:
        return 1.0
    return float(brentq(short, control + NEAR * (1 - control), enough))


PLACES: Final = 400
"""Rates between the control's and all at which a power is asked for."""


def days_needed(per_version: float, versions: int, daily: float) -> int:
    """Days until every version has its visitors: whole weeks, at least one.

    Args:
        per_version: visitors each version needs.
        versions: how many there are, the control included.
        daily: visitors a day that are divided among all versions.

    Raises:
        ValueError: fewer than two versions, or no visitors needed or none to be had.
    """
    if versions < 2:  # noqa: PLR2004
        raise ValueError("a test has at least two versions")
    if not (per_version > 0 and daily > 0):
        raise ValueError("visitors are above 0")
    return ceil(ceil(per_version) * versions / daily / WEEK) * WEEK


def _rates(values: npt.ArrayLike) -> Floats:
    rates = numbers(values)
    if np.any((rates < 0) | (rates > 1)):
        raise ValueError("rates lie between 0 and 1")
    return rates


def _visitors(values: npt.ArrayLike) -> Floats:
    visitors = numbers(values)
    if np.any(visitors <= 0):
        raise ValueError("visitors are above 0")
    return visitors
