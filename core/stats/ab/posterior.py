"""Describe, never decide: how likely each version is the best, and what choosing it may cost.

Beta priors and binomial counts (one visitor, one outcome, independent). Said once about a finished
test these are fair descriptions; as a rule to stop they call a false winner far too often.
"""

from typing import Final, NamedTuple

import numpy as np
from scipy.special import betainc, betaincc, betaincinv, betaln, expit, logit

from core.stats.ab.arms import Arm, Floats

NODES: Final = 24
"""Gauss-Legendre nodes to a panel between two quantiles."""

TAILS: Final = (1e-18, 1e-5, 0.1)
"""Panels end at these quantiles of every version, at one half and at the same from above."""

BLOCK: Final = 2_000_000
"""So many values are in memory at a time."""


class Best(NamedTuple):
    """For each version: chance to have the highest rate, expected loss of choosing it, mean."""

    chance: Floats
    loss: Floats
    mean: Floats


def best(arms: Arm, prior: tuple[float, float] = (1.0, 1.0)) -> Best:
    """How likely each version has the highest rate; the versions lie along the last axis.

    P(i best) = ∫ f_i Π_{j≠i} F_j dp and the loss E[max_j p_j - p_i] = ∫ F_i (1 - Π_{j≠i} F_j) dp,
    f and F being the density and distribution of Beta(a + x, b + n - x) (Stucchio 2015; Gelman et
    al. 2013, 2.4). By Gauss-Legendre on the logit scale between quantiles, no random draws; good
    to eleven digits.

    Args:
        arms: successes and trials, at least two along the last axis.
        prior: the two parameters of the beta prior, above 0.

    Raises:
        ValueError: fewer than two versions, or a parameter of the prior not above 0.
    """
    if arms.successes.ndim == 0 or arms.successes.shape[-1] < 2:  # noqa: PLR2004
        raise ValueError("there are at least two versions")
    if min(prior) <= 0:
        raise ValueError("the parameters of the prior are above 0")
    shape = arms.successes.shape
    a = (arms.successes + prior[0]).reshape(-1, shape[-1])
    b = (arms.failures + prior[1]).reshape(-1, shape[-1])
    size = max(1, BLOCK // (NODES * 7 * shape[-1] ** 2))
    starts = range(0, len(a), size)
    found = [_block(a[start : start + size], b[start : start + size]) for start in starts]
    chance, loss = (np.concatenate(each).reshape(shape) for each in zip(*found, strict=True))
    return Best(chance, loss, (a / (a + b)).reshape(shape))


def _block(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Chances and losses of some tests; versions lie along the last axis."""
    x, weights = _places(a, b)
    p, q = expit(x)[..., None], expit(-x)[..., None]
    one, other = a[:, None, :], b[:, None, :]
    # Each tail from its own side, so that small ones keep their digits.
    below, above = betainc(one, other, p), betaincc(one, other, p)
    with np.errstate(divide="ignore"):
        logs = np.where(above < below, np.log1p(-above), np.log(below))
    logs = np.maximum(logs, -1e4)
    rest = np.sum(logs, axis=-1, keepdims=True) - logs
    density = np.exp(one * np.log(p) + other * np.log(q) - betaln(one, other))
    chance = np.sum(weights[..., None] * density * np.exp(rest), axis=1)
    loss = np.sum(weights[..., None] * p * q * below * -np.expm1(rest), axis=1)
    return chance / np.sum(chance, axis=-1, keepdims=True), loss


def _places(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Where to integrate, on the logit scale, and with which weights; one row for each test."""
    low = [logit(np.maximum(betaincinv(a, b, tail), 1e-300)) for tail in (*TAILS, 0.5)]
    # Near 1 the logit comes from the distance to 1, which is the mirror's quantile.
    high = [-logit(np.maximum(betaincinv(b, a, tail), 1e-300)) for tail in TAILS]
    ends = np.sort(np.concatenate(low + high, axis=-1), axis=-1)
    x, w = np.polynomial.legendre.leggauss(NODES)
    half = (ends[:, 1:] - ends[:, :-1]) / 2
    places = (ends[:, :-1] + half)[..., None] + half[..., None] * x
    weights = half[..., None] * w
    return places.reshape(len(a), -1), weights.reshape(len(a), -1)
