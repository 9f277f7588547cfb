"""Choose the statistics that tell of the products of a shop, and the orders of the same days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.services import covering
from core.services.covering import Told
from core.services.opening import OpenShop
from core.store import fact_sums, product_sums, statistics, uploads
from core.store.covers import Slice, cover
from core.store.fact_sums import Wish
from core.store.moments import joined
from core.store.slicing import of_subject, telling
from core.store.uploads import UploadEntry
from core.terms import Mall, Period, Subject, Vocabulary

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
        orders: what the files of the orders tell that are set beside it.
        last: the last complete day that both orders and statistics tell of.
    """

    measure: Measure
    vocabulary: Vocabulary
    reports: tuple[str, ...]
    period: Period
    orders: Told
    last: date

    @property
    def malls(self) -> frozenset[Mall] | None:
        """Whose orders are set beside it; None for all."""
        return self.orders.malls

    def has_orders(self, day: date) -> bool:
        """Whether order files tell of a day."""
        return bool(self.covered(Period(day, day)))

    def covered(self, period: Period) -> list[Period]:
        """The parts of a period that order files cover."""
        if self.orders.coverage is None:
            return []
        whole = self.orders.coverage
        start, last = max(period.first, whole.period.first), min(period.last, self.last)
        parts = []
        for gap in sorted(whole.gaps):
            if gap.last < start or gap.first > last:
                continue
            if gap.first > start:
                parts.append(Period(start, gap.first - ONE))
            start = gap.last + ONE
        if start <= last:
            parts.append(Period(start, last))
        return parts


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
    """The statistics of products of a shop, and the files that were taken."""

    shop: OpenShop
    files: tuple[UploadEntry, ...]
    today: date
    told_until: date
    """The last day that is over and that statistics of products tell of."""


def books(session: Session, shop: OpenShop, today: date) -> Books | None:
    """What there is of a shop; None without statistics of products."""
    told = product_sums.told_until(session, shop.id)
    if told is None:
        return None
    files = tuple(one for one in uploads.history(session, shop.id) if one.undone_at is None)
    return Books(shop, files, today, min(told, today - ONE))


def choose(session: Session, found: Books, days: int, mall: Mall | None) -> Source | None:
    """The statistics that tell most of the last days.

    Numbers of two vocabularies are never mixed. Where no file tells of single days or lies in
    the period, the newest file of a longer period decides which days are looked at.
    """
    # Each mall for itself: the order files of one say nothing of what another sold.
    asked: dict[frozenset[Mall] | None, list[Vocabulary]] = {}
    for kind in statistics.vocabularies(session, found.shop.id, Subject.PRODUCT):
        malls = _MALLS.get(kind)
        if mall is None or malls is None or mall in malls:
            asked.setdefault(malls if mall is None else frozenset({mall}), []).append(kind)
    options = [
        option
        for malls, kinds in asked.items()
        for option in _told(session, found, days, malls, kinds)
    ]
    best = max(
        options,
        key=lambda option: (
            option[0], option[1].measure is Measure.VISITS, -option[1].vocabulary
        ),
        default=None,
    )  # fmt: skip
    return None if best is None else best[1]


_Option = tuple[int, Source]
"""A source, and how many of the days it tells."""


def _told(
    session: Session,
    found: Books,
    days: int,
    malls: frozenset[Mall] | None,
    kinds: Sequence[Vocabulary],
) -> list[_Option]:
    """What some vocabularies tell that are set beside the orders of some malls."""
    orders = covering.told(session, found.shop.id, malls)
    last = min(found.told_until, orders.last_complete(found.today) or found.told_until)
    period = Period.ending(last, days)
    about = of_subject(found.shop.id, Subject.PRODUCT, kinds)
    options = []
    for measure in Measure:
        slices = telling(session, about, None, (measure.value, "product_no"), period)
        for number in sorted({some.vocabulary for some in slices}):
            own = [some for some in slices if some.vocabulary == number]
            told = _chosen(own, period)
            if told is not None:
                count, over = told
                reports = tuple(sorted({some.report for some in own}))
                source = Source(measure, Vocabulary(number), reports, over, orders, last)
                options.append((count, source))
    return options


def _chosen(slices: Sequence[Slice], period: Period) -> tuple[int, Period] | None:
    """How many days slices tell of a period, or of the newest longer one they tell at once."""
    chosen = cover(slices, period)
    if chosen.days:
        return chosen.days, period
    whole = [
        some.period
        for some in chosen.beyond
        if some.period.last <= period.last and some.period.days >= LEAST_DAYS
    ]
    if not whole:
        return None
    newest = max(whole, key=lambda some: (some.last, some.days))
    return min(newest.days, period.days), newest


def count(session: Session, found: Books, source: Source, period: Period) -> Counts | None:
    """Looks and orders of the days that both files tell of; None without such a day."""
    if source.orders.coverage is not None:
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
    stretches = source.covered(period)
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
