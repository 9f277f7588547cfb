"""What is new, why, and how sure we are: everything the page 오늘 shows, in one call."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

import numpy as np

from core.services import (
    findings,
    journey_book,
    looking,
    today_known,
    today_kpis,
    today_origins,
    today_since,
    today_traffic,
)
from core.services.looking import Answer, Question
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.services.today_traffic import Choice, Traffic
from core.services.today_view import (
    Compare,
    Freshness,
    Kpi,
    LeftOut,
    NewRows,
    Origin,
    Overview,
    PeriodChoice,
    Point,
    Since,
    Stage,
    StageCount,
)
from core.stats.windows import Days
from core.store import totals
from core.store.totals import StateRows
from core.terms import Mall, OrderState, Period
from core.terms.orders import NO_SALE
from core.verdicts.facts import LEAST_ORDERS, STALE_AFTER

__all__ = [
    "Compare",
    "Freshness",
    "Kpi",
    "LeftOut",
    "NewRows",
    "Origin",
    "Overview",
    "PeriodChoice",
    "Point",
    "Since",
    "Stage",
    "StageCount",
    "overview",
]

AGING_AFTER: Final = 7
"""Days after which the newest data are marked as getting old."""


def overview(  # noqa: PLR0913  (whose, when, and three choices)
    shop: OpenShop,
    *,
    today: date,
    now: datetime,
    period: PeriodChoice = PeriodChoice.FOUR_WEEKS,
    compare: Compare = Compare.BEFORE,
    mall: Mall | None = None,
) -> Overview:
    """Everything 오늘 shows.

    Args:
        shop: whose.
        today: the reader's day; says how old the data are.
        now: when this is looked at.
        period: how much is looked at, up to the last complete day.
        compare: with what.
        mall: the only one that is looked at; None for all.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    choice = Choice(today, period, compare, mall)
    malls = None if mall is None else frozenset({mall})
    with shop.store.read() as session:
        book = journey_book.book(session, shop.id, today, mall)
        news = today_since.since(session, shop.id, malls)
        if book is None:
            return without_orders(today_traffic.traffic(session, shop.id, None, choice, None), news)
        question = Question(Period.ending(book.last, period.days), choice.shift)
        rows = totals.states(session, shop.id, question.period, book.malls)
        asking = looking.Asking(session, shop.id, book, question)
        answer = asking.answer(now, today, knows_buyers=knows_buyers(rows))
        answer = today_known.told(session, shop.id, book, answer)
        found = today_traffic.traffic(session, shop.id, book, choice, answer.facts.second)
        origins = today_origins.origins(session, shop.id, book, question, rows)
        look = findings.Look(session, shop, choice, answer.facts, found)
        day = findings.conclude(look)
        view = of_orders(book, answer, day, origins, news)
        view = replace(
            view,
            kpis=today_known.kpis(book, answer.facts, view.kpis),
            trend=today_known.days_of_money(book, view),
        )
    findings.remember(shop, day, today, now)
    if found is None:
        return view
    view = today_kpis.with_traffic(view, found.judged(day.found))
    # Visits tell nothing of amounts: what an order is worth is part of the split all the same.
    return view if answer.facts.amounts is None else replace(view, split=None, split_days=None)


def of_orders(
    book: Book,
    answer: Answer,
    day: findings.Day,
    origins: tuple[tuple[str, Origin], ...],
    since: Since | None,
) -> Overview:
    """What orders alone tell."""
    facts = answer.facts
    return Overview(
        stage=Stage.TINY if facts.orders_total < LEAST_ORDERS else Stage.READY,
        verdicts=day.verdicts,
        kpis=today_kpis.kpis(book, answer, day.found),
        split=facts.split,
        trend=_trend(book, answer),
        since=since,
        origins=origins,
        last_day=facts.last_day,
        days_old=facts.days_old,
        freshness=_freshness(facts.days_old),
        period=facts.period,
        before=facts.before,
        gaps=facts.gaps,
        days_left_out=answer.pair.left_out if answer.pair else 0,
        orders_total=facts.orders_total,
    )


def without_orders(found: Traffic | None, since: Since | None) -> Overview:
    """What statistics and typed numbers alone can show."""
    if found is None:
        return Overview(Stage.EMPTY, since=since)
    reading = found.reading
    days = (reading.today - reading.newest).days
    view = Overview(
        stage=Stage.NO_ORDERS,
        since=since,
        last_day=reading.newest,
        days_old=days,
        freshness=_freshness(days),
        period=found.period,
        before=found.before,
        orders_total=reading.orders_total,
    )
    return today_kpis.of_traffic(view, found)


def _freshness(days: int) -> Freshness:
    if days > STALE_AFTER:
        return Freshness.STALE
    return Freshness.AGING if days > AGING_AFTER else Freshness.FRESH


def knows_buyers(rows: list[StateRows]) -> bool:
    """Whether enough order lines name a buyer for buyers to be counted."""
    told = [row for row in rows if OrderState(row.state) not in NO_SALE]
    count = sum(row.rows for row in told)
    unknown = sum(row.no_buyer for row in told)
    return bool(count) and 1 - unknown / count >= looking.KNOWN_BUYERS


def _trend(book: Book, answer: Answer) -> tuple[Point, ...]:
    net, period = book.column("net"), answer.facts.period
    before = answer.facts.before
    back = (period.first - before.first).days if before else None
    start = book.days.place(period.first)
    return tuple(
        Point(
            date.fromordinal(period.first.toordinal() + number),
            _won(net, start + number),
            None if back is None else _won(net, start + number - back),
        )
        for number in range(period.days)
    )


def _won(net: Days, place: int) -> int | None:
    if not 0 <= place < len(net) or np.isnan(net[place]):
        return None
    return int(net[place])
