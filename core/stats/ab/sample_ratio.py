"""Were visitors divided as planned? If not, something is wrong with the count or the division."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, gammaln, xlog1py, xlogy

from core.stats.ab.arms import Floats, numbers, part, whole

MISMATCH: Final = 0.001
"""Below this probability the division is called wrong (Fabijan et al. 2019, *KDD*)."""

FEWEST: Final = 50
"""With fewer visitors two versions are examined exactly."""

AS_LIKELY: Final = 1 + 1e-7
"""Counts whose likelihoods differ by less count as equally likely, as in R's ``binom.test``."""


class SampleRatio(NamedTuple):
    """How well the division fits the plan; ``mismatch`` blocks every verdict."""

    statistic: Floats
    freedom: int
    p: Floats
    mismatch: npt.NDArray[np.bool_]


def sample_ratio(visitors: npt.ArrayLike, shares: npt.ArrayLike) -> SampleRatio:
    """Examine the division of visitors; the versions lie along the last axis.

    χ² = Σ (n_i - N w_i)² / (N w_i) with k - 1 degrees of freedom (Pearson 1900); below 50 visitors
    and with two versions the exact binomial test. Versions with share 0 are left out, unless they
    had visitors: then the division is wrong for certain. Without visitors ``p`` is 1.

    Args:
        visitors: counts of visitors or recipients, each person once.
        shares: planned shares, in any unit, at least two above 0.

    Raises:
        ValueError: counts are impossible, a share is negative or fewer than two are above 0.
    """
    counts, planned = whole(visitors), numbers(shares)
    if planned.ndim != 1 or np.any(planned < 0) or np.sum(planned > 0) < 2:  # noqa: PLR2004
        raise ValueError("at least two versions have a share of visitors")
    if counts.shape[-1:] != planned.shape:
        raise ValueError("every version has one share")
    used = planned > 0
    stray = np.any(counts[..., ~used] > 0, axis=-1)
    counts, weights = counts[..., used], planned[used] / np.sum(planned)
    total = np.sum(counts, axis=-1)
    expected = np.maximum(total, 1)[..., None] * weights
    statistic = np.where(total > 0, np.sum((counts - expected) ** 2 / expected, axis=-1), 0.0)
    freedom = len(weights) - 1
    p = np.asarray(chdtrc(freedom, statistic))
    if freedom == 1:
        few = total < FEWEST
        p[few] = [exact_p(each[1], np.sum(each), weights[1]) for each in counts[few]]
    p = np.where(stray, 0.0, p)
    return SampleRatio(statistic, freedom, p, p < MISMATCH)


def exact_p(successes: float, trials: float, share: float) -> float:
    """The two-sided exact binomial test: how likely are counts no more likely than this one.

    Σ P(K = k) over all k with P(K = k) ≤ P(K = x), K binomial (Clopper and Pearson 1934; R's
    ``binom.test``). 1 of nothing.

    Raises:
        ValueError: counts are impossible, or the share is not between 0 and 1.
    """
    whole([successes, trials, trials - successes])
    part(share, "share")
    k = np.arange(trials + 1)
    ways = gammaln(trials + 1) - gammaln(k + 1) - gammaln(trials - k + 1)
    chance = np.exp(ways + xlogy(k, share) + xlog1py(trials - k, -share))
    seen = chance[int(successes)] * AS_LIKELY
    return min(1.0, float(np.sum(chance[chance <= seen])))
