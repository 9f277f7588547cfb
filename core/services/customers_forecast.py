"""What the customers of a shop will buy and spend, how sure that is, and how it went before."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.analysis import customers_forecast as analysis
from core.analysis.customers_forecast import Enough, Learnt, Past, Sum
from core.services.customer_book import CustomerBook
from core.stats import buying, skewed
from core.stats import newcomer as newcomers
from core.stats.lifetime import MONTH, spending_error

__all__ = ["MONTHS", "Enough", "Forecast", "Learnt", "Past", "ahead", "each", "learn", "past"]

MONTHS = (3, 6, 12)
"""So far ahead may be looked: as far as files reach back."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the customers there are will do.

    Attributes:
        months: how far ahead.
        purchases: how often they will buy,
        won: and what they will spend, with bounds that hold in nine of ten cases.
        worth: the same won, each month that is waited for at one per cent less.
        newcomer: won a new customer spends within these months, the first purchase included.
        checked: whether a forecast from an earlier day could be held against what came.
        lost: days in between that no file covers; who bought on them looks as if he had not.
    """

    months: int
    purchases: Sum
    won: Sum
    worth: float
    newcomer: Sum
    checked: bool
    lost: int = 0


def enough(book: CustomerBook) -> Enough:
    """What there is, and what a forecast takes."""
    customers = book.customers
    # Who bought again at amounts that are unknown tells nothing of what is spent.
    repeaters = int(((customers["visits"] > 1) & (customers["unpriced"] == 0)).sum())
    return Enough(len(customers), repeaters, book.days, book.watched.lost)


def possible(book: CustomerBook) -> tuple[int, ...]:
    """How many months ahead can be looked."""
    return tuple(months for months in MONTHS if months * MONTH <= book.days + 1)


def learn(book: CustomerBook) -> Learnt:
    """What the customers tell; about a second for 300,000 of them."""
    return analysis.learn_both(_history(book), *analysis.usual(book.visits))


def _history(book: CustomerBook) -> pd.DataFrame:
    return analysis.marked(analysis.history(book.visits, book.until), book.watched)


def past(book: CustomerBook, months: int) -> Past | None:
    """The forecast of an earlier day beside what came of it; None where too little was known."""
    return analysis.past(book.visits, book.watched, round(months * MONTH))


def each(book: CustomerBook, learnt: Learnt, months: int) -> pd.DataFrame:
    """What is expected of each customer: see ``core.analysis.customers_forecast.each``."""
    return analysis.each(learnt, _history(book), months)


def ahead(
    book: CustomerBook, learnt: Learnt, before: Past | None, worth: float, months: int
) -> Forecast:
    """What is expected of all customers.

    Args:
        book: who bought when.
        learnt: what ``learn`` gives.
        before: what ``past`` gives; by how much it was off widens the bounds.
        worth: the sum of what each is worth, of ``each``.
        months: how far ahead.
    """
    told = _history(book)
    days = months * MONTH
    off = (before.off, before.off_won) if before else (None, None)
    misses = (analysis.missed(off[0]), analysis.missed(off[1]))
    purchases, won = analysis.totals(learnt, told, days, misses)
    some = told if learnt.new is None else told[told["is_new"]]
    return Forecast(
        months, purchases, won, worth, newcomer(learnt.new or learnt, some, months, misses[1]),
        before is not None, book.watched.lost,
    )  # fmt: skip


def newcomer(learnt: Learnt, told: pd.DataFrame, months: int, off: float) -> Sum:
    """What a new customer spends within some months, the first purchase included.

    Args:
        learnt: the parameters.
        told: the history of those they were learnt from.
        months: within how many.
        off: the logarithm by which a forecast may miss of what the models do not know.
    """
    x, means = analysis.spent_later(told)
    spent = (learnt.mean, _error(skewed.mean(means[x > 0])))
    if learnt.spending is not None and learnt.spending.mean is not None:
        nobody, one = np.zeros(1), np.ones(1)
        error = spending_error(learnt.spending, nobody, nobody, one, (x, means))
        spent = (learnt.spending.mean, error)
    first = skewed.mean(told["first"].dropna().to_numpy()) or skewed.Estimate(*spent, len(told))
    taught, _ = buying.grouped(told["x"], told["recency"], told["age"])
    again = newcomers.purchases(learnt.fit, taught, months)
    return Sum(*newcomers.worth(first, again, spent, off, analysis.CONFIDENCE))


def _error(some: skewed.Estimate | None) -> float:
    return some.error if some else 0.0
