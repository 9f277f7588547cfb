"""The report of a week or month: conclusions, six numbers, what was done, what to do next.

What is concluded is what 오늘 would have concluded the day after, had it looked at these days:
the same questions, the same method, and nothing of later days.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from core.services import (
    findings,
    journey_book,
    looking,
    report_amounts,
    report_done,
    report_gaps,
    report_next,
    report_spans,
    today,
    today_kpis,
    today_origins,
    today_traffic,
)
from core.services.looking import Answer, Question
from core.services.opening import OpenShop
from core.services.order_book import Book
from core.services.report_done import Done
from core.services.report_gaps import Told
from core.services.report_next import Step
from core.services.report_spans import Reach, ReportKind, Span
from core.services.today_traffic import Choice, Traffic
from core.services.today_view import Kpi, Overview, Stage, Stretch
from core.store import totals
from core.store.totals import StateRows
from core.terms import Evidence, Period
from core.verdicts import Verdict, day
from core.verdicts.day import Examined

__all__ = ["SIX", "Done", "Report", "ReportKind", "Span", "Stage", "Step", "make"]

SIX: Final = ("net_sales", "orders", "order_value", "visits", "pay_rate", "returning_share")
"""The numbers of a report, in their order."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report.

    Attributes:
        span: of which week or month.
        reach: the days that files tell of; None of an empty shop.
        view: what 오늘 would have shown of these days.
        kpis: the six numbers.
        done: what was done in these days.
        steps: what to do next.
        days_left: how many of its days are still to come.
        days_lacking: how many of its days are over and told by no file yet.
        told: how far order files tell of its days; None where there is none.
        unpriced: how many of its orders hold something whose amount is not known.
    """

    span: Span
    reach: Reach | None
    view: Overview
    kpis: tuple[Kpi, ...] = ()
    done: tuple[Done, ...] = ()
    steps: tuple[Step, ...] = ()
    days_left: int = 0
    days_lacking: int = 0
    told: Told | None = None
    unpriced: int = 0

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What was concluded; nothing as long as days are missing."""
        return self.view.verdicts

    @property
    def is_whole(self) -> bool:
        """Whether all of its days are over and told."""
        if self.reach is None or self.days_left or self.days_lacking:
            return False
        return not self.blank

    @property
    def blank(self) -> tuple[Period, ...]:
        """Its days, before the last one that is told, that are in no file."""
        if self.told is not None:
            return self.told.blank
        if self.reach is None or not self.reach.lacks_first(self.span):
            return ()
        last = min(self.span.period.last, self.reach.first - timedelta(days=1))
        return (Period(self.span.period.first, last),)

    @property
    def days_told(self) -> int:
        """Of how many of its days there are data."""
        missing = self.days_left + self.days_lacking + sum(one.days for one in self.blank)
        return max(0, self.span.period.days - missing)

    def kpi(self, metric: str) -> Kpi:
        """One of the six numbers."""
        return next(one for one in self.kpis if one.metric == metric)


def make(shop: OpenShop, span: Span, today: date, now: datetime) -> Report:
    """Make the report of a week or month.

    Args:
        shop: whose.
        span: which.
        today: the reader's day.
        now: the moment.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    reach = report_spans.reach(shop, today)
    if reach is None:
        return Report(span, None, Overview(Stage.EMPTY), tuple(map(_unknown, SIX)))
    left = span.days_left(today)
    lacking = 0 if left else max(0, (span.period.last - reach.last).days)
    report = Report(
        span, reach, Overview(Stage.EMPTY), tuple(map(_unknown, SIX)),
        days_left=left, days_lacking=min(lacking, span.period.days),
    )  # fmt: skip
    with shop.store.read() as session:
        report = _seen(_Asked(session, shop, report, today, now))
    if not report.is_whole:
        report = _without_comparison(report)
    done = report_done.done(shop, span.period)
    missing = (*report.blank, *(report.told.before if report.told else ()))
    steps = report_next.steps(shop, span.next.period, report.verdicts, report.kpis, missing)
    return replace(report, done=done, steps=steps)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where is read, for which report, and when."""

    session: Session
    shop: OpenShop
    report: Report
    today: date
    now: datetime

    @property
    def period(self) -> Period:
        return self.report.span.period

    @property
    def choice(self) -> Choice:
        """As somebody would choose on the day after; while days are missing, on their first."""
        after = self.period.last + timedelta(days=1)
        return Choice(min(after, self.today), Stretch(self.period.days))


def _seen(asked: _Asked) -> Report:
    """The report with its numbers and conclusions."""
    reach, session, shop = asked.report.reach, asked.session, asked.shop
    book = journey_book.book(session, shop.id, asked.today, None)
    if book is None or reach is None:
        found = today_traffic.traffic(session, shop.id, None, asked.choice, None)
        return _of_traffic(asked, found)
    until = report_spans.through(book, reach, asked.report.span)
    if until is None or until.last < asked.period.first:
        return asked.report
    return _of_orders(asked, until)


def _of_orders(asked: _Asked, book: Book) -> Report:
    told = report_gaps.told(book, asked.period)
    report = replace(asked.report, told=told)
    if not told.days:
        return _blank(asked, book, report)
    # Only so far as days are told: what is missing is no nought.
    period = Period(asked.period.first, min(asked.period.last, book.last))
    far = asked.period.days if told.is_comparable else report_gaps.out_of_reach(book, period)
    question = Question(period, far)
    rows = totals.states(asked.session, asked.shop.id, period, book.malls)
    asking = looking.Asking(asked.session, asked.shop.id, book, question)
    answer = asking.answer(
        asked.now, book.last + timedelta(days=1), knows_buyers=today.knows_buyers(rows)
    )
    view, known = _concluded(asked, book, question, answer, rows)
    if not told.is_comparable:
        view = report_gaps.alone(view)
    about = report_amounts.Asked(asked.session, asked.shop.id, book, asked.period)
    money = report_amounts.priced(about, rows, view, _six(known))
    return replace(report, view=money.view, kpis=money.kpis, unpriced=money.unpriced)


def _concluded(
    asked: _Asked, book: Book, question: Question, answer: Answer, rows: list[StateRows]
) -> tuple[Overview, dict[str, Kpi]]:
    """What would have been shown of these days, and the numbers by name."""
    session, shop, period = asked.session, asked.shop, asked.period
    found = today_traffic.traffic(session, shop.id, book, asked.choice, answer.facts.second)
    origins = today_origins.origins(session, shop.id, book, question, rows)
    look = findings.Look(session, shop, asked.choice, answer.facts, _of_days(asked, found))
    seen = _of_these_days(findings.examined(look), period)
    chances = day.chances(seen)
    concluded = findings.Day(day.conclude(seen, chances), chances)
    view = today.of_orders(book, answer, concluded, origins, None)
    net, orders, value, share = view.kpis
    known = {one.metric: one for one in (net, orders, value, share)}
    told = look.traffic
    if told is not None:
        view = today_kpis.with_traffic(view, told.judged(chances))
        known = {one.metric: one for one in view.kpis} | known
    return view, known


def _blank(asked: _Asked, book: Book, report: Report) -> Report:
    """Of days that are in no order file: what statistics tell, and nothing that orders would."""
    found = _of_days(asked, today_traffic.traffic(
        asked.session, asked.shop.id, book, asked.choice, None))  # fmt: skip
    view = Overview(Stage.EMPTY, orders_total=book.orders_total)
    known: dict[str, Kpi] = {}
    if found is not None:
        told = today_kpis.of_traffic(view, found)
        known = {one.metric: one for one in told.kpis if one.metric == "visits"}
    return replace(report, view=view, kpis=_six(known))


def _of_traffic(asked: _Asked, found: Traffic | None) -> Report:
    """What statistics and typed numbers alone tell."""
    told = _of_days(asked, found)
    if told is None:
        return replace(asked.report, view=Overview(Stage.NO_ORDERS))
    view = Overview(
        stage=Stage.NO_ORDERS, last_day=told.reading.newest, period=told.period,
        before=told.before, orders_total=told.reading.orders_total,
    )  # fmt: skip
    view = today_kpis.of_traffic(view, told)
    return replace(asked.report, view=view, kpis=_six({one.metric: one for one in view.kpis}))


def _of_days(asked: _Asked, found: Traffic | None) -> Traffic | None:
    """What is known along the way, if it is of these very days."""
    return found if found is not None and found.period == asked.period else None


def _of_these_days(seen: Examined, period: Period) -> Examined:
    """Without what files of earlier days told of products and channels."""
    pages = tuple(one for one in seen.pages if one.period.last >= period.first)
    if seen.spent is None or seen.spent.last >= period.first:
        return replace(seen, pages=pages)
    return replace(seen, pages=pages, outlays=(), inflows=(), spent=None)


def _six(known: dict[str, Kpi]) -> tuple[Kpi, ...]:
    return tuple(known.get(name) or _unknown(name) for name in SIX)


def _unknown(name: str) -> Kpi:
    return Kpi(name, None, None, Evidence.NO_DATA, 0, ())


def _without_comparison(report: Report) -> Report:
    """Of a week or month of which days are missing: numbers so far, nothing held against others."""
    kpis = tuple(
        replace(one, before=None, level=Evidence.EARLY, direction=0, is_judged=False)
        if one.now is not None
        else one
        for one in report.kpis
    )
    trend = tuple(replace(one, before=None) for one in report.view.trend)
    view = replace(report.view, verdicts=(), split=None, before=None, trend=trend)
    return replace(report, view=view, kpis=kpis)
