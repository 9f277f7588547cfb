"""Tips for products, and what is left out: malls, orders, customers and products."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import actions_choices, care_words, covering
from core.services import care_rules as service
from core.services.care_rules import Exclusion, Scope
from core.services.opening import OpenShop
from core.terms import Mall
from core.ui import cards, product_names, session
from core.ui import care_queue_state as state
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import care_rules as wording
from core.wording.malls import mall_name

_TIP: Final = "care.tip"
_OUT: Final = "care.out"
MOST: Final = 100
"""So many entries are listed."""


def tips(shop: OpenShop) -> None:
    """How to use products, one by one."""
    kept = cached(service.tips)(shop)
    names = _products(shop)
    with cards.card(_("Tips for products"), key="care-tips"):
        if not names:
            st.caption(_("With an order file you can write a tip for each product."))
            return
        st.caption(_("Without a tip a product has no tip to be told. Write it as a sentence."))
        number = st.selectbox(
            _("Product"), list(names), format_func=lambda one: names[one], key=f"{_TIP}.product"
        )
        with st.form("care-tip", border=False):
            tip = st.text_input(
                _("Tip"), kept.get(number, ""), key=f"{_TIP}.text.{number}",
                max_chars=care_words.LONGEST_TIP,
            )  # fmt: skip
            if st.form_submit_button(_("Save"), key=f"{_TIP}.save", icon=":material/save:"):
                _put(shop, int(number), tip, names[number])
                st.rerun()
        for one, text in list(kept.items())[:MOST]:
            st.markdown(f"- {plain(f'{names.get(one, one)}: {text}')}")


def _products(shop: OpenShop) -> dict[int, str]:
    found = cached(actions_choices.choices)(shop, session.today())
    return product_names.apart(shop, found.products, 60)


def _put(shop: OpenShop, number: int, tip: str, name: str) -> None:
    def change() -> None:
        before = service.put_tip(shop, number, tip, session.now())
        state.offer(
            _("Tip for {name}: kept.").format(name=name),
            lambda: service.put_tip(shop, number, before, session.now()),
        )

    state.run(change)


def left_out(shop: OpenShop) -> None:
    """For whom nothing is ever due."""
    with cards.card(_("Left out of the list"), key="care-out"):
        _malls(shop)
        _add(shop)
        found = cached(service.exclusions)(shop)
        if not found:
            st.caption(_("No order, customer or product is left out."))
        for one in found[:MOST]:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(wording.excluded(one)), width="content")
                st.button(
                    _("Take in again"), key=f"{_OUT}.in.{one.scope}.{one.value}", type="tertiary",
                    icon=":material/undo:", on_click=_include, args=(shop, one),
                )  # fmt: skip


def _malls(shop: OpenShop) -> None:
    malls = cached(covering.malls)(shop)
    off = cached(service.malls_left_out)(shop)
    if not malls or (len(malls) == 1 and not off & set(malls)):
        return
    st.caption(_("How far customers may be written to differs by mall. Look at its rules first."))
    for mall in malls:
        key = f"{_OUT}.mall.{int(mall)}"
        # What is stored holds; the switch only shows it.
        st.session_state[key] = mall not in off
        st.toggle(plain(mall_name(mall)), key=key, on_change=_switch, args=(shop, mall, key))


def _switch(shop: OpenShop, mall: Mall, key: str) -> None:
    is_on = bool(st.session_state[key])
    state.run(lambda: service.switch_mall(shop, mall, session.now(), is_on=is_on))


def _add(shop: OpenShop) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        number = st.text_input(
            _("Leave out an order"), key=f"{_OUT}.number", max_chars=60, width=240,
            placeholder=_("Order number"),
        )  # fmt: skip
        st.button(_("Leave out"), key=f"{_OUT}.order", disabled=not number.strip(),
                  on_click=_order, args=(shop, number))  # fmt: skip
    names = _products(shop)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            _("Leave out a product"), list(names), index=None, key=f"{_OUT}.product", width=240,
            format_func=lambda one: names[one], placeholder=_("Choose a product"),
        )  # fmt: skip
        one = Exclusion(Scope.PRODUCT, str(chosen), names.get(chosen or 0, ""))
        st.button(_("Leave out"), key=f"{_OUT}.leave", disabled=chosen is None,
                  on_click=_leave, args=(shop, one))  # fmt: skip


def _leave(shop: OpenShop, one: Exclusion) -> None:
    def change() -> None:
        service.exclude(shop, one, session.now())
        _offer(shop, one)

    state.run(change)


def _order(shop: OpenShop, number: str) -> None:
    def change() -> None:
        found = service.exclude_order(shop, number, session.now())
        _offer(shop, *found)

    state.run(change)


def _offer(shop: OpenShop, *some: Exclusion) -> None:
    def back() -> None:
        for one in some:
            service.include(shop, one)

    state.offer(_("Left out from now on: {name}").format(name=some[0].name or some[0].value), back)


def _include(shop: OpenShop, one: Exclusion) -> None:
    def change() -> None:
        service.include(shop, one)
        state.offer(
            _("Taken in again: {name}").format(name=wording.excluded(one)),
            lambda: service.exclude(shop, one, session.now()),
        )

    state.run(change)
