"""Keep copy tests with their versions and counts, so that every change can be taken back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, insert
from sqlmodel import Session, col, select

from core.store.copy_test_images import (
    columns_of,
    count_in,
    count_of,
    count_row,
    image_of,
    version_in,
    version_row,
)
from core.store.copy_test_tables import CopyCountRow, CopyTestChange, CopyTestRow, CopyVersionRow
from core.store.notes import NoteChanged, NoteGone
from core.store.tables import Shop, table_of
from core.terms.copy_tests import Count, TestStatus, Version

_TESTS, _VERSIONS = table_of(CopyTestRow), table_of(CopyVersionRow)
_COUNTS = table_of(CopyCountRow)
_AT_ONCE: Final = 500
"""So many numbers of tests are asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different: columns, and if given all versions of the test, all its counts."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    versions: Sequence[Version] | None = None
    counts: Sequence[Count] | None = None


def lock(session: Session, shop_id: int) -> None:
    """Wait until nobody else adds tests to a shop, and let nobody before this session ends."""
    # SQLite has one writer anyway. A server lets two in until they meet at a row.
    session.exec(select(Shop.id).where(Shop.id == shop_id).with_for_update()).one()


def add(session: Session, test: CopyTestRow, versions: Sequence[Version]) -> CopyTestRow:
    """Put in a new test and give it the next number."""
    lock(session, test.shop_id)
    top = select(func.max(col(CopyTestRow.id))).where(CopyTestRow.shop_id == test.shop_id)
    test.id = int(session.exec(top).one() or 0) + 1
    session.add(test)
    session.flush()
    _put_versions(session, test, versions)
    return test


def add_many(
    session: Session, tests: Sequence[tuple[CopyTestRow, Sequence[Version], Sequence[Count]]]
) -> list[int]:
    """Put in many tests with what was counted in them; their numbers."""
    if not tests:
        return []
    shop_id = tests[0][0].shop_id
    lock(session, shop_id)
    top = select(func.max(col(CopyTestRow.id))).where(CopyTestRow.shop_id == shop_id)
    first = int(session.exec(top).one() or 0) + 1
    versions: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for number, (test, told, counted) in enumerate(tests, first):
        test.id = number
        versions += [version_row(test, one) for one in told]
        counts += [count_row(test, one) for one in counted]
    session.execute(insert(_TESTS), [test.model_dump() for test, _, _ in tests])
    session.execute(insert(_VERSIONS), versions)
    if counts:
        session.execute(insert(_COUNTS), counts)
    return list(range(first, first + len(tests)))


def find(session: Session, shop_id: int, number: int, *, locked: bool = False) -> CopyTestRow:
    """The test of that number, also if it was deleted.

    Args:
        session: where.
        shop_id: whose.
        number: which.
        locked: whether nobody else may change it before this session ends.

    Raises:
        NoteGone: there is none.
    """
    asked = select(CopyTestRow).where(CopyTestRow.shop_id == shop_id, CopyTestRow.id == number)
    found = session.exec(asked.with_for_update() if locked else asked).first()
    if found is None:
        raise NoteGone(number)
    return found


def some(session: Session, shop_id: int, numbers: Iterable[int]) -> list[CopyTestRow]:
    """The tests of some numbers, also if they were deleted."""
    mine = select(CopyTestRow).where(CopyTestRow.shop_id == shop_id)
    return [
        row
        for part in _some(numbers)
        for row in session.exec(mine.where(col(CopyTestRow.id).in_(part)))
    ]


def listed(
    session: Session, shop_id: int, statuses: Collection[TestStatus], *, deleted: bool = False
) -> list[CopyTestRow]:
    """The tests in some states, the newest first; those that were deleted if asked for."""
    gone = col(CopyTestRow.deleted_at)
    asked = (
        select(CopyTestRow)
        .where(CopyTestRow.shop_id == shop_id)
        .where(col(CopyTestRow.status).in_(sorted(one.value for one in statuses)))
        .where(gone.is_not(None) if deleted else gone.is_(None))
        .order_by(col(CopyTestRow.id).desc())
    )
    return list(session.exec(asked))


def versions(
    session: Session, shop_id: int, numbers: Iterable[int]
) -> dict[int, tuple[Version, ...]]:
    """The versions of some tests, in the order of their letters."""
    found: dict[int, list[Version]] = {}
    for some in _some(numbers):
        rows = session.execute(
            _VERSIONS.select()
            .where(_VERSIONS.c.shop_id == shop_id, _VERSIONS.c.test_id.in_(some))
            .order_by(_VERSIONS.c.test_id, _VERSIONS.c.letter)
        )
        for row in rows.mappings():
            told = version_in(row)
            found.setdefault(int(row["test_id"]), []).append(told)
    return {number: tuple(told) for number, told in found.items()}


def counts(session: Session, shop_id: int, numbers: Iterable[int]) -> dict[int, tuple[Count, ...]]:
    """What was counted in some tests, in the order of days and letters."""
    found: dict[int, list[Count]] = {}
    for some in _some(numbers):
        rows = session.execute(
            _COUNTS.select()
            .where(_COUNTS.c.shop_id == shop_id, _COUNTS.c.test_id.in_(some))
            .order_by(_COUNTS.c.test_id, _COUNTS.c.day, _COUNTS.c.letter)
        )
        for row in rows.mappings():
            found.setdefault(int(row["test_id"]), []).append(count_in(row))
    return {number: tuple(told) for number, told in found.items()}


def change(
    session: Session, test: CopyTestRow, new: Change, at: datetime, seen: int | None = None
) -> CopyTestRow:
    """Change a test; what it was is kept for undo.

    Args:
        session: one that writes.
        test: which.
        new: what becomes different.
        at: when.
        seen: the version the seller saw; None to change it whatever happened meanwhile.

    Raises:
        NoteChanged: it is not what the seller saw any more; nothing was changed.
    """
    if seen is not None and test.version != seen:
        raise NoteChanged
    lock(session, test.shop_id)
    last = select(func.max(col(CopyTestChange.id))).where(CopyTestChange.shop_id == test.shop_id)
    number = int(session.exec(last).one() or 0) + 1
    before = json.dumps(_image(session, test), ensure_ascii=False)
    session.add(
        CopyTestChange(shop_id=test.shop_id, id=number, test_id=test.id, at=at, before=before)
    )
    _write(session, test, new)
    return test


def last_change(session: Session, test: CopyTestRow) -> dict[str, Any] | None:
    """The columns of a test as they were before its last change; None if there was none."""
    last = _last(session, test)
    return None if last is None else columns_of(json.loads(last.before)["test"])


def undo(session: Session, test: CopyTestRow) -> bool:
    """Make a test what it was before its last change; whether there was one."""
    last = _last(session, test)
    if last is None:
        return False
    image = json.loads(last.before)
    was = Change(
        columns_of(image["test"]),
        [Version(*one) for one in image["versions"]],
        [count_of(one) for one in image["counts"]],
    )
    session.delete(last)
    _write(session, test, was)
    return True


def changed(session: Session, shop_id: int, number: int | None = None) -> dict[int, int]:
    """How many changes of each test, or of one, can be taken back."""
    asked = select(CopyTestChange.test_id, func.count()).where(CopyTestChange.shop_id == shop_id)
    if number is not None:
        asked = asked.where(CopyTestChange.test_id == number)
    rows = session.exec(asked.group_by(col(CopyTestChange.test_id)))
    return {int(number): int(times) for number, times in rows}


def _last(session: Session, test: CopyTestRow) -> CopyTestChange | None:
    return session.exec(
        select(CopyTestChange)
        .where(CopyTestChange.shop_id == test.shop_id, CopyTestChange.test_id == test.id)
        .order_by(col(CopyTestChange.id).desc())
        .limit(1)
    ).first()


def _write(session: Session, test: CopyTestRow, new: Change) -> None:
    for name, value in new.columns.items():
        setattr(test, name, value)
    test.version += 1
    session.add(test)
    session.flush()
    if new.versions is not None:
        _put_versions(session, test, new.versions)
    if new.counts is not None:
        _put_counts(session, test, new.counts)


def _put_versions(session: Session, test: CopyTestRow, versions: Sequence[Version]) -> None:
    mine = (_VERSIONS.c.shop_id == test.shop_id, _VERSIONS.c.test_id == test.id)
    session.execute(delete(_VERSIONS).where(*mine))
    if versions:
        session.execute(insert(_VERSIONS), [version_row(test, one) for one in versions])


def _put_counts(session: Session, test: CopyTestRow, counts: Sequence[Count]) -> None:
    mine = (_COUNTS.c.shop_id == test.shop_id, _COUNTS.c.test_id == test.id)
    session.execute(delete(_COUNTS).where(*mine))
    if counts:
        session.execute(insert(_COUNTS), [count_row(test, one) for one in counts])


def _image(session: Session, test: CopyTestRow) -> dict[str, Any]:
    """A test as the database keeps it, with its versions and counts."""
    mine = (session, test.shop_id, [test.id])
    told = versions(*mine).get(test.id, ()), counts(*mine).get(test.id, ())
    return image_of(test, *told)


def _some(numbers: Iterable[int]) -> Iterable[list[int]]:
    wanted = list(numbers)
    return (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
