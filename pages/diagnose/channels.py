"""Where should effort and money go?"""

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
    channel_words,
    channels,
    choosing,
    links,
    session,
    survey,
)
from core.ui.cached import cached

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

compared, book, budget, words, made, credit, asked, limits = st.tabs(
    [
        _("Compare"),
        _("My channels"),
        _("Budget"),
        _("Search words"),
        _("Make links"),
        _("Who gets the credit"),
        _("Where did you see us?"),
        _("Limits of measuring"),
    ],
    key="channels.tab",
    bind="query-params",
)
with compared:
    channels.comparison(view)
    channel_months.draw(shop)
with book:
    channel_book.draw(shop)
with budget:
    channel_changes.notice(campaigns.AREA)
    channel_money.budget(view, shop)
    campaigns.table(shop, period.days)
    campaigns.least(shop, view)
with words:
    channel_words.keywords(view)
with made:
    links.draw(shop)
with credit:
    channel_money.credit(view)
    channel_paths.draw(shop)
with asked:
    survey.draw(shop)
with limits:
    channel_words.limits()
