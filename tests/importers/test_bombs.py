"""Small files that would cost all memory or minutes are refused, in a process that may have little.

The child process may hold 1 GB and run for half a minute; most are refused in a fraction of that.
"""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from tests.importers.made import HEADINGS, changed, row

SHEET, STRINGS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
MEGABYTE = 1 << 20
SECONDS = 30
CHILD = """
import resource, sys
from datetime import date
from core.importers import Identity, UnreadableFile, read
now = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + (1 << 30), now + (1 << 30)))
try:
    found = read(sys.argv[1], open(sys.argv[1], 'rb').read(), identity=Identity(b'k' * 32),
                 today=date(2026, 11, 22))
    print('read', sum(table.num_rows for table in found.batches()))
except UnreadableFile as error:
    print(error.reason.value)
"""


def outcome(folder: Path, name: str, content: bytes) -> str:
    """What becomes of a file where little may be spent."""
    place = folder / name
    place.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(place)], check=False, capture_output=True, text=True,
        timeout=SECONDS * 4, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.strip()


def book() -> bytes:
    content = BytesIO()
    made = xlsxwriter.Workbook(content)
    sheet = made.add_worksheet("a")
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, list(row(1).values()))
    made.close()
    return content.getvalue()


def below(cells: bytes) -> bytes:
    return changed(book(), SHEET, lambda it: it.replace(b"</sheetData>", cells + b"</sheetData>"))


def texts(more: bytes) -> bytes:
    return changed(book(), STRINGS, lambda it: it.replace(b"</sst>", more + b"</sst>"))


def packed(name: str, piece: bytes, times: int) -> bytes:
    content = BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(times):
            member.write(piece)
    return content.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
        b"<row r=\"1048576\"><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row>',
        b'<row r="9"><c r="ZZZZZ9"><v>1</v></c></row>',
        b'<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>',
        b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>',
        b'<row r = "999999999"><c><v>1</v></c></row>',
        b"<row r='999999999'><c><v>1</v></c></row>",
        b'<row r="9"><c a=">" r="XFD1048576"><v>1</v></c></row>',
        b'<row r="9"><c r="XFD1048576" a="/>"><v>1</v></c></row>',
        b"<c " * 400_000,
        b"<row " * 400_000,
        b'<c r="A9" t="e"><f>' * 100_000,
        b"<row>" + b"<c><v>1</v></c>" * 100_000 + b"</row>",
        b'<row r="9"><c t="inlineStr"><is><t>' + b"a" * 100 * MEGABYTE + b"</t></is></c></row>",
    ],
    ids=lambda cells: cells[:40].decode(),
)
def test_a_cell_far_away_however_it_is_written_costs_nothing(tmp_path: Path, cells: bytes):
    reason = outcome(tmp_path, "a.xlsx", below(cells))
    assert reason in {"too_large", "too_many_columns", "corrupt_file"}


def test_many_styled_rows_without_a_cell_are_no_rows(tmp_path: Path):
    rows = (b'<row r="%d" s="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(3, 300_000))
    assert outcome(tmp_path, "a.xlsx", below(b"".join(rows))) == "read 1"


def test_texts_that_are_many_or_are_said_to_be_many_are_refused(tmp_path: Path):
    def lie(part: bytes) -> bytes:
        return re.sub(rb'uniqueCount="\d+"', b'uniqueCount="1000000000"', part)

    assert outcome(tmp_path, "a.xlsx", changed(book(), STRINGS, lie)) == "too_large"
    long = b"<si><t>" + b"a" * 100 * MEGABYTE + b"</t></si>"
    assert outcome(tmp_path, "b.xlsx", texts(long)) == "too_large"


def test_a_long_text_in_many_cells_is_refused(tmp_path: Path):
    with zipfile.ZipFile(BytesIO(book())) as archive:
        number = archive.read(STRINGS).count(b"<si>")
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (n, n, number)
        for n in range(3, 9_000)
    )
    more = b"<si><t>" + b"a" * MEGABYTE + b"</t></si></sst>"
    content = changed(below(cells), STRINGS, lambda part: part.replace(b"</sst>", more))
    assert outcome(tmp_path, "a.xlsx", content) == "too_large"


def test_a_hundred_thousand_sheets_are_refused(tmp_path: Path):
    def multiply(part: bytes) -> bytes:
        sheets = (
            b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n + 9) for n in range(100_000)
        )
        return part.replace(b"</sheets>", b"".join(sheets) + b"</sheets>")

    assert outcome(tmp_path, "a.xlsx", changed(book(), BOOK, multiply)) == "corrupt_file"


def test_an_archive_of_noughts_or_of_archives_is_refused(tmp_path: Path):
    noughts = packed("a.csv", b"0" * MEGABYTE, 1100)
    assert outcome(tmp_path, "a.zip", noughts) == "zip_bomb"
    assert outcome(tmp_path, "b.zip", packed("a.csv", b"0" * MEGABYTE, 300)) == "too_large"
    assert outcome(tmp_path, "c.zip", packed("a.zip", noughts, 1)) == "unsupported_format"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b",".join(b"c%d" % n for n in range(10_000)) + b"\n1\n", "too_many_columns"),
        ("a.csv", ",".join(HEADINGS).encode() + b"\n" + b"a" * 100 * MEGABYTE, "too_large"),
        ("a.csv", ",".join(HEADINGS).encode() + b'\n"' + b"a,b\n" * 8_000_000, "unclosed_quote"),
        ("a.xls", b"<table><tr>" + b"<td>a" * 1_000_000, "too_many_columns"),
        ("a.xls", b"<table><tr>" + b"<td>a" * 4_000_000, "too_large"),
        ("a.xls", b"<table><tr><td>a</td></tr></table>" * 100_000, "too_large"),
    ],
    ids=["columns", "cell", "quote", "row", "cells", "tables"],
)
def test_a_text_or_a_page_out_of_all_proportion_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
):
    assert outcome(tmp_path, name, content) == reason
