"""What several tests say together, and what each of them says once the others are heard."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import chdtrc, stdtrit

from core.stats.ab.arms import Arm, Floats, Interval, numbers, part
from core.stats.ab.moments import student


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Effects of several tests of one idea, on the scale they came in.

    ``mean`` is the mean effect with its ``error``, ``p`` and ``interval``; ``between`` the variance
    of true effects from test to test, ``heterogeneity_p`` whether there is any, ``inconsistency``
    the share of the scatter that is not chance, 0 to 1. ``prediction`` is where the true effect of
    the next test lies. ``shrunken`` are the tests' own effects drawn towards the mean, with
    ``shrunken_interval``.
    """

    mean: float
    error: float
    p: float
    interval: Interval
    between: float
    heterogeneity_p: float
    inconsistency: float
    prediction: Interval
    shrunken: Floats
    shrunken_interval: Interval


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


def pool(effects: npt.ArrayLike, variances: npt.ArrayLike, confidence: float = 0.95) -> Pooled:
    """Pool the effects of several tests, allowing for true effects that differ.

    θ_i ~ N(μ, τ²), y_i ~ N(θ_i, v_i). τ² solves Σ(y_i - μ̂)²/(v_i + τ²) = k - 1 (Paule and Mandel
    1982; DerSimonian and Kacker 2007, *Contemporary Clinical Trials* 28, eq. 8). The interval of μ
    is Knapp and Hartung's (2003, *Statistics in Medicine* 22, eq. 7) with k - 1 degrees of freedom,
    never narrower than the plain one; the prediction interval μ̂ ± t√(τ² + se²) is Higgins,
    Thompson and Spiegelhalter's (2009, *JRSS A* 172, eq. 12), with k - 1 degrees of freedom too.
    The tests' own effects are drawn to the mean by v/(v + τ²) (Efron and Morris 1975, *JASA* 70),
    with the uncertainty of the mean in their variance. Assumes independent tests with known
    variances.

    Args:
        effects: one for each test, such as from :func:`log_ratio`.
        variances: of the effects, above 0.
        confidence: of all intervals.

    Raises:
        ValueError: fewer than two tests, effects and variances do not belong together, a variance
            is not above 0, or the confidence is not between 0 and 1.
    """
    y, v = numbers(effects), numbers(variances)
    if y.ndim != 1 or y.shape != v.shape or np.any(v <= 0):
        raise ValueError("every test has one effect and one variance above 0")
    k = len(y)
    if k < 2:  # noqa: PLR2004
        raise ValueError("fewer than two tests cannot be pooled")
    between = _between(y, v)
    mean, plain = _mean(y, 1 / (v + between))
    excess = float(np.sum((y - mean) ** 2 / (v + between))) / (k - 1)
    error = plain * max(1.0, excess) ** 0.5
    test = student(np.asarray(mean), np.asarray(error), np.asarray(k - 1.0), confidence)
    reach = float(stdtrit(k - 1, (1 + part(confidence, "confidence")) / 2))
    wide = reach * (between + error**2) ** 0.5
    kept = between / (between + v)
    shrunken = mean + kept * (y - mean)
    own = reach * np.sqrt(kept * v + (1 - kept) ** 2 * error**2)
    scatter = float(np.sum((y - _mean(y, 1 / v)[0]) ** 2 / v))
    return Pooled(
        mean=mean,
        error=error,
        p=float(test.p),
        interval=test.interval,
        between=between,
        heterogeneity_p=float(chdtrc(k - 1, scatter)),
        inconsistency=max(0.0, 1 - (k - 1) / scatter) if scatter > 0 else 0.0,
        prediction=Interval(np.asarray(mean - wide), np.asarray(mean + wide)),
        shrunken=shrunken,
        shrunken_interval=Interval(shrunken - own, shrunken + own),
    )


def _mean(y: Floats, weights: Floats) -> tuple[float, float]:
    """The weighted mean and its plain standard error."""
    total = float(np.sum(weights))
    return float(np.sum(weights * y)) / total, total**-0.5


def _between(y: Floats, v: Floats) -> float:
    """The variance of true effects, by Paule and Mandel; 0 where chance explains the scatter."""

    def over(between: float) -> float:
        weights = 1 / (v + between)
        return float(np.sum(weights * (y - _mean(y, weights)[0]) ** 2)) - (len(y) - 1)

    if over(0.0) <= 0:
        return 0.0
    # Each term is at most (y_i - ȳ)²/τ², so beyond this sum the function is below 0.
    most = float(np.sum((y - np.mean(y)) ** 2)) / (len(y) - 1)
    return float(brentq(over, 0.0, most, xtol=1e-15, rtol=1e-13))
