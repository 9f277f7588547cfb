"""Which channel, product, device or kind of customer explains a change of the payment rate."""

from collections.abc import Callable
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.journey import Stage
from core.charts import journey as charts
from core.charts.journey import Part
from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_splits import FILES, By, Found
from core.services.journey_view import Journey
from core.ui import cards, downloads, session, tables
from core.ui.text import plain
from core.wording import exports
from core.wording import journey_finder as said

_BY: Final = "by"


def part(view: Journey, devices: Callable[[], Found]) -> Callable[[], object] | None:
    """Draws which channel, product, device or kind of customer explains the change, if any can.

    Args:
        view: the page.
        devices: asked only when the change is told by device.
    """
    return partial(_draw, view, devices) if view.finds else None


def _draw(view: Journey, devices: Callable[[], Found]) -> None:
    title = _("What explains the change of the payment rate?")
    with cards.card(title, key="finder", stretch=True):
        _told(view, devices)


# Telling it otherwise changes nothing else on the page.
@st.fragment
def _told(view: Journey, devices: Callable[[], Found]) -> None:
    wanted = st.query_params.get(_BY)
    chosen = st.segmented_control(
        _("Told by"),
        [one.by for one in view.finds],
        format_func=said.by,
        default=next((one for one in By if one.value == wanted), _most_telling(view)),
        required=True,
        key="journey.by",
        on_change=_remember_by,
        persist_state="session",
        label_visibility="collapsed",
    )
    found = next(one for one in view.finds if one.by == chosen)
    _find(view, devices() if found.by is By.DEVICE else found)


def _most_telling(view: Journey) -> By:
    """The way of telling it that explains most."""
    told = {one.by: one.explained.telling for one in view.finds if one.explained}
    return max(told, key=lambda one: told[one], default=By.CHANNEL)


def _remember_by() -> None:
    st.query_params[_BY] = str(st.session_state["journey.by"])


def _find(view: Journey, found: Found) -> None:
    told = found.explained
    if told is None:
        name = exports.name(FILES[found.by])
        st.caption(plain(_("With the file “{file}” this is filled.").format(file=name)))
        return
    pay = {one.stage: one for one in view.stages}[Stage.BUY].of_first
    title = said.find_title(found, told, pay)
    st.markdown(f"**{plain(title)}**")
    parts = [
        Part(said.group(found, one.key), one.won, formats.won_change(one.won)) for one in told.parts
    ]
    st.altair_chart(charts.parts(parts, session.look()), alt=title)
    st.caption(plain(said.find_note(found.by, told)))
    with st.container(horizontal=True):
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            _find_table(found, title)
        cards.origin(said.find_origin(view, found), key="finder.origin")


def _find_table(found: Found, title: str) -> None:
    told = found.explained
    if told is None:
        return
    frame = pd.DataFrame(
        {
            "group": [said.group(found, one.key) for one in told.parts],
            "before": [formats.rate(one.before.rate, 1) for one in told.parts],
            "now": [formats.rate(one.now.rate, 1) for one in told.parts],
            "visits": pd.array([one.now.trials for one in told.parts], dtype="Int64"),
            "mix": pd.array([one.mix for one in told.parts], dtype="Int64"),
            "rate": pd.array([one.rate for one in told.parts], dtype="Int64"),
        }
    )
    shown = {
        "group": tables.text(said.by(found.by)),
        "before": tables.figure(_("Before")),
        "now": tables.figure(_("Now")),
    }
    if told.has_mix:
        shown |= {
            "visits": tables.count(_("Visits to the shop")),
            "mix": tables.money(_("By its share")),
        }
    shown |= {"rate": tables.money(_("By its rate"))}
    tables.show(frame, shown, key="finder.table", alt=title)
    downloads.csv(_("Save as a file"), frame[list(shown)], "payment_rate.csv", key="finder.csv")
