"""All versions that were ever tested, read at once; and results brought along, as whole imports."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import Select, and_, case, func, or_, select, update
from sqlmodel import Session

from core.store.copy_test_tables import CopyCountRow, CopyTestRow, CopyVersionRow
from core.store.frames import frame_of
from core.store.tables import table_of
from core.terms.copy_tests import Design, TestStatus

_TESTS, _VERSIONS = table_of(CopyTestRow), table_of(CopyVersionRow)
_COUNTS = table_of(CopyCountRow)

_OVER: Final = (TestStatus.ENDED, TestStatus.STOPPED, TestStatus.IMPORTED)

_TEST_TYPES: Final = {
    "test": pa.int64(), "status": pa.string(), "title": pa.string(), "design": pa.string(),
    "response": pa.string(), "control": pa.string(), "persona": pa.string(),
    "source": pa.string(), "applied": pa.string(), "result": pa.string(),
}  # fmt: skip
_VERSION_TYPES: Final = {
    "test": pa.int64(), "letter": pa.string(), "text": pa.string(), "label": pa.string(),
    "need": pa.string(), "tone": pa.string(), "shown": pa.int64(), "reacted": pa.int64(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Import:
    """Results brought along at one moment: how many tests, and whether they were thrown away."""

    at: datetime
    source: str
    tests: int
    deleted: bool


def tests(session: Session, shop_id: int) -> pd.DataFrame:
    """Every test that is over, the oldest first; ``result`` is the JSON of those that ended."""
    columns = [_TESTS.c.id, *(_TESTS.c[name] for name in [*_TEST_TYPES][1:])]
    asked = _over(select(*columns), shop_id).order_by(_TESTS.c.id)
    return frame_of(session.execute(asked).all(), _TEST_TYPES)


def versions(session: Session, shop_id: int) -> pd.DataFrame:
    """Every version of these tests with the sums of its counts, in the order of test and letter.

    Counts are added as ``core.terms.copy_tests.added`` does: where days are counted, only those
    of which both numbers are known.
    """
    both = and_(_COUNTS.c.shown.is_not(None), _COUNTS.c.reacted.is_not(None))
    whole = or_(both, _TESTS.c.design == Design.LIST_SPLIT.value)
    sums = [func.sum(case((whole, _COUNTS.c[name]))) for name in ("shown", "reacted")]
    names = ("test_id", "letter", "text", "label", "need", "tone")
    columns = [_VERSIONS.c[name] for name in names]
    counted = and_(
        _COUNTS.c.shop_id == _VERSIONS.c.shop_id,
        _COUNTS.c.test_id == _VERSIONS.c.test_id,
        _COUNTS.c.letter == _VERSIONS.c.letter,
    )
    of_test = and_(_TESTS.c.shop_id == _VERSIONS.c.shop_id, _TESTS.c.id == _VERSIONS.c.test_id)
    joined = _VERSIONS.join(_TESTS, of_test).outerjoin(_COUNTS, counted)
    asked = (
        _over(select(*columns, *sums).select_from(joined), shop_id)
        .group_by(*columns)
        .order_by(_VERSIONS.c.test_id, _VERSIONS.c.letter)
    )
    rows = [(*row[:6], _whole(row[6]), _whole(row[7])) for row in session.execute(asked)]
    return frame_of(rows, _VERSION_TYPES)


def stamp(session: Session, shop_id: int) -> tuple[int, ...]:
    """Numbers that change whenever a test that is over is added, changed, deleted or restored."""
    columns: list[Any] = [func.count(), func.max(_TESTS.c.id), func.sum(_TESTS.c.version)]
    row = session.execute(_over(select(*columns), shop_id)).one()
    return tuple(int(value or 0) for value in row)


def imports(session: Session, shop_id: int) -> list[Import]:
    """What was brought along, the newest first."""
    gone = case((_TESTS.c.deleted_at.is_(None), 0), else_=1)
    rows = session.execute(
        select(_TESTS.c.created_at, func.min(_TESTS.c.source), func.count(), func.sum(gone))
        .where(_TESTS.c.shop_id == shop_id, _TESTS.c.status == TestStatus.IMPORTED.value)
        .group_by(_TESTS.c.created_at)
        .order_by(_TESTS.c.created_at.desc())
    )
    return [
        Import(at, source, int(tests_), int(deleted) == int(tests_))
        for at, source, tests_, deleted in rows
    ]


def throw(session: Session, shop_id: int, at: datetime, now: datetime | None) -> int:
    """Throw an import away as a whole, or without ``now`` bring it back; how many tests it has."""
    changed = session.execute(
        update(_TESTS)
        .where(
            _TESTS.c.shop_id == shop_id,
            _TESTS.c.status == TestStatus.IMPORTED.value,
            _TESTS.c.created_at == at,
        )
        .values(deleted_at=now, version=_TESTS.c.version + 1)
    )
    return int(getattr(changed, "rowcount", 0))


def thrown(session: Session, shop_id: int, at: datetime) -> dict[int, datetime]:
    """The tests of an import that are thrown away, and since when each is."""
    rows = session.execute(
        select(_TESTS.c.id, _TESTS.c.deleted_at).where(
            _TESTS.c.shop_id == shop_id,
            _TESTS.c.status == TestStatus.IMPORTED.value,
            _TESTS.c.created_at == at,
            _TESTS.c.deleted_at.is_not(None),
        )
    )
    return {int(number): since for number, since in rows}


def throw_some(session: Session, shop_id: int, since: Mapping[int, datetime]) -> None:
    """Throw single tests away, each with its moment."""
    for number, moment in since.items():
        session.execute(
            update(_TESTS)
            .where(_TESTS.c.shop_id == shop_id, _TESTS.c.id == number)
            .values(deleted_at=moment)
        )


def _over(asked: Select[Any], shop_id: int) -> Select[Any]:
    states: Collection[str] = [one.value for one in _OVER]
    return asked.where(
        _TESTS.c.shop_id == shop_id, _TESTS.c.status.in_(states), _TESTS.c.deleted_at.is_(None)
    )


def _whole(value: Any) -> int | None:  # noqa: ANN401  (PostgreSQL adds large numbers as decimals)
    return None if value is None else int(value)
