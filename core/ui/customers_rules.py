"""The rules that make the states of customers: seen, changed, made ours again, taken back."""

from dataclasses import replace
from datetime import datetime
from typing import Final

import streamlit as st

from core.analysis.customer_states import REGULAR_FROM, REGULAR_TOP
from core.i18n import gettext as _
from core.services import customers_states as service
from core.services.customer_book import CustomerBook
from core.services.customers_states import OwnRules, RuleRefused, Rules
from core.services.customers_states_view import View
from core.services.opening import OpenShop
from core.ui import cards, keeping, session
from core.ui.cached import cached, cached_by_files
from core.ui.text import plain
from core.wording import customers_states as words

_KEY: Final = "customers.rules"
_UNDO: Final = f"{_KEY}.undo"
_UNDONE: Final = f"{_KEY}.undone"


def rules(shop: OpenShop, book: CustomerBook) -> Rules:
    """What makes a state, remembered until a file is taken in or the seller changes a rule."""
    return service.with_own(cached_by_files(_shops)(shop, book), cached(service.own)(shop))


def _shops(shop: OpenShop, _book: CustomerBook) -> Rules:  # noqa: ARG001  (names the answer)
    return service.shops_rules(_book)


def draw(shop: OpenShop, view: View) -> None:
    """The rules in words, and the form in which they are changed."""
    own = cached(service.own)(shop)
    with cards.card(_("What makes a state"), key="customers-rules"):
        told = zip(view.standings, words.rules(view.rules), strict=True)
        st.markdown(
            "\n".join(f"- **{plain(words.state(one.state))}**: {plain(text)}" for one, text in told)
        )
        st.caption(plain(words.gap(view, own)))
        _changed(shop)
        with st.popover(_("Change the rules"), icon=":material/tune:", key=f"{_KEY}.open"):
            _form(shop, view, own)
            if own.at is not None:
                st.button(
                    _("As at first"), key=f"{_KEY}.first", type="tertiary",
                    icon=":material/restart_alt:", on_click=_put,
                    args=(shop, OwnRules(at=own.at)),
                )  # fmt: skip


def _form(shop: OpenShop, view: View, own: OwnRules) -> None:
    # Fields show anew what is kept once it was changed, here or in another window.
    key = f"{_KEY}.{own.at.timestamp() if own.at else 0:.0f}"
    with st.form(f"{key}.form", border=False):
        st.number_input(
            _("Days up to which nobody is missed"), value=own.gap, step=1, key=f"{key}.gap",
            placeholder=words.automatic(view), help=_("Leave it empty to follow your orders."),
        )  # fmt: skip
        st.number_input(
            _("Purchases that make a regular"), value=own.regular_from or REGULAR_FROM, step=1,
            key=f"{key}.regular",
        )  # fmt: skip
        top = REGULAR_TOP if own.top is None else own.top
        st.number_input(
            _("Top percent by spending, regulars after two purchases"), value=round(top * 100),
            step=1, key=f"{key}.top",
        )  # fmt: skip
        st.caption(plain(words.ours()))
        # Streamlit would refuse a number out of its bounds in English.
        if st.session_state.pop(f"{key}.refused", False):
            st.markdown(f":material/error: **{plain(words.refused())}**")
        st.form_submit_button(_("Save"), key=f"{key}.save", on_click=_save,
                              args=(shop, key, own.at))  # fmt: skip


def _save(shop: OpenShop, key: str, seen: datetime | None) -> None:
    gap, regular, top = (st.session_state[f"{key}.{name}"] for name in ("gap", "regular", "top"))
    share = None if top is None else round(top / 100, 2)
    wanted = OwnRules(
        gap,
        None if regular == REGULAR_FROM else regular,
        None if share == REGULAR_TOP else share,
        seen,
    )
    try:
        _put(shop, wanted)
    except RuleRefused:
        st.session_state[f"{key}.refused"] = True


def _put(shop: OpenShop, wanted: OwnRules) -> None:
    now = session.now().replace(microsecond=0)
    before: list[OwnRules] = []
    if not keeping.run(lambda: before.append(service.change(shop, wanted, now))):
        return
    # Saved once more as they are, the way back is still to what was before the change.
    if not before[0].says(wanted):
        is_kept = any(one is not None for one in (wanted.gap, wanted.regular_from, wanted.top))
        st.session_state[_UNDO] = replace(before[0], at=now if is_kept else None)


def _changed(shop: OpenShop) -> None:
    """That the rules were changed, with the way back; once, that they are back."""
    if st.session_state.pop(_UNDONE, False):
        st.markdown(f":material/check: {plain(words.changed_back())}")
    before: OwnRules | None = st.session_state.get(_UNDO)
    if before is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{_KEY}.changed"):
        st.markdown(plain(words.changed()), width="content")
        st.button(
            _("Undo"), key=f"{_KEY}.back", type="tertiary", icon=":material/undo:",
            on_click=_back, args=(shop, before),
        )  # fmt: skip


def _back(shop: OpenShop, before: OwnRules) -> None:
    now = session.now().replace(microsecond=0)
    st.session_state[_UNDONE] = keeping.run(lambda: service.change(shop, before, now))
    st.session_state.pop(_UNDO, None)
