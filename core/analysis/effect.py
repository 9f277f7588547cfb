"""What came of a change: a number afterwards beside what its own past lets expect.

The expectation is the weekday profile of the 56 days before times the level of the 28 days before.
How far such an expectation usually misses is measured at earlier dates, on which nothing in
particular was done. What is noticed after a change need not come of it: see docs/methods.md.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, nan, sqrt
from typing import Final

import numpy as np

from core.stats.placebo import judge
from core.stats.windows import STEP, Days

METHOD: Final = "profile56.level28.placebo.v1"
"""Kept with every result: how it was computed."""

PROFILE: Final = 56
"""Days whose weekdays are compared with each other."""

LEVEL: Final = 28
"""Days whose level is carried on."""

LEAST_HISTORY: Final = 98
"""Days with data before a change from which on its effect is judged: 14 weeks."""

LONGEST_PAST: Final = 728
"""Days before a change at which earlier dates are looked for."""

CONFIDENCE: Final = 0.9

_WEEK: Final = 7
_HALF: Final = 0.5


class Missing(StrEnum):
    """What there is too little of to look at a change at all."""

    NO_DATA = "no_data"
    SHORT_HISTORY = "short_history"


@dataclass(frozen=True, slots=True)
class Series:
    """A number day by day; nan where nothing is known of the day.

    ``parts`` over ``wholes`` for a rate or a mean, ``wholes`` is None for a sum. ``events`` are
    what chance counts: the orders behind won, the buyers behind a rate.
    """

    parts: Days
    wholes: Days | None
    events: Days


@dataclass(frozen=True, slots=True)
class Judged:
    """How unusual a change is.

    Attributes:
        probability: one minus the p-value.
        smallest: the relative change from which one would be called one.
        low: the smaller end of the relative change, at 90 %.
        high: its larger end.
        dates: how many earlier dates it was held against.
    """

    probability: float
    smallest: float
    low: float
    high: float
    dates: int


@dataclass(frozen=True, slots=True)
class Change:
    """A number after a change and what was to be expected; None where it cannot be had.

    ``now`` and ``expected`` are sums or rates over the ``days`` after the change that are known;
    ``events`` how many events were to be expected in them; ``before`` the same number over the
    28 days before, a sum as so many per ``days``.
    """

    now: float
    expected: float
    before: float
    events: float
    days: int
    judged: Judged | None
    missing: Missing | None = None

    @property
    def relative(self) -> float | None:
        """By which share the number differs from what was to be expected."""
        return (self.now - self.expected) / self.expected if self.expected > 0 else None


NOTHING: Final = Change(0.0, 0.0, 0.0, 0.0, 0, None, Missing.NO_DATA)
"""Nothing is known of the days after the change, or of those before."""


def change(series: Series, start: int, days: int) -> Change:
    """How a number did after a change.

    Args:
        series: the number, day by day.
        start: the place of the first day after the change.
        days: how many days from there are looked at.
    """
    looked = _look(series, start, days)
    if looked is None:
        return NOTHING
    known = np.isfinite(series.parts[max(0, start - LONGEST_PAST) : start])
    if int(known.sum()) < LEAST_HISTORY:
        return Change(*looked.told, None, Missing.SHORT_HISTORY)
    return Change(*looked.told, _judged(series, start, days, looked))


def _judged(series: Series, start: int, days: int, looked: "_Look") -> Judged | None:
    """How unusual a change is beside what was missed at earlier dates."""
    first = max(PROFILE, start - LONGEST_PAST)
    earlier = [
        one.error
        for end in range(start - days, first - 1, -STEP)
        if (one := _look(series, end, days)) is not None
    ]
    if not isfinite(looked.error):
        return None
    judgement = judge(
        looked.error, earlier, least=looked.chance, independent=max(0, (start - first) // days)
    )
    if judgement is None:
        return None
    reach = judgement.smallest(CONFIDENCE)
    return Judged(1 - judgement.p, reach, looked.error - reach, looked.error + reach, len(earlier))


def without(series: Series, places: Collection[int]) -> Series:
    """The series with some days unknown, as if nobody had told of them."""
    gone = np.zeros(len(series.parts), dtype=bool)
    gone[list(set(places))] = True
    return Series(
        np.where(gone, nan, series.parts),
        None if series.wholes is None else np.where(gone, nan, series.wholes),
        np.where(gone, nan, series.events),
    )


def could_go(series: Series, places: Collection[int], start: int, days: int) -> int:
    """How many known days would be left out with some places; 0 where too few would be left.

    Args:
        series: the number, day by day.
        places: the days that could be left out.
        start: the place of the first day after the change.
        days: how many days from there are looked at.
    """
    if _look(without(series, places), start, days) is None:
        return 0
    near = range(max(0, start - PROFILE), start + days)
    return sum(place in near and isfinite(series.parts[place]) for place in set(places))


def foreseen(series: Series, start: int, days: int) -> Change:
    """What is known before the days after a change are: how many events are to be expected."""
    past = series.events[max(0, start - LEVEL) : start]
    known = past[np.isfinite(past)]
    events = float(known.mean() * days) if len(known) else 0.0
    return Change(0.0, 0.0, 0.0, events, 0, None)


def level(series: Series, end: int) -> tuple[float, float, int] | None:
    """The number over the 28 days before a place: itself, what it is a part of, days known.

    A sum is told for 28 days whatever is missing of them; None where less than half is known.
    """
    start = max(0, end - LEVEL)
    parts = series.parts[start:end]
    known = np.isfinite(parts)
    if series.wholes is not None:
        known &= np.isfinite(series.wholes[start:end])
    count = int(known.sum())
    if count < LEVEL * _HALF:
        return None
    total = float(parts[known].sum())
    if series.wholes is None:
        return total / count * LEVEL, float(series.events[start:end][known].sum()), count
    whole = float(series.wholes[start:end][known].sum())
    return (total / whole, whole, count) if whole > 0 else None


@dataclass(frozen=True, slots=True)
class _Look:
    """One stretch of days beside its expectation."""

    told: tuple[float, float, float, float, int]
    error: float
    chance: float


def _look(series: Series, start: int, days: int) -> _Look | None:
    if start < LEVEL or start + days > len(series.parts):
        return None
    parts = _expected(series.parts, start, days)
    wholes = parts if series.wholes is None else _expected(series.wholes, start, days)
    same = series.events is series.parts
    events = parts if same else _expected(series.events, start, days)
    if parts is None or wholes is None or events is None:
        return None
    now, expected, before, known = parts
    count, seen = events[1], events[2] / known * LEVEL
    if series.wholes is not None:
        if min(wholes[:3]) <= 0:
            return None
        # As many as came are held against the rate of the days before, not against the past.
        count *= wholes[0] / wholes[1]
        now, expected, before = now / wholes[0], before / wholes[2], before / wholes[2]
    error = (now - expected) / expected if expected > 0 else nan
    return _Look(
        (now, expected, before, count, known), error, sqrt(1 / max(count, 1.0) + 1 / max(seen, 1.0))
    )


def _expected(values: Days, start: int, days: int) -> tuple[float, float, float, int] | None:
    """The sum over some days, the one to be expected, the one of days at the earlier level.

    Only days that are known are summed; None when fewer than half are, before or after.
    """
    after = values[start : start + days]
    known = np.isfinite(after)
    past = values[max(0, start - PROFILE) : start]
    recent = np.isfinite(past[-LEVEL:])
    if known.sum() < max(1.0, days * _HALF) or recent.sum() < LEVEL * _HALF:
        return None
    profile = _profile(past)
    # The weekday of a place, counted from ``start``.
    weights_after = profile[np.arange(days) % _WEEK][known]
    weights_recent = profile[np.arange(-LEVEL, 0) % _WEEK][recent]
    if weights_recent.sum() <= 0:
        return None
    size = float(past[-LEVEL:][recent].sum() / weights_recent.sum())
    before = float(past[-LEVEL:][recent].mean() * known.sum())
    return float(after[known].sum()), size * float(weights_after.sum()), before, int(known.sum())


def _profile(past: Days) -> Days:
    """How much each weekday has of a mean day, the weekday of the day after ``past`` first."""
    weekdays = np.arange(-len(past), 0) % _WEEK
    known = np.isfinite(past)
    means = np.ones(_WEEK)
    sums = np.bincount(weekdays[known], past[known], _WEEK)
    counts = np.bincount(weekdays[known], minlength=_WEEK)
    if counts.min() == 0 or sums.sum() <= 0:
        return means
    means = sums / counts
    return np.asarray(means / means.mean(), dtype=np.float64)
