"""What the claims of 오늘 are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.analysis.levels import Levels
from core.analysis.products import ProductChange
from core.analysis.revenue import Sales, Split
from core.analysis.shopping_days import holidays
from core.stats.proportions import Rates
from core.terms import Evidence, Period

STALE_AFTER = 21
"""Days after which the newest data are too old to conclude from."""

LEAST_ORDERS = 30
"""Orders below which a shop is not diagnosed."""

LEAST_EVENTS = 5
"""Expected events on each side below which no change is called one."""

DAYS_PER_MONTH = 30


@dataclass(frozen=True, slots=True)
class Amounts:
    """Sales whose amount no file tells.

    Attributes:
        orders: how many orders of the period hold some.
        before: how many lines of the days it is compared with are such.
        is_any: whether any amount of the period is known.
        value: won per order, of those whose amounts are all known; None where there is none.
    """

    orders: int
    before: int
    is_any: bool
    value: float | None


@dataclass(frozen=True, slots=True)
class Facts:
    """The figures of one look at a shop. Parts are None where they cannot be had.

    ``days_known`` counts the days of the period that are added up; None for all of them.
    ``amounts`` is None where all amounts are known.
    """

    now: datetime
    today: date
    last_day: date
    orders_total: int
    history_days: int
    history_needed: int
    period: Period
    before: Period | None
    days_compared: int
    gaps: tuple[Period, ...]
    sales: Sales
    levels: Levels | None
    split: Split | None
    claims: Rates | None
    second: Rates | None
    returning: Rates | None
    products: tuple[ProductChange, ...]
    product_names: Mapping[int, str]
    new_per_day: float
    days_known: int | None = None
    amounts: Amounts | None = None

    @property
    def net(self) -> int | None:
        """Net revenue by known amounts; None where no file tells any."""
        untold = self.days_known == 0 or (self.amounts is not None and not self.amounts.is_any)
        return None if untold else self.sales.net

    @property
    def orders(self) -> int | None:
        """Orders of the days that are added up; None where no file tells of any of them."""
        return None if self.days_known == 0 else self.sales.orders

    @property
    def value(self) -> float | None:
        """Won per order, of orders whose amounts are all known; None where there is none."""
        if self.amounts is not None:
            return self.amounts.value
        return self.sales.net / self.sales.orders if self.sales.orders else None

    @property
    def is_uneven(self) -> bool:
        """Whether a long holiday fell into one of the two periods only."""
        return is_uneven(self.period, self.before)

    @property
    def days_old(self) -> int:
        """How many days ago the last day with data was."""
        return (self.today - self.last_day).days

    def per_month(self, won: float) -> int:
        """Won of the days compared as won of thirty days."""
        return round(won / max(self.days_compared, 1) * DAYS_PER_MONTH)


def is_uneven(period: Period, before: Period | None) -> bool:
    """Whether more days of 설날 or 추석 fell into one period than into the other."""
    return before is not None and holidays(period) != holidays(before)


def doubted(level: Evidence, *, uneven: bool) -> Evidence:
    """The word for a change between periods; a hint at most where a holiday may explain it."""
    return Evidence.HINT if uneven and level is Evidence.KNOWN else level
