"""The way to the page of one customer, from wherever somebody is named."""

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from core.i18n import gettext as _
from core.ui import places, tabs
from core.ui.text import plain

TAB: Final = "one"
"""The tab on which one customer is shown."""

WHO: Final = "who"
"""What the customer is called in the address: ``?tab=one&who=0a1b2c3d4e5f``."""

SHOWN: Final = 12
"""So many signs of a key stand in an address; enough to tell millions of customers apart."""


def address(key: str) -> dict[str, str]:
    """What a link to the page of customers adds to its address to show this one."""
    return {**tabs.address(TAB), WHO: key[:SHOWN]}


def url(key: str) -> str:
    """The address as a cell of a table holds it (``st.column_config.LinkColumn``)."""
    return f"customers?{urlencode(address(key))}"


def link(key: str, name: str | None) -> None:
    """The masked name of a customer as the way to his page.

    Args:
        key: the durable key, or its beginning as it stands in an address.
        name: the masked name; None where no file says it.
    """
    st.page_link(
        places.PAGES["customers"], label=plain(name or _("Customer without a name")),
        icon=":material/person:", query_params=address(key),
    )  # fmt: skip


def way(key: str | None) -> None:
    """The way to a customer from a row that names the person already; nothing without a key."""
    if key:
        st.page_link(
            places.PAGES["customers"], label=_("See the customer"), icon=":material/person:",
            query_params=address(key),
        )  # fmt: skip
