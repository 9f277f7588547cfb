"""A recognised table: which of its rows hold data, and what their cells say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

import pyarrow.compute as pc

from core.importers.cells import squeezed
from core.importers.columns import Reader, Values, reader_of
from core.importers.kinds.kind import Context, Kind
from core.importers.problems import Problem, excerpt
from core.importers.recognition import Recognised
from core.terms import RowReason, SkipReason

SUMS: Final = frozenset({"합계", "소계", "총계", "총합계", "합", "total", "grandtotal", "sum"})
"""How a line of sums begins, whatever else stands in it."""
TOTALS: Final = SUMS | {"전체"}
"""How a line of sums begins, if it has no key."""

GRAND_TOTAL: Final = "grandtotal"
"""How a line of sums ends in an exploration of Google Analytics."""

LONGEST_WORD: Final = 100
"""No heading and no name of a sum is longer."""


Picked = tuple[str, ...]
"""The cells of a row that are ours, in the order of the places."""


@dataclass(slots=True)
class Rows:
    """Some rows that hold data: where they stand, and their cells."""

    lines: list[int] = field(default_factory=list)
    cells: list[Picked] = field(default_factory=list)


Refused = dict[int, tuple[str, RowReason]]
"""Places among some rows, each with one of our columns and why the row cannot be taken."""

_ALWAYS_GRAVE: Final = frozenset({RowReason.BAD_BYTES, RowReason.FIELD_TOO_LONG})


@dataclass(slots=True)
class Table:
    """A recognised table and what reads its columns."""

    found: Recognised
    kind: Kind
    context: Context
    readers: dict[str, Reader]
    pick: Callable[[list[str]], Picked]
    """Takes from a row the cells of our columns. A tuple of texts alone is nothing that the
    garbage collector has to look at again and again."""

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row is no data."""
        return self.found.format.required

    @property
    def key(self) -> int | None:
        """Where the cell stands that no line of sums has; None if the file has no such column."""
        return self.found.places.get(self.kind.key)

    def continues(self, above: Picked, cells: list[str]) -> bool:
        """Whether a row belongs to the same order as the one above, and has to stay with it."""
        name = self.found.format.carried_by
        place = self.found.places.get(name)
        if place is None or place >= len(cells):
            return False
        return cells[place] == above[list(self.found.places).index(name)]

    def fitted(self, cells: list[str]) -> list[str] | None:
        """The row as wide as the header, or None where cells are missing or too many."""
        width = len(self.found.headings)
        if len(cells) > width:
            return None if any(cell.strip() for cell in cells[width:]) else cells[:width]
        if len(cells) < width:
            return None if self.found.sheet.ragged else cells + [""] * (width - len(cells))
        return cells

    def no_data(self, cells: list[str]) -> SkipReason | None:
        """Whether a row is no data at all."""
        words = tuple(squeezed(self.found.sheet.said(cell[:LONGEST_WORD])) for cell in cells)
        said = [word for word in words if word]
        if len(said) > 1 and words == self.found.headings[: len(words)]:
            return SkipReason.REPEATED_HEADER
        if said and said[0].startswith(self.found.format.notes or ("\0",)):
            return SkipReason.NOTE_ROW
        if said and (said[-1].lower() == GRAND_TOTAL or self._is_total(cells, said[0])):
            return SkipReason.TOTAL_ROW
        return None

    def _is_total(self, cells: list[str], first: str) -> bool:
        place = self.key
        if place is None:
            return first.lower().rstrip(":") in SUMS
        if any(letter.isdecimal() for letter in "".join(cells[place : place + 1])):
            return False
        return first.lower().rstrip(":") in TOTALS

    def read(self, rows: Sequence[Picked]) -> dict[str, Values]:
        """The columns of some rows."""
        columns = zip(*rows, strict=True)
        return {
            name: self.readers[name].read(column)
            for name, column in zip(self.found.places, columns, strict=True)
        }

    def judge(self, read: Mapping[str, Values], rows: Rows) -> tuple[Refused, list[Problem]]:
        """Which rows cannot be taken, and which cells are left out of rows that can."""
        refused: Refused = {}
        remarks: list[Problem] = []
        for name, column in read.items():
            for at, reason in column.wrong.items():
                if name in self.kind.strict or reason in _ALWAYS_GRAVE:
                    refused.setdefault(at, (name, reason))
                else:
                    remarks.append(self.problem(rows.lines[at], rows.cells[at], name, reason))
        # A required column that is not there follows from others; the kind looks after it.
        for name in self.required:
            if name in read:
                for at in pc.indices_nonzero(pc.is_null(read[name].values)).to_pylist():
                    refused.setdefault(at, (name, RowReason.MISSING_VALUE))
        for at, fault in self.kind.faults(read, self.context).items():
            refused.setdefault(at, fault)
        return refused, remarks

    def problem(self, line: int, cells: Picked, name: str, reason: RowReason) -> Problem:
        """What is wrong with a cell, in the words of the file."""
        place = self.found.places.get(name)
        if place is None:
            return Problem(line, reason)
        heading = self.found.headings[place]
        if name in self.kind.personal:
            return Problem(line, reason, heading)
        cell = cells[list(self.found.places).index(name)]
        return Problem(line, reason, heading, excerpt(self.found.sheet.said(cell)))

    def heading(self, name: str) -> str:
        """How the file calls a column of ours."""
        place = self.found.places.get(name)
        return "" if place is None else self.found.headings[place]


def table_of(found: Recognised, kind: Kind, context: Context) -> Table:
    """The table with a reader for each of its columns."""
    kinds = {column.name: column.cell for column in found.format.columns}
    readers = {
        name: reader_of(kinds[name], found.sheet.decoded, context.today) for name in found.places
    }
    return Table(found, kind, context, readers, _picker(tuple(found.places.values())))


def _picker(places: tuple[int, ...]) -> Callable[[list[str]], Picked]:
    if len(places) == 1:
        only = places[0]
        return lambda cells: (cells[only],)
    return itemgetter(*places)
