"""The settings about messages: what they cost, who sends them, how many there may be."""

from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import messages_prices, messages_rules
from core.services.messages_prices import LARGEST, Price
from core.services.messages_rules import LONGEST_WINDOW, MOST_PER_WEEK, MessageRules
from core.services.opening import OpenShop
from core.terms.messages import MessageChannel
from core.ui import keeping, messages_doing, session, tables, target_turn
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_names as names
from core.wording import messages_settings as wording

_KEY: Final = "messages.settings"


def show(shop: OpenShop) -> None:
    """What holds today, and the two forms."""
    target_turn.told()
    messages_doing.faults()
    some = cached(messages_prices.listed)(shop)
    st.caption(plain(_("Won for one message, without VAT. What you pay counts, not the list.")))
    tables.show(
        wording.prices(messages_prices.all_on(some, session.today())),
        {"channel": tables.text(_("Way of sending")), "price": tables.figure(_("Price")),
         "since": tables.text(_("Since"))},
        key=f"{_KEY}.now",
    )  # fmt: skip
    _price(shop)
    _past(shop, some)
    st.subheader(plain(_("Sender and limits")), anchor=False)
    _rules(shop, cached(messages_rules.read)(shop))


def _price(shop: OpenShop) -> None:
    begin = target_turn.key(f"{_KEY}.price")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        channel = st.selectbox(
            _("Way of sending"), list(MessageChannel), format_func=names.channel,
            key=f"{begin}.channel", width=240,
            help=plain(_("Brand messages were called 친구톡 until the end of 2025.")),
        )  # fmt: skip
        won = st.number_input(
            _("Won each"), 0.0, LARGEST, None, step=0.1, format="%.1f", key=f"{begin}.won",
            width=140,
        )  # fmt: skip
        day = st.date_input(
            _("From this day on"), session.today(), key=f"{begin}.day", format="YYYY.MM.DD",
            width=180,
        )  # fmt: skip
        st.button(
            _("Keep the price"), key=f"{_KEY}.keep", icon=":material/save:", disabled=won is None,
            on_click=_keep_price, args=(shop, channel, won, day),
        )  # fmt: skip


def _keep_price(
    shop: OpenShop, channel: MessageChannel, won: float | None, day: date | None
) -> None:
    if won is not None:
        wanted = Price(channel, won, day)
        messages_doing.run(
            lambda: messages_prices.keep(shop, wanted, session.now()), wording.kept(wanted)
        )


def _past(shop: OpenShop, some: list[Price]) -> None:
    """The prices of one's own, each with the way to throw it away, and those that were."""
    gone = cached(messages_prices.listed)(shop, deleted=True)
    if some:
        with st.expander(_("Your prices by day"), icon=":material/history:", key=f"{_KEY}.past"):
            for one in some:
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(plain(wording.told(one)), width="content")
                    keeping.away(
                        partial(messages_prices.delete, shop, one, session.now()),
                        f"{_KEY}.away.{one.id}",
                    )
    keeping.thrown(
        [(wording.told(it), partial(messages_prices.undo, shop, it.id or 0, it.version))
         for it in gone], _KEY,
    )  # fmt: skip


def _rules(shop: OpenShop, kept: MessageRules) -> None:
    begin = target_turn.key(f"{_KEY}.rules")
    with st.container(horizontal=True, gap="small"):
        sender = st.text_input(
            _("Sender number (registered)"), kept.sender, key=f"{begin}.sender", max_chars=20,
            width=220, help=plain(_("Without it no text message is marked as sent.")),
        )  # fmt: skip
        opt_out = st.text_input(
            _("Free number to refuse (080)"), kept.opt_out, key=f"{begin}.opt_out", max_chars=20,
            width=220, help=plain(_("It stands for 번호 in texts.")),
        )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        per_week = st.number_input(
            _("Most messages a week"), 1, MOST_PER_WEEK, kept.per_week, key=f"{begin}.week",
            width=220, help=plain(_("Who has had so many within seven days gets no more.")),
        )  # fmt: skip
        window = st.number_input(
            _("Days in which purchases count"), 1, LONGEST_WINDOW, kept.window_days,
            key=f"{begin}.window", width=220,
            help=plain(_("Purchases so many days after a message are taken for brought by it.")),
        )  # fmt: skip
    wanted = MessageRules(sender, opt_out, int(per_week), int(window))
    st.button(
        _("Keep these rules"), key=f"{_KEY}.save", type="primary", icon=":material/save:",
        on_click=messages_doing.do,
        args=(
            lambda: messages_rules.save(shop, wanted, session.now(), seen=kept), _("Kept."),
        ),
    )  # fmt: skip
