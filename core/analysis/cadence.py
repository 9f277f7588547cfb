"""How well a rhythm of publishing is kept: so many a week, week by week."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

LOOKED_AT: Final = 12
"""Complete weeks that are looked at."""

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pace:
    """So many a week from a Monday on; 0 to stop."""

    since: date
    per_week: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week: what was due and what was published; more than due does not make up for another."""

    monday: date
    due: int
    published: int

    @property
    def is_kept(self) -> bool:
        """Whether as many were published as were due."""
        return self.published >= self.due

    @property
    def counted(self) -> int:
        """How many of those due were published."""
        return min(self.due, self.published)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(paces: Sequence[Pace], published: Iterable[date], today: date) -> list[Week]:
    """The last weeks in which something was due, the one that is not over last."""
    if not paces:
        return []
    counts = Counter(monday_of(day) for day in published if day <= today)
    this = monday_of(today)
    first = max(min(pace.since for pace in paces), this - LOOKED_AT * _WEEK)
    mondays = [monday_of(first) + number * _WEEK for number in range(LOOKED_AT + 1)]
    found = [Week(day, _due(paces, day), counts[day]) for day in mondays if day <= this]
    return [one for one in found if one.due]


def share(found: Iterable[Week], today: date) -> tuple[int, int]:
    """How many were published of how many that were due, in weeks that are over."""
    over = [one for one in found if one.monday + _WEEK <= today]
    return sum(one.counted for one in over), sum(one.due for one in over)


def streak(channels: Sequence[Sequence[Week]], today: date) -> int:
    """Weeks in a row, up to now, in which everything due on every channel was published.

    The week that is not over counts as soon as it is kept, and breaks nothing before.
    """
    kept: dict[date, bool] = {}
    for one in (week for found in channels for week in found):
        kept[one.monday] = kept.get(one.monday, True) and one.is_kept
    count = 0
    for monday in sorted(kept, reverse=True):
        if kept[monday]:
            count += 1
        elif monday + _WEEK <= today:
            break
    return count


def _due(paces: Sequence[Pace], monday: date) -> int:
    held = [pace for pace in paces if pace.since <= monday]
    return max(held, key=lambda pace: pace.since).per_week if held else 0
