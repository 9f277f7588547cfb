"""Did it really get better after the change?"""

import streamlit as st

from core.i18n import gettext as _
from core.services.actions_board import board
from core.services.actions_choices import choices
from core.ui import (
    actions,
    actions_empty,
    cards,
    content,
    events,
    keeping,
    look_back,
    outreach,
    search_log,
    session,
)
from core.ui.actions_forms import add_form
from core.ui.cached import cached
from core.verdicts.actions import Finding

cards.page(_("Improvement notes"), _("Did it really get better after the change?"))

shop = session.shop()
# In a place of their own, so that the tabs below stay where they are.
with st.container(key="notes-said"):
    actions.faults()
    keeping.faults()
    actions.undone(shop)
view = cached(board)(shop, session.today())
actions.conclusion(view)

on_board, *others = st.tabs(
    [
        _("Board"),
        _("Content calendar"),
        _("Search log"),
        _("Approached first"),
        _("What else happened"),
        _("Look back"),
    ],
    key="actions.tab",
    bind="query-params",
)
with on_board:
    if view.finding is Finding.NOTHING:
        actions_empty.draw(shop)
    with st.expander(_("Write down something to try"), icon=":material/add:"):
        add_form(shop, cached(choices)(shop, session.today()), actions.run)
    if view.finding is not Finding.NOTHING:
        actions.columns(shop, view)
        actions.file(view)
    actions.own_ideas(shop)
    actions.thrown(shop, view)
for place, tab in zip(others, (content, search_log, outreach, events, look_back), strict=True):
    with place:
        tab.draw(shop)
