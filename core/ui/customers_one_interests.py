"""What one customer is interested in, and which persona that makes."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_interests as service
from core.services import customers_personas
from core.services.customers_interests import Interest, Interests
from core.services.customers_one import Customer, Product
from core.services.customers_personas import Fit
from core.services.opening import OpenShop
from core.ui import cards, places, session, tabs, voice_said
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_one as wording

_KEY: Final = "customers.interests"
_TURN: Final = f"{_KEY}.turn"

_NOBODY: Final = 0
"""Stands for no persona among their numbers."""


def draw(shop: OpenShop, one: Customer, bought: Sequence[Product]) -> Interests:
    """What was found and what the seller said, each with the way to take it away."""
    found = service.read(shop, one.whose, bought, cached_by_files(service.common)(shop))
    with cards.card(
        _("Interests"), key="customer-interests",
        note=_("Words that several of your products share, from what this customer bought."),
    ):  # fmt: skip
        if not found.there:
            st.markdown(_("What was bought has no word in common with other products."))
        for place, interest in enumerate(found.there):
            with st.container(key=f"interest-{place}", gap=None):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(f"**{plain(interest.word)}**", width="content")
                    st.button(
                        _("Take away"), key=f"{_KEY}.away.{one.key}.{place}", type="tertiary",
                        icon=":material/close:", on_click=_remove, args=(shop, one, interest),
                    )  # fmt: skip
                st.caption(plain(wording.interest(interest)))
        for place, interest in enumerate(found.removed):
            st.button(
                plain(_("Bring back “{what}”").format(what=interest.word)),
                key=f"{_KEY}.back.{one.key}.{place}", type="tertiary", icon=":material/undo:",
                on_click=_back, args=(shop, one, interest),
            )  # fmt: skip
        _add(shop, one)
    return found


def _add(shop: OpenShop, one: Customer) -> None:
    turn = st.session_state.setdefault(_TURN, 0)
    with st.form(f"{_KEY}.form.{one.key}.{turn}", border=False):
        word = st.text_input(
            _("Another interest"), key=f"{_KEY}.word.{one.key}.{turn}", max_chars=service.LONGEST,
            placeholder=_("for example: camping"),
        )  # fmt: skip
        if not st.form_submit_button(_("Add it"), key=f"{_KEY}.add", icon=":material/add:"):
            return
    kept: list[str] = []
    if voice_said.run(lambda: kept.append(service.add(shop, one.whose, word, session.now()))):
        (made,) = kept
        voice_said.say(
            _("Added “{what}”.").format(what=made),
            lambda: service.restore(shop, one.whose, Interest(made), session.now()),
        )
        st.session_state[_TURN] += 1
    st.rerun()


def _remove(shop: OpenShop, one: Customer, interest: Interest) -> None:
    voice_said.do(
        lambda: service.remove(shop, one.whose, interest, session.now()),
        _("Taken away: “{what}”.").format(what=interest.word),
        lambda: service.restore(shop, one.whose, interest, session.now()),
    )


def _back(shop: OpenShop, one: Customer, interest: Interest) -> None:
    voice_said.do(
        lambda: service.restore(shop, one.whose, interest, session.now()),
        _("It is an interest again: “{what}”.").format(what=interest.word),
        lambda: service.remove(shop, one.whose, interest, session.now()),
    )


def persona(shop: OpenShop, one: Customer, bought: Sequence[Product], interests: Interests) -> None:
    """Which persona the customer is."""
    found = customers_personas.read(shop, one.whose, bought, interests)
    with cards.card(_("Persona"), key="customer-persona"):
        if not found.personas:
            st.markdown(_("Write down whom your shop is for. Then you can say who is whom."))
            st.page_link(
                places.PAGES["target"], label=_("Personas"), icon=":material/arrow_forward:",
                query_params=tabs.address("personas"),
            )  # fmt: skip
            return
        _choose(shop, one, found)


def _choose(shop: OpenShop, one: Customer, found: Fit) -> None:
    named = {it.id or _NOBODY: it.name or it.sentence for it in found.personas}
    chosen = found.chosen.id if found.chosen else None
    key = f"{_KEY}.persona.{one.key}"
    # Set each time: another window may have said so meanwhile.
    st.session_state[key] = chosen or _NOBODY
    st.selectbox(
        _("Which persona is this customer?"), [_NOBODY, *named], key=key,
        format_func=lambda it: named.get(it) or _("nobody knows"), on_change=_picked,
        args=(shop, one, key),
    )  # fmt: skip
    if found.match is not None and found.match.persona.id != chosen:
        name = named[found.match.persona.id or _NOBODY]
        st.caption(
            plain(_("Perhaps “{name}”.").format(name=name) + " " + wording.match(found.match))
        )
        st.button(
            _("Say so"), key=f"{key}.match", type="tertiary", icon=":material/check:",
            on_click=_set, args=(shop, one, found.match.persona.id),
        )  # fmt: skip
    elif found.chosen is None:
        st.caption(_("Orders tell neither age nor job. Say it if you know the customer."))


def _picked(shop: OpenShop, one: Customer, key: str) -> None:
    _set(shop, one, st.session_state[key] or None)


def _set(shop: OpenShop, one: Customer, number: int | None) -> None:
    before: list[int | None] = []
    if voice_said.run(
        lambda: before.append(customers_personas.choose(shop, one.whose, number, session.now()))
    ):
        voice_said.say(
            _("The persona is kept."),
            lambda: customers_personas.choose(shop, one.whose, before[0], session.now()),
        )
