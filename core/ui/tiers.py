"""Tiers of customers: who is in which, the rules with their preview, who moved, who is close."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import tiers as services
from core.services import tiers_standing
from core.services.opening import OpenShop
from core.services.tiers import Tier
from core.services.tiers_standing import People, Standing
from core.ui import cards, customer_book, session, tables, tiers_editor, tiers_people
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import tiers as wording

_KEY: Final = "tiers"

PEOPLE_KEPT: Final = 2
"""Of so many shops the purchases stay in memory; a million of them take about 40 MB."""


def draw(shop: OpenShop) -> None:
    """The whole part about tiers."""
    book = customer_book.book(shop)
    if book is None:
        way_out = cards.empty(
            _("You will see here which tier each customer has reached."),
            _("It takes one file of orders."), key=_KEY,
        )  # fmt: skip
        with way_out:
            st.page_link(
                "pages/start/upload.py", label=_("Add my file"), icon=":material/upload_file:"
            )
        return
    people = _people(shop, session.today())
    kept = cached(services.listed)(shop)
    found = tiers_standing.standing(people, [one.ask for one in kept])
    if kept:
        with cards.card(_("Tiers of customers"), key=_KEY):
            _now(kept, found)
    tiers_editor.draw(shop, people, kept, found)
    if kept:
        _movers(shop, people, kept)


@st.cache_resource(
    show_spinner=False, max_entries=PEOPLE_KEPT, hash_funcs={OpenShop: OpenShop.revision}
)
def _people(shop: OpenShop, today: date) -> People:
    """The customers, until something is written: one may have been deleted at her wish."""
    book = customer_book.kept(shop)
    assert book is not None  # noqa: S101  (somebody has it in hand)
    return tiers_standing.people(shop, book, today)


def _now(kept: Sequence[Tier], found: Standing) -> None:
    st.markdown(f"**{plain(wording.headline(kept, found))}**")
    tables.show(
        wording.now_rows(kept, found),
        {"name": tables.text(_("Tier")), "people": tables.figure(_("Customers")),
         "share": tables.figure(_("Share of revenue"),
                                help=_("Of what all customers spent in the last 365 days.")),
         "rule": tables.text(_("What it asks for")), "perk": tables.text(_("What members get"))},
        key=f"{_KEY}.now", optional=("perk",),
    )  # fmt: skip
    for line in wording.doubts([one.ask for one in kept], found, session.today()):
        st.caption(plain(line))


def _movers(shop: OpenShop, people: People, kept: Sequence[Tier]) -> None:
    with cards.card(_("Who changed the tier"), key=f"{_KEY}-moves"):
        tiers_people.moved(shop, kept)
    with cards.card(_("Who is close to the next tier"), key=f"{_KEY}-close"):
        tiers_people.close(shop, people, kept)
