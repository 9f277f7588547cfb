"""Revenue per visitor: its ratio, its exact permutation test, and the value of an order."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, ndtri, stdtrit

from core.stats.ab.arms import Floats, Interval, numbers, part
from core.stats.ab.moments import Moments

BUYERS: Final = 60
"""More buyers than these are not permuted: Welch's test is right by then."""

STEPS: Final = 20_000
"""Into so many steps the revenue of all buyers is divided, unless its unit is coarser."""


def fieller(
    control: Moments, variant: Moments, confidence: float = 0.95, freedom: float | None = None
) -> Interval:
    """Between which bounds the ratio of two means lies, of amounts that are not negative.

    All θ ≥ 0 with (m_B - θm_A)² ≤ q²(v_B + θ²v_A), v = s²/n (Fieller 1954, *JRSS B* 16, eq. 4 with
    independent means). ``inf`` above where the mean of the control is not clearly above 0; the
    lower bound stays what it is. Assumes means that are nearly normal.

    Args:
        control: amounts of the control.
        variant: amounts of the version.
        confidence: of the interval.
        freedom: degrees of freedom of Student's quantile; None takes the normal one.

    Raises:
        ValueError: a mean is negative, or the confidence is not between 0 and 1.
    """
    if np.any(control.total < 0) or np.any(variant.total < 0):
        raise ValueError("a ratio is asked of means that are not negative")
    q = quantile(confidence, freedom)
    one, other = control.mean, variant.mean
    square = one**2 - q**2 * control.mean_variance
    product = one * other
    constant = other**2 - q**2 * variant.mean_variance
    top = product + np.sqrt(np.maximum(product**2 - square * constant, 0))
    lower = np.where(top > 0, np.maximum(constant, 0) / np.where(top > 0, top, 1), 0.0)
    bounded = square > 0
    return Interval(lower, np.where(bounded, top / np.where(bounded, square, 1), np.inf))


def quantile(confidence: float, freedom: float | None = None) -> float:
    """How many standard errors either side; Student's where degrees of freedom are given.

    Raises:
        ValueError: the confidence is not between 0 and 1.
    """
    level = (1 + part(confidence, "confidence")) / 2
    return float(ndtri(level) if freedom is None else stdtrit(freedom, level))


class Permutation(NamedTuple):
    """Probabilities under "no difference": either side, and of the variant being higher."""

    two_sided: float
    greater: float


def permutation(
    control: npt.ArrayLike, variant: npt.ArrayLike, visitors: tuple[int, int]
) -> Permutation:
    """How likely dividing the same visitors anew makes the variant's revenue so far off.

    The exact distribution of the variant's revenue over all ways to divide the visitors (Fisher
    1935; Edgington and Onghena 2007, 3.4), without random draws: W(k, s) counts the sets of k
    buyers who spent s, filled one buyer after another, and k is hypergeometric. Amounts are
    rounded to 1/20,000 of the whole revenue where their common unit is finer. Two-sided: as far
    from what its share of visitors would have brought, or farther. Assumes that visitors were
    divided at random.

    Args:
        control: the amount of each buyer of the control, above 0.
        variant: the amount of each buyer of the version, above 0.
        visitors: of the control and the version, buyers included.

    Raises:
        ValueError: more buyers than visitors, more than 60 buyers, or an amount not above 0.
    """
    amounts = [_amounts(each) for each in (control, variant)]
    if any(len(each) > int(of) for each, of in zip(amounts, visitors, strict=True)):
        raise ValueError("there are more buyers than visitors")
    buyers = sum(len(each) for each in amounts)
    if buyers > BUYERS:
        msg = f"up to {BUYERS} buyers are permuted, not {buyers}"
        raise ValueError(msg)
    if not buyers:
        return Permutation(1.0, 1.0)
    one, other = _in_steps(*amounts)
    chance = _chances(np.concatenate([one, other]), visitors)
    seen, whole_sum = int(np.sum(other)), len(chance) - 1
    share = visitors[1] / sum(visitors)
    sums = np.arange(whole_sum + 1)
    far = np.abs(sums - whole_sum * share) >= abs(seen - whole_sum * share) * (1 - 1e-12)
    found = float(np.sum(chance[far])), float(np.sum(chance[seen:]))
    return Permutation(*(min(1.0, each) for each in found))


def _amounts(values: npt.ArrayLike) -> Floats:
    if not np.size(values):
        return np.zeros(0)
    amounts = numbers(values).ravel()
    if np.any(amounts <= 0):
        raise ValueError("a buyer spent an amount above 0")
    return amounts


def _in_steps(one: Floats, other: Floats) -> list[npt.NDArray[np.int64]]:
    """The amounts in whole steps: their common unit, or a part of the revenue."""
    both = np.concatenate([one, other])
    revenue = float(np.sum(both))
    unit = revenue / STEPS
    if np.all(both == np.round(both)):
        common = float(np.gcd.reduce(np.round(both).astype(np.int64)))
        unit = max(unit, common) if common >= unit else unit
    return [np.round(each / unit).astype(np.int64) for each in (one, other)]


def _chances(amounts: npt.NDArray[np.int64], visitors: tuple[int, int]) -> Floats:
    """P(the variant's revenue = s) for every s in steps."""
    buyers, revenue = len(amounts), int(np.sum(amounts))
    sets = np.zeros((buyers + 1, revenue + 1))
    sets[0, 0] = 1
    for amount in amounts:
        sets[1:, amount:] += sets[:-1, : revenue + 1 - amount].copy()
    size = np.sum(sets, axis=1)
    return np.asarray((_hypergeometric(buyers, visitors) / size) @ sets)


def _hypergeometric(buyers: int, visitors: tuple[int, int]) -> Floats:
    """P(k of the buyers are the variant's), k from none to all of them."""
    k = np.arange(buyers + 1.0)
    logs = _log_choose(visitors[1], k) + _log_choose(visitors[0], buyers - k)
    weights = np.exp(logs - np.max(logs))
    return np.asarray(weights / np.sum(weights))


def _log_choose(of: int, k: Floats) -> Floats:
    fits = k <= of
    ways = gammaln(of + 1) - gammaln(k + 1) - gammaln(np.where(fits, of - k, 0) + 1)
    return np.where(fits, ways, -np.inf)


class RatioMetric(NamedTuple):
    """A ratio of two sums over visitors, and the variance of it."""

    ratio: Floats
    variance: Floats


def ratio_metric(over: Moments, under: Moments, products: npt.ArrayLike) -> RatioMetric:
    """The value of an order (or any sum over a sum) with the visitor as unit.

    R = Σx/Σy, var R = [s_x² - 2R s_xy + R² s_y²] / (n ȳ²) (delta method; Deng, Knoblich and Lu
    2018, *KDD*, eq. 4), because one customer's orders hang together.

    Args:
        over: what stands above, such as revenue of each visitor.
        under: what stands below, such as orders of each visitor.
        products: the sum over visitors of one times the other.

    Raises:
        ValueError: the sum below is not above 0.
    """
    if np.any(under.total <= 0):
        raise ValueError("the sum below is above 0")
    count, ratio = over.count, over.total / under.total
    shared = (numbers(products) - over.total * under.total / count) / (count - 1)
    spread = over.variance - 2 * ratio * shared + ratio**2 * under.variance
    return RatioMetric(ratio, np.maximum(spread, 0) / (count * under.mean**2))
