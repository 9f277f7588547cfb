"""The last weeks of each stage of the way."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.charts import journey as charts
from core.i18n import gettext as _
from core.services.journey_view import Journey, StageView
from core.services.opening import OpenShop
from core.ui import cards, downloads, events, session, tables
from core.ui.text import plain
from core.wording import journey as wording
from core.wording import journey_page as page
from core.wording.journey import Names


def draw(shop: OpenShop, view: Journey, chosen: Names) -> None:
    """The last weeks of each stage as small charts, with what else happened in them."""
    known = [one for one in view.stages if any(value is not None for _, value in one.trend)]
    if not known:
        return
    with cards.card(_("The last weeks, stage by stage"), key="trends"):
        with st.grid(min(3, len(known)), min_column_width=260, key="journey-trends"):
            for one in known:
                _trend(shop, one, chosen)
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            frame = _weeks(known, chosen)
            title = _("The last weeks, stage by stage")
            columns = {"day": tables.day(_("First day")), "stage": tables.text(_("Stage"))}
            tables.show(
                frame, {**columns, "text": tables.figure(_("Value"))}, key="trends.table", alt=title
            )
            downloads.csv(_("Save as a file"), frame, "journey_weeks.csv", key="trends.csv")


def _trend(shop: OpenShop, one: StageView, chosen: Names) -> None:
    name = wording.stage(one.stage, chosen)
    step = page.trend_name(one)
    with st.container(gap="xsmall", key=f"trend-{one.stage.value}"):
        st.caption(plain(f"{name} · {step}"))
        last = next(value for _, value in reversed(one.trend) if value is not None)
        alt = f"{name} · {step} · {page.trend_value(one, last)}"
        form = page.trend_form(one)
        days = charts.span(one.trend)
        happened = events.marks(shop, days) if days else []
        st.altair_chart(charts.trend(one.trend, session.look(), form, happened), alt=alt)
        if days:
            events.legend(happened, days)


def _weeks(known: Sequence[StageView], chosen: Names) -> pd.DataFrame:
    rows = [
        (day, wording.stage(one.stage, chosen), page.trend_value(one, value))
        for one in known
        for day, value in one.trend
    ]
    return pd.DataFrame(rows, columns=["day", "stage", "text"])
