"""The builder of links with codes, and the list of codes nobody knows."""

from typing import Final

import pandas as pd
import streamlit as st

from core.analysis import links as rules
from core.analysis.links import Codes, Style
from core.i18n import gettext as _
from core.services import link_book, links
from core.services.link_book import Dictionary
from core.services.opening import OpenShop
from core.ui import cards, channel_changes, downloads, session, tables
from core.ui import link_book as book
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import links as wording

_KEY: Final = "links"
_OWN: Final = "…"
_PICTURE: Final = 200
"""Pixels of the picture to scan."""


# Nothing else on the page depends on it.
@st.fragment
def draw(shop: OpenShop) -> None:
    """The builder, the links that were made, then codes in the files that are not in the list."""
    known = cached(link_book.dictionary)(shop)
    channel_changes.notice(book.AREA)
    with cards.card(_("Make a link that says where a visit comes from"), key="links"):
        _builder(shop, known)
        book.codes(shop, known)
    book.made(shop)
    _unknown(shop)


def _builder(shop: OpenShop, known: Dictionary) -> None:
    style = st.segmented_control(
        _("For which shop"),
        list(Style),
        format_func=wording.style,
        default=Style.NT,
        required=True,
        key=f"{_KEY}.style",
    )
    address = st.text_input(
        _("Address of the page"),
        placeholder="smartstore.naver.com/…",
        key=f"{_KEY}.address",
    ).strip()
    # Two rows of two, so that a phone shows them in their order.
    for_source, for_medium = st.columns(2)
    with for_source:
        source = _code(0, known.sources, "source")
    with for_medium:
        medium = _code(1, known.mediums, "medium")
    for_detail, for_keyword = st.columns(2)
    detail = for_detail.text_input(wording.field(2), key=f"{_KEY}.detail", max_chars=100)
    keyword = for_keyword.text_input(wording.field(3), key=f"{_KEY}.keyword", max_chars=100)
    wrong = rules.address_fault(address)
    if wrong is not None:
        st.caption(f":material/info: {plain(wording.address_fault(wrong))}")
    elif source is not None and medium is not None:
        codes = Codes(source, medium, detail, keyword)
        _made(rules.link(address, codes, Style(style)))
        book.keeping(shop, address, codes, Style(style))


def _code(place: int, known: tuple[str, ...], name: str) -> str | None:
    """A code from the list or one of the seller's own; None as long as it is not allowed."""
    chosen = st.selectbox(
        wording.field(place),
        [*known, _OWN],
        format_func=lambda code: wording.own_code() if code == _OWN else code,
        key=f"{_KEY}.{name}",
    )
    if chosen != _OWN:
        return str(chosen)
    typed = st.text_input(_("Your own code"), key=f"{_KEY}.{name}.own", max_chars=60)
    wrong = rules.fault(typed)
    if wrong is None:
        return typed
    st.caption(f":material/info: {plain(wording.fault(wrong, _mended(typed)))}")
    return None


def _mended(typed: str) -> str | None:
    mended = rules.mended(typed) if typed else None
    return mended or None


def _made(link: str) -> None:
    st.caption(_("Your link. The button at its right end copies it."))
    st.code(link, language=None, wrap_lines=True)
    picture = links.picture(link)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.image(picture.png, width=_PICTURE)
        st.download_button(
            _("Picture for screens (PNG)"), picture.png, "link.png", "image/png",
            key=f"{_KEY}.png", on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            _("Picture for print (SVG)"), picture.svg, "link.svg", "image/svg+xml",
            key=f"{_KEY}.svg", on_click="ignore", icon=":material/download:",
        )  # fmt: skip


def _unknown(shop: OpenShop) -> None:
    found = cached(links.unknown)(shop, session.today())
    if found is None:
        return
    title = wording.unknown_title(found)
    with cards.card(title, key="links.unknown"):
        if not found:
            return
        st.caption(plain(wording.unknown_note()))
        frame = pd.DataFrame(
            {
                "code": [one.code for one in found],
                "part": [wording.part(is_source=one.is_source) for one in found],
                "visits": pd.array([one.visits for one in found], dtype="Int64"),
                "nearest": [one.nearest or "–" for one in found],
            }
        )
        tables.show(
            frame,
            {
                "code": tables.text(_("Code nobody knows")),
                "part": tables.text(_("Which part")),
                "visits": tables.count(_("Visits to the shop")),
                "nearest": tables.text(_("Most like it")),
            },
            key="links.unknown.table",
            alt=title,
        )
        downloads.csv(_("Save as a file"), frame, "unknown_codes.csv", key="links.unknown.csv")
