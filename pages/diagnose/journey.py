"""At which stage do customers get lost?"""

import streamlit as st

from core.i18n import gettext as _
from core.services import covering, journey_only
from core.services import journey as services
from core.services.journey import Choice
from core.ui import (
    cards,
    choosing,
    journey,
    journey_beside,
    journey_finder,
    journey_tactics,
    journey_targets,
    journey_trends,
    session,
    touchpoints,
)
from core.ui.cached import cached

cards.page(_("Customer journey"), _("At which stage do customers get lost?"))

shop = session.shop()
bar = st.empty()
with bar.container():
    period, compare, mall = choosing.draw_with_none(cached(covering.malls)(shop))
    with st.container(horizontal=True):
        names = journey.names()
        only = choosing.only(cached(journey_only.parts)(shop, session.today()))
wanted = (shop, session.today(), session.now(), Choice(period, compare, mall, only))
view = cached(services.journey)(*wanted)

if not view.stages:
    bar.empty()
    if journey.empty():
        with st.spinner(_("Making up a shop of two years…")):
            session.start_sample()
        st.rerun()
    st.stop()

journey.strip(view, compare, is_part=only is not None)
journey.conclusion(view, names)
journey.panels(view, names)
journey.stages(view, names)
journey_targets.draw(shop)

left, right = st.columns(2)
with left:
    journey.losses(view, names)
with right:
    journey.split(view)
journey_finder.draw(view, lambda: cached(services.devices)(*wanted))
journey_beside.draw(shop, view)
journey_tactics.draw(shop, view, names)
journey_trends.draw(shop, view, names)
touchpoints.draw(shop, names)
