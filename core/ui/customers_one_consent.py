"""Whether one customer may be written to: what was said, and writing down what is said now."""

from datetime import date
from typing import Final, Literal

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_consent as service
from core.services.customers_consent import Consent, Kind, Source, Standing, Told
from core.services.customers_one import Customer
from core.services.kept_notes import LONGEST
from core.services.opening import OpenShop
from core.ui import cards, session, voice_said
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_consent as wording

_KEY: Final = "customers.consent"
_DONE: Final = "customers.consent.done"
_COLOURS: Final[dict[Standing, Literal["green", "orange", "red", "gray"]]] = {
    Standing.UNKNOWN: "gray", Standing.GIVEN: "green", Standing.TO_RENEW: "orange",
    Standing.WITHDRAWN: "red",
}  # fmt: skip


def draw(shop: OpenShop, one: Customer) -> None:
    """Both kinds of consent."""
    said = cached(service.listed)(shop, one.whose.keys)
    found = service.told(said, session.today())
    with cards.card(
        _("May I write?"), key="customer-consent",
        note=_("Only what the customer said. It has to be confirmed every 2 years."),
    ):  # fmt: skip
        for kind in Kind:
            with st.container(key=f"consent-{kind.value}", gap="xsmall"):
                _kind(shop, one, kind, found[kind])
        if said:
            _all(shop, said)


def _kind(shop: OpenShop, one: Customer, kind: Kind, told: Told) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(wording.kind(kind))}**", width="content")
        st.badge(plain(wording.standing(told)), color=_COLOURS[told.standing])
    st.caption(plain(wording.told(told)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        key = f"{_KEY}.open.{kind.value}.{one.key}"
        if st.session_state.pop(_DONE, None) == key:
            st.session_state[key] = False  # what was to be written down there is written down
        place = st.popover(
            _("Write down what was said"), icon=":material/edit:", type="tertiary", key=key,
            on_change="rerun",
        )  # fmt: skip
        if place.open:
            with place:
                _form(shop, one, kind, key)
        if told.last is not None and told.standing in {Standing.GIVEN, Standing.TO_RENEW}:
            st.button(
                _("Took it back today"), key=f"{_KEY}.withdraw.{kind.value}", type="tertiary",
                icon=":material/block:", on_click=_withdraw, args=(shop, told.last),
            )  # fmt: skip


def _form(shop: OpenShop, one: Customer, kind: Kind, place: str) -> None:
    key, today = f"{_KEY}.{kind.value}.{one.key}", session.today()
    answers = {True: _("agreed"), False: _("said no")}
    with st.form(f"{key}.form", border=False):
        agreed = st.radio(
            _("What was said?"), list(answers), key=f"{key}.agreed", horizontal=True,
            format_func=lambda it: answers[it],
        )  # fmt: skip
        source = st.selectbox(
            _("Said where?"), [it.value for it in Source], index=None, key=f"{key}.source",
            format_func=wording.source, accept_new_options=True,
            placeholder=_("choose, or type your own words"),
        )  # fmt: skip
        day = st.date_input(
            _("On which day?"), today, key=f"{key}.day", max_value=today, format="YYYY.MM.DD"
        )
        if not st.form_submit_button(_("Write down"), key=f"{key}.keep", type="primary"):
            return
        if not (source or "").strip():
            # Here and not at the head of the page, which is out of sight.
            st.error(_("Write down where the customer said it."), icon=":material/error:")
            return
    said_on = day if isinstance(day, date) else today
    told = Consent(
        one.key, kind, said_on, (source or "")[:LONGEST], None if agreed else said_on
    )  # fmt: skip
    kept: list[Consent] = []
    if voice_said.run(lambda: kept.append(service.give(shop, told, session.now()))):
        (made,) = kept
        voice_said.say(
            _("Written down."), lambda: service.delete(shop, made, session.now())
        )  # fmt: skip
        st.session_state[_DONE] = place
    st.rerun()


def _withdraw(shop: OpenShop, one: Consent) -> None:
    voice_said.do(
        lambda: service.withdraw(shop, one, session.today(), session.now()),
        _("Written down: nothing is sent to this customer any more."),
        lambda: service.undo(shop, one.id or 0, one.version + 1),
    )


def _all(shop: OpenShop, said: list[Consent]) -> None:
    with st.expander(_("All that was said"), key=f"{_KEY}.all"):
        for one in said:
            st.markdown(plain(f"{wording.kind(one.kind)}: {wording.line(one)}"))
            st.button(
                _("Throw away"), key=f"{_KEY}.delete.{one.id}", icon=":material/delete:",
                type="tertiary", help=_("Only if it was written down by mistake."),
                on_click=_delete, args=(shop, one),
            )  # fmt: skip


def _delete(shop: OpenShop, one: Consent) -> None:
    voice_said.do(
        lambda: service.delete(shop, one, session.now()),
        _("Thrown away."),
        lambda: service.undo(shop, one.id or 0, one.version + 1),
    )
