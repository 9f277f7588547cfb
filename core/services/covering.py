"""Which days the files that were taken cover, and what lies between them."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from core.services.opening import OpenShop
from core.services.receipts import Coverage
from core.store import orders, records, statistics, uploads
from core.store.uploads import UploadEntry
from core.terms import CLAIM_FILES, SEOUL, DataSet, Mall, Period, Vocabulary, seoul_day

LATE_HOUR: Final = 23
"""An export made at this hour or later has the whole day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the files of orders tell, of some malls or of all.

    Attributes:
        malls: those whose orders an order file tells, of those asked for; None for all there are.
        coverage: the days these files cover; None where there is no such file.
        files: the order files of these malls, and the files of claims that correct them.
    """

    malls: frozenset[Mall] | None
    coverage: Coverage | None
    files: tuple[UploadEntry, ...]

    @property
    def order_files(self) -> tuple[UploadEntry, ...]:
        """Those that tell what was sold."""
        return tuple(one for one in self.files if tells_orders(one))

    @property
    def made(self) -> datetime | None:
        """When the newest order file was made, if any of them says so."""
        return max((one.as_of for one in self.order_files if one.as_of is not None), default=None)

    def last_complete(self, today: date) -> date | None:
        """The last day that order files tell of as a whole; None without such a file.

        A file tells of all days before it was made, also where nothing was ordered any more.
        """
        if self.coverage is None:
            return None
        covered, newest = self.coverage.period, self.made
        last = min(covered.last, today)
        if newest is not None:
            last = max(last, min(seoul_day(newest), today))
        going_on = last >= today or (newest is not None and cuts(newest, last))
        return last - timedelta(days=1) if going_on and last > covered.first else last


def tells_orders(file: UploadEntry) -> bool:
    """Whether a file tells what was sold on its days, and not of claims alone."""
    return file.data_set is DataSet.ORDERS and file.format_id not in CLAIM_FILES


def cuts(made: datetime, day: date) -> bool:
    """Whether a day was still going on when a file was made."""
    return seoul_day(made) == day and made.astimezone(SEOUL).hour < LATE_HOUR


NAVER: Final = frozenset({Vocabulary.SMARTSTORE, Vocabulary.BIZADVISOR})
"""The vocabularies that tell of the SmartStore."""


def malls(shop: OpenShop) -> list[Mall]:
    """The malls that orders came through, and the SmartStore where statistics tell of it."""
    with shop.store.read() as session:
        found = orders.malls(session, shop.id)
        if not found or Mall.SMARTSTORE in found:
            return found
        told = tells_smartstore(session, shop.id)
    return [Mall.SMARTSTORE, *found] if told else found


def tells_smartstore(session: Session, shop_id: int) -> bool:
    """Whether statistics of the SmartStore are there."""
    return not NAVER.isdisjoint(statistics.vocabularies(session, shop_id))


def coverage(shop: OpenShop, among: frozenset[Mall] | None = None) -> Coverage | None:
    """The days that order files cover and the stretches between them; None without orders.

    Days without an order are no gap as such. One is reported where no file reaches and nothing
    was ordered for longer than ever within the files.
    """
    with shop.store.read() as session:
        return told(session, shop.id, among).coverage


def told(session: Session, shop_id: int, among: frozenset[Mall] | None = None) -> Told:
    """What the files of orders tell.

    A mall of which there are files of claims alone is left out: they name a few of its orders,
    and whoever took those for all of them would find too few.
    """
    entries = [one for one in uploads.history(session, shop_id) if one.undone_at is None]
    alone = _claims_alone(entries)
    own = among
    if alone:
        own = frozenset(orders.malls(session, shop_id)) if among is None else among
        own -= alone
    files = tuple(
        one
        for one in entries
        if one.data_set is DataSet.ORDERS and (own is None or one.mall in own)
    )
    days = orders.days_with_orders(session, shop_id, own) if own is None or own else []
    if not days:
        return Told(own, None, files)
    # A file of several malls is booked under one of them.
    telling = [one for one in files if tells_orders(one)] or list(filter(tells_orders, entries))
    covered = [one.period for one in telling if one.period]
    return Told(own, Coverage(Period(days[0], days[-1]), _gaps(days, covered)), files)


def claims_alone(session: Session, shop_id: int) -> frozenset[Mall]:
    """The malls of which there are files of claims and no order file."""
    return _claims_alone(one for one in uploads.history(session, shop_id) if one.undone_at is None)


def sold_in(session: Session, shop_id: int) -> frozenset[Mall]:
    """The malls whose orders a file tells; one file may tell of several."""
    return frozenset(orders.malls(session, shop_id)) - claims_alone(session, shop_id)


def _claims_alone(entries: Iterable[UploadEntry]) -> frozenset[Mall]:
    there = list(entries)
    sold = {one.mall for one in there if tells_orders(one)}
    return frozenset(one.mall for one in there if one.format_id in CLAIM_FILES) - sold


def coverages(shop: OpenShop) -> dict[DataSet, Coverage]:
    """The days that are there, by what the files tell about, and the stretches between them."""
    with shop.store.read() as session:
        there = records.days(session, shop.id)
    found: dict[DataSet, Coverage] = {
        data: _between(periods)
        for data, periods in there.items()
        if periods and data is not DataSet.ORDERS
    }
    orders_there = coverage(shop)
    return found if orders_there is None else {DataSet.ORDERS: orders_there, **found}


def last_day(shop: OpenShop) -> date | None:
    """Up to which day there are orders, else other data, else claims alone; None without any."""
    orders_there = coverage(shop)
    if orders_there is not None:
        return orders_there.period.last
    found = [one.period.last for one in coverages(shop).values()]
    if not found:
        with shop.store.read() as session:
            entries = uploads.history(session, shop.id)
        told_of = (one.period for one in entries if one.undone_at is None)
        found = [period.last for period in told_of if period is not None]
    return max(found, default=None)


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
