"""Who has had one advertisement after the other and bought nothing (S1-10)."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from core.analysis.message_follow import MOST_ADS, WINDOW
from core.services import messages_book, messages_sends
from core.services.customer_book import CustomerBook
from core.services.messages_book import OnList
from core.services.messages_results import FAILED
from core.services.messages_sends import HOLD_OUT
from core.services.opening import OpenShop
from core.store.message_lists import OUTCOMES
from core.store.moments import day_number
from core.terms import seoul_day
from core.terms.messages import MessageKind, SendStatus


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
    sends = [one for one in messages_sends.listed(shop)
             if one.status is SendStatus.SENT and one.sent_at and one.sent_at <= now]  # fmt: skip
    lists = messages_book.rows(shop, sends)
    got = [(one, _reached(lists[one.number])) for one in sends]
    most = max((int(buyers.max(initial=0)) for _, buyers in got), default=0) + 1
    last = np.full(max(most, int(book.customers.index.to_numpy().max(initial=0)) + 1), -1)
    last[book.customers.index.to_numpy()] = book.customers["last"].to_numpy()
    ever, since = np.zeros(most, np.int64), np.zeros(most, np.int64)
    counts, begins = dict.fromkeys(MessageKind, 0), day_number(seoul_day(now)) - WINDOW
    for one, buyers in got:
        day = day_number(seoul_day(one.sent_at or now))
        if day > begins:
            counts[one.kind] += len(buyers)
        if one.kind is MessageKind.ADVERTISING:
            ever += np.bincount(buyers, minlength=most)
            since += np.bincount(buyers[last[buyers] < day], minlength=most)
    if not ever.any():
        return None
    selling = counts.pop(MessageKind.ADVERTISING)
    return Tired(
        int(np.count_nonzero(since > MOST_ADS)), int(np.count_nonzero(ever)),
        sum(counts.values()), selling,
    )  # fmt: skip


def _reached(some: OnList) -> npt.NDArray[np.int64]:
    """The customers whom a message reached, once for each time."""
    is_left = np.array([name == HOLD_OUT for name in some.names], dtype=np.bool_)[some.letters]
    reached: npt.NDArray[np.int64] = some.buyers[
        ~is_left & (some.outcomes != OUTCOMES.index(FAILED))
    ]
    return reached
