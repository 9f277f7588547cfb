"""The rule by which versions of a text are told apart, for one test or for many at once.

At each look the versions are held against the control by Holm's steps (1979): the farthest of m
has to reach the boundary of the level α/m, the next that of α/(m - 1), and so on. With boundaries
of one spending function the whole errs in α at most over all looks (Maurer and Bretz 2013,
*Statistics in Biopharmaceutical Research* 5; Ye, Li, Liu and Yao 2013, *Statistics in Medicine*
32). Versions lie along the last axis, looks along the one before.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from core.stats.ab.arms import Arm, Floats, Interval
from core.stats.ab.comparison import differs
from core.stats.ab.group_sequential import boundaries
from core.stats.ab.sample_ratio import sample_ratio
from core.stats.ab.score_intervals import difference_interval, ratio_interval
from core.stats.ab.two_proportions import score_z

Flags = npt.NDArray[np.bool_]

FEWEST: Final = 6
"""With fewer successes in all no method can tell two versions apart at 5 %."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Successes and trials of the versions, the control first.

    ``shares`` are the planned shares of the visitors; None where nobody divided them.
    """

    successes: Floats
    trials: Floats
    shares: tuple[int, ...] | None = None

    @property
    def control(self) -> Arm:
        """The version the others are held against."""
        return Arm(self.successes[..., :1], self.trials[..., :1])

    @property
    def variants(self) -> Arm:
        """The others."""
        return Arm(self.successes[..., 1:], self.trials[..., 1:])

    def at(self, look: int) -> "Counted":
        """The numbers of one look of one test."""
        return Counted(self.successes[look], self.trials[look], self.shares)


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """What is called of each version but the control: 1 better, -1 worse, 0 neither.

    ``line`` is how many standard deviations each had to lie from the control.
    """

    sign: Floats
    line: Floats

    @property
    def decided(self) -> Flags:
        """Whether a look says what to use: a version is better, or every one is worse."""
        return np.asarray(np.any(self.sign > 0, axis=-1) | np.all(self.sign < 0, axis=-1))


def lines(
    parts: npt.ArrayLike,
    others: int,
    alpha: float,
    *,
    last: bool,
    information: npt.ArrayLike | None = None,
) -> Floats:
    """How far versions must lie from the control: looks by steps, the farthest version first.

    Args:
        parts: the part of the plan at each look, rising; by it the error is spent.
        others: how many versions there are besides the control.
        alpha: of the whole test.
        last: whether the last look is the end of the plan.
        information: what was known at each look, in any unit, never falling; None takes the parts.

    Raises:
        ValueError: as in :func:`core.stats.ab.group_sequential.boundaries`.
    """
    known = parts if information is None else information
    each = [
        boundaries(known, alpha=alpha / left, last=last, time=parts)
        for left in range(others, 0, -1)
    ]
    return np.stack(each, axis=-1)


def call(counted: Counted, steps: Floats) -> Called:
    """Which versions are better or worse than the control.

    Nothing is called where fewer than six succeeded in all, where the exact test of small counts
    does not agree, or where visitors were not divided as planned.

    Args:
        counted: of one look or of many looks and tests.
        steps: the lines of these looks, from :func:`lines`.
    """
    control, variants = counted.control, counted.variants
    z = score_z(control, variants)
    order = np.argsort(-np.abs(z), axis=-1, kind="stable")
    rank = np.argsort(order, axis=-1, kind="stable")
    steps = np.broadcast_to(steps, z.shape)
    # Versions that lie equally far have one line, whichever is named first.
    sorted_z = np.abs(np.take_along_axis(z, order, axis=-1))
    farther = np.diff(sorted_z, axis=-1, prepend=np.inf) != 0
    place = np.maximum.accumulate(np.where(farther, np.arange(z.shape[-1]), 0), axis=-1)
    own = np.take_along_axis(steps, np.take_along_axis(place, rank, axis=-1), axis=-1)
    far = np.take_along_axis(differs(control, variants, own), order, axis=-1)
    passed = np.logical_and.accumulate(far, axis=-1) & _can_be_called(counted)[..., None]
    told = np.take_along_axis(passed, rank, axis=-1)
    left = np.minimum(np.sum(passed, axis=-1, keepdims=True), z.shape[-1] - 1)
    line = np.where(told, own, np.take_along_axis(steps, left, axis=-1))
    return Called(np.where(told, np.sign(z), 0.0), line)


def _can_be_called(counted: Counted) -> Flags:
    enough = np.sum(counted.successes, axis=-1) >= FEWEST
    if counted.shares is None:
        return np.asarray(enough)
    return np.asarray(enough & ~sample_ratio(counted.trials, counted.shares).mismatch)


class Bounds(NamedTuple):
    """Between which bounds the difference and the ratio to the control lie."""

    difference: Interval
    ratio: Interval


def bounds(counted: Counted, called: Called) -> Bounds:
    """The intervals that say the same as the call.

    Miettinen and Nurminen's at the line of each version. Where nothing is called although they
    leave "no difference" out, because of small counts or the steps, they are drawn out to it.
    """
    control, variants = counted.control, counted.variants
    found = difference_interval(control, variants, called.line)
    ratio = ratio_interval(control, variants, called.line)
    return Bounds(agreeing(found, called.sign, 0.0), agreeing(ratio, called.sign, 1.0))


def agreeing(found: Interval, sign: Floats, same: float) -> Interval:
    """Bounds that hold ``same`` where nothing is called, and lie on the side of what is called."""
    low, high = found
    lower = np.where(sign > 0, np.maximum(low, same), low)
    upper = np.where(sign < 0, np.minimum(high, same), high)
    open_ = sign == 0
    return Interval(
        np.where(open_, np.minimum(lower, same), lower),
        np.where(open_, np.maximum(upper, same), upper),
    )
