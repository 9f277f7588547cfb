"""Weeks and months of reports in words, and what is missing of them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from core.i18n import formats, weeks
from core.i18n import gettext as _
from core.services.report import Report, ReportKind, Span
from core.services.report_spans import Reach
from core.terms import Period

NAMED: Final = 3
"""So many stretches without a file are named."""


def name(span: Span) -> str:
    """What a week or month is called: 11월 3주(11.16~22), 2026년 11월."""
    if span.kind is ReportKind.MONTH:
        return formats.month(span.period.first)
    return weeks.week(span.period)


def option(span: Span, reach: Reach, today: date) -> str:
    """The same as a choice, with what is missing of it."""
    left = span.days_left(today)
    told = name(span)
    if span.period.first.year != today.year and span.kind is ReportKind.WEEK:
        told = f"{span.period.first.year} · {told}"
    if left:
        days = formats.count(left, "days")
        return _("{name} (another {days} to go)").format(name=told, days=days)
    if not reach.is_whole(span, today):
        return _("{name} (data are missing)").format(name=told)
    return told


def file_name(span: Span) -> str:
    """What the files of a report are called, without their ending: 보고서_20261122."""
    kind = _("report") if span.kind is ReportKind.WEEK else _("report_of_month")
    return f"{kind}_{formats.file_day(span.period.last)}"


def days(report: Report) -> str:
    """The days of a report; where some of them are in no file, how many there are."""
    told, count = weeks.official(report.span.period), report.days_told
    if report.reach is None or report.days_left or not count or count == report.span.period.days:
        return told
    only = _("only {days} of it have data").format(days=formats.count(count, "days"))
    return f"{told} · {only}"


def lacking(report: Report) -> list[str]:
    """What is missing of the days of a report, and of those it is compared with."""
    told = []
    if report.days_left:
        days = formats.count(report.days_left, "days")
        text = _("This is not over yet: another {days} to go. Numbers are those so far.")
        told.append(text.format(days=days))
    elif report.days_lacking:
        days = formats.count(report.days_lacking, "days")
        text = _("No file tells of the last {days} yet. Add a new file to make it whole.")
        told.append(text.format(days=days))
    if report.reach is not None and report.reach.lacks_first(report.span):
        first = formats.day(report.reach.first)
        told.append(_("The files begin on {day}, so the first days are missing.").format(day=first))
    return [*told, *_gaps(report), *_amounts(report)]


def _gaps(report: Report) -> list[str]:
    """The days between files that are in none."""
    first = report.reach.first if report.reach is not None else date.max
    gaps = [one for one in report.blank if one.last >= first]
    told = []
    if gaps and not report.days_told:
        text = _("No order file tells of {gap}, so nothing is known. Add the orders of these days.")
        told.append(text.format(gap=_listed(gaps)))
    elif gaps:
        text = _("No order file tells of {gap}. Add it, and these days count too.")
        told.append(text.format(gap=_listed(gaps)))
    if report.told is not None and report.told.before and report.days_told:
        text = _("Nothing is compared: of the days before, no order file tells of {gap}.")
        told.append(text.format(gap=_listed(report.told.before)))
    return told


def _listed(gaps: Sequence[Period]) -> str:
    told = ", ".join(formats.period(one) for one in gaps[:NAMED])
    more = len(gaps) - NAMED
    return told if more <= 0 else f"{told} +{formats.number(more)}"


def _amounts(report: Report) -> list[str]:
    if not report.unpriced:
        return []
    text = _(
        "The amount of {orders} is not fully known: net revenue has what is known,"
        " order value none."
    )
    return [text.format(orders=formats.count(report.unpriced, "orders"))]
