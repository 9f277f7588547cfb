"""Who bought when, read once for all customer pages until another file is there."""

from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customer_book
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store.moments import day_number

BOOKS_KEPT: Final = 4
"""So many books stay in memory; one of 700,000 purchases takes about 30 MB."""


def book(shop: OpenShop) -> CustomerBook | None:
    """The book of a shop; None without order files. Whoever gets it must not change it."""
    with st.spinner(_("Reading who bought when…")):
        return _kept(shop)


def kept(shop: OpenShop) -> CustomerBook | None:
    """The same without a word on the screen, for answers that are kept themselves."""
    return _kept(shop)


def known_on(shop: OpenShop, book: CustomerBook, day: date) -> CustomerBook:
    """The book as it was at the end of a day; nobody must change it."""
    return book if day >= book.last_day else _known_on(shop, day)


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _known_on(shop: OpenShop, day: date) -> CustomerBook:
    found = _kept(shop)
    assert found is not None  # noqa: S101  (somebody has it in hand)
    return customer_book.known_on(found, day_number(day))


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _kept(shop: OpenShop) -> CustomerBook | None:
    """One for all windows: what nobody changes needs no copies."""
    return customer_book.read(shop)
