"""Whatever is written into a file about people, none of it can be found in the store."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from core import sample
from core.importers.cells import squeezed
from core.importers.format import Cell, Format
from core.importers.formats import FORMATS
from core.services import importing, opening
from core.services.opening import OpenShop
from core.services.receipts import Source

LAST = date(2026, 11, 22)
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NAME, PHONE, BARE, WIDE = "제갈공명", "010-8765-4321", "01087654321", "010.8765.4321"
MAIL, HOME = "planted.person@example.org", "남부순환로 1801길 77-7"
TOKENS = (NAME, PHONE, BARE, WIDE, "8765-4321", MAIL, "planted.person", "1801길")
ABOUT_PEOPLE = f"{NAME} {PHONE} {BARE} {MAIL} 서울특별시 관악구 {HOME}"
IN_TEXT = f" {NAME}님 {PHONE} {WIDE} {BARE} {MAIL}"
"""What somebody may write into any text; a bare name among words is no name to us."""

KNOWN = {known.id: known for known in FORMATS}
WORDS = {Cell.LABEL, Cell.NAME, Cell.TEXT}
PERSONAL = {"buyer_account", "buyer_name", "buyer_phone", "address"}
CODED = {"device", "gender", "customer_group", "marketing_link"}
"""Columns of which only known words are taken."""

Row = list[str]
Plant = Callable[[str, str], str]


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[str, bytes]]:
    return sample.every_export(sample.generate(LAST))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = opening.open_shop(tmp_path)
    yield opened
    opened.close()


def planting(known: Format) -> Plant:
    """What becomes of a cell under a heading."""
    read = {heading: it for it in reversed(known.columns) for heading in it.headings}

    def plant(heading: str, cell: str) -> str:
        column = read.get(squeezed(heading))
        if re.fullmatch(r"[-\d.,%:~ /]*", cell) and (
            column is None or column.cell is not Cell.TEXT
        ):
            return cell
        if column is None or column.name in PERSONAL:
            return ABOUT_PEOPLE
        is_text = column.cell in WORDS and column.name not in CODED
        return cell + IN_TEXT if is_text else cell

    return plant


def planted(known: Format, content: bytes) -> bytes:
    """The file with people in all of its texts."""
    plant = planting(known)
    if content.startswith(b"PK") and b".csv" in content[:80]:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            (inner,) = packed.namelist()
            return _csv(plant, packed.read(inner))
    return _workbook(plant, content) if content.startswith(b"PK") else _csv(plant, content)


def _csv(plant: Plant, content: bytes) -> bytes:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            rows = list(csv.reader(io.StringIO(content.decode(encoding))))
            break
        except UnicodeDecodeError:
            continue
    out = io.StringIO()
    csv.writer(out).writerows(_rows(plant, rows))
    return out.getvalue().encode("utf-8-sig")


def _workbook(plant: Plant, content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    rows = [["" if it is None else str(it) for it in row] for row in sheet.values]
    new = openpyxl.Workbook()
    page = new.worksheets[0]
    for row in _rows(plant, rows):
        page.append([it or None for it in row])
    out = io.BytesIO()
    new.save(out)
    return out.getvalue()


def _rows(plant: Plant, rows: Sequence[Row]) -> Iterator[Row]:
    widths = [sum(map(bool, row)) for row in rows[:15]]
    header = max(range(len(widths)), key=lambda at: (widths[at] == max(widths), -at))
    yield from rows[: header + 1]
    for row in rows[header + 1 :]:
        cells = row + [""] * (len(rows[header]) - len(row))
        yield [plant(head, cell) for head, cell in zip(rows[header], cells, strict=True)]


def left_behind(shop: OpenShop) -> dict[str, list[str]]:
    """The planted words that stand in any file of the shop."""
    shop.store.settle_file()
    found = {}
    for path in sorted(shop.folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            there = [it for it in TOKENS for way in ("utf-8", "utf-16-le", "cp949")
                     if it.encode(way) in content]  # fmt: skip
            found |= {path.name: there} if there else {}
    return found


@pytest.mark.parametrize("format_id", [it for it in KNOWN if not it.startswith("plain")])
def test_people_planted_into_every_text_of_an_export_are_not_kept(
    shop: OpenShop, files: dict[str, tuple[str, bytes]], format_id: str
) -> None:
    name, content = files[format_id]
    name = name.removesuffix("zip") + "csv" if name.endswith("zip") else name
    source = Source(name, planted(KNOWN[format_id], content))
    seen = importing.preview(shop, source, today=LAST)
    told = repr([seen.refused, seen.skipped, seen.warned, seen.sample.to_dict()])
    taken = importing.accept(shop, seen, now=NOW)
    assert taken.format_id == format_id
    assert taken.tally.accepted, taken.tally
    assert left_behind(shop) == {}
    assert [token for token in TOKENS if token in told] == []
