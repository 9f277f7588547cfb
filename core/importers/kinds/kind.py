"""What is peculiar to one shape of rows: how its columns become its schema, and what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from core.importers.columns import Values
from core.importers.format import Format
from core.importers.identity import Identity
from core.importers.problems import Problem, Skipped
from core.terms import FileWarning, Period, Record, RowReason

Columns = Mapping[str, Values]
"""The columns of some rows as they were read, by our names."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a file beside its cells.

    Attributes:
        format: which export it is.
        identity: turns buyers into keyed hashes.
        today: the day in Seoul.
        period: the days it is about, where no column tells them.
    """

    format: Format
    identity: Identity
    today: date
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about a row that is taken: its place among the rows, and the cell."""

    at: int
    what: FileWarning
    heading: str = ""
    cell: str = ""


@dataclass(slots=True)
class Settled:
    """The rows of a whole file, and what became of those that are not among them.

    Attributes:
        table: the rows, with the columns of the schema.
        skipped: rows that are no data after all, such as totals.
        refused: rows that cannot be taken.
        remarks: rows to look at.
        warnings: about the file.
    """

    table: pa.Table
    skipped: list[Skipped] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)


def _as_it_is(table: pa.Table, _context: Context) -> Settled:
    return Settled(table)


def _nothing(_read: Columns, _context: Context) -> list[Remark]:
    return []


def _no_faults(_read: Columns, _context: Context) -> dict[int, tuple[str, RowReason]]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One shape of rows.

    Attributes:
        record: its schema and table.
        key: the column whose cell tells data from a line of sums.
        strict: columns of which a cell that cannot be read refuses its row; of others it is
            left out and remarked.
        personal: columns whose cells are never shown.
        told: columns of the schema in which two rows with one key may not differ.
        shape: makes the columns of the schema (with ``line``) from those that were read; it gets
            the lines the rows stand on.
        faults: rows that cannot be taken, each with one of our columns and the reason.
        remarks: rows to look at.
        whole: whether all rows of a file are needed together, for ``settle``. Such files are
            small; order files are read piece by piece.
        settle: looks at the whole file: drops totals, sets the level, compares counts.
    """

    record: Record
    key: str
    strict: frozenset[str]
    personal: frozenset[str] = frozenset()
    told: tuple[str, ...]
    shape: Callable[[Columns, pa.Array, Context], Mapping[str, pa.Array]]
    faults: Callable[[Columns, Context], dict[int, tuple[str, RowReason]]] = _no_faults
    remarks: Callable[[Columns, Context], list[Remark]] = _nothing
    whole: bool = True
    settle: Callable[[pa.Table, Context], Settled] = _as_it_is
