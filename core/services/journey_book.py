"""Read from the store what the way from a visit to a regular is made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.services import journey_only, journey_reading
from core.services.journey_only import By, Part
from core.services.journey_reading import Known, Rows, Told
from core.services.looking import Book
from core.store import fact_sums, journeys, orders, totals, uploads
from core.store.fact_sums import Wish
from core.terms import Mall, Period, Subject

LAG: Final = 28
"""So many days the statistics may lie behind the orders; then the days both know are shown."""

ENOUGH: Final = 420
"""Days of statistics before the days in question from which the usual is learnt."""

EVER: Final = date(2010, 1, 1)

SMARTSTORE: Final = frozenset({Mall.SMARTSTORE})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a shop: its orders, and what statistics tell of each measure.

    ``is_elsewhere``: a mall is looked at whose visits no statistics tell. ``has_others``: the
    orders of other malls are looked at as well. ``part``: only this is looked at, and ``unknown``
    are the days of which its orders are not all known. ``is_gross``: what was brought in is told
    before refunds.
    """

    session: Session
    shop_id: int
    today: date
    book: Book | None
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
        near = [day for day in ends if day >= self.book.last - timedelta(days=LAG)]
        return min([self.book.last, *near])

    @property
    def orders_total(self) -> int:
        """All orders there are; without order files, all payments."""
        if self.book is not None:
            return self.book.orders_total
        paid = self.told.get("joined")
        return 0 if paid is None else round(float(paid.rows["value"].sum()))

    def named(self, *measures: str) -> tuple[str, ...]:
        """The statistics files that tell some measures."""
        numbers = {
            number for name in measures if name in self.told for number in self.told[name].uploads
        }
        return tuple(self.files[number] for number in sorted(numbers) if number in self.files)

    def order_files(self, period: Period) -> tuple[str, ...]:
        """The order files that touch a period."""
        return tuple(
            row.name
            for row in (self.book.files if self.book else ())
            if row.period and row.period.first <= period.last and period.first <= row.period.last
        )

    def known(self, history: Period) -> dict[str, Known]:
        """Each measure per day of a history."""
        found = {name: journey_reading.spread(one, history) for name, one in self.told.items()}
        if self.book is None:
            return found | ({"orders": found["joined"]} if "joined" in found else {})
        book = self.book
        lines = book.column("lines")
        sums = {
            "orders": book.column("orders"),
            "net": book.column("net"),
            "lines": lines,
            "all_lines": lines + book.column("cancelled_lines") + book.column("returned_lines"),
        }
        sums |= {"joined": sums["orders"], "joined_net": sums["net"]}
        if self.has_others:
            own = self._own_mall()
            for name, column in (("joined", "orders"), ("joined_net", "net")):
                sums[name] = book.days.series(list(own.index), own[column])
        places = [(day - book.days.all.first).days for day in self.unknown]
        for days in sums.values():
            days[[place for place in places if 0 <= place < len(days)]] = np.nan
        return found | {
            name: journey_reading.of_orders(book, days, history) for name, days in sums.items()
        }

    def _own_mall(self) -> pd.DataFrame:
        """The sums of each day in the mall whose visits are known."""
        if self.part is None:
            return totals.daily(self.session, self.shop_id, SMARTSTORE)
        return journey_only.daily(self.session, self.shop_id, self.part, SMARTSTORE)

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


def read(session: Session, shop_id: int, today: date, book: Book | None, asked: "Asked") -> Reading:
    """What the files tell, of one mall or of all, of everything or of a part."""
    elsewhere = asked.mall not in {None, Mall.SMARTSTORE}
    own, unknown = book, frozenset[date]()
    if book is not None and asked.part is not None:
        own, unknown = journey_only.of_part(session, shop_id, book, asked.part)
    source = _Source(session, shop_id, asked.part, has_orders=own is not None)
    told = {} if elsewhere else source.told(asked.span(today))
    if not told and book is None and not elsewhere:
        # Old statistics alone are better than none.
        told = source.told(Period(EVER, today - timedelta(days=1)))
    return Reading(
        session=session,
        shop_id=shop_id,
        today=today,
        book=own,
        told={name: one for name, one in told.items() if name != "gross"},
        files={row.id: row.name for row in uploads.history(session, shop_id)},
        is_elsewhere=elsewhere,
        has_others=asked.mall is None and not _only_smartstore(orders.malls(session, shop_id)),
        part=asked.part,
        unknown=unknown,
        is_gross="gross" in told,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: of which mall, how far statistics are read back, and of which part."""

    mall: Mall | None
    days: int
    part: Part | None = None

    def span(self, today: date) -> Period:
        """The days whose statistics are read."""
        return Period.ending(today - timedelta(days=1), self.days + ENOUGH)


def _only_smartstore(malls: Collection[Mall]) -> bool:
    return set(malls) <= SMARTSTORE


@dataclass(frozen=True, slots=True)
class _Source:
    """Whose statistics are read, and of which part of them."""

    session: Session
    shop_id: int
    part: Part | None
    has_orders: bool

    def told(self, span: Period) -> dict[str, Told]:
        """What they tell of each measure; ``gross`` too, where revenue is told before refunds."""
        shop: tuple[Subject, ...] = (Subject.SHOP, Subject.CHANNEL)
        paid: tuple[Subject, ...] = (Subject.SHOP, Subject.PRODUCT)
        if self.part is not None:
            shop = paid = self.part.subjects
        wanted: dict[str, tuple[tuple[Subject, ...], tuple[str, ...]]] = {
            "visits": (shop, ("visits",))
        }
        if self.part is None or self.part.only.by is not By.CHANNEL:
            wanted["views"] = ((Subject.PRODUCT,), ("detail_views",))
        if not self.has_orders:
            payments: tuple[str, ...] = ("payments",)
            won: tuple[str, ...] = ("net",)
            if self.part is not None:
                payments, won = ("payments", "payments_last"), ("net", "gross", "gross_last")
            wanted |= {"joined": (paid, payments), "joined_net": (paid, won)}
        return self._first(wanted, span)

    def _first(
        self, wanted: Mapping[str, tuple[tuple[Subject, ...], tuple[str, ...]]], span: Period
    ) -> dict[str, Told]:
        rows = None if self.part is None else Rows(self.part.rows, self.part.report)
        found: dict[str, Told] = {}
        for name, (subjects, measures) in wanted.items():
            for measure in measures:
                one = journey_reading.told(
                    self.session, self.shop_id, subjects, measure, span, rows
                )
                if one is not None:
                    found[name] = one
                    if measure.startswith("gross"):
                        found["gross"] = one
                    break
        return found
