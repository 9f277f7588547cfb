"""What texts have in common that do better than others of the same test.

Only versions of one test are held against each other, never rates of different tests: those
differ by product, place and time. Each test that has texts with and without a feature says by
which ratio the former do better; the ratios are pooled with room for true effects that differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.stats.ab.arms import Arm, Floats, Interval
from core.stats.ab.pooling import MeanEffect, log_ratio, mean_effect
from core.stats.ab.several import holm

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

ALPHA: Final = 0.04
"""The level at which anything is called a pattern, over all features together.

A fifth below 5 %: texts that differ for other reasons make the variances a little too small, and
of sets in which nothing matters 4.2 % had a call at 4 %, 5.4 % at 5 % (``docs/methods.md``).
"""

NEXT: Final = 0.95
"""How often the true ratio of a new test lies within the bounds told for it."""

FEWEST_TESTS: Final = 2
"""Tests with and without a feature that it takes to pool."""


@dataclass(frozen=True, slots=True, eq=False)
class Versions:
    """Versions of many tests, one element each; those of one test have the same number from 0."""

    tests: Numbers
    shown: Floats
    reacted: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """Of each test with both kinds of texts: those with a feature against those without.

    ``tests`` are their numbers, ``effects`` logarithms of ratios, ``base`` the rate of the texts
    without it in the same test.
    """

    tests: Numbers
    effects: Floats
    variances: Floats
    base: Floats


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is known of one feature.

    Attributes:
        name: the feature.
        versions: how many texts have it, whether they were compared or not.
        tests: in how many tests texts with it and without it ran side by side.
        base: the rate of a usual test among them without it: the median.
        ratio: how many times as many react with it, on average; None of fewer than two tests.
        bounds: of that ratio; they leave 1 out exactly where it is ``known``.
        next: where the ratio of a new test lies in 95 of 100 cases.
        chance: how likely the average ratio is above 1.
        p: adjusted over all features that were looked at (Holm).
        known: whether it helps or harms, with a false alarm over all features in fewer than
            5 of 100 sets in which nothing matters.
        confidence: of the bounds.
    """

    name: str
    versions: int
    tests: int
    base: float | None = None
    ratio: float | None = None
    bounds: tuple[float, float] | None = None
    next: tuple[float, float] | None = None
    chance: float | None = None
    p: float | None = None
    known: bool = False
    confidence: float = 1 - ALPHA

    @property
    def helps(self) -> bool:
        """Whether it is known to help."""
        return self.known and self.ratio is not None and self.ratio > 1

    @property
    def harms(self) -> bool:
        """Whether it is known to harm."""
        return self.known and self.ratio is not None and self.ratio < 1


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """Which texts have a feature and which have not; of the others nobody knows."""

    has: Flags
    lacks: Flags


def contrast(versions: Versions, split: Split) -> Contrast:
    """Texts with a feature against those without, test by test."""
    count = int(versions.tests.max(initial=-1)) + 1

    def of(some: Flags) -> Arm:
        """What all texts of a kind brought together, in each test."""
        at = versions.tests[some]
        numbers = (versions.reacted[some], versions.shown[some])
        return Arm(*(np.bincount(at, one, count).astype(np.float64) for one in numbers))

    mine, others = of(split.has), of(split.lacks)
    both = np.flatnonzero((mine.trials > 0) & (others.trials > 0))
    mine = Arm(mine.successes[both], mine.trials[both])
    others = Arm(others.successes[both], others.trials[both])
    effects, variances = log_ratio(others, mine)
    return Contrast(both, effects, variances, np.asarray(others.rate))


def patterns(versions: Versions, features: Mapping[str, Split]) -> list[Pattern]:
    """What is known of each feature, in the order given.

    The level of each interval is that of Holm's step (1979), so that intervals and calls say the
    same.
    """
    found = {name: contrast(versions, split) for name, split in features.items()}
    pooled = {
        name: mean_effect(one.effects, one.variances)
        for name, one in found.items()
        if len(one.tests) >= FEWEST_TESTS
    }
    levels = _levels([one.p for one in pooled.values()])
    steps = dict(zip(pooled, levels, strict=True))
    return [
        _pattern(name, int(np.sum(features[name].has)), one, pooled.get(name), steps.get(name))
        for name, one in found.items()
    ]


def _pattern(
    name: str,
    versions: int,
    one: Contrast,
    pooled: MeanEffect | None,
    step: tuple[float, float, bool] | None,
) -> Pattern:
    tests = len(one.tests)
    if pooled is None or step is None:
        return Pattern(name, versions, tests)
    level, adjusted, known = step
    mean, ahead = pooled.intervals(1 - level, NEXT)
    return Pattern(
        name, versions, tests, float(np.median(one.base)), float(np.exp(pooled.mean)),
        _ratios(mean), _ratios(ahead), pooled.higher, adjusted, known, 1 - level,
    )  # fmt: skip


def _ratios(logs: Interval) -> tuple[float, float]:
    return float(np.exp(logs.lower)), float(np.exp(logs.upper))


def _levels(p_values: Sequence[float]) -> list[tuple[float, float, bool]]:
    """Of each feature the level of its step, its adjusted p, and whether it is called."""
    if not p_values:
        return []
    p = np.asarray(p_values)
    order = np.argsort(p, kind="stable")
    levels, known = np.empty(len(p)), np.zeros(len(p), dtype=bool)
    for step, at in enumerate(order):
        level = ALPHA / (len(p) - step)
        if p[at] > level:
            levels[order[step:]] = level
            break
        levels[at], known[at] = level, True
    adjusted = holm(p)
    return [(float(levels[at]), float(adjusted[at]), bool(known[at])) for at in range(len(p))]
