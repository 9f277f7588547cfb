"""The two column types for time: moments in UTC, and days of the Seoul calendar."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

from core.terms import Period

EPOCH = date(1970, 1, 1)
"""Day 0."""


def day_number(day: date) -> int:
    """How many days after 1970-01-01 ``day`` lies."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The day that ``number`` stands for."""
    return EPOCH + timedelta(days=int(number))


def moment_of(seconds: int | None) -> datetime | None:
    """The moment ``seconds`` after 1970 in UTC; None stays None."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class Instant(TypeDecorator[datetime]):
    """A moment, kept as whole seconds since 1970 in UTC; aware in Python.

    SQLite forgets time zones, and its texts are three times as long. One integer on every
    database sorts, subtracts and indexes alike.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Seconds since 1970.

        Raises:
            ValueError: the moment has no time zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs a time zone"
            raise ValueError(msg)
        return int(value.timestamp())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """The moment, in UTC."""
        return moment_of(value)


class Day(TypeDecorator[date]):
    """A day of the Seoul calendar, kept as the number of days since 1970-01-01."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Days since 1970."""
        return None if value is None else day_number(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ANN401, ARG002
        """The day."""
        return None if value is None else day_of(value)


def joined(periods: Iterable[Period]) -> list[Period]:
    """Stretches of days in order, those that meet or overlap made one."""
    stretches: list[Period] = []
    for period in sorted(periods):
        if stretches and period.first <= stretches[-1].last + timedelta(days=1):
            before = stretches.pop()
            period = Period(before.first, max(before.last, period.last))  # noqa: PLW2901
        stretches.append(period)
    return stretches
