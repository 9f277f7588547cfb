"""The order file that is lacking, said the same way on every page."""

import streamlit as st

from core.services import lacking
from core.services.opening import OpenShop
from core.terms import Mall
from core.ui import session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import lacking as wording


def draw(shop: OpenShop, mall: Mall | None = None) -> None:
    """One line, where an order file is lacking."""
    found = cached(lacking.lacking)(shop, session.today(), mall)
    if found is not None:
        st.caption(f":material/info: {plain(wording.lacking(found))}")
