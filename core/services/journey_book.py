"""Read from the store what the way from a visit to a regular is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import numpy as np
from sqlmodel import Session

from core.services import covering, journey_only, journey_reading, order_book
from core.services.journey_only import Part
from core.services.journey_reading import Known, Told
from core.services.journey_source import Source
from core.services.order_book import Book
from core.stats import windows
from core.stats.windows import Days
from core.store import fact_sums, journeys, orders, uploads
from core.store.fact_sums import Wish
from core.terms import Mall, Period, Subject, Vocabulary

LAG: Final = 28
"""So many days the statistics may lie behind the orders; then the days both know are shown."""

ENOUGH: Final = 420
"""Days of statistics before the days in question from which the usual is learnt."""

RECENT: Final = 91
"""So many days say whether statistics know of more than order files do."""

EVER: Final = date(2010, 1, 1)

ONE: Final = timedelta(days=1)

SMARTSTORE: Final = frozenset({Mall.SMARTSTORE})


def names(book: Book, period: Period) -> tuple[str, ...]:
    """The files of some orders that touch a period."""
    return tuple(
        row.name
        for row in book.files
        if row.period and row.period.first <= period.last and period.first <= row.period.last
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a shop: its orders, and what statistics tell of each measure.

    ``own`` are the orders of the mall whose visits are told; without an order file of that mall
    its payments are known from statistics alone.

    ``is_elsewhere``: a mall is looked at whose visits no statistics tell. ``has_others``: the
    orders of other malls are looked at as well. ``part``: only this is looked at, and ``unknown``
    are the days of which its orders are not all known. ``is_gross``: what was brought in is told
    before refunds.
    """

    session: Session
    shop_id: int
    today: date
    book: Book | None
    own: Book | None
    told: Mapping[str, Told]
    files: Mapping[int, str]
    is_elsewhere: bool
    has_others: bool
    part: Part | None = None
    unknown: frozenset[date] = frozenset()
    is_gross: bool = False

    @property
    def first(self) -> date:
        """The first day of anything."""
        own = [] if self.book is None else [self.book.days.all.first]
        return min([*own, *(one.first for one in self.told.values())])

    @property
    def counts_products(self) -> bool:
        """Whether its payments are those of statistics that count each product of an order."""
        paid = self.told.get("joined")
        return paid is not None and paid.vocabulary is Vocabulary.SMARTSTORE

    @property
    def newest(self) -> date:
        """The last day of anything that counts visits or orders."""
        own = [] if self.book is None else [self.book.last]
        ends = [one.last for name, one in self.told.items() if name != "views"]
        return max([*own, *ends] or [one.last for one in self.told.values()])

    @property
    def last(self) -> date:
        """The last day all of them know, if that is not long ago; else that of the orders."""
        ends = [one.last for name, one in self.told.items() if name != "views"]
        if self.book is None:
            return min(ends or [one.last for one in self.told.values()])
        if self.own is not None:
            ends.append(self.own.last)
        near = [day for day in ends if day >= self.book.last - timedelta(days=LAG)]
        return min([self.book.last, *near])

    @property
    def orders_total(self) -> int:
        """All orders there are; where no order file tells them, all payments."""
        found = 0 if self.book is None else self.book.orders_total
        paid = self.told.get("joined")
        return found if paid is None else found + round(float(paid.rows["value"].sum()))

    def named(self, *measures: str) -> tuple[str, ...]:
        """The statistics files that tell some measures."""
        numbers = {
            number for name in measures if name in self.told for number in self.told[name].uploads
        }
        return tuple(self.files[number] for number in sorted(numbers) if number in self.files)

    def order_files(self, period: Period) -> tuple[str, ...]:
        """The order files that touch a period."""
        return names(self.book, period) if self.book else ()

    def known(self, history: Period) -> dict[str, Known]:
        """Each measure per day of a history."""
        found = {name: journey_reading.spread(one, history) for name, one in self.told.items()}
        if self.book is None:
            return found | ({"orders": found["joined"]} if "joined" in found else {})
        book = self.book
        lines = book.column("lines")
        ended = book.column("cancelled_lines") + book.column("returned_lines")
        sums = {
            "orders": book.column("orders"), "net": book.column("net"),
            "lines": lines, "all_lines": lines + ended,
        }  # fmt: skip
        found |= self._spread(book, sums, history)
        if self.own is not None:
            own = {"joined": self.own.column("orders"), "joined_net": self.own.column("net")}
            found |= self._spread(self.own, own, history)
        return found

    def _spread(self, book: Book, sums: Mapping[str, Days], history: Period) -> dict[str, Known]:
        """Sums of orders over the days of a history, without the days that are unknown."""
        places = [(day - book.days.all.first).days for day in self.unknown]
        for days in sums.values():
            days[[place for place in places if 0 <= place < len(days)]] = np.nan
        return {name: journey_reading.of_orders(book, days, history) for name, days in sums.items()}

    def shown(self, period: Period) -> int | None:
        """How often advertisements were shown; None where a day of a platform is unknown."""
        found = []
        for platform in journeys.platforms(self.session, self.shop_id):
            wish = Wish(period, ("impressions",))
            sums = fact_sums.ad_sums(self.session, self.shop_id, platform, wish)
            if sums.rows.empty:
                continue
            count = sums.rows["impressions"].dropna()
            whole = sums.cover.days == period.days and not count.empty
            found.append(int(count.iloc[0]) if whole else None)
        return sum(one for one in found if one) if found and None not in found else None


def book(session: Session, shop_id: int, today: date, mall: Mall | None) -> Book | None:
    """The orders that are looked at; None where no order file tells them, or statistics more.

    A few orders of another mall do not stand for a shop whose SmartStore is known by its
    statistics alone: then these are looked at, and the other mall when it is chosen.
    """
    found = order_book.book(session, shop_id, today, None if mall is None else frozenset({mall}))
    if found is None or mall is not None:
        return found
    if Mall.SMARTSTORE in covering.sold_in(session, shop_id):
        return found
    span = Period.ending(today - ONE, RECENT)
    paid = journey_reading.told(
        session, shop_id, (Subject.SHOP, Subject.PRODUCT), "payments", span
    )  # fmt: skip
    if paid is None:
        return found
    days = Period(paid.first, paid.last)
    sold = sum(
        int(count)
        for day, count in zip(found.daily.index, found.daily["orders"], strict=True)
        if day in days
    )
    return None if paid.rows["value"].sum() > sold else found


def read(session: Session, shop_id: int, today: date, book: Book | None, asked: "Asked") -> Reading:
    """What the files tell, of one mall or of all, of everything or of a part."""
    elsewhere = asked.mall not in {None, Mall.SMARTSTORE}
    some, unknown = book, frozenset[date]()
    if book is not None and asked.part is not None:
        some, unknown = journey_only.of_part(session, shop_id, book, asked.part)
    others = asked.mall is None and _has_others(session, shop_id)
    own = some
    if some is not None and others:
        own = _own(session, shop_id, today, some, asked.part)
    source = Source(session, shop_id, asked.part, has_orders=own is not None)
    told = {} if elsewhere else source.told(asked.span(today))
    if not told and book is None and not elsewhere:
        # Old statistics alone are better than none.
        told = source.told(Period(EVER, today - ONE))
    return Reading(
        session=session,
        shop_id=shop_id,
        today=today,
        book=some,
        own=own,
        told={name: one for name, one in told.items() if name != "gross"},
        files={row.id: row.name for row in uploads.history(session, shop_id)},
        is_elsewhere=elsewhere,
        has_others=others,
        part=asked.part,
        unknown=unknown,
        is_gross="gross" in told,
    )


def own(session: Session, shop_id: int, today: date, whole: Book | None) -> Book | None:
    """The orders of the mall whose visits are known, of all that are looked at; None without."""
    if whole is None or not _has_others(session, shop_id):
        return whole
    return _own(session, shop_id, today, whole, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: of which mall, how far statistics are read back, and of which part."""

    mall: Mall | None
    days: int
    part: Part | None = None

    def span(self, today: date) -> Period:
        """The days whose statistics are read."""
        return Period.ending(today - timedelta(days=1), self.days + ENOUGH)


def _own(
    session: Session, shop_id: int, today: date, whole: Book, part: Part | None
) -> Book | None:
    """The orders of the mall whose visits are known; of a part, only those of the part."""
    found = order_book.sold(session, shop_id, today, SMARTSTORE)
    last = covering.told(session, shop_id, SMARTSTORE).last_complete(today)
    if found is None or last is None:
        return None
    # Its files may tell of later days, on which it sold nothing; also if no file says when it was
    # made, as long as it has been quiet no longer than before.
    until = max(found.last, min(whole.last, last))
    quiet = max((after - day for day, after in pairwise(found.daily.index)), default=ONE)
    if whole.last - until < quiet:
        until = max(until, whole.last)
    days = windows.calendar(Period(found.days.all.first, until), found.gaps)
    if part is None:
        return replace(found, days=days)
    daily = journey_only.daily(session, shop_id, part, SMARTSTORE)
    return replace(found, daily=daily, days=days)


def _has_others(session: Session, shop_id: int) -> bool:
    return not set(orders.malls(session, shop_id)) <= SMARTSTORE
