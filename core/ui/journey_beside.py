"""Numbers beside the stage 살펴봄."""

import streamlit as st

from core.i18n import gettext as _
from core.services import journey_beside as services
from core.services.journey_beside import Beside
from core.services.journey_view import Journey
from core.services.opening import OpenShop
from core.ui import cards, tabs
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import journey_beside as wording

UPLOAD = "pages/start/upload.py"


def draw(shop: OpenShop, view: Journey) -> None:
    """Who compares, and who wants news: two things that are never added."""
    if view.period is None:
        return
    wishes, carts, news = cached(services.beside)(shop, view.period)
    with cards.card(_("Who compares, and who wants news"), key="journey-beside"):
        told = {wording.note(one) for one in (wishes, carts, news)}
        # What holds for all of them is said once.
        alone = len(told) > 1
        left, right = st.columns([2, 1])
        with left:
            st.caption(plain(_("Comparing")))
            with st.container(horizontal=True):
                _number(wishes, has_note=alone)
                _number(carts, has_note=alone)
        with right:
            st.caption(plain(_("Agreed to get news")))
            _number(news, has_note=alone)
        if not alone:
            st.caption(plain(told.pop()))
        st.caption(plain(_("These count different things, so they are not added up.")))
        if any(one.value is None for one in (wishes, carts, news)):
            st.page_link(
                UPLOAD, label=_("Write them down"), icon=":material/edit:",
                query_params=tabs.address("type"),
            )  # fmt: skip


def _number(one: Beside, *, has_note: bool) -> None:
    with st.container(gap="xsmall", key=f"beside-{one.name}"):
        st.metric(plain(wording.name(one)), wording.value(one))
        if has_note:
            st.caption(plain(wording.note(one)))
        if one.value is not None:
            cards.origin(wording.origin(one), key=f"beside.origin.{one.name}")
