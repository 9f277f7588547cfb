"""The page 오늘 in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.analysis import journey as analysis
from core.analysis.journey import Step
from core.analysis.revenue import Part, PartChange, Split
from core.i18n import formats
from core.i18n import gettext as _
from core.metrics import Better, Unit, metric
from core.services.journey_view import FILES
from core.services.today import (
    Compare,
    Freshness,
    Kpi,
    Overview,
    PeriodChoice,
    Stage,
)
from core.terms import Evidence
from core.wording import exports, journey, metrics

FILES_NAMED: Final = 3

LEAST_POINTS: Final = 0.0005
"""A difference of two rates that is written as more than 0.0%p."""


@dataclass(frozen=True, slots=True)
class KpiWords:
    """One of the four numbers: name, value, how it changed, and what it means.

    ``tone`` is "good", "bad" or "calm": the colour may repeat it, never replace the words. ``note``
    says of which days it is and that it was typed, where that has to be said.
    """

    metric: str
    name: str
    value: str
    change: str
    tone: str
    help: str
    note: str = ""


def kpi(number: Kpi) -> KpiWords:
    """A number and its change in words."""
    named = metrics.words(number.metric)
    return KpiWords(
        number.metric,
        _("Payments") if number.metric == "orders" and number.counts_products else named.name,
        _value(number),
        _change(number),
        _tone(number),
        named.definition,
        _note(number),
    )


def _value(number: Kpi) -> str:
    if number.metric == "pay_rate" and number.now is not None and number.trials:
        return journey.side(Step.PAY_RATE, (number.now * number.trials, number.trials))
    return metrics.value(number.metric, number.now, number.trials)


def _note(number: Kpi) -> str:
    typed = _("Typed by hand") if number.is_typed else ""
    days = formats.period(number.period) if number.period else ""
    counted = _("One payment for each product") if number.counts_products else ""
    told = (typed, counted, days, _days_added(number), _amounts(number))
    return " · ".join(part for part in told if part)


def _days_added(number: Kpi) -> str:
    """Of how many days it is, where it is not of all of them."""
    if number.days is None:
        return ""
    text = (
        _("only the {days} that can be compared")
        if number.is_matched
        else _("only the {days} that have data")
    )
    return text.format(days=formats.count(number.days, "days"))


def _amounts(number: Kpi) -> str:
    """Of how many orders the amount is not fully known, and what became of them."""
    if not number.unpriced:
        return ""
    text = _("the amount of {orders} is not fully known and counts as far as it is")
    if number.metric == "order_value":
        text = _("without {orders} whose amount is not fully known")
    return text.format(orders=formats.count(number.unpriced, "orders"))


def _change(number: Kpi) -> str:
    if number.now is None:
        return _("Cannot be worked out yet")
    if number.unpriced or number.is_before_unpriced:
        return _("Not compared: some amounts are unknown")
    if number.before is None:
        return _("Nothing to compare with yet")
    return _told(number, number.now, number.before)


def _told(number: Kpi, now: float, before: float) -> str:
    if number.direction and _is_rate(number) and abs(now - before) >= LEAST_POINTS:
        text = (
            _("▲ {points} higher · better")
            if number.direction > 0
            else _("▼ {points} lower · worse")
        )
        return text.format(points=formats.rate_points(abs(now - before)).lstrip("+"))
    if number.direction and before:
        text = _("▲ {share} up · better") if number.direction > 0 else _("▼ {share} down · worse")
        return text.format(share=formats.times_or_percent(now / before))
    if number.level is Evidence.HINT:
        return _("Seems a little higher") if now > before else _("Seems a little lower")
    return _("Much as usual") if number.is_judged else _("Too early to compare")


def _is_rate(number: Kpi) -> bool:
    return metric(number.metric).unit is Unit.RATE


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
        text = _("{period} · nothing earlier to compare with")
        if view.gaps:
            text = _("{period} · not compared, as some days have no order file")
        return text.format(period=period)
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
    now, before = (_factor(change.part, value) for value in (change.now, change.before))
    return _("{name} {before} → {now}").format(name=name, before=before, now=now)


def _factor(code: Part, number: float | None) -> str:
    if code is Part.PAY_RATE:
        return formats.rate(number, 1)
    return metrics.value(code.value, number)


def split_notes(view: Overview) -> list[str]:
    """What has to be said about the days and the malls of the parts."""
    lines = []
    if view.split_days:
        now, before = (formats.period(days) for days in view.split_days)
        lines.append(
            _("{period}, compared with {before}: the days whose visits are known.").format(
                period=now, before=before
            )
        )
    if view.has_others and has_visits(view):
        lines.append(_("Only SmartStore: visits of other malls are not known."))
    return lines


def has_visits(view: Overview) -> bool:
    """Whether visits are one of the parts."""
    return view.split is not None and view.split.parts[0].part is Part.VISITS


def visits_lacking(view: Overview) -> str:
    """That visits are not known, and which file tells them; empty where they are."""
    if view.stage is Stage.EMPTY or any(number.metric == "visits" for number in view.kpis):
        return ""
    if view.is_elsewhere:
        return _("Visits of this mall are not known: statistics tell of SmartStore only.")
    file = exports.name(FILES[analysis.Stage.REACH])
    return _("With the file “{file}” you also see visits and orders per visit.").format(file=file)
