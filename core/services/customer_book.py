"""Who bought when, read once for all that the customer pages ask."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from core.services import covering
from core.services.opening import OpenShop
from core.stats import priced
from core.stats.watched import Watched
from core.store import customers as store
from core.store.moments import day_number, day_of


@dataclass(frozen=True, slots=True, eq=False)
class CustomerBook:
    """The purchases of every recognised buyer, up to the last day that order files tell of.

    Days are whole numbers since 1970-01-01; what was bought on one day is one purchase. Lines that
    do not count (unpaid, cancelled, returned) are not in it, nor malls of which only files of
    claims are there.

    Attributes:
        visits: one row a buyer and day, in that order: ``buyer`` (his number), ``day``, ``net``
            won of the lines that tell an amount, ``orders``, and ``unpriced``, the number of lines
            that do not.
        customers: one row a buyer, whose number is the index, in order: ``first`` and ``last``
            day, ``visits`` (days on which he bought), ``orders``, ``net`` won and ``unpriced``.
        since: the first day with an order.
        until: the last day that order files tell of.
        unknown_lines: lines that count and name no buyer; they are in nothing of this.
        gaps: the first and the last day of each stretch in between that no file covers: who bought
            on it is not known.
        made: the last day that was over when the newest file was made; None where no file says it.
    """

    visits: pd.DataFrame
    customers: pd.DataFrame
    since: int
    until: int
    unknown_lines: int
    gaps: tuple[tuple[int, int], ...] = ()
    made: date | None = None

    @property
    def told_until(self) -> date:
        """The last day that files tell of, also where nobody ordered any more."""
        return max(self.last_day, self.made or self.last_day)

    @property
    def spent(self) -> "pd.Series[float]":
        """The won of each customer, as far as they are known; NaN where no amount is."""
        customers = self.customers
        return pd.Series(
            priced.spent(customers["net"], customers["unpriced"]), index=customers.index
        )

    @property
    def unpriced(self) -> int:
        """Of how many purchases an amount is unknown."""
        return int((self.visits["unpriced"] > 0).sum())

    @property
    def last_day(self) -> date:
        """The last day that order files tell of."""
        return day_of(self.until)

    @property
    def watched(self) -> Watched:
        """The days that are known: who is new, and of whom they tell enough."""
        return Watched(self.since, self.until, self.gaps)

    @property
    def days(self) -> int:
        """How many days order files reach over."""
        return self.until - self.since + 1


def read(shop: OpenShop) -> CustomerBook | None:
    """Read who bought when; None without order files.

    Takes about a second for a million order lines, so whoever shows pages keeps it until another
    file is taken in or back (``OpenShop.files``).

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        if told.coverage is None:
            return None
        visits = store.visits(session, shop.id, told.malls)
        unknown = store.unknown(session, shop.id, told.malls)
    period = told.coverage.period
    return CustomerBook(
        visits, customers_of(visits), day_number(period.first), day_number(period.last), unknown,
        tuple((day_number(gap.first), day_number(gap.last)) for gap in told.coverage.gaps),
        told.last_complete(date.max),
    )  # fmt: skip


def customers_of(visits: pd.DataFrame) -> pd.DataFrame:
    """One row a customer, from purchases in the order of buyers and their days."""
    buyer = visits["buyer"].to_numpy()
    starts = np.flatnonzero(np.diff(buyer, prepend=-1)) if len(buyer) else buyer
    ends = np.append(starts[1:], len(buyer)) if len(buyer) else buyer
    day = visits["day"].to_numpy()
    sums = {
        name: np.add.reduceat(visits[name].to_numpy(), starts) if len(buyer) else buyer
        for name in ("orders", "net", "unpriced")
    }
    return pd.DataFrame(
        {"first": day[starts], "last": day[ends - 1], "visits": ends - starts, **sums},
        index=pd.Index(buyer[starts], name="buyer"),
    )  # fmt: skip


def known_on(book: CustomerBook, day: int) -> CustomerBook:
    """The book as it was at the end of a day."""
    visits = book.visits[book.visits["day"] <= day].reset_index(drop=True)
    return CustomerBook(
        visits, customers_of(visits), book.since, min(book.until, day), book.unknown_lines,
        book.gaps,
    )  # fmt: skip
