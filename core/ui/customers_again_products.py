"""How long customers take until they buy the same product again, product by product."""

from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import customers_again_products as service
from core.services.customers_again_products import Row
from core.services.opening import OpenShop
from core.ui import cards, customers_intervals, downloads, product_names, tables
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import customers_again_products as wording

SHOWN: Final = 20
_KEY: Final = "customers.again.products"


def draw(shop: OpenShop) -> None:
    """The table; nothing where no product is known."""
    rows = cached_by_files(_rows)(shop, customers_intervals.of_products(shop))
    if not rows:
        return
    title = wording.title(rows)
    with cards.card(title, key="again-products"):
        names = product_names.apart(shop, {one.product: one.name for one in rows})
        frame = wording.table(rows, names)
        columns = {
            "product": tables.text(_("Product")),
            "median": tables.figure(_("Half within")),
            "between": tables.figure(_("Half of them between")),
            "pairs": tables.count(_("Repeat purchases")),
            "buyers": tables.count(_("Customers")),
        }
        tables.show(frame.head(SHOWN), columns, key=f"{_KEY}.table", alt=title)
        st.caption(plain(wording.note(rows, SHOWN)))
        downloads.csv(
            _("Save as a file"), lambda: wording.file(rows, names), "repurchase_by_product.csv",
            key=f"{_KEY}.csv",
        )  # fmt: skip


def _rows(shop: OpenShop, _found: pd.DataFrame) -> list[Row]:
    return service.rows(shop, _found)
