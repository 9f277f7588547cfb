"""What a customer, or a group of them, is likely to buy next, and why that is thought."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from core.analysis import next_products
from core.analysis.together import LEAST_TOGETHER
from core.services.customers_baskets import WITHIN, CustomerBaskets
from core.services.opening import OpenShop
from core.services.products_look import named
from core.store import totals
from core.terms.evidence import Evidence, evidence_of

__all__ = ["LEAST_TOGETHER", "MOST", "WITHIN", "Suggestion", "products"]

MOST: Final = 5

_TOLD: Final = (
    "product", "because", "people", "buyers", "base_buyers", "support", "confidence", "lift",
    "days", "chance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A product that is likely to be bought next.

    Attributes:
        product: its number.
        name: what it is called.
        because: what the product is called that was bought before, because of which this one is
            named.
        people: so many of the customers bought that one and have not bought this one.
        buyers: so many people bought this one with that one, or within ``WITHIN`` days after it.
        base_buyers: of so many who bought that one.
        support: the part of all customers who did.
        confidence: the part of those who bought that one who have done so by now.
        lift: how many times as often as with or after other products.
        days: from the one to the other, in the middle.
        chance: how probable it is that they belong together, allowing for all pairs looked at.
    """

    product: int
    name: str
    because: str
    people: int
    buyers: int
    base_buyers: int
    support: float
    confidence: float
    lift: float
    days: int
    chance: float

    @property
    def level(self) -> Evidence:
        """How sure it is that they belong together."""
        return evidence_of(self.chance, enough=self.buyers >= LEAST_TOGETHER)


def is_any_sure(some: Collection[Suggestion]) -> bool:
    """Whether any of them is more than chance may make."""
    return any(one.level in {Evidence.KNOWN, Evidence.HINT} for one in some)


def products(
    shop: OpenShop,
    baskets: CustomerBaskets,
    buyers: Collection[int],
    *,
    most: int = MOST,
) -> tuple[Suggestion, ...]:
    """What some customers are likely to buy next, the likeliest first.

    Args:
        shop: whose customers.
        baskets: what everybody bought.
        buyers: the numbers of the customers; one, or those of a group.
        most: so many products at most.

    Returns:
        nothing where no product was bought by ``LEAST_TOGETHER`` people who also bought theirs.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found = next_products.ranked(
        baskets.pairs, baskets.of(list(buyers)), baskets.until, WITHIN
    ).head(most)
    if found.empty:
        return ()
    with shop.store.read() as session:
        ids = sorted({*found["product"].tolist(), *found["because"].tolist()})
        names = named(totals.product_names(session, shop.id, ids), ids)
    rows = zip(*(found[name].tolist() for name in _TOLD), strict=True)
    return tuple(
        Suggestion(product, names[product], names[because], *numbers)
        for product, because, *numbers in rows
    )
