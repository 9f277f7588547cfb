"""Tables in workbooks, read by a fast engine once the archive has been found harmless."""

import itertools
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Final

import lxml.etree
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from core.importers.guards import Limits, checked_archive, member_chunks, member_stream
from core.importers.problems import UnreadableFile
from core.importers.sheet import Mark, Row, Sheet
from core.terms import SEOUL, FileReason, FileWarning

ZIP_MAGIC: Final = b"PK\x03\x04"

EXACT: Final = 1e16
"""Below this a number of a spreadsheet is written without a power of ten."""

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CREATED: Final = re.compile(rb"<dcterms:created[^>]*>\s*([^<\s]+)\s*<")
_ROW_TAG: Final = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_ROW_NUMBER: Final = re.compile(rb'\br="(\d+)"')
_CELL_TAG: Final = re.compile(rb"<(?:\w+:)?c\b")
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_ERROR_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"')
_OVERLAP: Final = 4096


def archive_sheets(content: bytes, limits: Limits) -> tuple[list[Sheet], datetime | None]:
    """The tables of an .xlsx or .xlsm file, and when it was made.

    Raises:
        UnreadableFile: it is damaged, dangerous or no workbook.
    """
    archive = checked_archive(content, limits)
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or not any("workbook" in name for name in names):
        raise UnreadableFile(FileReason.UNSUPPORTED)
    parts = _parts(archive)
    scans = {name: _scan(archive, part, limits) for name, part in parts.items() if part in names}
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
        self.errors: set[int] = set()


def _sheet(
    name: str, sheet: CalamineSheet, scan: _Scan, *, hidden: bool, warnings: tuple[FileWarning, ...]
) -> Sheet:
    marks: dict[int, Mark] = dict.fromkeys(sorted(scan.hidden), FileWarning.HIDDEN_ROWS)
    if marks:
        warnings = (*warnings, FileWarning.HIDDEN_ROWS)
    return Sheet(name, lambda: _rows(sheet), hidden=hidden, warnings=warnings, marks=marks)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    if sheet.start is None:
        return
    fills = _fills(sheet)
    left = sheet.start[1] if sheet.start else 0
    top = sheet.start[0]
    held: dict[tuple[int, int], str] = {}
    for place, cells in enumerate(sheet.iter_rows(), start=top):
        row = [cell if type(cell) is str else _said(cell) for cell in cells]
        for column, key in fills.get(place, ()):
            at = column - left if len(row) < (sheet.end or (0, 0))[1] + 1 else column
            if key == (place, column):
                held[key] = row[at]
            elif not row[at]:
                row[at] = held.get(key, "")
        yield place + 1, row


def _fills(sheet: CalamineSheet) -> dict[int, list[tuple[int, tuple[int, int]]]]:
    """For each row, which cells lie in a merge over several rows, and where its value stands."""
    fills: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom > top and left == right:
            for row in range(top, bottom + 1):
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
    except (KeyError, lxml.etree.XMLSyntaxError):
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
    """Hidden rows, and whether the engine could hold the sheet.

    The engine lays out every cell between the first and the last one, so one stray cell in the
    last row costs as much as a full sheet.

    Raises:
        UnreadableFile: the sheet would not fit into memory.
    """
    scan, tail, last, cells = _Scan(), b"", 0, 0
    for chunk in member_chunks(archive, part):
        text = tail + chunk
        keep = text.rfind(b"<")
        text, tail = (text[:keep], text[keep:]) if keep > 0 else (b"", text)
        cells += len(_CELL_TAG.findall(text))
        for found in _ROW_TAG.finditer(text):
            number = _ROW_NUMBER.search(found.group(1))
            last = int(number.group(1)) if number else last + 1
            if _HIDDEN.search(found.group(1)):
                scan.hidden.add(last)
    if max(cells, last) > limits.cells:
        raise UnreadableFile(FileReason.TOO_LARGE, cells=cells, limit=limits.cells)
    return scan


def _created(archive: zipfile.ZipFile) -> datetime | None:
    try:
        found = _CREATED.search(member_stream(archive, "docProps/core.xml").read())
        return None if found is None else _stamp(found.group(1).decode())
    except (KeyError, ValueError):
        return None


def _stamp(text: str) -> datetime:
    made = datetime.fromisoformat(text)
    return made if made.tzinfo else made.replace(tzinfo=SEOUL)
