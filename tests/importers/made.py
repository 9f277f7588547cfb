"""Order files made for one test, and what becomes of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from core.importers import Identity, Reading, UnreadableFile, read

TODAY = date(2026, 11, 22)
IDENTITY = Identity(b"a key for tests, thirty-two bytes")
AMOUNT = "최종 상품별 총 주문금액"
HEADINGS = (
    "상품주문번호", "주문번호", "결제일", AMOUNT, "수량", "상품명", "구매자명", "구매자연락처",
)  # fmt: skip


def row(number: int = 1, **cells: object) -> dict[str, object]:
    """A good order line; ``cells`` are told by the beginning of their heading."""
    line = dict(
        zip(
            HEADINGS,
            (f"20261101{number:07}1", f"20261101{number:07}2", "2026-11-01 15:04:05", "12900", "1",
             "머그컵", "김철수", "010-1234-5678"),
            strict=True,
        )
    )  # fmt: skip
    return line | {
        next((heading for heading in HEADINGS if heading.startswith(name)), name): cell
        for name, cell in cells.items()
    }


def csv(
    *rows: dict[str, object] | str, headings: Iterable[str] = (), encoding: str = "utf-8"
) -> bytes:
    """Rows as CSV; a text is a line as it stands."""
    names = list(headings) or list(dict.fromkeys(name for it in rows if isinstance(it, dict)
                                                 for name in it)) or list(HEADINGS)  # fmt: skip
    lines = [it if isinstance(it, str) else ",".join(_cell(it.get(n, "")) for n in names)
             for it in rows]  # fmt: skip
    return ("\r\n".join([",".join(names), *lines]) + "\r\n").encode(encoding)


def _cell(value: object) -> str:
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def workbook(
    *rows: dict[str, object], change: Callable[[Worksheet], object] = lambda _: None
) -> bytes:
    """Rows as the first sheet of a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "발주발송관리"
    names = list(dict.fromkeys(name for it in rows for name in it)) or list(HEADINGS)
    sheet.append(names)
    for it in rows:
        sheet.append([it.get(name) for name in names])
    change(sheet)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP archive of these members."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return content.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes] | None = None) -> bytes:
    """The archive with one of its parts written anew, or left out."""
    with ZipFile(BytesIO(content)) as packed:
        members = [(name, packed.read(name)) for name in packed.namelist()]
    kept = [(name, data) for name, data in members if change or name != part]
    return archive(
        [(name, change(data) if change and name == part else data) for name, data in kept]
    )


@dataclass
class Outcome:
    """What became of a file."""

    reading: Reading | None = None
    lines: list[dict[str, Any]] = field(default_factory=list)
    error: UnreadableFile | None = None

    @property
    def reason(self) -> str | None:
        return None if self.error is None else self.error.reason.value

    @property
    def refused(self) -> dict[int, str]:
        return {problem.line: problem.reason.value for problem in self.told.problems}

    @property
    def skipped(self) -> dict[int, str]:
        return {skip.line: skip.reason.value for skip in self.told.skips}

    @property
    def remarked(self) -> dict[int, str]:
        return {remark.line: remark.reason.value for remark in self.told.remarks}

    @property
    def warnings(self) -> set[str]:
        return {warning.value for warning in self.told.warnings}

    @property
    def told(self) -> Reading:
        assert self.reading is not None, self.error and (self.error.reason, self.error.details)
        return self.reading

    def column(self, name: str) -> list[Any]:
        return [line[name] for line in self.lines]


def taken(content: bytes, name: str = "orders.csv", **options: Any) -> Outcome:
    """Read a file to its end; every row is accounted for."""
    found = Outcome()
    try:
        reading = read(name, content, identity=IDENTITY, today=TODAY, **options)
        found.lines = [line for table in reading.batches() for line in table.to_pylist()]
    except UnreadableFile as error:
        found.error = error
        return found
    found.reading = reading
    assert reading.rows == reading.accepted + reading.refused + reading.skipped
    assert len(found.lines) == reading.accepted
    return found
