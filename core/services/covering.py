"""Which days the files that were taken cover, and what lies between them."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from core.services.opening import OpenShop
from core.services.receipts import Coverage
from core.store import orders, records, uploads
from core.terms import DataSet, Mall, Period


def malls(shop: OpenShop) -> list[Mall]:
    """The malls that orders came through."""
    with shop.store.read() as session:
        return orders.malls(session, shop.id)


def coverage(shop: OpenShop, among: frozenset[Mall] | None = None) -> Coverage | None:
    """The days that order files cover and the stretches between them; None without orders.

    Days without an order are no gap as such. One is reported where no file reaches and nothing
    was ordered for longer than ever within the files.
    """
    with shop.store.read() as session:
        days = orders.days_with_orders(session, shop.id, among)
        entries = uploads.history(session, shop.id)
    if not days:
        return None
    # Files without amounts, such as those of cancellations, do not tell what was sold.
    telling = [
        entry
        for entry in entries
        if not entry.undone_at and entry.net is not None and (among is None or entry.mall in among)
    ]
    covered = [entry.period for entry in telling if entry.period]
    return Coverage(Period(days[0], days[-1]), _gaps(days, covered))


def coverages(shop: OpenShop) -> dict[DataSet, Coverage]:
    """The days that are there, by what the files tell about, and the stretches between them."""
    with shop.store.read() as session:
        there = records.days(session, shop.id)
    found = {data: _between(periods) for data, periods in there.items() if periods}
    orders_there = coverage(shop)
    if orders_there is not None:
        found[DataSet.ORDERS] = orders_there
    return found


def _between(periods: Sequence[Period]) -> Coverage:
    """Stretches in order, and what lies between them."""
    one = timedelta(days=1)
    gaps = (
        Period(before.last + one, after.first - one)
        for before, after in itertools.pairwise(periods)
        if after.first - before.last > one
    )
    return Coverage(Period(periods[0].first, periods[-1].last), tuple(gaps))


def _gaps(days: list[date], covered: list[Period]) -> tuple[Period, ...]:
    one = timedelta(days=1)
    quiet = [
        Period(before + one, after - one)
        for before, after in itertools.pairwise(days)
        if after - before > one
    ]
    within = [rest for rest in quiet if any(rest.first in p and rest.last in p for p in covered)]
    longest = max((rest.days for rest in within), default=0)
    return tuple(rest for rest in quiet if rest not in within and rest.days > longest)
