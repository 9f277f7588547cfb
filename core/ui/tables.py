"""Tables of rows, with the same formats on every page."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.ui import session


def show(
    frame: pd.DataFrame, columns: Mapping[str, ColumnConfig], *, key: str, alt: str | None = None
) -> None:
    """A table with the named columns of ``frame``, in that order.

    Args:
        frame: the rows.
        columns: how each shown column is headed and written; see the functions below.
        key: unique on the page.
        alt: what the table says, for those who do not see it.
    """
    st.dataframe(
        frame,
        hide_index=True,
        column_order=list(columns),
        column_config=dict(columns),
        key=key,
        height="content",
        placeholder="–",
        alt=alt,
    )


def text(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002  (Streamlit's word)
    """A column of text, also of days and numbers that were put into words before."""
    return st.column_config.TextColumn(label, help=help)


def money(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of whole won."""
    written = "%,d원" if session.language() == "ko" else "₩%,d"
    return st.column_config.NumberColumn(label, format=written, help=help)


def count(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of whole numbers."""
    return st.column_config.NumberColumn(label, format="%,d", help=help)


def day(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of days; for the day of the week write them with ``formats.day``."""
    return st.column_config.DateColumn(label, format="YYYY.MM.DD", help=help)
