"""The files of a report, each made on the click, and its text for a messenger."""

import threading
from collections.abc import Callable
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.i18n import speaking
from core.ui import copying, session
from core.ui.text import plain
from core.wording import report_charts, report_excel, report_html, report_pdf, report_text
from core.wording.reports import Document

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(document: Document) -> None:
    """A button for each file, and the text to copy."""
    _warm()
    with st.container(horizontal=True, vertical_alignment="center", key="report-files"):
        _file(document, "PDF", "pdf", "application/pdf", report_pdf.pdf, primary=True)
        _file(document, _("Excel"), "xlsx", _XLSX, report_excel.excel)
        _file(document, _("To print"), "html", "text/html", report_html.html)
        _file(document, _("Tables (CSV)"), "zip", "application/zip", report_text.bundle)
        with st.popover(_("Text for KakaoTalk"), icon=":material/chat:"):
            told = report_text.text(document)
            copying.button(told, about=_("The report as plain text"), key="reports.text")
            st.text(told)


def _file(  # noqa: PLR0913  (what it is, and how it is made)
    document: Document,
    label: str,
    ending: str,
    mime: str,
    make: Callable[[Document], bytes],
    *,
    primary: bool = False,
) -> None:
    st.download_button(
        plain(label),
        data=spoken(document.language, lambda: make(document)),
        file_name=f"{document.file}.{ending}",
        mime=mime,
        key=f"reports.{ending}",
        on_click="ignore",
        icon=":material/download:",
        type="primary" if primary else "secondary",
    )


def pictures(name: str, png: Callable[[], bytes], svg: Callable[[], str], *, key: str) -> None:
    """Two buttons that save a chart as a picture."""
    language = session.language()
    pictures_of: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("png", "image/png", png),
        ("svg", "image/svg+xml", lambda: svg().encode()),
    )
    with st.container(horizontal=True, gap="small", width="content"):
        for ending, mime, made in pictures_of:
            st.download_button(
                ending.upper(),
                data=spoken(language, made),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"{key}.{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/image:",
            )


def spoken(language: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same in a language, for a thread that does not know the reader."""

    def made() -> bytes:
        with speaking(language):
            return make()

    return made


@st.cache_resource(show_spinner=False)
def _warm() -> None:
    """Start what draws pictures while the reader reads: the first one takes a second."""
    threading.Thread(target=report_charts.warm, daemon=True).start()
