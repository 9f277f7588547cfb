"""What is new, why, and how sure we are: everything the page 오늘 shows, in one call."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
from sqlmodel import Session

from core.analysis import levels
from core.analysis.revenue import Sales, Split
from core.services import covering, looking
from core.services.looking import SPARK_WEEKS, Answer, Book, Question
from core.services.opening import OpenShop
from core.stats.proportions import Rates
from core.stats.windows import Change, Days
from core.store import totals
from core.store.totals import StateRows
from core.terms import Evidence, Mall, OrderState, Period, evidence_of
from core.terms.orders import NO_SALE
from core.verdicts import Verdict
from core.verdicts.facts import LEAST_EVENTS, LEAST_ORDERS, STALE_AFTER, Facts
from core.verdicts.today import chances, conclude

AGING_AFTER: Final = 7
"""Days after which the newest data are marked as getting old."""

TOGETHER: Final = timedelta(hours=1)
"""Files taken within this time belong to one visit."""

YEAR: Final = 364
"""Days to the same weekday of the year before."""


class PeriodChoice(StrEnum):
    """How much is looked at; whole weeks, so that weekdays match."""

    WEEK = "7d"
    FOUR_WEEKS = "28d"
    THREE_MONTHS = "3m"

    @property
    def days(self) -> int:
        """How many days that is."""
        return {"7d": 7, "28d": 28, "3m": 91}[self.value]


class Compare(StrEnum):
    """What the period is compared with."""

    BEFORE = "before"
    LAST_YEAR = "year"


class Stage(StrEnum):
    """How much there is to show."""

    EMPTY = "empty"
    TINY = "tiny"
    READY = "ready"


class Freshness(StrEnum):
    """How old the newest data are."""

    FRESH = "fresh"
    AGING = "aging"
    STALE = "stale"


class LeftOut(StrEnum):
    """Why an order line is not in a number."""

    CANCELLED = "cancelled"
    RETURNED = "returned"
    UNPAID = "unpaid"
    NO_DATE = "no_date"
    NO_AMOUNT = "no_amount"
    NO_BUYER = "no_buyer"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One of the four numbers. ``direction`` is 1 or -1 only when the change is known.

    ``is_judged``: there was enough history to tell a change from the usual.
    """

    metric: str
    now: float | None
    before: float | None
    level: Evidence
    direction: int
    spark: tuple[float | None, ...]
    is_judged: bool = False
    trials: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """The net revenue of a day and of the day it is compared with; None where not covered."""

    day: date
    net: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Since:
    """What the newest files changed: those that were taken within an hour of the newest one.

    ``net`` is the won by which they changed net revenue; None where there was nothing before.
    """

    files: tuple[str, ...]
    at: datetime
    new: int
    changed: int
    refused: int
    net: int | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number comes from: its files, its days, the rows in it and those left out."""

    files: tuple[str, ...]
    period: Period
    rows: int
    left_out: tuple[tuple[LeftOut, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The page 오늘. Of an empty shop everything else is None or empty."""

    stage: Stage
    verdicts: tuple[Verdict, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    split: Split | None = None
    trend: tuple[Point, ...] = ()
    since: Since | None = None
    origins: tuple[tuple[str, Origin], ...] = ()
    last_day: date | None = None
    days_old: int = 0
    freshness: Freshness = Freshness.FRESH
    period: Period | None = None
    before: Period | None = None
    gaps: tuple[Period, ...] = ()
    days_left_out: int = 0
    orders_total: int = 0

    def origin(self, metric: str) -> Origin | None:
        """Where the number ``metric`` comes from."""
        return dict(self.origins).get(metric)


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
    malls = None if mall is None else frozenset({mall})
    covered = covering.coverage(shop, malls)
    with shop.store.read() as session:
        book = looking.book(session, shop.id, today, covered.gaps if covered else (), malls)
        if book is None:
            return Overview(Stage.EMPTY)
        shift = YEAR if compare is Compare.LAST_YEAR else period.days
        question = Question(Period.ending(book.last, period.days), shift)
        rows = totals.states(session, shop.id, question.period, malls)
        asking = looking.Asking(session, shop.id, book, question)
        answer = asking.answer(now, today, knows_buyers=_knows_buyers(rows))
        origins = _origins(session, shop.id, book, question, rows)
        return _overview(book, answer, origins, _since(session, shop.id, book))


def _overview(
    book: Book, answer: Answer, origins: tuple[tuple[str, Origin], ...], since: Since | None
) -> Overview:
    facts = answer.facts
    found = chances(facts)
    return Overview(
        stage=Stage.TINY if facts.orders_total < LEAST_ORDERS else Stage.READY,
        verdicts=conclude(facts, found),
        kpis=_kpis(book, answer, found),
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


def _freshness(days: int) -> Freshness:
    if days > STALE_AFTER:
        return Freshness.STALE
    return Freshness.AGING if days > AGING_AFTER else Freshness.FRESH


def _knows_buyers(rows: list[StateRows]) -> bool:
    told = [row for row in rows if OrderState(row.state) not in NO_SALE]
    count = sum(row.rows for row in told)
    unknown = sum(row.no_buyer for row in told)
    return bool(count) and 1 - unknown / count >= looking.KNOWN_BUYERS


def _kpis(book: Book, answer: Answer, found: dict[str, float]) -> tuple[Kpi, ...]:
    sales, before, facts = answer.sales, answer.sales_before, answer.facts
    end = book.days.place(book.last) + 1
    net = levels.weekly(book.column("net"), end, SPARK_WEEKS)
    orders = levels.weekly(book.column("orders"), end, SPARK_WEEKS)
    values = tuple(_per(a, b) for a, b in zip(net, orders, strict=True))
    share = tuple(_per(float(total - new), float(total)) for total, new in answer.week_buyers)
    enough = _enough(facts)
    was = (None, None, None) if before is None else (before.net, before.orders, _value(before))
    now = (float(sales.net), float(sales.orders), _value(sales))
    sparks = (tuple(net), tuple(orders), values)
    names = ("net_sales", "orders", "order_value")
    kpis = [
        Kpi(
            name,
            is_now,
            before_it,
            *_word(is_now, before_it, found.get(name), enough),
            spark,
            name in found and enough,
        )
        for name, is_now, before_it, spark in zip(names, now, was, sparks, strict=True)
    ]
    return (*kpis, _share(answer, found, share))


def _share(answer: Answer, found: dict[str, float], spark: tuple[float | None, ...]) -> Kpi:
    name, rates = "returning_share", answer.facts.returning
    if rates is None:
        return Kpi(name, None, None, Evidence.NO_DATA, 0, spark)
    now, before, enough = rates.now.rate, rates.before.rate, _both_known(rates)
    level, direction = _word(now, before, found.get(name), enough)
    judged = name in found and enough
    return Kpi(name, now, before, level, direction, spark, judged, rates.now.trials)


def _both_known(rates: Rates) -> bool:
    return min(rates.now.successes, rates.before.successes) >= LEAST_EVENTS


def _word(
    now: float | None,
    before: float | None,
    chance: float | None,
    enough: bool,  # noqa: FBT001
) -> tuple[Evidence, int]:
    if now is None:
        return Evidence.NO_DATA, 0
    if before is None or chance is None:
        return Evidence.EARLY, 0
    level = evidence_of(chance, enough=enough)
    direction = (now > before) - (now < before)
    return level, direction if level is Evidence.KNOWN else 0


def _enough(facts: Facts) -> bool:
    orders = facts.levels.orders if facts.levels else Change(0, 0, None)
    return (orders.now + orders.before) / 2 >= LEAST_EVENTS


def _per(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None


def _value(sales: Sales) -> float | None:
    return sales.net / sales.orders if sales.orders else None


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


def _since(session: Session, shop_id: int, book: Book) -> Since | None:
    if not book.files:
        return None
    at = book.files[0].created_at
    together = [file for file in book.files if at - file.created_at <= TOGETHER]
    first = min(file.id for file in together)
    # Of the very first files everything is new, also what one of them changed in another.
    is_first = len(together) == len(book.files)
    return Since(
        tuple(file.name for file in together),
        at,
        sum(file.new for file in together),
        0 if is_first else sum(file.changed for file in together),
        sum(file.refused for file in together),
        None if is_first else totals.effect(session, shop_id, first),
    )


def _origins(
    session: Session, shop_id: int, book: Book, question: Question, rows: list[StateRows]
) -> tuple[tuple[str, Origin], ...]:
    # Files with amounts come first: only a few names are shown.
    files = tuple(
        row.name
        for row in sorted(book.files, key=lambda file: file.net is None)
        if row.period
        and row.period.first <= question.period.last
        and question.period.first <= row.period.last
    )
    sold = [row for row in rows if OrderState(row.state) not in NO_SALE]
    counts = {OrderState(row.state): row.rows for row in rows}
    common = {
        LeftOut.CANCELLED: counts.get(OrderState.CANCELLED, 0),
        LeftOut.RETURNED: counts.get(OrderState.RETURNED, 0),
        LeftOut.UNPAID: counts.get(OrderState.UNPAID, 0)
        + counts.get(OrderState.CANCELLED_UNPAID, 0),
        LeftOut.NO_DATE: totals.undated(session, shop_id, book.malls),
    }
    no_amount = {LeftOut.NO_AMOUNT: sum(row.no_amount for row in sold)}
    no_buyer = {LeftOut.NO_BUYER: sum(row.no_buyer for row in sold)}
    total = sum(row.rows for row in sold)

    def origin(**more: dict[LeftOut, int]) -> Origin:
        extra = {reason: count for found in more.values() for reason, count in found.items()}
        told = tuple((why, count) for why, count in {**common, **extra}.items() if count)
        return Origin(files, question.period, total - sum(extra.values()), told)

    money, people = origin(money=no_amount), origin(people=no_buyer)
    return (
        ("net_sales", money),
        ("orders", origin()),
        ("order_value", money),
        ("returning_share", people),
        ("buyers", people),
    )
