"""From the first purchase to the second one, in words."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from core.charts.customers_second import Point
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_second import LEAST, LEAST_DAYS, MOST_DAYS, Part, SecondView
from core.stats.proportions import Tally
from core.wording import customers_watched, metrics
from core.wording.customers_states import short


def sentence(view: SecondView) -> str:
    """How many come again, in one sentence."""
    tally = view.tally
    if not tally.trials:
        return _("Nobody has had {days} to come again yet.").format(days=_days(view))
    if tally.trials < LEAST:
        return _("{share} of those who had the time came again within {days}.").format(
            share=formats.percent(tally.successes, tally.trials), days=_days(view)
        )
    if view.is_sure:
        text = _("Of new customers {share} bought again within {days}.")
    else:
        text = _("Of new customers {share} seem to have bought again within {days}.")
    return text.format(share=formats.of_hundred(tally.rate), days=_days(view))


def lacking(view: SecondView) -> str:
    """How long until a share can be told; empty where it can, or where people are lacking."""
    if not view.days_needed:
        return ""
    return _("You see it in {days}. With an older order file you see it at once.").format(
        days=formats.count(view.days_needed, "days")
    )


def bounded(view: SecondView) -> str:
    """That fewer or more days were asked for than can be counted."""
    return _("From {least} to {most} can be counted. Now it is {days}.").format(
        least=formats.count(LEAST_DAYS, "days"), most=formats.count(MOST_DAYS, "days"),
        days=_days(view),
    )  # fmt: skip


def range_of(view: SecondView) -> str:
    """Between which bounds the share lies, and who was left out."""
    return f"{_between(view)} {left_out(view)}".strip()


def doubt(view: SecondView) -> str:
    """The same, and of short files that it may be lower instead of who was left out."""
    if view.is_sure:
        return range_of(view)
    return f"{_between(view)} {customers_watched.unsure()}".strip()


def _between(view: SecondView) -> str:
    if view.bounds is None:
        return ""
    low, high = view.bounds
    return _("In truth we take it to be between {low} and {high} of 100.").format(
        low=formats.number(low * 100, 1), high=formats.number(high * 100, 1)
    )


def left_out(view: SecondView) -> str:
    """How many customers are too young to tell; empty for none."""
    if not view.young:
        return ""
    return _("Customers still watched are left out: {count}.").format(
        count=formats.count(view.young, "people")
    )


def unknown(view: SecondView) -> list[str]:
    """Who else is left out as nobody knows, and what may be wrong; nothing of files of all days."""
    told = [
        "" if view.is_sure else customers_watched.unsure(),
        customers_watched.early(view.early, view.lost),
        customers_watched.hidden(view.hidden),
        customers_watched.lost(view.lost),
    ]
    return [one for one in told if one]


def value(view: SecondView) -> str:
    """The share itself."""
    return formats.percent(view.tally.successes, view.tally.trials)


def formula(view: SecondView) -> str:
    """How the share is made, with its numbers."""
    return _("{again} came again ÷ {all} new ones who first bought at least {days} ago").format(
        again=formats.count(view.tally.successes, "people"),
        all=formats.count(view.tally.trials, "people"),
        days=_days(view),
    )


def origin(view: SecondView) -> list[tuple[str, str]]:
    """Where the number is from."""
    return [
        (_("Meaning"), _("How many of those who bought for the first time bought again soon.")),
        (_("Formula"), formula(view)),
        (_("Period"), _("All order files up to {day}").format(day=formats.day(view.asof))),
        (_("Not counted"),
         _("Customers who have not had the time yet, those who may have bought before the files"
           " begin, and a second order on the same day")),
    ]  # fmt: skip


def part_name(part: Part, *, is_quarter: bool) -> str:
    """A month, or the quarter that begins with it."""
    if not is_quarter:
        return formats.month(part.first)
    return _("Quarter {number} of {year}").format(
        number=part.first.month // 3 + 1, year=part.first.year
    )


def points(parts: Sequence[Part], *, is_quarter: bool) -> list[Point]:
    """The shares of months or quarters, each with its range; none of too few customers."""
    return [
        Point(
            _short(part, is_quarter=is_quarter),
            part.tally.rate if part.tally.trials >= LEAST else None,
            part.bounds if part.tally.trials >= LEAST else None,
            f"{part_name(part, is_quarter=is_quarter)} · {share(part.tally)}", bool(part.young),
        )
        for part in parts
    ]  # fmt: skip


def _short(part: Part, *, is_quarter: bool) -> str:
    if not is_quarter:
        return short(part.first)
    return _("Q{number} {year}").format(number=part.first.month // 3 + 1, year=f"{part.first:%y}")


def share(tally: Tally) -> str:
    """A share with its counts: 12% (36/300)."""
    if not tally.trials:
        return formats.UNKNOWN
    return (
        f"{formats.percent(tally.successes, tally.trials)} ({tally.successes:,}/{tally.trials:,})"
    )


def pale() -> str:
    """Which points are pale, and which are not drawn."""
    return _(
        "Of pale ones some customers are still watched. Points of fewer than {least} are left out."
    ).format(least=formats.count(LEAST, "people"))


def rows(parts: Sequence[Part], *, is_quarter: bool) -> pd.DataFrame:
    """The months or quarters as rows, the newest first."""
    heads = (_("First bought in"), _("Had the time"), _("Came again"), _("Share"), _("Range"),
             _("Still watched"))  # fmt: skip
    told = [
        (part_name(one, is_quarter=is_quarter), one.tally.trials, one.tally.successes,
         formats.percent(one.tally.successes, one.tally.trials), _range(one), one.young)
        for one in reversed(parts)
    ]  # fmt: skip
    return pd.DataFrame(told, columns=list(heads))


def _range(part: Part) -> str:
    if part.bounds is None or part.tally.trials < LEAST:
        return formats.UNKNOWN
    low, high = part.bounds
    return formats.span(formats.number(low * 100), f"{formats.number(high * 100)}%")


def trend(view: SecondView) -> str:
    """Whether the newest new customers come again as those before did; empty where unknown."""
    change = view.change
    if change is None:
        return ""
    return _(
        "Of those who first bought in {newest} it was {now}, in {earlier} {before}. The number"
        " above is of all new customers in the files who had the time."
    ).format(
        now=formats.percent(change.now.successes, change.now.trials),
        before=formats.percent(change.before.successes, change.before.trials),
        newest=formats.period(view.newest), earlier=formats.period(view.earlier),
    )  # fmt: skip


def stretches(view: SecondView) -> str:
    """Of which days the newest customers are, and those before them."""
    return _("The newest first bought in {newest}, the others in the {days} before.").format(
        newest=formats.period(view.newest), days=formats.count(view.earlier.days, "days")
    )


def once(tally: Tally) -> str:
    """How many of all buyers bought but once."""
    return _("{share} of all buyers have bought only once: {count}.").format(
        share=formats.percent(tally.successes, tally.trials),
        count=formats.count(tally.successes, "people"),
    )


def once_origin(asof: date) -> list[tuple[str, str]]:
    """Where that number is from."""
    words = metrics.words("once_share")
    return [
        (_("Meaning"), words.definition),
        (_("Formula"), words.formula),
        (_("Period"), _("All order files up to {day}").format(day=formats.day(asof))),
    ]


def once_trend(first: tuple[str, Tally], now: Tally) -> str:
    """The same some months ago and now."""
    return _("At the end of {before} it was {then}, now it is {share}.").format(
        before=first[0],
        then=formats.percent(first[1].successes, first[1].trials),
        share=formats.percent(now.successes, now.trials),
    )


def _days(view: SecondView) -> str:
    return formats.count(view.days, "days")
