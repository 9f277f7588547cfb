"""The tab 한 사람 보기: find a customer, and the whole story of one on one screen."""

from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_one as service
from core.services import customers_states, customers_story
from core.services.customer_book import CustomerBook
from core.services.customers_one import Customer, Gone
from core.services.customers_states import Rules
from core.services.customers_story import Event, Whose
from core.services.opening import OpenShop
from core.ui import (
    customer_book,
    customers_link,
    customers_one_consent,
    customers_one_data,
    customers_one_find,
    customers_one_head,
    customers_one_identity,
    customers_one_interests,
    customers_one_next,
    customers_one_notes,
    customers_one_story,
    customers_similar,
    notices,
    voice_said,
)
from core.ui.cached import cached
from core.ui.customer_book import BOOKS_KEPT
from core.wording import customers_one as wording

_WIDE: Final = (3, 2)
"""How the story and what is beside it share the width."""


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    # In a place of its own, so that what is below stays where it is.
    with st.container(key="customers-one-said"):
        voice_said.draw()
    book = customer_book.book(shop)
    if book is None:
        return
    rules = _with_own(shop, book)
    states = _states(shop, rules, book)
    who = str(st.query_params.get(customers_link.WHO, ""))
    customers_one_find.draw(shop, book, states, who)
    if who:
        _one(shop, book, rules, states, who)
    else:
        customers_one_notes.without_customer(shop)


def _one(
    shop: OpenShop, book: CustomerBook, rules: Rules, states: "pd.Series[int]", who: str
) -> None:
    found = cached(service.keys)(shop, who)
    if isinstance(found, Gone):
        notices.warning(wording.gone(found))
        return
    if len(found) > 1:
        st.markdown(_("Several customers have this number. Whom do you mean?"))
        customers_one_find.listed(shop, book, states, found)
        return
    one = service.read(shop, book, rules, states, found[0])
    customers_one_find.remember(one.key)
    _story(shop, book, states, one)


def _story(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", one: Customer) -> None:
    events = _events(shop, one.whose)
    customers_one_head.draw(shop, one)
    wide, narrow = st.columns(_WIDE)
    with wide:
        customers_one_notes.draw(shop, one, events)
        customers_one_story.draw(shop, one, events)
    with narrow:
        bought = cached(service.products)(shop, one.whose)
        interests = customers_one_interests.draw(shop, one, bought)
        customers_one_interests.persona(shop, one, bought, interests)
        customers_one_consent.draw(shop, one)
        customers_one_next.draw(shop, one)
        if one.whose.buyers:
            customers_similar.folded(
                shop, book, states, one.whose.buyers, _("Similar customers"), "customer.alike"
            )
        customers_one_identity.draw(shop, book, states, one)
        customers_one_data.draw(shop, one)


@cached
def _events(shop: OpenShop, whose: Whose) -> list[Event]:
    return customers_story.events(shop, whose)


def _with_own(shop: OpenShop, book: CustomerBook) -> Rules:
    return customers_states.with_own(_shops_rules(shop, book), customers_states.own(shop))


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _shops_rules(shop: OpenShop, _book: CustomerBook) -> Rules:  # noqa: ARG001  (the key)
    return customers_states.shops_rules(_book)


@st.cache_resource(
    show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs={OpenShop: OpenShop.files}
)
def _states(shop: OpenShop, rules: Rules, _book: CustomerBook) -> "pd.Series[int]":  # noqa: ARG001
    return customers_states.states(_book, rules, _book.until)
