"""Questions in the mall: how soon they are answered, and which wait."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import voice_inquiries
from core.services.opening import OpenShop
from core.services.voice_inquiries import Inquiries
from core.ui import cards, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import voice_effect as words

_KEY: Final = "voice.inquiries"
_UPLOAD: Final = "pages/start/upload.py"
_PRODUCTS: Final = "pages/diagnose/products.py"
DAYS: Final = 84
"""So many days are looked at."""

FIRST: Final = 5
"""So many waiting questions are shown at once."""


def draw(shop: OpenShop) -> None:
    """The card of questions."""
    found = cached(voice_inquiries.inquiries)(shop, session.today(), DAYS)
    if found.as_of is None:
        with cards.card(_("How soon questions are answered"), key="voice-inquiries"):
            st.markdown(plain(_("Put in the file of questions, and you see how soon you answer.")))
            st.page_link(_UPLOAD, label=_("Put in a file of questions"), icon=":material/upload:")
        return
    title = words.inquiries(found) if found.asked else _("No questions in these 12 weeks.")
    with cards.card(title, key="voice-inquiries"):
        if found.asked:
            st.markdown(plain(" · ".join(words.details(found))))
        st.caption(plain(words.as_of(found)))
        if found.waiting:
            _waiting(found)
        if found.products:
            _products(found)


def _waiting(found: Inquiries) -> None:
    st.markdown(f"**{plain(words.waiting(found))}**")
    now = session.now()
    for one in found.oldest[:FIRST]:
        st.markdown(f":material/schedule: {plain(words.waits(one, now))}")
    if len(found.oldest) > FIRST:
        with st.expander(plain(_("Show more questions")), key=f"{_KEY}.more"):
            for one in found.oldest[FIRST:]:
                st.markdown(f":material/schedule: {plain(words.waits(one, now))}")


def _products(found: Inquiries) -> None:
    st.markdown(f"**{plain(_('Asked about most'))}**")
    for _number, name, count in found.products:
        st.markdown(plain(words.asked_about(name, count)))
    st.page_link(
        _PRODUCTS, label=_("See whether the page of the product answers them"),
        icon=":material/inventory_2:",
    )  # fmt: skip
