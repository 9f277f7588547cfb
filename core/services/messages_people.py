"""Real customers to look at a text with: who bought last, and what a text for them is filled with.

The store keeps masked names only; whoever gets a text by name is named by the seller's own list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.services import settings
from core.services.opening import OpenShop
from core.store import customers_one as store
from core.store.customers_story import Whose

ROWS: Final = 5
"""So many real rows a text is shown for before it leaves (S3-12)."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One customer a text is shown for.

    Attributes:
        key: the durable key.
        name: the masked name; empty where no file says it.
        product: what was bought last; empty where no file says it.
        bought_on: when; None where no file says it.
        times: on so many days something was bought.
    """

    key: str
    name: str
    product: str
    bought_on: date | None
    times: int


def newest(shop: OpenShop, most: int = ROWS) -> list[Somebody]:
    """Who bought last.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = store.newest(session, shop.id, most)
        bought = [
            store.products(session, shop.id, Whose((one.id,), (one.key,))) for one in found
        ]  # fmt: skip
    people = []
    for one, some in zip(found, bought, strict=True):
        last = max(some, key=lambda it: it.last, default=None)
        times = max((it.days for it in some), default=1)
        people.append(
            Somebody(
                one.key, one.name or "", last.name if last else "", last.last if last else None,
                times,
            )
        )  # fmt: skip
    return people


def values(
    one: Somebody, today: date, shop_name: str, extra: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What a text for a customer is filled with, by code; what is not known is empty.

    Args:
        one: for whom.
        today: the day on which it is read.
        shop_name: how the shop signs.
        extra: what the seller says beside it: the benefit, until when, the number to refuse by.
    """
    day = one.bought_on
    return {
        "name": one.name, "product": one.product,
        "bought_on": f"{day:%m.%d}" if day else "",
        "days": str((today - day).days) if day and day <= today else "",
        "times": str(one.times), "shop": shop_name, **(extra or {}),
    }  # fmt: skip


def shop_name(shop: OpenShop) -> str:
    """How the shop signs; empty where the seller has not said."""
    return settings.read(shop).name
