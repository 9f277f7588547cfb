"""Files of remarks: which of their lines are there already, and what their orders tell."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import bindparam, func, insert, text
from sqlmodel import Session, col, select

from core.store import notes
from core.store.frames import frame_of
from core.store.moments import day_number
from core.store.note_tables import NoteChange
from core.store.tables import table_of
from core.store.turns import alone
from core.store.voice_feedback import COUNTS
from core.store.voice_tables import FeedbackFileRow, FeedbackRow
from core.terms import Mall, Period

_AT_ONCE: Final = 500
_MALLS: Final = ", ".join(str(mall.value) for mall in Mall)

STORED: Final = {
    "id": pa.int64(), "said_on": pa.int64(), "source": pa.string(), "scale": pa.string(),
    "score": pa.int64(), "text": pa.string(), "order_no": pa.string(), "origin": pa.string(),
    "state": pa.int64(),
}  # fmt: skip
HERE, THROWN, TAKEN_BACK = 0, 1, 2
"""What became of a remark: there, thrown away by itself, taken back with all of its file."""

_EXPORTED: Final = {
    "said_on": pa.int64(), "text": pa.string(), "scale": pa.string(), "score": pa.int64(),
    "source": pa.string(), "order_no": pa.string(), "mall": pa.int64(), "product": pa.string(),
    "product_no": pa.string(), "theme": pa.string(), "is_negative": pa.int64(),
    "note": pa.string(), "answered_at": pa.int64(), "buyer_key": pa.string(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """What the number of an order leads to; ``product_id`` only where it has one product."""

    order_no: str
    mall: int
    product_id: int | None
    buyer_key: str | None


def stored(session: Session, shop_id: int, period: Period) -> pd.DataFrame:
    """The remarks of some days and all that came from files: ``STORED``."""
    rows = session.execute(
        text(
            "SELECT id, said_on, source, scale, score, text, order_no, origin, "
            f"CASE WHEN deleted_at IS NULL THEN {HERE} WHEN batch IN (SELECT batch FROM feedback "
            "WHERE shop_id = :shop AND deleted_at IS NULL AND batch IS NOT NULL) "
            f"OR batch IS NULL THEN {THROWN} ELSE {TAKEN_BACK} END FROM feedback "
            "WHERE shop_id = :shop AND (said_on BETWEEN :first AND :last "
            "OR origin IS NOT NULL) ORDER BY id"
        ),
        {"shop": shop_id, "first": day_number(period.first), "last": day_number(period.last)},
    ).all()
    return frame_of(rows, STORED)


def links(session: Session, shop_id: int, numbers: Collection[str]) -> Mapping[str, Sequence[Link]]:
    """What numbers of orders, or else of their lines, lead to: one of each mall."""
    columns = (
        "SELECT {0} AS asked, coalesce(l.order_no, l.line_no) AS order_no, l.mall, "
        "min(l.product_id), max(l.product_id), max(b.key) FROM order_line l "
        "LEFT JOIN buyer b ON b.shop_id = l.shop_id AND b.id = l.buyer_id "
        "WHERE l.shop_id = :shop AND {0} IN :numbers{1} GROUP BY 1, 2, 3 ORDER BY 3"
    )
    by_line = columns.format("l.line_no", f" AND l.mall IN ({_MALLS})")
    by_order = columns.format("l.order_no", "")
    found: dict[str, list[Link]] = {}
    for row in _asked(session, shop_id, by_order, numbers):
        found.setdefault(str(row[0]), []).append(_link(row))
    of_lines = set(numbers) - found.keys()
    for row in _asked(session, shop_id, by_line, of_lines):
        found.setdefault(str(row[0]), []).append(_link(row))
    return found


def _link(row: Any) -> Link:  # noqa: ANN401  (a row)
    only = row[3] if row[3] == row[4] else None
    return Link(str(row[1]), int(row[2]), only, row[5])


def products_by_key(session: Session, shop_id: int, keys: Collection[str]) -> Mapping[str, int]:
    """The products with some numbers."""
    asked = "SELECT key, id FROM product WHERE shop_id = :shop AND key IN :numbers"
    return {str(key): int(number) for key, number in _asked(session, shop_id, asked, keys)}


def products_by_name(session: Session, shop_id: int, names: Collection[str]) -> Mapping[str, int]:
    """The products with some names; of several with one name the newest."""
    asked = (
        "SELECT name, max(id) FROM product WHERE shop_id = :shop AND name IN :numbers "
        "GROUP BY name"
    )  # fmt: skip
    return {str(name): int(number) for name, number in _asked(session, shop_id, asked, names)}


def put(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put many remarks in at once; their numbers are those they bring."""
    if rows:
        session.execute(insert(table_of(FeedbackRow)), list(rows))


def revive(session: Session, shop_id: int, numbers: Iterable[int], batch: int) -> None:
    """Make remarks that were taken back with their file part of another file."""
    statement = text(
        "UPDATE feedback SET deleted_at = NULL, batch = :batch, version = version + 1 "
        "WHERE shop_id = :shop AND id = :id"
    )
    asked = [{"shop": shop_id, "batch": batch, "id": number} for number in numbers]
    if asked:
        session.execute(statement, asked)


def enter(session: Session, shop_id: int, batch: int, name: str, rows: int, at: datetime) -> None:  # noqa: PLR0913, PLR0917
    """Enter a file into the list of those that were taken."""
    session.add(FeedbackFileRow(shop_id=shop_id, batch=batch, name=name, rows=rows, at=at))
    session.flush()


def files(session: Session, shop_id: int, most: int) -> list[FeedbackFileRow]:
    """The files that were taken, the last first."""
    asked = select(FeedbackFileRow).where(FeedbackFileRow.shop_id == shop_id)
    return list(session.exec(asked.order_by(col(FeedbackFileRow.batch).desc()).limit(most)))


def sizes(
    session: Session, shop_id: int, batches: Collection[int]
) -> Mapping[int, tuple[int, int]]:
    """How many remarks of each file are there, and how many were thrown away."""
    rows = session.execute(
        text(
            "SELECT batch, sum(CASE WHEN deleted_at IS NULL THEN 1 ELSE 0 END), count(*) "
            "FROM feedback WHERE shop_id = :shop AND batch IN :some GROUP BY batch"
        ).bindparams(bindparam("some", expanding=True)),
        {"shop": shop_id, "some": sorted(batches)},
    )
    return {int(batch): (int(there), int(every) - int(there)) for batch, there, every in rows}


def throw(session: Session, shop_id: int, batch: int, at: datetime) -> int:
    """Throw away all that came in together; each remark can be brought back by itself as well.

    Returns:
        how many that were.
    """
    alone(session, shop_id)
    here = {"shop": shop_id, "batch": batch}
    those = "FROM feedback WHERE shop_id = :shop AND batch = :batch AND deleted_at IS NULL"
    rows = session.execute(text(f"SELECT * {those} ORDER BY id"), here).mappings().all()
    top = select(func.max(col(NoteChange.id))).where(NoteChange.shop_id == shop_id)
    last = int(session.exec(top).one() or 0)
    kind = str(FeedbackRow.__tablename__)
    changes = [
        {"shop_id": shop_id, "id": number, "kind": kind, "note_id": row["id"], "at": at,
         "before": json.dumps(notes.without_fixed(dict(row)), ensure_ascii=False)}
        for number, row in enumerate(rows, start=last + 1)
    ]  # fmt: skip
    if changes:
        session.execute(insert(table_of(NoteChange)), changes)
        session.execute(
            text(
                "UPDATE feedback SET deleted_at = :at, version = version + 1 "
                "WHERE shop_id = :shop AND batch = :batch AND deleted_at IS NULL"
            ),
            {**here, "at": int(at.timestamp())},
        )
    return len(changes)


def restore(session: Session, shop_id: int, batch: int) -> int:
    """Bring back what of those was thrown away last; how many remarks that were."""
    alone(session, shop_id)
    here: dict[str, Any] = {"shop": shop_id, "batch": batch}
    those = "shop_id = :shop AND batch = :batch AND deleted_at"
    at = session.execute(text(f"SELECT max(deleted_at) FROM feedback WHERE {those} > 0"), here)
    here["at"] = at.scalar()
    found = session.execute(text(f"SELECT id FROM feedback WHERE {those} = :at ORDER BY id"), here)
    numbers = [int(row[0]) for row in found]
    # By their numbers: a server that does not know yet how many there are compares all with all.
    for start in range(0, len(numbers), _AT_ONCE):
        session.execute(
            text(
                "DELETE FROM note_change WHERE shop_id = :shop AND kind = 'feedback' AND at = :at "
                "AND note_id IN :some"
            ).bindparams(bindparam("some", expanding=True)),
            {"shop": shop_id, "at": here["at"], "some": numbers[start : start + _AT_ONCE]},
        )
    session.execute(
        text(f"UPDATE feedback SET deleted_at = NULL, version = version + 1 WHERE {those} = :at"),
        here,
    )
    return len(numbers)


def exported(session: Session, shop_id: int) -> pd.DataFrame:
    """All remarks that count, the oldest first: ``_EXPORTED``."""
    rows = session.execute(
        text(
            "SELECT said_on, text, scale, score, source, order_no, mall, p.name, p.key, theme, "
            "is_negative, note, answered_at, buyer_key FROM feedback LEFT JOIN product p "
            "ON p.shop_id = feedback.shop_id AND p.id = feedback.product_id "
            f"WHERE feedback.shop_id = :shop AND {COUNTS} ORDER BY said_on, feedback.id"
        ),
        {"shop": shop_id},
    ).all()
    return frame_of(rows, _EXPORTED)


def _asked(session: Session, shop_id: int, asked: str, values: Collection[str]) -> list[Any]:
    statement = text(asked).bindparams(bindparam("numbers", expanding=True))
    wanted = sorted(set(values))
    found: list[Any] = []
    for at in range(0, len(wanted), _AT_ONCE):
        part = {"shop": shop_id, "numbers": wanted[at : at + _AT_ONCE]}
        found += session.execute(statement, part).all()
    return found
