"""The customers of a list, one by one: what they bought, the words for it, done or skipped."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import care_words, customers_texts
from core.services import customers_contact as contact
from core.services import customers_due_people as people
from core.services.care_queue_done import Reason
from core.services.care_rules import Exclusion, Scope
from core.services.customers_contact import Batch
from core.services.customers_due import ListKind
from core.services.customers_due_people import Person
from core.services.opening import OpenShop
from core.store.notes import NoteGone
from core.ui import care_queue_state as state
from core.ui import copying, customers_link, session
from core.ui.cached import cached
from core.ui.care_queue_rows import leave_out
from core.ui.text import plain
from core.wording import customers_due as wording
from core.wording import customers_list as listed
from core.wording.customers_states import state as state_name

MOST: Final = 30
"""So many entries of today are listed."""

_NEXT: Final = "due.other"
_CARD: Final = 330
"""Pixels: two cards beside each other on a desk, one below the other on a phone."""


def draw(
    shop: OpenShop, kind: ListKind, some: Sequence[Person], shop_name: str, *, is_right: bool
) -> None:
    """Some customers, each with everything that is needed to do it; two beside each other.

    Args:
        shop: whose.
        kind: which list.
        some: its customers.
        shop_name: how the shop signs.
        is_right: whether past lists were right, so that the time of one is a good one.
    """
    with st.grid(2, min_column_width=_CARD, key=f"due-rows-{kind}"):
        for one in some:
            row = f"due-row-{kind}-{one.key}"
            with st.container(border=True, key=row, gap="small", height="stretch"):
                _head(one, kind, is_right=is_right)
                _body(shop, kind, one, shop_name)


def _head(one: Person, kind: ListKind, *, is_right: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        customers_link.link(one.key, one.name)
        st.badge(plain(state_name(one.state)), color="gray")
        if when := wording.timing(one):
            is_time = is_right and one.since >= (one.usual or 0)
            st.badge(plain(when), color="green" if is_time else "gray")
        if one.mark is not None:
            st.badge(plain(wording.mark(one.mark)), icon=":material/pause:", color="orange")
        if one.agreed:
            st.badge(plain(_("Agreed to messages")), icon=":material/check:", color="blue")
    if what := wording.bought(one):
        st.markdown(plain(what))
    st.caption(f"{plain(wording.when(one))}  \n{plain(wording.worth(one, kind))}")


def _body(shop: OpenShop, kind: ListKind, one: Person, shop_name: str) -> None:
    texts = customers_texts.texts(kind)
    ready, key = "", f"{_NEXT}.{kind}.{one.key}"
    if texts:
        text = texts[st.session_state.get(key, 0) % len(texts)]
        ready = care_words.fill(text, people.values(one, shop_name, _typed(one)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if ready:
            copying.button(ready, about=one.name or _("a customer"), key=f"due.copy.{one.key}")
        # Where nobody is to be written to there is nothing to be done one by one.
        if texts:
            st.button(
                _("Done"), key=f"care.done.{kind}.{one.key}", icon=":material/check:",
                type="primary", on_click=mark, args=(shop, kind, [one]),
            )  # fmt: skip
        label = _("Text and more") if texts else _("Skip")
        with st.popover(label, type="tertiary", key=f"due.more.{one.key}"):
            if texts:
                _text(one, ready, key, others=len(texts) > 1)
            _skip(shop, kind, one)


def _text(one: Person, ready: str, key: str, *, others: bool) -> None:
    """What is copied, the name that is missing in it, and other words for the same."""
    st.markdown("  \n".join(plain(line) for line in ready.splitlines()) or "–")
    st.text_input(_("Name of the customer"), key=f"due.name.{one.key}", max_chars=60)
    st.caption(_("Only masked names are stored here. What you type is not kept."))
    if others:
        st.button(_("Other words"), key=f"due.next.{one.key}", type="tertiary",
                  icon=":material/autorenew:", on_click=_turn, args=(key,))  # fmt: skip


def _turn(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + 1


def _typed(one: Person) -> str:
    """What the seller typed for this customer; it is kept nowhere."""
    return str(st.session_state.get(f"due.name.{one.key}", "")).strip()


def _skip(shop: OpenShop, kind: ListKind, one: Person) -> None:
    if order := listed.order(one.order):
        st.caption(plain(order))
    reasons = wording.reasons()
    why = st.radio(_("Why are they skipped?"), list(reasons), key=f"due.why.{one.key}",
                   format_func=reasons.__getitem__)  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Skip this one"), key=f"due.skipped.{one.key}", icon=":material/skip_next:",
            on_click=mark, args=(shop, kind, [one], Reason(why or Reason.OTHER)),
        )  # fmt: skip
        st.button(
            _("Never this customer"), key=f"due.never.{one.key}", type="tertiary",
            icon=":material/person_off:", on_click=leave_out,
            args=(shop, Exclusion(Scope.BUYER, one.key, one.name or "")),
        )  # fmt: skip


def mark(
    shop: OpenShop, kind: ListKind, some: Sequence[Person], reason: Reason | None = None
) -> None:
    """Note that customers were contacted, or skipped for a reason; it can be taken back at once."""
    about = {one.key: one.product if kind is ListKind.AGAIN else None for one in some if one.key}
    names = {one.key: one.name or "" for one in some}
    noted: list[Batch] = []

    def change() -> None:
        noted.append(contact.mark(shop, kind, about, session.now(), reason))

    if state.run(change) and noted[0].keys:
        state.moved()
        said = wording.marked(noted[0], [names[key] for key in noted[0].keys[:1]])
        state.offer(said, lambda: undo(shop, noted[0]))


def undo(shop: OpenShop, batch: Batch) -> None:
    """Take back what was noted at one moment.

    Raises:
        NoteGone: it was taken back elsewhere meanwhile.
    """
    if not contact.undo(shop, batch):
        raise NoteGone(batch.kind)


def of_today(shop: OpenShop, today: date) -> None:
    """Who was contacted or skipped today, with the way back."""
    found = cached(contact.of_today)(shop, today)
    if not found:
        return
    count = formats.count(sum(len(one.keys) for one in found), "people")
    names = cached(contact.names)(shop, tuple(one.keys[0] for one in found[:MOST]))
    told = _("Contacted or skipped today: {count}").format(count=count)
    with st.expander(plain(told), icon=":material/task_alt:", key="due.today"):
        for one in found[:MOST]:
            own = f"{one.at:%H%M%S}.{one.kind}.{one.reason or ''}"
            said = wording.marked(one, [names.get(one.keys[0], "")])
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(f"{formats.clock(one.at)} {said}"), width="content")
                st.button(
                    _("Undo"), key=f"due.today.undo.{own}", type="tertiary",
                    icon=":material/undo:", on_click=_back, args=(shop, one),
                )  # fmt: skip


def _back(shop: OpenShop, batch: Batch) -> None:
    state.run(lambda: undo(shop, batch))


def file(some: Sequence[Person], kind: ListKind, shop_name: str) -> pd.DataFrame:
    """The whole list, each with the text for them."""
    texts = customers_texts.texts(kind)
    return pd.DataFrame([wording.row(one, kind, filled(one, texts, shop_name)) for one in some])


def filled(one: Person, texts: Sequence[str], shop_name: str) -> str:
    """The usual text for a customer; empty where nobody is to be written to."""
    return care_words.fill(texts[0], people.values(one, shop_name)) if texts else ""
