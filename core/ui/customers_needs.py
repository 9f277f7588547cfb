"""What it takes before the tabs of customers can tell anything."""

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_again import LEAST_BUYERS
from core.ui import cards, places


def few(customers: int, *, key: str) -> None:
    """Too few customers: how many there are, how many it takes, and the file that brings more."""
    there = formats.count(customers, "people")
    needed = formats.count(LEAST_BUYERS - customers, "people")
    with cards.empty(
        _("You see who comes again, how soon, and what they are worth."),
        _("There are {there}; {needed} more, and you see it.").format(there=there, needed=needed),
        key=f"few-{key}", icon="group",
    ):  # fmt: skip
        st.page_link(
            places.PAGES["upload"], label=_("Add an order file"), icon=":material/upload_file:"
        )
