"""Whether two customers are the same person: say so, and take them apart again."""

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_find, customers_identity
from core.services.actions import NoteChanged
from core.services.customer_book import CustomerBook
from core.services.customers_identity import Merge, MergeGone, NotTwo, UnknownBuyer
from core.services.customers_one import Customer
from core.services.opening import OpenShop
from core.ui import cards, session, voice_said
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_identity as wording
from core.wording import customers_list, customers_one

_KEY: Final = "customers.identity"
LONGEST: Final = 80


def draw(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", one: Customer) -> None:
    """Merging and taking apart, with what was merged before."""
    with cards.card(_("One person or two?"), key="customer-identity"):
        merges = cached(customers_identity.log)(shop, one.key)
        if merges:
            _log(shop, merges)
        same = st.expander(
            _("Is somebody else the same person?"), icon=":material/group:",
            key=f"{_KEY}.same.{one.key}", on_change="rerun",
        )  # fmt: skip
        if same.open:
            with same:
                _candidates(shop, book, states, one)
                _others(shop, book, states, one)


def _candidates(
    shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", one: Customer
) -> None:
    found = cached(customers_identity.candidates)(shop, one.key)
    st.caption(_("Nobody is merged by itself for a name: a family may share it."))
    if not found:
        st.markdown(_("Nobody looks like the same person."))
    known = customers_find.known(shop, book, states, [other.key for other in found])
    told = {it.customer.key: it.customer for it in known.hits}
    for other in found:
        with st.container(gap="xsmall", key=f"same-{other.key[:12]}"):
            st.markdown(plain(f"{customers_one.name(other.name)} · {wording.reason(other)}"))
            if other.key in told:
                st.caption(plain(customers_list.lately(told[other.key])))
            _merge_button(shop, one, other.key, other.name)


def _others(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", one: Customer) -> None:
    said = st.text_input(
        _("Another customer"), key=f"{_KEY}.find.{one.key}", max_chars=LONGEST,
        placeholder=_("an order number or a name"), icon=":material/search:",
    ).strip()  # fmt: skip
    if not said:
        return
    some = customers_find.find(shop, book, states, said, session.today())
    hits = [it for it in some.hits if it.customer.key != one.key]
    if not hits:
        st.markdown(plain(customers_one.nobody(said).title))
    for it in hits:
        with st.container(gap="xsmall"):
            name = customers_one.name(it.customer.name)
            st.markdown(plain(f"{name} · {customers_one.hit(it)}"))
            _merge_button(shop, one, it.customer.key, it.customer.name)


def _merge_button(shop: OpenShop, one: Customer, key: str, name: str | None) -> None:
    st.button(
        _("The same person"), key=f"{_KEY}.merge.{key}", icon=":material/merge:",
        on_click=_merge, args=(shop, one, key, name),
    )  # fmt: skip


def _merge(shop: OpenShop, one: Customer, key: str, name: str | None) -> None:
    kept: list[Merge] = []
    if _run(lambda: kept.append(customers_identity.merge(shop, key, one.key, session.now()))):
        (made,) = kept
        voice_said.say(
            _("{name} and this customer are one now.").format(name=customers_one.name(name)),
            _way_back(lambda: customers_identity.undo(shop, made.id, session.now())),
        )


def _run(change: Callable[[], object]) -> bool:
    try:
        return voice_said.run(change)
    except (NotTwo, UnknownBuyer, MergeGone) as fault:
        voice_said.wrong(wording.refused(fault))
        return False


def _way_back(change: Callable[[], object]) -> Callable[[], object]:
    """The way back, of which whatever is in the way means that it was changed elsewhere."""

    def back() -> None:
        try:
            change()
        except (NotTwo, UnknownBuyer, MergeGone) as fault:
            raise NoteChanged from fault

    return back


def _log(shop: OpenShop, merges: tuple[Merge, ...]) -> None:
    for one in merges:
        st.caption(plain(wording.merge(one)))
        if one.undone_at is None:
            st.button(
                _("Take apart"), key=f"{_KEY}.split.{one.id}", type="tertiary",
                icon=":material/call_split:", on_click=_split, args=(shop, one),
            )  # fmt: skip


def _split(shop: OpenShop, one: Merge) -> None:
    apart: list[customers_identity.Apart] = []
    if _run(lambda: apart.append(customers_identity.undo(shop, one.id, session.now()))):
        voice_said.say(
            wording.apart(apart[0]),
            _way_back(
                lambda: customers_identity.merge(shop, one.from_key, one.into_key, session.now())
            ),
        )
