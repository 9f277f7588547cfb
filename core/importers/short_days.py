"""Days written without their year, as pages write them: 11.14, 11/14."""

import re
from datetime import date, timedelta
from typing import Final

from core.importers.problems import CellError
from core.terms import Period, RowReason

_SHORT: Final = re.compile(
    r"(\d{1,2})\s*([./-]|월)\s*(\d{1,2})\s*(일|\.)?\s*(\(?[월화수목금토일](요일)?\)?)?"
)
_TENS: Final = 10


def short_day(cell: str, period: Period | None, today: date) -> date | None:
    """The day a cell means without naming the year; None if it is written otherwise.

    The year is the one that brings it nearest to the plan. Excel keeps 11.10 as the number 11.1:
    where that may have happened within the plan, nobody can tell which day is meant.

    Args:
        cell: what is written.
        period: the days of the plan; without one there is no year.
        today: no later day can have been counted.

    Raises:
        CellError: the day is none, may be two, or has not come yet.
    """
    found = _SHORT.fullmatch(cell.strip())
    if period is None or found is None:
        return None
    month, day = int(found[1]), int(found[3])
    told = _nearest(month, day, period)
    if told is None:
        raise CellError(RowReason.BAD_DATE)
    bare = found[2] == "." and len(found[3]) == 1 and not found[4] and not found[5]
    other = _nearest(month, day * _TENS, period) if bare else None
    if other is not None and other in period:
        raise CellError(RowReason.AMBIGUOUS_DATE)
    if told > today:
        raise CellError(RowReason.FUTURE_DATE)
    return told


def _nearest(month: int, day: int, period: Period) -> date | None:
    """The day of that name nearest to a period."""
    years = range(period.first.year - 1, period.last.year + 2)
    some = [one for year in years if (one := _day(year, month, day)) is not None]
    return min(some, key=lambda one: _apart(one, period), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _apart(day: date, period: Period) -> timedelta:
    return max(period.first - day, day - period.last, timedelta())
