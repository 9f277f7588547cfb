"""Products with the wait until they are bought again, and their names."""

from dataclasses import dataclass
from math import isnan

import pandas as pd

from core.services.opening import OpenShop
from core.store import totals


@dataclass(frozen=True, slots=True)
class Row:
    """One product.

    Attributes:
        product: its number.
        name: what it is called.
        buyers: customers who bought it.
        pairs: how often one of them bought it again.
        lower: days within which a quarter of these came back; None where there are too few.
        median: half,
        upper: and three quarters.
    """

    product: int
    name: str
    buyers: int
    pairs: int
    lower: float | None
    median: float | None
    upper: float | None


def rows(shop: OpenShop, found: pd.DataFrame) -> list[Row]:
    """The products, those bought again most often first.

    Args:
        shop: whose.
        found: what ``customers_intervals.of_products`` gives.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    ordered = found.sort_values(["pairs", "buyers"], ascending=False, kind="stable")
    numbers = [int(one) for one in ordered.index]
    with shop.store.read() as session:
        named = totals.product_names(session, shop.id, numbers)
    return [
        Row(number, named[number], int(buyers), int(pairs), *(
            None if isnan(one) else float(one) for one in days
        ))
        for number, buyers, pairs, *days in ordered[
            ["buyers", "pairs", "lower", "median", "upper"]
        ].itertuples()
        if number in named
    ]  # fmt: skip
