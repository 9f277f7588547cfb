"""What is to be done today: at most five things, each ticked off for the day.

Every page that has something to remind of is a source. They are asked in one place, here, and
what they answer is put in one order: that of ``TodoKind``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from core.services import copy_test_board, copy_test_days, covering, reminders, reminders_people
from core.services.care_queue import DueToday
from core.services.copy_test_days import Chore
from core.services.opening import OpenShop
from core.services.receipts import Coverage
from core.services.reminders import Reminder, ReminderKind
from core.store import todo as store
from core.terms import SEOUL, DataSet, Period

AT_MOST: Final = 5
"""So many things a day: more would be a list that nobody finishes."""

NEW_FILE_AFTER: Final = 7
"""Days without new data after which a new file is asked for."""

GAPS_WITHIN: Final = 56
"""A gap is asked about as long as it lies in the last so many days."""


class TodoKind(StrEnum):
    """What is to be done, in the order of the list.

    People who wait come first, then what cannot wait until tomorrow, then the data that all else
    stands on.
    """

    COMPLAINTS = "complaints"
    REVIEWS = "reviews"
    QUESTIONS = "questions"
    UNSENT = "unsent"
    COPY_TURN = "copy_turn"
    COPY_SWITCH = "copy_switch"
    COPY_SEND = "copy_send"
    NEW_FILE = "new_file"
    GAP = "gap"
    CARE = "care"
    COPY_TESTS = "copy_tests"
    COPY_COUNTS = "copy_counts"
    COPY_MISSING = "copy_missing"
    RECHECKS = "rechecks"
    ACTIONS = "actions"
    CONTENT = "content"
    OFFERS = "offers"
    CARE_RATE = "care_rate"
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
        test: the number of the copy test it is about, if it is about one.
        name: what that test is called, or else what the text says that is used now.
        letters: the versions of that test it is about.
        last: how many of them cannot be done any more tomorrow.
        is_done: it was ticked off today.
    """

    kind: TodoKind
    page: str
    count: int = 1
    day: date | None = None
    data: DataSet | None = None
    period: Period | None = None
    test: int | None = None
    name: str = ""
    letters: tuple[str, ...] = ()
    last: int = 0
    is_done: bool = False

    @property
    def item(self) -> str:
        """Names it; the same all day."""
        about = self.data or self.test or (self.period and self.period.first.isoformat())
        return f"{self.kind}.{about}" if about else str(self.kind)


Source: TypeAlias = Callable[[OpenShop, date], Iterable[Todo]]
"""Tells what is to be done on a day."""


def todo(
    shop: OpenShop, today: date, now: datetime | None = None, due: DueToday | None = None
) -> tuple[Todo, ...]:
    """What is to be done on a day, ticked or not: the first five.

    They stay the first five however many are ticked: a list that grows while it is worked off
    is never finished.

    Args:
        shop: whose.
        today: the day.
        now: the moment, which says what is late by the hour; None for the end of the day.
        due: whom to look after, where that is known already.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return marked(shop, today, listed(shop, today, now, due))


def listed(
    shop: OpenShop, today: date, now: datetime | None = None, due: DueToday | None = None
) -> tuple[Todo, ...]:
    """The same without its ticks, which change while the list is worked off.

    Args:
        shop: whose.
        today: the day.
        now: the moment; None for the end of the day.
        due: whom to look after, where that is known already.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    rank = list(TodoKind)
    moment = now or datetime.combine(today, time.max, SEOUL)
    waiting = reminders_people.reminders(shop, today, moment, due)
    found = [_todo(one) for one in waiting]
    found += [one for source in SOURCES for one in source(shop, today)]
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
    return map(_todo, reminders.reminders(shop, today))


def _todo(one: Reminder) -> Todo:
    return Todo(_KINDS[one.kind], one.page, one.count, one.oldest, last=one.last)


def _copy_tests(shop: OpenShop, today: date) -> Iterable[Todo]:
    """The tests whose result can be looked at, those that lack counts, and what to show today."""
    yesterday = today - timedelta(days=1)
    entries = copy_test_board.running(shop, today)
    ready = [it.test.plan.period.last for it in entries if it.ready and it.test.plan is not None]
    if ready:
        first = min(min(day, yesterday) for day in ready)
        yield Todo(TodoKind.COPY_TESTS, "tests", len(ready), first)
    late = copy_test_board.overdue(entries)
    ended = [one.plan.period.last for one in late if one.plan is not None]
    if ended:
        yield Todo(TodoKind.COPY_COUNTS, "tests", len(ended), min(ended))
    for one in copy_test_days.tasks(entries, today):
        yield Todo(
            _CHORES[one.chore], "tests", one.days, one.day, test=one.test.id,
            name=one.test.draft.title or one.test.text_of(one.test.draft.control),
            letters=one.letters,
        )  # fmt: skip


def _files(shop: OpenShop, today: date) -> Iterable[Todo]:
    there = covering.coverages(shop)
    yield from _old(there, today)
    orders = there.get(DataSet.ORDERS)
    if orders is not None:
        recent = Period.ending(orders.period.last, GAPS_WITHIN)
        gaps = [gap for gap in orders.gaps if gap.last in recent]
        if gaps:
            yield Todo(TodoKind.GAP, "upload", sum(gap.days for gap in gaps), period=gaps[-1])
    missing = next((what for what, alike in _ASKED if not alike & there.keys()), None)
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

_ASKED: Final = (*_WORTH, (DataSet.REVIEWS, frozenset({DataSet.REVIEWS})))
"""Those that are asked for. Few reviews do not make a file old: no newer one may be there."""

_KINDS: Final = {
    ReminderKind.COMPLAINTS: TodoKind.COMPLAINTS,
    ReminderKind.REVIEWS: TodoKind.REVIEWS,
    ReminderKind.QUESTIONS: TodoKind.QUESTIONS,
    ReminderKind.UNSENT: TodoKind.UNSENT,
    ReminderKind.CARE: TodoKind.CARE,
    ReminderKind.CARE_RATE: TodoKind.CARE_RATE,
    ReminderKind.RECHECKS: TodoKind.RECHECKS,
    ReminderKind.ACTIONS: TodoKind.ACTIONS,
    ReminderKind.CONTENT: TodoKind.CONTENT,
    ReminderKind.OFFERS: TodoKind.OFFERS,
    ReminderKind.CHECKS: TodoKind.CHECKS,
    ReminderKind.TOUCHPOINTS: TodoKind.TOUCHPOINTS,
    ReminderKind.LOOK_BACK: TodoKind.LOOK_BACK,
}

_CHORES: Final = {
    Chore.TURN: TodoKind.COPY_TURN,
    Chore.SWITCH: TodoKind.COPY_SWITCH,
    Chore.SEND: TodoKind.COPY_SEND,
    Chore.COUNT: TodoKind.COPY_MISSING,
}

SOURCES: Final[tuple[Source, ...]] = (_files, _copy_tests, _reminders)
"""All that remind of something, beside the people who wait."""
