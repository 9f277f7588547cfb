"""A table that nobody knows is looked into: its headings, and a few masked cells."""

import csv
import io
from io import BytesIO

import openpyxl
import pytest

from core.importers import LIMITS, UnreadableFile
from core.importers.mapping import peek
from core.sample.sheets import encrypted
from core.terms import FileReason

CODE = "1234"
HEADINGS = ("주문일", "주문자", "연락처", "품명", "금액")
ROWS = (
    ("2026-11-01", "김철수", "010-1234-5678", "머그컵", "12000"),
    ("2026-11-02", "이영희", "010-2345-6789", "유리컵", "8000"),
    ("2026-11-02", "김철수", "010-1234-5678", "접시", "9000"),
    ("2026-11-03", "박민수", "010-3456-7890", "머그컵", "12000"),
)


def text(*lines, encoding: str = "utf-8") -> bytes:
    content = io.StringIO()
    csv.writer(content).writerows(lines)
    return content.getvalue().encode(encoding)


def book(*sheets: tuple[str, tuple[tuple[object, ...], ...]], hidden: str = "") -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def look(content: bytes, name: str = "표.csv", **options):
    return peek(name, content, options.pop("password", None), LIMITS, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_headings_of_a_text_file_are_found_whatever_its_letters(encoding):
    found = look(text(HEADINGS, *ROWS, encoding=encoding))

    assert (found.headings, found.header_line, found.rows) == (HEADINGS, 1, 4)


def test_at_most_three_different_cells_of_a_column_are_shown_and_nobody_is_told_by_them():
    found = look(text(HEADINGS, *ROWS))

    assert found.samples["품명"] == ("머그컵", "유리컵", "접시")
    assert found.samples["주문자"] == ("김*수", "이*희", "박*수")
    assert not any("1234" in cell for cell in found.samples["연락처"])


def test_lines_above_the_headings_are_stepped_over():
    found = look(
        text(["우리 가게 주문 (2026년 11월)"], [], ["만든 날", "2026-11-20"], HEADINGS, *ROWS)
    )

    assert (found.headings, found.header_line, found.rows) == (HEADINGS, 4, 4)


def test_a_title_in_a_wide_merged_cell_is_no_heading():
    found = look(book(("주문", (("우리 가게",), (), HEADINGS, *ROWS))), "표.xlsx")

    assert (found.headings, found.sheet) == (HEADINGS, "주문")


def test_an_encrypted_workbook_needs_its_password_which_opens_it():
    locked = encrypted(book(("주문", (HEADINGS, *ROWS))), CODE)

    with pytest.raises(UnreadableFile) as refused:
        look(locked, "표.xlsx")
    assert refused.value.reason is FileReason.ENCRYPTED
    assert look(locked, "표.xlsx", password=CODE).rows == 4


def test_a_sheet_that_is_seen_comes_before_a_hidden_one():
    other = (("a", "b", "c"), ("1", "2", "3"))
    content = book(("숨김", other), ("주문", (HEADINGS, *ROWS)), hidden="숨김")

    assert look(content, "표.xlsx").headings == HEADINGS
    assert look(content, "표.xlsx", sheet="숨김").headings == ("a", "b", "c")


@pytest.mark.parametrize(
    "content",
    [
        text(*ROWS),
        text(["한 칸"], ["값"]),
        text(["이름", "값"], ["a", "1"]),
        text(HEADINGS),
        text(["가" * 80, "나" * 80, "다" * 80], ["1", "2", "3"]),
    ],
    ids=["no headings", "one column", "two columns", "no rows", "sentences"],
)
def test_what_has_no_line_of_headings_is_refused(content):
    if content == text(HEADINGS):
        content = text(HEADINGS, ["적어 둔 것이 없어요"])
    with pytest.raises(UnreadableFile) as refused:
        look(content)

    assert refused.value.reason is FileReason.NO_HEADER


def test_a_picture_is_refused_by_the_same_guards():
    with pytest.raises(UnreadableFile) as refused:
        look(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)

    assert refused.value.reason is FileReason.NOT_TABULAR


def test_a_heading_that_stands_there_twice_cannot_be_chosen():
    found = look(text(("날짜", "금액", "금 액", "상품"), ("2026-11-01", "1", "2", "컵")))

    assert found.choices == ("날짜", "상품")


def test_a_column_without_a_heading_and_rows_of_another_width_do_no_harm():
    found = look(
        text(("날짜", "", "금액", "상품"), ("2026-11-01", "x", "1", "컵"), ("2026-11-02",))
    )

    assert found.headings == ("날짜", "금액", "상품")
    assert found.samples["금액"] == ("1",)
    assert found.rows == 2
