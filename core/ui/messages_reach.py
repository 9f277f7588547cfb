"""How many get a message that is being prepared, and when it is paid."""

from dataclasses import replace
from datetime import datetime

import streamlit as st

from core.analysis.break_even import break_even
from core.i18n import gettext as _
from core.services import customers_groups, messages_prepare, messages_prices, settings
from core.services.messages_prepare import Audience, Read
from core.services.messages_rules import MessageRules
from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.terms import seoul_day
from core.ui import customer_book, customers_groups_source, notices, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_names as names
from core.wording import messages_prepare as wording


@st.cache_resource(
    show_spinner=False, max_entries=16,
    hash_funcs={OpenShop: OpenShop.revision, datetime: lambda at: at.strftime("%Y-%m-%d %H")},
)  # fmt: skip
def _found(shop: OpenShop, send: Send, rules: MessageRules, now: datetime) -> Audience | None:
    read = Read(customer_book.kept(shop), customers_groups_source.Kept(shop))
    return messages_prepare.audience(shop, send, rules, now, read)


def audience(shop: OpenShop, send: Send, rules: MessageRules, now: datetime) -> Audience | None:
    """Who would get it; only what decides that is asked about again."""
    about = replace(
        send, title="", versions=(), offer="", until=None, hold_out=0.0, version=1, undoable=0
    )
    try:
        return _found(shop, about, rules, now)
    except (customers_groups.NoteGone, customers_groups.RuleRefused):
        return None


def counted(shop: OpenShop, send: Send, found: Audience | None) -> None:
    """How many get it and how many do not, and whether one offer goes to nearly everybody."""
    if found is None:
        st.markdown(plain(_("Nobody can be counted without order files or a group that is kept.")))
        return
    st.markdown(plain(wording.group(found)))
    for reason, count in found.out.items():
        st.markdown(f"- {plain(wording.out(reason, count))}")
    st.markdown(f"**{plain(wording.left(found))}**")
    if send.versions and found.size:
        st.caption(plain(wording.divided(messages_prepare.sizes(send, found.size))))
    if messages_prepare.is_wide(send, found):
        read = Read(customer_book.kept(shop), customers_groups_source.Kept(shop))
        groups = messages_prepare.buying_anyway(shop, read, found.day)
        notices.warning(wording.wide(found, groups))


def paid(shop: OpenShop, send: Send, found: Audience, begin: str) -> None:
    """When it is paid, with what the seller knows of orders, margins and prices."""
    day = seoul_day(messages_prepare.at(send, session.now()))
    price = messages_prices.on(cached(messages_prices.listed)(shop), send.channel, day)
    margin = cached(settings.read)(shop).margin_percent
    st.caption(plain(f"{names.channel(send.channel)} · {wording.price(price)}"))
    usual = None if found.order_won is None else round(found.order_won)
    with st.container(horizontal=True, gap="small"):
        order = st.number_input(
            _("Won of an order"), 0, 10_000_000, usual, step=1000, key=f"{begin}.order.{usual}",
            width=180, help=plain(_("What those who are left paid for an order so far.")),
        )  # fmt: skip
        percent = st.number_input(
            _("Margin (%)"), 0, settings.LARGEST_MARGIN, margin, key=f"{begin}.margin.{margin}",
            width=140,
        )  # fmt: skip
        benefit = st.number_input(
            _("Given off an order (won)"), 0, 1_000_000, 0, step=500, key=f"{begin}.benefit",
            width=180,
        )  # fmt: skip
    people = messages_prepare.told(send, found.size)
    if price is None or order is None or percent is None or not people:
        notices.warning(wording.unknown_price(has_price=price is not None))
        return
    told = break_even(people, price.won, order, percent, benefit)
    (notices.success if told.is_within_reach else notices.warning)(wording.paid(told))
    st.caption(plain(wording.kept(told)))
