"""Who bought which product when, read once for the customer pages until another file is there."""

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_intervals
from core.services.opening import OpenShop
from core.ui.customer_book import BOOKS_KEPT


def bought(shop: OpenShop) -> pd.DataFrame:
    """``core.services.customers_intervals.bought``; whoever gets it must not change it."""
    with st.spinner(_("Reading who bought when…")):
        return _bought(shop)


def of_products(shop: OpenShop) -> pd.DataFrame:
    """``core.services.customers_intervals.of_products``; whoever gets it must not change it."""
    found = bought(shop)
    return _of_products(shop, found)


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _bought(shop: OpenShop) -> pd.DataFrame:
    return customers_intervals.bought(shop)


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _of_products(shop: OpenShop, _found: pd.DataFrame) -> pd.DataFrame:
    return customers_intervals.of_products(shop, _found)
