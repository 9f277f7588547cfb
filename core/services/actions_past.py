"""The number that an improvement should move, day by day, from whatever the shop has of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis import effect
from core.analysis.effect import Series
from core.services import journey_book, voice_rates
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.stats.windows import Days
from core.store import note_facts, statistics, totals
from core.terms import Period, Subject
from core.verdicts.actions import measure

LOOKED_AT: Final = 728
"""Days before the last one that are read of statistics."""

PEOPLE_LOOKED_AT: Final = 546
"""The same where the database has to count people, which takes longer."""


@dataclass(frozen=True, slots=True)
class Target:
    """A number: which one, and of which product, channel or theme if it is of one."""

    metric: str
    product_id: int | None = None
    channel: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A number over the days from the first to the last complete one."""

    days: Period
    series: Series

    @property
    def last(self) -> date:
        """The last day on which the number is known."""
        known = np.flatnonzero(np.isfinite(self.series.parts))
        return self.days.first + timedelta(days=int(known[-1]) if len(known) else 0)

    def place(self, day: date) -> int:
        """How many days after the first one ``day`` lies."""
        return (day - self.days.first).days


@dataclass(frozen=True, slots=True)
class Level:
    """A number before a change, frozen: what it was, of how many, over which days."""

    value: float | None
    trials: int | None
    period: Period | None


NO_LEVEL: Final = Level(None, None, None)


class Reading:
    """One look into the books of a shop; what several numbers share is read once."""

    def __init__(self, shop: OpenShop, session: Session, today: date) -> None:
        """Keep whose books they are."""
        self._shop, self._session, self._today = shop, session, today
        self._found: dict[Target, Past | None] = {}

    @cached_property
    def book(self) -> Book | None:
        """The orders of the shop."""
        return journey_book.book(self._session, self._shop.id, self._today, None)

    def past(self, target: Target) -> Past | None:
        """A number day by day; None where no file tells it."""
        target = replace(target, metric=measure(target.metric).id)
        if target not in self._found:
            self._found[target] = self._past(target)
        return self._found[target]

    def level(self, target: Target, end: date | None = None) -> Level:
        """A number over the 28 days before ``end``, or over the last ones there are."""
        past = self.past(target)
        if past is None:
            return NO_LEVEL
        after = past.last + timedelta(days=1)
        end = after if end is None else min(end, after)
        told = effect.level(past.series, past.place(end))
        if told is None:
            return NO_LEVEL
        period = Period.ending(end - timedelta(days=1), effect.LEVEL)
        return Level(told[0], round(told[1]), period)

    def _past(self, target: Target) -> Past | None:
        of_orders: dict[str, Callable[[Book, Target], Series]] = {
            "net_sales": self._net,
            "orders": self._orders,
            "order_value": self._order_value,
            "new_buyers": self._new_buyers,
            "returning_share": self._returning,
            "second_rate": self._second,
            "claim_rate": self._claims,
            "kept_rate": self._kept,
            "product_orders": self._product_orders,
            "product_net": self._product_net,
        }
        if target.metric in of_orders:
            if self.book is None:
                return None
            series = of_orders[target.metric](self.book, target)
            return Past(self.book.days.all, self._settled(series, target.metric))
        return {
            "visits": self._shop_days,
            "pay_rate": self._shop_days,
            "look_rate": self._views,
            "buy_rate": self._views,
            "product_rate": self._product_days,
            "channel_visits": self._channel_days,
            "channel_rate": self._channel_days,
            "complaint_rate": self._complaints,
        }[target.metric](target)

    def _settled(self, series: Series, metric: str) -> Series:
        """Without the days whose number may still change."""
        lag = measure(metric).lag
        if not lag:
            return series
        blank = np.arange(len(series.parts)) >= len(series.parts) - lag
        return Series(np.where(blank, np.nan, series.parts), series.wholes, series.events)

    def _net(self, book: Book, _target: Target) -> Series:
        return Series(book.column("net"), None, book.column("orders"))

    def _orders(self, book: Book, _target: Target) -> Series:
        orders = book.column("orders")
        return Series(orders, None, orders)

    def _order_value(self, book: Book, _target: Target) -> Series:
        orders = book.column("orders")
        return Series(book.column("net"), orders, orders)

    def _new_buyers(self, book: Book, _target: Target) -> Series:
        new = self._new(book)
        return Series(new, None, new)

    def _new(self, book: Book) -> Days:
        return book.days.series(list(book.new_buyers), list(book.new_buyers.values()))

    def _returning(self, book: Book, _target: Target) -> Series:
        days, buyers = note_facts.buyer_days(self._session, self._shop.id, self._lately(book))
        people = _from(book.days.series(days, buyers), book, self._lately(book).first)
        return Series(people - self._new(book), people, people - self._new(book))

    def _second(self, book: Book, _target: Target) -> Series:
        period = self._lately(book)
        frame = totals.second_purchases(self._session, self._shop.id, period)
        days = list(frame.index)
        first = _from(book.days.series(days, frame["buyers"]), book, period.first)
        again = _from(book.days.series(days, frame["again"]), book, period.first)
        return Series(again, first, again)

    def _lately(self, book: Book) -> Period:
        whole = book.days.all
        return Period(max(whole.first, whole.last - timedelta(days=PEOPLE_LOOKED_AT)), whole.last)

    def _claims(self, book: Book, _target: Target) -> Series:
        ended = book.column("cancelled_lines") + book.column("returned_lines")
        return Series(ended, book.column("lines"), ended)

    def _kept(self, book: Book, _target: Target) -> Series:
        lines = book.column("lines")
        ended = book.column("cancelled_lines") + book.column("returned_lines")
        return Series(lines - ended, lines, ended)

    def _product_orders(self, book: Book, target: Target) -> Series:
        told = self._sold(book, target)
        orders = book.days.series(told.days, told.orders)
        return Series(orders, None, orders)

    def _product_net(self, book: Book, target: Target) -> Series:
        told = self._sold(book, target)
        orders = book.days.series(told.days, told.orders)
        return Series(book.days.series(told.days, told.net), None, orders)

    def _sold(self, book: Book, target: Target) -> totals.ProductDays:
        product = target.product_id or 0
        return totals.product_days(self._session, self._shop.id, [product], book.malls)

    def _shop_days(self, target: Target) -> Past | None:
        period = self._reach(Subject.SHOP) or self._reach(Subject.CHANNEL)
        if period is None:
            return None
        frame = statistics.shop_days(self._session, self._shop.id, period)
        visits = frame["visits"].to_numpy(np.float64, na_value=np.nan)
        if target.metric == "visits":
            return Past(period, Series(visits, None, visits))
        paid = self._payments(frame, period)
        return Past(period, Series(paid, visits, paid))

    def _views(self, target: Target) -> Past | None:
        """Product views by visit, or orders by product view."""
        shop = self._shop_days(Target("pay_rate"))
        if shop is None or shop.series.wholes is None:
            return None
        told, views = note_facts.view_days(self._session, self._shop.id, shop.days)
        looks = np.full(shop.days.days, np.nan)
        looks[[shop.place(day) for day in told]] = views.to_numpy(np.float64, na_value=np.nan)
        if target.metric == "look_rate":
            return Past(shop.days, Series(looks, shop.series.wholes, looks))
        return Past(shop.days, Series(shop.series.parts, looks, shop.series.parts))

    def _payments(self, frame: pd.DataFrame, period: Period) -> Days:
        """The orders of the mall whose visits these are, as on 오늘, else what statistics count.

        The two are never mixed: statistics may count each product of an order.
        """
        own = journey_book.own(self._session, self._shop.id, self._today, self.book)
        if own is None:
            return frame["payments"].to_numpy(np.float64, na_value=np.nan)
        return _over(own.column("orders"), own.days.all.first, period)

    def _product_days(self, target: Target) -> Past | None:
        period = self._reach(Subject.PRODUCT)
        if period is None or target.product_id is None:
            return None
        return _rate(
            *note_facts.product_days(self._session, self._shop.id, target.product_id, period),
            period,
        )

    def _channel_days(self, target: Target) -> Past | None:
        period = self._reach(Subject.CHANNEL)
        if period is None or target.channel is None:
            return None
        past = _rate(
            *note_facts.channel_days(self._session, self._shop.id, target.channel, period), period
        )
        if target.metric == "channel_rate" or past.series.wholes is None:
            return past
        return Past(period, Series(past.series.wholes, None, past.series.wholes))

    def _complaints(self, target: Target) -> Past | None:
        if self.book is None:
            return None
        series = voice_rates.series(self._shop, self.book, target.theme, target.product_id)
        return None if series is None else Past(self.book.days.all, series)

    def _reach(self, subject: Subject) -> Period | None:
        period = note_facts.reach(self._session, self._shop.id, subject)
        if period is None or period.first >= self._today:
            return None
        last = min(period.last, self._today - timedelta(days=1))
        return Period(max(period.first, last - timedelta(days=LOOKED_AT)), last)


def _rate(rows: pd.DataFrame, told: Sequence[date], period: Period) -> Past:
    parts, wholes = (_days(rows, name, told, period) for name in ("payments", "visits"))
    return Past(period, Series(parts, wholes, parts))


def _days(rows: pd.DataFrame, name: str, told: Sequence[date], period: Period) -> Days:
    """A column by day: 0 on days that are told and have no row, unknown on all others."""
    found = np.full(period.days, np.nan)
    found[[(day - period.first).days for day in told]] = 0
    places = [(moment.date() - period.first).days for moment in rows["day"]]
    found[places] = rows[name].to_numpy(np.float64, na_value=np.nan)
    return found


def _from(values: Days, book: Book, first: date) -> Days:
    """Unknown before the first day that was read."""
    return np.where(np.arange(len(values)) < book.days.place(first), np.nan, values)


def _over(values: Days, first: date, period: Period) -> Days:
    """The values of other days; unknown where the two do not meet."""
    found = np.full(period.days, np.nan)
    start = (first - period.first).days
    low, high = max(0, start), min(period.days, start + len(values))
    if low < high:
        found[low:high] = values[low - start : high - start]
    return found
