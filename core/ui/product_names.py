"""What products are called where one is chosen: with the mall where two have the same name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from core.services import actions_choices
from core.services import product_twins as services
from core.services.actions_choices import Choices
from core.services.journey_only import Part
from core.services.opening import OpenShop
from core.services.products import View
from core.ui.cached import cached
from core.wording import product_twins as wording
from core.wording import products

WHOLE: Final = 10_000
"""More letters than a name has."""


def apart(shop: OpenShop, named: Mapping[int, str], most: int = WHOLE) -> dict[int, str]:
    """The same names, by the number of the product, each one told from the others.

    Args:
        shop: whose.
        named: what the products are called.
        most: so many letters of a name are shown; what tells it apart is never cut.
    """
    twins = cached(services.twins)(shop)
    return {
        number: wording.name(products.short(called, most), twins.get(number))
        for number, called in named.items()
    }


def of_view(shop: OpenShop, view: View) -> View:
    """The products of 상품 진단, each one told from the others."""
    named = apart(shop, {one.id: one.name for one in view.products})
    return replace(view, products=tuple(replace(one, name=named[one.id]) for one in view.products))


def choices(shop: OpenShop, today: date) -> Choices:
    """What a number of an improvement can be counted of; products told from each other."""
    found = cached(actions_choices.choices)(shop, today)
    return replace(found, products=apart(shop, found.products))


def of_part(shop: OpenShop, part: Part) -> Part:
    """A part of the way; a product told from others."""
    if part.product is None:
        return part
    return replace(part, name=apart(shop, {part.product: part.name})[part.product])
