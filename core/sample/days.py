"""How many new buyers come on each day of the two years, and at which hour people order."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from core.sample.draw import Flags, Floats, Ints, pick

DAYS: Final = 730
"""Days the made-up shop has been open."""
RECENT: Final = 28
"""The days at the end over which the planted change of revenue shows."""

_WEEKDAYS = (1.12, 1.08, 1.02, 1.0, 0.9, 0.82, 1.06)
_MONTHS = (0.97, 0.95, 1.04, 1.05, 1.02, 0.96, 0.92, 0.93, 1.0, 1.03, 1.08, 1.05)
_HOURS = (
    2.6, 1.5, 0.8, 0.5, 0.4, 0.6, 1.2, 2.3, 3.6, 4.6, 5.6, 5.9,
    5.6, 5.4, 5.2, 5.1, 4.9, 4.6, 4.4, 5.0, 6.2, 7.4, 7.8, 5.8,
)  # fmt: skip
_PROMOTIONS = ((668, 6), (571, 5), (452, 7), (338, 5), (221, 7), (126, 6))
_HOLIDAYS = (
    date(2024, 9, 16), date(2025, 1, 28), date(2025, 10, 5), date(2026, 2, 16),
    date(2026, 9, 24), date(2027, 2, 6), date(2027, 9, 14), date(2028, 1, 26), date(2028, 10, 2),
)  # fmt: skip
_HOLIDAY_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar of the shop; position 0 is its first day.

    ``weight`` is the relative number of new buyers, ``promotion`` marks days with a discount
    for everybody and ``closed`` days on which no parcel leaves (Sundays and holidays).
    """

    first: date
    weight: Floats
    promotion: Flags
    closed: Flags


def calendar(last_day: date, rng: np.random.Generator) -> Days:
    """The two years that end with ``last_day``.

    The last 28 days and the 28 before them get the same number of new buyers, so that the
    change planted there comes from buyers who return.
    """
    first = last_day - timedelta(days=DAYS - 1)
    dates = [first + timedelta(days=position) for position in range(DAYS)]
    position = np.arange(DAYS)
    weekday = np.array([day.weekday() for day in dates])
    holiday = np.array([_is_holiday(day) for day in dates])
    promotion = np.zeros(DAYS, dtype=np.bool_)
    for before_end, length in _PROMOTIONS:
        promotion[DAYS - before_end : DAYS - before_end + length] = True
    growth = 0.55 + 0.45 * np.minimum(1.0, position / 430.0)
    weight = growth * np.array(_WEEKDAYS)[weekday] * _season(dates)
    weight *= np.where(holiday, 0.45, 1.0) * np.where(promotion, 1.4, 1.0)
    weight *= np.exp(rng.normal(0.0, 0.08, DAYS))
    recent, before = slice(DAYS - RECENT, DAYS), slice(DAYS - 2 * RECENT, DAYS - RECENT)
    weight[recent] *= weight[before].sum() / weight[recent].sum()
    return Days(first, weight, promotion, holiday | (weekday == 6))  # noqa: PLR2004  (Sunday)


def seconds(rng: np.random.Generator, size: int) -> Ints:
    """Seconds since midnight of orders, most of them in the evening."""
    return pick(rng, _HOURS, size) * 3600 + rng.integers(0, 3600, size)


def _season(dates: list[date]) -> Floats:
    """The share of the month, blended at its borders so that no jump shows."""
    month = np.array([day.month - 1 for day in dates])
    share = (np.array([day.day for day in dates]) - 16) / 31.0
    factor = np.array(_MONTHS)
    neighbour = factor[(month + np.where(share < 0, -1, 1)) % 12]
    blended: Floats = factor[month] * (1 - np.abs(share)) + neighbour * np.abs(share)
    return blended


def _is_holiday(day: date) -> bool:
    return any(0 <= (day - first).days < _HOLIDAY_LENGTH for first in _HOLIDAYS)
