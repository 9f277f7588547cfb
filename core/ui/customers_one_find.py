"""Find a customer: one field for whatever is in hand, and those who were looked at last."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_find as service
from core.services.customer_book import CustomerBook
from core.services.customers_find import Hits
from core.services.opening import OpenShop
from core.ui import customers_link, notices, session
from core.ui.text import plain
from core.wording import customers_one as wording
from core.wording.customers_states import state

_KEY: Final = "customers.find"
_USED: Final = f"{_KEY}.used"
"""What was typed when the customer on the screen was chosen; it is not asked again."""

_WHO: Final = f"{_KEY}.who"
_RECENT: Final = f"{_KEY}.recent"
_MOST: Final = f"{_KEY}.most"
"""What was typed, and how many of those who fit are shown."""

_WIDE: Final = 380
"""Pixels a customer takes; where there is room two stand beside each other."""

RECENT: Final = 6
"""So many customers who were looked at last are offered, and so many who bought last."""

LONGEST: Final = 80


def draw(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", who: str) -> None:
    """The field, and who was found; without either those who were looked at and bought last."""
    said = st.text_input(
        _("Whom are you looking for?"), key=_KEY, max_chars=LONGEST, icon=":material/search:",
        placeholder=_("A name, last digits of an order number, or a product"),
        help=_("A name is compared as it is kept, masked. It is written down nowhere."),
    ).strip()  # fmt: skip
    if st.session_state.get(_WHO) != who:
        st.session_state[_WHO] = who
        st.session_state[_USED] = said if who else ""
        if who:
            # A link from this page to itself tells the script, but not the browser.
            st.query_params[customers_link.WHO] = who
    if said and st.session_state.get(_USED) != said:
        most = _most(said)
        _found(said, service.find(shop, book, states, said, session.today(), most=most), most)
    elif not who:
        _last(shop, book, states)


def remember(key: str) -> None:
    """That a customer was looked at in this window."""
    before: list[str] = st.session_state.get(_RECENT, [])
    st.session_state[_RECENT] = [key, *(one for one in before if one != key)][: RECENT + 1]


def listed(
    shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", keys: Sequence[str]
) -> None:
    """Some customers to choose from."""
    _hits(service.known(shop, book, states, keys))


def _most(said: str) -> int:
    """How many are shown of a search: as many as were asked for."""
    asked, most = st.session_state.get(_MOST, ("", service.MOST))
    return int(most) if asked == said else service.MOST


def _more(said: str, most: int) -> None:
    st.session_state[_MOST] = (said, min(most + service.MOST, service.MOST_OF_ALL))


def _found(said: str, some: Hits, most: int) -> None:
    with st.container(border=True, key="customers-found", gap="small"):
        if not some.hits:
            notices.warning(wording.nobody(said))
            return
        st.caption(plain(wording.found(said, some)))
        _hits(some)
        if some.more and most < service.MOST_OF_ALL:
            st.button(
                _("Show more"), key=f"{_KEY}.more", icon=":material/expand_more:",
                type="tertiary", on_click=_more, args=(said, most),
            )  # fmt: skip


def _last(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]") -> None:
    recent: list[str] = st.session_state.get(_RECENT, [])[:RECENT]
    if recent:
        some = service.known(shop, book, states, recent)
        with st.container(border=True, key="customers-recent", gap="small"):
            st.header(_("Looked at last"), anchor=False)
            _hits(some)
    with st.container(border=True, key="customers-newest", gap="small"):
        st.header(_("Bought last"), anchor=False)
        _hits(service.newest(shop, book, states, RECENT))


def _hits(some: Hits) -> None:
    with st.grid(2, min_column_width=_WIDE):
        for one in some.hits:
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                customers_link.link(one.customer.key, one.customer.name)
                if told := state(one.customer.state):
                    st.badge(plain(told), color="gray")
                st.caption(plain(wording.hit(one)), width="content")
