"""What somebody who places advertisements has to know: whom the shop means, and who buys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from core.analysis.target import VALUES, Dimension
from core.services import covering, target_actual, target_personas, target_when
from core.services.opening import OpenShop
from core.services.target_actual import Actual, Span
from core.services.target_personas import Persona
from core.services.target_when import When
from core.store import totals
from core.store.best_sellers import best_sellers
from core.terms import Period
from core.verdicts.target import LEAST_CASES

SHOWN: Final = 3
"""So many products, and so many values of a dimension, are named."""

_DAYS: Final = 91
"""Products are those of so many days."""


@dataclass(frozen=True, slots=True)
class Share:
    """One value of a dimension and its part of the cases whose value is known, 0 to 1."""

    value: str
    part: float


@dataclass(frozen=True, slots=True)
class Side:
    """Who buys, by one dimension: the largest shares first. Too few cases have none."""

    actual: Actual
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Sold:
    """A product and its part of the net revenue of the days, 0 to 1."""

    name: str
    part: float


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief is made of.

    Attributes:
        persona: the one who is meant first; None where nobody was written down.
        sides: who buys, by each dimension that any file tells.
        when: when they buy; None without a whole week of orders.
        products: what brings most, the most first.
        sold: the days of ``products``; None without any.
    """

    persona: Persona | None
    sides: Mapping[Dimension, Side]
    when: When | None
    products: tuple[Sold, ...]
    sold: Period | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return self.persona is None and not self.sides and not self.products


def brief(shop: OpenShop) -> Brief:
    """What a brief is made of, from the last twelve months.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    told = target_actual.read(shop, Span.YEAR).told
    products, sold = _products(shop)
    return Brief(
        target_personas.main(shop),
        {dimension: _side(actual) for dimension, actual in told.items()},
        target_when.when(shop),
        products,
        sold,
    )


def _side(actual: Actual) -> Side:
    cases = actual.counts.cases
    if cases < LEAST_CASES:
        return Side(actual, ())
    values = VALUES[actual.dimension]
    ranked = sorted(
        zip(actual.counts.known, range(len(values)), strict=True), key=lambda one: (-one[0], one[1])
    )
    return Side(
        actual, tuple(Share(values[at], known / cases) for known, at in ranked[:SHOWN] if known)
    )


def _products(shop: OpenShop) -> tuple[tuple[Sold, ...], Period | None]:
    with shop.store.read() as session:
        told = covering.told(session, shop.id)
        if told.coverage is None:
            return (), None
        last = told.coverage.period.last
        days = Period(max(told.coverage.period.first, last - timedelta(days=_DAYS - 1)), last)
        found = best_sellers(session, shop.id, days, SHOWN, told.malls)
        names = totals.product_names(session, shop.id, [number for number, _net in found.products])
    if not found.total:
        return (), None
    return tuple(Sold(names[number], net / found.total) for number, net in found.products), days
