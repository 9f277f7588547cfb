"""Who has had one advertisement after the other and bought nothing (S1-10)."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from core.analysis.message_follow import MOST_ADS, WINDOW
from core.services.customer_book import CustomerBook
from core.services.opening import OpenShop
from core.store import message_tired as store
from core.store.moments import day_number
from core.terms import seoul_day


@dataclass(frozen=True, slots=True)
class Tired:
    """How tiring the messages of a shop are.

    Attributes:
        customers: how many got more than ``MOST_ADS`` advertisements since they last bought,
        of: of how many who were ever sent one.
        help: how many messages of the last ``WINDOW`` days help,
        ads: and how many sell.
    """

    customers: int
    of: int
    help: int
    ads: int


def tired(shop: OpenShop, book: CustomerBook, now: datetime) -> Tired | None:
    """How tiring the messages are; None before one that sells was sent to somebody known.

    A purchase on the day of an advertisement counts as one after it.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        sent = store.sent(session, shop.id, now)
    ads = sent[sent["is_ad"].astype(bool)]
    if ads.empty:
        return None
    last = book.customers["last"].reindex(ads["buyer"]).fillna(-1).to_numpy()
    since = ads[ads["day"].to_numpy() > last].groupby("buyer").size()
    recent = sent[sent["day"] > day_number(seoul_day(now)) - WINDOW]
    selling = int(np.count_nonzero(recent["is_ad"]))
    return Tired(
        int(np.count_nonzero(since > MOST_ADS)), int(ads["buyer"].nunique()),
        len(recent) - selling, selling,
    )  # fmt: skip
