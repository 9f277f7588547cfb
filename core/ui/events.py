"""What else happened, as a list, as a form and as marks for charts."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.charts.marks import Mark, drawn
from core.i18n import formats
from core.i18n import gettext as _
from core.services import events
from core.services.events import OWN_KINDS, Event, EventKind, EventRefused
from core.services.opening import OpenShop
from core.terms import Period
from core.ui import actions, cards, downloads, notices, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import actions as wording
from core.wording import actions_names as names

_FAULT: Final = "events.fault"


def marks(shop: OpenShop, period: Period) -> list[Mark]:
    """What happened in a period, for ``core.charts.marks.layers``: the most important first."""
    return [
        Mark(one.period.first, one.period.last, names.label(one), one.kind is EventKind.CHANGE)
        for one in cached(events.marked)(shop, period)
    ]


def legend(shown: Sequence[Mark], period: Period) -> None:
    """What the numbers of the marks on a chart mean, below it."""
    numbered = enumerate(drawn(shown, period.first, period.last), start=1)
    told = [f"{number} {formats.day_short(one.first)} {one.label}" for number, one in numbered]
    if told:
        st.caption(plain(" · ".join(told)))


def draw(shop: OpenShop) -> None:
    """The events of the seller, the form for a new one, and the days of the calendar."""
    _fault()
    wide, narrow = st.columns([2, 1])
    with narrow, cards.card(_("Write an event down"), key="event-new"):
        _form(shop)
    with wide, cards.card(_("What else happened"), key="events"):
        st.caption(_("Results of these days are marked as mixed. Charts show them as thin lines."))
        _own(shop)
    _calendar(shop)


def _form(shop: OpenShop) -> None:
    with st.form("event.form", border=False, clear_on_submit=True):
        kind = st.selectbox(_("What was it?"), OWN_KINDS, format_func=names.event_kind)
        title = st.text_input(_("A name for it (optional)"), max_chars=events.LONGEST)
        today = session.today()
        days = st.date_input(_("From when to when?"), value=(today, today), format="YYYY.MM.DD")
        if not st.form_submit_button(_("Write down"), key="event.add", icon=":material/add:"):
            return
    period = _period(days)
    if period is None:
        notices.warning(wording.days_missing())
        return
    _run(lambda: events.add(shop, Event(kind, period, title), session.now()))
    st.rerun()


def _period(days: object) -> Period | None:
    if not isinstance(days, tuple) or not days:
        return None
    first, last = days[0], days[-1]
    return Period(first, last) if isinstance(first, date) and isinstance(last, date) else None


def _own(shop: OpenShop) -> None:
    found = events.listed(shop)
    if not found:
        st.markdown(_("Nothing has been written down yet."))
    for one in found:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"event-{one.id}", gap="small"
        ):
            st.badge(plain(names.event_kind(one.kind)), color="gray")
            text = f"{names.event(one)} · {formats.period(one.period)}"
            st.markdown(plain(text), width="content")
            st.button(
                _("Throw away"),
                key=f"event.delete.{one.id}",
                type="tertiary",
                icon=":material/delete:",
                on_click=_run,
                args=(lambda one=one: events.delete(shop, one.id or 0, session.now()),),
            )
    gone = events.listed(shop, deleted=True)
    if gone:
        with st.expander(_("Events thrown away"), icon=":material/delete:"):
            for one in gone:
                st.button(
                    plain(_("Bring back “{what}”").format(what=names.event(one))),
                    key=f"event.back.{one.id}",
                    type="tertiary",
                    icon=":material/undo:",
                    on_click=_run,
                    args=(lambda one=one: events.undo(shop, one.id or 0),),
                )


def _calendar(shop: OpenShop) -> None:
    """The shopping days of this year and the next."""
    year = session.today().year
    found = events.within(shop, Period(date(year, 1, 1), date(year + 1, 12, 31)))
    rows = [
        {"day": formats.period(one.period), "what": names.event(one)}
        for one in found
        if one.kind is EventKind.SHOPPING_DAY
    ]
    title = _("Shopping days of this year and the next")
    with st.expander(title, icon=":material/calendar_month:"):
        frame = pd.DataFrame(rows)
        shown = {"day": tables.text(_("Day")), "what": tables.text(_("Occasion"))}
        tables.show(frame, shown, key="events.calendar", alt=title)
        downloads.csv(_("Save as a file"), frame, "shopping_days.csv", key="events.csv")


def _run(change: "actions.Change") -> None:
    st.session_state.pop(_FAULT, None)
    try:
        actions.run(change)
    except EventRefused as fault:
        st.session_state[_FAULT] = fault


def _fault() -> None:
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, EventRefused):
        notices.problem(wording.event_refused(fault.problem))
