"""Copy tests: write them, start them with a fixed plan, end them, use what they found."""

import itertools
import json
import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from core.analysis import list_split
from core.services import actions
from core.services import copy_test_checks as checks
from core.services import copy_test_stored as stored
from core.services.copy_test_kept import (
    LONGEST_TITLE,
    CopyTest,
    CopyTestProblem,
    CopyTestRefused,
    Draft,
    VisitorsFrom,
)
from core.services.opening import OpenShop
from core.store import copy_test_people, copy_tests
from core.store.copy_test_tables import CopyTestRow
from core.store.copy_tests import Change
from core.store.notes import NoteChanged, NoteGone
from core.terms import Period, seoul_day
from core.terms.copy_tests import (
    ALPHA,
    METHOD,
    Count,
    Design,
    TestStatus,
)

__all__ = [
    "CopyTest",
    "CopyTestProblem",
    "CopyTestRefused",
    "Draft",
    "NoteChanged",
    "NoteGone",
    "VisitorsFrom",
]

OWN: Final = (TestStatus.DRAFT, TestStatus.RUNNING, TestStatus.ENDED, TestStatus.STOPPED)
"""All but results brought along."""


def listed(
    shop: OpenShop, statuses: Collection[TestStatus] = OWN, *, deleted: bool = False
) -> list[CopyTest]:
    """The tests in some states, the newest first; with ``deleted`` those thrown away."""
    with shop.store.read() as session:
        rows = copy_tests.listed(session, shop.id, statuses, deleted=deleted)
        versions = copy_tests.versions(session, shop.id, [row.id for row in rows])
        times = copy_tests.changed(session, shop.id)
        return [stored.read(row, versions.get(row.id, ()), times.get(row.id, 0)) for row in rows]


def find(shop: OpenShop, number: int) -> CopyTest:
    """One test, also if it was thrown away.

    Raises:
        NoteGone: there is none.
    """
    with shop.store.read() as session:
        return told(session, copy_tests.find(session, shop.id, number))


def counts(shop: OpenShop, numbers: Sequence[int]) -> dict[int, tuple[Count, ...]]:
    """What was counted in some tests, in the order of days; tests without counts are not there."""
    with shop.store.read() as session:
        return copy_tests.counts(session, shop.id, numbers)


def add(shop: OpenShop, draft: Draft, now: datetime, revises: int | None = None) -> CopyTest:
    """Keep a new draft; what chance will be drawn from is drawn now, once.

    Raises:
        CopyTestRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    checks.check(draft)
    row = CopyTestRow(
        shop_id=shop.id, id=0, status=TestStatus.DRAFT.value, created_at=now, revises=revises,
        seed=secrets.token_hex(list_split.SEED_DIGITS // 2), **stored.columns(draft),
    )  # fmt: skip
    with shop.store.write() as session:
        return told(session, copy_tests.add(session, row, stored.trimmed(draft.versions)))


def edit(
    shop: OpenShop, number: int, draft: Draft, now: datetime, seen: int | None = None
) -> CopyTest:
    """Change a draft. Where its groups change, a list that was divided has to be divided again.

    Raises:
        CopyTestRefused: something in it is impossible, or it was started: see ``revise``.
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
    """
    checks.check(draft)
    with shop.store.write() as session:
        row = row_of(session, shop, number, (TestStatus.DRAFT,), CopyTestProblem.FROZEN)
        before = told(session, row).draft
        new = Change(stored.columns(draft), stored.trimmed(draft.versions))
        copy_tests.change(session, row, new, now, seen)
        return _divided_as(session, row, before)


def revise(shop: OpenShop, number: int, now: datetime, draft: Draft | None = None) -> CopyTest:
    """Make a new draft of a test; the old one stays as it is.

    Without ``draft`` it says the same, under a name of its own and from no day that is over.
    """
    if draft is None:
        old = find(shop, number).draft
        titles = {one.draft.title for one in listed(shop)}
        draft = replace(old, title=_another(old.title, titles), first_day=None)
    return add(shop, draft, now, revises=number)


def _another(title: str, taken: Collection[str]) -> str:
    """A name with a number behind it that no other test has; what has no name keeps none."""
    if not title:
        return title
    bare = re.sub(r" \(\d+\)$", "", title)
    tails = (f" ({number})" for number in itertools.count(2))
    named = (f"{bare[: LONGEST_TITLE - len(tail)]}{tail}" for tail in tails)
    return next(one for one in named if one not in taken)


def start(  # noqa: PLR0913  (by name: what the plan is judged by)
    shop: OpenShop,
    number: int,
    now: datetime,
    seen: int | None = None,
    *,
    alpha: float = ALPHA,
    method: str = METHOD,
) -> CopyTest:
    """Begin a test; from now on its plan is fixed.

    Raises:
        CopyTestRefused: it is not finished, or was started before.
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
    """
    today = seoul_day(now)
    with shop.store.write() as session:
        row = row_of(session, shop, number, (TestStatus.DRAFT,), CopyTestProblem.FROZEN)
        draft = told(session, row).draft
        checks.check_start(draft, today)
        first = draft.first_day or today
        period = Period(first, first + timedelta(days=draft.days - 1))
        there = copy_test_people.sizes(session, shop.id, number)
        planned = stored.planned(draft, period, row.seed, there)
        columns = {
            "status": TestStatus.RUNNING.value, "first_day": first, "started_at": now,
            "planned": json.dumps(planned), "alpha": alpha, "method": method,
        }  # fmt: skip
        if draft.design is Design.LIST_SPLIT and there:
            columns |= {"visitors": sum(there.values()), "visitors_from": VisitorsFrom.LIST.value}
        return told(session, copy_tests.change(session, row, Change(columns), now, seen))


def end(
    shop: OpenShop, number: int, ruling: Mapping[str, Any], now: datetime, seen: int | None = None
) -> CopyTest:
    """Write the result down for good: the plan, the counts, and what the caller ruled.

    Args:
        shop: whose.
        number: which.
        ruling: what was found, as values that JSON knows; never NaN.
        now: when.
        seen: the version the seller saw.

    Raises:
        CopyTestRefused: it is not running.
        NoteChanged: counts were put in since it was read; nothing was written.
    """
    return _over(shop, number, TestStatus.ENDED, ruling, now, seen)


def stop(
    shop: OpenShop, number: int, ruling: Mapping[str, Any], now: datetime, seen: int | None = None
) -> CopyTest:
    """Give a test up before its plan is reached; what was counted is kept with it."""
    return _over(shop, number, TestStatus.STOPPED, ruling, now, seen)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> CopyTest:
    """Throw a test away; ``undo`` or ``restore`` brings it back."""
    return changed(shop, number, {"deleted_at": now}, now, seen)


def restore(shop: OpenShop, number: int, now: datetime) -> CopyTest:
    """Bring a test back that was thrown away."""
    return changed(shop, number, {"deleted_at": None}, now, None)


def undo(shop: OpenShop, number: int, now: datetime) -> CopyTest:
    """Take back the last change of a test; with the use of a version goes its improvement.

    Raises:
        CopyTestRefused: that would let a test go on whose result was told.
        NoteGone: there is none, or nothing was changed.
    """
    with shop.store.write() as session:
        row = copy_tests.find(session, shop.id, number, locked=True)
        before = copy_tests.last_change(session, row)
        if before is None:
            raise NoteGone(number)
        # Of a test that was given up nobody was told who was ahead, so it may go on.
        if TestStatus(row.status) is TestStatus.ENDED and not TestStatus(before["status"]).is_over:
            raise CopyTestRefused(CopyTestProblem.RESULT_SEEN)
        noted, now_draft = row.action_id, told(session, row).draft
        copy_tests.undo(session, row)
        test = _divided_as(session, row, now_draft)
    if noted is not None and test.action_id != noted:
        actions.delete(shop, noted, now)
    return test


def _divided_as(session: Session, row: CopyTestRow, before: Draft) -> CopyTest:
    """A test after a change; a list that was divided for other parts is to be divided again."""
    test = told(session, row)
    parts = (before.design, before.shares) == (test.draft.design, test.draft.shares)
    if not parts and test.status is TestStatus.DRAFT:
        copy_test_people.forget(session, row.shop_id, row.id)
    return test


def _over(  # noqa: PLR0913, PLR0917
    shop: OpenShop,
    number: int,
    status: TestStatus,
    ruling: Mapping[str, Any],
    now: datetime,
    seen: int | None,
) -> CopyTest:
    with shop.store.write() as session:
        row = row_of(session, shop, number, (TestStatus.RUNNING,))
        there = copy_tests.counts(session, shop.id, [number]).get(number, ())
        written = stored.result(told(session, row), there, ruling, now)
        columns = {"status": status.value, "ended_at": now, "result": written}
        return told(session, copy_tests.change(session, row, Change(columns), now, seen))


def changed(
    shop: OpenShop, number: int, columns: Mapping[str, Any], now: datetime, seen: int | None
) -> CopyTest:
    """A test with other columns."""
    with shop.store.write() as session:
        row = copy_tests.find(session, shop.id, number, locked=True)
        return told(session, copy_tests.change(session, row, Change(columns), now, seen))


def row_of(
    session: Session,
    shop: OpenShop,
    number: int,
    statuses: Collection[TestStatus],
    problem: CopyTestProblem = CopyTestProblem.NOT_RUNNING,
) -> CopyTestRow:
    """The row of a test that nobody else may change before the session ends.

    Raises:
        CopyTestRefused: it is in none of some states.
        NoteGone: there is none, or it was thrown away.
    """
    row = copy_tests.find(session, shop.id, number, locked=True)
    if row.deleted_at is not None:
        raise NoteGone(number)
    if TestStatus(row.status) not in statuses:
        raise CopyTestRefused(problem)
    return row


def told(session: Session, row: CopyTestRow) -> CopyTest:
    """A row as the rest of the program sees it."""
    versions = copy_tests.versions(session, row.shop_id, [row.id]).get(row.id, ())
    times = copy_tests.changed(session, row.shop_id, row.id).get(row.id, 0)
    return stored.read(row, versions, times)
