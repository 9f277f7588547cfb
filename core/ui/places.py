"""Where things are done: the file of each page, its name, and the way to it as a link."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import streamlit as st

from core.i18n import gettext as _
from core.ui import tabs

PAGES: Final = {
    "actions": "pages/improve/actions.py",
    "care": "pages/customers/care.py",
    "channels": "pages/diagnose/channels.py",
    "customers": "pages/customers/customers.py",
    "journey": "pages/diagnose/journey.py",
    "messages": "pages/customers/messages.py",
    "products": "pages/diagnose/products.py",
    "target": "pages/customers/target.py",
    "tests": "pages/improve/tests.py",
    "upload": "pages/start/upload.py",
    "voice": "pages/customers/voice.py",
}
"""The file of a page, by the last part of its address."""


class Place(NamedTuple):
    """A page after the purchase, and its tab; the first one if None."""

    page: str
    tab: str | None = None


_QUEUE: Final = Place("care")
_ANSWER: Final = Place("voice")
_REVIEWS: Final = Place("voice", "reviews")
_ASKED: Final = Place("voice", "satisfaction")
_DUE: Final = Place("customers", "due")

POINTS: Final[Mapping[str, Place]] = {
    "reviews": _REVIEWS, "answers": _ASKED, "order_notice": _QUEUE, "shipping_notice": _QUEUE,
    "how_are_you": _QUEUE, "complaint": _ANSWER, "ask_review": _QUEUE, "reply_review": _REVIEWS,
    "buy_again": _DUE, "regulars": Place("customers"),
}  # fmt: skip
"""Where a point of contact is looked after."""

TACTICS: Final[Mapping[str, Place]] = {
    "keep_dates": Place("care", "promises"), "keep_promises": Place("care", "promises"),
    "order_notice": Place("care", "notices"), "gift_and_letter": Place("care", "gifts"),
    "use_tips": Place("care", "rules"), "usage_tips": Place("care", "rules"),
    "remind": _QUEUE, "third_day": _QUEUE, "ask_reviews": _QUEUE, "invite_reviews": _QUEUE,
    "answer_fast": _ANSWER, "settle_complaints": _ANSWER, "reviews_and_replies": _REVIEWS,
    "quick_answers": _ASKED, "answer_questions": _ASKED,
    "ask_contentment": _ASKED, "ask_to_recommend": _ASKED,
    "time_to_rebuy": _DUE, "win_back": _DUE, "regulars_only": Place("customers"),
}  # fmt: skip
"""Where something to try is done."""


def link(place: Place | None) -> None:
    """The way there, named after the page; nothing where there is no such place."""
    if place is None:
        return
    st.page_link(
        PAGES[place.page], label=name(place.page), icon=":material/arrow_forward:",
        query_params=tabs.address(place.tab),
    )  # fmt: skip


def name(page: str) -> str:
    """What a page is called, as in the menu."""
    return {
        "actions": _("Improvement notes"),
        "care": _("Aftercare"),
        "channels": _("Ways in"),
        "customers": _("Customers and regulars"),
        "journey": _("Customer journey"),
        "messages": _("Messages to customers"),
        "products": _("Product check"),
        "target": _("Target and actual"),
        "tests": _("Copy tests"),
        "upload": _("Add data"),
        "voice": _("Reviews and complaints"),
    }[page]
