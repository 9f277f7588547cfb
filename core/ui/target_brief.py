"""The tab 광고 브리프: what whoever places advertisements has to know, to copy."""

import zlib
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import target_brief as service
from core.services.opening import OpenShop
from core.ui import cards, copying, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import target_brief as wording

_KEY: Final = "target.brief"
_UPLOAD: Final = "pages/start/upload.py"
_HEIGHT: Final = 520


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    found = cached(service.brief)(shop)
    if found.is_empty:
        way_out = cards.empty(
            _("A brief for whoever places your advertisements."),
            _("Write down a persona or add an order file, and it is written for you."),
            key="target-brief", icon="campaign",
        )  # fmt: skip
        way_out.page_link(_UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")
        return
    text = wording.text(found)
    with cards.card(_("Brief for advertisements"), key="target-brief"):
        st.caption(plain(_("It names no customer. Change what you like before you copy it.")))
        # Another text for another brief: what was typed belongs to the one it was typed into.
        told = st.text_area(
            _("Brief"), text, height=_HEIGHT, key=f"{_KEY}.text.{zlib.crc32(text.encode())}",
            label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        if told != text:
            st.caption(
                plain(_("What you changed stays until you close this window. Save it to keep it."))
            )
        with st.container(horizontal=True, vertical_alignment="center", key=f"{_KEY}.ways"):
            copying.button(told, about=_("Brief for advertisements"), key=_KEY)
            st.download_button(
                _("Save as a text file"), told.encode("utf-8-sig"), mime="text/plain",
                file_name=f"{_('ad_brief')}_{formats.file_day(session.today())}.txt",
                key=f"{_KEY}.file", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
