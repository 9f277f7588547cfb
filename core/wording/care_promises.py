"""Which promises are kept, in words."""

from datetime import date
from typing import Final

from core.charts.care import Point
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_promises import USUAL_ARRIVAL, Aim, Lacking, Promise, View
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence
from core.verdicts.care_promises import LEAST, Standing, mostly_within
from core.wording.care_rates import part

SHARES: Final = frozenset({Aim.LATE, Aim.FAULT})
"""What is a share, and not a number of days."""


def name(aim: Aim) -> str:
    """What a promise is called."""
    return {
        Aim.DISPATCH: _("Time to dispatch"),
        Aim.LATE: _("Sent late"),
        Aim.ARRIVAL: _("Time on the way"),
        Aim.FAULT: _("Defects and wrong deliveries"),
    }[aim]


def meaning(aim: Aim) -> str:
    """What it counts, in a sentence."""
    return {
        Aim.DISPATCH: _("Days from payment to dispatch, orders that have not left yet included."),
        Aim.LATE: _("Orders that left after their last day of dispatch, or should have left."),
        Aim.ARRIVAL: _("Days from dispatch to arrival, orders still under way included."),
        Aim.FAULT: _("Products that came back because they were broken or the wrong ones."),
    }[aim]


def days(number: float | None) -> str:
    """A number of days; none of them is the same day."""
    if number is None:
        return formats.UNKNOWN
    if number == 0:
        return _("the same day")
    whole = int(number) == number
    return formats.count(int(number), "days") if whole else _days(number)


def _days(number: float) -> str:
    return _("{number} days").format(number=formats.number(number, 1))


def value(promise: Promise) -> str:
    """The number that stands first."""
    if promise.aim in SHARES:
        broken = promise.broken
        return formats.UNKNOWN if broken is None else part(broken, unit(promise.aim))
    if promise.lacking is not None:
        return formats.UNKNOWN
    return _("More than half are not over") if promise.median is None else days(promise.median)


def unit(aim: Aim) -> str:
    """What is counted."""
    return "order_lines" if aim is Aim.FAULT else "orders"


def counted_by(aim: Aim) -> str:
    """Which day of an order decides whether it is in the period."""
    return _("Sent on") if aim in {Aim.FAULT, Aim.ARRIVAL} else _("Paid on")


def target(promise: Promise) -> str:
    """What the seller aims at."""
    if promise.target is None:
        if promise.aim is Aim.ARRIVAL and promise.lacking is None:
            return _("You have set no target; {days} are taken.").format(days=days(USUAL_ARRIVAL))
        return _("You have set no target yet.")
    if promise.aim.is_days:
        return _("Target: within {days}").format(days=days(promise.target))
    return _("Target: at most {share}").format(share=share(promise.target))


def share(part: float) -> str:
    """A target share; whole percent are written without decimals."""
    return formats.rate(part, 0 if round(part * 100, 6).is_integer() else 1)


def standing(promise: Promise, found: Standing) -> tuple[Evidence, str]:
    """Whether the target is met, and how sure that is."""
    broken = promise.broken or Tally(0, 0)
    if found.evidence is not Evidence.EARLY:
        return found.evidence, _standing(found)
    if mostly_within(broken, promise.median_bounds, promise.target):
        return Evidence.KNOWN, _("Most of them keep to it: {share}.").format(
            share=part(Tally(broken.trials - broken.successes, broken.trials))
        )
    if broken.trials < LEAST:
        return found.evidence, _("It takes {count} to tell.").format(
            count=formats.count(LEAST, unit(promise.aim))
        )
    return found.evidence, _("It is too close to the target to tell.")


def _standing(found: Standing) -> str:
    if found.evidence is Evidence.KNOWN:
        return _("You keep to it.") if found.is_kept else _("It is not reached.")
    return _("You seem to keep to it.") if found.is_kept else _("It seems not to be reached.")


def trend(promise: Promise) -> str:
    """What the weeks say: the title of their chart."""
    found, called = promise.trend, name(promise.aim)
    if found is None:
        return _("{what} by week").format(what=called)
    if found.evidence in {Evidence.EARLY, Evidence.NO_DATA}:
        return _("{what} by week: as usual").format(what=called)
    if found.evidence is Evidence.KNOWN:
        more = (
            _("{what}: more than before")
            if promise.aim in SHARES
            else _("{what}: it takes longer than before")
        )
        less = (
            _("{what}: less than before")
            if promise.aim in SHARES
            else _("{what}: it is quicker than before")
        )
        return (more if found.rose else less).format(what=called)
    return _("{what}: it seems to change").format(what=called)


def lacking(promise: Promise) -> str:
    """What it takes to know it."""
    return {
        Lacking.SENT: _(
            "Add the order file with its day of dispatch (발송처리일), and you see it."
        ),
        Lacking.DUE: _("Add the order file with its last day (발송기한), and you see it."),
        Lacking.ARRIVED: _("Add the file 배송현황 with the day of arrival, and you see it."),
        Lacking.CLAIMS: _("Add the files 반품관리 and 교환관리, and you see it."),
        Lacking.REASONS: _("Too many returns have no reason. Add 반품관리 and 교환관리 again."),
        Lacking.NONE_OLD: _("No order is old enough yet. Those younger than 7 days have to wait."),
        None: "",
    }[promise.lacking]


def wishes(promise: Promise) -> str:
    """What to fill in for a target."""
    if promise.aim.is_days:
        return _("Within how many days?")
    return _("At most how many percent?")


def rule(aim: Aim) -> str:
    """When a target counts as met."""
    if aim.is_days:
        return _("It is met if at most 10 of 100 orders take longer.")
    return _("It is met if the share lies below it.")


def asof(view: View, today: date) -> str:
    """Of which day all of it is."""
    if view.asof is None or view.asof >= today:
        return ""
    return _("As the order file of {day} tells it. What left since then is not in it.").format(
        day=formats.day(view.asof)
    )


def left_out(view: View) -> list[str]:
    """Which orders could not be counted."""
    told = []
    if view.untold:
        told.append(
            _("No file tells when they left, so left out: {count}.").format(
                count=formats.count(view.untold, "orders")
            )
        )
    if view.unseen:
        told.append(
            _("Only an older file tells of them, so left out: {count}.").format(
                count=formats.count(view.unseen, "orders")
            )
        )
    return told


def points(promise: Promise) -> list[Point]:
    """The weeks for the chart."""
    found = []
    for week in promise.weeks:
        if promise.aim.is_days:
            said = days(week.median)
            found.append(Point(week.first, week.median, None, None, said))
            continue
        low, high = wilson(week.tally) or (None, None)
        said = part(week.tally, unit(promise.aim))
        found.append(Point(week.first, week.tally.rate, low, high, said))
    return found


def week_rows(promise: Promise) -> list[dict[str, object]]:
    """The weeks as rows of a table and of a file."""
    rows: list[dict[str, object]] = []
    for week in promise.weeks:
        row: dict[str, object] = {
            _("Week from"): week.first.isoformat(),
            _("Orders counted"): week.tally.trials,
        }
        if promise.aim.is_days:
            row[_("Days in the middle")] = formats.UNKNOWN if week.median is None else week.median
        if promise.broken is not None:
            row[_("Promise not kept")] = week.tally.successes
        rows.append(row)
    return rows


def origin(promise: Promise) -> list[tuple[str, str]]:
    """Where the number is from."""
    formula = {
        Aim.DISPATCH: _("The middle of the days from payment to dispatch; not left counts longest"),
        Aim.LATE: _("Orders sent after 발송기한 or past it unsent ÷ orders that should have left"),
        Aim.ARRIVAL: _("The middle of the days from dispatch to arrival"),
        Aim.FAULT: _("Lines whose reason tells a defect or a wrong delivery ÷ lines sent"),
    }[promise.aim]
    lines = [(_("Meaning"), meaning(promise.aim)), (_("Formula"), formula)]
    if promise.period is not None:
        lines.append((counted_by(promise.aim), formats.period(promise.period)))
    lines.append((_("Not counted"), _ripe(promise.aim)))
    return lines


def _ripe(aim: Aim) -> str:
    if aim is Aim.FAULT:
        return _("What was sent less than 14 days before the file; more may come back.")
    return _("Orders younger than 7 days, cancelled ones, and days that no file tells.")
