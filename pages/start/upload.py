"""Where do I put my files?"""

import streamlit as st

from core.i18n import gettext as _
from core.ui import cards, dropping, past_uploads, session, typed, where

cards.page(_("Add data"), _("Where do I put my files?"))
shop = session.own_shop()

drop, hand, past, sources = st.tabs(
    [_("Add"), _("Type by hand"), _("What was added"), _("Where do I get them?")],
    key="upload.tab",
    on_change="rerun",
)
# These two are always there: what was dropped or typed would be lost with them.
with drop:
    dropping.draw(shop)
with hand:
    typed.draw(shop)
if past.open:
    with past:
        past_uploads.draw(shop)
if sources.open:
    with sources:
        where.draw(shop)
