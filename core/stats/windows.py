"""Which days are compared with which, and how a number changed between them.

Days that no file covers are left out on both sides, together with the day they are compared
with, so that each side has the same weekdays.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

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


_EXACT: Final = 2.0**53
"""Below this, sums of whole numbers have no rounding."""

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
    numbers = np.fromiter(map(date.toordinal, days), np.int64, len(days))
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


Sums: TypeAlias = tuple[float, float]
"""The sums of a series over two stretches of days, now and before."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two stretches of days, and the same comparison at ``earlier`` dates.

    ``independent`` counts the earlier ones that do not overlap; it is 0 where history is too
    short to judge.
    """

    pair: Pair
    earlier: tuple[Pair, ...]
    independent: int

    whole: npt.NDArray[np.bool_] = field(init=False, repr=False, compare=False)
    """Of the stretches and the earlier ones, whether every day is compared with one."""

    def __post_init__(self) -> None:
        """Look at the days once, not for every series."""
        whole = np.array([one.usable.all() for one in self.all])
        object.__setattr__(self, "whole", whole)

    @property
    def all(self) -> tuple[Pair, ...]:
        """The two stretches, then the earlier ones."""
        return (self.pair, *self.earlier)

    def sums(self, values: Days) -> list[Sums]:
        """The sums of a series over the usable days of all stretches."""
        found = _differences(self, values)
        return found or [one.sums(values) for one in self.all]


def _differences(compared: Comparison, values: Days) -> list[Sums] | None:
    """The same from running sums; None where their differences would not be exact."""
    missing = np.isnan(values)
    known = np.where(missing, 0.0, values)
    if np.abs(known).sum() >= _EXACT or not np.array_equal(known, np.rint(known)):
        return None
    ends = np.array([one.end for one in compared.all])
    size, shift = compared.pair.days, compared.pair.shift
    gaps = [_within(missing, at, size).astype(np.bool_) for at in (ends, ends - shift)]
    if np.any((gaps[0] | gaps[1]) & compared.whole):
        return None
    sides = [_within(known, at, size).tolist() for at in (ends, ends - shift)]
    found = list(zip(*sides, strict=True))
    for place in np.flatnonzero(~compared.whole).tolist():
        found[place] = compared.all[place].sums(values)
    return found


def _within(values: npt.NDArray[Any], ends: npt.NDArray[np.int64], size: int) -> Days:
    """The sum of the values of so many days before each of some places."""
    running = np.zeros(len(values) + 1)
    np.cumsum(values, out=running[1:])
    return np.asarray(running[ends] - running[ends - size])


def comparison(days: Calendar, pair: Pair) -> Comparison:
    """``pair`` with all the earlier dates whose days lie before its period."""
    start = pair.end - pair.days
    independent = (start - pair.shift) // pair.days
    if start < LEAST_HISTORY or independent < LEAST_INDEPENDENT:
        return Comparison(pair, (), 0)
    ends = range(start, pair.days + pair.shift - 1, -STEP)
    if days.covered[:start].all():
        usable = np.ones(pair.days, dtype=np.bool_)
        every = tuple(Pair(end, pair.days, pair.shift, usable) for end in ends)
        return Comparison(pair, every, independent)
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
    series: Sequence[Days],
    measure: Callable[..., tuple[float, float, float]],
    least: float = 1.0,
) -> Change:
    """How a number changed between the two stretches.

    Args:
        compared: the two stretches, and earlier ones.
        series: what the number is made of, day by day.
        measure: gives the value now, the value before, and the statistic that compares them, from
            the ``Sums`` of each of the series.
        least: what chance alone does to that statistic, as a standard deviation.
    """
    first, *earlier = zip(*(compared.sums(values) for values in series), strict=True)
    return judged(compared, measure(*first), lambda: [measure(*one)[2] for one in earlier], least)


def judged(
    compared: Comparison,
    told: tuple[float, float, float],
    earlier: Callable[[], Sequence[float]],
    least: float = 1.0,
) -> Change:
    """A change, and whether its statistic is more than usual.

    Args:
        compared: the two stretches, and earlier ones.
        told: the value now, the value before, and the statistic that compares them.
        earlier: gives the statistic at the earlier dates.
        least: what chance alone does to that statistic, as a standard deviation.
    """
    now, before, statistic = told
    if not compared.independent or not np.isfinite(statistic):
        return Change(now, before, None)
    known = earlier()
    judgement = judge(statistic, known, least=least, independent=compared.independent)
    return Change(now, before, judgement)


def history_needed(size: int, shift: int) -> int:
    """Days of history from which on ``size`` days can be judged against those ``shift`` before."""
    return max(LEAST_HISTORY, shift + LEAST_INDEPENDENT * size) + size
