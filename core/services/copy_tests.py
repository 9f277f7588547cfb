"""Copy tests: write them, start them with a fixed plan, end them, use what they found."""

import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from core.analysis import list_split
from core.services import actions
from core.services import copy_test_kept as kept
from core.services.actions import Said
from core.services.copy_test_kept import (
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
    PAST_LETTERS,
    Count,
    Design,
    Response,
    TestStatus,
    Version,
)
from core.verdicts.actions import JourneyStage

__all__ = [
    "CopyTest",
    "CopyTestProblem",
    "CopyTestRefused",
    "Draft",
    "NoteChanged",
    "NoteGone",
    "Past",
    "VisitorsFrom",
]

OWN: Final = (TestStatus.DRAFT, TestStatus.RUNNING, TestStatus.ENDED, TestStatus.STOPPED)
"""All but results brought along."""


@dataclass(frozen=True, slots=True)
class Past:
    """A result from elsewhere: what was shown to how many, and what they did.

    ``source`` says where it is from: an old campaign, another shop. Without days the counts are
    those of the whole test.
    """

    versions: tuple[Version, ...]
    counts: tuple[Count, ...]
    response: Response = Response.CLICKS
    design: Design = Design.AD_PLATFORM
    title: str = ""
    source: str = ""
    control: str = "A"
    period: Period | None = None


def listed(
    shop: OpenShop, statuses: Collection[TestStatus] = OWN, *, deleted: bool = False
) -> list[CopyTest]:
    """The tests in some states, the newest first; with ``deleted`` those thrown away."""
    with shop.store.read() as session:
        rows = copy_tests.listed(session, shop.id, statuses, deleted=deleted)
        versions = copy_tests.versions(session, shop.id, [row.id for row in rows])
        times = copy_tests.changed(session, shop.id)
        return [kept.read(row, versions.get(row.id, ()), times.get(row.id, 0)) for row in rows]


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
    kept.check(draft)
    row = CopyTestRow(
        shop_id=shop.id, id=0, status=TestStatus.DRAFT.value, created_at=now, revises=revises,
        seed=secrets.token_hex(list_split.SEED_DIGITS // 2), **kept.columns(draft),
    )  # fmt: skip
    with shop.store.write() as session:
        return told(session, copy_tests.add(session, row, kept.trimmed(draft.versions)))


def edit(
    shop: OpenShop, number: int, draft: Draft, now: datetime, seen: int | None = None
) -> CopyTest:
    """Change a draft. Where its groups change, a list that was divided has to be divided again.

    Raises:
        CopyTestRefused: something in it is impossible, or it was started: see ``revise``.
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
    """
    kept.check(draft)
    with shop.store.write() as session:
        row = _row(session, shop, number, (TestStatus.DRAFT,), CopyTestProblem.FROZEN)
        before = told(session, row).draft
        new = Change(kept.columns(draft), kept.trimmed(draft.versions))
        copy_tests.change(session, row, new, now, seen)
        if (before.design, before.shares) != (draft.design, draft.shares):
            copy_test_people.forget(session, shop.id, number)
        return told(session, row)


def revise(shop: OpenShop, number: int, now: datetime, draft: Draft | None = None) -> CopyTest:
    """Make a new draft of a test; the old one stays as it is."""
    return add(shop, draft or find(shop, number).draft, now, revises=number)


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
        row = _row(session, shop, number, (TestStatus.DRAFT,), CopyTestProblem.FROZEN)
        draft = told(session, row).draft
        kept.check_start(draft, today)
        first = draft.first_day or today
        period = Period(first, first + timedelta(days=draft.days - 1))
        there = copy_test_people.sizes(session, shop.id, number)
        planned = kept.planned(draft, period, row.seed, there)
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


def apply(  # noqa: PLR0913, PLR0917  (whose, which, what of it, what is noted)
    shop: OpenShop,
    number: int,
    letter: str,
    said: Said,
    now: datetime,
    seen: int | None = None,
) -> CopyTest:
    """Use a version from today on.

    An improvement is noted as made today; it is what charts mark and what is looked at later.

    Args:
        shop: whose.
        number: which test.
        letter: the version.
        said: what the improvement says: what was done, and why.
        now: when.
        seen: the version of the test the seller saw.

    Raises:
        CopyTestRefused: the test is not over, or has no such version.
        NoteChanged: it was changed elsewhere since it was read; nothing was noted.
    """
    test = find(shop, number)
    if not test.status.is_over:
        raise CopyTestRefused(CopyTestProblem.NOT_OVER)
    if letter not in {one.letter for one in test.draft.versions}:
        raise CopyTestRefused(CopyTestProblem.UNKNOWN_VERSION, letter)
    if seen is not None and seen != test.version:
        raise NoteChanged
    today = seoul_day(now)
    params = {"test": number, "letter": letter, "product_id": test.draft.product_id}
    stage = JourneyStage.REACH if test.draft.response is Response.CLICKS else JourneyStage.BUY
    noted = actions.keep(
        shop, f"copy_test.{number}.{letter}", params, _metric(test.draft), None, "tests", now,
        said=said, stage=stage,
    )  # fmt: skip
    actions.made(shop, noted.id, today, now)
    changes = {"applied": letter, "applied_on": today, "action_id": noted.id}
    return _change(shop, number, changes, now, test.version)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> CopyTest:
    """Throw a test away; ``undo`` or ``restore`` brings it back."""
    return _change(shop, number, {"deleted_at": now}, now, seen)


def restore(shop: OpenShop, number: int, now: datetime) -> CopyTest:
    """Bring a test back that was thrown away."""
    return _change(shop, number, {"deleted_at": None}, now, None)


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
        if TestStatus(row.status).is_over and not TestStatus(before["status"]).is_over:
            raise CopyTestRefused(CopyTestProblem.RESULT_SEEN)
        noted = row.action_id
        copy_tests.undo(session, row)
        test = told(session, row)
    if noted is not None and test.action_id != noted:
        actions.delete(shop, noted, now)
    return test


def add_past(shop: OpenShop, pasts: Sequence[Past], now: datetime) -> list[int]:
    """Keep results from elsewhere; their numbers, in the order given.

    Raises:
        CopyTestRefused: one of them has fewer than two versions or too many; nothing was kept.
    """
    for past in pasts:
        letters = "".join(one.letter for one in past.versions)
        if len(letters) < 2:  # noqa: PLR2004
            raise CopyTestRefused(CopyTestProblem.TOO_FEW_VERSIONS)
        if letters != PAST_LETTERS[: len(letters)]:
            raise CopyTestRefused(CopyTestProblem.LETTERS)
        if past.control not in letters:
            raise CopyTestRefused(CopyTestProblem.NO_CONTROL)
    with shop.store.write() as session:
        return copy_tests.add_many(
            session, [(_past_row(shop, one, now), one.versions, one.counts) for one in pasts]
        )


def _past_row(shop: OpenShop, past: Past, now: datetime) -> CopyTestRow:
    days = {one.day for one in past.counts if one.day is not None}
    period = past.period or (Period(min(days), max(days)) if days else None)
    return CopyTestRow(
        shop_id=shop.id, id=0, status=TestStatus.IMPORTED.value, title=past.title.strip(),
        design=past.design.value, response=past.response.value, control=past.control,
        first_day=None if period is None else period.first, seed=secrets.token_hex(16),
        days=1 if period is None else period.days, source=past.source.strip(), created_at=now,
    )  # fmt: skip


def _metric(draft: Draft) -> str:
    """The number that an applied version should move."""
    if draft.response is Response.CLICKS:
        return "visits"
    if draft.product_id is not None:
        return "product_orders"
    return "net_sales" if draft.response is Response.REVENUE else "orders"


def _over(  # noqa: PLR0913, PLR0917
    shop: OpenShop,
    number: int,
    status: TestStatus,
    ruling: Mapping[str, Any],
    now: datetime,
    seen: int | None,
) -> CopyTest:
    with shop.store.write() as session:
        row = _row(session, shop, number, (TestStatus.RUNNING,), CopyTestProblem.NOT_RUNNING)
        there = copy_tests.counts(session, shop.id, [number]).get(number, ())
        written = kept.result(told(session, row), there, ruling, now)
        columns = {"status": status.value, "ended_at": now, "result": written}
        return told(session, copy_tests.change(session, row, Change(columns), now, seen))


def _change(
    shop: OpenShop, number: int, columns: Mapping[str, Any], now: datetime, seen: int | None
) -> CopyTest:
    with shop.store.write() as session:
        row = copy_tests.find(session, shop.id, number, locked=True)
        return told(session, copy_tests.change(session, row, Change(columns), now, seen))


def _row(
    session: Session,
    shop: OpenShop,
    number: int,
    statuses: Collection[TestStatus],
    problem: CopyTestProblem,
) -> CopyTestRow:
    """The row of a test that nobody else may change, if it is in one of some states."""
    row = copy_tests.find(session, shop.id, number, locked=True)
    if TestStatus(row.status) not in statuses:
        raise CopyTestRefused(problem)
    return row


def told(session: Session, row: CopyTestRow) -> CopyTest:
    versions = copy_tests.versions(session, row.shop_id, [row.id]).get(row.id, ())
    times = copy_tests.changed(session, row.shop_id).get(row.id, 0)
    return kept.read(row, versions, times)
