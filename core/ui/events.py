"""What else happened, as a list, as a form, as marks for charts and as numbers around it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.charts.marks import Mark, drawn
from core.i18n import formats
from core.i18n import gettext as _
from core.services import events, events_around
from core.services.events import OWN_KINDS, Event, EventKind
from core.services.opening import OpenShop
from core.terms import Period
from core.ui import actions, cards, downloads, keeping, notices, product_names, session, tables
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import actions as wording
from core.wording import actions_names as names
from core.wording import events as said

_SHOP: Final = 0
"""Stands for the whole shop among the numbers of products."""


def marks(shop: OpenShop, period: Period, product_id: int | None = None) -> list[Mark]:
    """What happened in a period, for ``core.charts.marks.layers``: the most important first.

    With ``product_id``, without what is about other products only.
    """
    return [
        Mark(one.period.first, one.period.last, names.label(one), one.kind is EventKind.CHANGE)
        for one in cached(events.marked)(shop, period, product_id)
    ]


def legend(shown: Sequence[Mark], period: Period) -> None:
    """What the numbers of the marks on a chart mean, below it."""
    numbered = enumerate(drawn(shown, period.first, period.last), start=1)
    told = [f"{number} {formats.day_short(one.first)} {one.label}" for number, one in numbered]
    if told:
        st.caption(plain(" · ".join(told)))


def draw(shop: OpenShop) -> None:
    """The events of the seller, the form for a new one, and the days of the calendar."""
    products = product_names.choices(shop, session.today()).products
    found = events.listed(shop)
    wide, narrow = st.columns([2, 1])
    with narrow, cards.card(_("Write an event down"), key="event-new"):
        _new(shop, products)
    with wide, cards.card(_("What else happened"), key="events"):
        st.caption(_("Results of these days are marked as mixed. Charts show them as thin lines."))
        _own(shop, found, products)
    if found:
        _around(shop, found, products)
    _calendar(shop)


def _new(shop: OpenShop, products: Mapping[int, str]) -> None:
    with st.form("event.form", border=False):
        event = _fields(None, products)
        if not st.form_submit_button(_("Write down"), key="event.add", icon=":material/add:"):
            return
    _keep(event, lambda one: events.add(shop, one, session.now()))


def _change(shop: OpenShop, one: Event, products: Mapping[int, str]) -> None:
    version = seen(f"event.{one.id}", one.version)
    with st.form(f"event.edit.{one.id}", border=False):
        event = _fields(one, products, version)
        if not st.form_submit_button(_("Save"), key=f"event.save.{one.id}"):
            return
    _keep(event, lambda it: events.edit(shop, it, session.now()))


def _fields(one: Event | None, products: Mapping[int, str], version: int = 1) -> Event | None:
    """The fields of an event; None where its days are missing."""
    number = one.id if one else "new"
    key = f"{FIELD}event.{number}"
    kind = st.selectbox(
        _("What was it?"), OWN_KINDS, format_func=names.event_kind, key=f"{key}.kind",
        index=OWN_KINDS.index(one.kind) if one else 0,
    )  # fmt: skip
    title = st.text_input(
        _("A name for it (optional)"), max_chars=events.LONGEST, key=f"{key}.title",
        value=one.title if one else "",
    )  # fmt: skip
    mine = (one.product_id if one else None) or _SHOP
    offered = [_SHOP, *products, *([mine] if mine and mine not in products else [])]
    product = st.selectbox(
        _("What is it about?"), offered, key=f"{key}.product", index=offered.index(mine),
        format_func=lambda it: said.about(it or None, products),
    )  # fmt: skip
    today = session.today()
    days = st.date_input(
        _("From when to when?"), format="YYYY.MM.DD", key=f"{key}.days",
        value=(one.period.first, one.period.last) if one else (today, today),
    )  # fmt: skip
    period = _period(days)
    if period is None:
        return None
    return Event(
        kind, period, title, id=one.id if one else None, version=version, product_id=product or None
    )


def _period(days: object) -> Period | None:
    if not isinstance(days, tuple) or not days:
        return None
    first, last = days[0], days[-1]
    return Period(first, last) if isinstance(first, date) and isinstance(last, date) else None


def _keep(event: Event | None, put: "actions.Keep[Event]") -> None:
    if event is None:
        notices.warning(wording.days_missing())
        return
    keeping.run(lambda: put(event))
    st.rerun()


def _own(shop: OpenShop, found: Sequence[Event], products: Mapping[int, str]) -> None:
    if not found:
        st.markdown(_("Nothing has been written down yet."))
    for one in found:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"event-{one.id}", gap="small"
        ):
            st.badge(plain(names.event_kind(one.kind)), color="gray")
            st.markdown(plain(said.told(one, products)), width="content")
            with st.popover(
                _("Change"), icon=":material/edit:", type="tertiary", key=f"event.open.{one.id}"
            ):
                _change(shop, one, products)
                st.button(
                    _("Throw away"),
                    key=f"event.delete.{one.id}",
                    icon=":material/delete:",
                    on_click=keeping.do,
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
                    on_click=keeping.do,
                    args=(lambda one=one: events.undo(shop, one.id or 0, one.version),),
                )


def _around(shop: OpenShop, found: Sequence[Event], products: Mapping[int, str]) -> None:
    """The numbers before, during and after one event."""
    with cards.card(_("Before, during and after"), key="event-around"):
        by_number = {one.id or 0: one for one in found}
        chosen: int = st.selectbox(
            _("Which event?"), list(by_number), key="event.around",
            format_func=lambda number: said.told(by_number[number], products),
        )  # fmt: skip
        table = cached(events_around.table)(shop, by_number[chosen], session.today())
        frame = pd.DataFrame([said.row(one) for one in table.rows])
        title = said.title(table)
        shown = {
            "what": tables.text(_("A day")),
            "before": tables.figure(_("4 weeks before")),
            "during": tables.figure(_("During")),
            "after": tables.figure(_("4 weeks after")),
        }
        tables.show(frame, shown, key="event.around.table", alt=title)
        for line in said.notes(table):
            st.caption(plain(line))
        downloads.csv(_("Save as a file"), frame, "event.csv", key="event.around.csv")


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
