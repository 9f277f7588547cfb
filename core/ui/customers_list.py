"""A list of customers: page by page on the screen, all of them as a file."""

from dataclasses import dataclass
from typing import Any, Final

import numpy.typing as npt
import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.i18n.formats import won_short
from core.services import customers_list as service
from core.services.customer_book import CustomerBook
from core.services.customers_list import Listed
from core.services.opening import OpenShop
from core.ui import customers_link, downloads
from core.ui.text import plain
from core.wording import customers_list as words
from core.wording.customers_states import state

SHOWN: Final = 20
"""So many customers stand on a page; all of them are in the file."""


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """What each customer is expected to spend: won by number, and what that is called."""

    label: str
    won: "pd.Series[float]"


def draw(  # noqa: PLR0913  (whose, who, and what the file is called)
    shop: OpenShop,
    book: CustomerBook,
    states: "pd.Series[int]",
    buyers: npt.NDArray[Any],
    *,
    key: str,
    file_name: str,
    ahead: Ahead | None = None,
) -> None:
    """The list, in the order of ``buyers``.

    Args:
        shop: whose.
        book: who bought when.
        states: the state of everybody, as ``customers_states.states`` tells it.
        buyers: the numbers of the buyers, the most important first; those who were deleted at
            their wish are left out, and how many they are is said.
        key: unique on the page.
        file_name: what the file is called, such as ``resting.csv``; the day is added.
        ahead: told of each customer beside the rest, where it is what the list is about.
    """
    asked, buyers = len(buyers), service.present(shop, buyers)
    if asked > len(buyers):
        st.caption(plain(words.deleted(asked - len(buyers))))
    if not len(buyers):
        st.markdown(plain(_("Nobody is among them.")))
        return
    place = _page(len(buyers), f"{key}.{file_name}.page")
    begin = (place - 1) * SHOWN
    shown = [int(one) for one in buyers[begin : begin + SHOWN]]
    for number, one in zip(shown, service.listed(shop, book, states, shown), strict=True):
        _card(one, None if ahead is None else f"{ahead.label} {won_short(ahead.won[number])}")
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}.all"):
        told = words.count(len(buyers))
        if len(buyers) > SHOWN:
            told = words.more(begin + 1, begin + len(shown), len(buyers))
        st.caption(plain(told), width="content")

        def rows() -> pd.DataFrame:
            frame = words.rows(service.listed(shop, book, states, buyers))
            if ahead is None:
                return frame
            return frame.assign(**{ahead.label: ahead.won.reindex(buyers).round().to_numpy()})

        name = words.file_name(file_name, book.last_day)
        downloads.csv(_("Save as a file"), rows, f"{name}.csv", key=f"{key}.csv")
        downloads.excel(_("Save the list for Excel"), rows, f"{name}.xlsx", key=f"{key}.xlsx")


def _page(count: int, key: str) -> int:
    """Which page of a long list is looked at."""
    pages = -(-count // SHOWN)
    if pages < 2:  # noqa: PLR2004
        return 1
    if (st.session_state.get(key) or 1) > pages:
        del st.session_state[key]
    return int(st.pagination(pages, key=key, max_visible_pages=5) or 1)


def _card(one: Listed, more: str | None = None) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        customers_link.link(one.key, one.name)
        st.badge(plain(state(one.state)), color="gray")
        st.caption(plain(words.last(one)), width="content")
        st.caption(plain(words.bought(one)), width="content")
        for told in filter(None, (words.order(one.order), more)):
            st.caption(plain(told), width="content")
