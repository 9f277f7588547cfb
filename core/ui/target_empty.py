"""What stands in place of a picture while neither an aim nor a buyer is known."""

import streamlit as st

from core.i18n import gettext as _
from core.services import covering
from core.services.opening import OpenShop
from core.ui import session
from core.ui.cached import cached
from core.ui.text import plain


def draw(shop: OpenShop) -> None:
    """What would be seen, and, before the first file, the made-up shop that shows it."""
    st.markdown(
        plain(_("Type shares beside this or add a file, and both stand here next to each other."))
    )
    if session.is_sample() or cached(covering.coverages)(shop):
        return
    if st.button(_("See a sample shop"), icon=":material/storefront:", key="target.sample"):
        with st.spinner(_("Making up a shop of two years…")):
            session.start_sample()
        st.rerun()
