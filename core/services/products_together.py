"""Which products are bought together: the tab 같이 팔기 in one call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.analysis.together import LEAST_TOGETHER, Pair, together
from core.services import covering
from core.services.opening import OpenShop
from core.services.products_look import named
from core.services.products_source import last_complete
from core.store import baskets, product_sums, totals, uploads
from core.terms import Mall, Period

MOST_DAYS: Final = 364
MOST_LINES: Final = 60_000
"""What was bought together is counted over at most so many order lines."""

MOST_PAIRS: Final = 30


@dataclass(frozen=True, slots=True)
class Together:
    """Pairs of products, those bought together most often first, and over which orders."""

    pairs: tuple[Pair, ...]
    names: Mapping[int, str]
    period: Period
    orders: int
    files: tuple[str, ...]


def pairs(shop: OpenShop, *, today: date, mall: Mall | None = None) -> Together | None:
    """What was bought together over the last year, of a big shop the last weeks of it.

    Returns:
        None when there are no orders.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    malls = None if mall is None else frozenset({mall})
    covered = covering.coverage(shop, malls)
    if covered is None:
        return None
    with shop.store.read() as session:
        files = [one for one in uploads.history(session, shop.id) if one.undone_at is None]
        last = last_complete(covered.period, files, today)
        within = Period(max(covered.period.first, Period.ending(last, MOST_DAYS).first), last)
        period = baskets.stretch(session, shop.id, within, MOST_LINES, malls)
        counted = baskets.pairs(session, shop.id, period, LEAST_TOGETHER, malls)
        sold = product_sums.sold(session, shop.id, (period,), malls).set_index("product_id")
        orders = baskets.orders(session, shop.id, period, malls)
        found = together(counted, sold["orders"].astype("int64"), orders)[:MOST_PAIRS]
        ids = sorted({number for pair in found for number in (pair.base, pair.other)})
        names = named(totals.product_names(session, shop.id, ids), ids)
    told = tuple(
        one.name
        for one in files
        if one.net is not None and one.period and one.period.last >= period.first
    )
    return Together(tuple(found), names, period, orders, told)
