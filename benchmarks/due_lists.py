"""Whether lists of who is due to buy again were right on Online Retail (UCI 352).

    python -m benchmarks.due_lists

The data are no part of the project; without them there is nothing to measure. Six lists each are
made as they would have been on their days, and held against other buyers of the same products.
"""

from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from core.analysis.customers_due import HitRate, Purchases, Windows, hit_rate
from core.analysis.customers_intervals import by_product
from core.services.customers_due import PAST_LISTS, SECOND_FROM, SECOND_TO, WITHIN

FILE: Final = Path(__file__).resolve().parents[2] / "shared" / "data" / "online_retail.csv.gz"


def bought(path: Path = FILE) -> pd.DataFrame:
    """Each product a customer bought on each day, without what was cancelled."""
    frame = pd.read_csv(path, dtype={"InvoiceNo": str, "StockCode": str})
    is_sale = ~frame["InvoiceNo"].str.startswith("C") & (frame["Quantity"] > 0)
    kept = frame[frame["CustomerID"].notna() & is_sale]
    days = (pd.to_datetime(kept["InvoiceDate"]) - pd.Timestamp("1970-01-01")).dt.days
    told = {
        "product": pd.factorize(kept["StockCode"])[0] + 1,
        "buyer": pd.factorize(kept["CustomerID"])[0] + 1,
        "day": days.to_numpy(np.int64),
    }
    return pd.DataFrame(told).drop_duplicates().sort_values(list(told), ignore_index=True)


def again(lines: pd.DataFrame, within: int) -> HitRate:
    """The lists of who is due to buy a product again."""

    def windows(day: int) -> Windows:
        return Windows.around(by_product(lines[lines["day"] <= day])["median"])

    return hit_rate(Purchases.of(lines, "product"), _days(lines, within), within, windows)


def second(lines: pd.DataFrame, within: int) -> HitRate:
    """The lists of who bought but once, a month or two before."""
    visits = lines[["buyer", "day"]].drop_duplicates().sort_values(["buyer", "day"])
    same = Windows.same(SECOND_FROM, SECOND_TO)
    every = Purchases.of(visits.reset_index(drop=True)).first()
    return hit_rate(every, _days(lines, within), within, lambda _day: same)


def _days(lines: pd.DataFrame, within: int) -> list[int]:
    last, first = int(lines["day"].max()), int(lines["day"].min())
    days = (last - within * (place + 1) for place in range(PAST_LISTS))
    return [day for day in days if day > first]


def main() -> None:
    """Print a row for each list and each stretch of days."""
    lines = bought()
    for name, found in (("due again", again), ("after one purchase", second)):
        for within in WITHIN:
            told = found(lines, within)
            bounds = [round(100 * side, 1) for side in told.bounds or ()]
            shown = (name, within, told.listed.trials, told.customers,
                     round(100 * (told.listed.rate or 0), 1), round(100 * (told.others or 0), 1),
                     *bounds)  # fmt: skip
            print("|", " | ".join(map(str, shown)), "|")


if __name__ == "__main__":
    main()
