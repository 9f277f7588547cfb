"""The conclusion card of the page 고객과 단골."""

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_conclusion as service
from core.services import customers_states_view
from core.services.actions import Said
from core.services.customer_book import CustomerBook
from core.services.customers_conclusion import Conclusion
from core.services.customers_due import ListKind
from core.services.opening import OpenShop
from core.ui import (
    actions,
    cards,
    customer_book,
    customers_due,
    customers_second,
    customers_states,
    places,
    session,
    tabs,
)
from core.ui.actions import UPLOAD
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.verdicts.customers_conclusion import CustomerSay
from core.wording import customers_conclusion as wording

_LISTS = {
    CustomerSay.FELL: ListKind.SECOND,
    CustomerSay.SECOND: ListKind.SECOND,
    CustomerSay.REGULARS: ListKind.RESTING,
}
"""Whom to look after because of what is said; anything else is nothing to act on."""

_ANY_LIST = {CustomerSay.FEW, CustomerSay.YOUNG}
"""So far customers are looked after one by one, by whichever list has any."""


def draw(shop: OpenShop) -> bool:
    """The one thing to say; whether there is anything for the tabs below to speak of."""
    book = customer_book.book(shop)
    if book is None:
        with cards.empty(
            _("You see who comes back, and who leaves."),
            _("One order file is enough."),
            key="customers",
            icon="groups",
        ):
            st.page_link(UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")
        return False
    view = customers_states.view(shop, book)
    second = customers_second.view(shop, book)
    _card(shop, service.conclusion(view, second, session.today()))
    share = cached_by_files(_unknown)(shop, book)
    if note := wording.unknown(book.unknown_lines, share):
        st.caption(f":material/person_off: {plain(note)}")
    if note := wording.unpriced(book.unpriced):
        st.caption(f":material/money_off: {plain(note)}")
    if note := wording.gaps(cached_by_files(customers_states_view.gaps)(shop)):
        st.caption(f":material/event_busy: {plain(note)}")
    return view.customers > 0


def _unknown(shop: OpenShop, _book: CustomerBook) -> float:
    return customers_states_view.unknown_share(shop, _book)


def _card(shop: OpenShop, told: Conclusion) -> None:
    words = wording.words(told)
    card = cards.Conclusion(
        words.headline, words.reason, words.level, words.badge, words.tone, words.numbers,
        words.todo, words.why,
    )  # fmt: skip
    with cards.verdict(card, key="customers"):
        if words.numbers:
            cards.origin(wording.origin(told), key="customers.origin")
        if told.found.say in _LISTS:
            said = Said(words.todo, f"{words.headline} {words.reason}".strip())
            actions.keep_button(shop, service.proposal(told, said), "customers.keep")
            st.page_link(
                places.PAGES["customers"], label=_("See whom to look after"),
                icon=":material/arrow_forward:",
                query_params=customers_due.address(_LISTS[told.found.say]),
            )  # fmt: skip
        elif told.found.say in _ANY_LIST:
            st.page_link(
                places.PAGES["customers"], label=_("See whom to look after"),
                icon=":material/arrow_forward:", query_params=tabs.address("due"),
            )  # fmt: skip
        if words.wants_upload:
            st.page_link(UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")
