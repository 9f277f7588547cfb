"""Tables of any export made for one test, and what may not come out of them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.importers.made import Outcome

Row = Sequence[object]


def text(
    headings: Row, *rows: Row, above: Iterable[Row] = (), encoding: str = "utf-8-sig"
) -> bytes:
    """A text file, with some lines above the headings."""
    written = StringIO()
    csv.writer(written).writerows([*above, headings, *rows])
    return written.getvalue().encode(encoding)


def book(headings: Row, *rows: Row, title: str = "Sheet0") -> bytes:
    """A workbook with one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in (headings, *rows):
        sheet.append(list(row))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def day(text_of_day: str) -> int:
    """A day as days since 1970."""
    return date.fromisoformat(text_of_day).toordinal() - date(1970, 1, 1).toordinal()


def told(line: dict[str, object]) -> dict[str, object]:
    """What a row says: its columns without those that are empty."""
    return {name: value for name, value in line.items() if value is not None}


def shown(found: Outcome) -> str:
    """Everything that leaves the importer."""
    reading = found.told
    return repr((found.lines, reading.problems, reading.remarks, reading.skips))
