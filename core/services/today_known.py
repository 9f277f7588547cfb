"""What of the numbers of 오늘 files really tell: days without a file and unknown amounts are no 0.

Where files tell nothing, nothing is added up. Two stretches of days are held against each other
on the days both are told; where an amount on either side is unknown, money is not compared.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt
from sqlmodel import Session

from core.services.looking import Answer
from core.services.order_book import Book
from core.services.today_view import Kpi, Overview, Point
from core.stats.windows import Days
from core.store import reports
from core.terms import Evidence, Period
from core.verdicts.facts import Amounts, Facts

_MONEY: Final = ("net_sales", "order_value")
_OF_ORDERS: Final = (*_MONEY, "orders", "returning_share")

Marks = npt.NDArray[np.bool_]


def told(session: Session, shop_id: int, book: Book, answer: Answer) -> Answer:
    """An answer that knows how many of its days are told, and which amounts are not.

    Args:
        session: one that reads.
        shop_id: whose.
        book: the orders of the shop.
        answer: what was asked of them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    facts, usable = answer.facts, _usable(book, answer)
    days = int(usable.sum())
    facts = replace(facts, days_known=None if days == facts.period.days else days)
    amounts = _amounts(session, shop_id, book, answer, usable)
    if amounts is not None:
        facts = replace(facts, amounts=amounts, split=None)
    return replace(answer, facts=facts)


def kpis(book: Book, facts: Facts, some: tuple[Kpi, ...]) -> tuple[Kpi, ...]:
    """The numbers of orders, each as far as it is known.

    Args:
        book: the orders of the shop.
        facts: what was found, after ``told``.
        some: the numbers as they were added up.
    """
    covered = int(_covered(book, facts.period).sum())
    days = facts.days_known
    if days == 0:
        return tuple(replace(one, now=None, before=None, level=Evidence.NO_DATA, direction=0,
                             is_judged=False) if one.metric in _OF_ORDERS else one
                     for one in some)  # fmt: skip
    if days is not None:
        some = tuple(replace(one, days=days, is_matched=days < covered)
                     if one.metric in _OF_ORDERS and one.now is not None else one
                     for one in some)  # fmt: skip
    if facts.amounts is None:
        return _surely_nothing(some)
    return tuple(_unpriced(one, facts) if one.metric in _MONEY else one for one in some)


def days_of_money(book: Book, view: Overview) -> tuple[Point, ...]:
    """The days of the chart, those without any known amount unknown."""
    daily = book.daily
    none = (daily["lines"] > 0) & (daily["lines"] == daily["unknown_amount_lines"])
    dark = set(daily.index[none])
    if not dark or view.period is None:
        return view.trend
    back = view.period.first - view.before.first if view.before else timedelta()
    return tuple(
        replace(one, net=None if one.day in dark else one.net,
                before=None if one.day - back in dark else one.before)
        for one in view.trend
    )  # fmt: skip


def priced(book: Book, values: Days) -> Days:
    """Sums per day, unknown on days on which an amount is."""
    return np.where(book.column("unknown_amount_lines") > 0, np.nan, values)


def _surely_nothing(some: tuple[Kpi, ...]) -> tuple[Kpi, ...]:
    """Where nothing was ordered on one side, revenue is as surely nothing as orders are."""
    orders = next((one for one in some if one.metric == "orders"), None)
    if orders is None or orders.now is None or 0 not in {orders.now, orders.before}:
        return some
    return tuple(
        replace(one, level=orders.level, direction=orders.direction, is_judged=orders.is_judged)
        if one.metric == "net_sales" and one.before is not None
        else one
        for one in some
    )


def _unpriced(one: Kpi, facts: Facts) -> Kpi:
    """Revenue or the value of an order, by known amounts and held against nothing."""
    amounts = facts.amounts
    if amounts is None:
        return one
    now = facts.net if one.metric == "net_sales" else amounts.value
    level = Evidence.NO_DATA if now is None else Evidence.EARLY
    return replace(
        one, now=now, before=None, level=level, direction=0, is_judged=False,
        unpriced=amounts.orders, is_before_unpriced=bool(amounts.before),
    )  # fmt: skip


def _covered(book: Book, period: Period) -> Marks:
    """Of the days of a period, whether a file tells of each."""
    first = book.days.place(period.first)
    places = np.arange(first, first + period.days)
    inside = (places >= 0) & (places < len(book.days.covered))
    found = np.zeros(period.days, dtype=np.bool_)
    found[inside] = book.days.covered[places[inside]]
    return found


def _usable(book: Book, answer: Answer) -> Marks:
    """The days of the period that are added up."""
    return answer.pair.usable if answer.pair else _covered(book, answer.facts.period)


def _amounts(
    session: Session, shop_id: int, book: Book, answer: Answer, usable: Marks
) -> Amounts | None:
    unknown, lines = book.column("unknown_amount_lines"), book.column("lines")
    period = answer.facts.period
    first = book.days.place(period.first)
    places = np.flatnonzero(usable)
    now, all_now = (int(values[first + places].sum()) for values in (unknown, lines))
    before = int(unknown[first + places - answer.pair.shift].sum()) if answer.pair else 0
    if not now and not before:
        return None
    orders, sales = 0, answer.sales
    won = 0
    for run in _runs(usable, period) if now else ():
        count, known = reports.unpriced(session, shop_id, run, book.malls)
        orders, won = orders + count, won + known
    rest = sales.orders - orders
    value = (sales.net - won) / rest if rest > 0 else None
    return Amounts(orders, before, now < all_now or not now, value)


def _runs(usable: Marks, period: Period) -> Iterator[Period]:
    """The days that are added up, as stretches without a break."""
    for is_usable, some in groupby(range(period.days), key=lambda place: bool(usable[place])):
        places = list(some)
        if is_usable:
            yield Period(
                period.first + timedelta(days=places[0]), period.first + timedelta(days=places[-1])
            )
