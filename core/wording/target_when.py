"""When customers buy, in words."""

from typing import Final

import pandas as pd

from core.analysis.buying_times import LEAST_ORDERS, LEAST_WEEKS, WINDOW, Busiest, binned
from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_when import THIN, Reach, When
from core.terms import Evidence

_NIGHT_FROM: Final = 21
_NIGHT_TO: Final = 8
"""Between these hours advertising messages need a consent of their own."""


def reach(which: Reach) -> str:
    """How far back it is looked."""
    if which is Reach.ALL:
        return _("All weeks")
    return _("The last {weeks} weeks").format(weeks=formats.number(which))


def weekday(number: int) -> str:
    """The name of a weekday; 0 is Monday."""
    return (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
        _("Sunday"),
    )[number]  # fmt: skip


def hours(first: int, length: int = WINDOW) -> str:
    """Some hours in a row, as 21–24 o'clock."""
    return _("{first}–{last} o'clock").format(first=first, last=first + length)


def level(view: When) -> Evidence:
    """How sure the headline is."""
    known = [one for one in (view.day, view.hours) if one is not None]
    if any(one.is_sure for one in known):
        return Evidence.KNOWN
    return Evidence.HINT if any(one.p_value is not None for one in known) else Evidence.EARLY


def headline(view: When) -> str:
    """What stands above the picture: only what is sure is said without a hedge."""
    if level(view) is Evidence.EARLY:
        return _("It is too early to say when customers buy.")
    named = {}
    if view.day is not None and view.day.is_sure:
        named["day"] = weekday(view.day.first)
    if view.hours is not None and view.hours.is_sure:
        named["hours"] = hours(view.hours.first)
    text = {
        ("day", "hours"): _("Most buy on {day}, and most at {hours}."),
        ("hours",): _("Most buy at {hours}; weekdays hardly differ."),
        ("day",): _("Most buy on {day}; no hours stand out."),
        (): _("No weekday and no hours stand out clearly yet."),
    }[tuple(named)]
    if view.hours is None:
        text = _("Most buy on {day}.") if named else _("No weekday stands out from the others.")
    return text.format(**named)


def reason(view: When) -> str:
    """The shares behind the headline, or what is missing."""
    if level(view) is Evidence.EARLY:
        return _(
            "It takes {weeks} whole weeks and {orders} orders. So far there are {have_weeks} and "
            "{have_orders}."
        ).format(
            weeks=formats.number(LEAST_WEEKS), orders=formats.number(LEAST_ORDERS),
            have_weeks=formats.count(view.times.weeks, "weeks"),
            have_orders=formats.count(int(view.times.weekly_days.sum()), "orders"),
        )  # fmt: skip
    parts = []
    if view.day is not None:
        parts.append(_of(view.day, weekday(view.day.first)))
    if view.hours is not None:
        parts.append(_of(view.hours, hours(view.hours.first)))
    return " ".join(parts)


def _of(one: Busiest, name: str) -> str:
    share = formats.rate(one.share, 0)
    if one.is_sure:
        return _("{name}: {share} of all orders.").format(name=name, share=share)
    return _("{name}: {share} of all orders, which chance can do as well.").format(
        name=name, share=share
    )


def advice(view: When) -> str:
    """What to do with it; empty where nothing is sure enough."""
    if level(view) is Evidence.HINT:
        return _(
            "{weeks} and {orders} do not tell it from chance. Look at more weeks above, if you "
            "have them."
        ).format(
            weeks=formats.count(view.times.weeks, "weeks"),
            orders=formats.count(int(view.times.weekly_days.sum()), "orders"),
        )
    stretch = view.hours
    if stretch is None or not stretch.is_sure:
        return ""
    if stretch.first + WINDOW > _NIGHT_FROM or stretch.first < _NIGHT_TO:
        return _(
            "Publish and answer before {hours}. Advertising messages from 21 to 8 o'clock need a "
            "consent for the night."
        ).format(hours=hours(stretch.first))
    return _("Publish, answer and send shortly before {hours}.").format(hours=hours(stretch.first))


def thin(view: When, step: int) -> str:
    """What the marked cells are; empty where there are none."""
    few = int((binned(view.times.orders, step) < THIN).sum())
    if not few:
        return ""
    return _(
        "Marked cells ({count}) have fewer than {least} orders: chance is large there."
    ).format(count=formats.number(few), least=formats.number(THIN))


def unknown(view: When) -> str:
    """How many orders are not in the picture; empty where all are."""
    if not view.times.no_hour:
        return ""
    text = _("No file tells the hour of {count}; they are not in the picture.")
    if not view.times.total:
        text = _("Your files tell the day of {count} and no hour. With hours you see more here.")
    return text.format(count=formats.count(view.times.no_hour, "orders"))


def origin(view: When) -> list[tuple[str, str]]:
    """Where the numbers are from."""
    return [
        (_("Meaning"), _("Paid orders by the weekday and hour of their payment, Korean time.")),
        (_("Not counted"), _("Orders that were not paid, cancelled or returned")),
        (
            _("How the busiest is told"),
            _(
                "A weekday or three hours are called the busiest where they were ahead of each "
                "other one week by week (chance alone does so in 1 of 20)."
            ),
        ),
        (_("Days"), formats.period(view.period)),
        (_("Files"), formats.count(view.files, "files")),
        (_("Orders"), formats.number(int(view.times.weekly_days.sum()))),
    ]


def rows(view: When, step: int, *, won: bool) -> pd.DataFrame:
    """The picture as a table: a row a weekday, a column a stretch of hours."""
    table = binned(view.times.net if won else view.times.orders, step)
    frame = pd.DataFrame(table, columns=[hours(place * step, step) for place in range(24 // step)])
    frame.insert(0, _("Weekday"), [weekday(number) for number in range(len(table))])
    return frame
