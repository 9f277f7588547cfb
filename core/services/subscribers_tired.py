"""Who has had one advertisement after the other and bought nothing, one by one (S1-10)."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from core.analysis.message_follow import MOST_ADS, WINDOW
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import customers
from core.store import message_tired as store
from core.store.moments import day_number, day_of
from core.terms import seoul_day


@dataclass(frozen=True, slots=True)
class Heard:
    """What one customer was sent.

    Attributes:
        key: of the customer.
        name: masked; None where no file says it.
        row: advertisements since the last purchase.
        help: messages of the last ``WINDOW`` days that help,
        ads: and those that sell.
        last: the day of the last advertisement; None if there never was one.
        bought: the day of the last purchase; None where no file tells one.
    """

    key: str
    name: str | None
    row: int
    help: int
    ads: int
    last: date | None
    bought: date | None

    @property
    def is_tired(self) -> bool:
        """Whether there were more in a row than people bear."""
        return self.row > MOST_ADS


def heard(shop: OpenShop, book: CustomerBook, now: datetime) -> tuple[Heard, ...]:
    """Everybody who was sent something lately or is tired, the most advertisements first.

    Counted as ``messages_tired`` does: a purchase on the day of an advertisement comes after it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        sent = store.sent(session, shop.id, now)
        gone = customers.gone(session, shop.id)
        found = _counted(sent[~sent["buyer"].isin(gone)], book, now)
        named = customers.named(session, shop.id, found.index.tolist())
    return tuple(
        Heard(
            *named[row["buyer"]], int(row["row"]), int(row["help"]), int(row["ads"]),
            _day(row["last"]), _day(row["bought"]),
        )
        for row in found.reset_index().to_dict("records")
        if row["buyer"] in named
    )  # fmt: skip


def _counted(sent: pd.DataFrame, book: CustomerBook, now: datetime) -> pd.DataFrame:
    bought = book.customers["last"].reindex(sent["buyer"].unique()).fillna(-1).astype(np.int64)
    is_ad = sent["is_ad"].astype(bool)
    is_recent = sent["day"] > day_number(seoul_day(now)) - WINDOW
    since = is_ad & (sent["day"].to_numpy() > bought.reindex(sent["buyer"]).to_numpy())
    told = pd.DataFrame({
        "buyer": sent["buyer"], "row": since, "help": ~is_ad & is_recent, "ads": is_ad & is_recent,
        "last": sent["day"].where(is_ad, -1),
    })  # fmt: skip
    each = told.groupby("buyer").agg(
        {"row": "sum", "help": "sum", "ads": "sum", "last": "max"}
    )  # fmt: skip
    each["bought"] = bought
    wanted = each[(each["row"] > MOST_ADS) | (each["help"] + each["ads"] > 0)]
    return wanted.sort_values(["row", "ads", "last"], ascending=False, kind="stable")


def _day(number: float) -> date | None:
    return None if number < 0 else day_of(int(number))
