"""What kind of file it is, told by its content; its name only makes us wonder."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from core.importers.encrypted import OLE_MAGIC, plain_workbook
from core.importers.guards import Limits, checked_archive, checked_size, checked_text
from core.importers.pages import is_page, page_sheets
from core.importers.problems import UnreadableFile
from core.importers.sheet import Sheet
from core.importers.texts import text_sheet
from core.importers.workbooks import ZIP_MAGIC, Scans, archive_sheets, binary_sheets
from core.terms import FileReason, FileWarning

_HEAD: Final = 1 << 16
_NOT_TABLES: Final = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
    b"MZ", b"\x7fELF", b"RIFF", b"SQLite format 3", b"II*\0", b"MM\0*", b"\0\0\0",
)  # fmt: skip
_KINDS: Final = {
    "workbook": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "binary": {".xls", ".xlsx"},
    "page": {".xls", ".html", ".htm"},
    "text": {".csv", ".tsv", ".txt", ".tab", ""},
    "archive": {".zip"},
}


@dataclass(frozen=True, slots=True)
class Upload:
    """The tables of a file.

    ``made`` is when the file says it was made; ``warnings`` concern the file as a whole.
    """

    sheets: list[Sheet]
    made: datetime | None = None
    warnings: tuple[FileWarning, ...] = ()


def open_upload(
    name: str, content: bytes | Path, *, password: str | None = None, limits: Limits
) -> Upload:
    """Pass the guards and find the tables of a file.

    Raises:
        UnreadableFile: it is empty, too large, dangerous, damaged, locked or no table.
    """
    checked_size(content.stat().st_size if isinstance(content, Path) else len(content), limits)
    with_head = _head(content)
    if with_head.startswith(_NOT_TABLES):
        raise UnreadableFile(FileReason.NOT_TABULAR)
    if with_head.startswith(OLE_MAGIC):
        whole = plain_workbook(_whole(content), password, limits)
        if whole.startswith(ZIP_MAGIC):
            scans = Scans(limits)
            upload = _archive(whole, checked_archive(whole, limits, scans.of), scans)
        else:
            upload = _binary(whole)
        return _named(name, "binary", upload)
    if with_head.startswith(ZIP_MAGIC):
        return _zip(name, _whole(content), limits)
    if is_page(with_head):
        return _named(name, "page", Upload(page_sheets(_whole(content), limits)))
    return _named(name, "text", Upload([text_sheet(content, limits)]))


def _zip(name: str, content: bytes, limits: Limits) -> Upload:
    scans = Scans(limits)
    archive = checked_archive(content, limits, scans.of)
    if "[Content_Types].xml" in archive.namelist():
        return _named(name, "workbook", _archive(content, archive, scans))
    return _named(name, "archive", _unpacked(archive, limits))


def _unpacked(archive: zipfile.ZipFile, limits: Limits) -> Upload:
    """The one text file of an archive; several would have to be chosen from."""
    names = [member for member in archive.namelist() if not member.endswith("/")]
    if len(names) != 1 or PurePath(names[0]).suffix.lower() not in _KINDS["text"]:
        raise UnreadableFile(FileReason.UNSUPPORTED)
    return Upload([text_sheet(checked_text(archive, names[0], limits), limits)])


def _archive(content: bytes, archive: zipfile.ZipFile, scans: Scans) -> Upload:
    sheets, made = archive_sheets(content, archive, scans)
    return Upload(sheets, made)


def _binary(content: bytes) -> Upload:
    return Upload(binary_sheets(content))


def _named(name: str, kind: str, upload: Upload) -> Upload:
    if PurePath(name).suffix.lower() in _KINDS[kind]:
        return upload
    return Upload(upload.sheets, upload.made, (*upload.warnings, FileWarning.EXTENSION_MISMATCH))


def _head(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content[:_HEAD]
    with content.open("rb") as stream:
        return stream.read(_HEAD)


def _whole(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content
