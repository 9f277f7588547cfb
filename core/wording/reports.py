"""A report in words: one document, of which every file and the screen are made."""

from dataclasses import dataclass
from datetime import datetime

from core.analysis.revenue import Split
from core.i18n import formats, language, weeks
from core.i18n import gettext as _
from core.importers.problems import redacted
from core.metrics import Unit, metric
from core.services.report import Report, ReportKind, Stage
from core.services.report_kept import NAMED, Drift
from core.services.today_view import Kpi, Point
from core.terms import Evidence, seoul_day
from core.wording import metrics, report_days, report_done, verdicts
from core.wording import today as today_wording
from core.wording.report_done import DoneWords

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
class Number:
    """One of the six numbers: as it is written, and as it is. ``short`` is for little room."""

    metric: str
    name: str
    value: str
    short: str
    before: str
    difference: str
    change: str
    tone: str
    note: str
    now: float | None
    was: float | None
    unit: Unit


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
    gap = today_wording.gap_note(view) if report.is_whole else None
    return Document(
        title=_("Weekly report") if is_week else _("Monthly report"),
        shop=shop,
        name=report_days.name(span),
        days=weeks.official(span.period),
        compared=_compared(report),
        notes=(*report_days.lacking(report), *([gap] if gap else []), *drifted(drift)),
        conclusions=conclusions,
        conclusions_note=_conclusions_note(report, len(conclusions)),
        numbers=tuple(_number(one) for one in report.kpis),
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


def drifted(drift: Drift | None) -> tuple[str, ...]:
    """That a report told something else when it was made, and why."""
    if drift is None or drift.is_same:
        return ()
    told = [
        f"{_name(one.metric)} {_shown(one.metric, one.then)} → {_shown(one.metric, one.now)}"
        for one in drift.moved
    ]
    if drift.claims:
        told.append(_("conclusions"))
    when = formats.day(seoul_day(drift.made_at))
    first = _("Since this report was made on {day}, this has changed: {what}").format(
        day=when, what=" · ".join(told)
    )
    return (first, *_reasons(drift))


def _reasons(drift: Drift) -> list[str]:
    told = []
    if drift.added:
        told.append(_("These files came since then: {files}").format(files=_files(drift.added)))
    if drift.undone:
        told.append(
            _("These files were taken back since then: {files}").format(files=_files(drift.undone))
        )
    if drift.people:
        told.append(_("Customers were made one, parted or deleted."))
    if drift.method:
        told.append(_("The program works it out in another way now."))
    return told or [_("No file has changed; settings or notes have.")]


def _files(names: tuple[str, ...]) -> str:
    told = ", ".join(redacted(name) for name in names[:NAMED])
    more = len(names) - NAMED
    return told if more <= 0 else f"{told} +{formats.number(more)}"


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
    if told or report.view.stage is not Stage.NO_ORDERS:
        return tuple(told)
    moved = [one for one in report.kpis if one.direction and one.level is Evidence.KNOWN]
    return tuple(
        Conclusion(
            one.level,
            verdicts.evidence(one.level),
            f"{_name(one.metric)}: {today_wording.kpi(one).change}",
            _("{before} before, {now} now.").format(
                before=_shown(one.metric, one.before, one.trials), now=_value(one)
            ),
        )
        for one in moved[:THREE]
    )


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


def _name(name: str) -> str:
    return metrics.words(name).name


def _number(one: Kpi) -> Number:
    words = today_wording.kpi(one)
    unit = metric(one.metric).unit
    return Number(
        metric=one.metric,
        name=words.name,
        value=_value(one),
        short=words.value if unit is Unit.WON else _value(one),
        before=_shown(one.metric, one.before, one.trials),
        difference=_difference(one, unit),
        change=words.change,
        tone=words.tone,
        note=words.note,
        now=one.now,
        was=one.before,
        unit=unit,
    )


def _value(one: Kpi) -> str:
    if metric(one.metric).unit is Unit.WON:
        return formats.won(one.now if one.now is None else metrics.half_up(one.now))
    return _shown(one.metric, one.now, one.trials)


def _shown(name: str, value: float | None, trials: int | None = None) -> str:
    """A number; of a rate with a decimal where as many cases allow it, now and before alike."""
    if value is None:
        return formats.UNKNOWN
    unit = metric(name).unit
    if unit is Unit.RATE:
        return formats.rate(value, _digits(name, trials))
    if unit is Unit.WON:
        return formats.won(metrics.half_up(value))
    return metrics.value(name, value)


def _digits(name: str, trials: int | None) -> int:
    """Decimals of a rate; one of a few in a hundred needs its own to be seen moving."""
    return 1 if (trials or 0) >= formats.PRECISE_FROM or name == "pay_rate" else 0


def _difference(one: Kpi, unit: Unit) -> str:
    if one.now is None or one.before is None:
        return formats.UNKNOWN
    moved = one.now - one.before
    if unit is Unit.RATE:
        return _points(moved, _digits(one.metric, one.trials))
    if unit is Unit.WON:
        return formats.won_change(metrics.half_up(moved))
    return formats.change(metrics.half_up(moved), unit.value)


def _points(moved: float, digits: int) -> str:
    """A difference of two rates, as precise as they are."""
    if digits:
        return formats.rate_points(moved)
    return formats.rate_points(float(formats.rounded(moved, 2))).replace(".0%p", "%p")


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
