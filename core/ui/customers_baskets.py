"""What every customer has bought, read once for all customer pages until another file is there."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_baskets
from core.services.customers_baskets import CustomerBaskets
from core.services.opening import OpenShop

KEPT: Final = 4
"""So many stay in memory; one of 900,000 products of customers takes about 25 MB."""


def baskets(shop: OpenShop) -> CustomerBaskets | None:
    """What everybody bought; None without order files. Whoever gets it must not change it."""
    with st.spinner(_("Reading who bought what…")):
        return _kept(shop)


@st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs={OpenShop: OpenShop.files})
def _kept(shop: OpenShop) -> CustomerBaskets | None:
    """One for all windows: what nobody changes needs no copies."""
    return customers_baskets.read(shop)
