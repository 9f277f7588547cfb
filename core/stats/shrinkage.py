"""Pull rates of few cases towards what is usual among their neighbours.

Three orders out of ten visits are no rate of 30 %. The rates of all groups together tell how far
such rates lie apart (a beta distribution, fitted to the groups themselves: empirical Bayes);
each rate is then a weighted mean of its own and of what is usual, with bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import betainc, betaincinv, betaln, expit

from core.stats.proportions import Tally

LEAST_GROUPS: Final = 3
"""Groups from which on it can be told how far rates lie apart."""

STRENGTH: Final = 50.0
"""So many cases the usual counts for where that cannot be told."""

_WEAKEST, _STRONGEST = 1.0, 1e5
_STEPS: Final = 128

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prior:
    """What is usual among the groups; ``is_fitted`` is False where its strength was assumed."""

    alpha: float
    beta: float
    is_fitted: bool

    @property
    def mean(self) -> float:
        """The usual rate."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def strength(self) -> float:
        """So many cases the usual rate counts for."""
        return self.alpha + self.beta

    def shrink(self, tally: Tally) -> "Shrunk":
        """One group's rate, given what is usual."""
        return Shrunk(self.alpha + tally.successes, self.beta + tally.trials - tally.successes)


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Where a rate lies: the beta distribution of what is usual and the group's own cases."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """The rate itself."""
        return self.alpha / (self.alpha + self.beta)

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """Between which bounds it lies, with as much left out below as above.

        Raises:
            ValueError: the confidence does not lie between 0 and 1.
        """
        if not 0 < confidence < 1:
            msg = f"a confidence lies between 0 and 1, not {confidence}"
            raise ValueError(msg)
        tail = (1 - confidence) / 2
        low, high = (float(betaincinv(self.alpha, self.beta, at)) for at in (tail, 1 - tail))
        return low, high

    def chance_below(self, rate: float) -> float:
        """How probable it is that the rate lies below another one."""
        return float(betainc(self.alpha, self.beta, min(max(rate, 0.0), 1.0)))


def prior(groups: Sequence[Tally]) -> Prior | None:
    """What is usual among the rates of some groups; None of no cases at all.

    By maximum likelihood of the beta-binomial distribution (Skellam 1948), begun at the estimate
    by moments (Kleinman 1973). With fewer than three groups, or where all or none succeeded, the
    rate of all cases together with an assumed strength.
    """
    told = [group for group in groups if group.trials]
    both = sum(told, Tally(0, 0))
    if not both.trials:
        return None
    if len(told) < LEAST_GROUPS or not 0 < both.successes < both.trials:
        # Half a case keeps it off 0 and 1, where nothing could ever be learnt.
        mean = (both.successes + 0.5) / (both.trials + 1)
        return Prior(mean * STRENGTH, (1 - mean) * STRENGTH, is_fitted=False)
    return _fitted(
        np.array([group.successes for group in told], dtype=np.float64),
        np.array([group.trials for group in told], dtype=np.float64),
    )


def moments(groups: Sequence[Tally]) -> tuple[float, float]:
    """The usual rate and its strength by moments (Kleinman 1973, weighted by cases).

    Raises:
        ValueError: fewer than two groups have cases.
    """
    told = [group for group in groups if group.trials]
    if len(told) < 2:  # noqa: PLR2004
        msg = "how far rates lie apart takes two of them"
        raise ValueError(msg)
    trials = np.array([group.trials for group in told], dtype=np.float64)
    rates = np.array([group.successes for group in told]) / trials
    total = trials.sum()
    mean = float((trials * rates).sum() / total)
    between = float((trials * (rates - mean) ** 2).sum())
    by_chance = mean * (1 - mean) * (len(told) - 1)
    room = mean * (1 - mean) * (total - (trials**2).sum() / total - (len(told) - 1))
    # The intraclass correlation; none or less means that chance explains all of it.
    apart = (between - by_chance) / room if room > 0 else 0.0
    strength = 1 / apart - 1 if apart > 0 else _STRONGEST
    return mean, float(min(max(strength, _WEAKEST), _STRONGEST))


def _fitted(successes: _Floats, trials: _Floats) -> Prior:
    mean, strength = moments(
        [Tally(int(k), int(n)) for k, n in zip(successes, trials, strict=True)]
    )

    def loss(at: _Floats) -> float:
        middle, weight = float(expit(at[0])), exp(at[1])
        a, b = middle * weight, (1 - middle) * weight
        return -float((betaln(successes + a, trials - successes + b) - betaln(a, b)).sum())

    start = np.array([log(mean / (1 - mean)), log(strength)])
    bounds = [(-16.0, 16.0), (log(_WEAKEST), log(_STRONGEST))]
    # Two numbers only: no derivatives, no threads.
    found = minimize(
        loss, start, method="Nelder-Mead", bounds=bounds,
        options={"xatol": 1e-6, "fatol": 1e-10, "maxiter": 600},
    )  # fmt: skip
    at = found.x if found.fun <= loss(start) else start
    middle, weight = float(expit(at[0])), exp(float(at[1]))
    return Prior(middle * weight, (1 - middle) * weight, is_fitted=True)


def chance_higher(one: Shrunk, other: Shrunk) -> float:
    """How probable it is that the first rate is higher than the second.

    The integral of the first one's distribution function over the quantiles of the second.
    """
    middles = (np.arange(_STEPS) + 0.5) / _STEPS
    others = betaincinv(other.alpha, other.beta, middles)
    return float(1 - betainc(one.alpha, one.beta, others).mean())
