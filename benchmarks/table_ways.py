"""The ways of ``tables.py``, each run in a process of its own: ``table_ways.py WAY JSON``."""

# ruff: noqa: PLC0415  (a process imports only what its way needs, or its memory says nothing)

import csv
import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from ways import NOW, Watch, peak_mb

TODAY: Final = date(2026, 11, 25)
FIRST_DAY: Final = date(2026, 8, 1)
PRODUCTS: Final = 1_000
NUMBERS: Final = frozenset({
    "수량", "옵션가격", "상품가격", "최종 상품별 할인액", "최초 상품별 할인액",
    "판매자 부담 할인액", "최종 상품별 총 주문금액", "최초 상품별 총 주문금액", "배송비 합계",
    "제주/도서 추가배송비", "배송비 할인액", "네이버페이 주문관리 수수료", "매출연동 수수료",
    "정산예정금액",
})  # fmt: skip
"""Columns of an order export that a mall writes as numbers; all others are text."""


def order_books(lines: int, folder: str) -> dict[str, Any]:
    """Write a dispatch export as two workbooks: texts in a table of their own, or in place."""
    from core.sample import large

    text = Path(folder) / "orders.csv"
    large(lines, text)
    for name in ("shared", "inline"):
        with text.open(encoding="cp949", newline="") as stream:
            rows = csv.reader(stream)
            headings = next(rows)
            numeric = [heading in NUMBERS for heading in headings]
            cells = (
                [
                    int(cell) if wanted and cell else cell
                    for cell, wanted in zip(row, numeric, strict=True)
                ]
                for row in rows
            )
            _write(Path(folder) / f"{name}.xlsx", [headings], cells, inline=name == "inline")
    text.unlink()
    return {
        name: (Path(folder) / f"{name}.xlsx").stat().st_size / 1e6 for name in ("shared", "inline")
    }


def fact_files(rows: int, folder: str) -> dict[str, Any]:
    """Write daily statistics of a thousand products as XLSX and as CSV, and once more a day later.

    In the newer files every tenth number has changed.
    """
    from core.sample.headings import SALES_BY_PRODUCT as HEADINGS

    for age in (0, 1):
        for kind in ("xlsx", "csv"):
            cells = (_fact(number, age) for number in range(rows))
            place = Path(folder) / f"facts{age}.{kind}"
            if kind == "xlsx":
                _write(place, [HEADINGS], cells, inline=False)
                continue
            with place.open("w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(HEADINGS)
                writer.writerows(cells)
    return {
        kind: (Path(folder) / f"facts0.{kind}").stat().st_size / 1e6 for kind in ("xlsx", "csv")
    }


def _fact(number: int, age: int) -> list[object]:
    """A row of 판매분석 by product (sheet SALES)."""
    day, product = FIRST_DAY + timedelta(days=number // PRODUCTS), number % PRODUCTS
    sold = (number * 7919 + age * (number % 10 == 0)) % 12
    gross, refund = sold * 12_900, 12_900 * (sold % 5 == 4)  # noqa: PLR2004
    return [
        "결제일", day.isoformat(), f"상품 {product} 흰 접시", str(5_000_000_000 + product),
        sold, int(refund > 0), 0.1, gross, gross - refund, 12900, refund, 0.1, sold, 1,
        int(refund > 0), 0.1, 40 + product % 60, 0.2, 3000, 0, 0, 0, 0, 0,
    ]  # fmt: skip


def _write(place: Path, headings: list[Any], rows: Iterable[list[Any]], *, inline: bool) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(place), {"constant_memory": inline})
    sheet = book.add_worksheet("Sheet1")
    for at, row in enumerate(
        (*headings, *rows) if inline else (row for part in (headings, rows) for row in part)
    ):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(at, column, cell)
            else:
                sheet.write_number(at, column, cell)
    book.close()


def openpyxl(file: str) -> dict[str, Any]:
    """Only make a list of the rows, as scripts do; nothing is typed or checked."""
    import openpyxl as library

    watch = Watch()
    with watch:
        book = library.load_workbook(file, read_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    return {"seconds": watch.seconds, "cpu": watch.cpu, "rows": len(rows) - 1}


def reading(file: str) -> dict[str, Any]:
    """Guards, recognition and typed batches, as every import begins."""
    from core.importers import Identity, read
    from core.services.reading import unhurried

    watch = Watch()
    with watch, unhurried():
        found = read(file, Path(file), identity=Identity(b"k" * 32), today=TODAY)
        for _ in found.batches():
            pass
    return {"seconds": watch.seconds, "cpu": watch.cpu, "rows": found.accepted}


def floor(file: str, folder: str) -> dict[str, Any]:
    """Decode, parse and insert prepared tuples into a table of facts without indexes."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateTable

    from core.store.fact_tables import TABLES
    from core.terms import Record

    table = TABLES[Record.STATISTIC]
    connection = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    names = [column.name for column in table.columns]
    parsing, inserting = Watch(), Watch()
    with parsing:
        rows = list(_rows_of(Path(file)))
    prepared = [_prepared(number, row, names) for number, row in enumerate(rows[1:])]
    with inserting:
        connection.execute("BEGIN")
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO statistic VALUES ({marks})", prepared)  # noqa: S608
        connection.execute("COMMIT")
    connection.close()
    return {"seconds": parsing.seconds + inserting.seconds, "cpu": parsing.cpu + inserting.cpu}


def _rows_of(file: Path) -> Iterator[list[Any]]:
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.reader(stream)
        return
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(file))
    yield from book.get_sheet_by_index(0).iter_rows()


_CELLS: Final = {
    "payments": 4, "refunds": 5, "gross": 7, "net": 8, "refund_amount": 10, "units": 12,
    "refund_units": 14, "visits": 16, "shipping_fee": 18, "discount": 19, "seller_discount": 20,
}  # fmt: skip
_SAME: Final[dict[str, Any]] = {
    "shop_id": 1, "upload_id": 1, "rank": 1_790_000_000, "current": 1, "vocabulary": 1,
    "subject": 3, "level": 512, "first_day": 20_600, "last_day": 20_600,
    "report": "smartstore_sales", "key": "0123456789abcdef0123456789abcdef",
}  # fmt: skip


def _prepared(number: int, row: list[Any], names: list[str]) -> tuple[Any, ...]:
    values = {**_SAME, "number": number, "product_id": number % PRODUCTS}
    values |= {name: int(row[place]) for name, place in _CELLS.items()}
    return tuple(values.get(name) for name in names)


def dangol(files: list[str], folder: str) -> dict[str, Any]:
    """Take a file into an empty store, the newer one over it, and take that back."""
    from core.services import importing
    from core.services.opening import open_shop

    shop = open_shop(Path(folder))
    found: dict[str, Any] = {}
    for step, file in zip(("empty", "again"), files, strict=True):
        watch = Watch()
        name = f"sales_{TODAY:%Y%m%d}_{10 + len(found)}00{Path(file).suffix}"
        with watch:
            receipt = importing.take(shop, importing.Source(name, Path(file)), now=NOW)
        saved = receipt.saved
        found[step] = {"seconds": watch.seconds, "cpu": watch.cpu, "new": saved.new,
                       "changed": saved.changed, "same": saved.same}  # fmt: skip
    plan = importing.undo_plan(shop, receipt.upload_id)
    watch = Watch()
    with watch:
        importing.undo(shop, plan, now=NOW + timedelta(hours=1))
    found["undo"] = {"seconds": watch.seconds, "cpu": watch.cpu}
    shop.close()
    return found


WAYS: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "order_books": order_books,
    "fact_files": fact_files,
    "openpyxl": openpyxl,
    "reading": reading,
    "floor": floor,
    "dangol": dangol,
}

if __name__ == "__main__":
    found = WAYS[sys.argv[1]](**json.loads(sys.argv[2]))
    print(json.dumps({**found, "peak_mb": peak_mb()}))
