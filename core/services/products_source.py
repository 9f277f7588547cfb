"""Choose the statistics that tell of the products of a shop, and the orders of the same days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.services.opening import OpenShop
from core.services.receipts import Coverage
from core.store import fact_sums, product_sums, uploads
from core.store.covers import Slice, cover
from core.store.fact_sums import Wish
from core.store.moments import joined
from core.store.slicing import of_subject, telling
from core.store.uploads import UploadEntry
from core.terms import SEOUL, DataSet, Mall, Period, Subject, Vocabulary, seoul_day

LATE_HOUR: Final = 23
"""An export made at this hour or later has the whole day."""

LEAST_DAYS: Final = 7
"""A file of a period is used only from so many days on."""

ONE: Final = timedelta(days=1)

_MALLS: Final = {
    Vocabulary.SMARTSTORE: frozenset({Mall.SMARTSTORE}),
    Vocabulary.BIZADVISOR: frozenset({Mall.SMARTSTORE}),
    Vocabulary.COUPANG: frozenset({Mall.COUPANG}),
    Vocabulary.GA4: frozenset({Mall.CAFE24, Mall.SHOPIFY, Mall.OTHER}),
}
"""Whose orders the visits of a vocabulary led to; all malls where it does not say."""


class Measure(StrEnum):
    """What is counted as a look at a product; the first is preferred."""

    VISITS = "visits"
    VIEWS = "detail_views"


class OrdersFrom(StrEnum):
    """Where the number of orders is from."""

    LINES = "lines"
    """Order files: paid, without cancelled and returned ones."""
    STATISTICS = "statistics"
    """The statistics themselves: payments, without refunds where these are known."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which numbers of a period are used.

    Attributes:
        measure: what is counted as a look.
        vocabulary: whose definitions it follows.
        reports: the exports it is from.
        period: the days that were asked for, or those of the only file there is.
        malls: whose orders are set beside it; None for all.
    """

    measure: Measure
    vocabulary: Vocabulary
    reports: tuple[str, ...]
    period: Period
    malls: frozenset[Mall] | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Looks and orders by product.

    Attributes:
        rows: ``product_id``, ``visits``, ``orders``, ``net`` (NA where unknown).
        stretches: the days they are of.
        uploads: the newest files that the looks are from.
        orders_from: where the orders are from.
    """

    rows: pd.DataFrame
    stretches: tuple[Period, ...]
    uploads: tuple[int, ...]
    orders_from: OrdersFrom

    @property
    def days(self) -> int:
        """How many days that is."""
        return sum(some.days for some in self.stretches)


@dataclass(frozen=True, slots=True)
class Books:
    """The days that order files cover, and the files that were taken."""

    shop: OpenShop
    orders: Coverage | None
    files: tuple[UploadEntry, ...]
    last: date
    """The last complete day that both orders and statistics tell of."""

    def has_orders(self, day: date) -> bool:
        """Whether order files tell of a day."""
        orders = self.orders
        return (
            orders is not None
            and orders.period.first <= day <= self.last
            and not any(day in gap for gap in orders.gaps)
        )


def books(session: Session, shop: OpenShop, orders: Coverage | None, today: date) -> Books | None:
    """What there is of a shop; None without statistics of products."""
    told = product_sums.told_until(session, shop.id)
    if told is None:
        return None
    files = tuple(one for one in uploads.history(session, shop.id) if one.undone_at is None)
    last = min(told, today - ONE)
    if orders is not None:
        last = min(last, last_complete(orders.period, files, today))
    return Books(shop, orders, files, last)


def last_complete(covered: Period, files: Iterable[UploadEntry], today: date) -> date:
    """The last day that order files tell of as a whole.

    A file tells of all days before it was made, also where nothing was ordered any more.
    """
    made = [one.as_of for one in files if one.data_set is DataSet.ORDERS and one.as_of is not None]
    newest = max(made, default=None)
    last = min(covered.last, today)
    if newest is not None:
        last = max(last, min(seoul_day(newest), today))
    going_on = last >= today or (newest is not None and _cuts(newest, last))
    return last - ONE if going_on and last > covered.first else last


def _cuts(moment: datetime, day: date) -> bool:
    return seoul_day(moment) == day and moment.astimezone(SEOUL).hour < LATE_HOUR


def choose(session: Session, found: Books, days: int, mall: Mall | None) -> Source | None:
    """The statistics that tell most of the last days.

    Numbers of two vocabularies are never mixed. Where no file tells of single days or lies in
    the period, the newest file of a longer period decides which days are looked at.
    """
    period = Period.ending(found.last, days)
    about = of_subject(found.shop.id, Subject.PRODUCT)
    options = [
        option
        for measure in Measure
        for option in _options(
            telling(session, about, None, (measure.value, "product_no"), period), period, measure
        )
        if mall is None or _is_of(option[1].vocabulary, mall)
    ]
    if not options:
        return None
    best = max(
        options,
        key=lambda option: (
            option[0], option[1].measure is Measure.VISITS, -option[1].vocabulary
        ),
    )[1]  # fmt: skip
    if mall is None:
        return best
    return Source(
        best.measure, best.vocabulary, best.reports, best.period, frozenset({mall})
    )  # fmt: skip


def _is_of(vocabulary: Vocabulary, mall: Mall) -> bool:
    return mall in _MALLS.get(vocabulary, {mall})


def _options(slices: Sequence[Slice], period: Period, measure: Measure) -> list[tuple[int, Source]]:
    """What each vocabulary tells, with the number of days."""
    found = []
    for number in sorted({some.vocabulary for some in slices}):
        own = [some for some in slices if some.vocabulary == number]
        kind = Vocabulary(number)
        reports = tuple(sorted({some.report for some in own}))
        malls = _MALLS.get(kind)
        chosen = cover(own, period)
        if chosen.days:
            found.append((chosen.days, Source(measure, kind, reports, period, malls)))
        whole = [
            some.period
            for some in chosen.beyond
            if some.period.last <= period.last and some.period.days >= LEAST_DAYS
        ]
        if whole and not chosen.days:
            newest = max(whole, key=lambda some: (some.last, some.days))
            found.append(
                (min(newest.days, period.days), Source(measure, kind, reports, newest, malls))
            )
    return found


def count(session: Session, found: Books, source: Source, period: Period) -> Counts | None:
    """Looks and orders of the days that both files tell of; None without such a day."""
    if found.orders is not None:
        counts = _with_lines(session, found, source, period)
        if counts is not None:
            return counts
    return _with_payments(session, found, source, period)


def by_channel(
    session: Session, found: Books, source: Source, counts: Counts
) -> pd.DataFrame | None:
    """``visits`` and ``payments`` by ``product_id`` and ``channel_name``, of all days or none.

    None where a day of ``counts`` has no file that tells them.
    """
    parts, days = [], 0
    for some in counts.stretches:
        measures = (source.measure.value, "payments")
        wish = Wish(some, measures, by=("product_id", "channel_name"), reports=source.reports)
        told = fact_sums.sums(session, found.shop.id, Subject.PRODUCT, wish)
        parts.append(told.rows)
        days += told.cover.days
    if not days or days < counts.days:
        return None
    rows = pd.concat(parts, ignore_index=True).dropna()
    return rows.rename(columns={source.measure.value: "visits"})


def _with_lines(session: Session, found: Books, source: Source, period: Period) -> Counts | None:
    stretches = _covered(period, found.orders, found.last)
    rows, used, files = _added(session, found, source, stretches, ())
    if not used:
        return None
    sold = product_sums.sold(session, found.shop.id, used, source.malls)
    both = rows.merge(sold, how="left", on="product_id")
    both[["orders", "net"]] = both[["orders", "net"]].fillna(0)
    return Counts(both, used, files, OrdersFrom.LINES)


def _with_payments(session: Session, found: Books, source: Source, period: Period) -> Counts | None:
    # The first that the files tell: net of refunds, else gross.
    for won in ("net", "gross"):
        rows, used, files = _added(session, found, source, (period,), ("payments", won))
        if used:
            told = rows.rename(columns={"payments": "orders", won: "net"})
            return Counts(
                told.dropna(subset=["orders"]), used, files, OrdersFrom.STATISTICS
            )  # fmt: skip
    return None


def _added(
    session: Session,
    found: Books,
    source: Source,
    stretches: Sequence[Period],
    more: Sequence[str],
) -> tuple[pd.DataFrame, tuple[Period, ...], tuple[int, ...]]:
    """Looks by product, the days they are of, and the files they are from."""
    parts, used, files = [], [], set()
    for some in stretches:
        wish = Wish(some, (source.measure.value, *more), by=("product_id",), reports=source.reports)
        told = fact_sums.sums(session, found.shop.id, Subject.PRODUCT, wish)
        parts.append(told.rows)
        used += [one.period for one in told.cover.used]
        files |= {one.upload_id for one in told.cover.used}
    if not used:
        return pd.DataFrame(), (), ()
    rows = pd.concat(parts, ignore_index=True).dropna(subset=["product_id"])
    rows = rows.groupby("product_id", as_index=False).sum(skipna=False)
    rows = rows.rename(columns={source.measure.value: "visits"}).dropna(subset=["visits"])
    return rows, tuple(joined(used)), tuple(sorted(files))


def _covered(period: Period, orders: Coverage | None, last: date) -> list[Period]:
    """The parts of a period that order files cover."""
    if orders is None:
        return []
    first, last = max(period.first, orders.period.first), min(period.last, last)
    if last < first:
        return []
    parts, start = [], first
    for gap in sorted(orders.gaps):
        if gap.last < start or gap.first > last:
            continue
        if gap.first > start:
            parts.append(Period(start, gap.first - ONE))
        start = gap.last + ONE
    if start <= last:
        parts.append(Period(start, last))
    return parts
