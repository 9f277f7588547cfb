"""What do customers say, and who waits for an answer?"""

from functools import partial

import streamlit as st

from core.i18n import gettext as _
from core.ui import (
    cards,
    session,
    tabs,
    voice_answers,
    voice_conclusion,
    voice_done,
    voice_log,
    voice_paste,
    voice_reviews,
    voice_said,
    voice_satisfaction,
    voice_themes,
)
from core.ui.tabs import Tab

cards.page(_("Reviews and complaints"), _("What do customers say, and who waits for an answer?"))

shop = session.shop()
# In a place of its own, so that the tabs below stay where they are.
with st.container(key="voice-said"):
    voice_said.draw()
voice_conclusion.draw(shop)
voice_log.quick(shop)
voice_paste.draw(shop)

tabs.draw(
    [
        Tab("answer", _("To answer"), partial(voice_answers.draw, shop), stays=True),
        Tab("log", _("See all"), partial(voice_log.draw, shop), stays=True),
        Tab("reviews", _("Reviews"), partial(voice_reviews.draw, shop), stays=True),
        Tab("themes", _("What they speak of"), partial(voice_themes.draw, shop)),
        Tab("satisfaction", _("Satisfaction"), partial(voice_satisfaction.draw, shop), stays=True),
        Tab("done", _("What became of it"), partial(voice_done.draw, shop)),
    ],
    key="voice.tab",
)
