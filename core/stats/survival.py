"""How long until something happens, of people of whom some are still waiting."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import CensoredData, ecdf

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """The share of people to whom it has happened by a time, one element a time it happened at.

    Attributes:
        time: the times, the shortest first.
        share: of whom it has happened by then.
        lower: the lowest share the data allow,
        upper: and the highest one.
        at_risk: how many were still waiting just before.
        longest: the longest time anybody waited.
    """

    time: Floats
    share: Floats
    lower: Floats
    upper: Floats
    at_risk: Floats
    longest: float = 0.0

    def by(self, times: npt.ArrayLike) -> Floats:
        """The share by each of some times; 0 before it happened to anybody.

        Beyond the longest waiting nobody knows; the last share is what is known so far.
        """
        place = np.searchsorted(self.time, np.asarray(times, dtype=np.float64), side="right")
        return np.append(0.0, self.share)[place]

    def between(self, time: float) -> tuple[float, float] | None:
        """The bounds of the share by a time; None before it happened to anybody or beyond all."""
        place = int(np.searchsorted(self.time, time, side="right")) - 1
        if place < 0 or time > self.longest:
            return None
        return float(self.lower[place]), float(self.upper[place])

    def median(self) -> float | None:
        """The time by which it has happened to half of them; None where it has not."""
        half = np.flatnonzero(self.share >= 0.5)  # noqa: PLR2004
        return float(self.time[half[0]]) if len(half) else None


def curve(waited: npt.ArrayLike, happened: npt.ArrayLike, confidence: float = 0.95) -> Curve:
    """Kaplan and Meier (1958), J. of the American Statistical Association 53:457.

    The bounds are those of the complementary log-log of the survival, with Greenwood's variance,
    which stay between 0 and 1 (Kalbfleisch and Prentice 2002, section 1.4). Once it has happened to
    everybody that waited so long, they say nothing.

    Args:
        waited: how long until it happened, or until now.
        happened: whether it did.
        confidence: of the bounds.

    Raises:
        ValueError: a time is negative, or the confidence is not between 0 and 1.
    """
    time, is_event = np.asarray(waited, np.float64), np.asarray(happened, np.bool_)
    if (time < 0).any() or not 0 < confidence < 1:
        msg = "nobody waits for less than no time, and a confidence lies between 0 and 1"
        raise ValueError(msg)
    if not is_event.any():
        nothing = np.empty(0)
        return Curve(nothing, nothing, nothing, nothing, nothing)
    told = ecdf(CensoredData(uncensored=time[is_event], right=time[~is_event])).sf
    is_own = np.isin(told.quantiles, time[is_event])
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        # Undefined where it happened to the last one; answered below.
        warnings.simplefilter("ignore", RuntimeWarning)
        both: Any = told.confidence_interval(confidence, method="log-log")
    left = np.asarray(told.probabilities[is_own], np.float64)
    low = np.asarray(both.low.probabilities[is_own], np.float64)
    high = np.asarray(both.high.probabilities[is_own], np.float64)
    times = np.asarray(told.quantiles[is_own], np.float64)
    waiting = len(time) - np.searchsorted(np.sort(time), times, side="left")
    is_over = left <= 0
    lower, upper = np.where(is_over, 0.0, 1 - high), np.where(is_over, 1.0, 1 - low)
    longest = float(time.max())
    return Curve(times, 1 - left, lower, upper, waiting.astype(np.float64), longest)
