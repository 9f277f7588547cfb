"""What several tests say together, and what each of them says once the others are heard."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, ndtr, ndtri

from core.stats.ab.arms import Arm, Floats, Interval, numbers, part
from core.stats.ab.roots import root

SCALE: Final = 0.5
"""Of the half-normal prior of τ: true effects seldom differ by more than a factor of 2.7."""

COARSE, PANELS, NODES = 400, 5, 16
"""Places at which the posterior of τ is looked for, and where it is then integrated."""

FALLEN: Final = 35.0
"""What is less likely than the best τ by so much on the logarithmic scale counts for nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Effects of several tests of one idea, on the scale they came in.

    ``mean`` is the mean effect, ``interval`` its bounds and ``higher`` the chance that it is above
    0. ``between`` is the standard deviation of true effects from test to test,
    ``heterogeneity_p`` whether they differ at all (Cochran's Q), ``inconsistency`` the share of the
    scatter that is not chance (Higgins' I²), 0 to 1. ``prediction`` is where the true effect of the
    next test lies. ``shrunken`` are the tests' own effects drawn towards the mean, between the
    bounds ``shrunken_interval``.
    """

    mean: float
    interval: Interval
    higher: float
    between: float
    heterogeneity_p: float
    inconsistency: float
    prediction: Interval
    shrunken: Floats
    shrunken_interval: Interval


@dataclass(frozen=True, slots=True, eq=False)
class MeanEffect:
    """The mean effect of several tests alone: what :func:`pool` says of it, at any confidence.

    ``between``, the standard deviation of true effects, is not known: the mean effect is normal
    around ``middles`` with ``errors`` given each ``tau``, which has the ``weights``.
    """

    tau: Floats
    weights: Floats
    middles: Floats
    errors: Floats

    @property
    def mean(self) -> float:
        """The mean effect."""
        return float(self.weights @ self.middles)

    @property
    def higher(self) -> float:
        """The chance that it is above 0."""
        return float(self.weights @ ndtr(self.middles / self.errors))

    @property
    def p(self) -> float:
        """Twice the smaller of the chances that it is above and that it is below 0."""
        lower = float(self.weights @ ndtr(-self.middles / self.errors))
        return min(1.0, 2 * min(self.higher, lower))

    @property
    def between(self) -> float:
        """The standard deviation of true effects from test to test."""
        return float(self.weights @ self.tau)

    def intervals(
        self, confidence: float = 0.95, of_next: float = 0.95
    ) -> tuple[Interval, Interval]:
        """Between which bounds the mean effect lies, and the true effect of the next test."""
        tails = [(1 - part(each, "confidence")) / 2 for each in (confidence, of_next)]
        at = np.array([tails[0], 1 - tails[0], tails[1], 1 - tails[1]])
        wide = np.hypot(self.errors, self.tau)
        spreads = np.column_stack([self.errors, self.errors, wide, wide])
        middles = np.broadcast_to(self.middles[:, None], spreads.shape)
        low, high, first, last = _quantiles(middles, spreads, self.weights, at)
        return Interval(low, high), Interval(first, last)


def mean_effect(
    effects: npt.ArrayLike, variances: npt.ArrayLike, *, scale: float = SCALE
) -> MeanEffect:
    """The mean effect of many tests, without what :func:`pool` says of each single one.

    Args and errors are those of :func:`pool`.
    """
    y, v = _checked(effects, variances, scale)
    tau, weights = _spreads(y, v, scale)
    return MeanEffect(tau, weights, *_means(y, v, tau))


def _checked(
    effects: npt.ArrayLike, variances: npt.ArrayLike, scale: float
) -> tuple[Floats, Floats]:
    y, v = numbers(effects), numbers(variances)
    if y.ndim != 1 or y.shape != v.shape or np.any(v <= 0) or not scale > 0:
        raise ValueError("every test has one effect and one variance above 0")
    if len(y) < 2:  # noqa: PLR2004
        raise ValueError("fewer than two tests cannot be pooled")
    return y, v


def log_ratio(control: Arm, variant: Arm) -> tuple[Floats, Floats]:
    """The effect of a test and its variance: the logarithm of the ratio of two rates.

    log[(x_B + ½)/(n_B + ½)] - log[(x_A + ½)/(n_A + ½)], variance 1/(x_B + ½) - 1/(n_B + ½) +
    1/(x_A + ½) - 1/(n_A + ½) (Walter 1975, *Biometrika* 62; Pettigrew, Gart and Thomas 1986,
    *Biometrika* 73, eq. 2.4): defined without successes too, and nearly without bias. Assumes
    independent trials. A version without trials has a wide variance and tells nearly nothing.
    """
    logs, spread = _log_rate(control)
    other, more = _log_rate(variant)
    return np.asarray(other - logs), np.asarray(more + spread)


def _log_rate(one: Arm) -> tuple[Floats, Floats]:
    some, of = one.successes + 0.5, np.maximum(one.trials, 1) + 0.5
    return np.log(some) - np.log(of), 1 / some - 1 / of


def pool(
    effects: npt.ArrayLike,
    variances: npt.ArrayLike,
    confidence: float = 0.95,
    *,
    scale: float = SCALE,
) -> Pooled:
    """Pool the effects of several tests, allowing for true effects that differ.

    y_i ~ N(θ_i, v_i), θ_i ~ N(μ, τ²), μ flat, τ half-normal (Röver 2020, *Journal of Statistical
    Software* 93(6), eq. 1 to 12; the prior as in Röver et al. 2021, *Research Synthesis Methods*
    12). Given τ all is normal in closed form; τ is integrated by Gauss-Legendre where its posterior
    is not negligible, so that not knowing τ widens every interval, as estimates put in its place do
    not. Assumes independent tests with known variances, on a logarithmic scale.

    Args:
        effects: one for each test, such as from :func:`log_ratio`.
        variances: of the effects, above 0.
        confidence: of all intervals.
        scale: of the half-normal prior of τ, on the scale of the effects.

    Raises:
        ValueError: fewer than two tests, effects and variances do not belong together, a variance
            or the scale is not above 0, or the confidence is not between 0 and 1.
    """
    y, v = _checked(effects, variances, scale)
    tail = (1 - part(confidence, "confidence")) / 2
    tau, weights = _spreads(y, v, scale)
    mean, error = _means(y, v, tau)
    # Given τ: each test's own effect, the mean of all and the next one, as columns.
    kept = tau[:, None] ** 2 / (tau[:, None] ** 2 + v)
    own = mean[:, None] + kept * (y - mean[:, None])
    spread = np.sqrt(kept * v + ((1 - kept) * error[:, None]) ** 2)
    middles = np.column_stack([own, mean, mean])
    spreads = np.column_stack([spread, error, np.hypot(error, tau)])
    low, high = (_quantiles(middles, spreads, weights, at) for at in (tail, 1 - tail))
    scatter = float(np.sum((y - _means(y, v, np.zeros(1))[0]) ** 2 / v))
    return Pooled(
        mean=float(weights @ mean),
        interval=Interval(low[-2], high[-2]),
        higher=float(weights @ ndtr(mean / error)),
        between=float(weights @ tau),
        heterogeneity_p=float(chdtrc(len(y) - 1, scatter)),
        inconsistency=max(0.0, 1 - (len(y) - 1) / scatter) if scatter > 0 else 0.0,
        prediction=Interval(low[-1], high[-1]),
        shrunken=np.asarray(weights @ own),
        shrunken_interval=Interval(low[:-2], high[:-2]),
    )


def _means(y: Floats, v: Floats, tau: Floats) -> tuple[Floats, Floats]:
    """The mean effect given each τ, and its standard error."""
    weights = 1 / (v + tau[:, None] ** 2)
    total = np.sum(weights, axis=1)
    return np.asarray(weights @ y / total), np.asarray(total**-0.5)


def _log_posterior(y: Floats, v: Floats, tau: Floats, scale: float) -> Floats:
    """Of τ, but for a constant (Röver 2020, eq. 10)."""
    mean, error = _means(y, v, tau)
    wide = v + tau[:, None] ** 2
    fit = np.sum(np.log(wide) + (y - mean[:, None]) ** 2 / wide, axis=1)
    return np.asarray(np.log(error) - fit / 2 - (tau / scale) ** 2 / 2)


def _spreads(y: Floats, v: Floats, scale: float) -> tuple[Floats, Floats]:
    """Where to look at τ, and how likely it is there."""
    farthest = 3 * (scale + float(np.ptp(y)))
    coarse = np.linspace(0, 1, COARSE + 1) ** 2 * farthest
    logs = _log_posterior(y, v, coarse, scale)
    likely = np.flatnonzero(logs > np.max(logs) - FALLEN)
    first, last = max(likely[0] - 1, 0), min(likely[-1] + 1, COARSE)
    ends = np.linspace(coarse[first], coarse[last], PANELS + 1)
    x, w = np.polynomial.legendre.leggauss(NODES)
    half = (ends[1:] - ends[:-1]) / 2
    tau = ((ends[:-1] + half)[:, None] + half[:, None] * x).ravel()
    logs = _log_posterior(y, v, tau, scale)
    weights = np.exp(logs - np.max(logs)) * (half[:, None] * w).ravel()
    return tau, weights / np.sum(weights)


def _quantiles(middles: Floats, spreads: Floats, weights: Floats, at: npt.ArrayLike) -> Floats:
    """Quantiles of mixtures of normal distributions, one mixture a column."""
    count = middles.shape[1]
    tails = np.broadcast_to(np.asarray(at, dtype=np.float64), (count,))

    def over(x: Floats, column: Floats) -> Floats:
        place = column.astype(np.int64)
        below = ndtr((x - middles[:, place]) / spreads[:, place])
        return np.asarray(weights @ below - tails[place])

    # It lies between the same quantiles of the parts.
    each = middles + spreads * ndtri(tails)
    return root(over, np.min(each, axis=0), np.max(each, axis=0), np.arange(float(count)))
