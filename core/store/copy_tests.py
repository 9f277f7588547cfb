"""Keep copy tests with their versions and counts, so that every change can be taken back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import RowMapping, delete, func, insert
from sqlalchemy.engine.default import DefaultDialect
from sqlmodel import Session, col, select

from core.store.copy_test_tables import (
    WHOLE,
    CopyCountRow,
    CopyTestChange,
    CopyTestRow,
    CopyVersionRow,
)
from core.store.moments import Day, Instant, day_number, day_of
from core.store.notes import NoteChanged, NoteGone
from core.store.tables import table_of
from core.terms.copy_tests import Count, CountSource, TestStatus, Version

_NO_DIALECT: Final = DefaultDialect()
_FIXED: Final = frozenset({"shop_id", "id", "version", "seed", "created_at"})
"""What undo leaves alone."""

_TESTS, _VERSIONS = table_of(CopyTestRow), table_of(CopyVersionRow)
_COUNTS = table_of(CopyCountRow)
_NAMES: Final = ("letter", "text", "label", "need", "tone", "share")
"""The columns of a version, in the order of its fields."""

_AT_ONCE: Final = 500
"""So many numbers of tests are asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different: columns, and if given all versions of the test, all its counts."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    versions: Sequence[Version] | None = None
    counts: Sequence[Count] | None = None


def add(session: Session, test: CopyTestRow, versions: Sequence[Version]) -> CopyTestRow:
    """Put in a new test and give it the next number."""
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
    top = select(func.max(col(CopyTestRow.id))).where(CopyTestRow.shop_id == shop_id)
    first = int(session.exec(top).one() or 0) + 1
    versions: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    for number, (test, told, counted) in enumerate(tests, first):
        test.id = number
        versions += [_version_row(test, one) for one in told]
        counts += [_count_row(test, one) for one in counted]
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
            told = Version(*(row[name] for name in _NAMES))
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
            found.setdefault(int(row["test_id"]), []).append(_count(row))
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
    return None if last is None else _columns(json.loads(last.before)["test"])


def undo(session: Session, test: CopyTestRow) -> bool:
    """Make a test what it was before its last change; whether there was one."""
    last = _last(session, test)
    if last is None:
        return False
    image = json.loads(last.before)
    was = Change(
        _columns(image["test"]),
        [Version(*one) for one in image["versions"]],
        [_count_of(one) for one in image["counts"]],
    )
    session.delete(last)
    _write(session, test, was)
    return True


def changed(session: Session, shop_id: int) -> dict[int, int]:
    """How many changes of each test can be taken back."""
    rows = session.exec(
        select(CopyTestChange.test_id, func.count())
        .where(CopyTestChange.shop_id == shop_id)
        .group_by(col(CopyTestChange.test_id))
    )
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
        session.execute(insert(_VERSIONS), [_version_row(test, one) for one in versions])


def _put_counts(session: Session, test: CopyTestRow, counts: Sequence[Count]) -> None:
    mine = (_COUNTS.c.shop_id == test.shop_id, _COUNTS.c.test_id == test.id)
    session.execute(delete(_COUNTS).where(*mine))
    if counts:
        session.execute(insert(_COUNTS), [_count_row(test, one) for one in counts])


def _version_row(test: CopyTestRow, one: Version) -> dict[str, Any]:
    return {"shop_id": test.shop_id, "test_id": test.id} | {
        name: getattr(one, name) for name in _NAMES
    }


def _count_row(test: CopyTestRow, one: Count) -> dict[str, Any]:
    return {
        "shop_id": test.shop_id, "test_id": test.id, "letter": one.letter,
        "day": WHOLE if one.day is None else one.day, "shown": one.shown,
        "reacted": one.reacted, "won": one.won,
        "won_squares": None if one.won_squares is None else str(one.won_squares),
        "source": one.source.value,
    }  # fmt: skip


def _count(row: RowMapping) -> Count:
    squares = row["won_squares"]
    return Count(
        row["letter"], _day(row["day"]), row["shown"], row["reacted"], row["won"],
        None if squares is None else int(squares), CountSource(row["source"]),
    )  # fmt: skip


def _day(day: date) -> date | None:
    return None if day == WHOLE else day


def _image(session: Session, test: CopyTestRow) -> dict[str, Any]:
    """A test as the database keeps it."""
    mine = (session, test.shop_id, [test.id])
    return {
        "test": {
            column.name: _kept(column.type, getattr(test, column.name))
            for column in _TESTS.columns
            if column.name not in _FIXED
        },
        "versions": [
            (one.letter, one.text, one.label, one.need, one.tone, one.share)
            for one in versions(*mine).get(test.id, ())
        ],
        "counts": [
            (one.letter, None if one.day is None else day_number(one.day), one.shown, one.reacted,
             one.won, one.won_squares, one.source.value)
            for one in counts(*mine).get(test.id, ())
        ],
    }  # fmt: skip


def _count_of(image: Sequence[Any]) -> Count:
    letter, day, shown, reacted, won, squares, source = image
    told = Count(letter, None, shown, reacted, won, squares, CountSource(source))
    return told if day is None else replace(told, day=day_of(day))


def _columns(image: Mapping[str, Any]) -> dict[str, Any]:
    columns = _TESTS.columns
    return {
        name: _read(columns[name].type, value) for name, value in image.items() if name in columns
    }


def _kept(kind: Any, value: Any) -> Any:  # noqa: ANN401
    return kind.process_bind_param(value, _NO_DIALECT) if isinstance(kind, Day | Instant) else value


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401
    if isinstance(kind, Day | Instant):
        return kind.process_result_value(value, _NO_DIALECT)
    return value


def _some(numbers: Iterable[int]) -> Iterable[list[int]]:
    wanted = list(numbers)
    return (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
