"""After which sendings people asked to stop, and who is tired of advertisements."""

from datetime import datetime
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import subscribers_rates, subscribers_tired
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.services.subscribers_tired import Heard
from core.ui import cards, customer_book, customers_link, downloads, session, tables
from core.ui.cached import cached
from core.ui.messages_results import look
from core.ui.text import plain
from core.wording import subscribers_rates as wording

_KEY: Final = "subscribers.rates"
SHOWN: Final = 12
"""So many tired customers are listed; the file has all."""


def draw(shop: OpenShop) -> None:
    """Both cards."""
    with cards.card(
        _("Who asked to stop after which sending"), key="subscribers-rates",
        note=_("Asked to stop ÷ messages that arrived, with the range of 95 of 100 such counts."),
    ):  # fmt: skip
        _rates(shop)
    with cards.card(
        _("Who is tired of advertisements"), key="subscribers-tired",
        note=_("More than 3 advertisements in a row with no purchase in between tire people."),
    ):  # fmt: skip
        _tired(shop)


def _rates(shop: OpenShop) -> None:
    results, names = look(shop)
    if not results:
        st.markdown(_("Nothing was marked as sent yet."))
        return
    some = subscribers_rates.rates(results)
    st.markdown(f"**{plain(wording.whole(subscribers_rates.whole(some)))}**")
    high = [one for one in some if one.is_high]
    for one in high:
        st.warning(plain(wording.high(one, names)), icon=":material/warning:")
    if not high and any(one.tally is not None and one.others is not None for one in some):
        st.caption(plain(wording.none_high()))
    if unknown := wording.unknown(some):
        st.caption(plain(unknown))
    tables.show(
        wording.rates(some, names),
        {
            "title": tables.text(_("What was sent")), "day": tables.text(_("Sent on")),
            "channel": tables.text(_("Sent by")), "left": tables.figure(_("Asked to stop")),
            "of": tables.figure(_("Arrived")), "share": tables.figure(_("Share")),
            "bounds": tables.figure(_("Range")), "mark": tables.text(_("Note")),
        },
        key=f"{_KEY}.table", optional=("mark",),
        alt=_("How many asked to stop after each sending, the most first"),
    )  # fmt: skip
    st.caption(_("Each is held against the others by the same way of sending."))
    downloads.csv(
        _("Save the sendings as CSV"), lambda: wording.rates_file(some, names),
        f"asked_to_stop_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
    )  # fmt: skip


def _tired(shop: OpenShop) -> None:
    book = customer_book.book(shop)
    some = () if book is None else cached(_heard)(shop, session.now(), book)
    if not some:
        st.markdown(_("Nothing was sent to customers we know in the last 30 days."))
        return
    tired = [one for one in some if one.is_tired]
    st.markdown(f"**{plain(wording.tired(some))}**")
    st.caption(plain(wording.balance(some)))
    for one in tired[:SHOWN]:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            customers_link.link(one.key, one.name)
            st.caption(plain(wording.heard(one)), width="content")
    if len(tired) > SHOWN:
        st.caption(_("All of them are in the file."))
    downloads.csv(
        _("Save who heard what as CSV"), lambda: wording.heard_file(some),
        f"heard_{formats.file_day(session.today())}.csv", key=f"{_KEY}.heard",
    )  # fmt: skip


def _heard(shop: OpenShop, now: datetime, _book: CustomerBook) -> tuple[Heard, ...]:
    return subscribers_tired.heard(shop, _book, now)
