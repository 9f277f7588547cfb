"""More than two versions: do they differ at all, and what many comparisons do to a probability."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from core.stats.ab.arms import Arm, Floats, numbers
from core.stats.ab.two_proportions import score_z, two_sided


class Homogeneity(NamedTuple):
    """Do k rates differ at all? ``freedom`` is 0 and ``p`` 1 where they cannot."""

    statistic: Floats
    freedom: Floats
    p: Floats


def homogeneity(arms: Arm) -> Homogeneity:
    """The chi-squared test of a k by 2 table; the versions lie along the last axis.

    χ² = Σ (x_i - n_i p̄)² / [n_i p̄(1 - p̄)], k - 1 degrees of freedom (Pearson 1900; Fleiss 1981,
    eq. 9.4). Assumes independent trials and five expected successes an arm. For information: who
    wins is asked of each version against the control. Versions without trials are left out.
    """
    trials = np.sum(arms.trials, axis=-1, keepdims=True)
    pooled = np.sum(arms.successes, axis=-1, keepdims=True) / np.maximum(trials, 1)
    spread = arms.trials * pooled * (1 - pooled)
    off = (arms.successes - arms.trials * pooled) ** 2
    statistic = np.sum(np.where(spread > 0, off / np.where(spread > 0, spread, 1), 0), axis=-1)
    freedom = np.maximum(np.sum(spread > 0, axis=-1) - 1.0, 0)
    p = np.where(freedom > 0, chdtrc(np.maximum(freedom, 1), statistic), 1.0)
    return Homogeneity(statistic, freedom, p)


def holm(p_values: npt.ArrayLike) -> Floats:
    """Probabilities adjusted so that one or more false finds stay as rare as asked for.

    p̃_(j) = max over i ≤ j of min[1, (m - i + 1) p_(i)], along the last axis (Holm 1979,
    *Scandinavian Journal of Statistics* 6). Assumes nothing about how the questions hang together.

    Raises:
        ValueError: there are none, or one lies outside 0 to 1.
    """
    p = numbers(p_values)
    if np.any((p < 0) | (p > 1)):
        raise ValueError("p-values lie between 0 and 1")
    order = np.argsort(p, axis=-1, kind="stable")
    left = np.arange(p.shape[-1], 0, -1)
    rising = np.maximum.accumulate(np.take_along_axis(p, order, axis=-1) * left, axis=-1)
    adjusted = np.empty_like(p)
    np.put_along_axis(adjusted, order, np.minimum(rising, 1), axis=-1)
    return adjusted


class Versus(NamedTuple):
    """Versions against their control: score, probability, and the same adjusted by Holm."""

    z: Floats
    p: Floats
    adjusted: Floats


def versus_control(control: Arm, variants: Arm) -> Versus:
    """Every version against the control; the versions lie along the last axis.

    The N - 1 chi-squared test each and Holm's adjustment over them. The control has a last axis of
    one where there are many tests.
    """
    z = score_z(control, variants)
    p = two_sided(z)
    return Versus(z, p, holm(p))
