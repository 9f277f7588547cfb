"""Products that are called the same, and what tells them apart."""

from collections.abc import Mapping

from core.services.opening import OpenShop
from core.store import product_twins
from core.store.product_twins import Twin

__all__ = ["Twin", "twins"]


def twins(shop: OpenShop) -> Mapping[int, Twin]:
    """Of every product whose name another one has as well, what tells it apart, by its number.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return product_twins.twins(session, shop.id)
