"""Days on which Koreans shop otherwise than usual, by rule for any year in the table."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from core.terms import Period

LUNAR_NEW_YEAR: Final = {
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 7),
    2028: (1, 27), 2029: (2, 13), 2030: (2, 3), 2031: (1, 23),
}  # fmt: skip
"""First day of the first month by the Korean lunar calendar.

These and the next are as in version 0.109 of the Python package ``holidays`` (KR), which follows
the calendar of the Korea Astronomy and Space Science Institute.
"""

HARVEST_MOON: Final = {
    2024: (9, 17), 2025: (10, 6), 2026: (9, 25), 2027: (9, 15),
    2028: (10, 3), 2029: (9, 22), 2030: (9, 12), 2031: (10, 1),
}  # fmt: skip
"""Fifteenth day of the eighth month by the Korean lunar calendar."""

_THURSDAY: Final = 3


class Occasion(StrEnum):
    """What is celebrated, or why nothing is delivered."""

    SEOLLAL = "seollal"
    CHUSEOK = "chuseok"
    VALENTINE = "valentine"
    WHITE_DAY = "white_day"
    CHILDREN = "children"
    PARENTS = "parents"
    NO_DELIVERY = "no_delivery"
    PEPERO = "pepero"
    BLACK_FRIDAY = "black_friday"
    CHRISTMAS = "christmas"


_FIXED: Final = {
    Occasion.VALENTINE: (2, 14),
    Occasion.WHITE_DAY: (3, 14),
    Occasion.CHILDREN: (5, 5),
    Occasion.PARENTS: (5, 8),
    Occasion.NO_DELIVERY: (8, 14),
    Occasion.PEPERO: (11, 11),
    Occasion.CHRISTMAS: (12, 25),
}


@dataclass(frozen=True, slots=True, order=True)
class ShoppingDay:
    """The days of an occasion in one year."""

    period: Period
    occasion: Occasion


def within(period: Period) -> list[ShoppingDay]:
    """The occasions that meet a period, in the order of their days."""
    years = range(period.first.year - 1, period.last.year + 2)
    found = [one for year in years for one in of_year(year)]
    return [
        one for one in found if one.period.first <= period.last and period.first <= one.period.last
    ]


def holidays(period: Period) -> int:
    """How many days of 설날 and 추석, the holidays of several days, lie within a period."""
    return sum(
        (min(one.period.last, period.last) - max(one.period.first, period.first)).days + 1
        for one in within(period)
        if one.period.days > 1
    )


def of_year(year: int) -> list[ShoppingDay]:
    """The occasions of a year; the two lunar ones only in years of the table."""
    one = timedelta(days=1)
    found = [_single(date(year, *day), occasion) for occasion, day in _FIXED.items()]
    found.append(_single(_black_friday(year), Occasion.BLACK_FRIDAY))
    for table, occasion in (
        (LUNAR_NEW_YEAR, Occasion.SEOLLAL),
        (HARVEST_MOON, Occasion.CHUSEOK),
    ):
        if year in table:
            day = date(year, *table[year])
            # The day before and the day after are holidays as well, and nothing is delivered.
            found.append(ShoppingDay(Period(day - one, day + one), occasion))
    return sorted(found)


def _single(day: date, occasion: Occasion) -> ShoppingDay:
    return ShoppingDay(Period(day, day), occasion)


def _black_friday(year: int) -> date:
    """The day after the fourth Thursday of November."""
    first = date(year, 11, 1)
    thursday = first + timedelta(days=(_THURSDAY - first.weekday()) % 7)
    return thursday + timedelta(days=22)
