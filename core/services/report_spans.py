"""The weeks and months a report can be about."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from core.services import covering, journey_book, order_book
from core.services.journey_book import Asked
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.terms import Period

WEEKS: Final = 60
MONTHS: Final = 36
"""So many weeks and months are offered."""

_ONE: Final = timedelta(days=1)
_WEEK: Final = 7


class ReportKind(StrEnum):
    """How long the days of a report are."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """A week from Monday to Sunday, or a month."""

    kind: ReportKind
    period: Period

    @property
    def key(self) -> str:
        """Names it in an address."""
        return f"{self.kind}-{self.period.first:%Y%m%d}"

    @property
    def before(self) -> Period:
        """As many days just before: what it is compared with."""
        return self.period.before()

    @property
    def next(self) -> "Span":
        """The week or the month after it."""
        return span_of(self.kind, self.period.last + _ONE)

    def days_left(self, today: date) -> int:
        """How many days are still to come or not over yet."""
        return max(0, (self.period.last - today).days + 1)


def span_of(kind: ReportKind, day: date) -> Span:
    """The week or month in which a day lies."""
    if kind is ReportKind.WEEK:
        first = day - timedelta(days=day.weekday())
        return Span(kind, Period(first, first + timedelta(days=_WEEK - 1)))
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Span(kind, Period(first, after - _ONE))


@dataclass(frozen=True, slots=True)
class Reach:
    """The days that the files of a shop tell of."""

    first: date
    last: date

    def is_whole(self, span: Span, today: date) -> bool:
        """Whether a week or month is over and all of its days are told."""
        is_over = not span.days_left(today) and span.period.last <= self.last
        return is_over and not self.lacks_first(span)

    def lacks_first(self, span: Span) -> bool:
        """Whether the files begin after its first day."""
        return span.period.first < self.first


@dataclass(frozen=True, slots=True)
class Listing:
    """What can be chosen: the newest first, also those that are not over."""

    reach: Reach | None = None
    weeks: tuple[Span, ...] = ()
    months: tuple[Span, ...] = ()

    def of(self, kind: ReportKind) -> tuple[Span, ...]:
        """The weeks or the months."""
        return self.weeks if kind is ReportKind.WEEK else self.months

    def usual(self, kind: ReportKind, today: date) -> Span | None:
        """The newest one that is whole, or the newest there is."""
        some = self.of(kind)
        if self.reach is None or not some:
            return None
        whole = (one for one in some if self.reach.is_whole(one, today))
        return next(whole, some[0])


def listing(shop: OpenShop, today: date) -> Listing:
    """The weeks and months of which there are data.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found = reach(shop, today)
    if found is None:
        return Listing()
    return Listing(
        found,
        _spans(ReportKind.WEEK, found, today, WEEKS),
        _spans(ReportKind.MONTH, found, today, MONTHS),
    )


def reach(shop: OpenShop, today: date) -> Reach | None:
    """The days that orders, or without them statistics and typed numbers, tell of."""
    with shop.store.read() as session:
        book = journey_book.book(session, shop.id, today, None)
        if book is not None:
            told = covering.told(session, shop.id, book.malls)
            return _of_orders(book, told, today)
        reading = journey_book.read(session, shop.id, today, None, Asked(None, MONTHS * 31))
        return Reach(reading.first, reading.last) if reading.told else None


def _of_orders(book: Book, told: covering.Told, today: date) -> Reach:
    # A file tells of all days before it was made, also where nothing was ordered any more. An
    # order of a day to come, which a wrong clock makes, tells nothing of the days before it.
    ordered = book.last if book.last <= today else today - _ONE
    last = max(ordered, told.last_complete(today) or ordered)
    return Reach(book.days.all.first, min(last, max(ordered, today - _ONE)))


def through(book: Book, reach: Reach, span: Span) -> Book | None:
    """The orders up to the last day of a report, or to the last one that files tell of."""
    return order_book.until(book, min(span.period.last, reach.last))


def _spans(kind: ReportKind, reach: Reach, today: date, most: int) -> tuple[Span, ...]:
    one = span_of(kind, min(today, reach.last + timedelta(days=_WEEK)))
    found: list[Span] = []
    while len(found) < most and one.period.last >= reach.first:
        found.append(one)
        one = span_of(kind, one.period.first - _ONE)
    return tuple(found)
