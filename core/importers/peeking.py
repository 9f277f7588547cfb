"""A look into a table that nobody knows yet: its headings, and what stands below them."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.importers.cells import squeezed
from core.importers.guards import Limits
from core.importers.masking import shown
from core.importers.problems import UnreadableFile
from core.importers.sheet import Sheet
from core.importers.uploads import open_upload
from core.terms import FileReason

FIRST_ROWS: Final = 40
"""So many rows are searched for the headings."""
LEAST_HEADINGS: Final = 3
SAMPLES: Final = 3
"""So many different cells are shown of a column."""
SAMPLED_ROWS: Final = 300
"""In so many rows they are looked for."""

_BELOW: Final = 5
_LONGEST_HEADING: Final = 60
_LETTER: Final = re.compile(r"[^\W\d_]")
_DATE: Final = re.compile(
    r"\d{2,4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}\D{0,4}(\d{1,2}:\d{2}.*)?"
    r"|\d[\d,.]*\s*(원|건|개|명|회|%)?"
)


@dataclass(frozen=True, slots=True)
class Peek:
    """A table that nobody knows yet.

    Attributes:
        headings: as they are written, from left to right; empty ones are left out.
        header_line: the line they stand on.
        samples: up to three different cells below each, masked where they may be personal.
        rows: how many rows with anything in them stand below.
        sheet: what the sheet is called; empty for a text file.
    """

    headings: tuple[str, ...]
    header_line: int
    samples: Mapping[str, tuple[str, ...]]
    rows: int
    sheet: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The headings that stand there once: of two nobody can tell which is meant."""
        names = [squeezed(heading) for heading in self.headings]
        return tuple(it for it in self.headings if names.count(squeezed(it)) == 1)


@dataclass(frozen=True, slots=True)
class _Found:
    sheet: Sheet
    line: int
    cells: tuple[str, ...]


def peek(  # noqa: PLR0913  (what a file is, and what may be shown of it)
    name: str,
    content: bytes | Path,
    password: str | None,
    limits: Limits,
    *,
    sheet: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Peek:
    """Open a file through all guards and find its most likely header line.

    Args:
        name: what the file is called.
        content: its bytes, or where they lie.
        password: of an encrypted workbook. It is not kept.
        limits: what the file may cost.
        sheet: the sheet to look at, where several hold a table.
        known: headings, squeezed, that are known to be about things.

    Raises:
        UnreadableFile: it cannot be opened, or there is no line of headings in it.
    """
    upload = open_upload(name, content, password=password, limits=limits)
    chosen = [one for one in upload.sheets if sheet is None or one.name == sheet]
    chosen.sort(key=lambda one: one.hidden)
    found = next(filter(None, (_header(one, limits) for one in chosen)), None)
    if found is None:
        raise UnreadableFile(FileReason.NO_HEADER)
    columns: dict[str, list[str]] = {heading: [] for heading in found.cells if heading}
    rows = 0
    for cells in _below(found):
        rows += 1
        if rows <= SAMPLED_ROWS:
            _collect(columns, found, cells)
    samples = {
        heading: tuple(shown(heading, cell, is_known=squeezed(heading) in known) for cell in cells)
        for heading, cells in columns.items()
    }
    headings = tuple(heading for heading in found.cells if heading)
    return Peek(headings, found.line, samples, rows, found.sheet.name)


def _collect(columns: dict[str, list[str]], found: _Found, cells: Sequence[str]) -> None:
    for heading, raw in zip(found.cells, cells, strict=False):
        said = found.sheet.said(raw).strip()
        if heading and said and len(columns[heading]) < SAMPLES and said not in columns[heading]:
            columns[heading].append(said)


def _below(found: _Found) -> Iterator[Sequence[str]]:
    for line, cells in found.sheet.rows():
        if line > found.line and any(map(str.strip, cells)):
            yield cells


def _header(sheet: Sheet, limits: Limits) -> _Found | None:
    """The first line of words with rows of the same width below it."""
    rows = [
        (line, tuple(_heading(sheet.said(cell)) for cell in cells[: limits.columns]))
        for line, cells in itertools.islice(sheet.rows(), FIRST_ROWS + _BELOW)
    ]
    for place, (line, cells) in enumerate(rows[:FIRST_ROWS]):
        below = [row for _, row in rows[place + 1 :] if any(row)][:_BELOW]
        if _is_header(cells) and _fit(cells, below):
            return _Found(sheet, line, cells)
    return None


def _heading(said: str) -> str:
    return " ".join(said.split()).strip("'\"")


def _is_header(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len({squeezed(cell) for cell in filled}) >= LEAST_HEADINGS and all(
        _LETTER.search(cell) and not _DATE.fullmatch(cell) and len(cell) <= _LONGEST_HEADING
        for cell in filled
    )


def _fit(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether most of the rows below are no wider, and hold more than a remark."""
    width = _width(cells)
    fitting = [row for row in below if _width(row) <= width and sum(map(bool, row)) > 1]
    return 0 < len(below) <= len(fitting) * 2


def _width(cells: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
