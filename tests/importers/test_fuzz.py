"""Tables put together by chance: read or refused by name, and every row of them accounted for."""

import csv
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.importers import ISSUES_KEPT, Reading, UnreadableFile, read
from core.importers.kinds.levels import level_of
from core.services import importing, opening
from core.services.opening import OpenShop
from core.services.receipts import Refused, Source
from core.terms import Record
from core.terms.records import DIMENSIONS, SCHEMAS
from tests.importers.made import IDENTITY, TODAY
from tests.store import books

EXPORTS = [
    one["headings"]
    for one in json.loads((Path(__file__).parent / "exports.json").read_text("utf-8"))
]
HEADINGS = sorted({heading for export in EXPORTS for heading in export})
CELLS = (
    "", "", "", "-", "0", "1", "3", "12,900", "12900원", "₩12,900", "1.234", "12900.00",
    "(1,234)", "△5", "-7", "1e3", "1E+400", "9" * 17, "9" * 400, "2026110112345671", "2.02E+15",
    "nan", "#N/A", "#VALUE!", "=1+1", '="007"', "2026-11-01", "2026-11-01 15:04:05", "2026.11.1",
    "20261101", "26-11-01", "11/12/2026", "2026-11-01~2026-11-07", "2026-11", "45678", "45678.5",
    "2031-01-01", "2026-02-30", "07시", "25", "07~08시", "전체", "합계", "소계:", "Grand total",
    "Total", "총합계", "Y", "N", "예", "PC", "모바일", "여성", "남성", "신규", "재구매",
    "결제완료", "취소완료", "배송완료", "처음 보는 상태", "KRW", "USD", "머그컵", "김철수",
    "010-1234-5678", "a@b.kr", "서울 마포구 1", "※ 참고", "◈ 안내", "☕🍵", "e\u0301", "\u200b1",
    "\ufeff", "\x01\x02", "a\x00b", "\x1f", "\x1e1", 'say "hi"', "two\nlines", "tab\there",
    "가" * 300, "١٢", "½", "Ⅻ", "네이버",
)  # fmt: skip
"""What may stand in any cell."""
LIKELY = (
    (("번호", "ID", "Id"), tuple(f"20261101{number:08}" for number in range(1, 12))),
    (
        (
            "일시",
            "결제일",
            "주문일",
            "등록일",
            "날짜",
            "일자",
            "기간",
            "Date",
            "Day",
            " at",
            "시작",
        ),
        ("2026-11-01", "2026-11-02 15:04:05", "2026-11-03"),
    ),
    (
        ("수", "금액", "비용", "액", "가격", "가", "비", "료", "Total", "Price", "Sessions", "개"),
        ("1", "2", "1,200", "12900", "0", "-", ""),
    ),
)
NAMES = (
    "a.csv",
    "상품성과_2026-05-01_2026-05-31.xlsx",
    "visit_20260701-20260731.csv",
    "x_20261120_0910.xls",
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le")
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)

BOUNDED = settings(
    settings.default, phases=[Phase.generate], deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def made(rng: random.Random) -> list[list[str]]:
    """Some rows: headings of one export, mostly, in any order, and any cells below them."""
    headings = list(rng.choice(EXPORTS))
    if rng.random() < 0.3:
        rng.shuffle(headings)
    if rng.random() < 0.3:
        del headings[rng.randrange(1, len(headings)) :]
    if rng.random() < 0.3:
        headings += rng.choices(HEADINGS, k=rng.randrange(3))
    columns = [_below(rng, heading) for heading in headings]
    rows = [[rng.choice(column) for column in columns] for _ in range(rng.randrange(12))]
    for _ in range(rng.randrange(3)):
        rows.insert(rng.randrange(len(rows) + 1), _odd(rng, headings, rows))
    above = [rng.choices(CELLS, k=rng.randrange(3)) for _ in range(rng.choice((0, 0, 0, 1, 3)))]
    return [*above, headings, *rows]


def _below(rng: random.Random, heading: str) -> list[str]:
    """What may stand below a heading: often what it promises, or else anything."""
    likely = next(
        (cells for words, cells in LIKELY if any(word in heading for word in words)),
        ("머그컵", "접시"),
    )
    return list(likely) if rng.random() < 0.8 else rng.choices(CELLS, k=rng.choice((1, 3, 8)))


def _odd(rng: random.Random, headings: list[str], rows: list[list[str]]) -> list[str]:
    """A row that is no data: headings again, nothing, a repeat, another width, a sum, a remark."""
    first = rng.choice(("합계", "전체", "", "※ 참고", "총계"))
    return rng.choice(
        (
            list(headings),
            [],
            list(rng.choice(rows or [headings])),
            rng.choices(CELLS, k=rng.randrange(len(headings) + 4)),
            [first, *rng.choices(CELLS, k=len(headings) - 1)],
        )
    )


def as_text(rows: list[list[str]], rng: random.Random) -> bytes:
    written = StringIO()
    csv.writer(
        written, delimiter=rng.choice(",,,\t;"), lineterminator=rng.choice(("\r\n", "\n", "\r"))
    ).writerows(rows)
    return _hurt(written.getvalue().encode(rng.choice(ENCODINGS), "replace"), rng)


def _hurt(content: bytes, rng: random.Random) -> bytes:
    hurt = rng.randrange(8)
    if hurt == 0 and content:
        content = content[: rng.randrange(len(content))]
    if hurt == 1:
        broken = bytearray(content)
        for _ in range(rng.randrange(1, 5)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        content = bytes(broken)
    return content


def as_book(rows: list[list[str]], rng: random.Random) -> bytes:
    content = BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": rng.random() < 0.5,
        "nan_inf_to_errors": True,
        "strings_to_formulas": rng.random() < 0.3,
        "strings_to_numbers": rng.random() < 0.5,
    }
    book = xlsxwriter.Workbook(content, options)
    for _ in range(rng.choice((1, 1, 2))):
        sheet = book.add_worksheet()
        left, top = rng.choice((0, 0, 2)), rng.choice((0, 0, 3))
        for line, row in enumerate(rows, top):
            sheet.write_row(line, left, row)
            if rng.random() < 0.05:
                sheet.set_row(line, None, None, {"hidden": True})
        if rng.random() < 0.2:
            sheet.merge_range(top + 1, left, top + 3, left, "2026110112345671")
    book.close()
    return _hurt(content.getvalue(), rng)


def as_page(rows: list[list[str]], rng: random.Random) -> bytes:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    said = "".join(f"<tr>{line}</tr>" for line in lines)
    return _hurt(
        f"<html><table>{said}</table></html>".encode(rng.choice(ENCODINGS[:3]), "replace"), rng
    )


def drawn(rng: random.Random) -> tuple[str, bytes]:
    """A table as a file of any kind, sometimes broken."""
    rows = made(rng)
    return rng.choice(NAMES), rng.choice((as_text, as_book, as_page))(rows, rng)


def told(name: str, content: bytes) -> tuple[Reading, list[pa.Table]] | None:
    try:
        reading = read(name, content, identity=IDENTITY, today=TODAY)
        return reading, list(reading.batches())
    except UnreadableFile:
        return None


def check_types(reading: Reading, tables: list[pa.Table]) -> None:
    schema = SCHEMAS[reading.record]
    for table in tables:
        for field in table.schema:
            assert field.type == schema.field(field.name).type, field
        for field in schema:
            if not field.nullable:
                assert table[field.name].null_count == 0, field
        assert table.column_names == [it.name for it in schema if it.name in table.column_names]


def check_lines(reading: Reading, tables: list[pa.Table]) -> None:
    accepted = [line for table in tables for line in table["line"].to_pylist()]
    assert reading.rows == reading.accepted + reading.refused + reading.skipped
    assert len(accepted) == reading.accepted
    assert max(reading.refused, reading.skipped) <= ISSUES_KEPT
    others = [it.line for it in (*reading.problems, *reading.skips)]
    lines = accepted + others
    assert len(set(lines)) == len(lines), (accepted, reading.problems, reading.skips)
    assert len(lines) == reading.rows


def check_level(reading: Reading, tables: list[pa.Table]) -> None:
    if reading.record not in DIMENSIONS or not tables:
        return
    table = pa.concat_tables(tables)
    allowed = {0}
    subjects = set(table["subject"].to_pylist()) if reading.record is Record.STATISTIC else {None}
    for subject in subjects:
        mask = [
            subject is None or it == subject
            for it in table.column("subject" if subject is not None else "level").to_pylist()
        ]
        allowed.add(level_of(table.filter(pa.array(mask)), reading.record))
    assert set(table["level"].to_pylist()) <= allowed


@settings(BOUNDED, max_examples=250)
@given(st.integers(0, 2**32))
def test_any_table_is_read_or_refused_by_name_and_every_row_is_counted(seed):
    file = drawn(random.Random(seed))  # noqa: S311
    found = told(*file)
    if found is None:
        assert told(*file) is None
        return
    check_types(*found)
    check_lines(*found)
    check_level(*found)
    again = told(*file)
    assert again is not None
    assert again[1] == found[1]
    assert (again[0].problems, again[0].skips, again[0].remarks, again[0].warnings) == (
        found[0].problems, found[0].skips, found[0].remarks, found[0].warnings
    )  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = opening.open_shop(tmp_path)
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_file_taken_twice_counts_once_and_taken_back_was_never_there(shop: OpenShop, seed: int):
    rng = random.Random(seed)  # noqa: S311
    for _ in range(12):
        name, content = drawn(rng)
        before = books.contents(shop.store)
        try:
            receipt = importing.take(shop, Source(name, content), now=NOW)
        except Refused:
            assert books.contents(shop.store) == before
            continue
        there = books.contents(shop.store)
        again = importing.take(shop, Source(name, content), now=NOW)
        assert books.contents(shop.store) == there
        assert (again.saved.new, again.saved.changed) == (0, 0)
        if not receipt.upload_id:
            assert there == before
        elif rng.random() < 0.7:
            importing.undo(shop, importing.undo_plan(shop, receipt.upload_id), now=NOW)
            assert books.contents(shop.store) == before
