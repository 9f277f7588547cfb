"""Whom to look after today: the tasks of a day, who they are about, and what was done of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlmodel import Session

from core.analysis import care_queue as analysis
from core.analysis.care_queue import APART, TRANSPORT, Excluded, Kind, Rule
from core.services import care_queue_messages, care_rules
from core.services.care_queue_orders import TOUCHED, Orders
from core.services.care_rules import CareRule, Scope
from core.services.opening import OpenShop
from core.services.reading import unhurried
from core.store import care_queue as store
from core.store import care_rules as rule_store
from core.store import voice_complaints
from core.store.care_queue import ENDED, SENT, Key, Wish
from core.store.moments import day_number, day_of, joined
from core.terms import Mall, Period

COLUMNS: Final = (
    "kind", "mall", "order_no", "due", "late", "left", "begun", "is_estimated"
)  # fmt: skip
"""The columns of the tasks of a day."""


@dataclass(frozen=True, slots=True)
class DueToday:
    """How much there is to do on a day.

    Attributes:
        counts: how many tasks of each kind; kinds without one are missing.
        last_chance: how many of them are not due tomorrow any more.
    """

    counts: Mapping[Kind, int] = field(default_factory=dict)
    last_chance: int = 0

    @property
    def total(self) -> int:
        """How many tasks."""
        return sum(self.counts.values())


def due_today(shop: OpenShop, today: date) -> DueToday:
    """How much there is to do on a day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return summary(tasks(shop, today))


def summary(some: pd.DataFrame) -> DueToday:
    """How much there is to do of some tasks."""
    counts = some["kind"].value_counts()
    told = {kind: int(counts[kind.value]) for kind in Kind if kind.value in counts.index}
    return DueToday(told, int((some["left"] == 0).sum()))


def tasks(shop: OpenShop, today: date) -> pd.DataFrame:
    """The tasks of a day; what lapses soonest comes first.

    Returns:
        the columns ``COLUMNS``: the days are numbers since 1970, ``left`` so many days the task
        is still due after today.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    return of_lines(shop, lines(shop, wished(shop, today)), today)


def wished(shop: OpenShop, today: date) -> Wish:
    """The order lines of which something can be due on a day, by the rules as they are."""
    with shop.store.read() as session:
        return wish(care_rules.read(session, shop.id), today)


def lines(shop: OpenShop, wanted: Wish) -> pd.DataFrame:
    """These lines; nothing but files changes them."""
    # Half of the time went into looking for garbage among tens of thousands of rows.
    with unhurried(), shop.store.read() as session:
        return store.lines(session, shop.id, wanted)


def of_lines(shop: OpenShop, some: pd.DataFrame, today: date) -> pd.DataFrame:
    """The tasks of a day among some lines."""
    with unhurried(), shop.store.read() as session:
        return Book.read(session, shop.id).due(session, some, today)


def tasks_of(session: Session, shop_id: int, today: date) -> pd.DataFrame:
    """The same, for a service that has a session already."""
    book = Book.read(session, shop_id)
    return book.due(session, store.lines(session, shop_id, wish(book.rules, today)), today)


@dataclass(frozen=True, slots=True)
class Book:
    """What decides whether something is due, apart from the orders themselves.

    Attributes:
        shop_id: whose.
        rules: when what is.
        malls_off: malls of which nothing is.
        tips: how to use products, by their number.
        orders: orders that are left out.
        buyers: the numbers of people who are left out.
        products: the numbers of products that are left out.
        complained: orders with an open complaint.
        complaining: the numbers of people with one.
    """

    shop_id: int
    rules: Mapping[Kind, CareRule]
    malls_off: frozenset[Mall]
    tips: Mapping[int, str]
    orders: frozenset[Key]
    buyers: frozenset[int]
    products: frozenset[int]
    complained: frozenset[Key]
    complaining: frozenset[int]

    @classmethod
    def read(cls, session: Session, shop_id: int) -> "Book":
        """What holds now."""
        out = rule_store.exclusions(session, shop_id)
        values = {scope: [value for found, value in out if found == scope] for scope in Scope}
        keys = voice_complaints.open_complaint_buyers(session, shop_id)
        about = voice_complaints.open_complaint_orders(session, shop_id)
        known = store.buyer_numbers(session, shop_id, {*keys, *values[Scope.BUYER]})
        whose = store.of_orders(session, shop_id, about)["buyer"].dropna()
        return cls(
            shop_id=shop_id,
            rules=care_rules.read(session, shop_id),
            malls_off=care_rules.malls_off(session, shop_id),
            tips=rule_store.tips(session, shop_id),
            orders=frozenset(key_of(value) for value in values[Scope.ORDER]),
            buyers=_among(known, values[Scope.BUYER]),
            products=frozenset(int(value) for value in values[Scope.PRODUCT]),
            complained=about,
            complaining=_among(known, keys) | {int(number) for number in whose},
        )

    @property
    def in_force(self) -> list[Rule]:
        """The rules by which something can be due; a tip only where there is one to give."""
        some = care_rules.in_force(self.rules)
        return some if self.tips else [one for one in some if one.kind is not Kind.TIP]

    def due(self, session: Session, lines: pd.DataFrame, today: date) -> pd.DataFrame:
        """The tasks of a day among some lines."""
        wanted = lines[self.is_wanted(lines)]
        if wanted.empty:
            return _NO_TASKS
        orders = Orders.of(wanted)
        touches = orders.coded(store.touches(session, self.shop_id, _since(wanted, today)))
        reviewed = store.reviewed(session, self.shop_id, _since(wanted, today))
        frame = pd.DataFrame(
            {
                "order": orders.codes,
                "buyer": wanted["buyer"].to_numpy(),
                "product": wanted["product"].to_numpy(),
                "paid": wanted["paid"],
                "dispatched": wanted["dispatched"],
                "delivered": wanted["delivered"],
                "is_sent": is_sent(wanted),
                "is_ended": wanted["state"].isin([int(one) for one in ENDED]),
                "has_complaint": orders.among(self.complained),
                "is_reviewed": orders.among(reviewed),
            }
        )
        there = _there(frame, day_number(today))
        sent = care_queue_messages.touches(session, self.shop_id, today)[list(TOUCHED)]
        spared = [touches, sent, self._without_tip(frame), _sent(frame), there]
        touches = pd.concat(spared, ignore_index=True)
        found = analysis.due(frame, touches, day_number(today), self.in_force, self._excluded())
        return self._told(found, orders)

    def is_wanted(self, lines: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Which lines are not left out as such: by their mall, their order or their buyer."""
        is_out = lines["mall"].isin([int(mall) for mall in self.malls_off])
        # Of an order one line may not tell whose it is: the others of it go as well.
        of_buyers = lines.loc[lines["buyer"].isin(self.buyers), ["mall", "order_no"]]
        out = self.orders | set(zip(of_buyers["mall"], of_buyers["order_no"], strict=True))
        if out:
            is_out |= pd.MultiIndex.from_frame(lines[["mall", "order_no"]]).isin(list(out))
        return np.asarray(~is_out, dtype=np.bool_)

    def _excluded(self) -> Excluded:
        return Excluded(
            products=self.products,
            complaining=self.complaining,
        )

    def _without_tip(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The orders that have no product with a tip, as if their tip had been skipped."""
        if not self.tips:
            return _as_skipped(Kind.TIP, [])
        has = frame["product"].isin(list(self.tips))
        without = np.setdiff1d(frame["order"], frame.loc[has, "order"])
        return _as_skipped(Kind.TIP, without)

    def _told(self, found: pd.DataFrame, orders: "Orders") -> pd.DataFrame:
        lapses = {kind.value: rule.lapses for kind, rule in self.rules.items()}
        rank = {kind.value: place for place, kind in enumerate(Kind)}
        codes = found["order"].astype(np.int64)
        told = found.assign(
            mall=orders.malls[codes],
            order_no=orders.numbers[codes],
            left=found["kind"].map(lapses).astype(np.int64) - found["late"].astype(np.int64),
            rank=found["kind"].map(rank),
        )
        told = told.sort_values(["left", "rank", "mall", "order_no"], ignore_index=True)
        return told[list(COLUMNS)].astype({"due": np.int64, "late": np.int64, "begun": np.int64})


def wish(rules: Mapping[Kind, CareRule], today: date) -> Wish:
    """The order lines of which something can be due on a day."""
    arrived, paid = [], []
    for one in rules.values():
        if not one.is_on:
            continue
        first, last = (today - timedelta(days=back) for back in (one.days + one.lapses, one.days))
        if one.kind is Kind.CONFIRM:
            paid.append(Period(first, last))
        elif one.kind is Kind.DISPATCH:
            # Sent on those days, it may have arrived since, or be said to arrive soon.
            arrived.append(Period(first, today + _SOON))
        else:
            # Where nobody tells the arrival, the dispatch was some days before it.
            arrived.append(Period(first - timedelta(days=TRANSPORT), last))
    return Wish(joined(arrived), paid)


def is_sent(lines: pd.DataFrame) -> "pd.Series[bool]":
    """Which lines have left: a day says so, or only their state."""
    is_dated = lines["dispatched"].notna() | lines["delivered"].notna()
    return is_dated | lines["state"].isin([int(one) for one in SENT])


def key_of(value: str) -> Key:
    """The mall and the number of an order that is left out."""
    mall, _colon, number = value.partition(":")
    return int(mall), number


_SOON: Final = timedelta(days=366)

_NO_TASKS: Final = pd.DataFrame(
    {name: pd.Series(dtype=object if name in {"kind", "order_no"} else
                     bool if name == "is_estimated" else np.int64) for name in COLUMNS}
)  # fmt: skip


def _sent(frame: pd.DataFrame) -> pd.DataFrame:
    """Orders that have left need no word that they came in, as if it had been skipped."""
    has_left = frame["is_sent"] & ~frame["is_ended"]
    return _as_skipped(Kind.CONFIRM, np.unique(frame.loc[has_left, "order"]))


def _there(frame: pd.DataFrame, today: int) -> pd.DataFrame:
    """Orders that are all there need no word that they are on their way."""
    kept = frame[~frame["is_ended"]]
    under_way = kept.loc[~(kept["delivered"] <= today), "order"]
    return _as_skipped(Kind.DISPATCH, np.setdiff1d(kept["order"], under_way))


def _as_skipped(kind: Kind, orders: Any) -> pd.DataFrame:  # noqa: ANN401
    told = {"order": np.asarray(orders, dtype=np.int64), "buyer": np.nan, "day": 0.0}
    return pd.DataFrame(told).assign(kind=kind.value, is_done=False)[list(TOUCHED)]


def _since(lines: pd.DataFrame, today: date) -> date:
    """Before this day nothing can have been done for these lines, nor a review been written."""
    first = lines["paid"].min()
    nearest = today - timedelta(days=APART)
    return date(1970, 1, 1) if np.isnan(first) else min(day_of(int(first)), nearest)


def _among(known: Mapping[str, int], keys: Iterable[str]) -> frozenset[int]:
    return frozenset(known[key] for key in keys if key in known)
