"""Append many rows at once, the fastest way each database has."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session


def append(
    session: Session,
    table: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    same: Mapping[str, int | None] | None = None,
) -> None:
    """Append ``rows`` to ``table``, their values in the order of ``columns``.

    Args:
        session: one that writes.
        table: its name.
        columns: the columns the rows have; others stay empty.
        rows: their values.
        same: columns that have one number in all rows. They are not handed over row by row.
    """
    same = same or {}
    connection = session.connection()
    names = ", ".join(f'"{name}"' for name in (*columns, *same))
    if connection.dialect.name == "sqlite":
        marks = ", ".join([*"?" * len(columns), *map(_number, same.values())])
        rows = list(rows)
        if rows:
            connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((*row, *same.values()))


def _number(value: int | None) -> str:
    return "NULL" if value is None else f"{value:d}"
