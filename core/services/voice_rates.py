"""Complaints held against orders: day by day for what came of a change, week by week for a look.

Both are counted by the day on which something happens: a complaint by that on which it was said,
an order by that on which it was paid.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from core.analysis.effect import Series
from core.services import voice_reading, voice_words
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.stats.windows import Days
from core.store import totals, voice_themes
from core.store.moments import day_number, day_of
from core.store.voice_sources import Origin
from core.store.voice_themes import MONDAY, WEEK
from core.terms import Period


@dataclass(frozen=True, slots=True)
class Weeks:
    """Whole weeks, from a Monday to a Sunday, of which orders and texts are known.

    Attributes:
        first: the Monday of the first one.
        orders: paid orders of each.
        counts: complaints of each week (a row) and theme (a column).
    """

    first: date
    orders: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]

    @property
    def mondays(self) -> list[date]:
        """The first day of each."""
        return [self.first + timedelta(days=WEEK * place) for place in range(len(self.orders))]


def series(shop: OpenShop, book: Book, theme: str | None, product_id: int | None) -> Series | None:
    """Complaints and orders of each day; None where nothing was ever said.

    Args:
        shop: whose.
        book: its orders.
        theme: what is complained of; None for anything.
        product_id: of one product; None of all.
    """
    voice_reading.catch_up(shop)
    with shop.store.read() as session:
        themes = voice_words.themes(voice_words.read(session, shop.id))
        if theme is not None and theme not in themes:
            return None
        bit = None if theme is None else 1 << themes.index(theme)
        span = known(voice_themes.reach(session, shop.id), book)
        if span is None:
            return None
        days, counts = voice_themes.complaint_days(session, shop.id, bit, product_id)
        orders = _orders(session, shop.id, book, product_id)
    place = np.arange(book.days.all.days)
    is_known = (place >= book.days.place(span.first)) & (place <= book.days.place(span.last))
    parts = np.where(is_known, book.days.series(days, counts), np.nan)
    return Series(parts, np.where(is_known, orders, np.nan), parts)


def known(reach: dict[Origin, Period], book: Book) -> Period | None:
    """The days of which both orders and complaints are known.

    Reviews come in files, so nobody knows what was said after the last one; what the seller
    writes down is known as soon as it is said.
    """
    if not reach:
        return None
    first = max(min(one.first for one in reach.values()), book.days.all.first)
    last = reach[Origin.REVIEW].last if Origin.REVIEW in reach else book.last
    last = min(last, book.last)
    return Period(first, last) if first <= last else None


def steady(
    reach: dict[Origin, Period], oldest: date, last: date
) -> tuple[tuple[Origin, ...], date]:
    """Where texts come from all the time, and since when: what began later would seem a rise.

    The time begins with the first review, else the first remark, of eight weeks ago at least;
    where texts come from since a later day is left out of a comparison.
    """
    old = {origin for origin, one in reach.items() if (last - one.first).days >= STEADY * WEEK}
    if not old:
        return (), last
    since = max(oldest, reach[min(old, key=_IN_ORDER.index)].first)
    return tuple(sorted(one for one in old if reach[one].first <= since)), since


STEADY: Final = 8
"""Weeks since which texts have come from somewhere, from which on they are compared."""

_IN_ORDER: Final = (Origin.REVIEW, Origin.REMARK, Origin.INQUIRY, Origin.COMPLAINT)


def weeks(  # noqa: PLR0913  (whose, of which orders, how many, of what)
    session: Session,
    shop_id: int,
    book: Book,
    count: int,
    ask: voice_themes.Ask,
    *,
    is_steady: bool = False,
) -> Weeks | None:
    """The last whole weeks of a shop, at most ``count``; None where there is none.

    Weeks with a day that no order file covers have no orders, and their complaints do not count.

    Args:
        session: one that reads.
        shop_id: whose.
        book: its orders.
        count: how many weeks at most.
        ask: of what.
        is_steady: only texts from where they come all the time, to compare weeks.
    """
    reach = voice_themes.reach(session, shop_id)
    span = known(reach, book)
    if span is None:
        return None
    origins: tuple[Origin, ...] = ()
    if is_steady:
        oldest = span.last - timedelta(days=WEEK * count)
        origins, since = steady(reach, oldest, span.last)
        if not origins:
            return None
        span = Period(max(span.first, since), span.last)
    after = (day_number(span.last) + 1 - MONDAY) // WEEK
    before = -(-(day_number(span.first) - MONDAY) // WEEK)
    first = max(before, after - count)
    if first >= after:
        return None
    themes = len(voice_words.themes(voice_words.read(session, shop_id)))
    period = Period(_day(first), _day(after) - timedelta(days=1))
    orders = _weekly(_orders(session, shop_id, book, ask.product_id), book, period)
    asked = voice_themes.Ask(
        period, ask.origin, ask.product_id, problem=ask.problem, origins=origins
    )
    week, masks, texts = voice_themes.weeks(session, shop_id, asked)
    table = np.zeros((after - first, themes), dtype=np.int64)
    for place in range(themes):
        mine = (masks >> place) & 1
        table[:, place] = np.bincount(week - first, texts * mine, minlength=after - first)
    return Weeks(period.first, orders, np.where(orders[:, None] > 0, table, 0))


def orders_in(
    session: Session, shop_id: int, book: Book, period: Period, product: int | None
) -> int:
    """Paid orders of some days, with a product or all of them."""
    found = _orders(session, shop_id, book, product)
    low, high = (book.days.place(day) for day in (period.first, period.last))
    return int(np.nansum(found[max(0, low) : max(0, high + 1)]))


def _orders(session: Session, shop_id: int, book: Book, product_id: int | None) -> Days:
    if product_id is None:
        return book.column("orders")
    told = totals.product_days(session, shop_id, [product_id], book.malls)
    return book.days.series(told.days, told.orders)


def _weekly(orders: Days, book: Book, period: Period) -> npt.NDArray[np.int64]:
    """The orders of each week; 0 where one of its days is not known."""
    low = book.days.place(period.first)
    rows = orders[low : low + period.days].reshape(-1, WEEK)
    return np.asarray(np.nan_to_num(rows.sum(axis=1)), dtype=np.int64)


def _day(week: int) -> date:
    return day_of(week * WEEK + MONDAY)
