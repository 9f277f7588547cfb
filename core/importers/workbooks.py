"""Tables in workbooks, read by a fast engine once the archive has been found harmless."""

import contextlib
import itertools
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Final

import lxml.etree
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from core.importers.cells import UNCOUNTED
from core.importers.extents import LONGEST_CELLS, Extent
from core.importers.extents import column as column_of
from core.importers.guards import Limits, member_chunks, member_stream
from core.importers.problems import UnreadableFile
from core.importers.sheet import Mark, Row, Sheet
from core.terms import SEOUL, FileReason, FileWarning

ZIP_MAGIC: Final = b"PK\x03\x04"

EXACT: Final = 1e16
"""Below this a number of a spreadsheet is written without a power of ten."""

_REMEMBERED: Final = 10_000
"""So many numbers of a sheet are remembered as they are written."""
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PROPERTIES: Final = "docProps/core.xml"
_CREATED: Final = re.compile(rb"<dcterms:created[^>]*>\s*([^<\s]+)\s*<")
_FORMULA: Final = rb"(?:<f\b[^<>]*?(?:/>|>[^<]*</f>))"
_PLACE: Final = rb'<c\b[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"'
_ERROR_CELL: Final = re.compile(
    _PLACE + rb'[^<>]*\bt="e"[^<>]*>' + _FORMULA + rb"?<v>(#[^<]{1,12})</v>"
)
_UNCOUNTED: Final = re.compile(_PLACE + rb"[^<>]*>" + _FORMULA + rb"(?:<v></v>|<v\s*/>)?</c>")


def archive_sheets(
    content: bytes, archive: zipfile.ZipFile, limits: Limits
) -> tuple[list[Sheet], datetime | None]:
    """The tables of an .xlsx or .xlsm file, and when it was made.

    Args:
        content: its bytes.
        archive: the same bytes, found harmless.
        limits: what it may cost.

    Raises:
        UnreadableFile: it is damaged, dangerous or no workbook.
    """
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in map(str.lower, names):
        raise UnreadableFile(FileReason.UNSUPPORTED)
    parts = _parts(archive)
    sheets = {name for name in names if name.lower().startswith("xl/worksheets/")}
    scanned = {
        name.lower(): _scan(archive, name, limits)
        for name in sheets | names & set(parts.values())
        if not name.endswith(("/", ".rels"))
    }
    scans = {name: scanned.get(part.lower(), _Scan()) for name, part in parts.items()}
    macros = (FileWarning.MACRO_IGNORED,) if any("vbaProject" in name for name in names) else ()
    return _sheets(content, scans, macros), _created(archive)


def binary_sheets(content: bytes) -> list[Sheet]:
    """The tables of an .xls file.

    Raises:
        UnreadableFile: it is damaged.
    """
    return _sheets(content, {}, ())


def _sheets(
    content: bytes, scans: dict[str, "_Scan"], warnings: tuple[FileWarning, ...]
) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        found = [
            (
                meta.name,
                book.get_sheet_by_name(meta.name),
                meta.visible is not SheetVisibleEnum.Visible,
            )
            for meta in book.sheets_metadata
        ]
    except Exception as error:
        raise UnreadableFile(FileReason.CORRUPT) from error
    except BaseException as error:
        # The engine's own panic is no Exception, so that nobody catches it by chance.
        if type(error).__name__ == "PanicException":
            raise UnreadableFile(FileReason.CORRUPT) from error
        raise
    return [
        _sheet(name, sheet, scans.get(name, _Scan()), hidden=hidden, warnings=warnings)
        for name, sheet, hidden in found
    ]


class _Scan:
    """What is found out about a sheet before the engine opens it."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.odd: dict[int, dict[int, str]] = {}
        """What to read, by row and column from nought, where the engine sees an empty cell."""

    def look_for_odd(self, text: bytes) -> None:
        """Note errors, and formulas that nobody has worked out."""
        found = _ERROR_CELL.findall(text) if b't="e"' in text else []
        if b"<f" in text:
            found += [(*place, UNCOUNTED.encode()) for place in _UNCOUNTED.findall(text)]
        for column, row, said in found:
            self.odd.setdefault(int(row) - 1, {})[column_of(column) - 1] = said.decode()


def _sheet(
    name: str, sheet: CalamineSheet, scan: _Scan, *, hidden: bool, warnings: tuple[FileWarning, ...]
) -> Sheet:
    marks: dict[int, Mark] = dict.fromkeys(sorted(scan.hidden), FileWarning.HIDDEN_ROWS)
    if marks:
        warnings = (*warnings, FileWarning.HIDDEN_ROWS)
    return Sheet(name, lambda: _rows(sheet, scan), hidden=hidden, warnings=warnings, marks=marks)


def _rows(sheet: CalamineSheet, scan: _Scan) -> Iterator[Row]:
    if sheet.start is None or sheet.end is None:
        return
    columns, last = range(sheet.start[1], sheet.end[1] + 1), sheet.end[0]
    fills = _fills(sheet, columns, last)
    odd = {row: [it for it in found.items() if it[0] in columns] for row, found in scan.odd.items()}
    held: dict[tuple[int, int], str] = {}
    said = lru_cache(_REMEMBERED, typed=True)(_said)
    # The engine gives the empty rows above the table too, but not the empty columns beside it.
    for place, cells in enumerate(sheet.iter_rows()):
        row = [cell if type(cell) is str else said(cell) for cell in cells]
        left = sheet.end[1] + 1 - len(row)
        for column, text in odd.get(place, ()):
            row[column - left] = text
        for column, key in fills.get(place, ()):
            if key == (place, column):
                held[key] = row[column - left]
            elif not row[column - left]:
                row[column - left] = held.get(key, "")
        yield place + 1, row


def _fills(
    sheet: CalamineSheet, columns: range, last: int
) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """For each row, which cells lie in a merge over several rows, and where its value stands."""
    fills: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    reached: dict[int, int] = {}
    for (top, left), (bottom, right) in sorted(sheet.merged_cell_ranges or ()):
        # Merges that overlap are no spreadsheet's work: only the first of them counts.
        if bottom > top and left == right and left in columns and top > reached.get(left, -1):
            reached[left] = bottom
            for row in range(top, min(bottom, last) + 1):
                fills.setdefault(row, []).append((left, (top, left)))
    return fills


def _said(cell: object) -> str:
    """A cell as text: whole numbers without a point, times as people write them."""
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    return "" if cell is None else str(cell)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """In which member of the archive each sheet lies."""
    try:
        links = {
            link.get("Id"): str(link.get("Target")).lstrip("/").removeprefix("xl/")
            for link in _xml(archive, "xl/_rels/workbook.xml.rels")
        }
        book = _xml(archive, "xl/workbook.xml")
    except lxml.etree.XMLSyntaxError:
        return {}
    sheets = itertools.chain(book.iter(f"{_MAIN}sheet"), book.iter(f"{_STRICT}sheet"))
    return {
        str(sheet.get("name")): f"xl/{links.get(sheet.get(_LINK) or sheet.get(_STRICT_LINK))}"
        for sheet in sheets
    }


def _xml(archive: zipfile.ZipFile, name: str) -> lxml.etree._Element:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    return lxml.etree.parse(member_stream(archive, name), parser).getroot()


def _scan(archive: zipfile.ZipFile, part: str, limits: Limits) -> _Scan:
    """Hidden rows, errors, and whether the engine could hold the sheet.

    Raises:
        UnreadableFile: the sheet would not fit into memory, or no spreadsheet wrote it.
    """
    scan, extent, tail = _Scan(), Extent(limits), b""
    for chunk in member_chunks(archive, part):
        text = tail + chunk
        keep = max(text.rfind(b"<c"), 0) or text.rfind(b"<")
        text, tail = (text[:keep], text[keep:]) if keep > 0 else (b"", text)
        if len(tail) > limits.field * LONGEST_CELLS:
            raise UnreadableFile(FileReason.TOO_LARGE, cells=extent.size, limit=limits.cells)
        extent.add(text)
        scan.look_for_odd(text)
    extent.add(tail)
    scan.look_for_odd(tail)
    scan.hidden = extent.hidden
    return scan


def _created(archive: zipfile.ZipFile) -> datetime | None:
    if _PROPERTIES not in archive.namelist():
        return None
    found = _CREATED.search(member_stream(archive, _PROPERTIES).read())
    with contextlib.suppress(ValueError):
        return None if found is None else _stamp(found.group(1).decode())
    return None


def _stamp(text: str) -> datetime:
    made = datetime.fromisoformat(text)
    return made if made.tzinfo else made.replace(tzinfo=SEOUL)
