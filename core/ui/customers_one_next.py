"""What one customer is likely to buy next, with the numbers it is thought for."""

from typing import Final

from core.i18n import gettext as _
from core.services import customers_next
from core.services.customers_next import Suggestion
from core.services.customers_one import Customer
from core.services.opening import OpenShop
from core.ui import cards, customers_baskets, customers_suggested

SHOWN: Final = 3
"""So many products are named."""


def draw(shop: OpenShop, one: Customer) -> None:
    """The likeliest products, or what it takes to name one."""
    with cards.card(
        _("What could be next"), key="customer-next",
        note=_("What others bought with it, or within {days} days after.").format(
            days=customers_next.WITHIN
        ),
    ):  # fmt: skip
        customers_suggested.draw(_suggested(shop, one))


def _suggested(shop: OpenShop, one: Customer) -> tuple[Suggestion, ...]:
    baskets = customers_baskets.baskets(shop)
    if baskets is None or not one.whose.buyers:
        return ()
    return customers_next.products(shop, baskets, one.whose.buyers, most=SHOWN)
