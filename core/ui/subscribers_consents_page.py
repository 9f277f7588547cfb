"""How the consents of customers stand, and what was said week by week."""

from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services.subscribers_consents import LATER, SOON, Consents
from core.ui import cards, downloads, session, tables
from core.ui.text import plain
from core.wording import customers_consent as said
from core.wording import subscribers_consents as wording

_KEY: Final = "subscribers.consents"
_ALL: Final = ""


def draw(found: Consents) -> None:
    """Draw it."""
    with cards.card(
        _("What customers said"), key="subscribers-consents",
        note=_("Of whom nothing is written down nobody knows, and he is in no number here."),
    ):  # fmt: skip
        if not found.people:
            st.markdown(_("No consent of a customer is written down yet."))
            st.caption(_("Bring a list along below, or write it down on the page of a customer."))
            return
        _figures(found)
        _weeks(found)


def _figures(found: Consents) -> None:
    names = {
        _("May be sent advertisements"): found.agreed,
        _("At night too"): found.night,
        _("Run out within 30 days"): found.within(SOON),
        _("Run out within 60 days"): found.within(LATER),
        _("Older than 2 years"): found.over,
        _("Want none"): found.withdrawn,
    }
    cards.kpi_row(
        [cards.Tile(name, formats.count(count, "people"), "") for name, count in names.items()],
        key="subscribers", columns=3,
    )  # fmt: skip
    st.caption(plain(_("Consent has to be asked for again every 2 years (제50조 제8항).")))


def _weeks(found: Consents) -> None:
    chosen = _ALL
    if len(found.sources) > 1:
        chosen = st.selectbox(
            _("Said where?"), [_ALL, *found.sources], key=f"{_KEY}.source", width=260,
            format_func=lambda it: said.source(it) if it else _("Everywhere"),
        )  # fmt: skip
    tables.show(
        wording.weeks(found.weeks, chosen or None, session.today()),
        {
            "week": tables.text(_("Week")), "new": tables.count(_("Agreed anew")),
            "again": tables.count(_("Confirmed again")), "gone": tables.count(_("Took it back")),
            "refused": tables.count(_("Said no")),
        },
        key=f"{_KEY}.weeks", alt=_("What customers said, week by week"),
    )  # fmt: skip
    st.caption(_("Only what was written down is counted."))
    downloads.csv(
        _("Save what was said as CSV"), lambda: wording.weeks_file(found.weeks),
        f"consents_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
    )  # fmt: skip
