"""Which days are compared with which, and how a number changed between them.

Days that no file covers are left out on both sides, together with the day they are compared
with, so that each side has the same weekdays.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

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


_EPOCH: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The history of a shop: its days, and which of them no file covers."""

    all: Period
    covered: npt.NDArray[np.bool_]

    def series(
        self, days: Sequence[date] | npt.NDArray[np.datetime64], values: npt.ArrayLike
    ) -> Days:
        """``values`` of ``days`` as one number per day: 0 where nothing was, nan in a gap."""
        counts = np.asarray(values, dtype=np.float64)
        found = np.where(self.covered, 0.0, np.nan)
        first = np.datetime64(self.all.first, "D")
        places = (_moments(days) - first).astype(np.int64)
        inside = (places >= 0) & (places < len(found))
        found[places[inside]] = counts[inside]
        return np.where(self.covered, found, np.nan)

    def place(self, day: date) -> int:
        """How many days after the first one ``day`` lies."""
        return (day - self.all.first).days


def _moments(
    days: Sequence[date] | npt.NDArray[np.datetime64],
) -> npt.NDArray[np.datetime64]:
    """Days as numpy counts them; what numpy does with a thousand dates takes a millisecond."""
    if isinstance(days, np.ndarray):
        return days.astype("datetime64[D]")
    numbers = np.fromiter((day.toordinal() for day in days), np.int64, len(days))
    return (numbers - _EPOCH).astype("datetime64[D]")


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
        return float(np.add.reduce(now)), float(np.add.reduce(before))


def pair(days: Calendar, period: Period, shift: int) -> Pair | None:
    """``period`` and the days ``shift`` earlier; None when history does not reach back so far."""
    return _pair(days, days.place(period.last) + 1, period.days, shift)


def _pair(days: Calendar, end: int, size: int, shift: int) -> Pair | None:
    start = end - size
    if start - shift < 0:
        return None
    usable = days.covered[start:end] & days.covered[start - shift : end - shift]
    return Pair(end, size, shift, usable) if usable.any() else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two stretches of days, and the same comparison at ``earlier`` dates.

    ``independent`` counts the earlier ones that do not overlap; it is 0 where history is too
    short to judge.
    """

    pair: Pair
    earlier: tuple[Pair, ...]
    independent: int


def comparison(days: Calendar, pair: Pair) -> Comparison:
    """``pair`` with all the earlier dates whose days lie before its period."""
    start = pair.end - pair.days
    independent = (start - pair.shift) // pair.days
    if start < LEAST_HISTORY or independent < LEAST_INDEPENDENT:
        return Comparison(pair, (), 0)
    ends = range(start, pair.days + pair.shift - 1, -STEP)
    found = [_pair(days, end, pair.days, pair.shift) for end in ends]
    return Comparison(
        pair,
        tuple(one for one in found if one is not None and one.usable.sum() * 2 >= pair.days),
        independent,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A number in two stretches of days, and whether the difference is more than usual.

    ``judgement`` is None where there is too little history to know what is usual.
    """

    now: float
    before: float
    judgement: Judgement | None


def change(
    compared: Comparison,
    measure: Callable[[Pair], tuple[float, float, float]],
    least: float = 1.0,
) -> Change:
    """How ``measure`` changed between the two stretches.

    Args:
        compared: the two stretches, and earlier ones.
        measure: gives the value now, the value before, and the statistic that compares them.
        least: what chance alone does to that statistic, as a standard deviation.
    """
    now, before, statistic = measure(compared.pair)
    if not compared.independent or not np.isfinite(statistic):
        return Change(now, before, None)
    known = [measure(one)[2] for one in compared.earlier]
    judgement = judge(statistic, known, least=least, independent=compared.independent)
    return Change(now, before, judgement)


def history_needed(size: int, shift: int) -> int:
    """Days of history from which on ``size`` days can be judged against those ``shift`` before."""
    return max(LEAST_HISTORY, shift + LEAST_INDEPENDENT * size) + size
