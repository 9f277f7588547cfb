"""Who of a programme has not heard of the shop for as long as its plan says."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import benefits
from core.services import benefits_due as services
from core.services.benefits import Benefit
from core.services.benefits_due import Due
from core.services.opening import OpenShop
from core.ui import cards, customer_book, customers_link, downloads, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import benefits as wording
from core.wording import customers_list as lists

_KEY: Final = "benefits.due"

SHOWN: Final = 5
"""So many customers stand here; all of them are in the file."""


def draw(shop: OpenShop, some: Sequence[Benefit]) -> None:
    """Draw the plans that run today; nothing without one."""
    plans = services.plans(some, session.now())
    book = customer_book.kept(shop)
    if not plans or book is None or book.customers.empty:
        return
    with cards.card(_("Who has not heard of you for long"), key="benefits-due"):
        for one in plans:
            _plan(shop, cached(_due)(shop, one.number, session.now(), SHOWN))


def _plan(shop: OpenShop, found: Due) -> None:
    one = found.benefit
    st.markdown(f"**{plain(one.name)}** · {plain(wording.every(one))}")
    st.markdown(plain(wording.due(found)))
    if not found.people:
        return
    for who, last in zip(found.people, found.last, strict=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            customers_link.link(who.key, who.name)
            st.caption(plain(wording.last_contact(last, session.today())), width="content")
    if found.count > SHOWN:
        st.caption(plain(lists.more(1, SHOWN, found.count)))
    st.caption(plain(wording.may_write(found)))
    downloads.csv(
        _("Save the list as a file"), partial(_sheet, shop, one.number, session.now()),
        f"{lists.file_name(_('to_contact'), session.today())}.csv",
        key=f"{_KEY}.csv.{one.number}",
    )  # fmt: skip


def _sheet(shop: OpenShop, number: int, now: datetime) -> pd.DataFrame:
    return wording.due_sheet(_due(shop, number, now, None))


def _due(shop: OpenShop, number: int, now: datetime, most: int | None) -> Due:
    one = next(it for it in benefits.listed(shop) if it.number == number)
    book = customer_book.kept(shop)
    return Due(one, is_known=False) if book is None else services.due(shop, book, one, now, most)
