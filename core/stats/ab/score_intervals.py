"""How much two rates differ, at least and at most: Miettinen and Nurminen's score intervals.

Their score equals the N - 1 test's at "no difference" and at "ratio 1", so the test, the interval
of the difference and the interval of the ratio always say the same; the brackets are laid so that
rounding cannot part them. ``control`` is the version compared with; differences are variant minus
control, ratios variant over control. Assumes independent trials, as the test does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.stats.ab.arms import Arm, Floats, Interval
from core.stats.ab.roots import root
from core.stats.ab.two_proportions import Z95, gap, score_z

Flags = npt.NDArray[np.bool_]

FLAT: Final = 1e-6
"""A cubic with a smaller slope is not improved upon."""

STEP: Final = 1e-9
"""Of the way out: small beside any bound of fewer than a thousand million trials."""


def difference_interval(
    control: Arm, variant: Arm, z: float | Floats = Z95, *, adjusted: bool = True
) -> Interval:
    """Between which bounds the difference of two rates lies, -1 to 1.

    All Δ with |p_B - p_A - Δ| < z √Ṽ(Δ), Ṽ = [p̃_B(1 - p̃_B)/n_B + p̃_A(1 - p̃_A)/n_A] N/(N - 1), p̃
    being the most likely rates that differ by Δ (Miettinen and Nurminen 1985, *Statistics in
    Medicine* 4, eq. 7 to 9). Defined without successes too; -1 to 1 where an arm had no trials.

    Args:
        control: the version compared with.
        variant: the other version.
        z: standard deviations either side; the boundary of a look makes a repeated interval.
        adjusted: False leaves the factor N/(N - 1) away (Mee 1984).

    Raises:
        ValueError: ``z`` is not above 0.
    """
    apart, known = gap(control, variant), _known(control, variant)
    lower = _lower(_DIFFERENCE, (control, variant), z, apart, adjusted=adjusted)
    upper = -_lower(_DIFFERENCE, (variant, control), z, -apart, adjusted=adjusted)
    return Interval(np.where(known, lower, -1.0), np.where(known, upper, 1.0))


def _difference_reach(delta: Floats, *given: Floats) -> Floats:
    """How far Δ lies below the lower bound; 0 at the bound."""
    x_a, n_a, x_b, n_b, z = given
    low = _likeliest_control(delta, x_a, n_a, x_b, n_b)
    high = np.clip(low + delta, 0, 1)
    spread = np.sqrt(high * (1 - high) / n_b + low * (1 - low) / n_a)
    apart = (x_b * n_a - x_a * n_b) / (n_a * n_b)
    return np.asarray(apart - delta - z * spread)


def _likeliest_control(delta: Floats, x_a: Floats, n_a: Floats, x_b: Floats, n_b: Floats) -> Floats:
    """The most likely rate of the control if the other is higher by ``delta``.

    The root of L₃p³ + L₂p² + L₁p + L₀ (Miettinen and Nurminen 1985, appendix 1), by cosines and
    two steps of Newton: with one visitor against a million a rate of 1e-7 is far from none.
    """
    total, both = n_a + n_b, x_a + x_b
    square = ((n_b + 2 * n_a) * delta - total - both) / total / 3
    linear = ((n_a * delta - total - 2 * x_a) * delta + both) / total
    constant = x_a * delta * (1 - delta) / total
    bend = square * (square * square - linear / 2) + constant / 2
    size = np.sqrt(np.maximum(square * square - linear / 3, 0))
    reach = np.where(bend > 0, size, -size)
    cube = np.where(reach == 0, 1.0, reach * reach * reach)
    angle = (np.pi + np.arccos(np.clip(bend / cube, -1, 1))) / 3
    least, most = np.maximum(0, -delta), np.minimum(1, 1 - delta)
    rate = np.clip(2 * reach * np.cos(angle) - square, least, most)
    for _ in range(2):
        off = ((rate + 3 * square) * rate + linear) * rate + constant
        slope = (3 * rate + 6 * square) * rate + linear
        # Where two roots nearly meet the slope is flat, and the cosines are as good as it gets.
        steep = np.abs(slope) > FLAT
        near = np.clip(rate - off / np.where(steep, slope, 1), least, most)
        rate = np.where(steep, near, rate)
    return np.asarray(rate)


def ratio_interval(
    control: Arm, variant: Arm, z: float | Floats = Z95, *, adjusted: bool = True
) -> Interval:
    """Between which bounds the ratio of two rates lies, 0 upwards; the lift is the ratio - 1.

    All θ with |p_B - θp_A| < z √Ṽ(θ), Ṽ = [p̃_B(1 - p̃_B)/n_B + θ²p̃_A(1 - p̃_A)/n_A] N/(N - 1)
    (Miettinen and Nurminen 1985, eq. 10 to 12); the most likely rates with that ratio are the
    smaller root of a square equation, in the form that does not cancel. Solved in u = θ/(1 + θ),
    in which swapping the two versions is a mirror. The lower bound is 0 where the variant had no
    successes, the upper ``inf`` where the control had none.

    Args:
        control: the version compared with.
        variant: the other version.
        z: standard deviations either side; the boundary of a look makes a repeated interval.
        adjusted: False leaves the factor N/(N - 1) away (Koopman 1984).

    Raises:
        ValueError: ``z`` is not above 0.
    """
    rates = control.rate + variant.rate
    seen = np.where(rates > 0, variant.rate / np.where(rates > 0, rates, 1), 0.5)
    known = _known(control, variant)
    low = _lower(_RATIO, (control, variant), z, seen, adjusted=adjusted)
    high = _lower(_RATIO, (variant, control), z, 1 - seen, adjusted=adjusted)
    lower, below = (np.where(known, u / (1 - u), 0.0) for u in (low, high))
    bounded = known & (control.successes > 0)
    return Interval(lower, np.where(bounded, 1 / np.where(bounded, below, 1), np.inf))


def _ratio_reach(u: Floats, *given: Floats) -> Floats:
    """How far u = θ/(1 + θ) lies below the lower bound; 0 at the bound."""
    x_a, n_a, x_b, n_b, z = given
    v, both = 1 - u, x_a + x_b
    one, other = u * (n_b + x_a), v * (n_a + x_b)
    # (one + other)² - 4N(x_A + x_B)uv without cancelling: the failures of both are what is left.
    under = one + other + np.hypot(one - other, 2 * np.sqrt(u * v * (n_a - x_a) * (n_b - x_b)))
    low = np.clip(2 * both * v / under, 0, 1)
    high = np.clip(2 * both * u / under, 0, 1)
    spread = np.sqrt(v**2 * high * (1 - high) / n_b + u**2 * low * (1 - low) / n_a)
    return np.asarray(v * x_b / n_b - u * x_a / n_a - z * spread)


@dataclass(frozen=True, slots=True)
class _Scale:
    """On what a bound is looked for: its least place, the place of "no difference", the score."""

    least: float
    same: float
    reach: Callable[..., Floats]


_DIFFERENCE: Final = _Scale(-1.0, 0.0, _difference_reach)
_RATIO: Final = _Scale(0.0, 0.5, _ratio_reach)


def _lower(
    scale: _Scale, arms: tuple[Arm, Arm], z: float | Floats, seen: Floats, *, adjusted: bool
) -> Floats:
    """The lower bound on a scale; upper bounds are lower ones of the versions swapped.

    It lies above "no difference" where the test says so, else below; which of both is asked of the
    test, so that rounding cannot part them. Where all or none succeeded nothing scatters at the
    rates ``seen``, and the score is 0 there without there being a bound; the search then begins a
    little further out. An arm without trials counts as one that failed.
    """
    if np.any(np.asarray(z) <= 0):
        raise ValueError("the number of standard deviations is above 0")
    control, variant = arms
    n_a, n_b = np.maximum(control.trials, 1), np.maximum(variant.trials, 1)
    total = n_a + n_b
    wide = z * np.sqrt(total / (total - 1)) if adjusted else z * np.ones_like(total)
    higher = score_z(control, variant, adjusted=adjusted) >= z
    outer = np.where(higher, scale.same, scale.least)
    inner = np.where(higher, seen, np.minimum(seen, scale.same))
    given = np.broadcast_arrays(outer, inner, control.successes, n_a, variant.successes, n_b, wide)
    flat = scale.reach(*given[1:]) == 0
    start = np.where(flat, given[1] + STEP * (given[0] - given[1]), given[1])
    found = root(scale.reach, given[0], start, *given[2:])
    return np.where((variant.successes == 0) & (scale.least == 0), 0.0, found)


def _known(control: Arm, variant: Arm) -> Flags:
    return (control.trials > 0) & (variant.trials > 0)
