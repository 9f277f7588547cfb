"""Do two rates differ? Differences are variant minus control, the version compared with."""

from typing import Final

import numpy as np
from scipy.special import ndtr

from core.stats.ab.arms import Arm, Floats, Interval, critical

Z95: Final = critical(0.95)
"""Standard deviations either side of a 95 % interval."""


def score_z(control: Arm, variant: Arm, *, adjusted: bool = True) -> Floats:
    """How many standard deviations two rates lie apart; positive when the variant is higher.

    z = (p_B - p_A) / √[p̄(1 - p̄)(1/n_A + 1/n_B)] · √[(N - 1)/N], E. Pearson (1947, *Biometrika*
    34) and Campbell (2007, *Statistics in Medicine* 26, eq. "N - 1 chi-squared"). Assumes that
    every trial is independent of the others and one visitor counts once. 0 where nothing can
    differ: an arm without trials, or all or none succeeded.

    Args:
        control: the version compared with.
        variant: the other version.
        adjusted: False leaves the factor √[(N - 1)/N] away (Pearson's test).
    """
    both = control + variant
    total, pooled = np.maximum(both.trials, 2), both.rate
    each = 1 / np.maximum(control.trials, 1) + 1 / np.maximum(variant.trials, 1)
    spread = pooled * (1 - pooled) * each
    known = (control.trials > 0) & (variant.trials > 0) & (spread > 0)
    shrink = np.sqrt((total - 1) / total) if adjusted else 1.0
    return np.asarray(
        np.where(known, gap(control, variant) / np.sqrt(np.where(known, spread, 1)) * shrink, 0.0)
    )


def gap(control: Arm, variant: Arm) -> Floats:
    """The difference of two rates, exactly 0 where they are equal as fractions.

    An arm without trials counts as one that failed.
    """
    crossed = variant.successes * control.trials - control.successes * variant.trials
    return crossed / np.maximum(control.trials * variant.trials, 1)


def two_sided(z: Floats) -> Floats:
    """How often chance alone lies at least so far from 0: 2[1 - Φ(|z|)]."""
    return np.asarray(2 * ndtr(-np.abs(z)))


def wilson_interval(one: Arm, z: float | Floats = Z95) -> Interval:
    """Between which bounds one rate lies, 0 to 1; 0 to 1 of nothing.

    The score interval (Wilson 1927, *JASA* 22; Newcombe 1998, *Statistics in Medicine* 17:857,
    method 3): p̂ + z²/2n ± z√[p̂(1 - p̂)/n + z²/4n²], over 1 + z²/n. Assumes independent trials.
    """
    n, rate = np.maximum(one.trials, 1), one.rate
    centre = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * np.sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # Of none and of all the bound is the rate itself, and rounding may push it past.
    lower = np.where(one.successes == 0, 0.0, np.maximum(centre - reach, 0))
    upper = np.where(one.failures == 0, 1.0, np.minimum(centre + reach, 1))
    return Interval(lower, upper)


def newcombe_interval(control: Arm, variant: Arm, z: float | Floats = Z95) -> Interval:
    """Between which bounds the difference of two rates lies, in closed form.

    The hybrid of two score intervals (Newcombe 1998, *Statistics in Medicine* 17:873, method 10):
    each bound is as far from the difference as √[(distance of one bound)² + (of the other)²]. A
    little wider than Miettinen and Nurminen's, and free to disagree with the test.
    """
    low_a, high_a = wilson_interval(control, z)
    low_b, high_b = wilson_interval(variant, z)
    a, b, apart = control.rate, variant.rate, gap(control, variant)
    lower = apart - np.hypot(b - low_b, high_a - a)
    upper = apart + np.hypot(high_b - b, a - low_a)
    return Interval(np.maximum(lower, -1), np.minimum(upper, 1))
