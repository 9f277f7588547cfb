"""What customers have brought so far: by the month they came, and how few bring how much."""

from dataclasses import dataclass

import pandas as pd

from core.analysis import cohorts
from core.analysis import customers_value as analysis
from core.analysis.customers_value import AGES, Concentration, Spent
from core.services.customer_book import CustomerBook
from core.services.customers_again import LEAST_BUYERS
from core.stats.watched import LEARNT_AFTER

__all__ = ["AGES", "View", "view"]


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the tab 고객의 가치 shows of the past.

    Attributes:
        months: one row a month of first purchases: ``month``, ``customers`` and for each of
            ``AGES`` the won a customer had spent by then; nan until the youngest are so old.
        unsure: how many of the first months may hold old customers who look new.
        whole: the same of everybody who is known so long.
        left_out: whether customers who may have bought before are not in ``whole``.
        is_sure: whether files reach so far that those are left out; else means may be too high.
        lost: days in between that no file covers.
        few: how much of revenue comes from how few; None where there is no revenue, or where
            nobody spent more than the others.
        is_priced: whether anybody is known to have spent anything.
    """

    months: pd.DataFrame
    unsure: int
    whole: tuple[Spent, ...]
    left_out: bool
    is_sure: bool
    lost: int
    few: Concentration | None
    is_priced: bool


def view(book: CustomerBook) -> View | None:
    """What can be said of what customers spent; None with too few of them."""
    if len(book.customers) < LEAST_BUYERS:
        return None
    watched = book.watched
    sure = book.since + LEARNT_AFTER
    months = cohorts.revenue_to_date(book.visits, watched, AGES)
    begins = months["month"].to_numpy().astype("datetime64[D]").astype("int64")
    return View(
        months, int((begins < sure).sum()),
        analysis.to_date(book.visits, watched),
        not watched.is_new(book.customers["first"]).all(), watched.is_long, watched.lost,
        analysis.concentration(book.spent.dropna()), bool((book.spent.dropna() > 0).any()),
    )  # fmt: skip
