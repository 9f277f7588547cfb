"""What should be done first now?"""

import streamlit as st

from core.i18n import gettext as _
from core.services import covering
from core.services.today import Stage, overview
from core.ui import cards, choosing, session, today
from core.ui.cached import cached

cards.page(_("Today"), _("What should be done first now?"))

shop = session.shop()
bar = st.empty()
with bar.container():
    period, compare, mall = choosing.draw(cached(covering.malls)(shop))
view = cached(overview)(
    shop, today=session.today(), now=session.now(), period=period, compare=compare, mall=mall
)

if view.stage is Stage.EMPTY:
    bar.empty()
    with cards.empty(
        _("You can see what to do first, and why."),
        today.lacking(cached(covering.coverages)(shop)),
        icon="today",
    ):
        if st.button(_("Add my file"), type="primary", icon=":material/upload_file:"):
            st.switch_page(today.UPLOAD)
        wants_sample = st.button(_("See a sample shop"), icon=":material/storefront:")
        if st.button(_("Six numbers only"), icon=":material/edit_note:"):
            st.switch_page("pages/start/six.py")
    if wants_sample:
        with st.spinner(_("Making up a shop of two years…")):
            session.start_sample()
        st.rerun()
    st.stop()

today.strip(view, compare)
today.conclusion(view)
today.numbers(view)

wide, narrow = st.columns([2, 1])
with wide:
    today.course(view.trend)
with narrow:
    today.news(view.since)

others = view.verdicts[1:]
if others and view.split:
    wide, narrow = st.columns([2, 1])
    with wide:
        today.parts(view)
    with narrow:
        today.next_ones(others)
elif others:
    today.next_ones(others)
else:
    today.parts(view)
