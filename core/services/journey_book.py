"""Read from the store what the way from a visit to a regular is made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from core.services import journey_reading
from core.services.journey_reading import Known, Told
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
    orders of other malls are looked at as well.
    """

    session: Session
    shop_id: int
    today: date
    book: Book | None
    told: Mapping[str, Told]
    files: Mapping[int, str]
    is_elsewhere: bool
    has_others: bool

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
            own = totals.daily(self.session, self.shop_id, SMARTSTORE)
            for name, column in (("joined", "orders"), ("joined_net", "net")):
                sums[name] = book.days.series(list(own.index), own[column])
        return found | {
            name: journey_reading.of_orders(book, days, history) for name, days in sums.items()
        }

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
    """What the files tell, of one mall or of all."""
    elsewhere = asked.mall not in {None, Mall.SMARTSTORE}
    told = {} if elsewhere else _told(session, shop_id, asked.span(today), book)
    if not told and book is None and not elsewhere:
        # Old statistics alone are better than none.
        told = _told(session, shop_id, Period(EVER, today - timedelta(days=1)), book)
    return Reading(
        session=session,
        shop_id=shop_id,
        today=today,
        book=book,
        told=told,
        files={row.id: row.name for row in uploads.history(session, shop_id)},
        is_elsewhere=elsewhere,
        has_others=asked.mall is None and not _only_smartstore(orders.malls(session, shop_id)),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: of which mall, and how far statistics are read back."""

    mall: Mall | None
    days: int

    def span(self, today: date) -> Period:
        """The days whose statistics are read."""
        return Period.ending(today - timedelta(days=1), self.days + ENOUGH)


def _only_smartstore(malls: Collection[Mall]) -> bool:
    return set(malls) <= SMARTSTORE


def _told(session: Session, shop_id: int, span: Period, book: Book | None) -> dict[str, Told]:
    wanted: dict[str, tuple[tuple[Subject, ...], str]] = {
        "visits": ((Subject.SHOP, Subject.CHANNEL), "visits"),
        "views": ((Subject.PRODUCT,), "detail_views"),
    }
    if book is None:
        wanted["joined"] = ((Subject.SHOP, Subject.PRODUCT), "payments")
        wanted["joined_net"] = ((Subject.SHOP, Subject.PRODUCT), "net")
    found = {
        name: journey_reading.told(session, shop_id, subjects, measure, span)
        for name, (subjects, measure) in wanted.items()
    }
    return {name: one for name, one in found.items() if one is not None}
