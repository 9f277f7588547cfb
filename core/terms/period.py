"""Days and stretches of days, as the shop's calendar counts them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
"""The zone of every shop: a day is a Seoul day whatever the computer's clock says."""


def seoul_day(moment: datetime) -> date:
    """The day in Seoul on which ``moment`` falls.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        msg = "a moment needs a time zone"
        raise ValueError(msg)
    return moment.astimezone(SEOUL).date()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from ``first`` to ``last``, both included.

    Raises:
        ValueError: ``last`` lies before ``first``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            msg = f"a period cannot end ({self.last}) before it begins ({self.first})"
            raise ValueError(msg)

    @classmethod
    def ending(cls, last: date, days: int) -> "Period":
        """The ``days`` days that end with ``last``."""
        return cls(last - timedelta(days=days - 1), last)

    @property
    def days(self) -> int:
        """How many days it has, at least one."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """The period of the same length that ends the day before this one begins."""
        return Period.ending(self.first - timedelta(days=1), self.days)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last
