"""What is told below the number of a promise, a sentence each."""

from datetime import timedelta

from core.analysis import shopping_days
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_promises import USUAL_ARRIVAL, Aim, Promise
from core.stats.proportions import Tally
from core.terms import Period
from core.verdicts.care_promises import standing_out
from core.wording.actions_names import occasion
from core.wording.care_promises import counted_by, days, unit
from core.wording.care_rates import of, part, really


def details(promise: Promise) -> list[str]:
    """What else is told of it, a sentence each."""
    counted = _of_days(promise) if promise.aim.is_days else _counted(promise)
    told = [_middle(promise), counted, _week_standing_out(promise), _between(promise)]
    if promise.waiting:
        told.append(
            _("Too young to count yet, so left out: {count}.").format(
                count=formats.count(promise.waiting, unit(promise.aim))
            )
        )
    if promise.period is not None:
        told.append(f"{counted_by(promise.aim)}: {formats.period(promise.period)}")
    return [line for line in told if line]


def _middle(promise: Promise) -> str:
    """What the number of days in the middle means."""
    if not promise.aim.is_days or promise.median is None:
        return ""
    if promise.median == 0:
        return {
            Aim.DISPATCH: _("Half of them left on the same day."),
            Aim.ARRIVAL: _("Half of them arrived on the same day."),
        }[promise.aim]
    said = {
        Aim.DISPATCH: _("Half of them left within {days}."),
        Aim.ARRIVAL: _("Half of them arrived within {days}."),
    }[promise.aim]
    return said.format(days=days(promise.median))


def _week_standing_out(promise: Promise) -> str:
    """The one week that most of the broken ones are of, and the share without it."""
    at = standing_out([week.tally for week in promise.weeks])
    if promise.aim is Aim.FAULT or promise.broken is None or at is None:
        return ""
    week, broken = promise.weeks[at], promise.broken
    days_ = Period(week.first, week.first + timedelta(days=6))
    rest = Tally(broken.successes - week.tally.successes, broken.trials - week.tally.trials)
    long = [one.occasion for one in shopping_days.within(days_) if one.period.days > 1]
    said = (
        _("{some} of them are of the week of {occasion} ({days}). Without it: {share}.")
        if long
        else _("{some} of them are of one week ({days}). Without it: {share}.")
    )
    return said.format(
        some=formats.count(week.tally.successes, "orders"),
        occasion=occasion(long[0]) if long else "",
        days=formats.period(days_), share=part(rest),
    )  # fmt: skip


def _counted(promise: Promise) -> str:
    return "" if promise.broken is None else of(promise.broken, unit(promise.aim))


def _of_days(promise: Promise) -> str:
    """How many took longer than they should."""
    if promise.broken is None:
        return ""
    within = USUAL_ARRIVAL if promise.target is None else int(promise.target)
    some, whole = promise.broken.successes, promise.broken.trials
    return _("Longer than {days}: {some} of {all}").format(
        days=days(within), some=formats.count(some, "orders"), all=formats.count(whole, "orders")
    )


def _between(promise: Promise) -> str:
    if promise.aim.is_days and promise.median_bounds is not None:
        low, high = promise.median_bounds
        if low == high or high == float("inf"):
            return ""
        return _("The middle lies between {low} and {high}.").format(low=days(low), high=days(high))
    if promise.bounds is None:
        return ""
    return really(*promise.bounds)
