"""Two real shops, taken in as a seller of them would: a table nobody knows, explained by hand.

    python -m benchmarks.real_shops FOLDER [retail|cdnow]

Online Retail (UCI 352) and the tenth of CDNOW (Fader and Hardie) are no part of the project; where
they are not there is nothing to take. In a spreadsheet their seller would add what our table needs
and theirs lacks: an amount in whole won (a thousand for a pound or a dollar), dates with hyphens, a
number for each order. Days are moved by whole weeks, as files from before 2012 are refused.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pandas as pd

from core.services import importing, mapping
from core.services.opening import OpenShop, open_shop
from core.services.receipts import Receipt, Source
from core.terms import Mall

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
WON: Final = 1_000


@dataclass(frozen=True)
class Real:
    """A real shop: where its file lies, how it is made ready, and what its columns mean."""

    file: Path
    read: Callable[[Path], pd.DataFrame]
    columns: Mapping[str, str]

    @property
    def is_there(self) -> bool:
        """Whether the data are on this machine."""
        return self.file.is_file()


def _retail(path: Path) -> pd.DataFrame:
    """Every line, also what was cancelled and what names no customer."""
    frame = pd.read_csv(path, dtype={"InvoiceNo": str, "StockCode": str, "CustomerID": "Int64"})
    frame["InvoiceDate"] = pd.to_datetime(frame["InvoiceDate"])
    won = frame["Quantity"] * frame["UnitPrice"] * WON
    return frame.assign(Total=won.round().astype("int64")).drop(columns=["UnitPrice", "Country"])


def _cdnow(path: Path) -> pd.DataFrame:
    """Every purchase of the sample; it has no number and no product."""
    frame = pd.read_csv(path)
    frame["date"] = pd.to_datetime(frame["date"].astype(str))
    total = (frame["sales"] * WON).round().astype("int64")
    frame = frame.assign(total=total, row=range(1, len(frame) + 1))
    return frame.drop(columns=["sales", "sampleid"])


SHOPS: Final = {
    "retail": Real(
        DATA / "online_retail.csv.gz", _retail,
        {"ordered_at": "InvoiceDate", "order_no": "InvoiceNo", "amount": "Total",
         "quantity": "Quantity", "product_no": "StockCode", "product_name": "Description",
         "buyer_account": "CustomerID"},
    ),
    "cdnow": Real(
        DATA / "cdnow_sample_elog.csv.gz", _cdnow,
        {"ordered_at": "date", "order_no": "row", "amount": "total", "quantity": "cds",
         "buyer_account": "masterid"},
    ),
}  # fmt: skip


def take(shop: OpenShop, name: str, last: date, now: datetime, every: int = 1) -> Receipt:
    """Take a real shop in, its last day moved to the week before ``last``.

    Args:
        shop: an empty one.
        name: of ``SHOPS``.
        last: the last day, or up to six days after it.
        now: the time of today.
        every: only each so many-th customer is taken, of 1 all, and lines that name none.
    """
    real = SHOPS[name]
    frame = real.read(real.file)
    if every > 1:
        number = frame[real.columns["buyer_account"]]
        frame = frame[(number % every == 0).fillna(value=False)]
    when = real.columns["ordered_at"]
    weeks = (last - frame[when].max().date()).days // 7
    moved = frame[when] + timedelta(weeks=weeks)
    has_hours = bool((moved.dt.normalize() != moved).any())
    frame[when] = moved.dt.strftime("%Y-%m-%d %H:%M" if has_hours else "%Y-%m-%d")
    source = Source(f"{name}.csv", frame.to_csv(index=False).encode())
    begun = mapping.start(shop, source)
    said = mapping.mapping_of(begun, "plain_orders", real.columns, Mall.OTHER)
    mapping.save(shop, said, now=now)
    return importing.take(shop, source, now=now)


def main() -> None:
    """Make a shop of one of them, to look at its pages."""
    now = datetime.now(UTC)
    shop = open_shop(Path(sys.argv[1]))
    receipt = take(shop, sys.argv[2], now.date(), now)
    print(receipt.tally, receipt.period)
    shop.close()


if __name__ == "__main__":
    main()
