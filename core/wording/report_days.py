"""Weeks and months of reports in words, and what is missing of them."""

from datetime import date

from core.i18n import formats, weeks
from core.i18n import gettext as _
from core.services.report import Report, ReportKind, Span
from core.services.report_spans import Reach


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


def lacking(report: Report) -> list[str]:
    """What is missing of the days of a report."""
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
    return told
