"""Where should effort and money go?"""

import streamlit as st

from core.i18n import gettext as _
from core.services.channels import Stage, look
from core.ui import cards, channel_money, channel_words, channels, choosing, links, session
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
    channel_words.limits()
    st.stop()

channels.strip(view, compare)
channels.conclusion(view, shop)

compared, budget, words, made, credit, limits = st.tabs(
    [
        _("Compare"),
        _("Budget"),
        _("Search words"),
        _("Make links"),
        _("Who gets the credit"),
        _("Limits of measuring"),
    ]
)
with compared:
    channels.comparison(view)
with budget:
    channel_money.budget(view, shop)
with words:
    channel_words.keywords(view)
with made:
    links.draw(shop)
with credit:
    channel_money.credit(view)
with limits:
    channel_words.limits()
