"""Our own tables to fill in: a heading, two examples that are never read, and what to write."""

import csv
import io
from datetime import UTC, datetime
from typing import Final, Literal

import xlsxwriter

from core.importers.format import Cell, Column
from core.importers.mapping import TEMPLATES
from core.importers.meanings import MEANINGS
from core.importers.sheet import EXPLAINED

Kind = Literal["xlsx", "csv"]

EXAMPLE: Final = "예시"
"""How the lines begin that show what to write; they are no data."""
SHEETS: Final = {
    "plain_orders": "주문",
    "plain_traffic": "유입",
    "plain_sales": "매출",
    "plain_products": "상품",
    "plain_keywords": "검색어",
    "plain_ads": "광고",
    "plain_reviews": "리뷰",
    "plain_questions": "문의",
    "plain_settlement": "정산",
}
"""What the sheet to fill in is called."""

UNWRITTEN: Final = {"plain_orders": frozenset({"line_no"})}
"""Columns of tables that are explained, which nobody is asked to fill in."""

_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ABOUT: Final = ("칸 이름", "꼭 채우기", "뜻", "이렇게 적어요")
_NUMBERS: Final = frozenset({Cell.WHOLE, Cell.DECIMAL})
_WIDTH: Final = 18
_WIDE: Final = 62


def template_file(template: str, kind: Kind) -> tuple[str, bytes]:
    """One of our tables to fill in: its name, and its bytes.

    Raises:
        KeyError: there is no such table.
    """
    columns = written(template)
    made = _workbook(template, columns) if kind == "xlsx" else _text(template, columns)
    return file_name(template, kind), made


def file_name(template: str, kind: Kind) -> str:
    """What one of our tables to fill in is called.

    Raises:
        KeyError: there is no such table.
    """
    return f"단골_{SHEETS[template]}_양식.{kind}"


def written(template: str) -> tuple[Column, ...]:
    """The columns that stand in a table to fill in: those with a heading of their own.

    Raises:
        KeyError: there is no such table.
    """
    asked = [it for it in TEMPLATES[template].columns if it.name not in UNWRITTEN.get(template, ())]
    first = {column.title: column for column in reversed(asked)}
    return tuple(reversed(first.values()))


def examples(template: str) -> list[list[str]]:
    """The two lines that show what to write; they begin with a word by which they are no data."""
    told = MEANINGS[template]
    lines = [[told[column.name][place] for column in written(template)] for place in (1, 2)]
    return [[f"{EXAMPLE} {line[0]}", *line[1:]] for line in lines]


def _text(template: str, columns: tuple[Column, ...]) -> bytes:
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    writer.writerows(examples(template))
    return content.getvalue().encode("utf-8-sig")


def _workbook(template: str, columns: tuple[Column, ...]) -> bytes:
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False,
               "strings_to_urls": False}  # fmt: skip
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": _MADE})
    _to_fill_in(book, template, columns)
    _explained(book, template, columns)
    book.close()
    return content.getvalue()


def _to_fill_in(book: xlsxwriter.Workbook, template: str, columns: tuple[Column, ...]) -> None:
    needed = book.add_format({"bold": True, "bg_color": "#DCE6FB", "border": 1})
    other = book.add_format({"bold": True, "bg_color": "#F1F3F7", "border": 1})
    grey = book.add_format({"font_color": "#6B717D", "italic": True})
    # A number that is a name must not be shortened by the spreadsheet.
    as_text, as_number = book.add_format({"num_format": 49}), book.add_format()
    required = TEMPLATES[template].required
    page = book.add_worksheet(SHEETS[template])
    page.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        page.set_column(place, place, _WIDTH, as_number if column.cell in _NUMBERS else as_text)
        page.write_string(0, place, column.title, needed if column.name in required else other)
    for line, cells in enumerate(examples(template), start=1):
        page.write_row(line, 0, cells, grey)


def _explained(book: xlsxwriter.Workbook, template: str, columns: tuple[Column, ...]) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#F1F3F7", "border": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    required = TEMPLATES[template].required
    page = book.add_worksheet(EXPLAINED)
    page.set_column(0, 1, _WIDTH)
    page.set_column(2, 2, _WIDE, wrapped)
    page.set_column(3, 3, _WIDTH)
    page.write_row(0, 0, _ABOUT, bold)
    for line, column in enumerate(columns, start=1):
        meaning, example, _ = MEANINGS[template][column.name]
        must = "꼭 채워요" if column.name in required else ""
        page.write_row(line, 0, (column.title, must, meaning, example))
    note = f"‘{EXAMPLE}’로 시작하는 줄은 읽지 않아요. 그 아래에 적어요."
    page.write_string(len(columns) + 2, 0, note)
