"""The list of links that were made, and the list of allowed codes with the seller's own."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.links import Codes, Style
from core.i18n import formats
from core.i18n import gettext as _
from core.services import link_book, links
from core.services.link_book import Dictionary, Link
from core.services.opening import OpenShop
from core.ui import cards, channel_changes, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import links as wording

AREA: Final = "links"
SHOWN: Final = 30

_MEMO: Final = "links.memo"
_PICTURE: Final = 160
"""Pixels of the picture to scan."""


def keeping(shop: OpenShop, address: str, codes: Codes, style: Style) -> None:
    """The field for a memo and the button that keeps a link."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="links.keeping"):
        st.text_input(_("Memo (optional)"), key=_MEMO, max_chars=link_book.LONGEST_MEMO, width=320)
        st.button(
            _("Keep this link"), key="links.keep", icon=":material/bookmark_add:",
            on_click=_keep, args=(shop, address, codes, style),
        )  # fmt: skip


def _keep(shop: OpenShop, address: str, codes: Codes, style: Style) -> None:
    memo = str(st.session_state.get(_MEMO) or "")
    change = partial(link_book.keep, shop, address, codes, style, session.now(), memo=memo)
    if channel_changes.run(AREA, _("The link is kept in the list below."), change):
        st.session_state[_MEMO] = ""


def made(shop: OpenShop) -> None:
    """The links that were made, the newest first."""
    found = cached(link_book.listed)(shop)
    if not found:
        return
    title = _("Links you made: {count}").format(count=formats.number(len(found)))
    with cards.card(title, key="links.made"):
        for link in found[:SHOWN]:
            _one(shop, link)
        frame = pd.DataFrame(
            {
                "day": [f"{link.made_on}" for link in found],
                "memo": [link.memo for link in found],
                "source": [link.codes.source for link in found],
                "medium": [link.codes.medium for link in found],
                "link": [link.url for link in found],
            }
        )
        downloads.csv(_("Save as a file"), frame, "links.csv", key="links.made.csv")


def _one(shop: OpenShop, link: Link) -> None:
    told = " · ".join(filter(None, (formats.day(link.made_on), link.memo)))
    with st.container(key=f"link-{link.id}", gap="small"):
        st.caption(plain(told))
        st.code(link.url, language=None, wrap_lines=True)
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover(_("Picture to scan"), icon=":material/qr_code_2:", type="tertiary",
                            key=f"links.qr.{link.id}"):  # fmt: skip
                _picture(link)
            st.button(
                _("Throw away"), key=f"links.delete.{link.id}", type="tertiary",
                icon=":material/delete:", on_click=_delete, args=(shop, link),
            )  # fmt: skip


def _picture(link: Link) -> None:
    picture = cached_picture(link.url)
    st.image(picture.png, width=_PICTURE)
    st.download_button(
        _("Picture for print (SVG)"), picture.svg, f"link_{link.id}.svg", "image/svg+xml",
        key=f"links.svg.{link.id}", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=SHOWN * 4)
def cached_picture(url: str) -> links.Picture:
    """The picture of a link, made once."""
    return links.picture(url)


def _delete(shop: OpenShop, link: Link) -> None:
    said = _("The link was thrown away.")
    channel_changes.throw_away(AREA, said, shop, link, link_book.delete, link_book.undo)


def codes(shop: OpenShop, known: Dictionary) -> None:
    """The allowed codes, with those that the seller added."""
    with st.expander(_("Allowed codes, and your own"), icon=":material/dictionary:"):
        _allowed(known)
        with st.form("links.code", border=False, clear_on_submit=True):
            st.selectbox(
                _("Which part"), [True, False], key="links.code.kind",
                format_func=lambda it: wording.part(is_source=it),
            )  # fmt: skip
            st.text_input(_("New code"), key="links.code.text", max_chars=60)
            st.form_submit_button(
                _("Add to the list"), key="links.code.add", icon=":material/add:",
                on_click=_add, args=(shop,),
            )  # fmt: skip
        for code in known.own:
            st.button(
                plain(_("Take “{code}” from the list").format(code=code.code)),
                key=f"links.code.delete.{code.id}", type="tertiary", icon=":material/delete:",
                on_click=_take_away, args=(shop, code),
            )  # fmt: skip


def _allowed(known: Dictionary) -> None:
    told = [(code, True) for code in known.sources] + [(code, False) for code in known.mediums]
    frame = pd.DataFrame(
        {
            "code": [code for code, _is_source in told],
            "part": [wording.part(is_source=is_source) for _code, is_source in told],
        }
    )
    heads = {"code": tables.text(_("Code")), "part": tables.text(_("Which part"))}
    tables.show(frame, heads, key="links.codes", alt=_("Allowed codes, and your own"))
    downloads.csv(_("Save as a file"), frame, "link_codes.csv", key="links.codes.csv")


def _add(shop: OpenShop) -> None:
    text = str(st.session_state.get("links.code.text") or "").strip()
    is_source = bool(st.session_state.get("links.code.kind"))
    change = partial(link_book.add_code, shop, text, session.now(), is_source=is_source)
    channel_changes.run(AREA, _("The code is in the list."), change)


def _take_away(shop: OpenShop, code: link_book.OwnCode) -> None:
    channel_changes.throw_away(
        AREA, _("The code is no longer in the list."), shop, code,
        link_book.delete_code, link_book.undo_code,
    )  # fmt: skip
