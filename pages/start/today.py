"""What should be done first now?"""

import streamlit as st

from core.i18n import gettext as _
from core.services import covering
from core.services.journey import Choice
from core.services.today import Stage, overview
from core.ui import (
    cards,
    choosing,
    lacking,
    session,
    target_sentence,
    today,
    today_first,
    today_todo,
    today_verdicts,
)
from core.ui.cached import cached

cards.page(_("Today"), _("What should be done first now?"))

shop = session.shop()
bar = st.empty()
with bar.container():
    period, compare, mall = choosing.draw(cached(covering.malls)(shop))
view = cached(overview)(
    shop, today=session.today(), now=session.now(), period=period, compare=compare, mall=mall
)

lacking.draw(shop, mall)
target_sentence.line(shop)
if view.stage is Stage.EMPTY:
    bar.empty()
    today_first.empty(cached(covering.coverages)(shop))
    st.stop()

today.strip(view, compare)
wide, narrow = st.columns([5, 3])
with wide:
    if view.stage is Stage.NO_ORDERS:
        today_first.conclusion(shop, Choice(period, compare, mall))
    else:
        today_verdicts.conclusion(view)
with narrow:
    today_todo.draw(shop)
today.numbers(view)
today.below(view)
