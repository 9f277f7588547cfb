"""Whom to look after today, by rules about days.

A task is known by its kind and its order, so it is the same task whenever and however often a file
is taken in, and nothing has to be remembered but what was done or skipped. Kinds are of two sorts.
Notices belong to an order: it came in, it is on its way. Contacts are for a person: at most one is
due at a time, and none within ``APART`` days after the last one. Days are whole numbers, of the
seller's calendar, from any beginning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd


class Kind(StrEnum):
    """What is to be done for an order; of contacts due on one day the first goes first."""

    CONFIRM = "confirm"
    """주문 확인: say that the order came in."""
    DISPATCH = "dispatch"
    """발송 안내: say that it is on its way."""
    HOW_IS_IT = "how_is_it"
    """안부: ask how it is, some days after it arrived."""
    REVIEW = "review"
    """후기 부탁: ask for a review."""
    TIP = "tip"
    """사용 팁: tell how to use it well."""

    @property
    def is_contact(self) -> bool:
        """Whether it is for the person, and not a notice about the order."""
        return self not in {Kind.CONFIRM, Kind.DISPATCH}


BEGINS: Final = {Kind.CONFIRM: "paid", Kind.DISPATCH: "dispatched"}
"""From which day a kind is counted; the others from the arrival."""

APART: Final = 14
"""Days from one contact with a person to the next."""

TRANSPORT: Final = 2
"""Days from dispatch to arrival where nobody tells the arrival; the task is marked."""

TASKS: Final = (
    "kind", "order", "buyer", "product", "due", "late", "begun", "is_estimated",
)  # fmt: skip
"""The columns of a list of tasks."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a kind is due.

    Attributes:
        kind: what is to be done.
        days: so many days after payment, dispatch or arrival.
        lapses: so many days more it can be done: 3 and 7 are the days 3 to 10.

    Raises:
        ValueError: a number of days is negative.
    """

    kind: Kind
    days: int
    lapses: int

    def __post_init__(self) -> None:
        """Refuse the impossible."""
        if min(self.days, self.lapses) < 0:
            msg = f"{self.days} and {self.lapses} days are impossible"
            raise ValueError(msg)


RULES: Final = (
    Rule(Kind.CONFIRM, 0, 3),
    Rule(Kind.DISPATCH, 0, 1),
    Rule(Kind.HOW_IS_IT, 3, 7),
    Rule(Kind.REVIEW, 17, 14),
    Rule(Kind.TIP, 31, 14),
)
"""Each contact ``APART`` days after the one before, so that none has to wait for another.

That an order is on its way is news for two days; by then most parcels have come.
"""


@dataclass(frozen=True, slots=True)
class Excluded:
    """For whom nothing is due.

    Attributes:
        orders: of these orders nothing.
        buyers: for these people nothing.
        products: nothing of orders that have none but these.
        complaining: people with an open complaint, who are not contacted.
    """

    orders: frozenset[Any] = frozenset()
    buyers: frozenset[Any] = frozenset()
    products: frozenset[Any] = frozenset()
    complaining: frozenset[Any] = frozenset()


NOBODY: Final = Excluded()


def due(
    lines: pd.DataFrame,
    touches: pd.DataFrame,
    today: int,
    rules: Sequence[Rule] = RULES,
    excluded: Excluded = NOBODY,
) -> pd.DataFrame:
    """The tasks of a day, the longest due first.

    What was done or skipped is not due again. Of an order of which anything was cancelled or
    returned nobody is contacted, nor is a person with an open complaint about any order. Nobody is
    asked for a review who wrote one of that order.

    Args:
        lines: one row an order line, the same line as often as it likes: ``order``, ``buyer``
            (None of nobody knows whom), ``product``, each a text or a number, the days ``paid``,
            ``dispatched`` and ``delivered`` (nan where unknown), and whether it ``is_ended``
            (cancelled or returned), ``has_complaint`` (an open one) and ``is_reviewed``.
        touches: what was done or skipped: ``kind``, ``order``, ``buyer``, ``day``, ``is_done``.
        today: the day.
        rules: when what is due; a kind without a rule never is.
        excluded: for whom nothing is.

    Returns:
        the columns ``TASKS``, one row a task: ``late`` days after it was ``due``, ``begun`` being
        the day it is counted from, ``is_estimated`` where that is an arrival nobody told.
    """
    orders = by_order(lines, excluded.products)
    found = candidates(orders, touches, today, rules, excluded)
    is_contact = found["kind"].isin(_CONTACTS)
    waiting = _lately(orders, touches, today)
    contacts = found[is_contact & ~found["person"].isin(waiting)].drop_duplicates("person")
    tasks = _sorted(pd.concat([found[~is_contact], contacts]))
    return tasks.assign(late=today - tasks["due"])[list(TASKS)]


def by_order(lines: pd.DataFrame, unwanted: frozenset[Any] = frozenset()) -> pd.DataFrame:
    """One row an order, of its lines: what ``due`` needs to know of it.

    An order has arrived when the last of its lines has that was not cancelled or returned. It is
    wanted if such a line is of a product that is not ``unwanted``.
    """
    ordered = lines.sort_values(["order", "product", "buyer"], na_position="last")
    is_kept = ~ordered["is_ended"].astype(bool)
    days = ordered[["paid", "dispatched", "delivered"]].astype(np.float64)
    guess = days["dispatched"] + TRANSPORT
    arrived = days["delivered"].fillna(guess)
    told = ordered[["order", "buyer", "product"]].assign(
        paid=days["paid"],
        dispatched=days["dispatched"].where(is_kept),
        # Of a line that is under way nobody knows, and the order waits for it.
        arrived=arrived.fillna(np.inf).where(is_kept),
        is_estimated=is_kept & days["delivered"].isna(),
        is_wanted=is_kept & ~ordered["product"].isin(unwanted),
        is_ended=~is_kept,
        has_complaint=ordered["has_complaint"].astype(bool),
        is_reviewed=ordered["is_reviewed"].astype(bool),
        kept_product=ordered["product"].where(is_kept),
    )
    orders = told.groupby("order", as_index=False).agg(
        buyer=("buyer", "first"), product=("kept_product", "first"), paid=("paid", "min"),
        dispatched=("dispatched", "min"), arrived=("arrived", "max"),
        is_estimated=("is_estimated", "any"), is_wanted=("is_wanted", "any"),
        is_ended=("is_ended", "any"), has_complaint=("has_complaint", "any"),
        is_reviewed=("is_reviewed", "any"),
    )  # fmt: skip
    orders["arrived"] = orders["arrived"].replace(np.inf, np.nan)
    return orders.assign(person=_person(orders["buyer"], orders["order"]))


def candidates(
    orders: pd.DataFrame,
    touches: pd.DataFrame,
    today: int,
    rules: Sequence[Rule],
    excluded: Excluded,
) -> pd.DataFrame:
    """All that could be done today, before anybody is spared a second contact.

    Args:
        orders: of ``by_order``.
        touches: as in ``due``, and so are the others.
        today: the day.
        rules: when what is due.
        excluded: for whom nothing is.
    """
    complaining = set(orders.loc[orders["has_complaint"], "person"])
    complaining |= excluded.complaining
    is_spared = orders["is_ended"] | orders["person"].isin(complaining)
    is_out = ~orders["is_wanted"] | orders["order"].isin(excluded.orders)
    is_out |= orders["buyer"].isin(excluded.buyers)
    parts = [_of_rule(orders, ~is_out & ~(is_spared & rule.kind.is_contact), rule, today, touches)
             for rule in rules]  # fmt: skip
    return _sorted(pd.concat([orders.iloc[:0].assign(kind="", due=0.0, begun=0.0), *parts]))


def _of_rule(
    orders: pd.DataFrame,
    is_asked: "pd.Series[bool]",
    rule: Rule,
    today: int,
    touches: pd.DataFrame,
) -> pd.DataFrame:
    begun = orders[BEGINS.get(rule.kind, "arrived")]
    day = begun + rule.days
    is_due = is_asked & (day <= today) & (today <= day + rule.lapses)
    is_due &= ~orders["order"].isin(touches.loc[touches["kind"] == rule.kind, "order"])
    if rule.kind is Kind.REVIEW:
        is_due &= ~orders["is_reviewed"]
    told = orders[is_due]
    is_guess = told["is_estimated"] & (rule.kind not in BEGINS)
    return told.assign(kind=rule.kind.value, due=day[is_due], begun=begun[is_due],
                       is_estimated=is_guess)  # fmt: skip


def _sorted(tasks: pd.DataFrame) -> pd.DataFrame:
    rank = tasks["kind"].map({kind.value: at for at, kind in enumerate(Kind)})
    return tasks.assign(rank=rank).sort_values(["due", "rank", "order"], ignore_index=True)


def _lately(orders: pd.DataFrame, touches: pd.DataFrame, today: int) -> set[Any]:
    """The people contacted so lately that they are to be left alone."""
    is_contact = touches["kind"].isin(_CONTACTS)
    is_near = touches["day"].astype(np.float64) > today - APART
    kept = touches[is_contact & is_near & touches["is_done"].astype(bool)]
    # The order may by now belong to a person who was not known then.
    now = orders.set_index("order")["person"].reindex(kept["order"]).dropna()
    return set(now) | set(_person(kept["buyer"], kept["order"]))


_CONTACTS: Final = tuple(kind.value for kind in Kind if kind.is_contact)


def _person(buyers: "pd.Series[Any]", orders: "pd.Series[Any]") -> "pd.Series[Any]":
    """Who somebody is; of an unknown buyer each order is somebody else."""
    person = buyers.astype(object)
    unknown = buyers.isna()
    if unknown.any():
        # In brackets, so that no buyer can be called the same.
        nobody = [(order,) for order in orders[unknown]]
        person[unknown] = pd.Series(nobody, index=person.index[unknown], dtype=object)
    return person
