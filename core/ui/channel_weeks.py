"""The course of visits on the page 유입 채널."""

from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import channel_weeks as charts
from core.charts.channel_weeks import Drawn, Words
from core.i18n import formats
from core.i18n import gettext as _
from core.services import channel_weeks as services
from core.services.channel_weeks import TOGETHER, Course, Line
from core.services.opening import OpenShop
from core.services.today_view import Compare, PeriodChoice
from core.ui import cards, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import channel_weeks as wording

_ALL: Final = ""
_EACH: Final = "*"


def draw(shop: OpenShop, period: PeriodChoice, compare: Compare) -> None:
    """All visits week by week beside the weeks before, by channel if wanted."""
    found = cached(services.read)(shop, today=session.today(), period=period, compare=compare)
    if found is None:
        st.caption(plain(wording.no_days()))
        return
    title = wording.title(found)
    with cards.card(title, key="channels.weeks"):
        st.caption(plain(wording.flag(found)))
        chosen = st.selectbox(
            _("Which visits"),
            [_ALL, _EACH, *(str(one.key) for one in found.channels)],
            format_func=lambda one: {_ALL: _("All channels together"),
                                     _EACH: _("Channels beside each other")}.get(one, one),
            key="channels.weeks.which",
            persist_state="page",
            label_visibility="collapsed",
        )  # fmt: skip
        drawn = _drawn(found, chosen or _ALL)
        words = Words(_("Week from"), _("Visits to the shop"))
        weeks = [week.first for week in found.weeks]
        st.altair_chart(charts.lines(weeks, drawn, words, session.look()), alt=title)
        with st.container(horizontal=True):
            _table(found, title)
            cards.origin(wording.origin(found), key="channels.weeks.origin")


def _drawn(found: Course, chosen: str) -> list[Drawn]:
    if chosen == _EACH:
        return [Drawn(str(one.key), one.now) for one in found.channels[:TOGETHER]]
    of: dict[str, Line] = {str(one.key): one for one in found.channels}
    line = of.get(chosen, found.all)
    drawn = [Drawn(wording.now() if line is found.all else chosen, line.now)]
    if any(count is not None for count in line.before):
        drawn.append(Drawn(wording.before(found), line.before, is_before=True))
    return drawn


def _table(found: Course, title: str) -> None:
    frame = pd.DataFrame(
        {
            "week": [formats.day_short(week.first) for week in found.weeks],
            "now": pd.array(found.all.now, dtype="Int64"),
            "week_before": [
                formats.day_short(week.first - timedelta(days=found.shift)) for week in found.weeks
            ],
            "before": pd.array(found.all.before, dtype="Int64"),
        }
    )
    shown = {
        "week": tables.text(_("Week from")),
        "now": tables.count(_("All channels together")),
        "week_before": tables.text(_("Beside the week from")),
        "before": tables.count(_("Before")),
    }
    for place, one in enumerate(found.channels):
        frame[f"channel_{place}"] = pd.array(one.now, dtype="Int64")
        shown[f"channel_{place}"] = tables.count(str(one.key))
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                    key="channels.weeks.as_table"):  # fmt: skip
        tables.show(frame, shown, key="channels.weeks.table", alt=title)
        downloads.csv(_("Save as a file"), frame, "channel_weeks.csv", key="channels.weeks.csv")
