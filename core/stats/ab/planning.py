"""How many visitors a test needs, and what it can find out with those it gets."""

from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from core.stats.ab.arms import Floats, numbers, part
from core.stats.ab.roots import root

ALPHA: Final = 0.05
"""How often two equal versions may be called different."""

POWER: Final = 0.8
"""How often a difference of the planned size is found."""

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

    return np.where(short(end, p1, n) > 0, root(short, end, p1, p1, n), end)


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
