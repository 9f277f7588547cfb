"""How many orders were looked after, which notices go out, and what asking seems to bring."""

from typing import Final

from core.charts.care import Point
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_rates import CareRate
from core.services.care_requests import (
    ANSWERED_WITHIN,
    WITHIN,
    Compared,
    NoticeRate,
    Requests,
    Wanting,
)
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence
from core.wording import care_queue

_SMALL: Final = 0.03
"""Shares below this are told with a decimal."""

_WHOLE_FROM: Final = 3
"""From so many of a hundred on a difference is told without a decimal."""


def part(tally: Tally, unit: str = "orders") -> str:
    """A share of orders; of few how many they are."""
    if 0 < tally.trials < formats.SHARE_FROM:
        return of(tally, unit)
    return formats.percent(tally.successes, tally.trials)


def of(tally: Tally, unit: str = "orders") -> str:
    """So many of so many."""
    return _("{some} of {all}").format(
        some=formats.count(tally.successes, unit), all=formats.count(tally.trials, unit)
    )


def really(low: float, high: float) -> str:
    """Where a share of orders really lies; below one of a hundred with a decimal."""
    digits = 1 if high < _SMALL else 0
    return _("Really it is between {low} and {high} of 100 orders.").format(
        low=formats.number(low * 100, digits), high=formats.number(high * 100, digits)
    )


def title(rate: CareRate) -> str:
    """The finding about the orders looked after: the heading of its chart."""
    if not rate.is_known:
        return _("Nobody knows yet how many you look after")
    if rate.is_neglected:
        return _("Less than half were looked after for two weeks")
    return _("How many of the arrived orders you looked after")


def value(rate: CareRate) -> str:
    """The share."""
    return formats.UNKNOWN if rate.share is None else part(rate.share.tally)


def details(rate: CareRate) -> list[str]:
    """What else is told of it, a sentence each."""
    if rate.since is None:
        return [_("Mark what you have done under “today”, and the share is counted from then on.")]
    told = []
    share = rate.share
    if share is not None and rate.is_known:
        bounds = share.interval()
        told.append(
            _("Of orders that arrived on {days}: {part}").format(
                days=formats.period(rate.period), part=of(share.tally)
            )
        )
        if bounds is not None:
            told.append(really(*bounds))
    if rate.waiting:
        told.append(
            _("Too young to count yet, so left out: {count}.").format(
                count=formats.count(rate.waiting, "orders")
            )
        )
    if rate.estimated:
        told.append(
            _("Taken to have arrived two days after dispatch: {count}.").format(
                count=formats.count(rate.estimated, "orders")
            )
        )
    told.append(_("Noted since {day}; before that nobody knows.").format(
        day=formats.day_short(rate.since)))  # fmt: skip
    return told


def points(rate: CareRate) -> list[Point]:
    """The weeks for the chart."""
    found = []
    for week in rate.weeks:
        low, high = wilson(week.tally) or (None, None)
        found.append(Point(week.first, week.tally.rate, low, high, part(week.tally)))
    return found


def week_rows(rate: CareRate) -> list[dict[str, object]]:
    """The weeks as rows of a table and of a file."""
    return [
        {
            _("Week from"): week.first.isoformat(),
            _("Orders that arrived"): week.tally.trials,
            _("Looked after"): week.tally.successes,
        }
        for week in rate.weeks
    ]


def origin(rate: CareRate) -> list[tuple[str, str]]:
    """Where the number is from."""
    lines = [
        (_("Meaning"), _("How many of the orders that arrived you did something for.")),
        (_("Formula"), _("Orders with at least one thing done ÷ orders that arrived 7 days ago")),
    ]
    if rate.period is not None:
        lines.append((_("Arrived on"), formats.period(rate.period)))
    lines.append(
        (_("Not counted"), _("Orders that were cancelled or returned, and malls you switched off"))
    )
    return lines


def notice(one: NoticeRate) -> str:
    """How reliably one kind of notice goes out, in a sentence."""
    called = care_queue.kind(one.kind)
    if not one.is_on:
        return _("{notice}: switched off under Rules").format(notice=called)
    if one.share is None or not one.share.tally.trials:
        return _("{notice}: nothing noted yet").format(notice=called)
    return _("{notice}: sent for {part}").format(notice=called, part=part(one.share.tally))


def notice_details(one: NoticeRate) -> list[str]:
    """How soon, of which orders, and what is still open."""
    if not one.is_on or one.share is None or not one.share.tally.trials:
        return []
    told = []
    if one.median is not None:
        told.append(
            _("Usually on the same day.")
            if one.median <= 0
            else _("Usually {days} later.").format(days=_after(one.median))
        )
    bounds = one.share.interval()
    if bounds is not None:
        told.append(really(*bounds))
    if one.share.waiting:
        told.append(
            _("Too young to count yet, so left out: {count}.").format(
                count=formats.count(one.share.waiting, "orders")
            )
        )
    told.append(_("Orders of {days}").format(days=formats.period(one.period)))
    return told


def _after(number: float) -> str:
    if number == int(number):
        return formats.count(int(number), "days")
    return _("{number} days").format(number=formats.number(number, 1))


def wanting(found: Requests) -> str:
    """What it takes to compare."""
    return {
        Wanting.NEVER_ASKED: _("Once you have asked for a review, you see what it brings."),
        Wanting.NO_REVIEWS: _("Add the file of reviews, and you see what asking brings."),
        Wanting.TOO_SOON: _("Too early. It takes reviews of 30 days before and after you began."),
        None: "",
    }[found.wanting]


def changed(found: Compared) -> str:
    """What came of it, as sure as it can be."""
    if found.evidence is Evidence.EARLY:
        return _("There is no clear difference before and after so far.")
    if found.difference > 0:
        return _("More reviews seem to come since you ask for them.")
    return _("Fewer reviews seem to come since you ask for them.")


def answered(found: Compared) -> str:
    """What those who were asked did, beside the others."""
    if found.evidence is Evidence.EARLY:
        return _("There is no clear difference to those you did not ask so far.")
    if found.difference > 0:
        return _("Those you asked seem to write more often.")
    return _("Those you asked seem to write less often.")


def sides(found: Requests) -> list[tuple[str, str]]:
    """Before and after, and which days these are."""
    compared = found.compared
    if compared is None:
        return []
    before, after = _alike(compared.without, compared.with_it, "order_lines")
    return [
        (_("Before ({days})").format(days=formats.period(found.before)), before),
        (_("After ({days})").format(days=formats.period(found.after)), after),
    ]


def groups(found: Compared) -> list[tuple[str, str]]:
    """Those who were asked and those who were not."""
    asked, others = _alike(found.with_it, found.without, "orders")
    return [(_("Asked"), asked), (_("Not asked"), others)]


def _alike(one: Tally, other: Tally, unit: str) -> tuple[str, str]:
    """Two shares side by side, with as many decimals each."""
    fewest = min(one.trials, other.trials)
    if fewest < formats.SHARE_FROM:
        return of(one, unit), of(other, unit)
    digits = 0 if fewest < formats.PRECISE_FROM else 1
    return formats.rate(one.rate, digits), formats.rate(other.rate, digits)


def difference(found: Compared) -> str:
    """Between which bounds the difference lies."""
    low, high = (one * 100 for one in found.bounds)
    if low >= 0:
        said = _("Really it is between {low} and {high} more of 100 orders.")
    elif high <= 0:
        said = _("Really it is between {low} and {high} fewer of 100 orders.")
        low, high = -high, -low
    else:
        said = _("Really it lies between {low} fewer and {high} more of 100 orders.")
        low = -low
    # Whole orders would say nothing of a difference that small.
    digits = 1 if max(low, high) < _WHOLE_FROM else 0
    return said.format(low=formats.number(low, digits), high=formats.number(high, digits))


def caution() -> str:
    """Why it is a hint at most."""
    return _("Chance did not decide. Season, products and offers may be the reason instead.")


def counted() -> str:
    """What is counted before and after."""
    return _("Reviews within {days} of the confirmation, on both sides alike.").format(
        days=formats.count(WITHIN, "days")
    )


def counted_asked() -> str:
    """What is counted of those who were asked."""
    return _("Only orders without a review by then; reviews within {days}.").format(
        days=formats.count(ANSWERED_WITHIN, "days")
    )


def unlike() -> str:
    """Why those who were asked write less often than the shares of before and after say."""
    return _("Above all lines count. Here only those that had no review by then, so it is less.")
