"""The customer in one sentence, as other pages show it."""

import streamlit as st

from core.services import target_personas
from core.services.opening import OpenShop
from core.ui.cached import cached
from core.ui.places import PAGES
from core.ui.tabs import address
from core.ui.text import plain


def line(shop: OpenShop) -> None:
    """The sentence as the way to where it is written; nothing before it is."""
    sentence = cached(target_personas.sentence)(shop)
    if sentence:
        st.page_link(
            PAGES["target"], label=plain(sentence), icon=":material/group:",
            query_params=address("personas"),
        )  # fmt: skip
