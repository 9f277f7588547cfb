"""Money of a report beside sales whose amount no file tells: what is unknown is no 0 won."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlmodel import Session

from core.services.order_book import Book
from core.services.today_view import Kpi, Overview, Point
from core.store import reports, totals
from core.store.totals import StateRows
from core.terms import Evidence, OrderState, Period
from core.terms.orders import NO_SALE
from core.verdicts import Claim

_UNSAID: Final = frozenset({Claim.TOO_EARLY, Claim.NO_ORDERS})
"""What a report says in its own words, or need not say, where nothing was ordered."""

_OF_MONEY: Final = frozenset({Claim.NET_FELL, Claim.NET_ROSE})


@dataclass(frozen=True, slots=True)
class Priced:
    """What is shown, the numbers, and how many orders hold something of unknown amount."""

    view: Overview
    kpis: tuple[Kpi, ...]
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose days are looked at."""

    session: Session
    shop_id: int
    book: Book
    period: Period


def priced(
    asked: Asked, rows: Sequence[StateRows], view: Overview, kpis: tuple[Kpi, ...]
) -> Priced:
    """What may be said of money.

    Args:
        asked: of which days.
        rows: the order lines of these days by state.
        view: what would have been shown of them.
        kpis: their numbers.
    """
    before = totals.states(asked.session, asked.shop_id, asked.period.before(), asked.book.malls)
    unknown, sold = _unpriced(rows)
    if not unknown and not _unpriced(before)[0]:
        return _whole(view, kpis)
    trend = _known_days(asked.book, view.trend, asked.period.days)
    kept = tuple(one for one in view.verdicts if one.claim not in _OF_MONEY)
    found, count = _money(asked, kpis, unknown, sold)
    return Priced(
        replace(view, verdicts=kept, split=None, trend=trend),
        tuple(_uncompared(one, found[one.metric]) if one.metric in found else one for one in kpis),
        count,
    )


def _money(
    asked: Asked, kpis: Sequence[Kpi], unknown: int, sold: int
) -> tuple[dict[str, float | None], int]:
    """Revenue and the value of an order by known amounts, and how many orders have unknown ones."""
    told = {one.metric: one.now for one in kpis}
    net, value, orders = told["net_sales"], told["order_value"], int(told["orders"] or 0)
    if not unknown:
        return {"net_sales": net, "order_value": value}, 0
    if unknown == sold:
        return {"net_sales": None, "order_value": None}, orders
    count, won = reports.unpriced(asked.session, asked.shop_id, asked.period, asked.book.malls)
    rest = orders - count
    value = ((net or 0) - won) / rest if rest > 0 else None
    return {"net_sales": net, "order_value": value}, count


def _whole(view: Overview, kpis: tuple[Kpi, ...]) -> Priced:
    """Where all amounts are known.

    Where nothing was ordered on one side, revenue is as surely nothing as orders are. There is no
    value of an order then that could have changed, and no history that would have to be longer.
    """
    orders = next(one for one in kpis if one.metric == "orders")
    if orders.now is None or 0 not in {orders.now, orders.before}:
        return Priced(view, kpis)
    sure = orders.level is not Evidence.EARLY or orders.now == 0
    kept = tuple(one for one in view.verdicts if not (sure and one.claim in _UNSAID))
    return Priced(replace(view, verdicts=kept, split=None), tuple(
        replace(one, level=orders.level, direction=orders.direction, is_judged=orders.is_judged)
        if one.metric == "net_sales" and one.before is not None
        else one
        for one in kpis
    ))  # fmt: skip


def _unpriced(rows: Sequence[StateRows]) -> tuple[int, int]:
    """Of how many lines that were sold the amount is unknown, and how many were sold."""
    sold = [row for row in rows if OrderState(row.state) not in NO_SALE]
    return sum(row.no_amount for row in sold), sum(row.rows for row in sold)


def _uncompared(one: Kpi, now: float | None) -> Kpi:
    """A number of which only one side is known, or none."""
    level = Evidence.NO_DATA if now is None else Evidence.EARLY
    return replace(one, now=now, before=None, level=level, direction=0, is_judged=False)


def _known_days(book: Book, trend: Sequence[Point], shift: int) -> tuple[Point, ...]:
    """The days of a chart, those without any known amount unknown."""
    daily = book.daily
    dark = set(
        daily.index[(daily["lines"] > 0) & (daily["lines"] == daily["unknown_amount_lines"])]
    )
    back = timedelta(days=shift)
    return tuple(
        replace(
            one,
            net=None if one.day in dark else one.net,
            before=None if one.day - back in dark else one.before,
        )
        for one in trend
    )
