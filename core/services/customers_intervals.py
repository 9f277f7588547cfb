"""How long customers of a shop wait until they buy again, and until they buy a product again."""

from dataclasses import dataclass

import pandas as pd

from core.analysis import customers_intervals as analysis
from core.analysis.customers_intervals import LEAST_PAIRS, Bars, Interval
from core.services import covering
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.stats.watched import Watched
from core.store import customer_products as store
from core.store.moments import day_number


@dataclass(frozen=True, slots=True)
class Waits:
    """The waits of all customers who came back.

    Attributes:
        interval: the middle and the quarters; None with fewer than ``LEAST_PAIRS``.
        pairs: how many waits there are.
        bars: how many end in each stretch of days.
        reach: days the order files reach over; a longer wait nobody could see.
        hidden: waits that were left out, as too many of their days are in no file.
    """

    interval: Interval | None
    pairs: int
    bars: Bars
    reach: int
    hidden: int = 0


def of_shop(book: CustomerBook) -> Waits:
    """How long customers wait until they buy anything again."""
    found, hidden = analysis.waits(book.visits, book.watched)
    return Waits(
        analysis.interval(found, LEAST_PAIRS), len(found), analysis.bars(found), book.days, hidden
    )


def bought(shop: OpenShop) -> pd.DataFrame:
    """Each product a recognised buyer bought on each day, once, up to the newest order file.

    Takes about a second for a million order lines, so whoever shows pages keeps it
    (``core.ui.customers_intervals.bought``).

    Returns:
        ``product``, ``buyer`` and ``day`` (since 1970-01-01), in that order; empty without files.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        malls = told.malls if told.coverage is not None else frozenset()
        return store.bought(session, shop.id, malls)


def of_products(
    shop: OpenShop, found: pd.DataFrame | None = None, least: int = LEAST_PAIRS
) -> pd.DataFrame:
    """How long customers wait until they buy the same product again (S1-07).

    Args:
        shop: whose.
        found: what ``bought`` gives, if it was read before.
        least: with fewer waits a product has no middle.

    Returns:
        one row a product, whose number is the index: ``buyers``, ``again``, ``pairs`` and days
        ``lower``, ``median``, ``upper`` (nan where there are too few waits); see
        ``core.analysis.customers_intervals.by_product``.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return analysis.by_product(bought(shop) if found is None else found, least, _watched(shop))


def _watched(shop: OpenShop) -> Watched | None:
    """The days that order files tell of; None without any."""
    told = covering.coverage(shop)
    if told is None:
        return None
    gaps = tuple((day_number(one.first), day_number(one.last)) for one in told.gaps)
    return Watched(day_number(told.period.first), day_number(told.period.last), gaps)
