"""Beside the worries: how many are looked after, which notices go out, what asking brings."""

from typing import Final

import pandas as pd
import streamlit as st

from core.charts import care as charts
from core.i18n import gettext as _
from core.services import care_rates, care_requests
from core.services.care_rates import CareRate
from core.services.care_requests import Compared, Requests, Wanting
from core.services.opening import OpenShop
from core.terms import Evidence
from core.ui import cards, downloads, session, tables
from core.ui.actions import UPLOAD
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import care_rates as words
from core.wording.verdicts import evidence

_KEY: Final = "care.rates"


def draw(shop: OpenShop) -> None:
    """All three."""
    today = session.today()
    _rate(cached(care_rates.read)(shop, today))
    with cards.card(_("Do the two notices go out?"), key="care-notices"):
        for one in cached(care_requests.notices)(shop, today):
            st.markdown(f"**{plain(words.notice(one))}**")
            for line in words.notice_details(one):
                st.caption(plain(line))
    _requests(cached(care_requests.read)(shop, today))


def _rate(rate: CareRate) -> None:
    title = words.title(rate)
    with cards.card(_("Care rate"), key="care-rate"):
        st.metric(_("Care rate"), words.value(rate), label_visibility="collapsed")
        icon = ":material/priority_high: " if rate.is_neglected else ""
        st.markdown(f"{icon}**{plain(title)}**")
        if len(rate.weeks) > 1:
            drawing = charts.weekly(words.points(rate), session.look(), is_share=True, aim=0.5)
            st.altair_chart(drawing, alt=title)
            st.caption(_("The dashed line is half of them."))
        for line in words.details(rate):
            st.caption(plain(line))
        with st.container(horizontal=True, vertical_alignment="center"):
            cards.origin(words.origin(rate), key=f"{_KEY}.origin")
            if rate.weeks:
                _weeks(rate, title)


def _weeks(rate: CareRate, title: str) -> None:
    frame = pd.DataFrame(words.week_rows(rate))
    with st.popover(_("Weeks as a table"), icon=":material/table:", type="tertiary",
                    key=f"{_KEY}.table"):  # fmt: skip
        tables.show(
            frame.astype(str),
            {head: (tables.figure if at else tables.text)(head)
             for at, head in enumerate(frame.columns)},
            key=f"{_KEY}.rows", alt=title,
        )  # fmt: skip
        downloads.csv(_("Save the weeks as a file"), frame, "care_weeks.csv", key=f"{_KEY}.csv")


def _requests(found: Requests) -> None:
    with cards.card(_("What asking for reviews brings"), key="care-requests"):
        if found.compared is None:
            st.markdown(plain(words.wanting(found)))
            if found.wanting is Wanting.NO_REVIEWS:
                st.page_link(UPLOAD, label=_("Add my file"), icon=":material/upload_file:")
        else:
            _compared(found.compared, words.changed(found.compared), words.sides(found))
            st.caption(plain(words.counted()))
        if found.asked is not None:
            _compared(found.asked, words.answered(found.asked), words.groups(found.asked))
            st.caption(plain(words.counted_asked()))
            if found.compared is not None:
                st.caption(plain(words.unlike()))
        if found.compared is not None or found.asked is not None:
            st.caption(plain(words.caution()))


def _compared(found: Compared, said: str, sides: list[tuple[str, str]]) -> None:
    level = Evidence.HINT if found.evidence is Evidence.HINT else Evidence.EARLY
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        cards.badge(level, evidence(level))
        st.markdown(f"**{plain(said)}**", width="content")
    for name, share in sides:
        st.markdown(f"{plain(name)} **{plain(share)}**")
    st.caption(plain(words.difference(found)))
