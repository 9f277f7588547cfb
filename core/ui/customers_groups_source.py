"""What rules of groups ask of order files, kept until another file is there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from core.services.customers_groups_source import Product, Stored
from core.services.opening import OpenShop
from core.ui import customers_bought

KEPT: Final = 4
PRODUCTS_KEPT: Final = 24
"""So many sets of products are kept; one of 50,000 purchases takes about 1 MB."""

_BY_FILES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {OpenShop: OpenShop.files}


@dataclass(frozen=True, slots=True)
class Kept:
    """The source of a page: what was read once is not read again."""

    shop: OpenShop

    def products(self) -> list[Product]:
        """All products, by name."""
        return _products(self.shop)

    def product_days(self, some: Collection[int]) -> pd.DataFrame:
        """When some products were bought, by whom."""
        return _product_days(self.shop, tuple(sorted(some)))

    def mall_days(self) -> pd.DataFrame:
        """At which mall everybody bought when."""
        return _mall_days(self.shop)

    def region_days(self) -> pd.DataFrame:
        """To which 시·도 parcels of everybody went when."""
        return _region_days(self.shop)

    def orders(self) -> pd.DataFrame:
        """Each order and its discount."""
        found = customers_bought.kept_orders(self.shop)
        return Stored(self.shop).orders() if found is None else found


@st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=_BY_FILES)
def _products(shop: OpenShop) -> list[Product]:
    return Stored(shop).products()


@st.cache_resource(show_spinner=False, max_entries=PRODUCTS_KEPT, hash_funcs=_BY_FILES)
def _product_days(shop: OpenShop, some: tuple[int, ...]) -> pd.DataFrame:
    return Stored(shop).product_days(some)


@st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=_BY_FILES)
def _mall_days(shop: OpenShop) -> pd.DataFrame:
    return Stored(shop).mall_days()


@st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=_BY_FILES)
def _region_days(shop: OpenShop) -> pd.DataFrame:
    return Stored(shop).region_days()
