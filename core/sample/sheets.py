"""Tables of texts and numbers become CSV files and workbooks, the same bytes each time."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

import msoffcrypto.format.ooxml
import numpy as np
import pandas as pd
import xlsxwriter

from core.sample.draw import Objects

NOTICE: Final = (
    "◈ 다운로드 받은 파일로 '엑셀 일괄발송' 처리하는 방법 : 택배사, 송장번호를 입력하고 "
    "상품주문번호는 그대로 두세요."
)
"""The line above the headings of the dispatch workbook; it names headings itself."""

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def moments(column: "pd.Series[pd.Timestamp]") -> Objects:
    """Moments as the exports write them, ``2026-05-28 12:34:56``; empty when there is none."""
    values = column.to_numpy().astype("datetime64[s]")
    written = np.char.replace(np.datetime_as_string(values), "T", " ").astype(object)
    written[np.isnat(values)] = ""
    return written


def csv_file(table: pd.DataFrame, encoding: str = "cp949", *, above: Iterable[str] = ()) -> bytes:
    """The table as CSV with Windows line ends.

    Args:
        table: texts and numbers; its column names are the headings.
        encoding: ``cp949``, ``utf-8-sig`` or any other that knows Hangul.
        above: lines above the headings, as they stand.
    """
    text: str = table.to_csv(index=False, lineterminator="\r\n")
    return "".join([*(f"{line}\r\n" for line in above), text]).encode(encoding)


def workbook(table: pd.DataFrame, sheet: str, *, notice: str | None = None) -> bytes:
    """The table as a workbook with one sheet; numbers are number cells, all else is text.

    Args:
        table: texts and numbers; its column names are the headings.
        sheet: name of the sheet.
        notice: a line in a merged cell above the headings.
    """
    rows = zip(*(table[name].tolist() for name in table.columns), strict=True)
    return grid([list(table.columns), *rows], sheet, notice=notice)


def grid(rows: Iterable[Sequence[object]], sheet: str, *, notice: str | None = None) -> bytes:
    """Rows as they stand in a sheet, from its first line on or below a notice."""
    content = io.BytesIO()
    options = {"constant_memory": True, "in_memory": True, "strings_to_numbers": False,
               "strings_to_formulas": False, "strings_to_urls": False}  # fmt: skip
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": _MADE})
    page = book.add_worksheet(sheet)
    top = 0
    if notice is not None:
        page.merge_range(0, 0, 0, 2, notice)
        top = 1
    for number, row in enumerate(rows, top):
        for place, cell in enumerate(row):
            if cell != "":
                page.write(number, place, cell)
    book.close()
    return content.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    """A file in an archive of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def encrypted(content: bytes, password: str) -> bytes:
    """The workbook behind a password. The salt is fresh each time, and so are the bytes."""
    sealed = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content)).encrypt(password, sealed)
    return sealed.getvalue()
