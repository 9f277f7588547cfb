"""To whom a message speaks: a persona before any text (S3-05); everybody is allowed and said so."""

import streamlit as st

from core.i18n import gettext as _
from core.services import target_personas
from core.services.opening import OpenShop
from core.ui.cached import cached
from core.ui.text import plain


def draw(shop: OpenShop, chosen: int | None, key: str) -> int | None:
    """The persona a message is for; None for everybody, with what is lost by it."""
    known = {one.id: one.name for one in cached(target_personas.listed)(shop)}
    if chosen is not None and chosen not in known:
        known[chosen] = _("A persona that was thrown away")
    some: list[int | None] = [None, *known]
    found: int | None = st.selectbox(
        _("Which persona is it for?"), some, index=some.index(chosen), key=key,
        format_func=lambda it: _("Everybody") if it is None else known[it],
    )  # fmt: skip
    if found is None:
        st.badge(_("Everybody"), icon=":material/group:", color="orange")
        text = _("It counts as not put in order. With one persona you see later who liked it.")
        st.caption(plain(text))
    return found
