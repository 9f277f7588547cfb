"""What the page 오늘 shows, and what its reader may choose: numbers and codes, no words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from core.analysis import journey
from core.analysis.revenue import Split
from core.terms import DataSet, Evidence, Period
from core.verdicts import Verdict
from core.verdicts.journey import Called

YEAR: Final = 364
"""Days to the same weekday of the year before."""


class PeriodChoice(StrEnum):
    """How much is looked at; whole weeks, so that weekdays match."""

    WEEK = "7d"
    FOUR_WEEKS = "28d"
    THREE_MONTHS = "3m"

    @property
    def days(self) -> int:
        """How many days that is."""
        return {"7d": 7, "28d": 28, "3m": 91}[self.value]


@dataclass(frozen=True, slots=True)
class Stretch:
    """How much is looked at where it is none of the choices of the page: a month of a report."""

    days: int


class Compare(StrEnum):
    """What the period is compared with."""

    BEFORE = "before"
    LAST_YEAR = "year"


class Stage(StrEnum):
    """How much there is to show."""

    EMPTY = "empty"
    NO_ORDERS = "no_orders"
    """Statistics or typed numbers, but no orders."""
    TINY = "tiny"
    READY = "ready"


class Freshness(StrEnum):
    """How old the newest data are."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"


class LeftOut(StrEnum):
    """Why an order line is not in a number."""

    CANCELLED = "cancelled"
    RETURNED = "returned"
    UNPAID = "unpaid"
    NO_DATE = "no_date"
    NO_AMOUNT = "no_amount"
    NO_BUYER = "no_buyer"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One of the four numbers. ``direction`` is 1 or -1 only when the change is known.

    ``is_judged``: there was enough history to tell a change from the usual. ``period``: the days
    it is of, where they are not those of the page. ``is_typed``: the seller typed it.
    ``counts_products``: it counts each product of an order, as statistics do. ``days``: how many
    days are added up, where it is not all of them; ``is_matched``: more of them are told, but not
    the days they would be compared with. ``unpriced``: so many orders hold something whose amount
    no file tells; ``is_before_unpriced``: so do some of those it would be compared with.
    """

    metric: str
    now: float | None
    before: float | None
    level: Evidence
    direction: int
    spark: tuple[float | None, ...]
    is_judged: bool = False
    trials: int | None = None
    period: Period | None = None
    is_typed: bool = False
    counts_products: bool = False
    days: int | None = None
    is_matched: bool = False
    unpriced: int = 0
    is_before_unpriced: bool = False


@dataclass(frozen=True, slots=True)
class StageCount:
    """One stage of the way in short: how many, which share of the stage before, and its change.

    ``called`` is the judged share, of the first stage the judged count. ``needs`` is the export
    that would fill it.
    """

    stage: journey.Stage
    unit: str
    count: int | None = None
    called: Called | None = None
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """The net revenue of a day and of the day it is compared with; None where not covered."""

    day: date
    net: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class NewRows:
    """What the newest files of one kind brought: rows that are new, changed, and not readable.

    ``is_of_claims``: they list cancellations, returns or exchanges alone.
    """

    data_set: DataSet
    new: int
    changed: int = 0
    refused: int = 0
    is_typed: bool = False
    is_of_claims: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """What the newest files changed: those that were taken within an hour of the newest one.

    ``net`` is the won by which they changed net revenue, ``visits`` how many visits more are
    known; None where there was nothing before.
    """

    files: tuple[str, ...]
    at: datetime
    kinds: tuple[NewRows, ...]
    net: int | None = None
    visits: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from: its files, its days, the rows in it and those left out.

    ``rows`` is None where days of statistics were added, not rows. ``counts_products``: they count
    each product of an order.
    """

    files: tuple[str, ...]
    period: Period
    rows: int | None
    left_out: tuple[tuple[LeftOut, int], ...]
    counts_products: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """The page 오늘. Of an empty shop everything else is None or empty."""

    stage: Stage
    verdicts: tuple[Verdict, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    split: Split | None = None
    split_days: tuple[Period, Period] | None = None
    """The days the split is about, now and before, where they are not those of the page."""
    has_others: bool = False
    """Visits are those of one mall, and so are the orders beside them; there are others."""
    is_elsewhere: bool = False
    """A mall is looked at whose visits no statistics tell."""
    stages: tuple[StageCount, ...] = ()
    trend: tuple[Point, ...] = ()
    since: Since | None = None
    origins: tuple[tuple[str, Origin], ...] = ()
    last_day: date | None = None
    days_old: int = 0
    freshness: Freshness = Freshness.FRESH
    period: Period | None = None
    before: Period | None = None
    gaps: tuple[Period, ...] = ()
    days_left_out: int = 0
    orders_total: int = 0

    def origin(self, metric: str) -> Origin | None:
        """Where the number ``metric`` comes from."""
        return dict(self.origins).get(metric)
