"""Files to take along. A cell that a spreadsheet would run as a formula is made plain text."""

import io
from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st
import xlsxwriter

from core.i18n import speaking
from core.ui import session
from core.ui.text import plain

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, or split the cell."""

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv(
    label: str,
    frame: pd.DataFrame | Callable[[], pd.DataFrame],
    file_name: str,
    *,
    key: str,
) -> None:
    """A button that saves a table as CSV for Excel; a callable is asked on the click only."""
    language = session.language()

    def made() -> bytes:
        # Runs in a thread that does not know the reader.
        with speaking(language):
            return csv_bytes(frame() if callable(frame) else frame)

    st.download_button(
        plain(label),
        data=made,
        file_name=file_name,
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def excel(
    label: str,
    frame: Callable[[], pd.DataFrame],
    file_name: str,
    *,
    key: str,
) -> None:
    """A button that saves a table as a workbook; it is asked for on the click only."""
    language = session.language()

    def made() -> bytes:
        with speaking(language):
            return excel_bytes(frame())

    st.download_button(
        plain(label), data=made, file_name=file_name, mime=_XLSX, key=key, on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def excel_bytes(frame: pd.DataFrame) -> bytes:
    """The table as a workbook: numbers as numbers, and no text a formula or a link."""
    content = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False, "strings_to_formulas": False,
               "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(content, options)
    page = book.add_worksheet()
    page.freeze_panes(1, 0)
    bold = book.add_format({"bold": True, "bg_color": "#DCE6FB", "border": 1})
    for place, name in enumerate(frame.columns):
        page.set_column(place, place, 18)
        page.write_string(0, place, str(name), bold)
        for line, cell in enumerate(frame[name].tolist(), start=1):
            if isinstance(cell, int | float):
                if cell == cell:  # noqa: PLR0124  (not unknown)
                    page.write_number(line, place, cell)
            elif cell not in {None, ""}:
                page.write_string(line, place, str(cell))
    book.close()
    return content.getvalue()


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The table as Excel opens it: UTF-8 with a mark, formulas made harmless, numbers untouched."""
    safe = frame.map(neutral).rename(columns=neutral)
    return safe.to_csv(index=False).encode("utf-8-sig", errors="replace")


def neutral(cell: object) -> object:
    """The cell; a text that would run as a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
