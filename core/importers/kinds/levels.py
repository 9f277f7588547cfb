"""By how much detail a file tells its facts: rows of two levels are never added."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from core.terms import Record
from core.terms.records import DIMENSIONS, SCHEMAS


def level_of(table: pa.Table, record: Record) -> int:
    """One bit for each of ``DIMENSIONS[record]`` that any row tells, the first one lowest."""
    return sum(
        1 << place
        for place, told in enumerate(_told(table, record))
        if pc.any(told, min_count=0).as_py()
    )


def with_level(table: pa.Table, record: Record) -> pa.Table:
    """The table with its ``level``; a row without any dimension, a sum, has level 0.

    Rows of different subjects have levels of their own: a file may tell the channels of one
    day, and of another day only the shop.
    """
    detailed = _any(table, record)
    level = pa.repeat(pa.scalar(0, pa.int32()), table.num_rows)
    for rows in _subjects(table):
        here = pa.scalar(level_of(table.filter(rows), record), pa.int32())
        level = pc.if_else(pc.and_(rows, detailed), here, level)
    position = min(SCHEMAS[record].get_field_index("level"), table.num_columns)
    return table.add_column(position, "level", level)


def _subjects(table: pa.Table) -> Iterator[pa.Array]:
    """Which rows are about each of the subjects of a table, or all of them."""
    if "subject" not in table.column_names:
        yield pa.repeat(pa.scalar(value=True), table.num_rows)
        return
    for subject in pc.unique(table["subject"]):
        yield pc.equal(table["subject"], subject)


def _told(table: pa.Table, record: Record) -> Iterator[pa.Array]:
    """For each dimension which rows tell it; a product is told by its number or its name."""
    nowhere = pa.repeat(pa.scalar(value=False), table.num_rows)
    for dimension in DIMENSIONS[record]:
        names = ("product_no", "product_name") if dimension == "product_no" else (dimension,)
        told = nowhere
        for name in names:
            if name in table.column_names:
                told = pc.or_(told, pc.is_valid(table[name]))
        yield told


def _any(table: pa.Table, record: Record) -> pa.Array:
    found = pa.repeat(pa.scalar(value=False), table.num_rows)
    for told in _told(table, record):
        found = pc.or_(found, told)
    return found
