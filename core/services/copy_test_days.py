"""Which text is shown or sent on which day of a copy test, and what that asks of the seller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.services.copy_test_board import Entry
from core.services.copy_test_kept import CopyTest
from core.terms.copy_tests import Design


class Chore(StrEnum):
    """What is to be done for a running test on a day."""

    TURN = "turn"
    """Show the version whose turn it is."""
    SWITCH = "switch"
    """Show the next version from today on."""
    SEND = "send"
    """Send each part of a list its message."""
    COUNT = "count"
    """Enter the counts of days that are over."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for a test.

    Attributes:
        chore: what.
        test: of which test.
        letters: the version to show; of a list all versions that are sent.
        day: today; of counts the first day that lacks some.
        days: of how many days.
    """

    chore: Chore
    test: CopyTest
    letters: tuple[str, ...]
    day: date
    days: int = 1


def schedule(test: CopyTest) -> dict[date, str]:
    """Which version is shown on each day of the plan; empty where all are shown at once.

    Versions that are shown one after the other have equally many days, the one that is used now
    first; where that does not come out even the later ones have a day more.
    """
    plan = test.plan
    if plan is None:
        return {}
    if plan.days is not None:
        return dict(plan.days)
    if plan.design is not Design.BEFORE_AFTER:
        return {}
    letters = (plan.control, *(one for one in plan.letters if one != plan.control))
    days, many = plan.period.days, len(letters)
    starts = [days * place // many for place in range(many)]
    return {
        plan.period.first + timedelta(days=number): letters[
            sum(start <= number for start in starts) - 1
        ]
        for number in range(days)
    }


def tasks(entries: Iterable[Entry], today: date) -> tuple[Task, ...]:
    """What the running tests ask for on a day, test by test.

    Counts are asked for here while a test goes on; those of a test that is over are asked for
    by ``core.services.copy_test_board.overdue``.
    """
    return tuple(task for entry in entries for task in _of(entry, today))


def _of(entry: Entry, today: date) -> Iterable[Task]:
    test, plan = entry.test, entry.test.plan
    if plan is None or test.status.is_over:
        return
    yield from _shown(test, today)
    if plan.design is Design.LIST_SPLIT and today == plan.period.first:
        yield Task(Chore.SEND, test, plan.letters, today)
    going_on = entry.progress is not None and not entry.progress.is_over and not entry.ready
    missing = () if entry.health is None else entry.health.missing
    if going_on and missing:
        letters = sorted({letter for one in missing for letter in one.letters})
        yield Task(Chore.COUNT, test, tuple(letters), missing[0].day, len(missing))


def _shown(test: CopyTest, today: date) -> Iterable[Task]:
    """The version of the day, where each day has one."""
    days = schedule(test)
    if today not in days or test.plan is None:
        return
    if test.plan.days is not None:
        yield Task(Chore.TURN, test, (days[today],), today)
    elif days.get(today - timedelta(days=1)) != days[today]:
        yield Task(Chore.SWITCH, test, (days[today],), today)
