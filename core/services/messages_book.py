"""Who was on the lists of sendings and what customers ordered since, read once for all questions.

Reading millions of rows takes seconds, and the page, its tabs and the reports ask for the same
ones. What was read is kept as columns, and read again as soon as it may be different: all of it
with a file or with who is one customer, a list when it was written.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import RLock
from typing import Final

import numpy as np
import pandas as pd

from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.store import message_lists as store
from core.store.message_lists import OUTCOMES, OnList
from core.store.moments import day_number
from core.store.sales import Malls
from core.terms import seoul_day

__all__ = ["OnList"]


@dataclass(frozen=True, slots=True, eq=False)
class MessageBook:
    """What sendings are held against.

    Attributes:
        people: everybody on a list, by the number of the sending.
        orders: ``order``, ``buyer``, ``at`` and ``net``, in the order of their moments.
    """

    people: Mapping[int, OnList]
    orders: pd.DataFrame

    def followed(self, sends: Iterable[Send], window: int | None) -> pd.DataFrame:
        """The orders of everybody on a list within so many days after it was sent.

        Args:
            sends: which; sent.
            window: within so many days; None for those of each sending.

        Returns:
            ``send``, ``letter`` (empty for none), ``outcome``, ``buyer``, ``at`` and ``until``
            (seconds), and of the order ``order``, ``at_bought`` and ``net``.
        """
        found = [self._followed(one, window) for one in sends if one.number in self.people]
        return pd.concat([_NONE, *found], ignore_index=True).astype(_TYPES)

    def _followed(self, send: Send, window: int | None) -> pd.DataFrame:
        assert send.sent_at is not None  # noqa: S101  (only such are asked about)
        begins = int(send.sent_at.timestamp())
        days = timedelta(days=send.window_days if window is None else window)
        until = begins + int(days.total_seconds())
        first, last = np.searchsorted(self.orders["at"].to_numpy(), [begins, until])
        some = self.orders.iloc[first:last]
        people, buyers = self.people[send.number], some["buyer"].to_numpy()
        place = np.searchsorted(people.buyers, buyers)
        place[place == len(people.buyers)] = 0
        is_on = (
            people.buyers[place] == buyers if len(people.buyers) else np.zeros(len(buyers), bool)
        )
        some, place = some[is_on], place[is_on]
        return pd.DataFrame({
            "send": send.number,
            "letter": np.array(people.names, dtype=object)[people.letters[place]],
            "outcome": np.array(OUTCOMES, dtype=object)[people.outcomes[place]],
            "buyer": some["buyer"].to_numpy(), "at": begins, "until": until,
            "order": some["order"].to_numpy(), "at_bought": some["at"].to_numpy(),
            "net": some["net"].to_numpy(),
        })  # fmt: skip


_TYPES: Final = {
    "send": np.int64, "letter": object, "outcome": object, "buyer": np.int64, "at": np.int64,
    "until": np.int64, "order": np.int64, "at_bought": np.int64, "net": np.int64,
}  # fmt: skip
_NONE: Final = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _TYPES.items()})


_KEPT: Final = "messages_book"


@dataclass(slots=True, eq=False)
class _Read:
    """What was read of a shop since a file came."""

    files: Hashable
    lists: dict[int, tuple[str, OnList, OnList]] = field(default_factory=dict)
    orders: dict[tuple[Malls, int], pd.DataFrame] = field(default_factory=dict)
    turn: RLock = field(default_factory=RLock)


def read(shop: OpenShop, sends: Sequence[Send], malls: Malls) -> MessageBook:
    """The lists of some sendings, and what was ordered since the first of them.

    Args:
        shop: whose.
        sends: which; sent.
        malls: the orders of some malls only.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    kept = _kept(shop)
    days = [day_number(seoul_day(one.sent_at)) for one in sends if one.sent_at is not None]
    key = None if malls is None else frozenset(malls), min(days, default=0)
    with kept.turn:
        lists = _lists(shop, kept, sends)
        if key not in kept.orders:
            with shop.store.read() as session:
                kept.orders = {key: store.orders(session, shop.id, key[1], malls)}
        orders = kept.orders[key]
    return MessageBook({number: people for number, (_, _, people) in lists.items()}, orders)


def rows(shop: OpenShop, sends: Sequence[Send]) -> dict[int, OnList]:
    """The lists of some sendings as they were written, a row for each key of a customer.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    kept = _kept(shop)
    with kept.turn:
        return {number: some for number, (_, some, _) in _lists(shop, kept, sends).items()}


def _kept(shop: OpenShop) -> _Read:
    """What was read of a shop; nothing yet if files have come or gone since."""
    files = shop.files()
    kept = shop.kept.get(_KEPT)
    if not isinstance(kept, _Read) or kept.files != files:
        kept = shop.kept[_KEPT] = _Read(files)
    return kept


def _lists(
    shop: OpenShop, kept: _Read, sends: Sequence[Send]
) -> dict[int, tuple[str, OnList, OnList]]:
    """Some lists; those that were written since they were read are read again."""
    numbers = [one.number for one in sends]
    with shop.store.read() as session:
        writings = store.writings(session, shop.id)
        fresh = {number: writings.get(number, "") for number in numbers}
        wanted = [number for number, writing in fresh.items()
                  if kept.lists.get(number, _NEVER)[0] != writing]  # fmt: skip
        for number, one in store.lists(session, shop.id, wanted).items():
            kept.lists[number] = fresh[number], one, one.once()
    return {number: kept.lists[number] for number in numbers}


_NEVER: Final = ("never",)
