"""A table as it stands in a file: numbered rows of raw cells, read once and in order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from core.importers.problems import CellError
from core.terms import FileWarning, RowReason

EXPLAINED: Final = "설명"
"""The sheet of our own tables to fill in that says what their columns mean."""

Mark = RowReason | FileWarning
"""What is odd about a row as a whole."""

Row = tuple[int, list[str]]
"""Where a row stands (physical line or sheet row, from 1), and its cells."""


def same(cell: str) -> str:
    """For cells that are text already."""
    return cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        name: what it is called in the workbook; empty for a text file.
        rows: gives the rows afresh at every call.
        decoded: what a raw cell says; raises ``CellError`` for bytes that are no text.
        ragged: whether a row with too few or too many cells is a fault of the file.
        hidden: whether the seller cannot see it.
        warnings: what she should know about it.
        marks: rows that are odd as a whole; complete when the rows have been read.
    """

    name: str
    rows: Callable[[], Iterable[Row]]
    decoded: Callable[[str], str] = same
    ragged: bool = False
    hidden: bool = False
    warnings: tuple[FileWarning, ...] = ()
    marks: dict[int, Mark] = field(default_factory=dict)

    def said(self, cell: str) -> str:
        """A cell as text; empty where its bytes are none."""
        try:
            return self.decoded(cell)
        except CellError:
            return ""
