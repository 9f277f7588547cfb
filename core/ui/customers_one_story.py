"""The story of one customer: what happened, the newest first, each with the way to its place."""

from collections.abc import Sequence
from typing import Final, Literal

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_story as service
from core.services.customers_contacts import Contact
from core.services.customers_one import Customer
from core.services.customers_story import Entry, Event, Happened, Said
from core.services.opening import OpenShop
from core.ui import cards, customers_one_notes, places, tabs
from core.ui.places import Place
from core.ui.text import plain
from core.wording import customers_story as wording

_KEY: Final = "customers.story"

ICONS: Final = {
    Happened.ORDER: "shopping_bag",
    Happened.CLAIM: "undo",
    Happened.REVIEW: "star",
    Happened.QUESTION: "help",
    Happened.REMARK: "chat",
    Happened.COMPLAINT: "report",
    Happened.CARE: "volunteer_activism",
    Happened.LISTED: "checklist",
    Happened.GIFT: "redeem",
    Happened.MESSAGE: "science",
    Happened.SENT: "send",
    Happened.CONTACT: "handshake",
}

_COLOURS: Final[dict[Happened, Literal["blue", "orange", "violet", "red", "green", "gray"]]] = {
    Happened.ORDER: "blue",
    Happened.CLAIM: "orange",
    Happened.REVIEW: "violet",
    Happened.QUESTION: "violet",
    Happened.REMARK: "violet",
    Happened.COMPLAINT: "red",
}

PLACES: Final = {
    Happened.REVIEW: Place("voice", "reviews"),
    Happened.QUESTION: Place("voice", "satisfaction"),
    Happened.COMPLAINT: Place("voice"),
    Happened.CARE: Place("care"),
    Happened.GIFT: Place("care", "gifts"),
    Happened.SENT: Place("messages", "results"),
}
"""Where a kind of thing is handled."""


def draw(shop: OpenShop, one: Customer, events: Sequence[Event]) -> None:
    """The story, with filters by kind, page by page."""
    with cards.card(_("What happened"), key="customer-story"):
        if not events:
            st.markdown(_("No file and no note tells of this customer."))
            return
        wanted = _chosen(one, events)
        place = 1
        if (pages := service.pages(len(wanted))) > 1:
            place = st.pagination(
                pages, key=f"{_KEY}.page.{one.key}.{len(wanted)}", max_visible_pages=5
            )
        st.caption(plain(wording.found(len(wanted))))
        for number, entry in enumerate(service.told(shop, one.whose, service.page(wanted, place))):
            _entry(shop, entry, number)


def _chosen(one: Customer, events: Sequence[Event]) -> Sequence[Event]:
    """The things that are looked at: all of them where no kind is chosen."""
    counts = service.counts(events)
    if len(counts) == 1:
        return events
    kinds = st.pills(
        _("What to show"), list(counts), selection_mode="multi", key=f"{_KEY}.kinds.{one.key}",
        format_func=lambda it: wording.filter_choice(it, counts[it]),
        label_visibility="collapsed",
    )  # fmt: skip
    return [it for it in events if it.kind in kinds] if kinds else events


def _entry(shop: OpenShop, entry: Entry, number: int) -> None:
    kind = entry.kind
    with st.container(border=True, key=f"story-{number}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(
                plain(wording.kind(kind)), icon=f":material/{ICONS[kind]}:",
                color=_COLOURS.get(kind, "green" if kind is Happened.CONTACT else "gray"),
            )  # fmt: skip
            st.caption(plain(wording.when(entry)), width="content")
            if wording.is_open(entry):
                st.badge(_("Waits for an answer"), color="red")
        st.markdown(f"**{plain(wording.title(entry))}**")
        if lines := wording.lines(entry):
            st.markdown("  \n".join(plain(line) for line in lines))
        if isinstance(entry.detail, Contact):
            customers_one_notes.buttons(shop, entry.detail)
        else:
            _way(entry)


def _way(entry: Entry) -> None:
    """The way to where it is handled."""
    if isinstance(entry.detail, Said):
        words = entry.detail.remark.about.order_no
        more = {"find": words} if words else {}
        st.page_link(
            places.PAGES["voice"], label=places.name("voice"), icon=":material/arrow_forward:",
            query_params={**tabs.address("log"), **more},
        )  # fmt: skip
    elif entry.kind is Happened.LISTED:
        st.page_link(
            places.PAGES["customers"], label=_("To look after"), icon=":material/arrow_forward:",
            query_params=tabs.address("due"),
        )  # fmt: skip
    elif entry.kind is Happened.MESSAGE:
        st.page_link(places.PAGES["tests"], label=_("Copy tests"), icon=":material/arrow_forward:")
    else:
        places.link(PLACES.get(entry.kind))
