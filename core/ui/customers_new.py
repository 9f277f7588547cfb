"""New customers against those who had bought before, below the states of customers."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_new as service
from core.services.customer_book import CustomerBook
from core.services.customers_new import NewView
from core.services.opening import OpenShop
from core.ui import cards, downloads, tables
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_new as words
from core.wording.verdicts import evidence

_KEY: Final = "customers.new"


def draw(shop: OpenShop, book: CustomerBook) -> None:
    """What each kind spends, how often it orders, and its part of the revenue."""
    told = cached_by_files(_view)(shop, book)
    with cards.card(_("New and earlier customers"), key="customers-new"):
        if told.found is None:
            st.markdown(plain(words.lacking(told)))
            return
        st.caption(plain(words.who(told)))
        for level, line in (
            (told.share, words.share(told)),
            (told.value, words.value(told)),
            (told.orders, words.often(told)),
        ):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                cards.badge(level, evidence(level))
                st.markdown(plain(line), width="content")
        frame = words.rows(told)
        columns = {
            head: (tables.figure if place else tables.text)(head)
            for place, head in enumerate(frame.columns)
        }
        tables.show(frame, columns, key=f"{_KEY}.table", alt=words.share(told))
        for note in words.notes(told):
            st.caption(plain(note))
        with st.container(horizontal=True, vertical_alignment="center"):
            cards.origin(words.origin(told), key=f"{_KEY}.origin")
            downloads.csv(_("Save as a file"), frame, "new_and_earlier_customers.csv",
                          key=f"{_KEY}.csv")  # fmt: skip


def _view(shop: OpenShop, _book: CustomerBook) -> NewView:  # noqa: ARG001  (names the answer)
    return service.view(_book)
