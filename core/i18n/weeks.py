"""Weeks by their place in a month, and days as official papers write them."""

from datetime import date, timedelta
from typing import Final

from core.i18n import formats, language
from core.terms import Period

_WEEKDAYS: Final = "월화수목금토일"
_SEVEN: Final = 7


def week(value: Period) -> str:
    """A week from Monday to Sunday: 11월 3주(11.16~22), week of Mon 16 Nov.

    It belongs to the month in which most of its days lie: that of its Thursday.
    """
    first, last = value.first, value.last
    if language() != "ko":
        return f"week of {formats.day_short(first)}"
    middle = first + timedelta(days=3)
    end = f"{last.day:02d}" if last.month == first.month else f"{last:%m.%d}"
    number = (middle.day - 1) // _SEVEN + 1
    return f"{middle.month}월 {number}주({first:%m.%d}~{end})"


def official(value: Period) -> str:
    """Days as official papers write them: 2026. 11. 16.(월)~11. 22.(일)."""
    if language() != "ko":
        return formats.period(value)
    first, last = value.first, value.last
    year = "" if last.year == first.year else f"{last.year}. "
    return f"{first.year}. {_day(first)}~{year}{_day(last)}"


def _day(value: date) -> str:
    return f"{value.month}. {value.day}.({_WEEKDAYS[value.weekday()]})"
