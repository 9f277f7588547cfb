"""What a number of an improvement can be counted of: products and channels of the shop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.services import voice_words
from core.services.opening import OpenShop
from core.store import note_facts, totals
from core.terms import Period

PRODUCTS: Final = 50
CHANNELS: Final = 30
LATELY: Final = 91
"""Days in which a product was sold or a channel brought visits."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Names of products by their number, and names of channels; the largest first.

    ``themes`` are what customers may complain of.
    """

    products: Mapping[int, str]
    channels: tuple[str, ...]
    themes: tuple[str, ...] = ()


def choices(shop: OpenShop, today: date) -> Choices:
    """What can be chosen.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    period = Period.ending(today - timedelta(days=1), LATELY)
    with shop.store.read() as session:
        numbers = totals.top_products(session, shop.id, [period], PRODUCTS)
        named = totals.product_names(session, shop.id, numbers)
        themes = voice_words.themes(voice_words.read(session, shop.id))
        channels = note_facts.channel_names(session, shop.id, period)
    return Choices(
        {number: named[number] for number in numbers if number in named},
        tuple(channels[:CHANNELS]),
        themes,
    )
