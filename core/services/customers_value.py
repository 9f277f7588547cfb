"""What customers have brought so far: by the month they came, and how few bring how much."""

from dataclasses import dataclass

import pandas as pd

from core.analysis import cohorts
from core.analysis import customers_value as analysis
from core.analysis.customers_again import LEARNT_AFTER
from core.analysis.customers_value import AGES, Concentration, Spent
from core.services.customer_book import CustomerBook
from core.services.customers_again import LEAST_BUYERS

__all__ = ["AGES", "View", "view"]

YEAR = 365
"""Days of files from which on customers of the first days are left out of means."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the tab 고객의 가치 shows of the past.

    Attributes:
        months: one row a month of first purchases: ``month``, ``customers`` and for each of
            ``AGES`` the won a customer had spent by then; nan until the youngest are so old.
        unsure: how many of the first months may hold old customers who look new.
        whole: the same of everybody who is known so long.
        left_out: whether customers of the first days are not in ``whole``.
        few: how much of revenue comes from how few; None where there is no revenue.
    """

    months: pd.DataFrame
    unsure: int
    whole: tuple[Spent, ...]
    left_out: bool
    few: Concentration | None


def view(book: CustomerBook) -> View | None:
    """What can be said of what customers spent; None with too few of them."""
    if len(book.customers) < LEAST_BUYERS:
        return None
    is_long = book.days >= YEAR
    sure = book.since + LEARNT_AFTER
    months = cohorts.revenue_to_date(book.visits, book.until, AGES)
    begins = months["month"].to_numpy().astype("datetime64[D]").astype("int64")
    return View(
        months, int((begins < sure).sum()),
        analysis.to_date(book.visits, sure if is_long else book.since, book.until),
        is_long and bool((book.customers["first"] < sure).any()),
        analysis.concentration(book.customers["net"]),
    )  # fmt: skip
