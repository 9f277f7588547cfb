"""From the first purchase to the second one, below the states of customers."""

from typing import Final

import streamlit as st

from core.charts import customers_second as charts
from core.charts.customers_second import Point
from core.i18n import gettext as _
from core.services import customers_second as service
from core.services.customer_book import CustomerBook
from core.services.customers_second import LEAST_DAYS, MOST_DAYS, SECOND_WITHIN, Part, SecondView
from core.services.customers_states_view import View
from core.services.opening import OpenShop
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.ui import cards, downloads, session, tables
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_second as words
from core.wording import customers_states

_KEY: Final = "customers.second"
_DAYS: Final = "days"
"""How many days the reader asks for, in the address."""

_FEW: Final = 100
"""Customers a month below which quarters are shown first."""


def draw(shop: OpenShop, book: CustomerBook) -> None:
    """How many first-time buyers come again."""
    days = _days()
    told = view(shop, book, days)
    with cards.card(_("From the first purchase to the second"), key="customers-second"):
        st.metric(
            _("Second purchase within {days} days").format(days=days), words.value(told),
            width="content",
        )  # fmt: skip
        for line in filter(None, (words.sentence(told), words.lacking(told), words.range_of(told),
                                   words.trend(told))):  # fmt: skip
            st.markdown(plain(line))
        with st.container(gap=None):
            for line in (words.formula(told), *words.unknown(told)):
                st.caption(plain(line))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                _("Count a second purchase within how many days?"), value=days, step=1,
                key=f"{_KEY}.days", on_change=_remember, width=240,
            )  # fmt: skip
            cards.origin(words.origin(told), key=f"{_KEY}.origin")
        # Streamlit would refuse a number out of its bounds in English.
        if st.session_state.pop(f"{_KEY}.bounded", False):
            st.caption(f":material/info: {plain(words.bounded(told))}")
        _parts(told)


def view(shop: OpenShop, book: CustomerBook, days: int = SECOND_WITHIN) -> SecondView:
    """How many first-time buyers come again, remembered until a file is taken in."""
    return cached_by_files(_view)(shop, days, book)


def _view(
    shop: OpenShop,  # noqa: ARG001  (names the answer)
    days: int,
    _book: CustomerBook,
) -> SecondView:
    return service.view(_book, days)


def _days() -> int:
    wanted = st.query_params.get(_DAYS, "")
    found = int(wanted) if wanted.isascii() and wanted.isdigit() else SECOND_WITHIN
    return min(max(found, LEAST_DAYS), MOST_DAYS)


def _remember() -> None:
    key = f"{_KEY}.days"
    asked = st.session_state[key]
    days = SECOND_WITHIN if asked is None else min(max(asked, LEAST_DAYS), MOST_DAYS)
    if days != asked:
        st.session_state[key] = days
        st.session_state[f"{_KEY}.bounded"] = True
    if days == SECOND_WITHIN:
        st.query_params.pop(_DAYS, None)
    else:
        st.query_params[_DAYS] = str(days)


def _parts(told: SecondView) -> None:
    if not any(one.tally.trials >= service.LEAST for one in told.quarters):
        return
    usual = sorted(one.tally.trials for one in told.months)[len(told.months) // 2]
    names = {True: _("By quarter"), False: _("By month")}
    chosen = st.segmented_control(
        _("By the first purchase"), list(names), default=usual < _FEW, required=True,
        format_func=names.__getitem__, key=f"{_KEY}.by", persist_state="session",
    )  # fmt: skip
    is_quarter = bool(chosen)
    parts: tuple[Part, ...] = told.quarters if is_quarter else told.months
    title = _("Share who came again, by when they first bought")
    drawing = charts.shares(words.points(parts, is_quarter=is_quarter), session.look())
    st.altair_chart(drawing, alt=title)
    st.caption(plain(words.pale()))
    frame = words.rows(parts, is_quarter=is_quarter)
    with (
        st.container(horizontal=True),
        st.popover(
            _("Show as a table"), icon=":material/table:", type="tertiary", key=f"{_KEY}.table"
        ),
    ):
        columns = {
            head: (tables.figure if place else tables.text)(head)
            for place, head in enumerate(frame.columns)
        }
        tables.show(frame.astype(str), columns, key=f"{_KEY}.rows", alt=title)
        downloads.csv(_("Save as a file"), frame, "second_purchase.csv", key=f"{_KEY}.csv")


def once(states: View) -> None:
    """How many of all buyers came but once, at the end of each month."""
    months = states.months
    tallies = [Tally(one.once, one.buyers) for one in months]
    with cards.card(_("Bought only once"), key="customers-once"):
        st.markdown(f"**{plain(words.once(tallies[-1]))}**")
        cards.origin(words.once_origin(states.asof), key=f"{_KEY}.once.origin")
        if len(months) < 2:  # noqa: PLR2004
            return
        ends = [(customers_states.month(one), tally)
                for one, tally in zip(months, tallies, strict=True)]  # fmt: skip
        st.markdown(plain(words.once_trend(ends[0], tallies[-1])))
        points = [
            Point(customers_states.short(one.first), tally.rate, wilson(tally),
                  f"{customers_states.month(one)} · {words.share(tally)}")
            for one, tally in zip(months, tallies, strict=True)
        ]  # fmt: skip
        drawing = charts.shares(points, session.look(), has_line=True)
        st.altair_chart(drawing, alt=words.once(tallies[-1]))
        st.caption(plain(_("Older customers have had more time to come again.")))
