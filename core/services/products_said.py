"""What a seller says of one product: kept until she says something else, and taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.services.opening import OpenShop
from core.store import product_notes
from core.store.product_notes import ProductNote
from core.terms import seoul_day

__all__ = ["NOTHING_SAID", "Happened", "ProductNote", "compare", "happened", "kept", "put_back"]

NOTHING_SAID: Final = ProductNote()


class Happened(StrEnum):
    """What the seller says of the last days of a product."""

    NOTHING = "nothing"
    """Nothing special, whatever the notes and the order lines let suppose."""
    SOLD_OUT = "sold_out"
    PROMOTION = "promotion"
    CHANGED = "changed"


def compare(shop: OpenShop, product: int, won: int | None, now: datetime) -> ProductNote:
    """Keep what the same costs elsewhere; None to forget it. What was said before is returned.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    day = None if won is None else seoul_day(now)
    return _change(shop, product, now, {"compared": won, "compared_on": day})


def happened(shop: OpenShop, product: int, what: Happened | None, now: datetime) -> ProductNote:
    """Keep what made the last days of a product unusual; None to leave it to notes and orders.

    It holds as long as these days are looked at. What was said before is returned.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    day = None if what is None else seoul_day(now)
    return _change(
        shop, product, now, {"happened": what and what.value, "happened_on": day}
    )  # fmt: skip


def put_back(shop: OpenShop, product: int, note: ProductNote, now: datetime) -> None:
    """Make it what was said before."""
    with shop.store.write() as session:
        product_notes.put(session, shop.id, product, note, now)


def kept(shop: OpenShop, product: int) -> ProductNote:
    """What was said of a product."""
    with shop.store.read() as session:
        return product_notes.kept(session, shop.id).get(product, NOTHING_SAID)


def _change(
    shop: OpenShop, product: int, now: datetime, changes: Mapping[str, object]
) -> ProductNote:
    with shop.store.write() as session:
        before = product_notes.kept(session, shop.id).get(product, NOTHING_SAID)
        product_notes.put(session, shop.id, product, replace(before, **changes), now)  # type: ignore[arg-type]
    return before
