"""Files to take along. A cell that a spreadsheet would run as a formula is made plain text."""

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import speaking
from core.ui import session
from core.ui.text import plain

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, or split the cell."""


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


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The table as Excel opens it: UTF-8 with a mark, formulas made harmless, numbers untouched."""
    safe = frame.map(neutral).rename(columns=neutral)
    return safe.to_csv(index=False).encode("utf-8-sig", errors="replace")


def neutral(cell: object) -> object:
    """The cell; a text that would run as a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u3000").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
