"""Workbooks as programs before 2007 wrote them (.xls), made for one test."""

import struct
from collections.abc import Sequence
from typing import Final

_SECTOR: Final = 512
_LEAST: Final = 4096
"""A shorter stream would have to lie among the small ones."""
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_WORKBOOK, _SHEET = 0x0005, 0x0010

Rows = Sequence[Sequence[str | float | None]]


def old_workbook(rows: Rows, sheet: str = "Sheet1") -> bytes:
    """Rows as the only sheet of a workbook; None leaves a cell out."""
    return _container(_stream(rows, sheet))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _stream(rows: Rows, sheet: str) -> bytes:
    name = struct.pack("<BB", len(sheet), 1) + sheet.encode("utf-16-le")
    begin = _beginning(_WORKBOOK) + _record(0x0042, struct.pack("<H", 1200))
    at = len(begin) + 4 + 6 + len(name) + 4
    begin += _record(0x0085, struct.pack("<IBB", at, 0, 0) + name) + _record(0x000A)
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    cells = b"".join(
        _cell(row, column, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if cell is not None
    )
    return begin + _beginning(_SHEET) + _record(0x0200, size) + cells + _record(0x000A)


def _beginning(what: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, what, 0x0DBB, 0x07CC, 0, 6))


def _cell(row: int, column: int, cell: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return _record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return _record(0x0203, place + struct.pack("<d", cell))


def _container(stream: bytes) -> bytes:
    filled = max(_LEAST, -(-len(stream) // _SECTOR) * _SECTOR)
    count = filled // _SECTOR
    chain = [_TABLE, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    assert len(table) == _SECTOR, "so many cells do not fit into this simple container"
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, filled)
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, _LEAST, _END, 0,
                      _END, 0)
        + struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    )  # fmt: skip
    return head + table + entries.ljust(_SECTOR, b"\0") + stream.ljust(filled, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip
