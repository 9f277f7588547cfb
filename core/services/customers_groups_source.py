"""Where the facts come from that a rule asks for; pages hand over what they keep already."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import pandas as pd
from sqlmodel import Session

from core.services import covering, customers_bought
from core.services.opening import OpenShop
from core.store import customer_groups as store
from core.store.customer_groups import Product
from core.store.sales import Malls

__all__ = ["Product", "Source", "Stored"]


class Source(Protocol):
    """What order files tell of the purchases of customers; whoever gets it must not change it."""

    def products(self) -> list[Product]:
        """All products, by name."""

    def product_days(self, some: Collection[int]) -> pd.DataFrame:
        """When some products were bought, by whom: ``value``, ``buyer``, ``day``."""

    def mall_days(self) -> pd.DataFrame:
        """At which mall everybody bought when."""

    def region_days(self) -> pd.DataFrame:
        """To which 시·도 parcels of everybody went when."""

    def orders(self) -> pd.DataFrame:
        """Each order and its discount (``core.store.customers_due.ORDERS``)."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Asks the store each time, for what is asked and no more."""

    shop: OpenShop

    def products(self) -> list[Product]:
        """All products, by name."""
        with self.shop.store.read() as session:
            return store.products(session, self.shop.id)

    def product_days(self, some: Collection[int]) -> pd.DataFrame:
        """When some products were bought, by whom."""
        with self.shop.store.read() as session:
            return store.product_days(session, self.shop.id, some, self._malls(session))

    def mall_days(self) -> pd.DataFrame:
        """At which mall everybody bought when."""
        with self.shop.store.read() as session:
            return store.mall_days(session, self.shop.id, self._malls(session))

    def region_days(self) -> pd.DataFrame:
        """To which 시·도 parcels of everybody went when."""
        with self.shop.store.read() as session:
            return store.region_days(session, self.shop.id, self._malls(session))

    def orders(self) -> pd.DataFrame:
        """Each order and its discount."""
        found = customers_bought.orders(self.shop)
        if found is None:
            return pd.DataFrame(columns=["buyer", "day", "is_discounted", "is_known"])
        return found

    def _malls(self, session: Session) -> Malls:
        return covering.told(session, self.shop.id).malls
