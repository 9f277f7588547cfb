"""Who of a list is left alone for now, whom the seller contacted, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.analysis.care_queue import APART, Kind
from core.analysis.customers_due import Flags
from core.services import care_queue_messages, customers_consent
from core.services.care_queue import Book
from core.services.care_queue_done import AT_ONCE, Reason
from core.services.care_words import CareProblem, CareRefused
from core.services.customers_due import ListKind
from core.services.customers_due_order import First, ordered
from core.services.opening import OpenShop
from core.store import care_queue, customers
from core.store import customers_contact as store
from core.store.customer_tables import CustomerContactRow
from core.store.moments import day_number
from core.terms import seoul_day

HIDDEN_FOR: Final = 90
"""Days for which somebody who was contacted or skipped is not on the same list again."""


class Mark(StrEnum):
    """Why somebody is left alone unless the seller wants to see them too; the first that holds."""

    COMPLAINT = "complaint"
    """A complaint of theirs is open."""
    RETURNED = "returned"
    """What they ordered last went back, or is to."""
    LATELY = "lately"
    """They were contacted within ``APART`` days."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides, apart from purchases, whether somebody is on a list on a day.

    Attributes:
        out: the numbers of people who are never on one: the seller said so, they themselves did
            not want to hear from the shop, or had their data deleted.
        complaining: of people with an open complaint.
        lately: of people contacted within ``APART`` days.
        agreed: of people who agreed to be written to.
        noted: by list, who was contacted or skipped there within ``HIDDEN_FOR`` days: ``buyer``,
            ``product`` (0 where it was about none) and ``day``.
    """

    out: frozenset[int] = frozenset()
    complaining: frozenset[int] = frozenset()
    lately: frozenset[int] = frozenset()
    agreed: frozenset[int] = frozenset()
    noted: Mapping[str, pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """Who of a list is looked at.

    Attributes:
        product: only those for whom it is about this one; None for all.
        mall: only those who bought there last; None for all.
        agreed: only those who agreed to be written to.
        everybody: also those who are left alone for now.
        first: who comes first.
        passed: so many days have passed since the last one that files tell of.
    """

    product: int | None = None
    mall: int | None = None
    agreed: bool = False
    everybody: bool = False
    first: First = First.WEIGHT
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Who was contacted or skipped at one moment.

    Attributes:
        kind: on which list.
        keys: the durable names of the people.
        at: when.
        reason: why they were skipped; None where they were contacted.
    """

    kind: ListKind
    keys: tuple[str, ...]
    at: datetime
    reason: Reason | None = None


def standing(shop: OpenShop, today: date) -> Standing:
    """What holds on a day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    refused = customers_consent.withdrawn(shop, today)
    agreed = customers_consent.consented(shop, today)
    with shop.store.read() as session:
        book = Book.read(session, shop.id)
        rows = store.since(session, shop.id, today - timedelta(days=HIDDEN_FOR - 1))
        keys = {row.buyer_key for row in rows} | refused | agreed
        known = customers.numbers(session, shop.id, keys)
        lately = _of_care(session, shop.id, today)
        sent = care_queue_messages.reached(session, shop.id, today)
        gone = customers.gone(session, shop.id)
    there = [row for row in rows if row.buyer_key in known]
    since = today - timedelta(days=APART)
    lately |= {known[row.buyer_key] for row in there if row.is_done and row.day > since}
    lately |= sent.keys()
    told = pd.DataFrame(
        [(row.kind, known[row.buyer_key], row.product_id or 0, day_number(row.day))
         for row in there], columns=["kind", "buyer", "product", "day"],
    )  # fmt: skip
    noted = {str(kind): some for kind, some in told.groupby("kind")}

    def numbers(some: frozenset[str]) -> frozenset[int]:
        return frozenset(known[key] for key in some if key in known)

    return Standing(
        book.buyers | numbers(refused) | gone,
        book.complaining,
        frozenset(lately),
        numbers(agreed),
        noted,
    )


def chosen(some: pd.DataFrame, kind: ListKind, now: Standing, wish: Wish) -> pd.DataFrame:
    """Who of a list is looked at, one row a customer.

    Args:
        some: the list, as ``core.services.customers_due.listed`` has it.
        kind: which.
        now: what holds on the day.
        wish: who is looked at.

    Returns:
        the columns of the list, and ``mark`` (the value of a ``Mark``, or empty), whether they
        ``agreed``, and how many ``others`` of their products are due too.
    """
    kept = ~among(some, now.out) & ~is_noted(some, kind, now.noted.get(kind))
    if wish.product is not None:
        kept &= some["product"].to_numpy() == wish.product
    if wish.mall is not None:
        kept &= some["mall"].to_numpy() == wish.mall
    if wish.agreed:
        kept &= among(some, now.agreed)
    told = some[kept]
    told = told.assign(mark=marks(told, now), agreed=among(told, now.agreed))
    if not wish.everybody:
        told = told[told["mark"] == ""]
    told = ordered(told, wish.first, wish.passed)
    each = told.groupby("buyer", sort=False)["buyer"].transform("size")
    told = told.assign(others=each.to_numpy() - 1)
    return told.drop_duplicates("buyer").reset_index(drop=True)


def mark(
    shop: OpenShop,
    kind: ListKind,
    about: Mapping[str, int | None],
    now: datetime,
    reason: Reason | None = None,
) -> Batch:
    """Note that people of a list were contacted, or skipped for a reason. What is noted stays.

    Args:
        shop: whose.
        kind: which list.
        about: the product it was about, by the key of the person; at most ``AT_ONCE``.
        now: when.
        reason: why they are skipped; None where they were contacted.

    Returns:
        who was noted now.

    Raises:
        CareRefused: they are too many; nothing was noted.
        core.store.StoreProblem: the store cannot be written.
    """
    if len(about) > AT_ONCE:
        raise CareRefused(CareProblem.TOO_MANY)
    at = now.replace(microsecond=0)
    rows = [
        CustomerContactRow(
            shop_id=shop.id, kind=kind.value, buyer_key=key, day=seoul_day(now),
            product_id=product, is_done=int(reason is None),
            reason=None if reason is None else reason.value, at=at,
        )
        for key, product in about.items()
    ]  # fmt: skip
    with shop.store.write() as session:
        new = store.put(session, rows)
        return Batch(kind, tuple(row.buyer_key for row in new), at, reason)


def undo(shop: OpenShop, batch: Batch) -> int:
    """Forget what was noted at one moment; how many people are on their list again.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        return store.take_back(
            session, shop.id, batch.kind.value, batch.keys, seoul_day(batch.at), batch.at
        )


def of_today(shop: OpenShop, today: date) -> tuple[Batch, ...]:
    """Who was contacted or skipped today, the newest first; who was noted together is one.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = store.since(session, shop.id, today)
    ordered = sorted(rows, key=lambda row: (row.at, row.kind, row.reason or ""), reverse=True)
    return tuple(
        Batch(ListKind(kind), tuple(row.buyer_key for row in some), at,
              Reason(reason) if reason else None)
        for (at, kind, reason), some in groupby(
            ordered, key=lambda row: (row.at, row.kind, row.reason or "")
        )
    )  # fmt: skip


def names(shop: OpenShop, keys: tuple[str, ...]) -> dict[str, str]:
    """The masked names of some people by their keys, as far as files tell them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        known = customers.numbers(session, shop.id, set(keys))
        named = customers.named(session, shop.id, known.values())
    told = {key: named[number].name for key, number in known.items() if number in named}
    return {key: name for key, name in told.items() if name}


def _of_care(session: Session, shop_id: int, today: date) -> set[int]:
    """Who was contacted lately about an order."""
    touches = care_queue.touches(session, shop_id, today - timedelta(days=APART - 1))
    is_contact = touches["kind"].isin([kind.value for kind in Kind if kind.is_contact])
    return {int(one) for one in touches.loc[is_contact & touches["is_done"], "buyer"].dropna()}


def among(some: pd.DataFrame, buyers: frozenset[int]) -> Flags:
    """Which rows of a list are of some customers."""
    return np.isin(some["buyer"].to_numpy(np.int64), np.fromiter(buyers, np.int64, len(buyers)))


def is_noted(some: pd.DataFrame, kind: ListKind, noted: pd.DataFrame | None) -> Flags:
    """Who was contacted or skipped on this list since they last bought what it is about."""
    if noted is None:
        return np.zeros(len(some), dtype=np.bool_)
    keys = ["buyer", "product"] if kind is ListKind.AGAIN else ["buyer"]
    last = noted.groupby(keys, as_index=False)["day"].max()
    day = some[keys].merge(last, how="left", on=keys)["day"].to_numpy()
    return np.asarray(day > some["last"].to_numpy(), dtype=np.bool_)


def marks(some: pd.DataFrame, now: Standing) -> npt.NDArray[Any]:
    """The value of the ``Mark`` of each row of a list; empty where none holds."""
    conditions = [among(some, now.complaining), some["is_back"].to_numpy(np.bool_),
                  among(some, now.lately)]  # fmt: skip
    return np.select(conditions, [one.value for one in Mark], "").astype(object)
