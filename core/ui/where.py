"""The last tab of the upload page: where files are found, tables to fill in, tables explained."""

import streamlit as st

from core.i18n import gettext as _
from core.services.opening import OpenShop
from core.ui import cards, dropping, mapping
from core.wording import exports


def draw(shop: OpenShop) -> None:
    """The way to every export, the most useful ones first; then what helps without one."""
    for code, format_ids in exports.GROUPS.items():
        with st.expander(exports.group(code), expanded=code == "orders", key=f"where-{code}"):
            for format_id in format_ids:
                dropping.guide(format_id)
    with cards.card(_("No such file?"), key="templates"):
        mapping.draw_templates()
    mapping.draw_saved(shop)
