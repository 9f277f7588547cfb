"""Tables of rows, with the same formats on every page."""

from collections.abc import Collection, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.i18n import formats
from core.ui import session

_SHARE: Final = 110
"""Pixels."""


def show(
    frame: pd.DataFrame,
    columns: Mapping[str, ColumnConfig],
    *,
    key: str,
    alt: str | None = None,
    optional: Collection[str] = (),
) -> None:
    """A table with the named columns of ``frame``, in that order.

    Args:
        frame: the rows.
        columns: how each shown column is headed and written; see the functions below.
        key: unique on the page.
        alt: what the table says, for those who do not see it.
        optional: columns that are left out where no row has anything in them.
    """
    shown = {
        name: column
        for name, column in columns.items()
        if name not in optional or _has_any(frame[name])
    }
    st.dataframe(
        frame,
        hide_index=True,
        column_order=list(shown),
        column_config=shown,
        key=key,
        height="content",
        placeholder="–",
        alt=alt,
    )


def _has_any(column: "pd.Series[Any]") -> bool:
    return bool((column.notna() & ~column.isin(["", formats.UNKNOWN])).any())


def text(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002  (Streamlit's word)
    """A column of text, also of days that were put into words before."""
    return st.column_config.TextColumn(label, help=help)


def figure(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of numbers that were put into words before, such as “below 0.1%” and ranges."""
    return st.column_config.TextColumn(label, help=help, alignment="right")


def share(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of shares in words, so wide that one of few people is read whole: 24명 중 12명."""
    return st.column_config.TextColumn(label, help=help, alignment="right", width=_SHARE)


def money(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of whole won."""
    written = "%,d원" if session.language() == "ko" else "₩%,d"
    return st.column_config.NumberColumn(label, format=written, help=help)


def count(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of whole numbers."""
    return st.column_config.NumberColumn(label, format="%,d", help=help)


def decimal(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of numbers with one decimal."""
    return st.column_config.NumberColumn(label, format="%,.1f", help=help)


def percent(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of whole percents."""
    return st.column_config.NumberColumn(label, format="%d%%", help=help)


def day(label: str, *, help: str | None = None) -> ColumnConfig:  # noqa: A002
    """A column of days; for the day of the week write them with ``formats.day``."""
    return st.column_config.DateColumn(label, format="YYYY.MM.DD", help=help)
