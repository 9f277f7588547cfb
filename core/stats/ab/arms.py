"""What one version of a text brought, and the bounds of what that says."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]


class Interval(NamedTuple):
    """Bounds. ``inf`` and ``-inf`` stand where the data set no bound; nothing is ever NaN."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Arm:
    """How many of how many, in one version of one test or of many tests at once.

    Made by :func:`arm`, which checks the numbers.
    """

    successes: Floats
    trials: Floats

    @property
    def rate(self) -> Floats:
        """The part that succeeded, 0 to 1; 0 of nothing, which says nothing."""
        return self.successes / np.maximum(self.trials, 1)

    @property
    def failures(self) -> Floats:
        """How many did not succeed."""
        return self.trials - self.successes

    def __add__(self, other: "Arm") -> "Arm":
        return Arm(self.successes + other.successes, self.trials + other.trials)


def arm(successes: npt.ArrayLike, trials: npt.ArrayLike) -> Arm:
    """One version: how many visitors (or recipients) did what was hoped for.

    Args:
        successes: whole counts.
        trials: whole counts, of the same shape or broadcast to it.

    Raises:
        ValueError: there are no numbers, or they are not whole, negative, or more successes than
            trials.
    """
    some, of = np.broadcast_arrays(whole(successes), whole(trials))
    if np.any(some > of):
        raise ValueError("there are more successes than trials")
    return Arm(some, of)


def whole(values: npt.ArrayLike) -> Floats:
    """Counts, as numbers to calculate with.

    Raises:
        ValueError: there are none, or one is negative, not whole or not a number.
    """
    counts = numbers(values)
    if np.any(counts < 0) or np.any(counts != np.floor(counts)):
        raise ValueError("counts are whole and not negative")
    return counts


def numbers(values: npt.ArrayLike) -> Floats:
    """Numbers to calculate with.

    Raises:
        ValueError: there are none, or one is missing or infinite.
    """
    found = np.asarray(values, dtype=np.float64)
    if not found.size:
        raise ValueError("there are no numbers")
    if not np.all(np.isfinite(found)):
        raise ValueError("a number is missing or infinite")
    return found


def part(value: float, name: str) -> float:
    """A share that is neither nothing nor all.

    Raises:
        ValueError: it is not between 0 and 1.
    """
    if not 0 < value < 1:
        msg = f"the {name} lies between 0 and 1, not {value}"
        raise ValueError(msg)
    return value


def critical(confidence: float = 0.95) -> float:
    """How many standard deviations either side leave out what ``confidence`` leaves out.

    Raises:
        ValueError: the confidence is not between 0 and 1.
    """
    return float(ndtri((1 + part(confidence, "confidence")) / 2))
