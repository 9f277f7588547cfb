"""Where should effort and money go?"""

from functools import partial

import streamlit as st

from core.i18n import gettext as _
from core.services.channels import Stage, look
from core.ui import (
    campaigns,
    cards,
    channel_book,
    channel_changes,
    channel_money,
    channel_months,
    channel_paths,
    channel_weeks,
    channel_words,
    channels,
    choosing,
    links,
    session,
    survey,
    tabs,
)
from core.ui.cached import cached
from core.ui.tabs import Tab

cards.page(_("Ways in"), _("Where should effort and money go?"))

shop = session.shop()
bar = st.empty()
with bar.container():
    period, compare, _mall = choosing.draw()
view = cached(look)(shop, today=session.today(), period=period, compare=compare)

if view.stage is Stage.EMPTY:
    bar.empty()
    with cards.empty(
        _("You can make links even without channel statistics."),
        _("With the file of visits by channel you also see which way in brings buyers."),
        icon="hub",
    ):
        st.page_link(channels.UPLOAD, label=_("Add data"), icon=":material/upload_file:")
    links.draw(shop)
    survey.draw(shop)
    channel_words.limits()
    st.stop()

channels.strip(view, compare)
channels.conclusion(view, shop)


def comparison() -> None:
    """How channels compare now, week by week and month by month."""
    channels.comparison(view)
    if view.source is not None:
        channel_weeks.draw(shop, period, compare)
    channel_months.draw(shop)


def budget() -> None:
    """What channels and campaigns cost and bring back."""
    channel_changes.notice(campaigns.AREA)
    channel_money.budget(view, shop)
    campaigns.table(shop, period.days)
    campaigns.least(shop, view)


def credit() -> None:
    """Two ways of counting, and the ways to orders that the seller knows of."""
    channel_money.credit(view)
    channel_paths.draw(shop)


tabs.draw(
    [
        Tab("compare", _("Compare"), comparison),
        Tab("book", _("My channels"), partial(channel_book.draw, shop), stays=True),
        Tab("budget", _("Budget"), budget, stays=True),
        Tab("words", _("Search words"), partial(channel_words.keywords, view)),
        Tab("links", _("Make links"), partial(links.draw, shop), stays=True),
        Tab("credit", _("Who gets the credit"), credit, stays=True),
        Tab("survey", _("Where did you see us?"), partial(survey.draw, shop), stays=True),
        Tab("limits", _("Limits of measuring"), channel_words.limits),
    ],
    key="channels.tab",
)
