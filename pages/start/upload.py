"""Where do I put my files?"""

import streamlit as st

from core.i18n import gettext as _
from core.ui import cards, dropping, past_uploads, session
from core.wording import importing as words

cards.page(_("Add data"), _("Where do I put my files?"))
shop = session.own_shop()

drop, past, where = st.tabs(
    [_("Add"), _("What was added"), _("Where do I get them?")],
    key="upload.tab",
    on_change="rerun",
)
if drop.open:
    with drop:
        dropping.draw(shop)
if past.open:
    with past:
        past_uploads.draw(shop)
if where.open:
    with where:
        for format_id in words.FORMATS:
            dropping.guide(format_id)
