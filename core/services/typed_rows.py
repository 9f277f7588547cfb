"""What can be typed by hand, and what is impossible or odd about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from core.terms import AdPlatform, Period

LARGEST_COUNT: Final = 1_000_000_000
LARGEST_WON: Final = 1_000_000_000_000
"""Above these a digit was typed too often."""

OLDEST: Final = 3660
"""Days back from which on a day is a slip of the pen."""

LONGEST_PERIOD: Final = 366
"""Days of one advertisement."""

LONGEST_NAME: Final = 60
"""Letters of the name of an advertisement."""


class Problem(StrEnum):
    """Why something typed cannot be kept."""

    MISSING = "missing"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    FUTURE = "future"
    TOO_OLD = "too_old"
    NO_NUMBER = "no_number"
    TWICE = "twice"
    UNCLEAR = "unclear"
    ENDS_BEFORE = "ends_before"
    TOO_LONG = "too_long"
    NAME_TOO_LONG = "name_too_long"
    NAME_UNREADABLE = "name_unreadable"
    REVENUE_WITHOUT_ORDERS = "revenue_without_orders"


class Doubt(StrEnum):
    """What may be so, but is asked about first."""

    MORE_ORDERS_THAN_VISITS = "more_orders_than_visits"
    ORDERS_WITHOUT_REVENUE = "orders_without_revenue"
    OVERLAP = "overlap"


class Cell(StrEnum):
    """Where something was typed."""

    DAY = "day"
    VISITS = "visits"
    ORDERS = "orders"
    REVENUE = "revenue"
    WISHES = "wishes"
    CARTS = "cart_adds"
    SUBSCRIBERS = "subscribers"
    PLATFORM = "platform"
    FIRST = "first"
    LAST = "last"
    NAME = "name"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in which row (from 1; of two weeks the later one is 2) and which cell."""

    row: int
    cell: Cell
    problem: Problem


@dataclass(frozen=True, slots=True)
class Question:
    """What is odd, and in which row."""

    row: int
    doubt: Doubt


class TypedRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Something typed is impossible; nothing was kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep all that is wrong."""
        super().__init__(*faults)
        self.faults = tuple(faults)


class TypedConflict(Exception):  # noqa: N818  (an answer, not a fault)
    """Another window has changed the same rows since they were read; nothing was kept."""


@dataclass(frozen=True, slots=True)
class WeekNumbers:
    """One week; None where the field was left empty. ``revenue`` is net of refunds, in won."""

    visits: int | None = None
    orders: int | None = None
    revenue: int | None = None


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What happened on one day; None where nobody counted."""

    day: date
    wishes: int | None = None
    cart_adds: int | None = None
    subscribers: int | None = None


@dataclass(frozen=True, slots=True)
class AdCost:
    """Won spent on one platform in a period; ``name`` tells several of one platform apart."""

    platform: AdPlatform
    period: Period
    cost: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was typed, on which day in Seoul, and the name it is listed under."""

    at: datetime
    today: date
    name: str


def weeks(today: date) -> tuple[Period, Period]:
    """The two weeks before this one, Monday to Sunday, the earlier one first."""
    monday = today - timedelta(days=today.weekday())
    later = Period.ending(monday - timedelta(days=1), 7)
    return later.before(), later


def check_weeks(before: WeekNumbers, now: WeekNumbers) -> list[Fault]:
    """Everything that is impossible about two weeks. Visits may be left empty."""
    return [fault for row, week in ((1, before), (2, now)) for fault in _check_week(row, week)]


def doubt_weeks(before: WeekNumbers, now: WeekNumbers) -> list[Question]:
    """What is asked about two weeks that are not impossible."""
    found = []
    for row, week in ((1, before), (2, now)):
        if week.visits is not None and (week.orders or 0) > week.visits:
            found.append(Question(row, Doubt.MORE_ORDERS_THAN_VISITS))
        if week.orders and week.revenue == 0:
            found.append(Question(row, Doubt.ORDERS_WITHOUT_REVENUE))
    return found


def check_days(rows: Sequence[DayCounts], today: date) -> list[Fault]:
    """Everything that is impossible about counts of days."""
    faults = []
    for row, counts in enumerate(rows, start=1):
        faults += _check_day(row, Cell.DAY, counts.day, today)
        numbers = ((Cell.WISHES, counts.wishes), (Cell.CARTS, counts.cart_adds),
                   (Cell.SUBSCRIBERS, counts.subscribers))  # fmt: skip
        for cell, number in numbers:
            faults += _check_number(row, cell, number, LARGEST_COUNT)
        if all(number is None for _cell, number in numbers):
            faults.append(Fault(row, Cell.WISHES, Problem.NO_NUMBER))
    twice = _again([counts.day for counts in rows])
    return faults + [Fault(row, Cell.DAY, Problem.TWICE) for row in twice]


def check_costs(rows: Sequence[AdCost], today: date) -> list[Fault]:
    """Everything that is impossible about the cost of advertisements."""
    faults = []
    for row, ad in enumerate(rows, start=1):
        faults += _check_day(row, Cell.FIRST, ad.period.first, today)
        faults += _check_day(row, Cell.LAST, ad.period.last, today)
        if ad.period.days > LONGEST_PERIOD:
            faults.append(Fault(row, Cell.LAST, Problem.TOO_LONG))
        faults += _check_number(row, Cell.COST, ad.cost, LARGEST_WON)
        faults += _check_name(row, ad)
    twice = _again([(ad.platform, ad.period, ad.name) for ad in rows])
    return faults + [Fault(row, Cell.FIRST, Problem.TWICE) for row in twice]


def overlapping(rows: Sequence[AdCost], there: Iterable[AdCost]) -> list[Question]:
    """Which rows share days with another cost of the same platform and name, told apart."""
    everything = [*there, *rows]
    return [
        Question(row, Doubt.OVERLAP)
        for row, ad in enumerate(rows, start=1)
        if any(_overlap(ad, other) for other in everything)
    ]


def _overlap(one: AdCost, other: AdCost) -> bool:
    same = (one.platform, one.name) == (other.platform, other.name)
    apart = one.period.last < other.period.first or other.period.last < one.period.first
    return same and not apart and one.period != other.period


def _check_week(row: int, week: WeekNumbers) -> list[Fault]:
    faults = [
        *_check_number(row, Cell.VISITS, week.visits, LARGEST_COUNT),
        *_check_number(row, Cell.ORDERS, week.orders, LARGEST_COUNT),
        *_check_number(row, Cell.REVENUE, week.revenue, LARGEST_WON),
    ]
    needed = ((Cell.ORDERS, week.orders), (Cell.REVENUE, week.revenue))
    faults += [Fault(row, cell, Problem.MISSING) for cell, number in needed if number is None]
    if week.orders == 0 and (week.revenue or 0) > 0:
        faults.append(Fault(row, Cell.REVENUE, Problem.REVENUE_WITHOUT_ORDERS))
    return faults


def _check_number(row: int, cell: Cell, number: int | None, most: int) -> list[Fault]:
    if number is None:
        return []
    if number < 0:
        return [Fault(row, cell, Problem.NEGATIVE)]
    return [Fault(row, cell, Problem.TOO_LARGE)] if number > most else []


def _check_day(row: int, cell: Cell, day: date, today: date) -> list[Fault]:
    if day > today:
        return [Fault(row, cell, Problem.FUTURE)]
    old = (today - day).days > OLDEST
    return [Fault(row, cell, Problem.TOO_OLD)] if old else []


def _check_name(row: int, ad: AdCost) -> list[Fault]:
    if ad.platform is AdPlatform.OTHER and not ad.name:
        return [Fault(row, Cell.NAME, Problem.MISSING)]
    if len(ad.name) > LONGEST_NAME:
        return [Fault(row, Cell.NAME, Problem.NAME_TOO_LONG)]
    return [] if ad.name.isprintable() else [Fault(row, Cell.NAME, Problem.NAME_UNREADABLE)]


def _again(keys: Sequence[object]) -> list[int]:
    return [row for row, key in enumerate(keys, start=1) if key in keys[: row - 1]]
