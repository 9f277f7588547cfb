"""Read what customers wrote before anything is shown of it, with a bar where it takes a while."""

from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import voice_reading
from core.services.opening import OpenShop

QUICK: Final = 5_000
"""So many texts are read in less than a second."""


def catch_up(shop: OpenShop) -> None:
    """Read what is new or has changed; next to nothing where nothing has.

    Raises:
        core.store.StoreProblem: the store cannot be read or written.
    """
    if voice_reading.is_read(shop):
        return
    if voice_reading.waiting(shop) <= QUICK:
        voice_reading.catch_up(shop)
        return
    place = st.empty()
    place.progress(0.0, text=_("Reading what customers wrote"))

    def told(read: int, everything: int) -> None:
        text = _("Reading what customers wrote ({read} of {all})").format(
            read=formats.number(read), all=formats.number(everything)
        )
        place.progress(min(1.0, read / everything), text=text)

    voice_reading.catch_up(shop, told)
    place.empty()
