"""For each state of customers a message that suits it, and sendings that were not put in order."""

from datetime import datetime
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import messages_scenarios, messages_sends, messages_tired
from core.services import messages_templates as templates
from core.services.customer_book import CustomerBook
from core.services.messages_tired import Tired
from core.services.opening import OpenShop
from core.ui import cards, customer_book, customers_states, session, target_turn
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_states as states
from core.wording import messages_follow as wording
from core.wording import messages_scenarios as said

_KEY: Final = "messages.state"


def draw(shop: OpenShop) -> None:
    """A message for each state that somebody is in (S1-19); nothing without order files."""
    book = customer_book.book(shop)
    if book is None or book.customers.empty:
        return
    view = customers_states.view(shop, book)
    kept = {one.name for one in cached(messages_scenarios.listed)(shop)}
    with cards.card(_("Who would hear what"), key="messages-states"):
        for one in view.standings:
            with st.container(horizontal=True, vertical_alignment="center", gap="small",
                              key=f"suggested-{one.state.value}"):  # fmt: skip
                told = wording.of_state(states.state(one.state), one.customers)
                st.markdown(f"**{plain(told)}**", width="content")
                for it in templates.of_state(one.state):
                    name = said.template(it.code)
                    if name in kept:
                        st.badge(plain(name), icon=":material/check:", color="green")
                        continue
                    st.button(
                        plain(name), key=f"{_KEY}.{one.state.value}.{it.code}", type="tertiary",
                        icon=":material/library_add:", on_click=target_turn.do,
                        args=(partial(templates.adopt, shop, it, name, session.now()),),
                    )  # fmt: skip


def tired(shop: OpenShop) -> None:
    """Who has had one advertisement after the other (S1-10); nothing before one was sent."""
    book = customer_book.book(shop)
    found = None if book is None else _tired(shop, book)
    if found is not None:
        icon = ":material/warning:" if found.customers else ":material/check:"
        st.markdown(f"{icon} {plain(wording.tired(found))}")


def _tired(shop: OpenShop, book: CustomerBook) -> Tired | None:
    return cached(_counted)(shop, session.now(), book)


def _counted(shop: OpenShop, now: datetime, _book: CustomerBook) -> Tired | None:
    return messages_tired.tired(shop, _book, now)


def loose(shop: OpenShop) -> None:
    """정리 안 된 메시지: sendings without a scenario or a persona (S3-06)."""
    some = [
        one for one in cached(messages_sends.listed)(shop)
        if one.scenario is None or one.persona is None
    ]  # fmt: skip
    if not some:
        return
    with st.expander(plain(wording.loose_title(len(some))), icon=":material/shuffle:",
                     key="messages.loose"):  # fmt: skip
        st.caption(plain(_("Say for whom a message is, and at which moment, before it is sent.")))
        for one in some:
            st.markdown(f"- {plain(wording.loose(one))}")
