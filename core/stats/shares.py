"""How far the shares of several groups are from the shares one has in mind, and what chance does.

The error is the total variation distance: half the sum of absolute differences, the share of all
cases that would have to be in another group. It is never below nought, so few cases alone make it
large; hence its level by chance, and a range that does not mistake chance for distance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DRAWS: Final = 10_000
"""So many samples say what chance does; the level is sure to about a fiftieth of itself."""

DRAWS_A_STEP: Final = 2_000
"""So many at each step of the search for a bound."""

STEPS: Final = 12
"""Each halves what is unknown of a bound."""

SEED: Final = 20_261_201
"""The same numbers give the same answer, today and tomorrow."""

_STRETCH: Final = 1.7
_STRETCHES: Final = 8
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Error:
    """The distance of counted shares from those meant.

    Attributes:
        value: the error, 0 to 1.
        chance: what it reaches by chance in 19 of 20 samples of this size if the shares meant were
            true.
        p: the chance of an error at least as large if they were.
        low: the lower bound of the true error.
        high: the upper bound.
        cases: how many were counted.
    """

    value: float
    chance: float
    p: float
    low: float
    high: float
    cases: int


def distance(meant: npt.ArrayLike, shares: npt.ArrayLike) -> float:
    """Half the sum of absolute differences of two lists of shares, 0 to 1.

    Raises:
        ValueError: one of them is no list of shares that make one, or they differ in length.
    """
    one, other = _shares(meant), _shares(shares)
    if one.shape != other.shape:
        msg = f"{one.size} shares cannot be held against {other.size}"
        raise ValueError(msg)
    return fsum(np.abs(one - other)) / 2


def chance_level(meant: npt.ArrayLike, cases: int, confidence: float = 0.95) -> float:
    """What the error reaches by chance alone when the shares meant are true.

    The quantile of the error in ``DRAWS`` samples of that size from a multinomial distribution,
    drawn from one seed.

    Raises:
        ValueError: nothing was counted, the confidence is not between 0 and 1, or see ``distance``.
    """
    _check(cases, confidence)
    drawn = _drawn(_shares(meant), _shares(meant), cases, DRAWS)
    return float(np.quantile(drawn, confidence, method="higher"))


def error(meant: npt.ArrayLike, counts: npt.ArrayLike, confidence: float = 0.95) -> Error:
    """The error of what was counted, its level by chance and the range of the true error.

    The range holds the errors that this one does not contradict: on the line from the shares meant
    through those counted, true shares are moved until an error as large as this (or as small)
    would be seen in fewer than half of ``1 - confidence`` of all samples. So the lower bound is
    nought just when the shares meant may be true. The usual percentile bootstrap counts chance
    twice: of six groups and 30 cases its range lay above the truth in half of all samples
    (docs/methods.md).

    Args:
        meant: the share of each group, together one.
        counts: how many of each group were counted; together a whole number.
        confidence: of the range, and of the level by chance.

    Raises:
        ValueError: nothing was counted, a count is below nought, or see ``distance``.
    """
    target, found = _shares(meant), np.asarray(counts, dtype=np.float64)
    if found.shape != target.shape or (found < 0).any():
        msg = f"{found.size} counts do not fit {target.size} shares"
        raise ValueError(msg)
    cases = round(float(found.sum()))
    _check(cases, confidence)
    shares = found / cases
    value = distance(target, shares)
    drawn = _drawn(target, target, cases, DRAWS)
    chance = float(np.quantile(drawn, confidence, method="higher"))
    as_far = float((1 + (drawn >= value - _ROUNDING).sum()) / (DRAWS + 1))
    low, high = _range(target, shares, cases, value, (1 - confidence) / 2)
    return Error(value, chance, as_far, min(low, value), max(high, value), cases)


def _range(
    target: Floats, shares: Floats, cases: int, value: float, tail: float
) -> tuple[float, float]:
    if value <= _ROUNDING:
        # There is no direction to go; what chance hides is all that can be said.
        drawn = _drawn(target, target, cases, DRAWS_A_STEP)
        return 0.0, float(np.quantile(drawn, 1 - tail))

    def moved(place: float) -> Floats:
        there = np.clip(target + place * (shares - target), 0.0, None)
        return np.asarray(there / there.sum(), dtype=np.float64)

    def too_near(place: float) -> bool:
        """Whether true shares there would hardly ever lead to an error as large."""
        drawn = _drawn(moved(place), target, cases, DRAWS_A_STEP)
        return float((drawn >= value - _ROUNDING).mean()) < tail

    def too_far(place: float) -> bool:
        drawn = _drawn(moved(place), target, cases, DRAWS_A_STEP)
        return float((drawn <= value + _ROUNDING).mean()) < tail

    low = _last(too_near, 1.0) if too_near(0.0) else 0.0
    beyond = 1.0
    for _ in range(_STRETCHES):
        if too_far(beyond):
            break
        beyond *= _STRETCH
    high = _last(lambda place: not too_far(place), beyond)
    return distance(target, moved(low)), distance(target, moved(high))


def _last(holds: Callable[[float], bool], end: float) -> float:
    """The last place between 0, where it holds, and the end at which it still does."""
    inside, outside = 0.0, end
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


def _drawn(true: Floats, target: Floats, cases: int, draws: int) -> Floats:
    """The errors against ``target`` of samples from ``true``."""
    sampled = np.random.default_rng(SEED).multinomial(cases, true, size=draws) / cases
    return np.asarray(np.abs(sampled - target).sum(axis=1) / 2)


def _shares(told: npt.ArrayLike) -> Floats:
    shares = np.asarray(told, dtype=np.float64)
    if shares.ndim != 1 or (shares < 0).any() or not np.isclose(shares.sum(), 1.0, atol=1e-6):
        msg = "shares are not below nought, and together they make one"
        raise ValueError(msg)
    return np.asarray(shares / shares.sum(), dtype=np.float64)


def _check(cases: int, confidence: float) -> None:
    if cases < 1 or not 0 < confidence < 1:
        msg = f"{cases} cases at a confidence of {confidence} say nothing"
        raise ValueError(msg)
