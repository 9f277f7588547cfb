"""How often the next new product of a customer is among the five that are named for him.

    python -m benchmarks.next_products [--products 300] [--share 0.8] [--data FILE]

Online Retail (UCI 352, CC BY 4.0), read from beside the project: what was bought up to a day is
known, and the first later purchase of a customer within 90 days that has a product new to him is
guessed. Beside ours: the products most people bought, of which he has none. Nobody is told of
who bought nothing before that day. Numbers stand in docs/benchmarks.md.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import next_products
from core.services.customers_baskets import WITHIN, pairs_of

DATA = Path(__file__).parents[2] / "shared" / "data" / "online_retail.csv.gz"
TOP = 5

Guess = Callable[[pd.DataFrame], npt.NDArray[np.int64]]


def lines(path: Path, most: int | None) -> pd.DataFrame:
    """What each customer bought on each day: ``buyer``, ``product``, ``day``; cancelled left out.

    Args:
        path: the file.
        most: only so many products, those that most people bought.
    """
    told = pd.read_csv(path, dtype={"InvoiceNo": str, "StockCode": str})
    told = told[told["CustomerID"].notna() & (told["Quantity"] > 0)]
    # Postage and the like have no five digits.
    told = told[told["StockCode"].str.match(r"\d{5}")]
    day = pd.to_datetime(told["InvoiceDate"]).to_numpy().astype("datetime64[D]").astype(np.int64)
    product = pd.factorize(told["StockCode"], sort=True)[0]
    kept = pd.DataFrame({"buyer": told["CustomerID"].astype(int), "product": product, "day": day})
    kept = kept.drop_duplicates()
    if most is not None:
        often = kept.groupby("product")["buyer"].nunique().nlargest(most).index
        kept = kept[kept["product"].isin(often)]
    return kept.sort_values(["buyer", "product", "day"], ignore_index=True)


def first_and_last(bought: pd.DataFrame) -> pd.DataFrame:
    """One row a customer and product: the first ``day`` and the ``last``."""
    grouped = bought.groupby(["buyer", "product"])["day"]
    return grouped.agg(day="min", last="max").reset_index()


def truths(bought: pd.DataFrame, last: int) -> dict[int, set[int]]:
    """Of each customer known by a day: what is new in his next purchase that has anything new."""
    before = bought[bought["day"] <= last]
    after = bought[(bought["day"] > last) & (bought["day"] <= last + WITHIN)]
    after = after[after["buyer"].isin(before["buyer"])]
    known = pd.MultiIndex.from_frame(before[["buyer", "product"]])
    new = after[~pd.MultiIndex.from_frame(after[["buyer", "product"]]).isin(known)]
    first = new[new["day"] == new.groupby("buyer")["day"].transform("min")]
    return first.groupby("buyer")["product"].agg(set).to_dict()


def popular(known: pd.DataFrame) -> Guess:
    """What most people bought, without what the customer has."""
    order = known.groupby("product").size().sort_values(ascending=False, kind="stable").index

    def guess(owned: pd.DataFrame) -> npt.NDArray[np.int64]:
        return order[~order.isin(owned["product"])].to_numpy()[:TOP]

    return guess


def ours(pairs: pd.DataFrame, today: int) -> Guess:
    """What others bought after the same things, as customers are told it."""

    def guess(owned: pd.DataFrame) -> npt.NDArray[np.int64]:
        return next_products.ranked(pairs, owned, today, WITHIN)["product"].to_numpy()[:TOP]

    return guess


def main() -> None:
    """Guess, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int)
    parser.add_argument("--share", type=float, default=0.8)
    parser.add_argument("--data", type=Path, default=DATA)
    asked = parser.parse_args()
    if not asked.data.exists():
        raise SystemExit(f"{asked.data} is not there")
    bought = lines(asked.data, asked.products)
    last = int(np.quantile(bought["day"], asked.share))
    known = first_and_last(bought[bought["day"] <= last])
    wanted = truths(bought, last)
    pairs = pairs_of(known)
    print(f"{bought['product'].nunique()} products, {len(wanted)} customers, {len(pairs)} pairs")
    owned = dict(iter(known[known["buyer"].isin(wanted)].groupby("buyer")))
    late = known[known["last"] > last - WITHIN]
    ways = (
        ("popularity", popular(known)),
        ("popularity of the last 90 days", popular(late)),
        ("dangol", ours(pairs, last)),
    )
    for name, guess in ways:
        found = [(guess(owned[buyer]), new) for buyer, new in wanted.items()]
        hits = np.mean([bool(new & set(named.tolist())) for named, new in found])
        told = np.mean([len(named) > 0 for named, _ in found])
        different = len({one for named, _ in found for one in named.tolist()})
        print(f"{name}: hit@{TOP} {hits:.3f}, {told:.0%} are told, {different} products in all")


if __name__ == "__main__":
    main()
