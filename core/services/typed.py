"""Numbers typed by hand: what no export holds, kept beside the files and taken back like them.

One entry is one upload. What is typed later for the same week, day or advertisement goes on top
of what was typed before, and a cell left empty leaves the older number alone.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from core.analysis.six import Week
from core.analysis.six import split as split_weeks
from core.services import importing
from core.services.opening import OpenShop
from core.services.typed_rows import (
    AdCost,
    DayCounts,
    Stamp,
    TypedConflict,
    TypedRefused,
    WeekNumbers,
    check_costs,
    check_days,
    check_weeks,
    weeks,
)
from core.services.typed_store import Entry, Kept, Key, Sheet, Values, read
from core.store.moments import day_number, day_of
from core.terms import AdPlatform, DataSet, Period, Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS
from core.verdicts import six
from core.verdicts.six import SixVerdict

__all__ = ["Kept", "Stamp", "TypedConflict", "TypedRefused"]

# Rows with and without a name are of one level: they are added up, never told apart. The period
# an advertisement was typed for stands where files name its group.
_NAMED: Final = sum(
    1 << DIMENSIONS[Record.AD_RESULT].index(name) for name in ("campaign", "ad_group")
)
_PERIOD: Final = ("first_day", "last_day")
_OF_SHOP: Final = {"vocabulary": Vocabulary.TYPED, "subject": Subject.SHOP, "level": 0}

WEEK: Final = Sheet("typed_week", Record.STATISTIC, DataSet.SALES, _PERIOD,
                     ("visits", "payments", "net"), _OF_SHOP)  # fmt: skip
DAY: Final = Sheet("typed_day", Record.STATISTIC, DataSet.SALES, _PERIOD,
                    ("wishes", "cart_adds", "subscribers"), _OF_SHOP)  # fmt: skip
ADS: Final = Sheet("typed_ads", Record.AD_RESULT, DataSet.ADS,
                   (*_PERIOD, "platform", "campaign"), ("cost",), {"level": _NAMED},
                   "ad_group")  # fmt: skip
REPORTS: Final = (WEEK.report, DAY.report, ADS.report)
"""The names under which typed numbers stand in the list of uploads."""


def conclude(before: WeekNumbers, now: WeekNumbers) -> SixVerdict:
    """What the numbers of two weeks say.

    Raises:
        TypedRefused: something about them is impossible.
    """
    if faults := check_weeks(before, now):
        raise TypedRefused(faults)
    was, is_now = (Week(one.visits, one.orders or 0, one.revenue or 0) for one in (before, now))
    return six.conclude(split_weeks(was, is_now))


def keep_weeks(shop: OpenShop, before: WeekNumbers, now: WeekNumbers, stamp: Stamp) -> Kept:
    """Keep the numbers of the two weeks before the day of ``stamp``, the earlier one first.

    Raises:
        TypedRefused: something about them is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    if faults := check_weeks(before, now):
        raise TypedRefused(faults)
    rows = {
        _days(period): _week_values(week)
        for period, week in zip(weeks(stamp.today), (before, now), strict=True)
    }
    return Entry(shop, WEEK, stamp.at, stamp.name).keep(rows)


def typed_weeks(shop: OpenShop, today: date) -> tuple[WeekNumbers, WeekNumbers]:
    """What was typed for the two weeks before ``today``; empty where nothing was."""
    found = read(shop, WEEK)
    before, now = (found.get(_days(period), {}) for period in weeks(today))
    return _week(before), _week(now)


def days(shop: OpenShop) -> list[DayCounts]:
    """The counts that were typed, the newest day first."""
    found = [DayCounts(day_of(key[0]), **values) for key, values in read(shop, DAY).items()]
    return sorted(found, key=lambda counts: counts.day, reverse=True)


def keep_days(shop: OpenShop, rows: Sequence[DayCounts], stamp: Stamp) -> Kept:
    """Put counts on top of those that were typed for the same days; unknown ones change nothing.

    Raises:
        TypedRefused: something about them is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    if faults := check_days(rows, stamp.today):
        raise TypedRefused(faults)
    return Entry(shop, DAY, stamp.at, stamp.name).keep(dict(map(_day, rows)))


def change_days(
    shop: OpenShop, seen: Sequence[DayCounts], wanted: Sequence[DayCounts], stamp: Stamp
) -> Kept:
    """Make the list of counts ``wanted``, of which the seller saw ``seen``.

    Raises:
        TypedRefused: something about them is impossible; nothing was kept.
        TypedConflict: they are not as ``seen`` any more; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    if faults := check_days(wanted, stamp.today):
        raise TypedRefused(faults)
    return Entry(shop, DAY, stamp.at, stamp.name).change(
        dict(map(_day, seen)), dict(map(_day, wanted))
    )


def costs(shop: OpenShop) -> list[AdCost]:
    """What was typed of advertisements, the newest first."""
    found = [
        AdCost(AdPlatform(key[2]), Period(day_of(key[0]), day_of(key[1])), values["cost"] or 0,
               key[3] or "")
        for key, values in read(shop, ADS).items()
    ]  # fmt: skip
    return sorted(found, key=lambda ad: (ad.period.last, ad.period.first), reverse=True)


def keep_costs(shop: OpenShop, rows: Sequence[AdCost], stamp: Stamp) -> Kept:
    """Keep what was spent; the same platform, period and name once more replaces the won.

    It is stored day by day, shared out evenly.

    Raises:
        TypedRefused: something about them is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    if faults := check_costs(rows, stamp.today):
        raise TypedRefused(faults)
    return Entry(shop, ADS, stamp.at, stamp.name).keep(dict(map(_ad, rows)))


def change_costs(
    shop: OpenShop, seen: Sequence[AdCost], wanted: Sequence[AdCost], stamp: Stamp
) -> Kept:
    """Make the list of costs ``wanted``, of which the seller saw ``seen``.

    Raises:
        TypedRefused: something about them is impossible; nothing was kept.
        TypedConflict: they are not as ``seen`` any more; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    if faults := check_costs(wanted, stamp.today):
        raise TypedRefused(faults)
    return Entry(shop, ADS, stamp.at, stamp.name).change(
        dict(map(_ad, seen)), dict(map(_ad, wanted))
    )


def take_back(shop: OpenShop, upload_id: int, *, at: datetime) -> None:
    """Undo an entry, and later ones that carried its numbers on.

    Raises:
        LookupError: it has been taken back already.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    importing.undo(shop, importing.undo_plan(shop, upload_id), now=at)


def _days(period: Period) -> Key:
    return day_number(period.first), day_number(period.last)


def _week_values(week: WeekNumbers) -> Values:
    return {"visits": week.visits, "payments": week.orders, "net": week.revenue}


def _week(values: Values) -> WeekNumbers:
    return WeekNumbers(values.get("visits"), values.get("payments"), values.get("net"))


def _day(row: DayCounts) -> tuple[Key, Values]:
    numbers: Values = {
        "wishes": row.wishes, "cart_adds": row.cart_adds, "subscribers": row.subscribers
    }  # fmt: skip
    return _days(Period(row.day, row.day)), numbers


def _ad(row: AdCost) -> tuple[Key, Values]:
    return (*_days(row.period), row.platform.value, row.name or None), {"cost": row.cost}
