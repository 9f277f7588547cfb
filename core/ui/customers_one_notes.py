"""Write down a contact with a customer, or what the customer said: four fields each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from core.analysis.customer_states import State
from core.analysis.journey import Stage
from core.i18n import gettext as _
from core.services import customers_contacts as contacts
from core.services import customers_story, voice_feedback
from core.services.customers_contacts import Contact, Doing
from core.services.customers_one import Customer
from core.services.customers_story import Event, Happened, Order
from core.services.opening import OpenShop
from core.services.voice_feedback import LONGEST_TEXT, Remark
from core.services.voice_orders import About
from core.terms import Mall
from core.terms.voice import VoiceSource
from core.ui import session, voice_quick, voice_said
from core.ui.actions_forms import FIELD, seen
from core.ui.text import plain
from core.ui.voice_focus import focus
from core.wording import customers_story as wording
from core.wording import journey

_KEY: Final = "customers.notes"
_TURN: Final = f"{_KEY}.turn"

OFFERED: Final = 20
"""So many of the newest orders of a customer are offered."""


def draw(shop: OpenShop, one: Customer, events: Sequence[Event]) -> None:
    """Both forms, folded; the one that was used stays open."""
    turn = st.session_state.setdefault(_TURN, 0)
    with (
        st.container(key="card-customer-notes"),
        st.expander(
            _("Write down a contact or a remark"), icon=":material/edit_note:",
            expanded=not session.is_phone(), key=f"{_KEY}.fold",
        ),
    ):  # fmt: skip
        kinds = {"contact": _("A contact"), "remark": _("What the customer said")}
        kind = st.segmented_control(
            _("What do you write down?"), list(kinds), default="contact", required=True,
            format_func=lambda it: kinds[it], key=f"{_KEY}.kind", label_visibility="collapsed",
        )  # fmt: skip
        key = f"{_KEY}.{kind}.{one.key}.{turn}"
        with st.form(f"{key}.form", border=False):
            if kind == "remark":
                _remark(shop, one, events, key)
            else:
                _contact(shop, one, key)
    focus(".st-key-card-customer-notes textarea", turn)


def without_customer(shop: OpenShop) -> None:
    """What was done for a stage of the way, with nobody in particular: written down and listed."""
    turn = st.session_state.setdefault(_TURN, 0)
    with st.expander(
        _("Done for many at once, or for a stage"), icon=":material/edit_note:",
        key=f"{_KEY}.alone",
    ):  # fmt: skip
        key = f"{_KEY}.alone.{turn}"
        with st.form(f"{key}.form", border=False):
            _contact(shop, None, key)
        for one in contacts.without_customer(shop):
            with st.container(border=True, key=f"contact-{one.id}", gap="xsmall"):
                st.caption(plain(wording.contact(one)))
                st.markdown(plain(one.text))
                buttons(shop, one)


def _contact(shop: OpenShop, one: Customer | None, key: str) -> None:
    told = _fields(key, None, one)
    if not st.form_submit_button(
        _("Write down"), key=f"{key}.keep", icon=":material/add:", type="primary"
    ):
        return
    kept: list[Contact] = []
    now = session.now()
    if voice_said.run(lambda: kept.append(contacts.add(shop, told, now))):
        (made,) = kept
        voice_said.say(
            _("Written down."), lambda: contacts.delete(shop, made, session.now()),
            wording.left_out(told.text, made.text),
        )  # fmt: skip
        st.session_state[_TURN] += 1
    st.rerun()


def _fields(key: str, one: Contact | None, customer: Customer | None) -> Contact:
    """The four fields of a contact."""
    text = st.text_area(
        _("What was it?"), one.text if one else "", key=f"{key}.text", height=84,
        max_chars=contacts.LONGEST_TEXT, placeholder=_("what you did, said or heard"),
    )  # fmt: skip
    first, second, third = st.columns(3)
    kinds, stages = list(Doing), list(Stage)
    is_regular = bool(customer and customer.bought and customer.bought.state == State.REGULAR)
    stage = one.stage if one else Stage.LOYAL if is_regular else Stage.AFTER
    with first:
        kind = st.selectbox(
            _("Kind"), kinds, key=f"{key}.kind", format_func=wording.doing,
            index=kinds.index(one.kind if one else Doing.ANSWER),
        )  # fmt: skip
    with second:
        at = st.selectbox(
            _("Stage"), stages, key=f"{key}.stage", format_func=journey.stage,
            index=stages.index(stage),
        )  # fmt: skip
    with third:
        day = st.date_input(
            _("On which day?"), one.day if one else session.today(), key=f"{key}.day",
            max_value=session.today(), format="YYYY.MM.DD",
        )  # fmt: skip
    told = Contact(
        kind or Doing.ANSWER, at or stage, day if isinstance(day, date) else session.today(), text,
        customer.key if customer else None,
    )  # fmt: skip
    return replace(told, key=one.key, id=one.id, version=one.version) if one else told


def buttons(shop: OpenShop, one: Contact) -> None:
    """Change a contact, or throw it away."""
    key = f"{FIELD}{_KEY}.{one.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        place = st.popover(
            _("Change"), icon=":material/edit:", type="tertiary", key=f"{_KEY}.open.{one.id}",
            on_change="rerun",
        )  # fmt: skip
        if place.open:
            with place:
                _change(shop, one, key)
        st.button(
            _("Throw away"), key=f"{_KEY}.delete.{one.id}", icon=":material/delete:",
            type="tertiary", on_click=_delete, args=(shop, one),
        )  # fmt: skip


def _change(shop: OpenShop, one: Contact, key: str) -> None:
    version = seen(f"{_KEY}.{one.id}", one.version)
    with st.form(f"{key}.form", border=False):
        told = _fields(key, one, None)
        if not st.form_submit_button(_("Save"), key=f"{key}.save"):
            return
    changed = replace(told, version=version)
    if voice_said.run(lambda: contacts.edit(shop, changed, session.now())):
        voice_said.say(
            _("Changed."), lambda: contacts.undo(shop, changed.id or 0, changed.version + 1)
        )
    st.rerun()


def _delete(shop: OpenShop, one: Contact) -> None:
    voice_said.do(
        lambda: contacts.delete(shop, one, session.now()),
        _("Thrown away."),
        lambda: contacts.undo(shop, one.id or 0, one.version + 1),
    )


def _remark(shop: OpenShop, one: Customer, events: Sequence[Event], key: str) -> None:
    text = st.text_area(
        _("What was said?"), key=f"{key}.text", height=84, max_chars=LONGEST_TEXT,
        placeholder=_("In the customer's words"),
    )  # fmt: skip
    orders = _orders(shop, one, events)
    first, second, third = st.columns([5, 3, 2])
    with first:
        chosen = st.selectbox(
            _("Whose order?"), list(orders), key=f"{key}.order", format_func=lambda it: orders[it],
            index=0 if orders else None, placeholder=_("no order"),
        )  # fmt: skip
    with second:
        answer = voice_quick.score_field(f"{key}.score")
    with third:
        source = voice_quick.source_field(f"{key}.source", VoiceSource.TALK)
    with st.container(horizontal=True, vertical_alignment="center"):
        complains = st.checkbox(_("This is a complaint"), key=f"{key}.complains")
        if not st.form_submit_button(
            _("Write down"), key=f"{key}.keep", icon=":material/add:", type="primary"
        ):
            return
    scale, points = answer or (None, None)
    told = Remark(
        text, session.today(), source, scale, points, _about(shop, one, chosen)
    )  # fmt: skip
    kept: list[Remark] = []
    now = session.now()
    if voice_said.run(
        lambda: kept.append(voice_feedback.add(shop, told, now, complains=complains))
    ):
        (made,) = kept
        voice_said.say(
            _("Written down."),
            lambda: voice_feedback.take_back(shop, made.id or 0, session.now()),
            wording.left_out(told.text, made.text),
        )
        st.session_state[_TURN] += 1
    st.rerun()


def _about(shop: OpenShop, one: Customer, order: Event | None) -> About:
    if order is None:
        return About(buyer_key=one.key)
    (entry,) = customers_story.told(shop, one.whose, [order])
    lines = entry.detail.lines if isinstance(entry.detail, Order) else ()
    product = next((it.product_id for it in lines if it.product_id is not None), None)
    return About(Mall(order.mall), order.ref, product, one.key)


def _orders(shop: OpenShop, one: Customer, events: Sequence[Event]) -> dict[Event, str]:
    """The newest orders to choose from."""
    some = [it for it in events if it.kind is Happened.ORDER][:OFFERED]
    entries = customers_story.told(shop, one.whose, some)
    return {entry.event: wording.order_choice(entry) for entry in entries}
