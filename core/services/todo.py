"""What is to be done today: at most five things, each ticked off for the day.

Every page that has something to remind of is a source. They are asked in one place, here, and
what they answer is put in one order: that of ``TodoKind``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from core.services import copy_test_board, covering, reminders
from core.services.opening import OpenShop
from core.services.receipts import Coverage
from core.services.reminders import ReminderKind
from core.store import todo as store
from core.terms import DataSet, Period

AT_MOST: Final = 5
"""So many things a day: more would be a list that nobody finishes."""

NEW_FILE_AFTER: Final = 7
"""Days without new data after which a new file is asked for."""

GAPS_WITHIN: Final = 56
"""A gap is asked about as long as it lies in the last so many days."""


class TodoKind(StrEnum):
    """What is to be done, in the order of the list: the data that all else stands on first."""

    NEW_FILE = "new_file"
    GAP = "gap"
    COPY_TESTS = "copy_tests"
    ACTIONS = "actions"
    CONTENT = "content"
    CHECKS = "checks"
    TOUCHPOINTS = "touchpoints"
    LOOK_BACK = "look_back"
    MISSING_FILE = "missing_file"


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do.

    Attributes:
        kind: what.
        page: where, by the last part of the address.
        count: how many of it there are.
        day: since when, or when it was done last; None if never.
        data: of files, what they tell of.
        period: of a gap, its days.
        is_done: it was ticked off today.
    """

    kind: TodoKind
    page: str
    count: int = 1
    day: date | None = None
    data: DataSet | None = None
    period: Period | None = None
    is_done: bool = False

    @property
    def item(self) -> str:
        """Names it; the same all day."""
        about = self.data or (self.period and self.period.first.isoformat())
        return f"{self.kind}.{about}" if about else str(self.kind)


Source: TypeAlias = Callable[[OpenShop, date], Iterable[Todo]]
"""Tells what is to be done on a day."""


def todo(shop: OpenShop, today: date) -> tuple[Todo, ...]:
    """What is to be done on a day, ticked or not: the first five.

    They stay the first five however many are ticked: a list that grows while it is worked off
    is never finished.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return marked(shop, today, listed(shop, today))


def listed(shop: OpenShop, today: date) -> tuple[Todo, ...]:
    """The same without its ticks, which change while the list is worked off.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    rank = list(TodoKind)
    found = [one for source in SOURCES for one in source(shop, today)]
    return tuple(sorted(found, key=lambda one: rank.index(one.kind))[:AT_MOST])


def marked(shop: OpenShop, today: date, some: Iterable[Todo]) -> tuple[Todo, ...]:
    """Things to do, each with whether it was ticked off on the day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        done = store.done(session, shop.id, today)
    return tuple(replace(one, is_done=one.item in done) for one in some)


def tick(shop: OpenShop, today: date, item: str, now: datetime) -> None:
    """Mark a thing as done for the day; no answer that is remembered depends on it.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write(raises_revision=False) as session:
        store.tick(session, shop.id, today, item, now)


def untick(shop: OpenShop, today: date, item: str) -> None:
    """Take the mark back.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write(raises_revision=False) as session:
        store.untick(session, shop.id, today, item)


def _reminders(shop: OpenShop, today: date) -> Iterable[Todo]:
    for one in reminders.reminders(shop, today):
        yield Todo(_KINDS[one.kind], one.page, one.count, one.oldest)


def _copy_tests(shop: OpenShop, today: date) -> Iterable[Todo]:
    """The tests whose result can be looked at, since the first of them could."""
    yesterday = today - timedelta(days=1)
    ready = copy_test_board.waiting(shop, today)
    days = [min(one.plan.period.last, yesterday) for one in ready if one.plan is not None]
    if days:
        yield Todo(TodoKind.COPY_TESTS, "tests", len(days), min(days))


def _files(shop: OpenShop, today: date) -> Iterable[Todo]:
    there = covering.coverages(shop)
    yield from _old(there, today)
    orders = there.get(DataSet.ORDERS)
    if orders is not None:
        recent = Period.ending(orders.period.last, GAPS_WITHIN)
        gaps = [gap for gap in orders.gaps if gap.last in recent]
        if gaps:
            yield Todo(TodoKind.GAP, "upload", sum(gap.days for gap in gaps), period=gaps[-1])
    missing = next((what for what, alike in _WORTH if not alike & there.keys()), None)
    if missing is not None:
        yield Todo(TodoKind.MISSING_FILE, "upload", data=missing)


def _old(there: Mapping[DataSet, Coverage], today: date) -> Iterable[Todo]:
    """The orders, or else the visits, if nothing newer has come for a week."""
    late = today - timedelta(days=NEW_FILE_AFTER)
    for what, alike in _WORTH:
        days = [there[one].period.last for one in alike if one in there]
        if days and max(days) < late:
            yield Todo(TodoKind.NEW_FILE, "upload", day=max(days), data=what)
            return


_WORTH: Final = (
    (DataSet.ORDERS, frozenset({DataSet.ORDERS})),
    (DataSet.SALES, frozenset({DataSet.SALES, DataSet.TRAFFIC})),
    (DataSet.PRODUCTS, frozenset({DataSet.PRODUCTS})),
    (DataSet.TRAFFIC, frozenset({DataSet.TRAFFIC})),
)
"""The kinds of files, that worth most first, each with those that tell the same."""

_KINDS: Final = {
    ReminderKind.ACTIONS: TodoKind.ACTIONS,
    ReminderKind.CONTENT: TodoKind.CONTENT,
    ReminderKind.CHECKS: TodoKind.CHECKS,
    ReminderKind.TOUCHPOINTS: TodoKind.TOUCHPOINTS,
    ReminderKind.LOOK_BACK: TodoKind.LOOK_BACK,
}

SOURCES: Final[tuple[Source, ...]] = (_files, _copy_tests, _reminders)
"""All that remind of something."""
