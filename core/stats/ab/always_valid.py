"""Evidence that may be looked at any time, for tests without a plan or after it.

Of m successes so far y came from the variant. Under "no difference" each came from it with the
share ρ of visitors it is shown to, whatever the rate did from day to day. Assumes that every
visitor is divided independently, with the same share throughout.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import betaln, gammaln, log_expit, logsumexp, xlogy

from core.stats.ab.arms import Arm, Floats, Interval, numbers, part, whole
from core.stats.ab.roots import root

CONCENTRATION: Final = 10.0
"""k: how firmly the alternative is put near "no difference". 10 suits some 20 successes an arm."""

FAR: Final = 700.0
"""On the logarithmic scale, beyond everything a count can tell."""


WIDEST: Final = 12.0
"""No logarithm of a ratio is looked at beyond this: a factor of 160,000."""


class Evidence(NamedTuple):
    """The logarithm of the e-value, and the probability that is valid at any time."""

    log_e: Floats
    p: Floats


def evidence(
    control: npt.ArrayLike,
    variant: npt.ArrayLike,
    *,
    share: float = 0.5,
    concentration: float = CONCENTRATION,
) -> Evidence:
    """How much the successes so far speak against "no difference".

    E = B(kρ + y, k(1 - ρ) + m - y) / [B(kρ, k(1 - ρ)) ρ^y (1 - ρ)^(m - y)] (Lindon and Malek 2022,
    *NeurIPS* 35, eq. 5 with two arms). At any time P(E ≥ 1/α ever) ≤ α, by Ville's inequality;
    p = min(1, 1/E). With k versions ask for E ≥ (k - 1)/α.

    Args:
        control: successes of the control.
        variant: successes of the version.
        share: part of the visitors of both that the version is shown to.
        concentration: k, above 0.

    Raises:
        ValueError: counts are impossible, the share is not between 0 and 1, k not above 0.
    """
    k = _checked(share, concentration)
    a, b = np.broadcast_arrays(whole(control), whole(variant))
    prior = betaln(k * share, k * (1 - share))
    null = b * np.log(share) + a * np.log1p(-share)
    log_e = betaln(k * share + b, k * (1 - share) + a) - prior - null
    return Evidence(log_e, np.exp(-np.maximum(log_e, 0)))


def evidence_by_day(
    control: Arm, variant: Arm, *, concentration: float = CONCENTRATION
) -> Evidence:
    """The same where visitors are not divided alike every day; days lie along the last axis.

    Given the m_d successes of a day, y_d of the variant, and its share ρ_d of the day's visitors:
    E = ∫ Π_d r^y_d / (ρ_d r + 1 - ρ_d)^m_d dπ(r), r/(1 + r) ~ Beta(k/2, k/2), after each day. Under
    "no difference" y_d is hypergeometric, which is less spread in convex order than the binomial
    (Hoeffding 1963, *JASA* 58, theorem 4), so E does not grow on average and P(E ≥ 1/α ever) ≤ α;
    the idea is Turner and Grünwald's (2023, arXiv 2302.11401). Equal to :func:`evidence` where all
    shares are one half. Assumes random division within each day.

    Args:
        control: visitors and successes of each day, not summed up.
        variant: the same of the version.
        concentration: k, above 0.

    Raises:
        ValueError: there are no days, or k is not above 0.
    """
    half = _checked(0.5, concentration) / 2
    if control.successes.ndim == 0:
        raise ValueError("there are no days")
    some = np.cumsum(variant.successes, axis=-1)
    both = control + variant
    share = variant.trials / np.maximum(both.trials, 1)
    most = float(np.max(np.sum(both.successes, axis=-1)))
    x, step = _ratios(most)
    each = both.successes[..., None] * np.log1p(share[..., None] * np.expm1(x))
    logs = some[..., None] * x - np.cumsum(each, axis=-2)
    prior = half * (log_expit(x) + log_expit(-x)) - betaln(half, half)
    log_e = logsumexp(logs + prior + np.log(step), axis=-1)
    return Evidence(np.asarray(log_e), np.exp(-np.maximum(log_e, 0)))


def _ratios(successes: float) -> tuple[Floats, float]:
    """Logarithms of ratios to integrate over, as close together as so many successes tell apart."""
    step = min(0.05, 0.5 / np.sqrt(successes + 1))
    count = int(np.ceil(WIDEST / step))
    return np.arange(-count, count + 1) * step, float(step)


def confidence_sequence(
    control: npt.ArrayLike,
    variant: npt.ArrayLike,
    *,
    share: float = 0.5,
    alpha: float = 0.05,
    concentration: float = CONCENTRATION,
) -> Interval:
    """Between which bounds the ratio of two rates lies, at all times together.

    All r whose share θ = ρr/(ρr + 1 - ρ) has E(θ) < 1/α, E(θ) being the e-value above with θ in
    place of ρ in its last two factors (Lindon and Malek 2022, section 3.3). It leaves 1 out exactly
    when :func:`evidence` reaches 1/α. The bounds are 0 and ``inf`` where nothing is on a side.

    Args:
        control: successes of the control.
        variant: successes of the version.
        share: part of the visitors of both that the version is shown to.
        alpha: how often the bounds may ever miss; with k versions divide it by k - 1.
        concentration: k, above 0.

    Raises:
        ValueError: as in :func:`evidence`, or ``alpha`` is not between 0 and 1.
    """
    line = -np.log(part(alpha, "alpha"))
    k = _checked(share, concentration)
    log_e = evidence(control, variant, share=share, concentration=k).log_e
    a, b = np.broadcast_arrays(whole(control), whole(variant))
    same = np.full(a.shape, np.log(share) - np.log1p(-share))
    one = _Side(a, b, same, (k * (1 - share), k * share))
    other = _Side(b, a, -same, (k * share, k * (1 - share)))
    lower, below = (_least_ratio(side, log_e >= line, line) for side in (one, other))
    return Interval(lower, np.where(below > 0, 1 / np.where(below > 0, below, 1), np.inf))


class _Side(NamedTuple):
    """Successes below and above the ratio, where "no difference" is, and the prior of both."""

    a: Floats
    b: Floats
    same: Floats
    prior: tuple[float, float]


def _least_ratio(side: _Side, differs: npt.NDArray[np.bool_], line: float) -> Floats:
    """The lower bound of the ratio b to a; on the scale log θ/(1 - θ)."""
    a, b, same, (prior_a, prior_b) = side
    mixed = betaln(prior_b + b, prior_a + a) - betaln(prior_b, prior_a) - line

    def over(x: Floats, a: Floats, b: Floats, mixed: Floats) -> Floats:
        return np.asarray(mixed - b * log_expit(x) - a * log_expit(-x))

    seen = np.where(a > 0, np.log(np.maximum(b, 0.5)) - np.log(np.maximum(a, 0.5)), FAR)
    higher = differs & (seen > same)
    outer = np.where(higher, same, -FAR)
    inner = np.where(higher, seen, np.minimum(seen, same))
    found = np.exp(root(over, outer, inner, a, b, mixed) - same)
    return np.where(b > 0, found, 0.0)


def division_evidence(
    visitors: npt.ArrayLike, shares: npt.ArrayLike, *, concentration: float = 100.0
) -> Evidence:
    """How much the division of visitors so far speaks against the planned shares.

    The same e-value for k versions: Dirichlet(k·w) against the shares w, E = B(kw + n) / [B(kw)
    Π w_i^n_i] (Lindon and Malek 2022, eq. 5). The versions lie along the last axis.

    Raises:
        ValueError: counts are impossible, a share is not above 0, or k not above 0.
    """
    counts, planned = whole(visitors), numbers(shares)
    if planned.ndim != 1 or counts.shape[-1:] != planned.shape or np.any(planned <= 0):
        raise ValueError("every version has one share above 0")
    weights = planned / np.sum(planned)
    prior = _checked(0.5, concentration) * weights
    total = np.sum(counts, axis=-1)
    log_e = (
        np.sum(gammaln(prior + counts) - gammaln(prior) - xlogy(counts, weights), axis=-1)
        - gammaln(concentration + total)
        + gammaln(concentration)
    )
    return Evidence(log_e, np.exp(-np.maximum(log_e, 0)))


def _checked(share: float, concentration: float) -> float:
    part(share, "share")
    if not concentration > 0:
        raise ValueError("the concentration is above 0")
    return concentration
