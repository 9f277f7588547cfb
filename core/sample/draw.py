"""Small helpers around numpy's generator."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Objects = NDArray[np.object_]


def shares(weights: Sequence[float] | Floats) -> Floats:
    """The weights, scaled so that they add up to one."""
    numbers = np.asarray(weights, dtype=np.float64)
    scaled: Floats = numbers / numbers.sum()
    return scaled


def pick(rng: np.random.Generator, weights: Sequence[float] | Floats, size: int) -> Ints:
    """Draw ``size`` positions of ``weights``, each as often as its weight says."""
    bounds = np.cumsum(shares(weights))
    return np.minimum(np.searchsorted(bounds, rng.random(size), side="right"), len(bounds) - 1)


def texts(words: Sequence[Any], positions: Ints) -> Objects:
    """The words at these positions."""
    chosen: Objects = np.asarray(words, dtype=object)[positions]
    return chosen


def numbered(prefix: str, numbers: Ints, width: int) -> Objects:
    """Texts like ``ex00012``."""
    return np.array([f"{prefix}{number:0{width}d}" for number in numbers], dtype=object)
