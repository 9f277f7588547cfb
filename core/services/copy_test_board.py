"""All copy tests as their page lists them, and what each of them says today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np

from core.services import (
    copy_test_beside,
    copy_test_health,
    copy_test_lists,
    copy_tests,
    order_book,
)
from core.services.copy_test_health import Health, Progress
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.store import totals
from core.terms import Period, seoul_day
from core.terms.copy_tests import Count, Design, Response, TestStatus, added
from core.verdicts import copy_tests as verdicts
from core.verdicts.copy_tests import Answer, Beside, Ruling, Worth

DAYS: Final = 28
"""Days of orders that tell what an order is worth."""

MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One test as it stands today.

    Attributes:
        test: the test.
        counts: what was counted.
        progress: how far it is; None of a draft.
        health: what may be wrong with it; None of a draft and of one that is over.
        ruling: what it says; of a running one who is ahead is not in it.
        cut: the same without the days on which something else happened; None where there are none.
        ready: whether its result can be looked at.
        recipients: how many of a list each version was given.
    """

    test: CopyTest
    counts: tuple[Count, ...] = ()
    progress: Progress | None = None
    health: Health | None = None
    ruling: Ruling | None = None
    cut: Ruling | None = None
    ready: bool = False
    recipients: Mapping[str, int] | None = None

    @property
    def stands_still(self) -> bool:
        """Whether something is wrong that keeps a running test from ever having a result."""
        return self.ruling is not None and self.ruling.answer in _BROKEN


_BROKEN: Final = frozenset({Answer.MISMATCH, Answer.IMPOSSIBLE, Answer.UNCOUNTED})


@dataclass(frozen=True, slots=True)
class Board:
    """The tests in the three groups of the list, and those thrown away."""

    running: tuple[Entry, ...]
    ready: tuple[Entry, ...]
    over: tuple[Entry, ...]
    thrown: tuple[CopyTest, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no test at all."""
        return not (self.running or self.ready or self.over)


def board(shop: OpenShop, today: date) -> Board:
    """All tests of one's own.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    tests = copy_tests.listed(shop)
    counts = copy_tests.counts(shop, [one.id for one in tests])
    going = [one for one in tests if one.status is TestStatus.RUNNING]
    entries = [_entry(shop, one, counts.get(one.id, ()), today, going) for one in tests]
    return Board(
        tuple(it for it in entries if not it.test.status.is_over and not it.ready),
        tuple(it for it in entries if it.ready),
        tuple(it for it in entries if it.test.status.is_over),
        tuple(copy_tests.listed(shop, deleted=True)),
    )


def one(shop: OpenShop, number: int, today: date) -> Entry:
    """One test.

    Raises:
        NoteGone: there is none.
        core.store.StoreProblem: the store cannot be read.
    """
    test = copy_tests.find(shop, number)
    return _entry(shop, test, copy_tests.counts(shop, [number]).get(number, ()), today)


def waiting(shop: OpenShop, today: date) -> tuple[CopyTest, ...]:
    """The tests whose result can be looked at."""
    return tuple(it.test for it in running(shop, today) if it.ready)


def overdue(entries: Iterable[Entry]) -> tuple[CopyTest, ...]:
    """The tests whose days are over and that cannot say anything yet: counts are lacking or odd."""
    return tuple(
        it.test
        for it in entries
        if not it.ready and it.progress is not None and it.progress.is_over
    )


def running(shop: OpenShop, today: date) -> list[Entry]:
    """The tests that run, also those whose days are over.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    tests = copy_tests.listed(shop, [TestStatus.RUNNING])
    counts = copy_tests.counts(shop, [it.id for it in tests])
    return [_entry(shop, it, counts.get(it.id, ()), today, tests) for it in tests]


def end(shop: OpenShop, entry: Entry, now: datetime, *, cut: bool | None = None) -> CopyTest:
    """Look at the result of a test: from now on it is over.

    Args:
        shop: whose.
        entry: the test as the seller saw it.
        now: when.
        cut: whether days are left out on which something else happened; None where there are none.

    Raises:
        CopyTestRefused: it is not running.
        NoteChanged: counts were put in since it was read; nothing was written.
    """
    ruling = _ruling(shop, entry.test, entry.counts, seoul_day(now), cut=cut)
    return copy_tests.end(shop, entry.test.id, ruling.told, now, entry.test.version)


def stop(shop: OpenShop, entry: Entry, now: datetime) -> CopyTest:
    """Give a test up; nobody is told who was ahead."""
    ruling = _ruling(shop, entry.test, entry.counts, seoul_day(now), cut=None)
    return copy_tests.stop(shop, entry.test.id, ruling.told, now, entry.test.version)


def _entry(
    shop: OpenShop,
    test: CopyTest,
    counts: tuple[Count, ...],
    today: date,
    running: Sequence[CopyTest] | None = None,
) -> Entry:
    if test.status is TestStatus.DRAFT:
        return Entry(test)
    progress = copy_test_health.progress(test, counts, today)
    if test.status.is_over:
        told = None if test.result is None else test.result["ruling"]
        return Entry(test, counts, progress, None, ruling_of(told) if told else None)
    health = copy_test_health.health(shop, test, counts, today, running)
    ruling = _ruling(shop, test, counts, today, cut=None, health=health)
    cut = whole = None
    if ruling.answer is Answer.MIXED:
        whole = _ruling(shop, test, counts, today, cut=False, health=health)
        cut = _ruling(shop, test, counts, today, cut=True, health=health)
    ready = (whole or ruling).answer.is_result
    if ruling.answer is Answer.COMPARISON:
        # Two numbers side by side are told once both had their time.
        ready = progress is not None and progress.is_over
    of_list = test.draft.design is Design.LIST_SPLIT
    sent = copy_test_lists.sizes(shop, test.id) if of_list else None
    return Entry(test, counts, progress, health, ruling, cut, ready, sent)


def _ruling(  # noqa: PLR0913  (by name: what the seller said, what is known already)
    shop: OpenShop,
    test: CopyTest,
    counts: tuple[Count, ...],
    today: date,
    *,
    cut: bool | None,
    health: Health | None = None,
) -> Ruling:
    if test.plan is None:
        raise copy_tests.CopyTestRefused(copy_tests.CopyTestProblem.NOT_RUNNING)
    health = health or copy_test_health.health(shop, test, counts, today)
    mixed = () if health is None else health.mixed_days
    known = copy_test_beside.paid(worth(shop, test, counts), test, counts)
    paid = copy_test_beside.amounts(shop, test, counts, today)
    beside = Beside(known, mixed, cut, amounts=paid)
    return verdicts.judge(test.plan, counts, today, beside)


def worth(shop: OpenShop, test: CopyTest, counts: Iterable[Count]) -> Worth:
    """What makes won of a difference: visitors of a month, and what an order is worth.

    Visitors of a month are as many as were shown any version a day, thirty times; of a list as
    many as were sent a message, once. An order is worth what the orders of the last 28 days with
    orders were worth, those of the product where the test is about one.
    """
    with shop.store.read() as session:
        days = order_book.daily(session, shop.id)
        if days.empty:
            return Worth(_visitors(test, counts))
        last = days.index.max()
        period = Period.ending(last, DAYS)
        lately = days[(days.index >= period.first) & (days.index <= period.last)]
        revenue = int(lately["net"].sum())
        orders, net = int(lately["orders"].sum()), revenue
        if test.draft.product_id is not None:
            found = totals.product_days(session, shop.id, [test.draft.product_id])
            first = np.datetime64(period.first)
            inside = (found.days >= first) & (found.days <= np.datetime64(period.last))
            orders, net = int(found.orders[inside].sum()), int(found.net[inside].sum())
    value: float | None = net / orders if orders > 0 and net > 0 else None
    if test.draft.response not in {Response.ORDERS, Response.REVENUE}:
        value = None
    return Worth(_visitors(test, counts), value, max(0, revenue) * MONTH / DAYS)


def _visitors(test: CopyTest, counts: Iterable[Count]) -> float | None:
    told = tuple(counts)
    shown = [it.shown for it in added(told, test.draft.design).values() if it.shown is not None]
    if not shown:
        return None
    if test.draft.design is Design.LIST_SPLIT:
        return float(sum(shown))
    days = {it.day for it in told if it.day is not None and it.shown}
    return sum(shown) / (len(days) or test.draft.days) * MONTH


def ruling_of(told: Mapping[str, Any]) -> Ruling:
    """A ruling as it was written down with its test."""
    look = told["look"]
    return Ruling(
        **{
            **told,
            "answer": Answer(told["answer"]),
            "basis": None if told["basis"] is None else verdicts.Basis(told["basis"]),
            "versions": tuple(map(_said, told["versions"])),
            "look": verdicts.Look(**{**look, "days": tuple(look["days"])}),
            "design": Design(told["design"]),
            "response": Response(told["response"]),
            "worth": Worth(**told["worth"]),
            "expected": _day(told["expected"]),
            "mixed": tuple(date.fromisoformat(day) for day in told["mixed"]),
            "money": tuple(map(_money, told["money"])),
        }
    )


def _said(told: Mapping[str, Any]) -> verdicts.Said:
    ranges = {
        name: None if told[name] is None else verdicts.Range(*told[name])
        for name in ("difference", "won_month")
    }
    pairs = {
        name: None if told[name] is None else tuple(told[name]) for name in ("bounds", "ratio")
    }
    return verdicts.Said(**{**told, **ranges, **pairs, "call": verdicts.Call(told["call"])})


def _money(told: Mapping[str, Any]) -> verdicts.Money:
    difference = verdicts.Range(*told["difference"])
    return verdicts.Money(
        **{**told, "difference": difference, "per_visitor": tuple(told["per_visitor"])}
    )


def _day(told: str | None) -> date | None:
    return None if told is None else date.fromisoformat(told)
