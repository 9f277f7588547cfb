"""Who meets a rule: how many, their numbers, the list, what they might buy next, who is alike."""

from datetime import date
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_groups as services
from core.services import customers_next, customers_states
from core.services.customer_book import CustomerBook
from core.services.customers_groups import Figures
from core.services.opening import OpenShop
from core.terms import customer_group_text
from core.terms.customer_groups import Rule
from core.ui import (
    cards,
    customer_book,
    customers_baskets,
    customers_list,
    customers_similar,
    customers_suggested,
    downloads,
)
from core.ui.cached import cached
from core.ui.cards import Tile
from core.ui.customers_groups_source import Kept
from core.ui.text import plain
from core.wording import customers_groups as wording

_KEY: Final = "groups"


class Found(NamedTuple):
    """Who meets a rule on a day, without the purchases of everybody."""

    day: date
    buyers: npt.NDArray[np.int64]
    figures: Figures


def find(shop: OpenShop, rule: Rule, day: date) -> Found | None:
    """Who meets a rule on a day; found once until a file comes or something is written down."""
    with st.spinner(_("Finding out who they are…")):
        return _found(shop, customer_group_text.written(rule), day)


@cached
def _found(shop: OpenShop, text: str, day: date) -> Found | None:
    book = customer_book.kept(shop)
    if book is None:
        return None
    some = services.who(shop, book, customer_group_text.read(text), day, Kept(shop))
    return None if some is None else Found(some.day, some.buyers, some.figures())


def headline(book: CustomerBook, found: Found, everybody: int) -> None:
    """How many they are, and their numbers."""
    figures = found.figures
    is_last = found.day == book.last_day
    with st.container(key="group-count", gap="xsmall"):
        st.header(
            plain(wording.headline(figures, found.day, is_last=is_last)), anchor=False,
            icon=":material/groups:",
        )  # fmt: skip
        st.markdown(plain(wording.reason(figures, everybody)))
    if figures.size:
        tiles = [Tile(name, value, "", note=of) for name, value, of in wording.tiles(figures)]
        cards.kpi_row(tiles, key="group")
        cards.origin(wording.origin(found.day, book.unknown_lines), key=f"{_KEY}.origin")


def draw(shop: OpenShop, book: CustomerBook, found: Found) -> None:
    """The list, and what is worth knowing of its customers."""
    if not len(found.buyers):
        return
    known = customer_book.known_on(shop, book, found.day)
    states = customers_states.states(known, customers_states.rules(shop, known), known.until)
    with cards.card(_("Who they are"), key="group-members"):
        customers_list.draw(
            shop, known, states, found.buyers, key=f"{_KEY}.members",
            file_name="customers_group.csv",
        )  # fmt: skip
    if found.day != book.last_day:
        st.caption(plain(_("What they might buy next and who is alike is told for now only.")))
        return
    _more(shop, book, states, found)


def _more(shop: OpenShop, book: CustomerBook, states: "pd.Series[int]", found: Found) -> None:
    following = st.expander(
        _("What they could buy next"), icon=":material/shopping_bag:", key=f"{_KEY}.next",
        on_change="rerun",
    )  # fmt: skip
    if following.open:
        with following:
            _next(shop, found)
    customers_similar.folded(
        shop, book, states, found.buyers.tolist(), _("Customers who are like them"),
        f"{_KEY}.alike",
    )  # fmt: skip


def _next(shop: OpenShop, found: Found) -> None:
    baskets = customers_baskets.baskets(shop)
    suggested = (
        () if baskets is None else customers_next.products(shop, baskets, found.buyers.tolist())
    )
    customers_suggested.draw(suggested, lambda one: wording.people_for(one.because, one.people))
    if suggested:
        frame = wording.suggestions(suggested)
        downloads.csv(_("Save as a file"), frame, "next_products.csv", key=f"{_KEY}.next.csv")
