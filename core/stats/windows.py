"""Which days are compared with which, and how a number changed between them.

Days that no file covers are left out on both sides, together with the day they are compared
with, so that each side has the same weekdays.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from core.stats.placebo import Judgement, judge
from core.terms import Period

Days: TypeAlias = npt.NDArray[np.float64]
"""One number per day of a shop's history; nan where no file covers the day."""

STEP = 7
"""Days between the earlier dates a change is held against."""

LEAST_HISTORY = 98
"""Days before a period from which on its change is judged at all."""

LEAST_INDEPENDENT = 2
"""Earlier changes that do not overlap from which on a change is judged at all."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The history of a shop: its days, and which of them no file covers."""

    all: Period
    covered: npt.NDArray[np.bool_]

    def series(self, by_day: Mapping[date, float]) -> Days:
        """``by_day`` as one number per day: 0 where nothing happened, nan in a gap."""
        values = np.where(self.covered, 0.0, np.nan)
        for day, value in by_day.items():
            place = self.place(day)
            if 0 <= place < len(values) and self.covered[place]:
                values[place] = value
        return values

    def place(self, day: date) -> int:
        """How many days after the first one ``day`` lies."""
        return (day - self.all.first).days


def calendar(history: Period, gaps: Iterable[Period]) -> Calendar:
    """The days of ``history`` without those of ``gaps``."""
    covered = np.ones(history.days, dtype=np.bool_)
    for gap in gaps:
        start = max(0, (gap.first - history.first).days)
        covered[start : max(start, (gap.last - history.first).days + 1)] = False
    return Calendar(history, covered)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stretches of days: ``end`` is the place after the last day, ``shift`` the distance.

    ``usable`` marks the days of the stretch that are covered on both sides.
    """

    end: int
    days: int
    shift: int
    usable: npt.NDArray[np.bool_]

    @property
    def left_out(self) -> int:
        """How many days are compared with nothing, because one of the two is not covered."""
        return self.days - int(self.usable.sum())

    def sums(self, values: Days) -> tuple[float, float]:
        """The sums over the usable days, of this stretch and of the one before."""
        start = self.end - self.days
        now = values[start : self.end][self.usable]
        before = values[start - self.shift : self.end - self.shift][self.usable]
        return float(now.sum()), float(before.sum())


def pair(days: Calendar, period: Period, shift: int) -> Pair | None:
    """``period`` and the days ``shift`` earlier; None when history does not reach back so far."""
    return _pair(days, days.place(period.last) + 1, period.days, shift)


def _pair(days: Calendar, end: int, size: int, shift: int) -> Pair | None:
    start = end - size
    if start - shift < 0:
        return None
    usable = days.covered[start:end] & days.covered[start - shift : end - shift]
    return Pair(end, size, shift, usable) if usable.any() else None


def earlier(days: Calendar, compared: Pair) -> list[Pair]:
    """The same comparison at earlier dates, whose days all lie before this period."""
    size, found = compared.days, []
    for end in range(compared.end - size, size + compared.shift - 1, -STEP):
        one = _pair(days, end, size, compared.shift)
        if one is not None and one.usable.sum() * 2 >= size:
            found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """A number in two stretches of days, and whether the difference is more than usual.

    ``judgement`` is None where there is too little history to know what is usual.
    """

    now: float
    before: float
    judgement: Judgement | None


def change(
    days: Calendar,
    compared: Pair,
    measure: Callable[[Pair], tuple[float, float, float]],
    least: float = 1.0,
) -> Change:
    """How ``measure`` changed between the two stretches.

    Args:
        days: the history.
        compared: the two stretches.
        measure: gives the value now, the value before, and the statistic that compares them.
        least: what chance alone does to that statistic, as a standard deviation.
    """
    now, before, statistic = measure(compared)
    start = compared.end - compared.days
    # What does not overlap: the room before this period, less the one stretch it starts from.
    independent = (start - compared.shift) // max(compared.days, 1)
    enough = start >= LEAST_HISTORY and independent >= LEAST_INDEPENDENT
    if not enough or not np.isfinite(statistic):
        return Change(now, before, None)
    known = [measure(one)[2] for one in earlier(days, compared)]
    return Change(now, before, judge(statistic, known, least=least, independent=independent))


def history_needed(size: int) -> int:
    """Days of history from which on a period of ``size`` days can be judged."""
    return max(LEAST_HISTORY, (LEAST_INDEPENDENT + 1) * size) + size
