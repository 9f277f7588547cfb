"""The current statistics added up slice by slice, so that pages never read the rows for it.

A slice is what one export tells of one stretch of days about one subject. A year of daily files
about hundreds of products has as many slices as days; which of them answer a question, and what
they say of the shop as a whole, is asked many times a page. The sums are put right in the
transaction that changes the rows.
"""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa
from sqlalchemy import BigInteger, Column, Integer, SmallInteger, Table, Text, text
from sqlmodel import Session, SQLModel

from core.store.fact_tables import kept
from core.terms import Record
from core.terms.records import DIMENSIONS, SCHEMAS

NAME: Final = "statistic_slice"


KEY: Final = ("subject", "first_day", "last_day", "report", "level")
"""What rows of one slice share; the vocabulary follows from the report."""

_APART: Final = frozenset({*KEY, "vocabulary", "product_id", *DIMENSIONS[Record.STATISTIC]})

MEASURES: Final = tuple(name for name in kept(Record.STATISTIC) if name not in _APART)
"""What is counted; the bits of ``told``, in this order."""

SUMS: Final = tuple(
    name for name in MEASURES if SCHEMAS[Record.STATISTIC].field(name).type == pa.int64()
)
"""The measures that are added up: whole numbers, whose sum does not depend on the order."""

TABLE: Final = Table(
    NAME,
    SQLModel.metadata,
    Column("shop_id", Integer, primary_key=True, autoincrement=False),
    Column("subject", SmallInteger, primary_key=True, autoincrement=False),
    Column("first_day", Integer, primary_key=True, autoincrement=False),
    Column("last_day", Integer, primary_key=True, autoincrement=False),
    Column("report", Text, primary_key=True),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("vocabulary", SmallInteger, primary_key=True, autoincrement=False),
    # the newest file that it has rows of, and how many rows
    Column("upload_id", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    # which measures at least one row tells, one bit each
    Column("told", BigInteger, nullable=False),
    # the sum over all rows; null where one of them does not tell it
    *(Column(name, BigInteger) for name in SUMS),
)


def told(measures: Sequence[str]) -> int:
    """The bits of some measures; what is no measure is told by every row."""
    return sum(1 << MEASURES.index(name) for name in measures if name in MEASURES)


def touch(session: Session, shop_id: int, upload_id: int) -> None:
    """Note which slices an upload has rows of, before they are taken out or after they came."""
    session.execute(text("DROP TABLE IF EXISTS touched_slice"))
    session.execute(
        text(
            f"CREATE TEMPORARY TABLE touched_slice AS SELECT DISTINCT {', '.join(KEY)} "
            "FROM statistic WHERE shop_id = :shop AND upload_id = :upload"
        ),
        {"shop": shop_id, "upload": upload_id},
    )


def refresh(session: Session, shop_id: int) -> None:
    """Add the touched slices up anew."""
    here = {"shop": shop_id}
    session.execute(
        text(
            f"DELETE FROM {NAME} WHERE shop_id = :shop "
            f"AND ({', '.join(KEY)}) IN (SELECT {', '.join(KEY)} FROM touched_slice)"
        ),
        here,
    )
    same = " AND ".join(f"s.{name} = t.{name}" for name in KEY)
    session.execute(
        text(
            # SQLite takes the tables of a cross join in this order: few slices, then their rows.
            f"{added('touched_slice t CROSS JOIN statistic s')} "
            f"WHERE {same} AND s.shop_id = :shop AND s.current = 1 {GROUPED}"
        ),
        here,
    )
    session.execute(text("DROP TABLE touched_slice"))


def added(rows: str) -> str:
    """SQL: put in the slices of some rows of ``statistic s``."""
    keys = (*KEY, "vocabulary")
    bits = " + ".join(
        f"CASE WHEN count(s.{name}) > 0 THEN {1 << place} ELSE 0 END"
        for place, name in enumerate(MEASURES)
    )
    sums = ", ".join(
        f"CASE WHEN count(s.{name}) = count(*) THEN CAST(sum(s.{name}) AS BIGINT) END"
        for name in SUMS
    )
    return (
        f"INSERT INTO {NAME} (shop_id, {', '.join(keys)}, upload_id, rows, told, "
        f"{', '.join(SUMS)}) SELECT s.shop_id, {', '.join(f's.{name}' for name in keys)}, "
        f"max(s.upload_id), count(*), {bits}, {sums} FROM {rows}"
    )


GROUPED: Final = f"GROUP BY s.shop_id, {', '.join(f's.{name}' for name in KEY)}, s.vocabulary"
"""SQL: by slice."""
