"""Where a function of many elements crosses zero."""

from collections.abc import Callable
from typing import Final

import numpy as np
from scipy.optimize import elementwise

from core.stats.ab.arms import Floats

STEPS: Final = 200
"""More than any bracket of doubles needs."""


def root(function: Callable[..., Floats], low: Floats, high: Floats, *given: Floats) -> Floats:
    """The zero of each element between its own two ends.

    Chandrupatla's method (1997, *Advances in Engineering Software* 28) as scipy has it, to the
    last digits. Every element goes its own way, so one alone and one among ten thousand end at
    the same number. Where the ends lie on the same side of zero, by rounding or because the
    function is flat, the end nearer to zero is taken, and the first of two that are equal.

    Args:
        function: of the place and of what is ``given``, all arrays of one shape.
        low: one end of each bracket.
        high: the other end.
        given: what else the function needs, one for each element.
    """
    start, end, *rest = np.broadcast_arrays(low, high, *given)
    at_start, at_end = function(start, *rest), function(end, *rest)
    found = np.where(np.abs(at_start) <= np.abs(at_end), start, end)
    inside = at_start * at_end < 0
    if np.any(inside):
        ends = (start[inside], end[inside])
        args = tuple(each[inside] for each in rest)
        with np.errstate(invalid="ignore", divide="ignore"):  # of its own steps
            solved = elementwise.find_root(function, ends, args=args, maxiter=STEPS)
        found[inside] = solved.x
    return found
