"""Did it really get better after the change?"""

from functools import partial

import streamlit as st

from core.i18n import gettext as _
from core.services.actions_board import board
from core.ui import (
    actions,
    actions_empty,
    cards,
    content,
    events,
    keeping,
    lacking,
    landing,
    look_back,
    outreach,
    product_names,
    search_log,
    session,
    tabs,
)
from core.ui.actions_forms import add_form
from core.ui.cached import cached
from core.ui.tabs import Tab
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
lacking.draw(shop)


def on_board() -> None:
    """What is tried, has been tried and was thrown away."""
    if view.finding is Finding.NOTHING:
        actions_empty.draw(shop)
    with st.expander(_("Write down something to try"), icon=":material/add:"):
        add_form(shop, product_names.choices(shop, session.today()), actions.run)
    if view.finding is not Finding.NOTHING:
        actions.columns(shop, view)
        actions.file(view)
    actions.own_ideas(shop)
    actions.thrown(shop, view)


tabs.draw(
    [
        Tab("board", _("Board"), on_board, stays=True),
        Tab("content", _("Content calendar"), partial(content.draw, shop), stays=True),
        Tab("search", _("Search log"), partial(search_log.draw, shop), stays=True),
        Tab("approached", _("Approached first"), partial(outreach.draw, shop), stays=True),
        Tab("landing", _("Landing pages"), partial(landing.draw, shop), stays=True),
        Tab("events", _("What else happened"), partial(events.draw, shop), stays=True),
        Tab("review", _("Look back"), partial(look_back.draw, shop), stays=True),
    ],
    key="actions.tab",
)
