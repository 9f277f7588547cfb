"""The head of one customer: who it is, how the person stands, and the numbers."""

from typing import Final, Literal

import streamlit as st

from core.analysis.customer_states import State
from core.i18n import gettext as _
from core.services import care_rules
from core.services.care_rules import Scope
from core.services.customers_one import Customer
from core.services.opening import OpenShop
from core.ui import cards, places
from core.ui.cached import cached
from core.ui.cards import Tile
from core.ui.places import Place
from core.ui.text import plain
from core.wording import customers_one as wording

_COLOURS: Final[dict[int, Literal["green", "blue", "violet", "orange", "gray"]]] = {
    State.FIRST: "blue",
    State.AGAIN: "violet",
    State.REGULAR: "green",
    State.RESTING: "orange",
    State.GONE: "gray",
}


def draw(shop: OpenShop, one: Customer) -> None:
    """The head."""
    with st.container(border=True, key="card-customer", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.header(plain(wording.name(one.name)), anchor=False, width="content")
            colour = _COLOURS.get(one.bought.state, "gray") if one.bought else "gray"
            st.badge(plain(wording.state(one.bought)), color=colour)
            st.caption(plain(wording.number(one.key)), width="content")
        st.markdown(plain(wording.reason(one)))
        _left_out(shop, one)
        if one.bought is not None:
            cards.kpi_row(
                [Tile(*told[:2], "", note=told[2]) for told in wording.tiles(one.bought)],
                key="customer",
            )
            if one.bought.usual is not None:
                st.caption(plain(wording.rhythm(one.bought.usual)))
        st.markdown("  \n".join(plain(line) for line in wording.facts(one)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(wording.as_of(one)), width="content")
            cards.origin(_origin(), key="customer.origin")


def _left_out(shop: OpenShop, one: Customer) -> None:
    """That nothing is ever due for this customer, as the seller said, and where that is undone."""
    out = cached(care_rules.exclusions)(shop)
    if any(it.scope is Scope.BUYER and it.value in one.whose.keys for it in out):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            told = plain(_("You left this customer out of what is to be looked after."))
            st.caption(f":material/person_off: {told}", width="content")
            places.link(Place("care", "rules"))


def _origin() -> list[tuple[str, str]]:
    return [
        (
            _("What is counted"),
            _(
                "Orders that were paid and not cancelled or sent back. "
                "Purchases of one day are one purchase."
            ),
        ),
        (
            _("Next purchase"),
            _(
                "The last purchase and the middle of the own waits, from three waits on. "
                "Three of four came by the later day."
            ),
        ),
        (
            _("Discount"),
            _("Orders in which something was taken off, of those of which files tell it."),
        ),
    ]
