"""A report in words: one document, of which every file and the screen are made."""

from dataclasses import dataclass
from datetime import datetime

from core.analysis.revenue import Split
from core.i18n import formats, language, weeks
from core.i18n import gettext as _
from core.services.report import Report, ReportKind, Stage
from core.services.report_kept import Drift
from core.services.today_view import Kpi, Point
from core.terms import Evidence
from core.wording import report_days, report_done, report_drift, report_numbers, verdicts
from core.wording import today as today_wording
from core.wording.report_done import DoneWords
from core.wording.report_numbers import Number

THREE = 3


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One conclusion: how sure, what, why, and what to do."""

    level: Evidence
    badge: str
    headline: str
    reason: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report in words.

    Attributes:
        title: 주간 보고서 or 월간 보고서.
        shop: whose; empty where the shop has no name.
        name: the week or month.
        days: its days.
        compared: the days it is compared with; empty where there is nothing to compare with.
        notes: what has to be known before anything else is read.
        conclusions: at most three.
        conclusions_note: why there are fewer than three; empty otherwise.
        numbers: the six numbers.
        why: where the change of revenue came from.
        done: what was done and what came of it.
        steps: at most three things to do next.
        made: when it was made. The only line that another making changes.
        file: what its files are called, without their ending.
        points: net revenue day by day.
        split: the parts of its change, and what their chart is called.
        language: in which it is written.
    """

    title: str
    shop: str
    name: str
    days: str
    compared: str
    notes: tuple[str, ...]
    conclusions: tuple[Conclusion, ...]
    conclusions_note: str
    numbers: tuple[Number, ...]
    why: str
    done: tuple[DoneWords, ...]
    steps: tuple[str, ...]
    made: str
    file: str
    points: tuple[Point, ...] = ()
    split: Split | None = None
    split_title: str = ""
    language: str = "ko"


def document(report: Report, shop: str, now: datetime, drift: Drift | None = None) -> Document:
    """The report in words.

    Args:
        report: what it says.
        shop: what the shop is called.
        now: when it is made.
        drift: how it differs from what it told at first.
    """
    span, view = report.span, report.view
    conclusions = _conclusions(report)
    is_week = span.kind is ReportKind.WEEK
    return Document(
        title=_("Weekly report") if is_week else _("Monthly report"),
        shop=shop,
        name=report_days.name(span),
        days=report_days.days(report),
        compared=_compared(report),
        notes=(*report_days.lacking(report), *report_drift.drifted(drift)),
        conclusions=conclusions,
        conclusions_note=_conclusions_note(report, len(conclusions)),
        numbers=tuple(report_numbers.number(one) for one in report.kpis),
        why=_why(report),
        done=report_done.done(report.done),
        steps=report_done.steps(report),
        made=_("Made on {moment} with Dangol").format(moment=formats.moment(now)),
        file=report_days.file_name(span),
        points=view.trend,
        split=view.split if report.is_whole else None,
        split_title=_split_title(report),
        language=language(),
    )


def heads() -> tuple[str, str, str, str, str]:
    """The headings of the table of numbers."""
    return (_("Figure"), _("This period"), _("Compared with"), _("Difference"), _("How it moved"))


def _compared(report: Report) -> str:
    before = report.view.before
    if not report.is_whole or before is None:
        return ""
    return _("compared with {period}").format(period=weeks.official(before))


def _conclusions(report: Report) -> tuple[Conclusion, ...]:
    told = []
    for one in report.verdicts[:THREE]:
        words = verdicts.words(one)
        told.append(Conclusion(one.level, words.badge, words.headline, words.reason, words.todo))
    if len(told) < THREE and report.is_whole and report.kpi("orders").now == 0:
        told.append(_nothing_sold(report.kpi("orders")))
    if told or report.view.stage is not Stage.NO_ORDERS:
        return tuple(told)
    moved = [one for one in report.kpis if one.direction and one.level is Evidence.KNOWN]
    return tuple(
        Conclusion(
            one.level,
            verdicts.evidence(one.level),
            f"{report_numbers.name(one.metric)}: {today_wording.kpi(one).change}",
            _("{before} before, {now} now.").format(
                before=report_numbers.shown(one.metric, one.before, one.trials),
                now=report_numbers.value(one),
            ),
        )
        for one in moved[:THREE]
    )


def _nothing_sold(orders: Kpi) -> Conclusion:
    """Of days that files tell, and on which nothing was ordered."""
    reason = ""
    if orders.before:
        reason = _("There were {orders} in the days before.").format(
            orders=formats.count(int(orders.before), "orders")
        )
    badge = verdicts.evidence(Evidence.KNOWN)
    return Conclusion(Evidence.KNOWN, badge, _("Nothing was ordered on these days."), reason)


def _conclusions_note(report: Report, count: int) -> str:
    stage, told = report.view.stage, ""
    if report.reach is None:
        told = _("Add one order file, and you see the report of every week in it.")
    elif stage is Stage.EMPTY:
        told = _("No file tells of these days.")
    elif not report.is_whole:
        told = _("You see conclusions once all of its days are there.")
    elif stage is Stage.NO_ORDERS and not count:
        told = _("Nothing has changed that we can be sure of. With an order file you see more.")
    elif stage is not Stage.TINY and count < THREE:
        told = _("That is all that can be said for sure of these days.")
    return told


def _split_title(report: Report) -> str:
    split = report.view.split
    if split is None:
        return ""
    judged = any(one.is_judged for one in report.kpis if one.metric == "net_sales")
    return today_wording.split_title(split, judged=judged)


def _why(report: Report) -> str:
    """Where the change of revenue came from, if it can be told."""
    split = report.view.split
    if split is None or not report.is_whole:
        return ""
    parts = " · ".join(
        f"{verdicts.part_name(one.part)} {formats.won_change(one.won)}" for one in split.parts
    )
    return _("Net revenue {change}: {parts}").format(
        change=formats.won_change(split.change), parts=parts
    )
