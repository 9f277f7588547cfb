"""What is said of discounts above the lists that are about them."""

import pandas as pd
import streamlit as st

from core.services.customers_due import Known, ListKind
from core.services.opening import OpenShop
from core.ui import customers_bought
from core.ui.text import plain
from core.wording import customers_discount as wording
from core.wording.customers_due import advice


def draw(shop: OpenShop, found: Known, kind: ListKind, some: pd.DataFrame) -> None:
    """How many orders had a discount, what the list is worth, and who comes again."""
    orders = customers_bought.orders(shop)
    if orders is None:
        return
    told = customers_bought.discounts(shop, found, orders)
    st.markdown(plain(wording.shop(told)))
    if kind is ListKind.DISCOUNT and told.is_told:
        sums = (float(one["net"].sum()) for one in (some, found.book.customers))
        said = f"{wording.share(len(some), *sums)} {wording.by_chance(told)}"
        st.markdown(plain(said.strip()))
        if told.stands_out and len(some):
            st.markdown(f":material/task_alt: {plain(advice(kind))}")
    if come := wording.come_again(told):
        st.markdown(plain(come))
        st.caption(plain(wording.doubt(told)))
