"""Whether a product is bought as often per visit as the others of the shop, in numbers.

Everything works on columns, one place per product: ``visits`` (or views of the detail page) and
``orders`` (paid and not cancelled) of the same days.
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import bdtr, betainc, betaincinv, betaln, chdtri, gammaln, ndtr

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PRIOR_VISITS: Final = 50
"""What is believed before looking, as so many visits at the usual rate."""

FAR_BELOW: Final = 0.8
"""A rate below this part of the usual one is a poor rate."""

FAR_ABOVE: Final = 1.2
"""A rate above this multiple of the usual one is a good rate."""

LEAST_EXPECTED: Final = 5
"""Purchases that have to be expected before a page is judged."""

CONFIDENCE: Final = 0.95
"""How sure the range of a rate is."""

USUAL_VARIATION: Final = 0.25
"""Rates of the products of a shop differ by about this part of their mean, until it is known."""

UNTOLD_VARIATION: Final = 0.4
"""The same where there is only one other product, which tells nothing about it."""

FAR_OUT: Final = 2.0
"""A product further from the usual rate than so many deviations counts like one just there."""

_WORTH: Final = 2
"""So many products is that belief worth."""

_CAUTION: Final = 0.65
"""How probable at least so much scatter is: above a half the spread is rather taken too large."""

_WIDEST: Final = 0.5
_STEPS: Final = 18
_WITNESSES: Final = 200
_PURE: Final = 1e-7


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of products, drawn towards the usual rate as far as the visits are few."""

    middle: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Usual:
    """What the other products of the shop let expect of each.

    Attributes:
        rate: orders per visit of all others together; nan where nobody else was looked at.
        below: how far rates lie below it from product to product: the share of the variance of a
            purchase that belongs to the product (0 when all products sell alike).
        above: how far they lie above it.
    """

    rate: Floats
    below: Floats
    above: Floats


def usual(visits: Ints, orders: Ints) -> Usual:
    """The pooled rate of the other products, and how much products differ anyway."""
    others, bought = visits.sum() - visits, orders.sum() - orders
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(others > 0, bought / others, np.nan)
    return usual_of(visits, orders, rate)


def usual_of(visits: Ints, orders: Ints, rate: Floats) -> Usual:
    """How much products differ anyway, where their usual rates are known.

    The spread of a beta-binomial, estimated from the other products on one side of the usual rate:
    a gift wrapping that everybody takes along says nothing about how low others lie. It is drawn
    towards ``USUAL_VARIATION`` where there are few others, and enlarged by what is not known of
    the pooled rate.
    """
    v = visits.astype(np.float64)
    witness = np.argsort(-visits, kind="stable")[:_WITNESSES]
    with np.errstate(divide="ignore", invalid="ignore"):
        safe = np.where((rate > 0) & (rate < 1), rate, np.nan)[:, None]
        away = (orders[witness] - v[witness] * safe) / np.sqrt(v[witness] * safe * (1 - safe))
    away[witness[None, :] == np.arange(len(visits))[:, None]] = np.nan
    return Usual(rate, *(_spread(v, away * side, witness, rate) for side in (-1, 1)))


def _spread(v: Floats, away: Floats, witness: Ints, rate: Floats) -> Floats:
    among, others = _scattered(v[witness], away)
    variation = np.where(others > 1, USUAL_VARIATION, UNTOLD_VARIATION)
    worth = _FREEDOM * np.maximum(others - 1, 0)
    rest = v.sum() - v
    with np.errstate(divide="ignore", invalid="ignore"):
        believed = np.square(variation) * rate / (1 - rate)
        among = (worth * among + _WORTH * believed) / (worth + _WORTH)
        unknown = (1 + among * (np.square(v).sum() - np.square(v)) / rest) / rest
    spread = np.nan_to_num(among + unknown, nan=_WIDEST)
    return np.asarray(np.minimum(spread, _WIDEST), dtype=np.float64)


def _scattered(v: Floats, away: Floats) -> tuple[Floats, Ints]:
    """The spread at which the scatter on one side is of its usual size; and how many tell it.

    Each product counts by its deviation from the usual rate, cut at ``FAR_OUT`` (Huber's second
    proposal, 1964, for one side only); how much that adds up to is about a multiple of chi-square.
    """
    others = np.isfinite(away).sum(axis=1)
    away = np.where(away > 0, away, 0.0)
    target = _UNIT * chdtri(np.maximum(_FREEDOM * (others - 1), _FREEDOM), _CAUTION)
    low, high = np.zeros(len(away)), np.full(len(away), np.sqrt(_WIDEST))
    for _ in range(_STEPS):
        middle = (low + high) / 2
        more = _summed(away, v, np.square(middle)) > target
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    is_wide = _summed(away, v, np.zeros(len(away))) > target
    return np.where(is_wide, np.square((low + high) / 2), 0.0), others


def _summed(away: Floats, v: Floats, spread: Floats) -> Floats:
    squared = np.square(away) / (1 + np.multiply.outer(spread, v - 1))
    return np.asarray(np.minimum(squared, FAR_OUT**2).sum(axis=1), dtype=np.float64)


def _moments() -> tuple[float, float]:
    """Mean and variance of a normal deviation on one side, squared and cut at ``FAR_OUT``."""
    far, tail = FAR_OUT, float(ndtr(-FAR_OUT))
    height = float(np.exp(-(far**2) / 2) / np.sqrt(2 * np.pi))
    second = 0.5 - tail - far * height
    fourth = 3 * second - far**3 * height
    mean = second + far**2 * tail
    return mean, fourth + far**4 * tail - mean**2


_MEAN, _VARIANCE = _moments()
_FREEDOM: Final = 2 * _MEAN**2 / _VARIANCE
_UNIT: Final = _VARIANCE / (2 * _MEAN)
"""A product adds ``_UNIT`` times a chi-square of ``_FREEDOM`` degrees to the scatter."""


def by_channel(visits: Ints, orders: Ints) -> Floats:
    """Purchases expected of the channels of each product ÷ those its visits alone let expect.

    Each channel counts at the rate that the other products have there, which is drawn towards
    their rate of all channels as far as its visits are few. 1 where nothing is known.

    Args:
        visits: of each product (a row) those of each channel (a column).
        orders: the purchases, likewise.
    """
    elsewhere, bought = visits.sum(axis=0) - visits, orders.sum(axis=0) - orders
    with np.errstate(divide="ignore", invalid="ignore"):
        all_ways = (bought.sum(axis=1) / elsewhere.sum(axis=1))[:, None]
        rates = (bought + PRIOR_VISITS * all_ways) / (elsewhere + PRIOR_VISITS)
        ratio = (visits * rates).sum(axis=1) / (visits.sum(axis=1) * all_ways[:, 0])
    return np.asarray(np.where(np.isfinite(ratio) & (ratio > 0), ratio, 1.0), dtype=np.float64)


def chance_fell(now: tuple[int, int], before: tuple[int, int]) -> float | None:
    """How probable it is that the rate of a product fell; None from too few purchases.

    The difference of two beta posteriors (Jeffreys), by its mean and variance.

    Args:
        now: visits and purchases.
        before: those of as many days before.
    """
    seen, bought = now[0] + before[0], now[1] + before[1]
    possible = all(side[1] <= side[0] for side in (now, before)) and bought > 0
    if not possible or min(now[0], before[0]) * bought / seen < LEAST_EXPECTED:
        return None
    means, variance = [], 0.0
    for visits, orders in (now, before):
        a, b = orders + 0.5, visits - orders + 0.5
        means.append(a / (a + b))
        variance += a * b / ((a + b) ** 2 * (a + b + 1))
    return float(ndtr((means[1] - means[0]) / variance**0.5))


def p_low(visits: Ints, orders: Ints, usual_rate: Floats) -> Floats:
    """How probable it is that a product's own rate is a poor one.

    Beta posterior whose prior is worth ``PRIOR_VISITS`` visits at the usual rate.
    """
    a, b = _posterior(visits, orders, usual_rate)
    return np.asarray(betainc(a, b, FAR_BELOW * usual_rate), dtype=np.float64)


def p_high(visits: Ints, orders: Ints, usual_rate: Floats) -> Floats:
    """How probable it is that a product's own rate is a good one."""
    a, b = _posterior(visits, orders, usual_rate)
    below = betainc(a, b, np.minimum(1.0, FAR_ABOVE * usual_rate))
    return np.asarray(1 - below, dtype=np.float64)


def shrunken(visits: Ints, orders: Ints, usual_rate: Floats) -> Rates:
    """The rates to show: three orders of four visits do not make 75 %."""
    a, b = _posterior(visits, orders, usual_rate)
    tail = (1 - CONFIDENCE) / 2
    low, high = (
        np.asarray(betaincinv(a, b, share), dtype=np.float64) for share in (tail, 1 - tail)
    )
    return Rates(a / (a + b), low, high)


def _posterior(visits: Ints, orders: Ints, usual_rate: Floats) -> tuple[Floats, Floats]:
    bought = orders + PRIOR_VISITS * usual_rate
    return bought, visits - orders + PRIOR_VISITS * (1 - usual_rate)


def chance_below(visits: Ints, orders: Ints, expected_of: Usual) -> Floats:
    """How often a product like the others would be bought so rarely, by chance alone.

    A beta-binomial tail: the more the other products differ among each other, the less is a low
    rate out of the ordinary.
    """
    return np.array(
        [
            _tail(int(v), int(k), float(r), float(s))
            for v, k, r, s in zip(visits, orders, expected_of.rate, expected_of.below, strict=True)
        ]
    )


def chance_above(visits: Ints, orders: Ints, expected_of: Usual) -> Floats:
    """How often a product like the others would be bought so often, by chance alone."""
    return np.array(
        [
            1.0 if k == 0 else 1 - _tail(int(v), int(k) - 1, float(r), float(s))
            for v, k, r, s in zip(visits, orders, expected_of.rate, expected_of.above, strict=True)
        ]
    ).clip(0, 1)


def _tail(visits: int, orders: int, rate: float, spread: float) -> float:
    if not 0 < rate < 1 or orders >= visits:
        return 1.0
    if spread < _PURE:
        return float(bdtr(orders, visits, rate))
    size = 1 / spread - 1
    a, b = rate * size, (1 - rate) * size
    some = np.arange(orders + 1)
    ways = gammaln(visits + 1) - gammaln(some + 1) - gammaln(visits - some + 1)
    terms = np.exp(ways + betaln(some + a, visits - some + b) - betaln(a, b))
    return float(min(1.0, terms.sum()))


def visits_needed(usual_rate: float) -> int:
    """So many visits let expect enough purchases to judge a page.

    Raises:
        ValueError: the rate is not positive.
    """
    if usual_rate <= 0:
        msg = f"nobody can expect purchases at a rate of {usual_rate}"
        raise ValueError(msg)
    # 5 / 0.05 is a little more than 100 in binary; nobody needs the 101st visit for that.
    return ceil(round(LEAST_EXPECTED / usual_rate, 9))


def visits_to_know(visits: int, orders: int, usual_rate: float, sure: float) -> int | None:
    """So many more visits at the rate of now would settle it; None when that is very far off."""
    for times in (1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0):
        many = np.array([round(visits * times)])
        bought = np.array([round(orders * times)])
        low = float(p_low(many, bought, np.array([usual_rate]))[0])
        if low >= sure or low <= 1 - sure:
            return int(many[0]) - visits
    return None
