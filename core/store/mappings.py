"""What the seller said about the headings of files that no format knows."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from core.store.tables import ColumnMapping, table_of
from core.terms import Mall


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """Which heading of a file is which of our columns."""

    id: int
    signature: str
    """32 hex digits that tell the headings of one kind of file from those of others."""
    template: str
    """Which plain file it stands for."""
    columns: dict[str, str]
    """The heading of each of our columns."""
    headings: tuple[str, ...]
    """All headings of the file, in its order."""
    mall: Mall
    created_at: datetime
    changed_at: datetime


def save(session: Session, shop_id: int, mapping: SavedMapping) -> SavedMapping:
    """Keep a mapping; one of the same signature gives way to it.

    Returns:
        it as it is kept: ``id`` and ``created_at`` are those of the one before, if there was one.
    """
    kept = session.exec(_with_signature(shop_id, mapping.signature)).first()
    if kept is None:
        top = select(func.max(ColumnMapping.id)).where(ColumnMapping.shop_id == shop_id)
        number = int(session.exec(top).one() or 0) + 1
        kept = ColumnMapping(
            shop_id=shop_id, id=number, signature=mapping.signature, template="", columns="",
            headings="", mall=0, created_at=mapping.created_at, changed_at=mapping.changed_at,
        )  # fmt: skip
    kept.template = mapping.template
    kept.columns = json.dumps(mapping.columns, ensure_ascii=False)
    kept.headings = json.dumps(mapping.headings, ensure_ascii=False)
    kept.mall = mapping.mall.value
    kept.changed_at = mapping.changed_at
    session.add(kept)
    session.flush()
    return _read(kept)


def saved(session: Session, shop_id: int) -> list[SavedMapping]:
    """All mappings, oldest first."""
    found = session.exec(
        select(ColumnMapping)
        .where(ColumnMapping.shop_id == shop_id)
        .order_by(col(ColumnMapping.id))
    )
    return [_read(kept) for kept in found]


def find(session: Session, shop_id: int, signature: str) -> SavedMapping | None:
    """The mapping for files with such headings."""
    kept = session.exec(_with_signature(shop_id, signature)).first()
    return None if kept is None else _read(kept)


def forget(session: Session, shop_id: int, number: int) -> bool:
    """Delete a mapping; whether there was one. Files that were taken with it stay."""
    mine = table_of(ColumnMapping)
    gone = session.connection().execute(
        delete(mine).where(mine.c.shop_id == shop_id, mine.c.id == number)
    )
    return gone.rowcount > 0


def _with_signature(shop_id: int, signature: str) -> SelectOfScalar[ColumnMapping]:
    return select(ColumnMapping).where(
        ColumnMapping.shop_id == shop_id, ColumnMapping.signature == signature
    )


def _read(kept: ColumnMapping) -> SavedMapping:
    return SavedMapping(
        kept.id, kept.signature, kept.template, json.loads(kept.columns),
        tuple(json.loads(kept.headings)), Mall(kept.mall), kept.created_at, kept.changed_at,
    )  # fmt: skip
