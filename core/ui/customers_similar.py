"""Customers who are like one or some others, each with what they have in common."""

from collections.abc import Collection
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_similar
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.ui import customers_baskets, customers_link
from core.ui.text import plain
from core.wording import customers_similar as wording
from core.wording.customers_states import state

SHOWN: Final = 10


def folded(  # noqa: PLR0913, PLR0917  (whose, like whom, and what it is called)
    shop: OpenShop,
    book: CustomerBook,
    states: "pd.Series[int]",
    seeds: Collection[int],
    label: str,
    key: str,
) -> None:
    """The same below a line that opens it; nobody is looked for before."""
    place = st.expander(plain(label), icon=":material/group_add:", key=key, on_change="rerun")
    if place.open:
        with place:
            draw(shop, book, states, seeds)


def draw(
    shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", seeds: Collection[int]
) -> None:
    """The nearest customers, or that nobody is like them.

    Args:
        shop: whose.
        book: who bought when.
        states: the state of everybody, as ``customers_states.states`` tells it.
        seeds: the numbers of the customers that others are to be like.
    """
    baskets = customers_baskets.baskets(shop)
    near = [] if baskets is None else customers_similar.found(
        shop, book, baskets, states, seeds, SHOWN
    )  # fmt: skip
    if not near:
        st.markdown(plain(_("There is nobody else to compare with.")))
    for one in near:
        with st.container(gap="xsmall"):
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                customers_link.link(one.listed.key, one.listed.name)
                st.badge(plain(state(one.listed.state)), color="gray")
            st.caption(plain(wording.why(one)))
