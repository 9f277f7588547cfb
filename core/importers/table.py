"""A recognised table: which of its rows hold data, and what their cells say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Final

from core.importers.cells import squeezed
from core.importers.columns import Reader, Values, reader_of
from core.importers.identity import Identity
from core.importers.problems import Problem, excerpt
from core.importers.recognition import Recognised
from core.terms import RowReason, SkipReason

PERSONAL: Final = frozenset({"buyer_account", "buyer_name", "buyer_phone", "address"})
"""Columns whose cells are never shown."""

TOTALS: Final = frozenset(
    {"합계", "소계", "총계", "전체", "총합계", "합", "total", "grandtotal", "sum"}
)
"""How a line of sums begins."""

LONGEST_WORD: Final = 100
"""No heading and no name of a sum is longer."""


Picked = tuple[str, ...]
"""The cells of a row that are ours, in the order of the places."""


@dataclass(slots=True)
class Table:
    """A recognised table and what reads its columns."""

    found: Recognised
    identity: Identity
    readers: dict[str, Reader]
    pick: Callable[[list[str]], Picked]
    """Takes from a row the cells of our columns. A tuple of texts alone is nothing that the
    garbage collector has to look at again and again."""

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row is no order line."""
        return self.found.format.required

    @property
    def key(self) -> int:
        """Where the number of the line stands."""
        return self.found.places["line_no"]

    def fitted(self, cells: list[str]) -> list[str] | None:
        """The row as wide as the header, or None where cells are missing or too many."""
        width = len(self.found.headings)
        if len(cells) > width:
            return None if any(cell.strip() for cell in cells[width:]) else cells[:width]
        if len(cells) < width:
            return None if self.found.sheet.ragged else cells + [""] * (width - len(cells))
        return cells

    def no_data(self, cells: list[str]) -> SkipReason | None:
        """Whether a row is no order line at all."""
        words = tuple(squeezed(self.found.sheet.said(cell[:LONGEST_WORD])) for cell in cells)
        said = [word for word in words if word]
        if len(said) > 1 and words == self.found.headings[: len(words)]:
            return SkipReason.REPEATED_HEADER
        key = "".join(cells[self.key : self.key + 1])
        has_number = any(letter.isdecimal() for letter in key)
        if said and not has_number and said[0].lower().rstrip(":") in TOTALS:
            return SkipReason.TOTAL_ROW
        return None

    def read(self, rows: Sequence[Picked]) -> dict[str, Values]:
        """The columns of some rows."""
        columns = zip(*rows, strict=True)
        return {
            name: self.readers[name].read(column)
            for name, column in zip(self.found.places, columns, strict=True)
        }

    def problem(self, line: int, cells: Picked, name: str, reason: RowReason) -> Problem:
        """What is wrong with a cell, in the words of the file."""
        place = self.found.places.get(name)
        if place is None:
            return Problem(line, reason)
        heading = self.found.headings[place]
        if name in PERSONAL:
            return Problem(line, reason, heading)
        cell = cells[list(self.found.places).index(name)]
        return Problem(line, reason, heading, excerpt(self.found.sheet.said(cell)))


def table_of(found: Recognised, identity: Identity, today: date) -> Table:
    """The table with a reader for each of its columns."""
    readers = {name: reader_of(name, found.sheet.decoded, today) for name in found.places}
    pick = itemgetter(*found.places.values())
    return Table(found, identity, readers, pick)
