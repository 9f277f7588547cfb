"""At which stage do customers get lost?"""

from functools import partial

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
    lacking,
    product_names,
    session,
    tabs,
    touchpoints,
)
from core.ui.cached import cached
from core.ui.tabs import Tab

cards.page(_("Customer journey"), _("At which stage do customers get lost?"))

shop = session.shop()
bar = st.empty()
with bar.container(horizontal=True, vertical_alignment="center"):
    period, compare, mall = choosing.draw_with_none(cached(covering.malls)(shop))
    parts = cached(journey_only.parts)(shop, session.today())
    only = choosing.only([product_names.of_part(shop, one) for one in parts])
    names = journey.names()
wanted = (shop, session.today(), session.now(), Choice(period, compare, mall, only))
view = cached(services.journey)(*wanted)

lacking.draw(shop, mall)
if not view.stages:
    bar.empty()
    if journey.empty():
        with st.spinner(_("Making up a shop of two years…")):
            session.start_sample()
        st.rerun()
    st.stop()

journey.strip(view, compare, is_part=only is not None)
cards.beside(
    (5, partial(journey.conclusion, view, names)),
    (3, journey_tactics.more(shop, view, names)),
)
journey.stages(view, names)
cards.beside(
    (1, partial(journey.split, view) if view.split else None),
    (1, journey_finder.part(view, lambda: cached(services.devices)(*wanted))),
)


def money() -> None:
    """What each step costs, beside what the seller wants it to reach."""
    cards.beside(
        (3, partial(journey.losses, view, names) if view.losses else None),
        (2, partial(journey_targets.draw, shop)),
    )


def tactics() -> None:
    """What to try at each stage, with the numbers of the whole shop beside it."""
    journey_tactics.draw(shop, view, names, whole=mall is None and only is None)


tabs.draw(
    [
        Tab("way", _("Drawn as bars"), partial(journey.panels, view, names)),
        Tab("won", _("Won and targets"), money),
        Tab("tactics", _("All things to try"), tactics),
        Tab("weeks", _("The last weeks"), partial(journey_trends.draw, shop, view, names)),
        Tab("points", _("Points of contact"), partial(touchpoints.draw, shop, names), stays=True),
        Tab("interest", _("Comparing and news"), partial(journey_beside.draw, shop, view)),
    ],
    key="journey.tab",
)
