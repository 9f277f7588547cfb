"""Tables in workbooks, read by a fast engine once the archive has been found harmless."""

import contextlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Final

import lxml.etree
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from core.importers import strings
from core.importers.cells import UNCOUNTED
from core.importers.extents import LONGEST_CELLS, Extent
from core.importers.extents import column as column_of
from core.importers.guards import LIMITS, Limits, Watcher, member_chunks, member_stream
from core.importers.problems import UnreadableFile
from core.importers.sheet import Mark, Row, Sheet
from core.importers.strings import Strings
from core.terms import SEOUL, FileReason, FileWarning

ZIP_MAGIC: Final = b"PK\x03\x04"

EXACT: Final = 1e16
"""Below this a number of a spreadsheet is written without a power of ten."""

_REMEMBERED: Final = 10_000
"""So many numbers of a sheet are remembered as they are written."""
_NO_SHEETS: Final = frozenset({"[content_types].xml", "xl/sharedstrings.xml", "xl/styles.xml"})
_PROPERTIES: Final = "docProps/core.xml"
_CREATED: Final = re.compile(rb"<dcterms:created[^>]*>\s*([^<\s]+)\s*<")
_FORMULA: Final = rb"(?:<f\b[^<>]*?(?:/>|>[^<]*</f>))"
_PLACE: Final = rb'<c\b[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"'
_ERROR_CELL: Final = re.compile(
    _PLACE + rb'[^<>]*\bt="e"[^<>]*>' + _FORMULA + rb"?<v>(#[^<]{1,12})</v>"
)
_UNCOUNTED: Final = re.compile(_PLACE + rb"[^<>]*>" + _FORMULA + rb"(?:<v></v>|<v\s*/>)?</c>")


def archive_sheets(
    content: bytes, archive: zipfile.ZipFile, scans: "Scans"
) -> tuple[list[Sheet], datetime | None]:
    """The tables of an .xlsx or .xlsm file, and when it was made.

    Args:
        content: its bytes.
        archive: the same bytes, found harmless.
        scans: what was found on the way.

    Raises:
        UnreadableFile: it is damaged, dangerous or no workbook.
    """
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in map(str.lower, names):
        raise UnreadableFile(FileReason.UNSUPPORTED)
    parts = _parts(archive)
    scans.complete(archive, {part.lower() for _, part in parts or ()} if parts else None)
    found = {name: scans.found.get(part.lower(), Scan(scans.limits)) for name, part in parts or ()}
    macros = (FileWarning.MACRO_IGNORED,) if any("vbaProject" in name for name in names) else ()
    return _sheets(content, found, macros), _created(archive)


def binary_sheets(content: bytes) -> list[Sheet]:
    """The tables of an .xls file.

    Raises:
        UnreadableFile: it is damaged.
    """
    return _sheets(content, {}, ())


def _sheets(
    content: bytes, scans: "dict[str, Scan]", warnings: tuple[FileWarning, ...]
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
        _sheet(name, sheet, scans.get(name, Scan(LIMITS)), hidden=hidden, warnings=warnings)
        for name, sheet, hidden in found
    ]


@dataclass(slots=True)
class Scan:
    """What is found out about a sheet before the engine opens it.

    Attributes:
        limits: what the file may cost.
        odd: what to read, by row and column from nought, where the engine sees an empty cell.
    """

    limits: Limits
    odd: dict[int, dict[int, str]] = field(default_factory=dict)
    _extent: Extent = field(init=False)
    _tail: bytes = b""

    def __post_init__(self) -> None:
        """Begin at the first cell."""
        self._extent = Extent(self.limits)

    @property
    def cells(self) -> int:
        """How many cells have something in them."""
        return self._extent.cells

    @property
    def hidden(self) -> set[int]:
        """The rows that nobody sees."""
        return self._extent.hidden

    def add(self, chunk: bytes) -> None:
        """Look at the next piece of a sheet; a cell at its end waits for the piece after it.

        Raises:
            UnreadableFile: the sheet would not fit into memory, or no spreadsheet wrote it.
        """
        text = self._tail + chunk
        keep = max(text.rfind(b"<c"), 0) or text.rfind(b"<")
        text, self._tail = (text[:keep], text[keep:]) if keep > 0 else (b"", text)
        if len(self._tail) > self.limits.field * LONGEST_CELLS:
            cells = self._extent.size
            raise UnreadableFile(FileReason.TOO_LARGE, cells=cells, limit=self.limits.cells)
        self._look_at(text)

    def finish(self) -> None:
        """Look at what is left."""
        text, self._tail = self._tail, b""
        self._look_at(text)

    def _look_at(self, text: bytes) -> None:
        self._extent.add(text)
        found = _ERROR_CELL.findall(text) if b't="e"' in text else []
        # One letter is found much sooner than two.
        if b"f" in text and b"<f" in text:
            found += [(*place, UNCOUNTED.encode()) for place in _UNCOUNTED.findall(text)]
        for column, row, said in found:
            self.odd.setdefault(int(row) - 1, {})[column_of(column) - 1] = said.decode()


@dataclass(slots=True)
class Scans:
    """Looks at the sheets of a workbook while it is unpacked."""

    limits: Limits
    found: dict[str, Scan] = field(default_factory=dict)
    _strings: Strings | None = None

    def of(self, name: str) -> Scan | Strings | None:
        """Who looks at a member of an archive: it may be a sheet wherever it lies."""
        name = name.lower()
        if name == strings.PART:
            self._strings = Strings(self.limits)
            return self._strings
        if name.endswith(".xml") and name not in _NO_SHEETS:
            return self.found.setdefault(name, Scan(self.limits))
        return None

    def complete(self, archive: zipfile.ZipFile, parts: set[str] | None) -> None:
        """Look at members as well that are sheets by the workbook's word, or at all of them."""
        for member in archive.namelist():
            name = member.lower()
            if name not in self.found and (parts is None or name in parts):
                scan = self.found[name] = Scan(self.limits)
                _watched(archive, member, scan)
        self._check_texts(archive)

    def _check_texts(self, archive: zipfile.ZipFile) -> None:
        """Refuse texts that are few in their table and too many in the cells."""
        cells = sum(scan.cells for scan in self.found.values())
        if self._strings is None or self._strings.longest * cells <= self.limits.texts:
            return
        uses = self._strings.uses()
        for member in archive.namelist():
            if member.lower() in self.found:
                _watched(archive, member, uses)


def _watched(archive: zipfile.ZipFile, member: str, watcher: Watcher) -> None:
    for chunk in member_chunks(archive, member):
        watcher.add(chunk)
    watcher.finish()


def _sheet(
    name: str, sheet: CalamineSheet, scan: Scan, *, hidden: bool, warnings: tuple[FileWarning, ...]
) -> Sheet:
    marks: dict[int, Mark] = dict.fromkeys(sorted(scan.hidden), FileWarning.HIDDEN_ROWS)
    if marks:
        warnings = (*warnings, FileWarning.HIDDEN_ROWS)
    return Sheet(name, lambda: _rows(sheet, scan), hidden=hidden, warnings=warnings, marks=marks)


def _rows(sheet: CalamineSheet, scan: Scan) -> Iterator[Row]:
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


def _parts(archive: zipfile.ZipFile) -> list[tuple[str, str]] | None:
    """The sheets and in which member of the archive each may lie; None if it cannot be told.

    Raises:
        UnreadableFile: several sheets lie in one member, or one lies in none.
    """
    links: dict[str | None, list[str]] = {}
    try:
        for link in _xml(archive, "xl/_rels/workbook.xml.rels"):
            target = str(link.get("Target")).lstrip("/").removeprefix("xl/")
            links.setdefault(link.get("Id"), []).append(f"xl/{target}")
        sheets = list(_xml(archive, "xl/workbook.xml").iter("{*}sheet"))
    except lxml.etree.XMLSyntaxError:
        return None
    parts = [
        (str(sheet.get("name")), part)
        for sheet in sheets
        for link in sheet.attrib.values()
        for part in links.get(str(link), ())
    ]
    if len({part for _, part in parts}) < len(sheets):
        # The engine would read the same part again for each of its sheets.
        raise UnreadableFile(FileReason.CORRUPT)
    return parts


def _xml(archive: zipfile.ZipFile, name: str) -> lxml.etree._Element:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    return lxml.etree.parse(member_stream(archive, name), parser).getroot()


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
