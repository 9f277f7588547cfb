"""The first card of empty notes: what 오늘 says should be done first."""

import streamlit as st

from core.i18n import gettext as _
from core.services.opening import OpenShop
from core.services.today import Stage, overview
from core.ui import actions, cards, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import verdicts as said

TODAY = "pages/start/today.py"


def draw(shop: OpenShop) -> None:
    """The conclusion of 오늘 that can be kept; without one, the way to the first file."""
    view = cached(overview)(shop, today=session.today(), now=session.now())
    if view.stage in {Stage.EMPTY, Stage.NO_ORDERS}:
        with cards.empty(
            _("You can write down what you change, and see whether it helped."),
            _("With an order file the effect is worked out for you."),
            key="notes",
            icon="edit_note",
        ):
            st.page_link(actions.UPLOAD, label=_("Add my file"), icon=":material/upload_file:")
        return
    offered = [one for one in view.verdicts if actions.can_keep(one)]
    if not offered:
        return
    words = said.words(offered[0])
    with cards.card(_("The conclusion of Today"), key="notes-offer"):
        cards.badge(offered[0].level, words.badge)
        st.markdown(f"**{plain(words.headline)}** {plain(words.reason)}")
        st.markdown(f":material/task_alt: {plain(words.todo)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            actions.keep_button(shop, offered[0], key="notes.keep")
            st.page_link(TODAY, label=_("Look at it on Today"), icon=":material/today:")
