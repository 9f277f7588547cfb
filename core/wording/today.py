"""The page 오늘 in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.analysis.revenue import PartChange, Split
from core.i18n import formats
from core.i18n import gettext as _
from core.metrics import Better, metric
from core.services.today import (
    Compare,
    Freshness,
    Kpi,
    LeftOut,
    Origin,
    Overview,
    PeriodChoice,
    Since,
)
from core.terms import Evidence
from core.verdicts import Verdict
from core.wording import metrics

FILES_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class KpiWords:
    """One of the four numbers: name, value, how it changed, and what it means.

    ``tone`` is "good", "bad" or "calm": the colour may repeat it, never replace the words.
    """

    metric: str
    name: str
    value: str
    change: str
    tone: str
    help: str


def kpi(number: Kpi) -> KpiWords:
    """A number and its change in words."""
    named = metrics.words(number.metric)
    return KpiWords(
        number.metric,
        named.name,
        metrics.value(number.metric, number.now, number.trials),
        _change(number),
        _tone(number),
        named.definition,
    )


def _change(number: Kpi) -> str:
    if number.now is None:
        return _("Cannot be worked out yet")
    if number.before is None:
        return _("Nothing to compare with yet")
    return _told(number, number.now, number.before)


def _told(number: Kpi, now: float, before: float) -> str:
    if number.direction and before:
        text = _("▲ {share} up · better") if number.direction > 0 else _("▼ {share} down · worse")
        return text.format(share=formats.times_or_percent(now / before))
    if number.level is Evidence.HINT:
        return _("Seems a little higher") if now > before else _("Seems a little lower")
    return _("Much as usual") if number.is_judged else _("Too early to compare")


def _tone(number: Kpi) -> str:
    if not number.direction:
        return "calm"
    higher = metric(number.metric).better is Better.HIGHER
    return "good" if (number.direction > 0) is higher else "bad"


def freshness(view: Overview) -> str:
    """How old the data are."""
    if view.freshness is Freshness.FRESH:
        return _("Up to date")
    if view.freshness is Freshness.AGING:
        return _("Data of {days} ago").format(days=formats.count(view.days_old, "days"))
    return _("Old data")


def orders_lacking(there: Sequence[str]) -> str:
    """That there are data, but no orders yet."""
    return _("There already: {names}. Add an order file, and you will see a conclusion.").format(
        names=", ".join(there)
    )


def as_of(view: Overview) -> str:
    """Up to which day the data reach."""
    if view.last_day is None:
        return ""
    return _("Data up to {day}").format(day=formats.day(view.last_day))


def compared(view: Overview, compare: Compare) -> str:
    """Which days are looked at, and with which they are compared."""
    if view.period is None:
        return ""
    period = formats.period(view.period)
    if view.before is None:
        return _("{period} · nothing earlier to compare with").format(period=period)
    before = formats.period(view.before)
    if compare is Compare.LAST_YEAR:
        return _("{period} · compared with a year earlier, {before}").format(
            period=period, before=before
        )
    return _("{period} · compared with {before}").format(period=period, before=before)


def gap_note(view: Overview) -> str | None:
    """Which days are not in the comparison; None when none is missing."""
    if not view.gaps or not view.days_left_out:
        return None
    gaps = ", ".join(formats.period(gap) for gap in view.gaps[:FILES_NAMED])
    return _("There are no data for {gap}. {days} were left out of the comparison.").format(
        gap=gaps, days=formats.count(view.days_left_out, "days")
    )


def period_name(choice: PeriodChoice) -> str:
    """What a choice of period is called."""
    return {
        PeriodChoice.WEEK: _("Last 7 days"),
        PeriodChoice.FOUR_WEEKS: _("Last 28 days"),
        PeriodChoice.THREE_MONTHS: _("Last 3 months"),
    }[choice]


def compare_name(choice: Compare) -> str:
    """What a choice of comparison is called."""
    return {
        Compare.BEFORE: _("The days before"),
        Compare.LAST_YEAR: _("Same time last year"),
    }[choice]


def split_title(split: Split, *, judged: bool = True) -> str:
    """The finding of the chart of parts; none as long as nobody can tell what is usual."""
    driver = split.driver
    if not judged:
        return _("How the two periods differ. It is too early for a conclusion.")
    if driver is None:
        return _("Net revenue is the same")
    name = metrics.words(driver.part.value).name
    if split.change < 0:
        return _("{part} pulled net revenue down most").format(part=name)
    return _("{part} pushed net revenue up most").format(part=name)


def part(change: PartChange) -> str:
    """What a part is called, with its value before and now."""
    name = metrics.words(change.part.value).name
    now, before = (metrics.value(change.part.value, v) for v in (change.now, change.before))
    return _("{name} {before} → {now}").format(name=name, before=before, now=now)


def since(news: Since) -> list[str]:
    """What the newest file changed, in up to five lines."""
    lines = [
        _("Last files: {files}, {moment}.").format(
            files=_files(news.files, 1), moment=formats.moment(news.at)
        )
    ]
    lines.append(_("{count} are new.").format(count=formats.count(news.new, "lines")))
    if news.changed:
        lines.append(
            _("{count} changed their state.").format(count=formats.count(news.changed, "lines"))
        )
    if news.refused:
        lines.append(
            _("{count} could not be read.").format(count=formats.count(news.refused, "rows"))
        )
    if news.net:
        lines.append(_("Net revenue changed by {won}.").format(won=formats.won_change(news.net)))
    return lines


def origin(name: str, found: Origin) -> list[tuple[str, str]]:
    """Where a number comes from: pairs of a heading and its text."""
    named = metrics.words(name)
    return [
        (_("Meaning"), named.definition),
        (_("Formula"), named.formula),
        (_("Period"), formats.period(found.period)),
        (_("Files"), _files(found.files)),
        (_("Rows used"), formats.count(found.rows, "lines")),
        (_("Rows left out"), _left_out(found)),
    ]


def figures_origin(verdict: Verdict, view: Overview) -> list[tuple[str, str]]:
    """Where the numbers of a conclusion come from."""
    told = []
    for figure in verdict.evidence:
        named = metrics.words(figure.metric)
        told.append((named.name, f"{named.definition} ({named.formula})"))
    # All of them are made of the same orders; the reasons under the card tell of which days.
    found = view.origin("net_sales")
    return told + (origin("net_sales", found)[3:] if found else [])


def split_origin(view: Overview) -> list[tuple[str, str]]:
    """How the parts of a revenue change are computed, and from what."""
    if view.split is None:
        return []
    factors = " × ".join(metrics.words(part.part.value).name for part in view.split.parts)
    told = [
        (_("Meaning"), _("How much of the change came from each part. They add up to the won.")),
        (_("Formula"), _("{factors}, the change shared out by logarithms").format(factors=factors)),
    ]
    found = view.origin("net_sales")
    return told + (origin("net_sales", found)[2:] if found else [])


def _files(names: tuple[str, ...], most: int = FILES_NAMED) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - most
    if more > 0:
        return _("{files} and {more} more").format(files=shown, more=formats.count(more, "files"))
    return shown or "–"


def _left_out(found: Origin) -> str:
    reasons = {
        LeftOut.CANCELLED: _("cancelled"),
        LeftOut.RETURNED: _("returned"),
        LeftOut.UNPAID: _("not paid"),
        LeftOut.NO_DATE: _("no date"),
        LeftOut.NO_AMOUNT: _("amount unknown"),
        LeftOut.NO_BUYER: _("buyer unknown"),
    }
    told = [f"{reasons[why]} {formats.count(count, 'lines')}" for why, count in found.left_out]
    return " · ".join(told) or _("none")
