"""Methods we do not decide with, to hold ours against and to recompute reference cases.

Pure functions of counts; each names its source. Nothing in the program uses them.
"""

from math import comb, exp, log, pi, sqrt

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.optimize import brentq
from scipy.special import betainc, betaln, ndtr, ndtri

from core.stats.ab.arms import Arm
from core.stats.ab.comparison import compare
from core.stats.ab.exact import fisher
from core.stats.ab.moments import MeanTest, Moments, student
from core.stats.ab.revenue import RatioMetric

Floats = npt.NDArray[np.float64]
Bounds = tuple[float, float]


def yates_p(x_a: float, n_a: float, x_b: float, n_b: float) -> float:
    """Pearson's test with continuity correction (Yates 1934)."""
    table = [[x_a, n_a - x_a], [x_b, n_b - x_b]]
    return float(stats.chi2_contingency(table, correction=True).pvalue)


def likelihood_ratio(successes: Floats, trials: Floats) -> tuple[float, float]:
    """G = 2 Σ observed·log(observed/expected), and its probability (Wilks 1938)."""
    table = np.stack([successes, trials - successes])
    expected = table.sum(1, keepdims=True) * table.sum(0, keepdims=True) / table.sum()
    seen = table > 0
    g = max(0.0, float(2 * np.sum(table[seen] * np.log(table[seen] / expected[seen]))))
    return g, float(stats.chi2.sf(g, len(successes) - 1))


def wald(x_a: float, n_a: float, x_b: float, n_b: float, z: float = 1.96) -> tuple[float, Bounds]:
    """The textbook test with unpooled variance, and its interval of the difference."""
    a, b = x_a / n_a, x_b / n_b
    error = sqrt(a * (1 - a) / n_a + b * (1 - b) / n_b)
    p = 2 * float(ndtr(-abs(b - a) / error)) if error else float(a == b)
    return p, (b - a - z * error, b - a + z * error)


def agresti_caffo(x_a: float, n_a: float, x_b: float, n_b: float, z: float) -> Bounds:
    """Wald's interval after one success and one failure more in each arm (2000)."""
    return wald(x_a + 1, n_a + 2, x_b + 1, n_b + 2, z)[1]


def clopper_pearson(x: float, n: float, confidence: float) -> Bounds:
    """The exact interval of one rate (1934)."""
    return _beta_bounds((x, n - x + 1), (x + 1, n - x), confidence)


def jeffreys(x: float, n: float, confidence: float) -> Bounds:
    """The interval of one rate from the prior Beta(½, ½)."""
    return _beta_bounds((x + 0.5, n - x + 0.5), (x + 0.5, n - x + 0.5), confidence)


def _beta_bounds(low: Bounds, high: Bounds, confidence: float) -> Bounds:
    tail = (1 - confidence) / 2
    lower = float(stats.beta.ppf(tail, *low)) if min(low) > 0 else 0.0
    upper = float(stats.beta.isf(tail, *high)) if min(high) > 0 else 1.0
    return lower, upper


def katz(x_a: float, n_a: float, x_b: float, n_b: float, z: float) -> Bounds:
    """The log interval of a ratio of rates (Katz et al. 1978)."""
    middle = log(x_b / n_b / (x_a / n_a))
    error = sqrt(1 / x_b - 1 / n_b + 1 / x_a - 1 / n_a)
    return exp(middle - z * error), exp(middle + z * error)


def katz_adjusted(x_a: float, n_a: float, x_b: float, n_b: float, z: float) -> Bounds:
    """The same with ½ added to every count (Walter 1975)."""
    return katz(x_a + 0.5, n_a + 0.5, x_b + 0.5, n_b + 0.5, z)


def mover_r(a: float, b: float, of_a: Bounds, of_b: Bounds) -> Bounds:
    """The ratio b/a from the intervals of both (Donner and Zou 2012)."""
    (low_a, high_a), (low_b, high_b) = of_a, of_b

    def bound(own: float, other: float, sign: int) -> float:
        under = other * (2 * a - other)
        root = (a * b) ** 2 - own * (2 * b - own) * under
        return (a * b + sign * sqrt(max(0.0, root))) / under

    return bound(low_b, high_a, -1), bound(high_b, low_a, 1)


def odds_ratio(x_a: float, n_a: float, x_b: float, n_b: float, z: float) -> tuple[float, Bounds]:
    """The odds ratio and its logit interval (Woolf 1955)."""
    cells = (x_b, n_b - x_b, x_a, n_a - x_a)
    ratio = cells[0] * cells[3] / (cells[1] * cells[2])
    reach = exp(z * sqrt(sum(1 / cell for cell in cells)))
    return ratio, (ratio / reach, ratio * reach)


def exact_rejections(n: int, p1: float, p2: float, alpha: float = 0.05) -> dict[str, float]:
    """How often tests reject with n an arm, summed over all tables."""
    x1, x2 = np.meshgrid(np.arange(n + 1), np.arange(n + 1), indexing="ij")
    chance = stats.binom.pmf(x1, n, p1) * stats.binom.pmf(x2, n, p2)
    rows = chance > 1e-15  # noqa: PLR2004
    control = Arm(x1[rows].astype(float), np.full(int(rows.sum()), float(n)))
    variant = Arm(x2[rows].astype(float), control.trials)
    found = compare(control, variant)
    pooled = 2 * ndtr(-np.abs(found.z) * sqrt(2 * n / (2 * n - 1)))
    p_values = {
        "pooled_z": pooled,
        "nminus1": found.p,
        "fisher": fisher(control, variant).two_sided,
    }
    return {name: float(np.sum(chance[rows][p <= alpha])) for name, p in p_values.items()}


def arcsine_power(h: float, n: float, alpha: float) -> float:
    """Power to find an effect of Cohen's h (1988, 6.2)."""
    line, shift = -float(ndtri(alpha / 2)), abs(h) * sqrt(n / 2)
    return float(ndtr(shift - line) + ndtr(-shift - line))


def t_power(d: float, n: float, alpha: float) -> float:
    """Power of the two-sample t-test for a standardised difference d."""
    freedom, shift = 2 * n - 2, abs(d) * sqrt(n / 2)
    line = stats.t.isf(alpha / 2, freedom)
    return float(stats.nct.sf(line, freedom, shift) + stats.nct.cdf(-line, freedom, shift))


def relative_lift(control: Moments, variant: Moments, confidence: float = 0.95) -> MeanTest:
    """GrowthBook's and PostHog's default: delta-method Wald t of the relative lift."""
    a, b = control.mean, variant.mean
    # Both terms relative to the control's mean, as the delta method gives them.
    own, other = variant.mean_variance / a**2, control.mean_variance * b**2 / a**4
    error = np.sqrt(own + other)
    spread = control.mean_variance + variant.mean_variance
    parts = control.mean_variance**2 / (control.count - 1) + variant.mean_variance**2 / (
        variant.count - 1
    )
    freedom = spread**2 / np.where(parts > 0, parts, 1)
    return student(np.asarray(b / a - 1), error, np.asarray(freedom), confidence)


def of_counts(x: npt.ArrayLike, n: npt.ArrayLike) -> Moments:
    """Counts as amounts of nought and one, with the engines' variance p(1 - p)."""
    count, total = np.asarray(n, float), np.asarray(x, float)
    rate = total / count
    return Moments(count, total, rate * (1 - rate) * (count - 1))


def ratio_lift(control: RatioMetric, variant: RatioMetric) -> tuple[float, float]:
    """The relative lift of a ratio metric and its standard error, by the delta method."""
    a, b = float(control.ratio), float(variant.ratio)
    variance = float(variant.variance) / a**2 + float(control.variance) * b**2 / a**4
    return b / a - 1, sqrt(variance)


def asymptotic_sequence(effect: float, variance: float, n: float, tuning: float) -> Bounds:
    """Half the width of Waudby-Smith et al.'s asymptotic confidence sequence, and its p.

    Eq. 9 and 155 of arXiv 2103.06476; ``variance`` is that of the effect times n.
    """
    alpha = 0.05
    rho = sqrt((-2 * log(alpha) + log(-2 * log(alpha) + 1)) / tuning)
    grown = n * rho**2 + 1
    reach = sqrt(variance) * sqrt(2 * grown / (n * rho) ** 2 * log(sqrt(grown) / alpha))
    evidence = n**2 * rho**2 * effect**2 / (2 * variance * grown) - log(grown) / 2
    return reach, min(1.0, exp(-evidence))


def turner_e(ya: list[int], yb: list[int], na: int, nb: int) -> float:
    """The plug-in e-value of Turner, Ly and Grünwald (arXiv 2106.02693) for blocks."""
    own, other, log_e = 0.18, 0.18 * nb / na, 0.0
    seen_a = seen_b = blocks = 0
    for a, b in zip(ya, yb, strict=True):
        rate_a = (seen_a + own) / (blocks * na + 2 * own)
        rate_b = (seen_b + other) / (blocks * nb + 2 * other)
        null = (na * rate_a + nb * rate_b) / (na + nb)
        log_e += a * log(rate_a / null) + (na - a) * log((1 - rate_a) / (1 - null))
        log_e += b * log(rate_b / null) + (nb - b) * log((1 - rate_b) / (1 - null))
        seen_a, seen_b, blocks = seen_a + a, seen_b + b, blocks + 1
    return exp(log_e)


def mixture_size(optimum: float, alpha: float) -> float:
    """The ρ of a normal mixture that is narrowest at so much variance (Howard et al. 2021)."""
    twice = 2 * log(1 / alpha)
    return optimum / (twice + log(1 + twice))


def normal_mixture(s: float, v: float, rho: float, alpha: float) -> Bounds:
    """The log of the two-sided normal mixture, and the boundary of |s| (Howard et al. 2021)."""
    wide = v + rho
    return log(rho / wide) / 2 + s * s / (2 * wide), sqrt(wide * log(wide / (rho * alpha**2)))


def one_rate_sequence(x: float, n: float, alpha: float, firmness: float) -> Bounds:
    """The confidence sequence of one rate, by a beta mixture around it (Howard et al. 2021).

    All p with B(kp + x, k(1 - p) + n - x) / [B(kp, k(1 - p)) p^x (1 - p)^(n - x)] < 1/α.
    """
    k = max(firmness, 1e-3)

    def over(p: float) -> float:
        mixed = betaln(k * p + x, k * (1 - p) + n - x) - betaln(k * p, k * (1 - p))
        return float(mixed - x * log(p) - (n - x) * log(1 - p) + log(alpha))

    tiny = 1e-12
    lower = brentq(over, tiny, x / n, xtol=1e-15) if x else 0.0
    upper = brentq(over, x / n, 1 - tiny, xtol=1e-15) if x < n else 1.0
    return float(lower), float(upper)


def random_walk(steps: int, distance: int, *, both: bool) -> float:
    """Evan Miller's sequential test: a fair walk reaches a distance within so many steps."""
    if not both:  # reflection
        tail = sum(comb(steps, up) for up in range(steps + 1) if 2 * up - steps >= distance)
        past = sum(comb(steps, up) for up in range(steps + 1) if 2 * up - steps > distance)
        return (tail + past) / 2**steps
    chance = np.zeros(2 * distance + 1)
    chance[distance] = 1
    for _ in range(steps):
        moved = np.zeros_like(chance)
        moved[2:] += chance[1:-1] / 2
        moved[:-2] += chance[1:-1] / 2
        moved[[0, -1]] += chance[[0, -1]]
        chance = moved
    return float(chance[0] + chance[-1])


def msprt(n: float, gap: float, variance: float, tau2: float) -> float:
    """The mixture likelihood ratio of Johari et al. (2017) for two rates."""
    wide = variance + n * tau2
    return sqrt(variance / wide) * exp(n**2 * tau2 * gap**2 / (2 * variance * wide))


def gaussian_posterior(effect: float, variance: float, prior: Bounds | None) -> Bounds:
    """Mean and standard deviation of GrowthBook's posterior of the lift."""
    if prior is None:
        return effect, sqrt(variance)
    weight = 1 / variance + 1 / prior[1]
    return (effect / variance + prior[0] / prior[1]) / weight, sqrt(1 / weight)


def gaussian_risk(mean: float, sd: float) -> Bounds:
    """What choosing the control and choosing the treatment may cost, on the scale of the lift."""
    density = exp(-((mean / sd) ** 2) / 2) / sqrt(2 * pi)
    gain = mean * float(ndtr(mean / sd)) + sd * density
    return gain, gain - mean


def chance_higher(x_a: float, n_a: float, x_b: float, n_b: float) -> float:
    """Chance that the variant's rate is higher: uniform priors, by brute force on a fine grid."""
    p = (np.arange(200_000) + 0.5) / 200_000
    below = betainc(x_a + 1, n_a - x_a + 1, p)
    return float(np.mean(stats.beta.pdf(p, x_b + 1, n_b - x_b + 1) * below))


def calculator_size(p1: float, gap: float, alpha: float, power: float) -> float:
    """Evan Miller's calculator: visitors an arm, null variance from the base rate alone."""
    p2 = p1 + gap
    null = -float(ndtri(alpha / 2)) * sqrt(2 * p1 * (1 - p1))
    real = float(ndtri(power)) * sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return ((null + real) / gap) ** 2


def hochberg(p_values: list[float]) -> Floats:
    """Adjusted p-values of Hochberg (1988)."""
    p = np.asarray(p_values)
    order = np.argsort(-p)
    falling = np.minimum.accumulate(p[order] * np.arange(1, len(p) + 1))
    return _back(order, np.minimum(falling, 1))


def hommel(p_values: list[float]) -> Floats:
    """Adjusted p-values of Hommel (1988), in Wright's (1992) way."""
    order = np.argsort(p_values)
    p = np.asarray(p_values)[order]
    n = len(p)
    ranks = np.arange(1, n + 1)
    found = np.full(n, float(np.min(n * p / ranks)))
    carried = found.copy()
    for m in range(n - 1, 1, -1):
        first, rest = np.arange(n - m + 1), np.arange(n - m + 1, n)
        least = float(np.min(m * p[rest] / np.arange(2, m + 1)))
        carried[first] = np.minimum(m * p[first], least)
        carried[rest] = carried[n - m]
        found = np.maximum(found, carried)
    return _back(order, np.maximum(found, p))


def _back(order: npt.NDArray[np.intp], values: Floats) -> Floats:
    found = np.empty_like(values)
    found[order] = values
    return found
