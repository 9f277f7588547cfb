"""The list of big spenders, by what they spent and by what they will spend."""

from enum import StrEnum
from typing import Final

import numpy as np
import streamlit as st

from core.analysis.customers_value import Concentration
from core.i18n import gettext as _
from core.services import customers_states
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.ui import cards, customers_list
from core.ui.customers_forecast import Ahead
from core.ui.text import plain
from core.wording import customers_big as wording

_KEY: Final = "customers.big"


class By(StrEnum):
    """By what customers are big."""

    SPENT = "spent"
    AHEAD = "ahead"


def draw(shop: OpenShop, book: CustomerBook, told: Concentration, ahead: Ahead | None) -> None:
    """The tenth of customers who spent most, or of whom most is expected."""
    with cards.card(_("Big spenders"), key="big"):
        by = _by() if ahead is not None else By.SPENT
        rules = customers_states.rules(shop, book)
        states = customers_states.states(book, rules, book.until)
        if by is By.SPENT or ahead is None:
            st.caption(plain(wording.spent(told)))
            customers_list.draw(
                shop, book, states, told.top, key=f"{_KEY}.spent", file_name="big_spenders.csv"
            )
            return
        worth = ahead.each["worth"]
        order = np.argsort(-worth.to_numpy(), kind="stable")[: len(told.top)]
        st.caption(plain(wording.ahead(worth.iloc[order].sum(), worth.sum(), ahead.months)))
        label = wording.label(ahead.months)
        customers_list.draw(
            shop, book, states, worth.index.to_numpy()[order], key=f"{_KEY}.ahead",
            file_name="big_spenders_ahead.csv", ahead=customers_list.Ahead(label, worth),
        )  # fmt: skip


def _by() -> By:
    names = {By.SPENT: _("By what they spent"), By.AHEAD: _("By what they will spend")}
    chosen = st.segmented_control(
        _("By what they spent"), list(By), default=By.SPENT, required=True, key=f"{_KEY}.by",
        format_func=lambda one: names[By(one)], label_visibility="collapsed",
    )  # fmt: skip
    return By(chosen or By.SPENT)
