"""Segments by how lately, how often and how much, below the states of customers."""

from typing import Any, Final

import numpy.typing as npt
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_rfm as service
from core.services import customers_states
from core.services.customer_book import CustomerBook
from core.services.customers_rfm import Segment, Segments
from core.services.customers_states import Rules
from core.services.opening import OpenShop
from core.ui import customers_list, downloads, tables
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_rfm as words

_KEY: Final = "customers.rfm"


def draw(shop: OpenShop, book: CustomerBook, rules: Rules) -> None:
    """The segments with their counts and won, what makes them, and who is in each."""
    with st.expander(
        _("Lately, often, much: ten kinds of customers"), icon=":material/grid_view:",
        key=f"{_KEY}.open", on_change="rerun",
    ) as opened:  # fmt: skip
        if not opened.open:
            return
        told = cached_by_files(_view)(shop, book)
        st.caption(plain(words.who(told)))
        st.caption(plain(words.apart()))
        frame = words.rows(told)
        columns = {head: tables.text(head) for head in frame.columns}
        for place in (1, 5):
            columns[frame.columns[place]] = tables.count(frame.columns[place])
        for place in (2, 4):
            columns[frame.columns[place]] = tables.figure(frame.columns[place])
        columns[frame.columns[3]] = tables.money(frame.columns[3])
        tables.show(frame, columns, key=f"{_KEY}.table",
                    alt=_("Lately, often, much: ten kinds of customers"))  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center"):
            _meaning(told)
            downloads.csv(_("Save as a file"), frame, "customer_segments.csv", key=f"{_KEY}.csv")
        _who(shop, book, rules, told)


def _meaning(told: Segments) -> None:
    with st.popover(_("What makes a kind"), icon=":material/help:", key=f"{_KEY}.meaning"):
        for line in (words.days(told), words.times(), words.much()):
            st.markdown(f"- {plain(line)}")
        grid = words.grid(told)
        tables.show(grid, {head: tables.text(head) for head in grid.columns}, key=f"{_KEY}.grid",
                    alt=_("What makes a kind"))  # fmt: skip


def _who(shop: OpenShop, book: CustomerBook, rules: Rules, told: Segments) -> None:
    known = {one.segment: one for one in told.parts}
    chosen = st.pills(
        _("See who is in it"), list(known), key=f"{_KEY}.who",
        format_func=lambda one: words.choice(known[one]), persist_state="session",
    )  # fmt: skip
    if chosen is None:
        return
    buyers = cached_by_files(_members)(shop, chosen.value, book)
    customers_list.draw(
        shop, book, customers_states.states(book, rules, book.until), buyers,
        key=f"{_KEY}.{chosen.value}", file_name=f"customers_{chosen.name.lower()}.csv",
    )  # fmt: skip


def _view(shop: OpenShop, _book: CustomerBook) -> Segments:  # noqa: ARG001  (names the answer)
    return service.view(_book)


def _members(
    shop: OpenShop,  # noqa: ARG001  (names the answer)
    segment: int,
    _book: CustomerBook,
) -> npt.NDArray[Any]:
    return service.members(_book, Segment(segment))
