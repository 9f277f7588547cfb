"""What stands below the promises: orders to send now, reasons, products, what left late."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services.care_claims import Claims
from core.services.care_late import Late, LateOrder
from core.ui import cards, downloads, tables
from core.ui.text import plain
from core.wording import care_late as words

_KEY: Final = "care.late"

SHOWN: Final = 10
"""So many orders are drawn; the others are in the file."""


def waiting(found: Late) -> None:
    """What has to leave now, the most urgent first."""
    with cards.card(words.waiting_title(found), key="care-waiting"):
        st.caption(plain(words.waiting(found)))
        for one in found.waiting[:SHOWN]:
            _order(one)
        if found.waiting:
            _rest(found.waiting, found.waiting_count, "orders_to_send.csv", "waiting")


def late(found: Late) -> None:
    """What left late in the last weeks."""
    if not found.late:
        return
    with st.expander(plain(words.late_title(found)), key=f"{_KEY}.left"):
        for one in found.late[:SHOWN]:
            _order(one)
        _rest(found.late, found.late_count, "orders_sent_late.csv", "left.rows")


def _order(one: LateOrder) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if how_late := words.how_late(one):
            st.markdown(f"**{plain(how_late)}**", width="content")
        st.markdown(plain(words.entry(one)), width="content")
        st.caption(plain(words.when(one)), width="content")


def _rest(orders: Sequence[LateOrder], count: int, file_name: str, key: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if count > SHOWN:
            st.caption(plain(words.more(SHOWN, count)), width="content")
        downloads.csv(
            _("Save as a file"),
            lambda: pd.DataFrame([words.order_row(one) for one in orders]),
            file_name,
            key=f"{_KEY}.{key}.csv",
        )


def reasons(claims: Claims) -> None:
    """What came back and why."""
    if claims.period is None or not claims.reasons:
        return
    with cards.card(_("Why things come back"), key="care-reasons"):
        st.markdown(plain(words.came_back(claims)))
        frame = pd.DataFrame([words.reason_row(one, claims) for one in claims.reasons])
        _table(frame, f"{_KEY}.reasons", _("Why things come back"), texts=2)
        for line in words.notes(claims):
            st.caption(plain(line))
        downloads.csv(_("Save the reasons as a file"), frame, "return_reasons.csv",
                      key=f"{_KEY}.reasons.csv")  # fmt: skip


def products(found: Late) -> None:
    """The same product by product."""
    if not found.products:
        return
    with cards.card(_("By product"), key="care-products"):
        st.caption(plain(words.products_note(found)))
        frame = pd.DataFrame([words.product_row(one) for one in found.products])
        _table(frame.head(SHOWN), f"{_KEY}.products", _("By product"), texts=1)
        downloads.csv(_("Save all products as a file"), frame, "promises_by_product.csv",
                      key=f"{_KEY}.products.csv")  # fmt: skip


def _table(frame: pd.DataFrame, key: str, alt: str, *, texts: int) -> None:
    columns = {
        head: (tables.text if place < texts else tables.figure)(head)
        for place, head in enumerate(frame.columns)
    }
    tables.show(frame.astype(str), columns, key=key, alt=alt)
