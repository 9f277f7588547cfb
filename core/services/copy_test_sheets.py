"""Read counts of a copy test from a file or a pasted table, through the guards of the importers."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from core.importers.cells import moment, whole
from core.importers.guards import LIMITS, Limits
from core.importers.problems import CellError
from core.importers.sheet import Sheet
from core.importers.short_days import short_day
from core.importers.uploads import open_upload
from core.services import copy_test_headings as headings_of
from core.services.copy_test_headings import Asked, Group, Layout
from core.services.copy_test_lines import Lines
from core.services.copy_test_told import CountFault, CountReason, CountSheet, CountsRefused
from core.services.reading import How, refusing
from core.services.receipts import Source
from core.terms import FileWarning, RowReason

FIRST_ROWS: Final = 20
"""So many rows are searched for the headings."""

PASTED: Final = "pasted.txt"

_FEW: Final = 2
_NO_HOW: Final = How()
_MISSING: Final = {
    "version": CountReason.NO_VERSION,
    "shown": CountReason.NO_SHOWN,
    "reacted": CountReason.NO_REACTED,
}


def read(
    source: Source, asked: Asked, today: date, how: How = _NO_HOW, limits: Limits = LIMITS
) -> CountSheet:
    """What a file of counts tells; lines that cannot be read are among its faults.

    Raises:
        core.services.receipts.Refused: it is no table, locked, damaged or dangerous.
        CountsRefused: its headings do not tell what is needed.
    """
    with refusing(source.name):
        upload = open_upload(source.name, source.content, password=how.password, limits=limits)
        tables = _found(upload.sheets, asked, pasted=source.name == PASTED)
        names = [sheet.name for sheet, _layout in tables if not sheet.hidden]
        wanted = [it for it in tables if how.sheet in {None, it[0].name}]
        if not wanted:
            raise CountsRefused([CountFault(CountReason.NO_HEADER)])
        sheet, layout = wanted[0]
        if (name := headings_of.twice(layout.headings, layout)) is not None:
            raise CountsRefused([CountFault(CountReason.TWO_COLUMNS, layout.line, heading=name)])
        told = CountSheet(
            source.name,
            warnings=tuple(dict.fromkeys((*upload.warnings, *sheet.warnings, *_hidden(sheet)))),
            has_names=layout.version is not None or bool(layout.groups[0].name),
            sheet=sheet.name,
            others=tuple(name for name in names if name != sheet.name),
        )
        Lines(sheet, layout, today, told, asked.period).read()
    return told


def pasted(block: str, asked: Asked, today: date) -> CountSheet:
    """What a pasted table tells; without headings version, shown, reacted and won are expected.

    A day may stand in front of them. Raises as ``read`` does.
    """
    content = block.strip().encode("utf-8", "replace")
    return read(Source(PASTED, content), asked, today)


def _found(sheets: Sequence[Sheet], asked: Asked, *, pasted: bool) -> list[tuple[Sheet, Layout]]:
    """The tables with counts, and where things stand in them; those that can be seen first.

    Raises:
        CountsRefused: there is none, with what the nearest one lacks.
    """
    best: tuple[int, CountFault] = (0, CountFault(CountReason.NO_HEADER))
    found = []
    for sheet in sorted(sheets, key=lambda one: one.hidden):
        layout, short = _layout(sheet, asked, pasted=pasted)
        best = max(best, short, key=lambda one: one[0])
        if layout is not None:
            found.append((sheet, layout))
    if not found:
        raise CountsRefused([best[1]])
    return found


def _layout(
    sheet: Sheet, asked: Asked, *, pasted: bool
) -> tuple[Layout | None, tuple[int, CountFault]]:
    """Where things stand in a table, or how near its headings come."""
    best: tuple[int, CountFault] = (0, CountFault(CountReason.NO_HEADER))
    above: list[str] = []
    for line, cells in islice(sheet.rows(), FIRST_ROWS):
        said = [sheet.said(cell).strip() for cell in cells]
        layout = headings_of.long_layout(line, said, asked) or headings_of.wide_layout(
            line, said, above, asked
        )
        if layout is None and pasted and line == 1:
            layout = _without_headings(said, asked)
        if layout is not None:
            return layout, best
        above = said
        best = max(best, _short(line, said, asked), key=lambda one: one[0])
    return None, best


def _hidden(sheet: Sheet) -> tuple[FileWarning, ...]:
    return (FileWarning.HIDDEN_SHEET,) if sheet.hidden else ()


def _short(line: int, said: list[str], asked: Asked) -> tuple[int, CountFault]:
    """How near a line comes to headings, and what it lacks."""
    known = len(headings_of.columns_of(said))
    lacks = list(headings_of.missing(said, asked))
    if known < _FEW or not lacks:
        return 0, CountFault(CountReason.NO_HEADER)
    return known, CountFault(_MISSING[lacks[0]], line)


def _without_headings(said: list[str], asked: Asked) -> Layout | None:
    """Version, shown, reacted and won, with a day in front or not."""
    cells = [cell for cell in said if cell]
    day = next((at for at, cell in enumerate(cells[:1]) if _is_day(cell, asked)), None)
    start = 0 if day is None else 1
    numbers = cells[start + 1 :]
    if not 2 <= len(numbers) <= 3 or not all(map(_is_number, numbers)):  # noqa: PLR2004
        return None
    if _is_number(cells[start]):
        return None
    won = start + 3 if len(numbers) > 2 else None  # noqa: PLR2004
    group = Group(start + 1, start + 2, won)
    return Layout(0, tuple("" for _ in cells), (group,), day, start)


def _is_number(cell: str) -> bool:
    try:
        return whole(cell) is not None
    except CellError:
        return False


def _is_day(cell: str, asked: Asked) -> bool:
    try:
        if short_day(cell, asked.period, date.max) is not None:
            return True
        return not cell.isdecimal() and moment(cell, date.max) is not None
    except CellError as error:
        # It is meant as a day; that it may be two is told with its line.
        return error.reason is RowReason.AMBIGUOUS_DATE
    except OverflowError:
        return False
