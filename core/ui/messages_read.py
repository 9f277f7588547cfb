"""What came of everything that was sent, remembered until a file, a list or a count is another."""

from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import messages_results
from core.services.messages_result import Result
from core.services.opening import OpenShop
from core.ui import session

KEPT: Final = 32
"""So many answers are remembered, one for each window and day."""


def results(shop: OpenShop, window: int | None = None) -> tuple[Result, ...]:
    """What came of each sending, the newest first; a note of anything else changes nothing."""
    with st.spinner(_("Reading who bought when…")):
        return _results(shop, session.today(), window)


@st.cache_data(
    show_spinner=False, max_entries=KEPT, hash_funcs={OpenShop: messages_results.revision}
)
def _results(shop: OpenShop, today: date, window: int | None) -> tuple[Result, ...]:
    return messages_results.results(shop, today, window)
